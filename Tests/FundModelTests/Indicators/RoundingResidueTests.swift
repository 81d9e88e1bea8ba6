import FundFormula
import FundModel
import Testing

/// A year whose receipts and payments cancel has no flow, whatever binary numbers leave of their sum.
struct RoundingResidueTests {
  /// Works of the first year, income of the years after it, and costs that cancel it in some.
  private struct Plan {
    /// Tenths of a yuan, whole numbers: exact. `[years after the first]`
    let income: [Int]
    let costs: [[Int]]
    let works: Int

    init(seed: Int) {
      var random = SeededGenerator(seed: UInt64(seed))
      let years = random.whole(3...9)
      let works = random.whole(1_000_000...90_000_000)
      var (income, costs): ([Int], [[Int]]) = ([], [])
      for year in 0..<years {
        let own = random.whole(works / 10...works / 2)
        // The last year always, others by chance.
        let cancels = year == years - 1 || random.chance(0.3)
        let first = random.whole(1...own - 1)
        income.append(own)
        costs.append(cancels ? [first, own - first] : [0, 0])
      }
      (self.income, self.costs, self.works) = (income, costs, works)
    }

    /// Net flows by year, exact.
    var flows: [Int] { [-works] + zip(income, costs).map { $0 - $1.reduce(0, +) } }

    var builder: ScenarioBuilder {
      var builder = ScenarioBuilder(building: 12, operating: income.count).cost("works", Double(works) / 10)
      for (year, own) in income.enumerated() {
        let span: Values = ["from": .moment("\(2026 + year)-01"), "to": .moment("\(2026 + year)-12")]
        builder = builder.block(
          "operations.income\(year)", "operation.income",
          span.merging(["price": .number(Double(own) / 10)]) { $1 })
        for (part, cost) in costs[year].enumerated() where cost > 0 {
          builder = builder.block(
            "operations.cost\(year)-\(part)", "operation.cost",
            span.merging(["amount": .number(Double(cost) / 10)]) { $1 })
        }
      }
      return builder
    }
  }

  /// The rate of an outlay and receipts, by halving.
  private func rate(of flows: [Int]) -> Double {
    var (low, high) = (-0.999, 10.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let value = flows.reversed().reduce(0.0) { $0 / (1 + middle) + Double($1) }
      if value > 0 { low = middle } else { high = middle }
    }
    return low
  }

  @Test func `reported: 300,000.3 less 100,000.1 and 200,000.2`() throws {
    let span: Values = ["from": .moment("2030-01"), "to": .moment("2030-12")]
    let result = try ScenarioBuilder(building: 12, operating: 5).cost("works", 1_000_000)
      .block(
        "operations.i", "operation.income",
        ["price": 400_000, "from": .moment("2026-01"), "to": .moment("2029-12")]
      )
      .block("operations.i2", "operation.income", span.merging(["price": 300_000.3]) { $1 })
      .block("operations.c1", "operation.cost", span.merging(["amount": 100_000.1]) { $1 })
      .block("operations.c2", "operation.cost", span.merging(["amount": 200_000.2]) { $1 }).computed()
    #expect(abs(result.indicator("irr") - 0.218627) < 5e-7)
  }

  @Test func `the rate is that of the exact flows`() throws {
    var specks = 0
    for seed in 0..<300 {
      let plan = Plan(seed: seed)
      let result = try plan.builder.computed()
      let row = result.row(FlowBook.investmentFlowKey)
      if zip(row, plan.flows).contains(where: { $0 != 0 && $1 == 0 }) { specks += 1 }
      guard plan.flows.contains(where: { $0 > 0 }) else { continue }
      #expect(abs(result.indicator("irr") - rate(of: plan.flows)) < 1e-9, "\(plan.flows)")
    }
    #expect(specks > 30)
  }
}
