import FundFormula

/// JSON to write: keys in the order given, so that the same value always gives the same text.
enum JSONValue {
  case object([(String, JSONValue)])
  case array([JSONValue])
  case string(String)
  case number(Double)
  case bool(Bool)
  /// A number, truth value or `null` as the author wrote it.
  case verbatim(String)

  /// A tree as its author wrote it.
  init(_ node: SourceNode) {
    switch node.content {
    case .null: self = .verbatim("null")
    case .scalar(let text, _): self = node.string.map(JSONValue.string) ?? .verbatim(text)
    case .sequence(let items): self = .array(items.map(JSONValue.init))
    case .mapping(let entries): self = .object(entries.map { ($0.key, JSONValue($0.value)) })
    }
  }

  /// The text on one line.
  var line: String {
    switch self {
    case .array(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
    case .object(let entries):
      "{" + entries.map { "\(Self.quoted($0)): \($1.line)" }.joined(separator: ", ") + "}"
    default: text()
    }
  }

  /// The text, indented by two spaces; a list of plain values stays on one line where it fits.
  func text(indent: Int = 0) -> String {
    let (inner, outer) = (String(repeating: " ", count: indent + 2), String(repeating: " ", count: indent))
    switch self {
    case .string(let text): return Self.quoted(text)
    case .number(let value): return decimalText(value)
    case .bool(let flag): return flag ? "true" : "false"
    case .verbatim(let text): return text
    case .array(let items):
      if items.allSatisfy(\.isPlain), indent + line.count <= 110 { return line }
      return "[\n" + items.map { inner + $0.text(indent: indent + 2) }.joined(separator: ",\n")
        + "\n\(outer)]"
    case .object(let entries):
      guard !entries.isEmpty else { return "{}" }
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

  /// Whether no file may hold a character as it is: controls, line separators, byte order marks, noncharacters.
  static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return value < 32 && scalar != "\n" && scalar != "\t" || (0x7F..<0xA0).contains(value) || value == 0x2028
      || value == 0x2029 || value == 0xFEFF || value & 0xFFFE == 0xFFFE
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where Self.isRefused(scalar) || VisibleText.steers(scalar): result += VisibleText.escaped(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// `tree` as a scenario file in JSON, in the author's order: ``readSource(_:file:)`` gives the same tree back.
package func scenarioText(of tree: SourceNode) -> String { JSONValue(tree).text() + "\n" }
