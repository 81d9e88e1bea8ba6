/// Where something holds along one number, from the places at which it may turn: between two of them it holds throughout
/// or nowhere.
struct Stretches {
  /// Ascending; an end may be where it just does not hold any more, as at a jump.
  let ranges: [ClosedRange<Double>]

  /// - Parameter holds: asked for all points at once.
  init(of unknown: MovableNumber, turnings: [Double], holds: ([Double]) -> [Bool]) {
    let (low, high) = (unknown.bounds.lowerBound, unknown.bounds.upperBound)
    let inside = Set(turnings.filter { $0 > low && $0 < high })
    let ends = [low] + inside.sorted() + (high > low ? [high] : [])
    let between = zip(ends, ends.dropFirst()).map { Self.place(from: $0, to: $1, near: unknown.base) }
    let flags = holds(ends + between)
    let (atEnds, along) = (flags.prefix(ends.count), Array(flags.dropFirst(ends.count)))
    var found: [ClosedRange<Double>] = []
    for place in ends.indices {
      let goesOn = place < along.count && along[place]
      let continues = place > 0 && along[place - 1]
      if goesOn {
        if continues, let last = found.popLast() {
          found.append(last.lowerBound...ends[place + 1])
        } else {
          found.append(ends[place]...ends[place + 1])
        }
      } else if !continues, atEnds[place] {
        found.append(ends[place]...ends[place])
      }
    }
    ranges = found
  }

  /// A place between two turnings: today's value where it lies there, else near that end that is nearer to it, since far
  /// out rounding is larger than what is asked.
  private static func place(from low: Double, to high: Double, near base: Double) -> Double {
    if low < base, base < high { return base }
    let step = min((high - low) / 2, 0.01 * max(1, abs(base), abs(high <= base ? high : low)))
    return high <= base ? high - step : low + step
  }
}
