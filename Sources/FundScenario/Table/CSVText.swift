/// Comma-separated text (RFC 4180) as all writers write it: without what steers a terminal, quoted where cells would part,
/// guarded where a spreadsheet would compute.
package enum CSVText {
  /// One record with its line end.
  package static func record(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }

  /// A text for people as a field: what steers left out (what stands behind it may begin a formula), guarded, then quoted.
  package static func field(_ text: String) -> String { quoted(guarded(VisibleText.field(text))) }

  /// `text` so that no spreadsheet takes it for a formula: an apostrophe stands before a sign that begins one.
  package static func guarded(_ text: String) -> String {
    text.unicodeScalars.first.map(formulaStarts.contains) == true ? "'" + text : text
  }

  /// `text` in quotation marks where it holds a comma, a quotation mark or a line end. By scalars: a combining sign behind
  /// a quotation mark makes it no other.
  package static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == quote || $0 == comma || $0 == 10 || $0 == 13 }) else {
      return text
    }
    return "\"" + doubled(text) + "\""
  }

  /// The same in bytes, for files of many rows; an empty text is `""`, since an empty field is a missing value there.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    guard !text.isEmpty else { return bytes.append(contentsOf: [quote, quote]) }
    bytes.append(contentsOf: field(text).utf8)
  }

  private static func doubled(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Signs that begin a formula; the full-width ones too, which Excel in Chinese takes for formulas, and what it leaves out
  /// before one. Source: OWASP, “CSV Injection”.
  static let formulaStarts = Set("=+-@＝＋－＠\t\r\n".unicodeScalars)

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
}
