import FundAnalysis
import FundFormula
import FundModel
import FundScenario
import Testing

/// At which values a whole plan holds, worked by hand.
struct PlanBreakEvenTests {
  /// Works of 12,000, a grant of 9,000, 20 homes of 100 m² at 10,000 a m² at handover, a bond of 1,500 at 2.4 % over ten
  /// years; amounts in 万元. Uses are 12,072 with two coupons of 36, and 428 are over; later 1,500 and eight coupons fall
  /// due, 1,860 − 500 short.
  private static func bond(_ more: String = "", hasDebt: Bool = true) -> String {
    let debt = """
      , "debt": {"bond": {"kind": "bond", "amount": {"value": 1500, "unit": "万元"}, "coupon": 0.024, "term": 10,
       "issue": "start", "couponFrequency": "yearly"}}
      """
    return """
      {"fundsim": 1, "title": "bond",
       "timeline": {"start": "2025-01", "constructionMonths": 24, "salesMonths": 12, "operationYears": 10,
        "constructionStep": "year", "operationStep": "year"},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksRebuild", "amount": {"value": 12000, "unit": "万元"}}},
       "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": {"value": 9000, "unit": "万元"}},
        "homes": {"kind": "sale.homes", "homes": 20, "homeArea": 100, "price": 10000, "schedule": "handover"}}\(hasDebt ? debt : "")\(more)}
      """
  }

  private static func loaded(_ json: String, _ settings: [String: String] = [:]) throws -> CheckedScenario {
    try SampleScenarios.written(json, settings)
  }

  private func solved(_ name: String, _ json: String = bond(), amountPlaces: Int = -2) throws -> PlanBreakEven
  {
    let source = try MovableModel(Self.loaded(json), moving: [name])
    return try #require(PlanQuestion(source, amountPlaces: amountPlaces)).breakEven(try source.unknown(name))
  }

  private func condition(_ obstacle: Verdict.Obstacle, _ found: PlanBreakEven) throws
    -> PlanBreakEven.Condition
  {
    try #require(found.conditions.first { $0.obstacle == obstacle })
  }

  @Test func `the debt decides, not the uses`() throws {
    let found = try solved("funding.homes.price")
    #expect(!found.holdsToday && found.binding.map { found.conditions[$0].obstacle } == .debtNotRepaid)
    // 1,360 over 2,000 m²; the uses alone would bear 428 less.
    #expect(found.advised == 16_800 && found.settings.map(\.value) == [16_800])
    let uses = try condition(.gap, found)
    #expect(uses.breakEven.method == .affine && uses.holdsToday)
    #expect(uses.stretches.map(\.from) == [7_860] && uses.stretches.map(\.to) == [nil])
    #expect(abs(try #require(uses.breakEven.solved) - 7_860) < 1e-6)
  }

  @Test func `homes come whole, on the side where the plan holds`() throws {
    // 1,360 ÷ 100 = 13.6 homes more.
    #expect(try solved("funding.homes.homes").advised == 34)
  }

  @Test func `amounts are rounded as they are printed`() throws {
    let (wan, yuan) = (
      try solved("costs.works.amount", Self.bond(), amountPlaces: -2),
      try solved("costs.works.amount", Self.bond().replacing("10000,", with: "10000.0123,"), amountPlaces: -2)
    )
    #expect(wan.advised == 106_400_000)
    // 24.60 yuan more for the homes: down to the last hundred.
    #expect(yuan.advised == 106_400_000)
    let fine = try solved(
      "costs.works.amount", Self.bond().replacing("10000,", with: "10000.0123,"), amountPlaces: 2)
    #expect(fine.advised == 106_400_024.6)
  }

  @Test func `a condition that stops ends the stretch`() throws {
    let gated = Self.bond(
      """
      , "gates": {"dear": {"kind": "gate.indicator", "indicator": "totalSources", "direction": "atMost",
       "limit": 170000000, "effect": "stop"}}
      """)
    let found = try solved("funding.homes.price", gated)
    // Sources are 9,000 + 1,500 + 0.2 × the price: 17,000 at 32,500.
    #expect(found.stretches.map(\.from) == [16_800] && found.stretches.map(\.to) == [32_500])
    #expect(found.advised == 16_800)
    let low = try solved("funding.homes.price", gated.replacing("170000000", with: "130000000"))
    #expect(low.advised == nil && low.stretches.isEmpty && low.settings.isEmpty)
  }

  @Test func `what does not bear on it leaves the plan as it is`() throws {
    let found = try solved("finance.discountRate", Self.bond(", \"finance\": {\"discountRate\": 0.05}"))
    #expect(found.advised == nil && found.stretches.isEmpty)
  }

  @Test func `a plan that holds is told how far it may go`() throws {
    let rich = Self.bond().replacing("\"price\": 10000", with: "\"price\": 20000")
    let found = try solved("funding.homes.price", rich)
    #expect(found.holdsToday && found.advised == 16_800)
  }

  @Test func `where there is debt, and only there, the whole plan is asked for`() throws {
    let (debt, none) = (
      try Self.loaded(Self.bond()), try Self.loaded(Self.bond(hasDebt: false))
    )
    #expect(PlanQuestion.isUsual(for: debt.model))
    #expect(SolveSystem.breakEvenTarget(of: debt.model) == AskedTarget("verdict.short", "0"))
    #expect(!PlanQuestion.isUsual(for: none.model))
  }

  @Test func `months are tried for the whole plan`() throws {
    let earning = Self.bond(
      ", \"operations\": {\"rent\": {\"kind\": \"operation.income\", \"price\": 2000000}}")
    let source = try MovableModel(Self.loaded(earning), moving: [])
    let system = try SolveSystem(source, for: [SolveSystem.breakEvenTarget(of: source.model)])
    let input = try #require(source.structuralInput("debt.bond.term"))
    let found = try #require(system.structuralBreakEven(input))
    // 428 are over when sales end, 200 of rent came with them, and each later year brings 200 − 36: 628 + 164 (n − 2) reach
    // 1,500 with a term of 8 years (1,612), not of 7 (1,448).
    #expect(found.meeting.first?.lowerBound == 8)
    for (term, holds) in [(7, false), (8, true)] {
      let run = ScenarioRun(try Self.loaded(earning, ["debt.bond.term": "\(term)"]))
      #expect(run.holds == holds, "\(term)")
    }
  }

  @Test func `a setting is written in the unit of the file`() throws {
    let found = try solved("costs.works.amount")
    #expect(found.settings.map(\.text) == ["10640万元"] && found.settings.map(\.value) == [106_400_000])
    let percent = Self.bond().replacing(
      "\"coupon\": 0.024", with: "\"coupon\": {\"value\": 2.4, \"unit\": \"%\"}")
    let source = try MovableModel(Self.loaded(percent), moving: ["debt.bond.coupon"])
    let unknown = try source.unknown("debt.bond.coupon")
    #expect(source.settings(unknown, at: 0.0676).map(\.text) == ["6.76%"])
    // A plain number in the file stays one.
    let plain = try MovableModel(Self.loaded(Self.bond()), moving: ["debt.bond.coupon"])
    #expect(plain.settings(try plain.unknown("debt.bond.coupon"), at: 0.0676).map(\.text) == ["0.0676"])
    #expect(source.findings(with: source.settings(unknown, at: 0.0676)).isEmpty)
  }

  @Test func `what a check says of the answer is told`() throws {
    let source = try MovableModel(Self.loaded(Self.bond()), moving: ["debt.bond.coupon"])
    let unknown = try source.unknown("debt.bond.coupon")
    // Beyond 15 % a year, and not beyond what a coupon may be at all.
    let told = source.findings(with: source.settings(unknown, at: 0.3))
    #expect(
      told.contains { $0.check == "magnitude" && $0.path == "debt.bond.coupon" && $0.severity == .warning })
    #expect(source.findings(with: []).isEmpty)
  }

  /// 106,400,000 yuan less 0.04 that the price leaves: in fen a number of ten thousand million, beside which a billionth is
  /// more than a fen.
  @Test func `the last printed place decides in large amounts too`() throws {
    let found = try solved(
      "costs.works.amount", Self.bond().replacing("10000,", with: "9999.99998,"), amountPlaces: 1)
    #expect(found.advised == 106_399_999.9 && found.stretches.map(\.to) == [106_399_999.9])
    let uses = try condition(.gap, found)
    // 428 to spare: 124,280,000 less the same 0.04.
    #expect(uses.stretches.map(\.to) == [124_279_999.9])
  }

  @Test func `room of a debt that is repaid is told below zero`() throws {
    let found = try solved("funding.homes.price", Self.bond().replacing("10000,", with: "20000,"))
    // 10,000 a m² more than today's on 2,000 m²: 2,000 − 1,360 are over when the bond is repaid.
    let debt = try condition(.debtNotRepaid, found)
    #expect(abs(try #require(debt.breakEven.today.value) + 6_400_000) < 1e-3)
  }

  // MARK: Single targets

  @Test func `an answer is rounded so that it does what was asked`() throws {
    let source = try MovableModel(SampleScenarios.yonganli(), moving: ["funding.homes.price"])
    let system = try SolveSystem(source, for: ["fundingGap=0"])
    let found = system.breakEven(try source.unknown("funding.homes.price"))
    // 9,795.461… by the closed form: up, since a lower price leaves a gap.
    #expect(found.advised?.value == 9795.47 && found.settings.map(\.value) == [9795.47])
    #expect(try #require(found.advised?.outcome.value) < 0)
    let fee = system.breakEven(try source.unknown("costs.building.unitCost"))
    #expect(try #require(fee.advised?.value) <= #require(fee.solved))
  }

  @Test func `who lends pays for no lever`() throws {
    let source = try MovableModel(Self.loaded(Self.bond()), moving: SolveSystem.factors)
    let system = try SolveSystem(source, for: [SolveSystem.breakEvenTarget(of: source.model)])
    let closing = try #require(system.gapClosing(system.criticalPoints()))
    let payers = Dictionary(
      closing.lines.map { ($0.unknown.name, $0.payer?.party.id) }, uniquingKeysWith: { first, _ in first })
    // A dearer home is paid by its buyer, a larger grant by the city; a bond's coupon goes to the lender, who bears nothing.
    #expect(payers["funding.homes.price"] == "homeBuyers" && payers["funding.city.amount"] == "city")
    #expect(closing.lines.allSatisfy { $0.payer?.party.group != .lender })
  }

  @Test func `a table asks for the whole plan, and its cells are rounded too`() throws {
    let source = try MovableModel(
      Self.loaded(Self.bond()), moving: ["funding.homes.price", "costs.works.amount"])
    let system = try SolveSystem(source, for: [SolveSystem.breakEvenTarget(of: source.model)])
    // 500 of works less are 2,500 a m² less on 2,000 m², and 1,234 yuan are 0.617; at 12,500 the works run short while they go on,
    // before a home is paid.
    let table = system.table(
      try source.unknown("funding.homes.price"),
      rows: try source.variation("costs.works.amount=105000000:115001234:5000617"), columns: nil)
    // At 10,500 the plan holds at today's 10,000: how far the price may fall is told all the same.
    #expect(table.advised.map { $0[0] } == [9_300, 11_800.31, 14_300.62])
    let late = system.table(
      try source.unknown("funding.homes.price"),
      rows: try source.variation("costs.works.amount=125000000:125000001:1"), columns: nil)
    #expect(late.cells.allSatisfy { $0 == [.alwaysAbove] } && late.advised.allSatisfy { $0 == [nil] })
  }

  // MARK: Money before cost

  private static let moneyFirst = """
    {"fundsim": 1, "title": "money first", "timeline": {"start": "2025-01", "constructionMonths": 24,
      "constructionStep": "year"}, "project": {"households": 100},
     "costs": {"w": {"kind": "cost.lumpSum", "class": "worksRebuild", "amount": 105000000, "schedule": "2026-06"}},
     "funding": {"s": {"kind": "sale.homes", "homes": 100, "homeArea": 100, "price": 10000, "schedule": "2025-06"}}}
    """

  @Test func `where money comes before cost no rate is advised`() throws {
    let source = try MovableModel(Self.loaded(Self.moneyFirst), moving: ["costs.w.amount"])
    let unknown = try source.unknown("costs.w.amount")
    let rate = try SolveSystem(source, for: ["irr=10%"]).breakEven(unknown)
    // 100 million in 2025, 110 million a year later: 10 % is what the money costs, and more of it is dearer works.
    #expect(abs(try #require(rate.solved) - 110_000_000) < 1)
    #expect(rate.isCostOfMoney && rate.advised == nil && rate.settings.isEmpty)
    let value = try SolveSystem(source, for: ["npv=0"]).breakEven(unknown)
    #expect(!value.isCostOfMoney && value.advised != nil)
  }

  @Test func `levers that raise what money costs are not offered`() throws {
    let source = try MovableModel(Self.loaded(Self.moneyFirst), moving: SolveSystem.factors)
    let system = try SolveSystem(source, for: ["irr=10%"])
    let critical = system.criticalPoints()
    #expect(critical.isCostOfMoney && system.gapClosing(critical) == nil)
    let earning = try SolveSystem(
      try MovableModel(SampleScenarios.debtAndOperations(), moving: SolveSystem.factors), for: ["irr=30%"])
    #expect(!earning.criticalPoints().isCostOfMoney)
  }
}
