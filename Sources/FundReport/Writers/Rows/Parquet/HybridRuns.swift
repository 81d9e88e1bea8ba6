/// Small numbers as runs of one value and as groups of eight packed bits: Parquet's RLE/bit-packing hybrid.
///
/// Eight equal values or more are a run; all else is packed, the last group filled up with zeros.
/// Source: Apache Parquet, `Encodings.md`, RLE = 3.
struct HybridRuns {
  private(set) var bytes: [UInt8] = []
  private let width: Int

  /// Their length in four bytes, then the runs: how a data page begins.
  var counted: [UInt8] {
    var counted: [UInt8] = []
    counted.append(word: bytes.count)
    return counted + bytes
  }

  /// `count` times the same value.
  init(of value: UInt32, count: Int, width: Int) {
    self.width = width
    if count > 0 { run(of: value, count) }
  }

  /// `values`, each of at most `width` bits; linear in their number.
  init(_ values: [UInt32], width: Int) {
    self.width = width
    var (packed, place) = (0, 0)
    while place < values.count {
      let value = values[place]
      let end = values[place...].firstIndex { $0 != value } ?? values.count
      if end - place >= 8 {
        pack(values[packed..<place])
        run(of: value, end - place)
        (packed, place) = (end, end)
      } else {
        place = min(place + 8, values.count)
      }
    }
    pack(values[packed...])
  }

  private mutating func run(of value: UInt32, _ count: Int) {
    bytes.append(varint: UInt64(count) << 1)
    for place in 0..<(width + 7) / 8 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }

  private mutating func pack(_ values: ArraySlice<UInt32>) {
    guard !values.isEmpty else { return }
    let groups = (values.count + 7) / 8
    bytes.append(varint: UInt64(groups) << 1 | 1)
    let end = bytes.count + groups * width
    var (bits, held) = (UInt64(0), 0)
    for value in values {
      bits |= UInt64(value) << held
      held += width
      while held >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        held -= 8
      }
    }
    if held > 0 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
    bytes.append(contentsOf: repeatElement(0, count: end - bytes.count))
  }
}
