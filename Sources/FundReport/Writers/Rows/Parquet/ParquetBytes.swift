extension [UInt8] {
  /// Seven bits a byte, the lowest first; the eighth says that more follow (ULEB128).
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Four bytes, the lowest first.
  mutating func append(word value: Int) {
    precondition(value >= 0 && value <= Int(UInt32.max), "\(value) in four bytes")
    for place in 0..<4 { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }

  /// Room for `count` numbers of eight bytes.
  init(numbers count: Int) { self.init(repeating: 0, count: 8 * count) }

  /// Puts eight bytes, the lowest first, in the place of the `index`-th number.
  @inline(__always)
  mutating func store(_ bits: UInt64, number index: Int) {
    var span = mutableSpan
    var bytes = span.mutableBytes
    bytes.storeBytes(of: bits.littleEndian, toByteOffset: 8 * index, as: UInt64.self)
  }

  /// One number of eight bytes, the lowest first.
  static func number(_ bits: UInt64) -> Self {
    var bytes = Self(numbers: 1)
    bytes.store(bits, number: 0)
    return bytes
  }
}
