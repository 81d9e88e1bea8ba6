import FundModel

/// A plan with works, grants, sales, a special bond, perhaps a later-ranking loan, income, cost and taxes, drawn at random:
/// what the laws of coverage are about. Every date lies on a whole year.
struct RandomDebt {
  let loan: Double
  private let base: ScenarioBuilder

  /// - Parameters:
  ///   - loan: the later-ranking loan; drawn where nil.
  ///   - horizon: the end of the balance horizon, months after the start; the end of sales where nil.
  ///   - selling: months of sales after handover; drawn where nil.
  ///   - bond: the bond's amount; drawn where nil; so many times.
  ///   - ranks: in which order they are served; the bond first where nil.
  init(
    seed: Int, loan fixed: Double? = nil, horizon: Int? = nil, selling: Int? = nil, toTheEnd: Bool = false,
    bond fixedBond: Double? = nil, bondTimes: Double = 1, ranks: (bond: Double, loan: Double)? = nil,
    isTaxed: Bool = true
  ) {
    var random = SeededGenerator(seed: UInt64(seed))
    let building = 12 * random.whole(1...3)
    let drawnSelling = 12 * random.whole(0...2)
    let operating = random.whole(12...20)
    let term = random.whole(5...10)
    let works = random.number(1e6...5e7)
    let drawnLoan = random.number(0...1) * works
    loan = fixed ?? drawnLoan
    var finance: Values = ["openingCash": .number(random.chance(0.3) ? random.number(0...1e6) : 0)]
    if let horizon { finance["balanceHorizon"] = .milestone("start", plus: horizon) }
    // Sold by handover, whatever the sales window: all money arrives before the debt is due.
    let soldBy = random.number(0...1)
    var builder = ScenarioBuilder(
      building: building, selling: selling ?? drawnSelling, operating: operating, step: .year,
      finance: finance
    )
    .cost("works", works).grant("city", random.number(0...1.1) * works)
    .block(
      "funding.homes", "sale.homes",
      [
        "homes": 10, "homeArea": 80, "price": .number(random.number(0...1) * works / 800),
        "schedule": .schedule(
          .shares([
            .init(.milestone("start", plus: 0), soldBy), .init(.milestone("handover", plus: 0), 1 - soldBy),
          ])),
      ]
    )
    .block("operations.rent", "operation.income", ["price": .number(random.number(0...0.2) * works)])
    .block("operations.staff", "operation.cost", ["amount": .number(random.number(0...0.05) * works)])
    .block("taxes.turnover", "tax.turnover", ["rate": .number(random.number(0...0.06))])
    .block(
      "taxes.income", "tax.income",
      ["rate": .number(isTaxed ? 0.25 : 0), "depreciates": random.chance(0.5) ? ["works"] : [], "years": 10])
    let end = building / 12 + max(operating, (selling ?? drawnSelling) / 12)
    let drawnBond = random.number(0...1) * works
    builder = builder.block(
      "debt.bond", "bond",
      [
        "rank": .number(ranks?.bond ?? 1),
        "amount": .number(bondTimes * (fixedBond ?? drawnBond)),
        "coupon": .number(random.number(0.01...0.05)),
        "term": .number(Double(toTheEnd ? end - 1 : term)),
        "repayment": random.chance(0.5) ? "bullet" : "equalParts", "firstRepaymentYear": 1,
      ])
    if loan > 0 {
      builder = builder.block(
        "debt.loan", "loan",
        [
          "rank": .number(ranks?.loan ?? 2), "amount": .number(loan),
          "rate": .number(random.number(0...0.07)),
          "years": .number(Double(random.whole(3...8))),
        ])
    }
    base = builder
  }

  func computed() throws -> Computed { try base.computed() }
}
