import FundFormula
import FundModel
import Testing

/// payback, dynamicPayback.
struct PaybackTests {
  @Test func `years from the start of construction, within the year by proportion`() throws {
    // sutiku-132919: −800; 220; 242; 266; 293: 4 + 72/293.
    let table = try Fixture("indicator-worked-examples").rows.first { $0["indicator"] == "static_payback" }!
    let result = try ScenarioBuilder.investing([-800, 220, 242, 266, 293]).computed()
    #expect(near(result.indicator("payback"), 4 + 72.0 / 293))
    #expect(abs(result.indicator("payback") - Double(table["recomputed"]!)!) < 5e-5)
  }

  @Test func `in the very last year too`() throws {
    #expect(near(try ScenarioBuilder.investing([-100, 40, 60]).computed().indicator("payback"), 3))
  }

  @Test func `not reached is a reason`() throws {
    let result = try ScenarioBuilder.investing([-800, 220, 242]).computed()
    #expect(result.reason("payback") == .notReached)
    #expect(result.reason("dynamicPayback") == .notReached)
  }

  @Test func `what comes back for a while only is no payback`() throws {
    // The sum is −100, 20, −60, 30: it stays up from the fourth year on, 60 of whose 90 it needs.
    let again = try ScenarioBuilder.investing([-100, 120, -80, 90]).computed()
    #expect(near(again.indicator("payback"), 3 + 60.0 / 90))
    // Ends below zero: never.
    #expect(try ScenarioBuilder.investing([-100, 120, -80]).computed().reason("payback") == .notReached)
    // Never negative: nothing was put in.
    #expect(try ScenarioBuilder.investing([100, 120, 80]).computed().reason("payback") == .notReached)
  }

  @Test func `discounted flows take longer`() throws {
    // −100; 60; 60; 60 at 10 %: 100 − 54.5455 leaves 45.4545 of 49.5868 in the third year: 2 + 11/12.
    let result = try ScenarioBuilder.investing([-100, 60, 60, 60], finance: ["discountRate": 0.1]).computed()
    #expect(near(result.indicator("dynamicPayback"), 2 + 11.0 / 12))
    #expect(near(result.indicator("payback"), 2 + 40.0 / 60))
    let today = try ScenarioBuilder.investing(
      [-100, 60, 60, 60], finance: ["discountRate": 0.1, "firstPeriod": 0]
    )
    .computed()
    // The year of outlay is year 0 there: everything one year earlier.
    #expect(near(today.indicator("dynamicPayback"), 1 + 11.0 / 12))
  }

  @Test func `on quarters the calendar year is divided`() throws {
    let result = try ScenarioBuilder(start: "2025-07", building: 12, operating: 3, step: .quarter).cost(
      "works", 100
    )
    .block("operations.rent", "operation.income", ["price": 80]).computed()
    // −100 in 2025 and 20 a quarter from July 2026: −100, 40, 80 in the calendar years, as a yearly table has them.
    #expect(near(result.indicator("payback"), 2 + 60.0 / 80))
  }
}
