import FundFormula

/// CSV of many rows for programs (RFC 4180, UTF-8 without byte-order mark, CRLF).
///
/// The first record holds the columns' names alone, so that they can be typed; units, labels and metadata have no
/// place in it. Numbers are raw, in the base unit, and every one reads back bit for bit: the shortest digits that do,
/// with an exponent below 0.0001 and from 10¹⁶ on. A missing value is an empty field, an empty text `""`.
///
/// `CSVWriter` writes for people: with a mark by which Excel knows UTF-8, and formulas defused. A program would take
/// the mark for a part of the first name, and asks for texts as they are.
package struct CSVRowWriter: RowWriter {
  private let schema: RowSchema

  package init(_ schema: RowSchema) {
    self.schema = schema
  }

  package func head() -> [UInt8] {
    var bytes: [UInt8] = []
    for (place, column) in schema.columns.enumerated() {
      if place > 0 { bytes.append(Self.comma) }
      Self.append(column.name, to: &bytes)
    }
    return bytes + Self.lineBreak
  }

  package func append(_ block: RowBlock) -> [UInt8] {
    schema.check(block)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(block.count * block.columns.count * 18)
    for row in 0..<block.count {
      let start = bytes.count
      for (place, column) in block.columns.enumerated() {
        if place > 0 { bytes.append(Self.comma) }
        switch column {
        case .wholeNumbers(let values): bytes.append(contentsOf: values[row].description.utf8)
        case .numbers(let values): Self.append(values[row], to: &bytes)
        case .texts(let values): if let text = values[row] { Self.append(text, to: &bytes) }
        }
      }
      // Readers skip empty lines: a lone missing value is quoted.
      if bytes.count == start { bytes += Self.emptyText }
      bytes += Self.lineBreak
    }
    return bytes
  }

  package func end() -> [UInt8] { [] }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let emptyText = [quote, quote]
  private static let lineBreak: [UInt8] = [0x0D, 0x0A]

  /// Digits without a fraction that is nothing: 2, not 2.0.
  private static func append(_ number: Double, to bytes: inout [UInt8]) {
    guard let value = Outcome(number).value else { return }
    bytes.append(contentsOf: value.description.utf8)
    if bytes[bytes.count - 1] == UInt8(ascii: "0"), bytes[bytes.count - 2] == UInt8(ascii: ".") {
      bytes.removeLast(2)
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let isPlain = text.utf8.allSatisfy { $0 != quote && $0 != comma && $0 != 0x0D && $0 != 0x0A }
    if isPlain, !text.isEmpty {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
