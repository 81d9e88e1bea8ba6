import FundFormula

/// JSON to write: keys in the order given, so that the same value always gives the same text.
enum JSONValue {
  case object([(String, JSONValue)])
  case array([JSONValue])
  case string(String)
  case number(Double)
  case bool(Bool)

  /// The text, indented by two spaces; a list of plain values stays on one line where it fits.
  func text(indent: Int = 0) -> String {
    let (inner, outer) = (String(repeating: " ", count: indent + 2), String(repeating: " ", count: indent))
    switch self {
    case .string(let text): return Self.quoted(text)
    case .number(let value): return decimalText(value)
    case .bool(let flag): return flag ? "true" : "false"
    case .array(let items):
      let line = "[" + items.map { $0.text() }.joined(separator: ", ") + "]"
      if items.allSatisfy(\.isPlain), indent + line.count <= 110 { return line }
      return "[\n" + items.map { inner + $0.text(indent: indent + 2) }.joined(separator: ",\n")
        + "\n\(outer)]"
    case .object(let entries):
      guard !entries.isEmpty else { return "{}" }
      let line =
        "{" + entries.map { "\(Self.quoted($0)): \($1.text())" }.joined(separator: ", ") + "}"
      if entries.allSatisfy(\.1.isFlat), indent + line.count <= 90 { return line }
      return "{\n"
        + entries.map { "\(inner)\(Self.quoted($0)): \($1.text(indent: indent + 2))" }.joined(
          separator: ",\n")
        + "\n\(outer)}"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .object, .array: false
    default: true
    }
  }

  /// A plain value, or a list of them.
  private var isFlat: Bool {
    if case .array(let items) = self { items.allSatisfy(\.isPlain) } else { isPlain }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
