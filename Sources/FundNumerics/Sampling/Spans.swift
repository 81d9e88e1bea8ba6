extension Span<Double> {
  /// The four numbers from `place` on.
  @inline(__always)
  func four(at place: Int) -> Four { Four(self[place], self[place + 1], self[place + 2], self[place + 3]) }
}

extension MutableSpan<Double> {
  /// The four numbers from `place` on.
  @inline(__always)
  func four(at place: Int) -> Four { Four(self[place], self[place + 1], self[place + 2], self[place + 3]) }

  /// Sets the four numbers from `place` on.
  @inline(__always)
  mutating func store(_ numbers: Four, at place: Int) {
    self[place] = numbers[0]
    self[place + 1] = numbers[1]
    self[place + 2] = numbers[2]
    self[place + 3] = numbers[3]
  }

  /// Replaces every number x by f(x), four at a time; f must treat each of its four numbers alone.
  @inline(__always)
  mutating func replaceEach(_ f: (Four) -> Four) {
    let whole = count & ~3
    for place in stride(from: 0, to: whole, by: 4) { store(f(four(at: place)), at: place) }
    guard whole < count else { return }
    // What is missing to four is filled with a number that every function here is defined for.
    var last = Four(repeating: 0.5)
    for lane in 0..<(count - whole) { last[lane] = self[whole + lane] }
    last = f(last)
    for lane in 0..<(count - whole) { self[whole + lane] = last[lane] }
  }
}

/// Sets numbers outside of `bounds` to the nearer end; a missing number stays.
package func clamp(_ numbers: inout [Double], to bounds: ClosedRange<Double>) {
  let (low, high) = (Four(repeating: bounds.lowerBound), Four(repeating: bounds.upperBound))
  var span = numbers.mutableSpan
  span.replaceEach { $0.replacing(with: low, where: $0 .< low).replacing(with: high, where: $0 .> high) }
}
