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
    /// Shares of the building, the demolition, a month's allowance, the sales and the residents' payments. `[months]`
    var (curve, start, allowance, sales, stages) = (
      [Double](), [Double](), [Double](), [Double](), [Double]()
    )
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
    var answers = [Double](repeating: 0, count: Self.figures.count * count)
    var state = State()
    for first in stride(from: 0, to: count, by: Self.width) {
      block(columns, first, &state, &answers, stride: count)
    }
    return Self.figures.indices.map { Array(answers[$0 * count..<($0 + 1) * count]) }
  }

  /// What a block carries from month to month, four lanes at a time.
  private struct State {
    typealias Column = [SIMD4<Double>]
    private static var zero: Column { Column(repeating: .zero, count: width / 4) }
    var (building, transition, income, extra, discount) = (zero, zero, zero, zero, zero)
    var (cash, lowest, total, spent, present, power, payback) = (zero, zero, zero, zero, zero, zero, zero)
  }

  private func block(
    _ columns: [[Double]], _ first: Int, _ state: inout State, _ answers: inout [Double], stride: Int
  ) {
    let f = facts
    let own = f.ownPrice * f.titled
    func four(_ column: Int, _ place: Int) -> SIMD4<Double> {
      let lane = first + place * 4
      return SIMD4(
        columns[column][lane], columns[column][lane + 1], columns[column][lane + 2], columns[column][lane + 3]
      )
    }
    func answer(_ figure: Int, _ place: Int, _ numbers: SIMD4<Double>) {
      let start = figure * stride + first + place * 4
      for lane in 0..<4 { answers[start + lane] = numbers[lane] }
    }
    let built = f.titled + f.beyond + f.soldArea
    for place in 0..<Self.width / 4 {
      let (price, share, unitCost, takeUp) = (four(0, place), four(1, place), four(2, place), four(3, place))
      let (fees, allowance, premium, discount) = (
        four(4, place), four(5, place), four(6, place), four(7, place)
      )
      let building = unitCost * built * (1 + fees) * (1 + f.contingency)
      let transition = allowance * f.titled
      let proceeds = price * share * f.soldArea
      let charges = f.selling * proceeds + f.homes * premium
      let extra = f.extraPrice * f.beyond * takeUp
      let uses = building + f.demolition * f.titled + transition * 18 + charges
      let sources = own + extra + proceeds
      answer(0, place, uses - sources)
      answer(1, place, uses)
      answer(2, place, sources)
      answer(8, place, (own + extra) / uses)
      answer(9, place, (own + extra) / f.households)
      state.building[place] = building
      state.transition[place] = transition
      state.income[place] = proceeds - charges
      state.extra[place] = extra
      for lane in 0..<4 { state.discount[place][lane] = pow(1 + discount[lane], -1.0 / 12) }
      state.cash[place] = .zero
      state.lowest[place] = SIMD4(repeating: .infinity)
      state.total[place] = .zero
      state.spent[place] = .zero
      state.present[place] = .zero
      state.power[place] = SIMD4(repeating: 1)
      state.payback[place] = SIMD4(repeating: Self.missing)
    }
    for month in 0..<Self.months {
      let (curve, allowance, sales, stage) = (
        f.curve[month], f.allowance[month], f.sales[month], f.stages[month]
      )
      let (start, ownPart) = (f.demolition * f.titled * f.start[month], own * stage)
      storage.withVector(storage.vector(month, from: 0)) { flows in
        for place in 0..<Self.width / 4 {
          let spending = state.building[place] * curve + state.transition[place] * allowance + start
          let flow = state.income[place] * sales + state.extra[place] * stage - spending
          for lane in 0..<4 { flows[place * 4 + lane] = flow[lane] }
          state.cash[place] += flow + ownPart
          state.lowest[place] = state.lowest[place].replacing(
            with: state.cash[place], where: state.cash[place] .< state.lowest[place])
          state.power[place] *= state.discount[place]
          state.present[place] += flow * state.power[place]
          let before = state.total[place]
          state.total[place] = before + flow
          state.spent[place].replace(with: 1, where: state.total[place] .< 0)
          // The first month in which all that was put in has come back.
          let isBack =
            (state.total[place] .>= 0) .& (state.spent[place] .> 0)
            .& (state.payback[place] .!= state.payback[place])
          let years = (Double(month) - before / flow) / 12
          state.payback[place].replace(with: years, where: isBack)
        }
      }
    }
    let rate = storage.vector(Self.months, from: 0)
    rates.write(flowsFrom: 0, on: storage, into: rate)
    storage.withVector(rate) { rates in
      for place in 0..<Self.width / 4 {
        answer(3, place, SIMD4.zero.replacing(with: -state.lowest[place], where: state.lowest[place] .< 0))
        answer(4, place, state.lowest[place])
        answer(
          5, place, SIMD4(rates[place * 4], rates[place * 4 + 1], rates[place * 4 + 2], rates[place * 4 + 3]))
        answer(6, place, state.present[place])
        answer(7, place, state.payback[place])
      }
    }
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
    let none = [Double](repeating: 0, count: 30)
    (curve, start, allowance, sales, stages) = (none, none, none, none, none)
    for month in 3..<18 {
      func paid(_ x: Double) -> Double { x * x * (3 - 2 * x) }
      curve[month] = paid(Double(month - 2) / 15) - paid(Double(month - 3) / 15)
    }
    for month in 0..<3 { start[month] = 1.0 / 3 }
    for month in 9..<30 { sales[month] = 1.0 / 21 }
    (allowance[0], allowance[12]) = (12, 6)
    (stages[0], stages[9], stages[17]) = (0.3, 0.4, 0.3)
  }
}
