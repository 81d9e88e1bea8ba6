import FundFormula
import FundModel
import Testing

struct AccountJointTests {
  /// Works of 400 at the start and 400 at the end, 800 from residents at the start; on quarters.
  let base = ScenarioBuilder(building: 24, step: .quarter)
    .cost("first", 400).cost("last", 400, "worksBasic", ["schedule": .schedule(.atHandover)])
    .block("funding.owners", "residents.perHousehold", ["total": 800, "schedule": .schedule(.atStart)])
    .homes("a", 10, 60)
  let halves = Given.schedule(
    .shares([.init(.milestone("start", plus: 0), 0.5), .init(.milestone("handover", plus: 0), 0.5)]))

  @Test func `holds what is paid in and releases it by stages`() throws {
    let result = try base.block("funding.joint", "account.joint", ["of": ["owners"], "release": halves])
      .computed()
    #expect(near(result.flow("funding.joint.held"), [800, 0, 0, 0, 0, 0, 0, 0]))
    #expect(near(result.flow("funding.joint.release"), [400, 0, 0, 0, 0, 0, 0, 400]))
    #expect(near(result.row("accounts.jointAccount.cash"), [400, 400, 400, 400, 400, 400, 400, 0]))
    #expect(near(result.row("accounts.project.cash"), [0, 0, 0, 0, 0, 0, 0, 0]))
  }

  @Test func `is held by whom its author names`() throws {
    let result = try base.block(
      "funding.joint", "account.joint", ["of": ["owners"], "release": halves, "holder": "propertyManager"]
    ).computed()
    #expect(near(result.row("accounts.propertyManager.cash"), [400, 400, 400, 400, 400, 400, 400, 0]))
    #expect(result.outcome("accounts.jointAccount.closingCash") == nil)
    #expect(near(result.row("accounts.project.cash"), [0, 0, 0, 0, 0, 0, 0, 0]))
  }

  @Test func `never releases more than has come in`() throws {
    // All may be released at once, and comes in quarter by quarter.
    let result = try base.block(
      "funding.late", "subsidy.lumpSum", ["amount": 800, "payer": "city"]
    ).block(
      "funding.joint", "account.joint", ["of": ["late"], "release": .schedule(.atStart)]
    ).computed()
    #expect(near(result.flow("funding.joint.release"), Array(repeating: 100, count: 8)))
    #expect(result.row("accounts.jointAccount.cash").allSatisfy { abs($0) < 1e-9 })
  }

  @Test func `changes no balance, only when money is at hand`() throws {
    let (free, held) = (
      try base.computed(),
      try base.block(
        "funding.joint", "account.joint", ["of": ["owners"], "release": .schedule(.atHandover)]
      ).computed()
    )
    for id in ["totalUses", "totalSources", "fundingGap", "residentPayments", "lifeBalance"] {
      #expect(near(free.indicator(id), held.indicator(id)), "\(id)")
    }
    #expect(near(free.indicator("lowestCash"), 0))
    #expect(near(held.indicator("lowestCash"), -400))
  }

  @Test func `a condition holds the release, not the payments in`() throws {
    func joint(_ holds: Given) throws -> Computed {
      try base.block("gates.signed", "gate.eligibility", ["holds": holds, "effect": "switch"])
        .block(
          "funding.joint", "account.joint", ["of": ["owners"], "release": halves, "requires": ["signed"]]
        ).computed()
    }
    let shut = try joint(false)
    #expect(near(shut.flow("funding.joint.held"), [800, 0, 0, 0, 0, 0, 0, 0]))
    #expect(shut.sum("funding.joint.release") == 0)
    #expect(near(shut("accounts.jointAccount.closingCash"), 800))
    #expect(near(shut.row("accounts.project.cash").last!, -800))
    #expect(near(try joint(true)("accounts.jointAccount.closingCash"), 0))
  }

  @Test func `money of another account is a fault`() {
    let other = base.grant("company", 5, ["account": "projectCompany"])
      .block("funding.joint", "account.joint", ["of": ["company"]])
    #expect(other.faults == ["funding.joint.of"])
  }
}
