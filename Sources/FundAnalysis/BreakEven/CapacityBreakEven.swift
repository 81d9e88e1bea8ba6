internal import FundFormula
internal import FundModel
internal import FundNumerics

/// At what part of its planned income an operation just covers its cost (以生产能力利用率表示的盈亏平衡点, BEP): fixed cost over
/// income less what varies with it, as 《建设项目经济评价方法与参数》 has it. Cost here is cash cost and taxes, then with the
/// interest paid in the year; the model keeps no depreciation.
package struct CapacityBreakEven: Sendable {
  /// One calendar year, or all years.
  package struct Line: Sendable {
    /// Nil for all years together.
    package let year: Int?
    package let income: Double
    /// Cost that stays where there is no income.
    package let fixedCost: Double
    /// Cost and taxes that come with the income.
    package let variableCost: Double
    package let interest: Double
    /// The part of the planned income at which it covers operating cost and taxes; nil where no part does.
    package let point: Double?
    /// The same with the interest of the year.
    package let pointWithInterest: Double?
    /// Whether every month of the year is operated.
    package let isFull: Bool

    /// Whether another year is the same to half a fen.
    package func isLike(_ other: Line) -> Bool {
      zip(
        [income, fixedCost, variableCost, interest],
        [other.income, other.fixedCost, other.variableCost, other.interest]
      ).allSatisfy { abs($0 - $1) < Tolerance.amount } && isFull == other.isFull
    }
  }

  package let years: [Line]
  package let whole: Line
  /// The first full year of operation, which a study would show.
  package var normal: Line? { years.first(where: \.isFull) ?? years.last }
}

extension CapacityBreakEven {
  /// The operation of a scenario; nil where none earns anything.
  package init?(_ scenario: MovableModel) {
    let content = scenario.model.content
    let earning = Set(scenario.model.flows.filter(Self.isIncome).map(\.block))
    let factors = content.allBlocks.filter { earning.contains($0.path) }.flatMap {
      content.factors(under: $0.path)
    }
    guard !factors.isEmpty, let model = try? Model(content.withFactors(factors)) else { return nil }
    let lines = Yearly(model, factors.compactMap(model.graph.input)).lines
    guard let whole = lines.first, whole.income > 0 else { return nil }
    self.whole = whole
    years = lines.dropFirst().filter { $0.income > 0 }
  }

  private static func isIncome(_ flow: Flow) -> Bool {
    flow.isCash && flow.to == Party.project && flow.counting.income == .operating
  }

  /// Income, cost and interest of the years, with the income scaled to a part of the plan.
  private final class Yearly {
    private let model: Model
    private let movers: [Int]
    private let incomes: [Int]
    private let costs: [Int]
    private let interest: [Int]
    private var known: [Double: Evaluation] = [:]

    /// Parts of the planned income that are looked at first; beyond ten times the plan nobody looks.
    private static let parts = (0...40).map { Double($0) / 40 } + (5...40).map { Double($0) / 4 }

    init(_ model: Model, _ movers: [Int]) {
      func rows(_ isIncluded: (Flow) -> Bool) -> [Int] {
        model.flows.filter { $0.isCash && isIncluded($0) }.compactMap { model.node($0.row) }
      }
      self.model = model
      self.movers = movers
      incomes = rows(CapacityBreakEven.isIncome)
      costs = rows { $0.from == Party.project && $0.counting.income == .operatingCost }
      interest = rows { $0.from == Party.project && $0.flowClass == .interestPaid }
    }

    /// All years together, then each year in which something is operated.
    var lines: [Line] {
      let years: [Int?] = [nil] + Array(Set(model.timeline.years)).sorted()
      let plan = years.map { (income: sum(incomes, $0, at: 1), cost: sum(costs, $0, at: 1)) }
      let paid = years.map { sum(interest, $0, at: 1) }
      let fixed = years.map { sum(costs, $0, at: 0) }
      let known = years.indices.filter {
        plan[$0].income.isFinite && plan[$0].cost.isFinite && paid[$0].isFinite && fixed[$0].isFinite
      }
      let points = zeros(known.map { (years[$0], paid[$0], max(plan[$0].income, plan[$0].cost, 1)) })
      return known.enumerated().map { place, index in
        Line(
          year: years[index], income: plan[index].income, fixedCost: fixed[index],
          variableCost: plan[index].cost - fixed[index], interest: paid[index],
          point: points[place].operating,
          pointWithInterest: points[place].withInterest, isFull: isFull(years[index]))
      }
    }

    /// The lowest part of the income from which on it covers the cost, without and with interest.
    private func zeros(
      _ years: [(year: Int?, interest: Double, scale: Double)]
    ) -> [(operating: Double?, withInterest: Double?)] {
      let search = ZeroSearch(scales: years.flatMap { [$0.scale, $0.scale] }) { functions, places in
        zip(functions, places).map { function, place in
          let (year, interest, _) = years[function / 2]
          let net = self.sum(self.incomes, year, at: place) - self.sum(self.costs, year, at: place)
          return function % 2 == 0 ? net : net - interest
        }
      }
      let found = search.zeros(samples: Array(repeating: Self.parts, count: 2 * years.count))
      return years.indices.map { (found[2 * $0].roots.first, found[2 * $0 + 1].roots.first) }
    }

    private func sum(_ nodes: [Int], _ year: Int?, at part: Double) -> Double {
      let values = evaluation(at: part)
      return nodes.map { node in
        zip(values[node], model.timeline.years).filter { year == nil || $1 == year }.map(\.0).reduce(0, +)
      }.reduce(0, +)
    }

    private func evaluation(at part: Double) -> Evaluation {
      if let done = known[part] { return done }
      let values = movers.map { ($0, model.graph.inputs[$0].value * part) }
      let done = model.graph.evaluate(setting: Dictionary(uniqueKeysWithValues: values))
      known[part] = done
      return done
    }

    /// Twelve months, each with income.
    private func isFull(_ year: Int?) -> Bool {
      guard let year else { return true }
      let own = model.timeline.periods.indices.filter { model.timeline.years[$0] == year }
      let months = own.map { model.timeline.periods[$0].to - model.timeline.periods[$0].from }.reduce(0, +)
      let values = evaluation(at: 1)
      return months == 12 && own.allSatisfy { period in incomes.contains { values[$0][period] != 0 } }
    }
  }
}
