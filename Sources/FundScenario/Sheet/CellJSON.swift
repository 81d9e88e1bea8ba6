/// JSON in one cell: texts that would read as something else, lists and small groups.
struct CellJSON {
  private let bytes: [UInt8]
  private let place: Place
  private var at = 0
  private(set) var values = 0

  private init(_ text: String, at place: Place) {
    bytes = Array(text.utf8)
    self.place = place
  }

  /// The value of a whole cell in strict JSON and how many values it holds; nil where it is none.
  static func value(_ text: String, at place: Place) -> (node: SourceNode, values: Int)? {
    var json = CellJSON(text, at: place)
    guard let node = json.value(depth: 0) else { return nil }
    json.skipSpaces()
    return json.at == json.bytes.count ? (node, json.values) : nil
  }

  /// The text of a JSON string that fills a cell; nil where it does not.
  static func string(_ text: String) -> String? {
    guard text.utf8.first == UInt8(ascii: "\"") else { return nil }
    var json = CellJSON(text, at: Place(file: "", line: 1, column: 1))
    guard let string = json.string(), json.at == json.bytes.count else { return nil }
    return string
  }

  /// `text` as a JSON string that any file may hold.
  static func quoted(_ text: String) -> String { JSONValue.string(text).text() }

  // MARK: Reading

  private mutating func skipSpaces() {
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 9 { at += 1 }
  }

  /// Whether the next sign is `byte`, which is then passed.
  private mutating func passes(_ byte: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard at < bytes.count, bytes[at] == UInt8(ascii: byte) else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) -> SourceNode? {
    values += 1
    guard depth < SourceScan.deepest else { return nil }
    if passes("[") { return list(depth: depth) }
    if passes("{") { return group(depth: depth) }
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
      return string().map { node(.scalar(text: $0, quoted: true)) }
    }
    let start = at
    while at < bytes.count, isWordByte(bytes[at]) { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    if word == "null" { return node(.null) }
    guard word == "true" || word == "false" || isDecimal(word) else { return nil }
    return node(.scalar(text: word, quoted: false))
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    let scalar = Unicode.Scalar(byte)
    return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || "+-.".unicodeScalars.contains(scalar)
  }

  private mutating func list(depth: Int) -> SourceNode? {
    var items: [SourceNode] = []
    if passes("]") { return node(.sequence([])) }
    while true {
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
      if passes("]") { return node(.sequence(items)) }
      guard passes(",") else { return nil }
    }
  }

  private mutating func group(depth: Int) -> SourceNode? {
    var entries: [SourceNode.Entry] = []
    var keys: Set<String> = []
    if passes("}") { return node(.mapping([])) }
    while true {
      skipSpaces()
      guard let key = string(), keys.insert(key).inserted, passes(":") else { return nil }
      guard let value = value(depth: depth + 1) else { return nil }
      entries.append(SourceNode.Entry(key: key, keyPlace: place, value: value))
      if passes("}") { return node(.mapping(entries)) }
      guard passes(",") else { return nil }
    }
  }

  private func node(_ content: SourceNode.Content) -> SourceNode { SourceNode(content, at: place) }

  private mutating func string() -> String? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
    at += 1
    var text: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let scalar = escaped() else { return nil }
      text += Array(String(Character(scalar)).utf8)
    }
    return nil
  }

  private mutating func escaped() -> Unicode.Scalar? {
    guard at < bytes.count else { return nil }
    let sign = Unicode.Scalar(bytes[at])
    at += 1
    switch sign {
    case "\"", "\\", "/": return sign
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "u": return escapedCode()
    default: return nil
    }
  }

  private mutating func escapedCode() -> Unicode.Scalar? {
    guard let first = fourDigits() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else {
      // Control characters are refused in every file.
      return first < 32 && ![9, 10, 13].contains(first) || first == 0x7F ? nil : Unicode.Scalar(first)
    }
    guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
      return nil
    }
    at += 2
    guard let second = fourDigits(), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func fourDigits() -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[at..<at + 4], as: UTF8.self)
    guard digits.utf8.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }) else { return nil }
    at += 4
    return UInt32(digits, radix: 16)
  }
}
