package import FundFormula
import FundScenario

/// A value of JSON for results of many numbers: written in one pass, where an encoder makes a box of each number. The text
/// is that of `encodedJSON`, byte for byte.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case count(Int)
  case text(String)
  case list([JSONValue])
  /// In any order of keys, each once.
  case object([String: JSONValue])

  /// Nil is null.
  package init(_ number: Double?) { self = number.map(JSONValue.number) ?? .null }
  package init(_ text: Bilingual) { self = .object(["en": .text(text.en), "zh": .text(text.zh)]) }

  /// The text with sorted keys, two-space indent and a line break at the end.
  package var encoded: String {
    var text: [UInt8] = []
    write(to: &text, depth: 0)
    text.append(UInt8(ascii: "\n"))
    return VisibleText.json(String(decoding: text, as: UTF8.self))
  }

  private func write(to text: inout [UInt8], depth: Int) {
    switch self {
    case .null: text += "null".utf8
    case .bool(let own): text += (own ? "true" : "false").utf8
    case .number(let number): Self.write(number, to: &text)
    case .count(let count): text += "\(count)".utf8
    case .text(let own): Self.write(own, to: &text)
    case .list(let items):
      Self.write(items, between: "[", "]", to: &text, depth) { $0.write(to: &$1, depth: depth + 1) }
    case .object(let fields):
      Self.write(fields.sorted { $0.key < $1.key }, between: "{", "}", to: &text, depth) { field, text in
        Self.write(field.key, to: &text)
        text += " : ".utf8
        field.value.write(to: &text, depth: depth + 1)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between open: String, _ close: String, to text: inout [UInt8], _ depth: Int,
    _ body: (Item, inout [UInt8]) -> Void
  ) {
    func begin(line depth: Int) {
      text.append(UInt8(ascii: "\n"))
      for _ in 0..<2 * depth { text.append(UInt8(ascii: " ")) }
    }
    text += open.utf8
    if items.isEmpty { text.append(UInt8(ascii: "\n")) }
    for (place, item) in items.enumerated() {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      begin(line: depth + 1)
      body(item, &text)
    }
    begin(line: depth)
    text += close.utf8
  }

  private static func write(_ number: Double, to text: inout [UInt8]) {
    precondition(number.isFinite, "a result holds a number that JSON cannot: \(number)")
    var own = number.description.utf8[...]
    if own.count > 2, own.suffix(2).elementsEqual(".0".utf8) { own = own.dropLast(2) }
    text += own
  }

  private static func write(_ own: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in own.utf8 {
      switch byte {
      case UInt8(ascii: "\""): text += "\\\"".utf8
      case UInt8(ascii: "\\"): text += "\\\\".utf8
      case 8: text += "\\b".utf8
      case 12: text += "\\f".utf8
      case 10: text += "\\n".utf8
      case 13: text += "\\r".utf8
      case 9: text += "\\t".utf8
      case 0..<32:
        let digits = String(byte, radix: 16)
        text += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
