// What several test targets share: a seeded generator of numbers and of graphs. Nothing of the product depends on it.

package import FundFormula

/// splitmix64: the generator of Java's SplittableRandom (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195).
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A graph drawn at random over all operations, with numbers that stay moderate at every setting of its inputs.
package struct RandomGraph {
  /// An input and where its values may lie.
  package struct Knob {
    package let input: Input
    package let values: ClosedRange<Double>
    /// Values are whole numbers, zero among them.
    package let isWhole: Bool
  }

  package private(set) var formulas: [Formula] = []
  package private(set) var knobs: [Knob] = []
  package let periods: Int

  private var random: SplitMix
  /// Candidates for arguments, with a bound of their magnitude.
  private var scalars: [(Scalar, size: Double)] = []
  private var rows: [(Row, size: Double)] = []
  private var rates: [Scalar] = []
  private var wholes: [Scalar] = []
  /// The same on a finer axis, the dates of an instrument, and a coarser one, the years.
  private var dated: [(Row, size: Double)] = []
  private var yearly: [(Row, size: Double)] = []
  private var rings = 0
  private static let largest = 1e4

  package init(seed: UInt64) {
    random = SplitMix(seed)
    periods = [1, 2, 3, 5, 8, 12, 20, 30, 40][Int(random.next() % 9)]
    makeInputs()
    makeConstants()
    for _ in 0..<Int.random(in: 12...45, using: &random) { grow() }
  }

  package func graph() throws -> Graph { try Graph(formulas) }

  /// A random value for each knob, in order.
  package func setting(_ random: inout SplitMix) -> [Double] {
    knobs.map { knob in
      let value = Double.random(in: knob.values, using: &random)
      return knob.isWhole ? value.rounded() : value
    }
  }

  // MARK: Leaves

  private mutating func makeInputs() {
    for _ in 0..<Int.random(in: 2...5, using: &random) {
      let knob = addInput(value: real(-3, 3), values: -3...3, isWhole: false)
      scalars.append((knob, 3))
    }
    for _ in 0..<2 {
      let knob = addInput(value: real(-0.04, 0.1), values: -0.04...0.1, isWhole: false)
      rates.append(knob)
      scalars.append((knob, 0.1))
    }
    for _ in 0..<2 {
      let knob = addInput(value: real(0, 3).rounded(), values: 0...3, isWhole: true)
      wholes.append(knob)
      scalars.append((knob, 3))
    }
  }

  private mutating func addInput(value: Double, values: ClosedRange<Double>, isWhole: Bool) -> Scalar {
    let path = "input.\(knobs.count)"
    let input = Input(path: path, label: Bilingual(verbatim: "i\(knobs.count)"), value: value)
    knobs.append(Knob(input: input, values: values, isWhole: isWhole))
    let scalar = Scalar.input(input)
    formulas.append(scalar.formula)
    return scalar
  }

  private mutating func makeConstants() {
    scalars += [(.zero, 0), (.one, 1), (.constant(real(-2, 2)), 2)]
    rows.append((.zero(periods), 0))
    for _ in 0..<2 { rows.append((.constant((0..<periods).map { _ in real(-2, 2) }), 2)) }
    rows.append((.constant((0..<periods).map { _ in chance(0.5) ? 1 : 0 }), 1))
    let dates = Axis.dates(of: "instrument", periods + pick(4) * periods / 2)
    dated.append((.constant((0..<dates.count).map { _ in real(-2, 2) }, on: dates), 2))
    let years = Axis.years((periods + 2) / 3)
    yearly.append((.constant((0..<years.count).map { _ in real(-2, 2) }, on: years), 2))
  }

  // MARK: Growing

  private mutating func grow() {
    switch pick(32) {
    case 0: keep(total(some(scalars)))
    case 1: keep(total(some(rows), count: periods))
    case 2: keep(row().0 + scalar().0)
    case 3: keep(chance(0.5) ? row().0 - row().0 : row().0 - scalar().0)
    case 4: keep(scalar().0 - scalar().0)
    case 5: multiplyScalars()
    case 6: multiplyRow()
    case 7: multiplyRow()
    case 8: divide()
    case 9: chance(0.5) ? keep(larger(row().0, row().0)) : keep(larger(row().0, scalar().0))
    case 10: chance(0.5) ? keep(smaller(row().0, row().0)) : keep(smaller(row().0, scalar().0))
    case 11: chance(0.5) ? keep(larger(scalar().0, scalar().0)) : keep(smaller(scalar().0, scalar().0))
    case 12: steps()
    case 13:
      chance(0.5) ? keep((scalar().0 * 1.37).roundedUp) : keep((row().0 * Row.constant(odd())).roundedUp)
    case 14: keep(row().0.previous(opening: chance(0.5) ? .zero : scalar().0))
    case 15: keep(row().0.shifted(by: 1 + pick(3)))
    case 16: keep(row().0.runningSum, times: Double(periods))
    case 17: keep(row().0.runningMaximum)
    case 18: keep(row().0.sum, times: Double(periods))
    case 19: keep(row().0.smallest)
    case 20: keep(row().0.sums(of: groups()), times: Double(periods))
    case 21: keep(row().0.value(in: whole()))
    case 22: keep(row().0.presentValue(at: one(of: rates), times: years()), times: Double(periods))
    case 23: rateOfReturn()
    case 24: growth()
    case 25: nestedProduct()
    case 26: keep(row().0.deferred(to: (0..<periods).map { min(periods - 1, $0 + pick(3)) }), times: 3)
    case 27: crossAxes()
    case 28: chance(0.5) ? closedRing() : largestRing()
    case 29: debtRing()
    case 30: taxRing()
    default: ring()
    }
  }

  // MARK: Axes

  /// A step on another axis, or from one to another.
  private mutating func crossAxes() {
    switch pick(6) {
    case 0: dated.append(worked(dated))
    case 1: yearly.append(worked(yearly))
    case 2:
      let (row, size) = one(of: dated)
      keep(
        row.summed(to: .periods(periods), at: rising(row.count, below: periods)),
        size: size * Double(row.count))
    case 3:
      let (row, size) = self.row()
      let years = yearly[0].0.axis
      let sums = row.summed(to: years, at: rising(periods, below: years.count))
        .named("yearly.\(formulas.count)", label(), .yuan)
      formulas.append(sums.formula)
      if size * Double(periods) < Self.largest { yearly.append((sums, size * Double(periods))) }
    case 4:
      let (row, size) = one(of: yearly)
      keep(
        row.posted(on: .periods(periods), at: (0..<row.count).map { min(3 * $0 + 2, periods - 1) }),
        size: size)
    default:
      let (row, size) = one(of: chance(0.5) ? dated : yearly)
      keep(chance(0.5) ? row.sum : row.value(in: whole()), size: size * Double(row.count))
    }
  }

  /// A row of another axis made of one that stands there.
  private mutating func worked(_ rows: [(Row, size: Double)]) -> (Row, size: Double) {
    let (row, size) = one(of: rows)
    let (other, otherSize) = one(of: rows)
    let made: Row =
      switch pick(6) {
      case 0: one(of: scalars.filter { $0.size < 5 }).0 * row
      case 1: row - other
      case 2: row.previous(opening: .one)
      case 3: larger(row, other)
      case 4: row.divided(by: other.atLeast(Scalar.constant(real(-1, 1))), orElse: .noDebt)
      default: row.runningSum
      }
    let named = made.named("other.\(formulas.count)", label(), .yuan)
    formulas.append(named.formula)
    let largest = max(5 * size, size + otherSize, size * Double(row.count))
    return largest < Self.largest ? (named, largest) : (row, size)
  }

  /// `count` places below `limit` that never fall.
  private mutating func rising(_ count: Int, below limit: Int) -> [Int] {
    (0..<count).map { _ in pick(limit) }.sorted()
  }

  // MARK: Rings with a meaning

  /// A balance with draws, interest at a fixed rate and repayment in parts: affine in what is drawn.
  private mutating func debtRing() {
    let key = "ring.\(rings)"
    rings += 1
    let balance = Row.reference("\(key).balance", count: periods)
    let drawn = one(of: scalars.filter { $0.size < 10 }).0 * Row.constant(odd())
    let interest = (Scalar.constant(real(0, 0.1)) * (balance.previous() + Scalar.constant(0.5) * drawn))
      .named("\(key).interest", label(), .yuan)
    let repaid = Row.constant((0..<periods).map { _ in real(0, 0.5) }) * balance.previous()
    let delayed =
      chance(0.5) ? (Scalar.constant(0.1) * balance).deferred(to: later(least: 1)) : .zero(periods)
    let sums = chance(0.5) ? (Scalar.constant(0.05) * interest).sums(of: groups()) : .zero(periods)
    let closing = (balance.previous() + drawn + interest - repaid - delayed + sums)
      .named("\(key).balance", label(), .yuan)
    for row in [interest, closing] { formulas.append(row.formula) }
    rows.append((balance, 100))
  }

  /// Cash, a bridging loan for what lacks, its interest, yearly tax on profit after losses that expire, cash.
  private mutating func taxRing() {
    let key = "ring.\(rings)"
    rings += 1
    let income = row()
    let (cash, loan) = (
      Row.reference("\(key).cash", count: periods), Row.reference("\(key).loan", count: periods)
    )
    let gone = Row.reference("\(key).gone", count: periods)
    let interest = Scalar.constant(0.04) * loan.previous()
    let profit = (income.0 - interest).sums(of: groups()).named("\(key).profit", label(), .yuan)
    let loss = larger(Row.zero(periods) - profit, Scalar.zero)
    let cameIn = loss.runningSum.named("\(key).losses", label(), .yuan)
    let expired = chance(0.5) ? cameIn.shifted(by: 1 + pick(5)) : loss.deferred(to: later()).runningSum
    let stale = larger(gone.previous(), expired)
    let used = smaller(larger(profit, Scalar.zero), larger(cameIn.previous() - stale, Scalar.zero))
    let goneNow = (stale + used).named("\(key).gone", label(), .yuan)
    let tax = Scalar.constant(0.25) * (larger(profit, Scalar.zero) - used)
    let before = cash.previous() + income.0 - interest - tax - loan.previous()
    let loanNow = larger(Row.zero(periods) - before, Scalar.zero).named("\(key).loan", label(), .yuan)
    let cashNow = (before + loan).named("\(key).cash", label(), .yuan)
    for row in [profit, cameIn, goneNow, loanNow, cashNow] { formulas.append(row.formula) }
    let size = 4 * income.size * Double(periods)
    if size < Self.largest { rows.append((cash, size)) }
  }

  /// x = a + b · x within a period, through a row between, with x of the period before in it.
  private mutating func closedRing() {
    let key = "ring.\(rings)"
    rings += 1
    let (x, y) = (Row.reference("\(key).x", count: periods), Row.reference("\(key).y", count: periods))
    let slope: Row =
      chance(0.5)
      ? Row.constant((0..<periods).map { _ in real(-0.5, 0.6) })
      : one(of: rates) * Row.constant(odd())
    let through = (slope * x + row().0).named("\(key).y", label(), .yuan)
    let whole = (y + Scalar.constant(0.3) * x.previous() - scalar().0).named("\(key).x", label(), .yuan)
    formulas += [through.formula, whole.formula]
    rows.append((x, 10 * lastSize))
  }

  /// x = max(a, b + c · x), or the smallest of such, in one period.
  private mutating func largestRing() {
    let key = "ring.\(rings)"
    rings += 1
    let x = Row.reference("\(key).x", count: periods)
    let form = row().0 + Scalar.constant(real(-0.5, 0.8)) * x + Scalar.constant(0.1) * x.previous()
    let other = chance(0.5) ? row().0 : Row.constant(odd()) + Scalar.constant(real(0, 0.5)) * x
    let chosen = chance(0.5) ? larger(other, form) : smaller(other, form)
    formulas.append(chosen.named("\(key).x", label(), .yuan).formula)
    rows.append((x, 10 * lastSize))
  }

  private mutating func later(least: Int = 0) -> [Int] {
    let delay = least + pick(3)
    return (0..<periods).map { min(periods, $0 + delay) }
  }

  private mutating func multiplyScalars() {
    let (left, right) = (scalar(), scalar())
    if left.size * right.size < Self.largest { keep(left.0 * right.0, size: left.size * right.size) }
  }

  private mutating func multiplyRow() {
    let right = row()
    if chance(0.6) {
      let left = scalar()
      if left.size * right.size < Self.largest { keep(left.0 * right.0, size: left.size * right.size) }
    } else {
      let left = row()
      if left.size * right.size < Self.largest { keep(left.0 * right.0, size: left.size * right.size) }
    }
  }

  /// scalar × scalar × row, and sums of such rows: what products of terms are for.
  private mutating func nestedProduct() {
    let (a, b, c, d) = (scalar(), scalar(), row(), row())
    let size = max(a.size * b.size * c.size, a.size * d.size)
    if size < Self.largest { keep(a.0 * (b.0 * c.0 + d.0), size: 2 * size) }
  }

  private mutating func divide() {
    let reason: Reason = one(of: [.noDenominator, .noDebt, .outOfRange])
    let (left, right) = (row(), scalar())
    switch pick(6) {
    case 0: keep(left.0 / larger(right.0, .constant(0.5)), size: 2 * left.size)
    case 1: keep(left.0 / larger(row().0, Scalar.constant(0.5)), size: 2 * left.size)
    case 2: keep(left.0.divided(by: one(of: wholes), orElse: reason), size: left.size)
    case 3:
      keep(left.0.divided(by: row().0.atLeast(Scalar.constant(odd()[0])), orElse: reason), size: left.size)
    case 4: keep(right.0.divided(by: one(of: wholes), orElse: reason), size: right.size)
    default: keep(right.0 / .constant(-1.6), size: right.size)
    }
  }

  private mutating func steps() {
    let limit = Scalar.constant(real(-1.5, 1.5))
    let tolerance = chance(0.5) ? 0 : 0.005
    if chance(0.3) {
      keep(scalar().0.atLeast(limit, tolerance: tolerance), size: 1)
    } else {
      let row = row().0.atLeast(limit, tolerance: tolerance)
      keep(row, size: 1)
      let first = row.firstTrue
      keep(first, size: Double(periods))
      wholes.append(first)
    }
  }

  private mutating func rateOfReturn() {
    let flows = chance(0.3) ? row().0 : larger(row().0, Scalar.zero) - larger(scalar().0, .one) * first()
    let rate = flows.internalRate(times: years())
    // Nothing reads it: a rate may be as large as it likes and as ill-conditioned.
    formulas.append(rate.named("irr.\(formulas.count)", label(), .rate).formula)
  }

  private mutating func growth() {
    let rate = one(of: rates)
    switch pick(3) {
    case 0: keep(FundFormula.growth(rate, years: years()), size: 50)
    case 1: keep(FundFormula.growth(rate, years: .constant(-2.5)), size: 2)
    default: keep(FundFormula.growth(rate, years: one(of: wholes)), size: 50)
    }
  }

  /// Rows that read each other's previous period, and earlier ones of the ring in the same.
  private mutating func ring() {
    let size = 1 + pick(4)
    let keys = (0..<size).map { "ring.\(rings).\($0)" }
    rings += 1
    let references = keys.map { Row.reference($0, count: periods) }
    for (place, key) in keys.enumerated() {
      var parts: [Row] = [row().0]
      for reference in references {
        parts.append(
          Scalar.constant(real(-0.5, 0.5) / Double(size)) * reference.previous(opening: scalar().0))
      }
      if place > 0 { parts.append(Scalar.constant(0.3) * larger(references[place - 1], Scalar.zero)) }
      if chance(0.3) { parts.append(Scalar.constant(0.1) * references[place].shifted(by: 1 + pick(2))) }
      if chance(0.3) { parts.append(one(of: rates) * references[place].previous()) }
      if place > 0, chance(0.3) { parts.append(Scalar.constant(0.02) * references[0].runningMaximum) }
      if place > 0, chance(0.3) { parts.append(Scalar.constant(0.01) * references[0].sums(of: groups())) }
      if place > 0, chance(0.2) { parts.append(Scalar.constant(0.01) * references[0].runningSum) }
      let row = total(parts, count: periods).named(key, label(), .yuan)
      formulas.append(row.formula)
    }
    for reference in references { rows.append((reference, 30 * (rows.map(\.size).max() ?? 1))) }
  }

  // MARK: Keeping

  private mutating func keep(_ scalar: Scalar, size: Double? = nil, times factor: Double = 1) {
    let size = size ?? factor * lastSize
    guard size < Self.largest else { return }
    var scalar = scalar
    if chance(0.5) {
      scalar = scalar.named("scalar.\(formulas.count)", label(), chance(0.5) ? .yuan : .ratio)
    }
    formulas.append(scalar.formula)
    scalars.append((scalar, size))
  }

  private mutating func keep(_ row: Row, size: Double? = nil, times factor: Double = 1) {
    let size = size ?? factor * lastSize
    guard size < Self.largest else { return }
    var row = row
    if chance(0.5) { row = row.named("row.\(formulas.count)", label(), chance(0.5) ? .yuan : .ratio) }
    formulas.append(row.formula)
    rows.append((row, size))
  }

  /// The sum of the sizes picked since the last formula was kept.
  private var lastSize: Double { picked.reduce(1, +) }
  private var picked: [Double] = []

  private mutating func scalar() -> (Scalar, size: Double) {
    let found = one(of: scalars)
    picked = picked.suffix(5) + [found.size]
    return found
  }

  private mutating func row() -> (Row, size: Double) {
    let found = chance(0.6) ? one(of: Array(rows.suffix(8))) : one(of: rows)
    picked = picked.suffix(5) + [found.size]
    return found
  }

  private mutating func some<Value>(_ values: [(Value, size: Double)]) -> [Value] {
    (0..<1 + pick(5)).map { _ in
      let found = one(of: values)
      picked = picked.suffix(5) + [found.size]
      return found.0
    }
  }

  private mutating func whole() -> Scalar {
    chance(0.3) ? .constant(Double(pick(periods + 1))) : one(of: wholes)
  }

  private mutating func groups() -> [Int] {
    var group = pick(2)
    return (0..<periods).map { _ in
      if chance(0.4) { group += 1 }
      return group
    }
  }

  private mutating func years() -> Row {
    let step = one(of: [1, 0.5, 0.25])
    return .constant((0..<periods).map { Double($0) * step })
  }

  private func first() -> Row { .constant((0..<periods).map { $0 == 0 ? 1 : 0 }) }
  private mutating func odd() -> [Double] { (0..<periods).map { _ in real(0.3, 1.7) } }
  private mutating func label() -> Bilingual { Bilingual(verbatim: "n\(formulas.count)") }
  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
  private mutating func real(_ low: Double, _ high: Double) -> Double {
    Double.random(in: low...high, using: &random)
  }
  private mutating func one<Value>(of values: [Value]) -> Value { values[pick(values.count)] }
}
