import FundFormula
import FundScenario

/// CSV of many rows for programs (RFC 4180, UTF-8 without byte-order mark, CRLF).
///
/// The first record holds the columns' names alone, so that they can be typed; units, labels and metadata have no
/// place in it. Numbers are raw, in the base unit, and every one reads back bit for bit: the shortest digits that do,
/// with an exponent below 0.0001 and from 10¹⁶ on. A missing value is an empty field, an empty text `""`.
///
/// `CSVWriter` writes for people, with a mark by which Excel knows UTF-8; a program would take that for a part of the first
/// name. Texts are guarded here as there, and what steers is left out: people open these files too, and an apostrophe before
/// `=` costs a program less than a formula costs them. Programs that need every text as it is read Parquet.
package struct CSVRowWriter: RowWriter {
  private let schema: RowSchema

  package init(_ schema: RowSchema) {
    self.schema = schema
  }

  package func head() -> [UInt8] {
    var bytes: [UInt8] = []
    for (place, column) in schema.columns.enumerated() {
      if place > 0 { bytes.append(Self.comma) }
      CSVText.append(column.name, to: &bytes)
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
        case .texts(let values): if let text = values[row] { CSVText.append(text, to: &bytes) }
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
}
