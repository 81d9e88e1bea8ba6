import Foundation
import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario

/// W1's evaluation alone, beside a kernel written by hand for 永安里 and its eight uncertain numbers: the limit.
///
/// The kernel knows everything that the program has to find out: which months a flow falls on, what is constant, what
/// is read twice. Only the rates of return come from the same piece as the program's, for nothing faster is known.
struct HandKernel {
  static let inputs = [
    "funding.homes.price", "funding.homes.soldShare", "costs.building.unitCost", "funding.residents.takeUp",
    "costs.fees.share", "costs.transition.rate", "funding.homes.premiumPerHome", "finance.discountRate",
  ]
  static let figures = [
    "fundingGap", "totalUses", "totalSources", "timingGap", "lowestCash", "irr", "npv", "payback",
    "residentShare",
    "burdenPerHousehold",
  ]
  private static let months = 30
  private static let width = 256
  private static let missing = Double(nan: 1, signaling: false)

  private let facts: Facts
  private let rates: LaneRates
  private let storage = FundNumerics.Lanes(width: width, vectors: months + 1)

  /// What does not vary.
  fileprivate struct Facts {
    var (titled, beyond, households, soldArea, homes) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var (contingency, demolition, selling, ownPrice, extraPrice) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var months: [Month] = []
  }

  /// What of a flow falls on a month: shares of the building, a month's allowance, the sales and the extra area; and what
  /// does not vary, the demolition and the owners' own payments.
  fileprivate struct Month {
    var (curve, allowance, sales, stage) = (0.0, 0.0, 0.0, 0.0)
    var (demolition, own) = (0.0, 0.0)
  }

  init(_ scenario: CheckedScenario) {
    facts = Facts(scenario)
    rates = LaneRates(
      times: (1...Self.months).map { Double($0) / 12 },
      reasons: .init(
        noFlows: Self.missing, noSignChange: Self.missing, noRoot: Self.missing, several: Self.missing))
  }

  /// `[inputs][lanes]` → `[figures][lanes]`, whole blocks only.
  func evaluate(_ columns: [[Double]]) -> [[Double]] {
    let count = columns[0].count
    var answers = Self.figures.map { _ in [Double](repeating: 0, count: count) }
    for first in stride(from: 0, to: count, by: Self.width) { block(columns, first, &answers) }
    return answers
  }

  /// Four lanes at a time: all that goes from month to month stays in the processor, but for the flows, which the rate of
  /// return needs as a whole.
  private func block(_ columns: [[Double]], _ first: Int, _ answers: inout [[Double]]) {
    let f = facts
    let own = f.ownPrice * f.titled
    let built = f.titled + f.beyond + f.soldArea
    for lane in stride(from: 0, to: Self.width, by: 4) {
      func four(_ column: Int) -> SIMD4<Double> {
        let numbers = columns[column]
        let place = first + lane
        return SIMD4(numbers[place], numbers[place + 1], numbers[place + 2], numbers[place + 3])
      }
      let (price, share, unitCost, takeUp) = (four(0), four(1), four(2), four(3))
      let (fees, allowance, premium, rate) = (four(4), four(5), four(6), four(7))
      let building = unitCost * built * (1 + fees) * (1 + f.contingency)
      let transition = allowance * f.titled
      let proceeds = price * share * f.soldArea
      let charges = f.selling * proceeds + f.homes * premium
      let extra = f.extraPrice * f.beyond * takeUp
      let uses = building + f.demolition * f.titled + transition * 18 + charges
      let sources = own + extra + proceeds
      let income = proceeds - charges
      var discount = SIMD4<Double>.zero
      for place in 0..<4 { discount[place] = pow(1 + rate[place], -1.0 / 12) }
      var (cash, total, present) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
      var (lowest, power) = (SIMD4<Double>(repeating: .infinity), SIMD4<Double>(repeating: 1))
      var payback = SIMD4<Double>(repeating: Self.missing)
      for month in 0..<Self.months {
        let m = f.months[month]
        let spending = building * m.curve + transition * m.allowance + m.demolition
        let flow = income * m.sales + extra * m.stage - spending
        storage.set(storage.vector(month, from: 0), to: flow, from: lane)
        cash += flow + m.own
        lowest.replace(with: cash, where: cash .< lowest)
        power *= discount
        present += flow * power
        let before = total
        total += flow
        // The month from which on all that was put in has come back.
        payback.replace(with: Self.missing, where: total .< 0)
        let isBack = (total .>= 0) .& (before .< 0)
        if any(isBack) { payback.replace(with: (Double(month) - before / flow) / 12, where: isBack) }
      }
      let figures = [
        uses - sources, uses, sources, SIMD4<Double>.zero.replacing(with: -lowest, where: lowest .< 0),
        lowest, .zero, present,
        payback, (own + extra) / uses, (own + extra) / f.households,
      ]
      for (figure, numbers) in figures.enumerated() {
        for place in 0..<4 { answers[figure][first + lane + place] = numbers[place] }
      }
    }
    let rate = storage.vector(Self.months, from: 0)
    rates.write(flowsFrom: 0, on: storage, into: rate)
    for lane in 0..<Self.width { answers[5][first + lane] = storage[rate, lane] }
  }

  // MARK: Measuring

  /// Rows of W1, drawn as a sweep draws them, through the program's batch and through the kernel.
  static func measure(_ scenario: CheckedScenario, _ table: inout Table) throws {
    var request = SweepRequest()
    request.sample = 1 << 18
    guard let sweep = try? Sweep(scenario, request), Set(sweep.inputs.map(\.name)) == Set(inputs) else {
      return
    }
    var columns = inputs.map { _ in [Double]() }
    for first in stride(from: 0, to: 1 << 18, by: width) {
      let drawn = sweep.values(of: first..<first + width)
      for (place, name) in inputs.enumerated() {
        columns[place] += drawn[sweep.inputs.firstIndex { $0.name == name } ?? 0]
      }
    }
    let batch = try LaneBatch(scenario.model, varying: inputs, asking: figures)
    let kernel = HandKernel(scenario)
    check(try batch.evaluate(columns).columns, kernel.evaluate(columns))
    let taken = try Times.taking(
      turns: 20, { _ = try batch.evaluate(columns) }, { _ = kernel.evaluate(columns) })
    let ratio = String(format: "%.2f of by hand", taken[1].least / taken[0].least)
    table.add("W1: evaluation, ten figures, 1 thread", taken[0], lanes: 1 << 18, target: "0.7 of by hand")
    table.add("the same by hand", taken[1], lanes: 1 << 18, target: ratio)
  }

  /// Amounts to 1e-9 of the largest, ratios and years to 1e-9; the same rows without a value.
  private static func check(_ program: [[Double]], _ kernel: [[Double]]) {
    for (figure, (a, b)) in zip(figures, zip(program, kernel)) {
      let largest = max(1, a.filter(\.isFinite).map(abs).max() ?? 1)
      for (lane, (x, y)) in zip(a, b).enumerated() {
        let agrees = x.isFinite == y.isFinite && (!x.isFinite || abs(x - y) <= 1e-9 * largest)
        precondition(agrees, "\(figure) of lane \(lane): \(x) by the program, \(y) by hand")
      }
    }
  }
}

extension HandKernel.Facts {
  init(_ scenario: CheckedScenario) {
    let graph = scenario.model.graph
    func number(_ path: String) -> Double {
      guard let place = graph.input(path) else { preconditionFailure("永安里 has no \(path)") }
      return graph.inputs[place].value
    }
    for type in ["small", "middle", "large"] {
      let (count, title) = (
        number("project.homeTypes.\(type).count"), number("project.homeTypes.\(type).titleArea")
      )
      households += count
      titled += count * title
      beyond += count * (number("project.homeTypes.\(type).newArea") - title)
    }
    homes = number("funding.homes.homes")
    soldArea = homes * number("funding.homes.homeArea")
    contingency = number("costs.contingency.share")
    demolition = number("costs.demolition.unitCost")
    selling = number("funding.homes.sellingCost")
    (ownPrice, extraPrice) = (number("funding.residents.price"), number("funding.residents.extraPrice"))
    months = Array(repeating: .init(), count: 30)
    for month in 3..<18 {
      func paid(_ x: Double) -> Double { x * x * (3 - 2 * x) }
      months[month].curve = paid(Double(month - 2) / 15) - paid(Double(month - 3) / 15)
    }
    for month in 0..<3 { months[month].demolition = demolition * titled / 3 }
    for month in 9..<30 { months[month].sales = 1.0 / 21 }
    (months[0].allowance, months[12].allowance) = (12, 6)
    for (month, stage) in [(0, 0.3), (9, 0.4), (17, 0.3)] {
      months[month].stage = stage
      months[month].own = ownPrice * titled * stage
    }
  }
}
