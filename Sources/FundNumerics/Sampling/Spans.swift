extension Span<Double> {
  /// The four numbers from `place` on.
  @inline(__always)
  func four(at place: Int) -> Four { bytes.unsafeLoadUnaligned(fromByteOffset: place * 8, as: Four.self) }
}

extension MutableSpan<Double> {
  /// The four numbers from `place` on.
  @inline(__always)
  func four(at place: Int) -> Four { bytes.unsafeLoadUnaligned(fromByteOffset: place * 8, as: Four.self) }

  /// Sets the four numbers from `place` on.
  @inline(__always)
  mutating func store(_ numbers: Four, at place: Int) {
    var bytes = mutableBytes
    bytes.storeBytes(of: numbers, toByteOffset: place * 8, as: Four.self)
  }

  /// Replaces every number x by f(x), four at a time; f must treat each of its four numbers alone.
  ///
  /// A long f is handed over as a local function marked `@inline(__always)`: a long closure would be called for every
  /// four numbers.
  @inline(__always)
  mutating func replaceEach(_ f: (Four) -> Four) { replaceEach(in: 0..<count, f) }

  /// The same for the numbers of some places.
  @inline(__always)
  mutating func replaceEach(in places: Range<Int>, _ f: (Four) -> Four) {
    let whole = places.upperBound - (places.count & 3)
    for place in stride(from: places.lowerBound, to: whole, by: 4) { store(f(four(at: place)), at: place) }
    if whole < places.upperBound { replaceFew(in: whole..<places.upperBound, f) }
  }

  /// Fewer than four.
  @inline(never)
  private mutating func replaceFew(in places: Range<Int>, _ f: (Four) -> Four) {
    // What is missing to four is filled with a number that every function here is defined for.
    var few = Four(repeating: 0.5)
    for place in places { few[place - places.lowerBound] = self[place] }
    few = f(few)
    for place in places { self[place] = few[place - places.lowerBound] }
  }
}

/// Whether all numbers lie within `bounds`; a missing one does not.
package func areWithin(_ numbers: [Double], _ bounds: ClosedRange<Double>) -> Bool {
  let numbers = numbers.span
  let whole = numbers.count & ~3
  var areWithin = SIMDMask<SIMD4<Int64>>(repeating: true)
  for place in stride(from: 0, to: whole, by: 4) {
    let x = numbers.four(at: place)
    areWithin = areWithin .& (x .>= bounds.lowerBound) .& (x .<= bounds.upperBound)
  }
  return all(areWithin) && (whole..<numbers.count).allSatisfy { bounds.contains(numbers[$0]) }
}

/// Sets numbers outside of `bounds` to the nearer end; a missing number stays. Where all lie within nothing is written, and
/// an array that others hold too is not copied.
package func clamp(_ numbers: inout [Double], to bounds: ClosedRange<Double>) {
  if areWithin(numbers, bounds) { return }
  var span = numbers.mutableSpan
  span.replaceEach { $0.within(bounds.lowerBound, bounds.upperBound) }
}
