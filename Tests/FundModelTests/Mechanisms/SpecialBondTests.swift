import FundFormula
import FundModel
import Testing

struct SpecialBondTests {
  func bond(
    _ amount: Double, _ coupon: Double, term: Int, _ more: Values = [:], step: TimeStep = .year,
    operationStep: TimeStep? = nil, start: String = "2025-01"
  ) throws -> Computed {
    try ScenarioBuilder(start: start, building: 24, operating: term, step: step, operationStep: operationStep)
      .block(
        "debt.bond", "bond",
        (["amount": .number(amount), "coupon": .number(coupon), "term": .number(Double(term))] as Values)
          .merging(more) { $1 }
      ).computed()
  }

  func holds(_ result: Computed) -> Bool {
    let (drawn, repaid) = (result.flow("debt.bond.drawn"), result.flow("debt.bond.principal"))
    let balance = result.flow("debt.bond.balance")
    var owed = 0.0
    for period in balance.indices {
      owed += drawn[period] - repaid[period]
      guard near(owed, balance[period]) else { return false }
    }
    return abs(owed) < 1e-9 * drawn.reduce(1, +)
      && near(result.sum("debt.bond.accrued"), result.sum("debt.bond.interest"))
  }

  @Test func `pays n coupons and never n + 1`() throws {
    // Loan A of the template: 10,000 at 2.69 % for 20 years is 5,380; it prints 21 coupons, 5,649.
    let table = try Fixture("template-loans-demo").rows
    let result = try bond(10_000, 0.0269, term: 20, ["couponFrequency": "yearly"])
    #expect(near(result.sum("debt.bond.interest"), 5380))
    #expect(Double(table[0]["total"]!)! == 5649)
    let coupons = result.flow("debt.bond.interest").filter { $0 != 0 }
    #expect(near(coupons, [Double](repeating: 269, count: 20)))
    #expect(result.flow("debt.bond.interest")[0] == 0)
    #expect(near(result.flow("debt.bond.principal")[20], 10_000))
    #expect(holds(result))
  }

  @Test func `in equal parts from the first year`() throws {
    // Loan B: 5,000 at 1.89 %, five parts of 1,000: 94.5, 75.6, 56.7, 37.8, 18.9.
    let table = try Fixture("template-loans-demo").rows
    let years = (2025...2031).map(String.init)
    let result = try bond(5000, 0.0189, term: 5, ["repayment": "equalParts"])
    let printed = table.filter { $0["loan"] == "B" }
    #expect(near(result.flow("debt.bond.interest"), years.map { Double(printed[1][$0]!)! }))
    #expect(near(result.flow("debt.bond.principal"), years.map { Double(printed[0][$0]!)! }))
    #expect(near(result.sum("debt.bond.interest"), 283.5))
    #expect(holds(result))
  }

  @Test func `in equal parts from year k`() throws {
    let result = try bond(
      1000, 0.03, term: 10,
      ["repayment": "equalParts", "firstRepaymentYear": 6, "couponFrequency": "yearly"])
    // Five parts of 200 in years 6 to 10; coupons of 30 to year 6, then 24, 18, 12, 6.
    #expect(near(result.flow("debt.bond.principal"), [0, 0, 0, 0, 0, 0, 200, 200, 200, 200, 200, 0]))
    #expect(near(result.flow("debt.bond.interest"), [0, 30, 30, 30, 30, 30, 30, 24, 18, 12, 6, 0]))
    #expect(holds(result))
    // A first year behind the term is the last.
    let late = try bond(1000, 0.03, term: 5, ["repayment": "equalParts", "firstRepaymentYear": 9])
    #expect(near(late.flow("debt.bond.principal")[5], 1000))
  }

  @Test func `half-yearly from ten years on, whatever the step; or as the file says`() throws {
    let long = try bond(1000, 0.03, term: 10, step: .halfYear)
    #expect(near(Array(long.flow("debt.bond.interest")[0...20]), [0] + [Double](repeating: 15, count: 20)))
    #expect(holds(long))
    let short = try bond(1000, 0.03, term: 7, step: .halfYear)
    #expect(near(Array(short.flow("debt.bond.interest")[0...4]), [0, 0, 30, 0, 30]))
    #expect(holds(short))
    let months = try bond(1000, 0.03, term: 15, ["issue": .moment("2025-04")], step: .month)
    // October 2025 is the tenth month.
    #expect(near(months.flow("debt.bond.interest")[9], 15))
    #expect(holds(months))
    let mixed = try bond(1000, 0.03, term: 10, step: .quarter, operationStep: .year)
    // A quarter has the coupon of its July or its January; a year sums both.
    #expect(near(Array(mixed.flow("debt.bond.interest")[0..<10]), [0, 0, 15, 0, 15, 0, 15, 0, 30, 30]))
    #expect(holds(mixed))
    let yearly = try bond(1000, 0.03, term: 10, ["couponFrequency": "yearly"], step: .halfYear)
    #expect(near(Array(yearly.flow("debt.bond.interest")[0...4]), [0, 0, 30, 0, 30]))
    let halves = try bond(1000, 0.03, term: 5, ["couponFrequency": "halfYearly"], step: .halfYear)
    #expect(near(Array(halves.flow("debt.bond.interest")[0...4]), [0, 15, 15, 15, 15]))
  }

  @Test func `in equal parts half-yearly: interest falls after each part`() throws {
    let result = try bond(
      1000, 0.04, term: 10, ["repayment": "equalParts", "firstRepaymentYear": 9], step: .halfYear)
    // 20 each half-year to the first part of 500 at the end of year 9, then 10 twice.
    #expect(near(result.flow("debt.bond.interest")[18], 20))
    #expect(near(result.flow("debt.bond.interest")[19], 10))
    #expect(near(result.flow("debt.bond.interest")[20], 10))
    #expect(holds(result))
  }

  @Test func `interest accrues by months, beside what is paid`() throws {
    let result = try bond(1200, 0.05, term: 3, ["issue": .moment("2025-07")])
    // Six months of 2025, two whole years, six months of 2028; paid each July from 2026 on.
    #expect(near(result.flow("debt.bond.accrued"), [30, 60, 60, 30, 0]))
    #expect(near(result.flow("debt.bond.interest"), [0, 60, 60, 60, 0]))
    #expect(holds(result))
  }

  @Test(arguments: TimeStep.allCases) func `gives the same totals on every step`(step: TimeStep) throws {
    for term in [1, 3, 5, 7, 10, 15, 30] {
      for (repayment, first) in [("bullet", 1), ("equalParts", 1), ("equalParts", 4)] {
        let result = try bond(
          1000, 0.025, term: term,
          ["repayment": Given(.word(repayment)), "firstRepaymentYear": .number(Double(first))],
          step: step)
        let years = repayment == "bullet" ? [term] : Array(min(first, term)...term)
        let expected = years.map { 1000.0 / Double(years.count) * Double($0) * 0.025 }.reduce(0, +)
        #expect(near(result.sum("debt.bond.interest"), expected), "\(term) \(repayment)")
        #expect(holds(result))
      }
    }
  }

  @Test func `a bond the timeline cannot hold is a finding`() {
    let base = ScenarioBuilder(operating: 5)
    func faults(_ values: Values) -> [String] {
      base.block(
        "debt.b", "bond", (["amount": 1, "coupon": 0.03, "term": 5] as Values).merging(values) { $1 }
      ).faults
    }
    #expect(faults([:]) == [])
    #expect(
      faults(["repayment": Given(.word("equalParts")), "firstRepaymentYear": 9]) == [
        "debt.b.firstRepaymentYear"
      ])
    #expect(faults(["term": 10]) == ["debt.b.term"])
    #expect(faults(["issue": .moment("2040-01")]) == ["debt.b.issue"])
  }

  @Test func `a share of the costs in place of an amount`() throws {
    let bond: Values = ["share": 0.25, "coupon": 0.02, "term": 5]
    let builder = ScenarioBuilder(building: 24, operating: 5, step: .year, project: ["households": 1])
      .block("costs.works", "cost.lumpSum", ["class": "worksBasic", "amount": 800])
      .block("costs.fees", "cost.shareOf", ["share": 0.1])
    let all = try builder.block("debt.bond", "bond", bond).computed()
    #expect(near(all.sum("debt.bond.drawn"), 220))
    #expect(near(all.sum("debt.bond.interest"), 22))
    let works = try builder.block("debt.bond", "bond", bond.merging(["base": ["works"]]) { $1 }).computed()
    #expect(near(works.sum("debt.bond.principal"), 200))
    #expect(
      builder.block("debt.bond", "bond", bond.merging(["amount": 9]) { $1 }).faults == ["debt.bond.amount"])
  }
}
