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
        "siteArea": 20_000, "floorAreaRatioBefore": 1.4,
        "floorAreaRatioAfter": .number(random.number(1.2...2.2)),
        "quantities": .numbers(["lifts": 8]), "areas": .numbers(["roof": 900]),
      ])
    for index in 0..<random.whole(1...3) {
      let title = random.number(35...90)
      let count = random.chance(0.1) ? 0 : Double(random.whole(1...300))
      builder = builder.homes("t\(index)", count, title, new: title + random.number(-5...30))
    }
    costs()
    funding()
    debt()
    operations()
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
  }

  private mutating func funding() {
    add(
      "funding.city", "subsidy.perHousehold",
      ["amount": money(1000...9000), "payer": "city", "status": "committed"])
    add(
      "funding.area", "subsidy.perArea",
      ["standard": money(10...900), "payer": "province", "eligible": ["worksBasic", "worksImproving"]])
    add(
      "funding.lift", "subsidy.perUnit",
      [
        "quantity": "lifts", "unitCost": money(1e5...9e5), "maximum": money(1e5...6e5), "payer": "district",
        "eligible": ["lifts"],
      ])
    add(
      "funding.pipes", "subsidy.lumpSum",
      ["amount": money(0...1e6), "payer": "utilities", "eligible": ["worksBasic", "worksRebuild"]])
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
      "funding.band", "residents.priceByBand",
      [
        "price": money(500...2000), "minimumArea": 50, "extraPrice": money(1e3...4e4), "extraCap": 20,
        "takeUp": 0.8,
      ])
    add("funding.new", "residents.perArea", ["price": money(10...200)])
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
        "schedule": .schedule(.atStart),
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
  }
}

extension Given {
  /// A word chosen from a list.
  init(word: String) { self.init(.word(word)) }
}
