/// The column 编号 (id): keys parted by dots; a key that is not plain stands in JSON's quotes: `areas."a.b"`.
enum SheetPath {
  /// The text for a path of keys; ``keys(of:)`` reads it back.
  static func text(_ keys: [String]) -> String {
    keys.map { isPlain($0) ? $0 : CellJSON.quoted($0) }.joined(separator: ".")
  }

  /// Letters of any script, digits and the few signs of ids, dates and moments: nothing a spreadsheet takes for more.
  private static func isPlain(_ key: String) -> Bool {
    guard let first = key.unicodeScalars.first, isPlain(first) || first == "$" else { return false }
    return key.unicodeScalars.dropFirst().allSatisfy { isPlain($0) || $0 == "-" || $0 == "+" }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
  }

  /// The keys of a path as a planner may write it; nil where it is none. Read by scalars: a combining sign belongs to
  /// its key, not to the dot before it.
  static func keys(of text: String) -> [String]? {
    var keys: [String] = []
    var rest = text.unicodeScalars[...]
    while true {
      if rest.first == "\"" {
        guard let end = closingQuote(rest), let key = CellJSON.string(String(rest[...end])) else {
          return nil
        }
        keys.append(key)
        rest = rest[rest.index(after: end)...]
      } else {
        let key = String(rest.prefix { $0 != "." }).trimmedSpaces
        guard !key.isEmpty, !key.unicodeScalars.contains("\"") else { return nil }
        keys.append(key)
        rest = rest.drop { $0 != "." }
      }
      guard let next = rest.first else { return keys }
      guard next == "." else { return nil }
      rest = rest.dropFirst()
    }
  }

  private static func closingQuote(_ text: Substring.UnicodeScalarView) -> String.Index? {
    var isEscaped = false
    for index in text.indices.dropFirst() {
      if isEscaped {
        isEscaped = false
      } else if text[index] == "\\" {
        isEscaped = true
      } else if text[index] == "\"" {
        return index
      }
    }
    return nil
  }
}
