import FundFormula
import FundModel
import Testing

/// npv, irr, xirr.
struct RateTests {
  @Test func `present value with the first flow in year 1 or 0`() throws {
    // sutiku-40467: −160; 50 × 5 at 10 % is 29.5393 when the first flow is today.
    let table = try Fixture("indicator-worked-examples").rows.first { $0["indicator"] == "NPV10" }!
    let flows = [-160.0, 50, 50, 50, 50, 50]
    let today = try ScenarioBuilder.investing(flows, finance: ["discountRate": 0.1, "firstPeriod": 0])
      .computed()
    #expect(abs(today.indicator("npv") - Double(table["recomputed"]!)!) < 5e-5)
    let annuity = (1 - 1 / 1.61051) / 0.1
    #expect(near(today.indicator("npv"), -160.0 + 50 * annuity))
    let excel = try ScenarioBuilder.investing(flows, finance: ["discountRate": 0.1]).computed()
    #expect(near(excel.indicator("npv"), today.indicator("npv") / 1.1))
  }

  @Test func `the rate is the same in both conventions`() throws {
    for first in [0, 1] {
      let result = try ScenarioBuilder.investing(
        [-100, 60, 60], finance: ["firstPeriod": .number(Double(first))]
      )
      .computed()
      // 100 v⁰ = 60 v + 60 v²: v = (−60 + √(3,600 + 24,000)) / 120.
      let factor = (-60 + 27_600.0.squareRoot()) / 120
      #expect(near(result.indicator("irr"), 1 / factor - 1))
    }
    #expect(near(try ScenarioBuilder.investing([-100, 110]).computed().indicator("irr"), 0.1))
  }

  @Test func `several rates, none, no change of sign, no flows: reasons`() throws {
    func reason(_ flows: [Double]) throws -> Reason? {
      try ScenarioBuilder.investing(flows).computed().reason("irr")
    }
    // −100 + 230 v − 132 v² is zero at 10 % and at 20 %.
    #expect(try reason([-100, 230, -132]) == .severalRoots)
    #expect(try reason([1, -2, 1.5]) == .noRoot)
    #expect(try reason([-100, -10, 0]) == .noSignChange)
    #expect(try reason([0, 0, 0]) == .noFlows)
  }

  @Test func `before tax and without financing`() throws {
    let result = try ScenarioBuilder.investing([-100, 60, 60]).grant("city", 50)
      .block("debt.loan", "loan", ["amount": 40, "rate": 0.05, "years": 1]).computed()
    #expect(near(result.row("rows.investmentCashFlow"), [-100, 60, 60]))
  }

  @Test func `on dated flows by days over 365`() throws {
    // Last days of 2025, 2026, 2027, 2028: 365, 730, 1,096 days; 1.1^(1096/365) = 1.331 × 1.1^(1/365).
    let result = try ScenarioBuilder.investing([-100, 0, 0, 133.1]).computed()
    #expect(near(result.indicator("irr"), 0.1))
    // 133.1 = 100 (1 + r)^(1096/365): (1 + r) = 1.1^(1095/1096) = 1.0999043461…
    #expect(abs(result.indicator("xirr") - 0.0999043461) < 1e-9)
  }
}
