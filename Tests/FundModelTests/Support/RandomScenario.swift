import FundModel

/// A scenario drawn at random that uses every mechanism: dates on whole years, so that every step can hold it.
struct RandomScenario {
  private var random: SeededGenerator
  private(set) var builder: ScenarioBuilder
  /// Multiplies every amount of money.
  private let scale: Double

  init(seed: Int, step: TimeStep, operationStep: TimeStep? = nil, scale: Double = 1, reversed: Bool = false) {
    random = SeededGenerator(seed: UInt64(seed))
    self.scale = scale
    let building = 12 * random.whole(1...4)
    let selling = 12 * random.whole(0...3)
    builder = ScenarioBuilder(
      start: "\(random.whole(2024...2027))-01", building: building, selling: selling, operating: 25,
      step: step,
      operationStep: operationStep,
      finance: [
        "discountRate": .number(random.number(0.02...0.1)),
        "openingCash": .number(scale * random.number(0...1e6)),
      ],
      project: [
        "siteArea": 20_000, "floorAreaRatioBefore": 1.4, "communities": 3,
        "floorAreaRatioAfter": .number(random.number(1.2...2.2)),
        "quantities": .numbers(["lifts": 8]), "areas": .numbers(["roof": 900]),
      ])
    for index in 0..<random.whole(1...3) {
      let title = random.number(35...90)
      let count = random.chance(0.1) ? 0 : Double(random.whole(1...300))
      let leave: Values =
        index == 0 || random.chance(0.3)
        ? ["swapShare": .number(random.number(0...0.3)), "cashShare": .number(random.number(0...0.5))] : [:]
      builder = builder.homes("t\(index)", count, title, new: title + random.number(-5...30), leave)
    }
    gates()
    costs()
    funding()
    debt()
    operations()
    company()
    owners()
    taxes()
    if reversed { builder.blocks.reverse() }
  }

  private mutating func money(_ range: ClosedRange<Double>) -> Given { .number(scale * random.number(range)) }

  private mutating func schedule() -> Given {
    let draw = random.whole(0...5)
    switch draw {
    case 0: return .schedule(.atStart)
    case 1: return .schedule(.atHandover)
    case 2: return .schedule(.throughConstruction)
    case 3:
      return .schedule(
        .span(from: .milestone("start", plus: 0), to: .milestone("handover", plus: 0), isSCurve: true))
    case 4:
      let share = random.number(0...1)
      return .schedule(
        .shares([
          .init(.milestone("start", plus: 0), share), .init(.milestone("handover", plus: 0), 1 - share),
        ]))
    default: return .schedule(.following(["worksBasic"]))
    }
  }

  private mutating func add(_ path: String, _ kind: String, _ values: Values, scheduled: Bool = true) {
    var values = values
    if scheduled, values["schedule"] == nil { values["schedule"] = schedule() }
    builder = builder.block(path, kind, values)
  }

  private mutating func costs() {
    builder = builder.cost("base", scale * random.number(1e6...1e8))
    add(
      "costs.perArea", "cost.perArea",
      ["unitCost": money(100...3000), "area": "old", "class": "worksImproving"])
    add(
      "costs.roof", "cost.perArea", ["unitCost": money(10...300), "area": "roof", "class": "worksUpgrading"])
    add("costs.perHome", "cost.perHousehold", ["amount": money(100...9000), "class": "worksRebuild"])
    add(
      "costs.lifts", "cost.perUnit",
      ["quantity": "lifts", "unitCost": money(1e5...9e5), "class": "worksImproving"])
    add("costs.fee", "cost.shareOf", ["share": .number(random.number(0...0.1))])
    add("costs.tear", "cost.demolition", ["unitCost": money(10...200), "salvage": money(0...10)])
    add(
      "costs.rent", "cost.transition",
      ["rate": money(10...80), "floor": money(0...4000), "prepaidMonths": 12, "thenEvery": 12],
      scheduled: false)
    add("costs.stock", "cost.lumpSum", ["amount": money(0...1e5), "class": "workingCapital"])
    add("costs.leave", "cost.cashExit", ["price": money(1e3...2e4), "amount": money(0...1e5)])
    add("costs.elsewhere", "cost.swapExit", ["cost": money(1e3...2e4), "price": money(0...9e3), "area": 60])
  }

  private mutating func funding() {
    add(
      "funding.city", "subsidy.perHousehold",
      ["amount": money(1000...9000), "payer": "city", "status": "committed", "requires": ["consent"]])
    add(
      "funding.area", "subsidy.perArea",
      ["standard": money(10...900), "payer": "province", "eligible": ["worksBasic", "worksImproving"]])
    add(
      "funding.lift", "subsidy.perUnit",
      [
        "quantity": "lifts", "unitCost": money(1e5...9e5), "maximum": money(1e5...6e5), "payer": "district",
        "eligible": ["lifts"], "requires": ["age"],
      ])
    add(
      "funding.pipes", "subsidy.lumpSum",
      [
        "amount": money(0...1e6), "payer": "utilities", "eligible": ["worksBasic", "worksRebuild"],
        "requires": ["paid"],
      ])
    add(
      "funding.share", "subsidy.shareOf",
      [
        "share": .number(random.number(0...0.3)), "base": ["worksImproving"], "payer": "centralGovernment",
        "excludes": ["pipes"],
      ])
    add(
      "funding.match", "subsidy.matching",
      ["rate": 0.2, "match": ["flat"], "payer": "district", "maximum": money(1e5...1e6)])
    add(
      "funding.factors", "subsidy.byFactors",
      [
        "amount": money(1e7...1e8), "difficulty": 1.1, "payer": "centralGovernment",
        "own": .numbers(["area": 3, "households": 4, "buildings": 5, "communities": 1]),
        "all": .numbers(["area": 90, "households": 110, "buildings": 200, "communities": 40]),
        "eligible": ["worksImproving", "worksUpgrading"], "requires": ["limited", "owners"],
      ])
    add(
      "funding.relief", "subsidy.hardship", ["amount": money(0...100), "share": 0.1, "requires": ["danger"]])
    add(
      "funding.stairs", "residents.lift",
      [
        "quantity": "lifts", "amount": money(1e5...4e5), "householdsPerFloor": 3,
        "coefficients": .numbers(["floor-3": 0.7, "floor-4": 0.8, "floor-5": 1.3]),
      ])
    add("funding.space", "inKind", ["value": money(0...1e7), "payer": "rightsHolder"])
    add("funding.held", "account.joint", ["of": ["band", "flat"], "requires": ["paid"]], scheduled: false)
    add(
      "funding.left", "sale.homes", ["area": "vacated", "price": money(5e3...2e4), "requires": ["special"]],
      scheduled: false)
    add(
      "funding.band", "residents.priceByBand",
      [
        "price": money(500...2000), "minimumArea": 50, "extraPrice": money(1e3...4e4), "extraCap": 20,
        "takeUp": 0.8,
      ])
    add("funding.new", "residents.perArea", ["price": money(10...200), "requires": ["rate"]])
    add("funding.flat", "residents.perHousehold", ["total": money(1e5...1e6)])
    add("funding.part", "residents.shareOf", ["share": 0.1, "base": ["worksRebuild"]])
    add("funding.parking", "residents.parking", ["count": 100, "price": money(1e4...2e5), "takeUp": 0.7])
    add("funding.fund", "residents.maintenanceFund", ["amount": money(0...90)])
    add(
      "funding.means", "residents.means", ["of": ["band"], "providentFund": money(0...5e4), "loanShare": 0.4])
    add(
      "funding.homes", "sale.homes",
      [
        "saleableShare": 0.8, "price": money(5e3...2e4), "sellingCost": 0.02,
        "premiumPerArea": money(0...900),
      ], scheduled: false)
    add("funding.rest", "topUp", ["payer": "stateCompany", "maximum": money(0...1e7)])
  }

  private mutating func debt() {
    add(
      "debt.bond", "bond",
      [
        "amount": money(1e6...5e7), "coupon": .number(random.number(0.01...0.04)),
        "term": .number(Double(random.whole(5...20))),
        "repayment": random.chance(0.5) ? "bullet" : "equalParts", "firstRepaymentYear": 3,
      ], scheduled: false)
    add(
      "debt.loan", "loan",
      [
        "amount": money(1e6...5e7), "rate": .number(random.number(0...0.07)),
        "years": .number(Double(random.whole(1...15))),
        "repayment": Given(word: ["equalPrincipal", "equalInstalment", "bullet"][random.whole(0...2)]),
        "interestInGrace": random.chance(0.5) ? "paid" : "capitalised",
      ])
    add(
      "debt.bridge", "loan",
      [
        "amount": money(1e6...5e7), "rate": 0.05, "years": 0, "repayment": "bullet", "bridge": true,
        "schedule": .schedule(.atStart), "requires": ["paid"],
      ])
  }

  private mutating func operations() {
    add(
      "operations.rent", "operation.income",
      [
        "quantity": 100, "price": money(1e3...5e4), "occupancy": .path(["2020-01": 0.5, "2030-07": 0.9]),
        "growth": 0.02,
      ],
      scheduled: false)
    add("operations.staff", "operation.cost", ["amount": money(1e4...5e5), "growth": 0.03], scheduled: false)
    add("operations.agent", "operation.cost", ["shareOfIncome": 0.1], scheduled: false)
    add(
      "operations.panels", "operation.income",
      ["area": "roof", "units": "lifts", "price": money(0...100), "uplift": .path(["2031-01": 1.5])],
      scheduled: false)
    add(
      "operations.least", "operation.guarantee",
      ["amount": money(1e5...4e6), "of": ["rent", "panels"], "years": 6], scheduled: false)
    add(
      "operations.reward", "operation.reward",
      [
        "amount": money(0...1e6), "score": .path(["2030-01": 0.5, "2034-01": 0.9]), "threshold": 0.6,
        "requires": ["limited"],
      ], scheduled: false)
    add(
      "operations.lifts", "operation.renewal",
      [
        "quantity": "lifts", "unitCost": money(1e4...1e5), "every": 8, "growth": 0.02,
      ], scheduled: false)
    add(
      "operations.upkeep", "operation.share",
      ["share": 0.2, "payee": "upkeepFund", "basis": random.chance(0.5) ? "net" : "gross"], scheduled: false)
  }

  /// A project company with cash, debt, tax and investors of its own.
  private mutating func company() {
    func own(_ values: Values) -> Values {
      values.merging(["account": "projectCompany"]) { $1 }
    }
    add(
      "costs.shell", "cost.lumpSum",
      own([
        "amount": money(1e5...1e7), "class": "worksUpgrading", "schedule": .schedule(.throughConstruction),
      ]))
    add(
      "funding.shares", "subsidy.lumpSum",
      own([
        "amount": money(1e5...1e7), "payer": "privatePartner", "class": "equity",
        "schedule": .schedule(.following(["worksUpgrading"])),
      ]))
    add(
      "debt.company", "loan",
      own([
        "amount": money(1e5...1e7), "rate": 0.04, "years": 8, "schedule": .schedule(.atStart),
        "requires": random.chance(0.5) ? ["paid"] : [],
      ]))
    add(
      "operations.space", "operation.concession",
      own([
        "area": 800, "fitOut": money(0...2000), "rent": money(10...100), "years": 20,
        "occupancy": .path(["2020-01": 0.6, "2031-01": 0.9]), "runningShare": 0.2, "grantorShare": 0.1,
        "growth": 0.02, "spaceValue": money(0...1e7), "requires": ["rate"],
      ]))
    add(
      "operations.payment", "operation.publicPayment",
      own([
        "mode": random.chance(0.5) ? "viabilityGap" : "availability", "amount": money(1e5...2e6),
        "linkedShare": 0.3, "score": .path(["2020-01": 0.8]),
      ]), scheduled: false)
    add(
      "operations.dividend", "operation.dividend",
      own(["share": 0.6, "reserve": money(0...1e6)]), scheduled: false)
    add(
      "operations.end", "operation.handBack", own(["repairs": money(0...1e6), "value": money(0...1e7)]),
      scheduled: false)
  }

  /// The owners' own account: fees and deposits.
  private mutating func owners() {
    add(
      "operations.fee", "operation.propertyFee",
      ["fee": money(1...5), "collection": .path(["2020-01": 0.6]), "account": "propertyManager"],
      scheduled: false)
    add(
      "operations.deposit", "operation.upkeepDeposit",
      [
        "first": money(0...100), "amount": money(0...2), "account": "upkeepFund", "requires": ["paid"],
      ], scheduled: false)
  }

  private mutating func taxes() {
    add("taxes.turnover", "tax.turnover", ["rate": 0.06], scheduled: false)
    add(
      "taxes.company", "tax.income",
      [
        "account": "projectCompany", "depreciates": ["worksUpgrading"],
        "years": .number(Double(random.whole(5...20))),
      ], scheduled: false)
    add("taxes.project", "tax.income", ["rate": .number(random.number(0...0.3))], scheduled: false)
  }

  /// Conditions, met or not, with every effect. Delays are of whole years, so that every step can hold them.
  private mutating func gates() {
    add(
      "gates.consent", "gate.consent",
      [
        "by": "both", "agreedShare": .number(random.number(0.7...1)),
        "agreedAreaShare": .number(random.number(0.7...1)), "effect": "switch",
      ], scheduled: false)
    add(
      "gates.special", "gate.consent",
      [
        "rule": "special", "asked": 355, "takingPart": .number(Double(random.whole(200...355))),
        "agreed": .number(Double(random.whole(150...200))), "effect": random.chance(0.5) ? "stop" : "switch",
      ], scheduled: false)
    add(
      "gates.paid", "gate.share",
      [
        "value": .number(random.number(0.5...1)), "threshold": 0.8, "effect": "delay",
        "delayMonths": .number(Double(12 * random.whole(0...3))),
      ], scheduled: false)
    add(
      "gates.age", "gate.number",
      ["value": .number(Double(random.whole(10...40))), "limit": 20, "effect": "switch"], scheduled: false)
    add(
      "gates.danger", "gate.eligibility",
      ["holds": random.chance(0.5) ? true : false, "effect": "switch"], scheduled: false)
    add(
      "gates.owners", "gate.contribution",
      [
        "of": ["flat", "factors"], "base": ["worksBasic"], "threshold": .number(random.number(0...0.1)),
        "effect": "switch",
      ], scheduled: false)
    add(
      "gates.limited", "gate.indicator",
      [
        "indicator": "constructionInvestment", "limit": money(1e7...2e8), "direction": "atMost",
        "effect": "switch",
      ], scheduled: false)
    add("gates.rate", "gate.passRate", ["share": .number(random.number(0...1))], scheduled: false)
  }
}

extension Given {
  /// A word chosen from a list.
  init(word: String) { self.init(.word(word)) }
}
