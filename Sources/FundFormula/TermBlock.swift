internal import FundNumerics

/// A block whose lanes are the terms of linear values: a linear formula of Σ term × c is Σ term × formula(c), so one run of
/// its kernel gives the coefficients of all its terms.
struct TermBlock {
  private let terms: [Int]
  private var carried: [(value: LinearValue, series: Series)] = []
  private var fixed: [(numbers: [Double], offset: Int)] = []
  private var count = 0
  private let spacing: Int

  /// - Parameter terms: rising, at least one.
  init(_ terms: [Int]) {
    precondition(!terms.isEmpty, "a block without terms")
    self.terms = terms
    spacing = Lanes.spacing(ofWidth: terms.count)
  }

  /// Room for the coefficients of a value of this shape, zero at first.
  mutating func room(for shape: Shape) -> Series {
    defer { count += shape.count * spacing }
    return Series(
      offset: count, stride: shape.isRow ? spacing : 0, isUniform: false, count: shape.count)
  }

  /// A value whose terms pass through what reads it.
  mutating func carried(_ value: LinearValue, _ shape: Shape) -> Series {
    let series = room(for: shape)
    carried.append((value, series))
    return series
  }

  /// Numbers that are the same beside every term.
  mutating func fixed(_ numbers: [Double], _ shape: Shape) -> Series {
    defer { count += numbers.count }
    fixed.append((numbers, count))
    return Series(offset: count, stride: shape.isRow ? 1 : 0, isUniform: true, count: shape.count)
  }

  /// The block with all that was laid out.
  func makeLanes() -> Lanes {
    let lanes = Lanes(width: terms.count, count: count)
    for (value, series) in carried {
      var lane = 0
      for (term, coefficients) in value.terms {
        while terms[lane] != term { lane += 1 }
        lanes.store(coefficients, lane: lane, from: series.offset)
      }
    }
    for (numbers, offset) in fixed { lanes.store(numbers, at: offset) }
    return lanes
  }

  /// The value that stands at a place; nil where a coefficient is no finite number.
  func value(at series: Series, on lanes: Lanes) -> LinearValue? {
    var result = LinearValue(terms: [])
    result.terms.reserveCapacity(terms.count)
    for (lane, term) in terms.enumerated() {
      let coefficients = lanes.load(vectors: series.count, lane: lane, from: series.offset)
      guard coefficients.allSatisfy(\.isFinite) else { return nil }
      result.terms.append((term, coefficients))
    }
    return result
  }
}
