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
    /// All years together, then each calendar year.
    private let years: [Int?]
    private var known: [Double: Sums] = [:]

    /// What the rows come to in each of ``years``, with a part of the planned income.
    private struct Sums {
      let income: [Double]
      let cost: [Double]
      let interest: [Double]
      /// Whether a year has twelve months, each with income.
      let isFull: [Bool]
    }

    /// Parts of the planned income that are looked at first; beyond ten times the plan nobody looks.
    private static let parts = (0...40).map { Double($0) / 40 } + (5...40).map { Double($0) / 4 }

    init(_ model: Model, _ movers: [Int]) {
      func rows(_ isIncluded: (Flow) -> Bool) -> [Int] {
        model.flows.filter { $0.isCash && isIncluded($0) }.compactMap { model.node($0.row) }
      }
      self.model = model
      self.movers = movers
      years = [nil] + model.timeline.calendarYears
      incomes = rows(CapacityBreakEven.isIncome)
      costs = rows { $0.from == Party.project && $0.counting.income == .operatingCost }
      interest = rows { $0.from == Party.project && $0.flowClass == .interestPaid }
    }

    /// All years together, then each year in which something is operated.
    var lines: [Line] {
      let (plan, idle) = (sums(at: 1), sums(at: 0))
      let known = years.indices.filter {
        plan.income[$0].isFinite && plan.cost[$0].isFinite && plan.interest[$0].isFinite
          && idle.cost[$0].isFinite
      }
      let points = zeros(known.map { ($0, plan.interest[$0], max(plan.income[$0], plan.cost[$0], 1)) })
      return known.enumerated().map { place, index in
        Line(
          year: years[index], income: plan.income[index], fixedCost: idle.cost[index],
          variableCost: plan.cost[index] - idle.cost[index], interest: plan.interest[index],
          point: points[place].operating, pointWithInterest: points[place].withInterest,
          isFull: plan.isFull[index])
      }
    }

    /// The lowest part of the income from which on it covers the cost, without and with interest.
    private func zeros(
      _ asked: [(year: Int, interest: Double, scale: Double)]
    ) -> [(operating: Double?, withInterest: Double?)] {
      let search = ZeroSearch(scales: asked.flatMap { [$0.scale, $0.scale] }) { functions, places in
        zip(functions, places).map { function, place in
          let ((year, interest, _), sums) = (asked[function / 2], self.sums(at: place))
          let net = sums.income[year] - sums.cost[year]
          return function % 2 == 0 ? net : net - interest
        }
      }
      let found = search.zeros(samples: Array(repeating: Self.parts, count: 2 * asked.count))
      return asked.indices.map { (found[2 * $0].roots.first, found[2 * $0 + 1].roots.first) }
    }

    /// The sums with a part of the income; kept, but not the rows they are made of, which long timelines have by the
    /// hundred thousand.
    private func sums(at part: Double) -> Sums {
      if let done = known[part] { return done }
      let values = movers.map { ($0, model.graph.inputs[$0].value * part) }
      let rows = model.graph.evaluate(setting: Dictionary(uniqueKeysWithValues: values))
      let done = Sums(
        income: sums(incomes, rows), cost: sums(costs, rows), interest: sums(interest, rows),
        isFull: years.map { isFull($0, rows) })
      known[part] = done
      return done
    }

    private func sums(_ nodes: [Int], _ rows: Evaluation) -> [Double] {
      let places = model.timeline.yearPlaces
      var sums = [Double](repeating: 0, count: years.count)
      for node in nodes {
        for (amount, place) in zip(rows[node], places) {
          sums[0] += amount
          sums[place + 1] += amount
        }
      }
      return sums
    }

    /// Twelve months, each with income.
    private func isFull(_ year: Int?, _ rows: Evaluation) -> Bool {
      guard let year else { return true }
      let own = model.timeline.periods.indices.filter { model.timeline.years[$0] == year }
      let months = own.map { model.timeline.periods[$0].to - model.timeline.periods[$0].from }.reduce(0, +)
      return months == 12 && own.allSatisfy { period in incomes.contains { rows[$0][period] != 0 } }
    }
  }
}
