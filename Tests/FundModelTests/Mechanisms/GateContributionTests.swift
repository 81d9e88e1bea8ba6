import FundFormula
import FundModel
import Testing

struct GateContributionTests {
  func gate(_ threshold: Double, _ more: Values = [:]) throws -> Computed {
    try ScenarioBuilder().homes("a", 10, 60).cost("works", 1000).cost("fees", 100, "otherCost")
      .block("funding.owners", "residents.perHousehold", ["total": 300])
      .block(
        "funding.unit", "subsidy.lumpSum",
        ["amount": 300, "payer": "rightsHolder", "eligible": ["worksBasic"], "requires": ["paid"]]
      )
      .block(
        "gates.paid", "gate.contribution",
        ([
          "of": ["owners", "unit"], "base": ["worksBasic"], "threshold": .number(threshold),
          "effect": "switch",
        ] as Values)
        .merging(more) { $1 }
      ).computed()
  }

  @Test func `planned payments are held against named costs`() throws {
    // (300 + 300) ÷ 1,000: what waits for the condition counts as planned, and makes no circle.
    let met = try gate(0.6)
    #expect(near(met("gates.paid.value"), 0.6))
    #expect(met.isMet("paid") == 1)
    #expect(near(met("funding.unit.total"), 300))
    let missed = try gate(0.61)
    #expect(missed.isMet("paid") == 0)
    #expect(near(missed("gates.paid.value"), 0.6))
    #expect(missed("funding.unit.total") == 0)
  }

  @Test func `by the costs its author names`() throws {
    #expect(
      near(try gate(0.5, ["base": ["works", "fees"], "of": ["owners"]])("gates.paid.value"), 300.0 / 1100))
  }

  @Test func `within half a fen`() throws {
    #expect(try gate(0.600_004).isMet("paid") == 1)  // 600.004 yuan asked
    #expect(try gate(0.600_006).isMet("paid") == 0)
  }

  @Test func `counts what comes to the account it belongs to`() throws {
    let result = try ScenarioBuilder().cost("works", 1000)
      .grant("company", 400, ["account": "projectCompany"])
      .block(
        "gates.paid", "gate.contribution", ["of": ["company"], "base": ["worksBasic"], "threshold": 0.4]
      )
      .computed()
    #expect(result.isMet("paid") == 1)
  }
}
