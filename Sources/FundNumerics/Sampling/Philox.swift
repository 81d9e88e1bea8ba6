/// The counter-based generator Philox4x32-10: 128 random bits for a counter of 128 bits under a key of 64.
///
/// Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
/// doi:10.1145/2063384.2063405; known answers from Random123.
package struct Philox: Sendable, Hashable {
  /// The low and the high word of the key.
  package let key: SIMD2<UInt32>

  package init(key: SIMD2<UInt32>) { self.key = key }

  /// The generator keyed by all 64 bits of `seed`.
  package init(seed: UInt64) { key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)) }

  /// The four words for one counter, its lowest word first.
  package func words(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    let wide = words(
      SIMD4(repeating: UInt64(counter[0])), SIMD4(repeating: UInt64(counter[1])),
      SIMD4(repeating: UInt64(counter[2])), SIMD4(repeating: UInt64(counter[3])))
    return SIMD4(
      UInt32(truncatingIfNeeded: wide.0[0]), UInt32(truncatingIfNeeded: wide.1[0]),
      UInt32(truncatingIfNeeded: wide.2[0]), UInt32(truncatingIfNeeded: wide.3[0]))
  }

  /// The words for four counters at a time, each word of 32 bits in a lane of 64.
  @inline(__always)
  func words(
    _ c0: SIMD4<UInt64>, _ c1: SIMD4<UInt64>, _ c2: SIMD4<UInt64>, _ c3: SIMD4<UInt64>
  ) -> (SIMD4<UInt64>, SIMD4<UInt64>, SIMD4<UInt64>, SIMD4<UInt64>) {
    let mask = SIMD4<UInt64>(repeating: 0xffff_ffff)
    var (x0, x1, x2, x3) = (c0, c1, c2, c3)
    var k0 = SIMD4(repeating: UInt64(key[0]))
    var k1 = SIMD4(repeating: UInt64(key[1]))
    // Above its 32 bits a word may hold anything: it is masked where it matters. Two rounds a turn, so that the words
    // need not change their places.
    for _ in 0..<5 {
      var p0 = (x0 & mask) &* SIMD4(repeating: 0xd251_1f53)
      var p1 = (x2 & mask) &* SIMD4(repeating: 0xcd9e_8d57)
      let y0 = (p1 &>> 32) ^ x1 ^ k0
      let y2 = (p0 &>> 32) ^ x3 ^ k1
      k0 &+= SIMD4(repeating: 0x9e37_79b9)
      k1 &+= SIMD4(repeating: 0xbb67_ae85)
      let (y1, y3) = (p1, p0)
      p0 = (y0 & mask) &* SIMD4(repeating: 0xd251_1f53)
      p1 = (y2 & mask) &* SIMD4(repeating: 0xcd9e_8d57)
      x0 = (p1 &>> 32) ^ y1 ^ k0
      x2 = (p0 &>> 32) ^ y3 ^ k1
      (x1, x3) = (p1, p0)
      k0 &+= SIMD4(repeating: 0x9e37_79b9)
      k1 &+= SIMD4(repeating: 0xbb67_ae85)
    }
    return (x0 & mask, x1 & mask, x2 & mask, x3 & mask)
  }
}
