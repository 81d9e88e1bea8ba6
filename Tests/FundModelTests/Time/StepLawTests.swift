import FundFormula
import FundModel
import Testing

/// The length of periods changes nothing that has dates of its own: neither what flows in any calendar year nor the
/// figures computed from calendar years; over seeded random plans.
struct StepLawTests {
  static let seeds = 1...1000
  static let steps: [(TimeStep, TimeStep)] = [
    (.month, .month), (.quarter, .quarter), (.halfYear, .halfYear), (.year, .year), (.month, .year),
    (.quarter, .year), (.halfYear, .month),
  ]

  /// What each cash flow comes to in each calendar year, by `id@year`.
  private func byYear(_ result: Computed) -> [String: Double] {
    var sums: [String: Double] = [:]
    let years = result.years
    for flow in result.model.flows where flow.flowClass != .debtBalance {
      for (place, amount) in result.flow(flow.id).enumerated() {
        sums["\(flow.id)@\(years[place])", default: 0] += amount
      }
    }
    return sums
  }

  @Test func `every flow comes to the same in every calendar year, on every step`() throws {
    for seed in Self.seeds {
      let (step, later) = Self.steps[seed % Self.steps.count]
      let months = try RandomTimes(seed: seed, step: .month).builder.computed()
      let other = try RandomTimes(seed: seed, step: step, operationStep: later).builder.computed()
      let (one, two) = (byYear(months), byYear(other))
      let most = months.evaluation.largestAmount(in: months.model.graph)
      for key in Set(one.keys).union(two.keys) {
        let (a, b) = (one[key] ?? 0, two[key] ?? 0)
        #expect(abs(a - b) <= 1e-9 * most, "seed \(seed), \(step) \(later), \(key): \(a), \(b)")
      }
    }
  }

  @Test func `present value, rate of return and payback are the same on every step`() throws {
    var rates = 0
    for seed in Self.seeds {
      let (step, later) = Self.steps[seed % Self.steps.count]
      let months = try RandomTimes(seed: seed, step: .month).builder.computed()
      let other = try RandomTimes(seed: seed, step: step, operationStep: later).builder.computed()
      let most = months.evaluation.largestAmount(in: months.model.graph)
      for id in ["npv", "irr", "payback", "dynamicPayback", "totalInvestment"] {
        let (a, b) = (months.outcome("indicators.\(id)"), other.outcome("indicators.\(id)"))
        #expect(a?.reason == b?.reason, "seed \(seed), \(step) \(later), \(id)")
        guard let a = a?.value, let b = b?.value else { continue }
        let isAmount = ["npv", "totalInvestment"].contains(id)
        #expect(
          abs(a - b) <= (isAmount ? 1e-9 * most : 1e-7), "seed \(seed), \(step) \(later), \(id): \(a), \(b)")
        rates += id == "irr" ? 1 : 0
      }
    }
    // Reasons alone would prove little.
    #expect(rates > 300)
  }

  @Test func `the convention of the first period moves all years alike`() throws {
    for seed in Self.seeds.prefix(200) {
      let (step, later) = Self.steps[seed % Self.steps.count]
      let end = try RandomTimes(seed: seed, step: step, operationStep: later, firstPeriod: 1).builder
        .computed()
      let begin = try RandomTimes(seed: seed, step: step, operationStep: later, firstPeriod: 0).builder
        .computed()
      #expect(end.outcome("indicators.irr")?.reason == begin.outcome("indicators.irr")?.reason)
      if let a = end.outcome("indicators.irr")?.value { #expect(abs(a - begin.indicator("irr")) < 1e-9) }
      if let a = end.outcome("indicators.payback")?.value { #expect(near(a, begin.indicator("payback") + 1)) }
      // NPV is worth one year more.
      guard case .number(let rate)? = end.model.content.finance.values["discountRate"] else {
        Issue.record("no rate")
        continue
      }
      let grown = end.indicator("npv") * (1 + rate.value)
      let most = end.evaluation.largestAmount(in: end.model.graph)
      #expect(abs(grown - begin.indicator("npv")) <= 1e-9 * most, "seed \(seed)")
    }
  }
}
