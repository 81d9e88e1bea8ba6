import FundFormula
import FundModel
import Testing

/// What holds for every scenario, whatever it says: on random ones that use every mechanism.
struct ModelLawTests {
  static let steps: [(TimeStep, TimeStep)] = [
    (.month, .month), (.quarter, .quarter), (.halfYear, .halfYear), (.year, .year), (.quarter, .year),
    (.month, .quarter),
  ]

  func draw(_ seed: Int, scale: Double = 1, reversed: Bool = false) throws -> Computed {
    let (step, later) = Self.steps[seed % Self.steps.count]
    return try RandomScenario(seed: seed, step: step, operationStep: later, scale: scale, reversed: reversed)
      .builder
      .computed()
  }

  @Test func `random scenarios use every mechanism and are without fault`() {
    let builder = RandomScenario(seed: 1, step: .quarter).builder
    #expect(Set(builder.blocks.map(\.kind)) == Set(Mechanisms.all.map { $0.kind }))
    for seed in 1...60 {
      let (step, later) = Self.steps[seed % Self.steps.count]
      #expect(RandomScenario(seed: seed, step: step, operationStep: later).builder.faults == [])
    }
  }

  @Test(arguments: 1...60) func `no amount is missing`(seed: Int) throws {
    let result = try draw(seed)
    // Of a project that a condition stops the figures as planned are here, its results have a reason.
    for (node, name) in result.model.graph.named
    where name.unit == .yuan && !name.key.hasPrefix("results.") && name.key != Verdict.shortKey {
      #expect(!result.evaluation[node].contains { !$0.isFinite }, "\(name.key)")
    }
  }

  @Test(arguments: 1...60) func `every yuan has a payer and a payee`(seed: Int) throws {
    let result = try draw(seed)
    let largest = result.evaluation.largestAmount(in: result.model.graph)
    func equal(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-9 * largest }
    let cash = result.row("accounts.project.cash")
    let opening = result.model.graph.input("finance.openingCash").map { result.model.graph.inputs[$0].value }
    var (running, sums) = (opening!, [String: Double]())
    for period in cash.indices {
      for flow in result.model.flows where flow.isCash {
        let amount = result.flow(flow.id)[period]
        sums[flow.from, default: 0] -= amount
        sums[flow.to, default: 0] += amount
        if flow.from == Party.project { running -= amount }
        if flow.to == Party.project { running += amount }
      }
      #expect(equal(cash[period], running))
    }
    #expect(equal(sums.values.reduce(0, +), 0))
    // What the parties pay less what they receive is what the project's cash has gained.
    let gained = result.model.parties.map { result.value($0.paid) - result.value($0.received) }.reduce(0, +)
    #expect(equal(gained, result.row("rows.cashChange").reduce(0, +)))
    #expect(
      result.model.flows.allSatisfy { flow in
        result.model.content.party(flow.from) != nil && result.model.content.party(flow.to) != nil
          && flow.from != flow.to
      })
  }

  @Test(arguments: 1...60) func `views add up`(seed: Int) throws {
    let result = try draw(seed)
    let largest = result.evaluation.largestAmount(in: result.model.graph)
    func equal(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-9 * largest }
    let balance = result.model.balance
    let uses = balance.uses.map { result.value($0.amount) }.reduce(0, +)
    let sources = (balance.sources + balance.topUps).map { result.value($0.amount) }.reduce(0, +)
    #expect(equal(uses - sources, result.indicator("fundingGap")))
    #expect(equal(uses, result.indicator("totalUses")))
    #expect(
      result.indicator("fundingGap") >= -1e-9 * largest || result("funding.rest.total") <= 1e-9 * largest)
    // Bills × households that return are their payments by home type.
    for bill in result.model.households {
      let path = "project.homeTypes.\(bill.homeType.id)"
      let all = result.model.graph.input("\(path).count").map { result.model.graph.inputs[$0].value }
      let count = result.outcome("\(path).return")?.value ?? all
      let flows = result.model.flows.filter { flow in
        flow.homeType == bill.homeType.id && flow.exit == .return && flow.to == Party.project
          && result.model.content.party(flow.from)?.group == .residents
      }
      #expect(equal(result.value(bill.payment) * count!, flows.map { result.sum($0.id) }.reduce(0, +)))
    }
    // All debt is repaid, so that the balance over life is what cash has gained.
    #expect(equal(result.indicator("lifeBalance"), result.row("rows.cashChange").reduce(0, +)))
    for debt in ["bond", "loan", "bridge", "company"] {
      #expect(abs(result.flow("debt.\(debt).balance").last!) <= 1e-9 * largest)
    }
    // The other accounts: what they receive less what they pay is their cash at the end.
    #expect(
      result.model.accounts.map(\.party.id)
        == ["propertyManager", "projectCompany", "upkeepFund", "jointAccount"].sorted { a, b in
          let order = Party.standard.map(\.id)
          return order.firstIndex(of: a)! < order.firstIndex(of: b)!
        })
    for account in result.model.accounts {
      #expect(
        equal(
          result.value(account.received) - result.value(account.paid), result.value(account.closingCash)))
    }
    // No more leaves the joint account than has come in.
    #expect(result.row("accounts.jointAccount.cash").allSatisfy { $0 >= -1e-9 * largest })
    for cell in result.model.allocation.cells { #expect(result.value(cell.amount) >= -1e-9 * largest) }
  }

  @Test(arguments: 1...60) func `k times the money is k times every amount and the same ratio`(seed: Int)
    throws
  {
    let (one, other) = (try draw(seed), try draw(seed, scale: 3))
    let largest = one.evaluation.largestAmount(in: one.model.graph)
    for (node, name) in one.model.graph.named {
      guard let twin = other.model.graph.node(name.key) else {
        Issue.record("\(name.key) is missing")
        continue
      }
      for (left, right) in zip(one.evaluation[node], other.evaluation[twin]) {
        switch (name.unit.isAmount, left.isFinite) {
        case (true, true): #expect(abs(3 * left - right) <= 3e-9 * largest, "\(name.key)")
        case (false, true): #expect(near(left, right, 1e-8), "\(name.key)")
        case (_, false): #expect(Outcome(left) == Outcome(right), "\(name.key)")
        }
      }
    }
  }

  @Test(arguments: 1...60) func `the order of blocks changes nothing`(seed: Int) throws {
    let (one, other) = (try draw(seed), try draw(seed, reversed: true))
    let largest = one.evaluation.largestAmount(in: one.model.graph)
    #expect(Set(one.model.graph.named.map(\.name.key)) == Set(other.model.graph.named.map(\.name.key)))
    for (node, name) in one.model.graph.named {
      guard let twin = other.model.graph.node(name.key) else { continue }
      for (left, right) in zip(one.evaluation[node], other.evaluation[twin]) {
        let isEqual =
          left.isFinite
          ? abs(left - right) <= 1e-9 * max(1, name.unit.isAmount ? largest : abs(left))
          : Outcome(left) == Outcome(right)
        #expect(isEqual, "\(name.key): \(left) \(right)")
      }
    }
  }

  /// Dates on whole years: by months or by years, the same money moves in the same years, but for interest.
  @Test(arguments: 1...40) func `the same dates on months, quarters and years give the same totals`(seed: Int)
    throws
  {
    let years = try RandomScenario(seed: seed, step: .year).builder.computed()
    let largest = years.evaluation.largestAmount(in: years.model.graph)
    for step in [TimeStep.month, .quarter, .halfYear] {
      let fine = try RandomScenario(seed: seed, step: step).builder.computed()
      // What hangs on interest: the top-up, and what the company is taxed for and hands out.
      let hangsOnInterest: [FlowClass] = [.topUp, .incomeTax, .dividend]
      for flow in years.model.flows
      where !flow.id.hasPrefix("debt.") && !hangsOnInterest.contains(flow.flowClass) {
        let (whole, parts) = (years.flow(flow.id), fine.flow(flow.id))
        for (year, amount) in zip(years.years, whole) {
          let sum = zip(fine.years, parts).filter { $0.0 == year }.map(\.1).reduce(0, +)
          #expect(abs(sum - amount) <= 1e-9 * largest, "\(flow.id) in \(year)")
        }
      }
      for key in [
        "debt.bond.drawn", "debt.bond.principal", "debt.loan.drawn", "debt.bond.interest",
        "debt.bond.accrued",
      ] {
        #expect(near(years.sum(key), fine.sum(key)), "\(key)")
      }
      for id in ["constructionInvestment", "residentPayments", "burdenPerHousehold", "governmentGross"] {
        // Nothing a household where there is none.
        let isEqual =
          near(years.indicator(id), fine.indicator(id))
          || years.reason(id) != nil && years.reason(id) == fine.reason(id)
        #expect(isEqual, "\(id)")
      }
    }
  }
}
