/// BYTE_ARRAY of UTF-8, optional: each distinct text once with numbers that point to it, or, where that is longer,
/// text after text.
struct ParquetTexts: ParquetValues {
  /// Stands for no text.
  private static let missing = UInt32.max
  /// Bounds of longer texts are left out.
  private static let longestBound = 64

  /// The number of each text met so far. Bytes, as strings are equal that are written differently (é).
  private var numbers: [[UInt8]: UInt32] = [:]
  private var texts: [[UInt8]] = []
  private var rows: [UInt32] = []
  /// The bytes of all rows' texts, lengths included.
  private var plainLength = 0

  mutating func append(_ column: RowBlock.Column, _ rows: Range<Int>) {
    guard case .texts(let new) = column else {
      preconditionFailure("\(column.kind) among texts")
    }
    for text in new[rows] {
      guard let text else {
        self.rows.append(Self.missing)
        continue
      }
      let bytes = Array(text.utf8)
      plainLength += 4 + bytes.count
      self.rows.append(number(of: bytes))
    }
  }

  mutating func take() -> ParquetChunk {
    defer { self = Self() }
    let present = rows.filter { $0 != Self.missing }
    let levels =
      present.count == rows.count
      ? HybridRuns(of: 1, count: rows.count, width: 1)
      : HybridRuns(rows.map { $0 == Self.missing ? 0 : 1 }, width: 1)
    let (distinct, width) = (plain(texts), max(1, Int.bitWidth - (texts.count - 1).leadingZeroBitCount))
    let isShorter = distinct.count + (present.count * width + 7) / 8 < plainLength
    let body =
      isShorter
      ? [UInt8(width)] + HybridRuns(present, width: width).bytes
      : plain(present.map { texts[Int($0)] })
    return ParquetChunk(
      dictionary: isShorter
        ? ParquetPage(kind: .dictionary, count: texts.count, encoding: .plain, body: distinct) : nil,
      data: ParquetPage(
        kind: .data, count: rows.count, encoding: isShorter ? .dictionary : .plain,
        body: levels.counted + body),
      missing: rows.count - present.count, bounds: bounds)
  }

  private mutating func number(of text: [UInt8]) -> UInt32 {
    if let number = numbers[text] { return number }
    let number = UInt32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  /// Length and bytes of each.
  private func plain(_ texts: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for text in texts {
      bytes.append(word: text.count)
      bytes += text
    }
    return bytes
  }

  /// By bytes, as the format orders texts.
  private var bounds: ParquetChunk.Bounds? {
    guard let least = texts.min(by: { $0.lexicographicallyPrecedes($1) }),
      let greatest = texts.max(by: { $0.lexicographicallyPrecedes($1) }),
      max(least.count, greatest.count) <= Self.longestBound
    else { return nil }
    return ParquetChunk.Bounds(least: least, greatest: greatest)
  }
}
