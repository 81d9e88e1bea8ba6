/// What a draw is for. Draws of two purposes are independent, whatever their row and input.
package enum DrawPurpose: UInt32, Sendable {
  case sample, permutation, jitter, shift, resampling, trajectory
}

/// Uniform draws, each a function of seed, purpose, row and input alone: any one can be drawn again without the others.
///
/// A draw is an odd multiple of 2⁻⁵³: never 0 or 1, and 1 − u is a draw as likely as u. One counter of Philox gives
/// the 2 × 52 bits of two neighbouring rows.
package struct CounterDraws: Sendable, Hashable {
  package let purpose: DrawPurpose
  private let generator: Philox

  package init(seed: UInt64, purpose: DrawPurpose) {
    self.purpose = purpose
    generator = Philox(seed: seed)
  }

  /// The 64 bits of `row` and `input`, the 52 high ones of which make the uniform draw.
  package func bits(row: UInt64, input: UInt32) -> UInt64 {
    let pair = row >> 1
    let words = generator.words(
      SIMD4(UInt32(truncatingIfNeeded: pair), UInt32(pair >> 32), input, purpose.rawValue))
    return row & 1 == 0
      ? UInt64(words[1]) << 32 | UInt64(words[0]) : UInt64(words[3]) << 32 | UInt64(words[2])
  }

  /// The draw of `row` and `input`, uniform in the open interval (0, 1).
  package func uniform(row: UInt64, input: UInt32) -> Double {
    openUniform(SIMD4(repeating: bits(row: row, input: input)))[0]
  }

  /// Fills `draws` with the draws of `input` for as many rows from `row` on.
  ///
  /// Complexity: O(rows); about 3 nanoseconds a row.
  package func fill(_ draws: inout MutableSpan<Double>, from row: UInt64, input: UInt32) {
    var place = 0
    if row & 1 == 1, !draws.isEmpty {
      draws[0] = uniform(row: row, input: input)
      place = 1
    }
    let mask = SIMD4<UInt64>(repeating: 0xffff_ffff)
    let (c2, c3) = (SIMD4(repeating: UInt64(input)), SIMD4(repeating: UInt64(purpose.rawValue)))
    var pairs = SIMD4(repeating: (row &+ UInt64(place)) >> 1) &+ SIMD4(0, 1, 2, 3)
    while place < draws.count {
      let words = generator.words(pairs & mask, pairs &>> 32, c2, c3)
      let even = openUniform(words.0 | words.1 &<< 32)
      let odd = openUniform(words.2 | words.3 &<< 32)
      if place + 8 <= draws.count {
        // Number by number: stored four at a time, the compiler takes the rounds apart and they cost three times as much.
        for lane in 0..<4 {
          draws[place + 2 * lane] = even[lane]
          draws[place + 2 * lane + 1] = odd[lane]
        }
      } else {
        for lane in 0..<(draws.count - place) {
          draws[place + lane] = lane & 1 == 0 ? even[lane >> 1] : odd[lane >> 1]
        }
      }
      place += 8
      pairs &+= SIMD4(repeating: 4)
    }
  }
}

/// The odd multiple of 2⁻⁵³ that the 52 high bits stand for.
@inline(__always)
func openUniform(_ bits: SIMD4<UInt64>) -> Four {
  // 1.k has the step 2⁻⁵²; what is subtracted is half a step less than 1, and the difference is exact.
  Four(bitPatterns: bits &>> 12 | SIMD4(repeating: 0x3ff0_0000_0000_0000)) - (1 - 0x1p-53)
}
