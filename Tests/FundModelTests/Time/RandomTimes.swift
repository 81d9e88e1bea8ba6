import FundModel

/// A plan whose dates lie anywhere in the calendar, with everything that has dates of its own: what the law of steps is
/// about. Left out is what hangs on the cash of a period: joint accounts, top-ups, short-term loans, delays.
struct RandomTimes {
  private(set) var builder: ScenarioBuilder
  private var random: SeededGenerator
  private let building: Int
  private let start: YearMonth

  init(seed: Int, step: TimeStep, operationStep: TimeStep? = nil, firstPeriod: Int = 1) {
    var random = SeededGenerator(seed: UInt64(seed))
    start = YearMonth(year: 2024, month: random.whole(1...12))!
    building = random.whole(3...40)
    builder = ScenarioBuilder(
      start: start.description, building: building, selling: random.whole(0...18), operating: 16, step: step,
      operationStep: operationStep,
      finance: [
        "discountRate": .number(random.number(0.01...0.1)), "firstPeriod": .number(Double(firstPeriod)),
      ])
    self.random = random
    costs()
    debt()
    operations()
    contracts()
    taxes()
  }

  private func date(_ months: Int) -> Given {
    .moment(YearMonth(monthIndex: start.monthIndex + months)!.description)
  }

  private mutating func schedule() -> Schedule {
    let (a, b) = (random.whole(0...building - 1), random.whole(0...building - 1))
    let (first, last) = (
      Moment.milestone("start", plus: min(a, b)), Moment.milestone("start", plus: max(a, b))
    )
    switch random.whole(0...3) {
    case 0: return .throughConstruction
    case 1: return .span(from: first, to: .milestone("start", plus: max(a, b) + 1), isSCurve: true)
    case 2: return .at(first)
    default: return .shares([.init(first, 0.3), .init(last, 0.7)])
    }
  }

  private mutating func costs() {
    builder = builder.block(
      "costs.works", "cost.lumpSum",
      [
        "amount": .number(random.number(1e6...5e7)), "class": "worksBasic", "schedule": .schedule(schedule()),
      ]
    )
    .block("costs.fees", "cost.shareOf", ["share": 0.08, "schedule": .schedule(.following(["works"]))])
    .block(
      "funding.city", "subsidy.lumpSum",
      ["amount": .number(random.number(1e5...2e7)), "payer": "city", "schedule": .schedule(schedule())]
    )
    .block(
      "funding.homes", "sale.homes",
      ["homes": 10, "homeArea": 80, "price": .number(random.number(0...1e4))])
  }

  private mutating func debt() {
    builder = builder.block(
      "debt.bond", "bond",
      [
        "amount": .number(random.number(1e5...2e7)), "coupon": .number(random.number(0.01...0.05)),
        "term": .number(Double(random.whole(3...15))), "issue": date(random.whole(0...building - 1)),
        "repayment": random.chance(0.5) ? "bullet" : "equalParts", "firstRepaymentYear": 2,
        "couponFrequency": Given(word: ["byTerm", "yearly", "halfYearly"][random.whole(0...2)]),
      ])
    let follows = random.chance(0.5)
    builder = builder.block(
      "debt.loan", "loan",
      [
        "amount": .number(random.number(1e5...2e7)),
        "rate": random.chance(0.5)
          ? .number(random.number(0...0.08)) : .path(["2020-01": 0.05, "2029-05": 0.03]),
        "years": .number(Double(random.whole(1...12))),
        "repayment": Given(word: ["equalPrincipal", "equalInstalment", "bullet"][random.whole(0...2)]),
        "interestInGrace": random.chance(0.5) ? "paid" : "capitalised",
        "drawTiming": Given(word: ["begin", "middle", "end"][random.whole(0...2)]),
        "paymentFrequency": Given(
          word: ["monthly", "quarterly", "halfYearly", "yearly"][random.whole(0...3)]),
        "interestAccrual": follows || random.chance(0.5) ? "yearly" : "monthly",
        "firstRepayment": .milestone("handover", plus: random.whole(1...24)),
        "schedule": .schedule(follows ? .following(["works"]) : schedule()),
      ])
  }

  private mutating func operations() {
    let styles = ["operatingYear", "calendarYear", "smooth"]
    let (from, to) = (building + random.whole(0...20), building + random.whole(40...150))
    builder = builder.block(
      "operations.rent", "operation.income",
      [
        "quantity": 100, "price": .path(["2020-01": random.number(1e3...5e4), "2030-09": 3e4]),
        "occupancy": .path(["2020-01": 0.5, "2029-07": 0.9]), "growth": .number(random.number(-0.02...0.1)),
        "growthStyle": Given(word: styles[random.whole(0...2)]), "from": date(from), "to": date(to),
      ]
    )
    .block(
      "operations.fee", "operation.propertyFee",
      ["fee": 2, "area": "old", "collection": .path(["2020-01": 0.4, "2028-11": 0.8]), "growth": 0.03]
    )
    .block(
      "operations.staff", "operation.cost",
      [
        "amount": .number(random.number(1e4...5e5)), "growth": 0.03,
        "growthStyle": Given(word: styles[random.whole(0...2)]),
      ]
    )
    .block(
      "operations.agent", "operation.cost",
      [
        "shareOfIncome": 0.1, "from": date(building + random.whole(0...30)),
        "to": date(building + random.whole(31...120)),
      ]
    )
    .block("operations.turn", "operation.cost", ["shareOfIncome": 0.05])
    .block(
      "operations.lifts", "operation.renewal",
      [
        "unitCost": .number(random.number(0...1e5)), "every": .number(Double(random.whole(2...6))),
        "growth": 0.02,
      ]
    )
    builder.project = ["oldArea": .number(random.number(1000...9000))]
  }

  private mutating func contracts() {
    builder = builder.block(
      "operations.least", "operation.guarantee",
      [
        "amount": .number(random.number(1e5...4e6)), "of": ["rent", "fee"],
        "years": .number(Double(random.whole(1...9))),
      ]
    )
    .block(
      "operations.payment", "operation.publicPayment",
      [
        "mode": random.chance(0.5) ? "viabilityGap" : "availability",
        "amount": .number(random.number(1e5...2e6)),
        "linkedShare": 0.3, "score": .path(["2020-01": 0.8, "2030-05": 0.6]),
        "from": date(building + random.whole(0...30)),
      ]
    )
    .block(
      "operations.reward", "operation.reward",
      ["amount": 1e5, "score": .path(["2020-01": 0.5, "2031-03": 0.9]), "threshold": 0.6]
    )
    .block(
      "operations.space", "operation.concession",
      [
        "area": 800, "rent": .number(random.number(10...100)), "years": .number(Double(random.whole(1...14))),
        "occupancy": .path(["2020-01": 0.6, "2031-06": 0.9]), "growth": 0.02, "grantorShare": 0.1,
      ]
    )
    .block("operations.upkeep", "operation.share", ["share": 0.2, "payee": "upkeepFund", "basis": "net"])
    .block("operations.dividend", "operation.dividend", ["share": 0.5])
  }

  private mutating func taxes() {
    builder = builder.block("taxes.turnover", "tax.turnover", ["rate": 0.06])
      .block(
        "taxes.income", "tax.income",
        [
          "rate": .number(random.number(0...0.3)), "depreciates": random.chance(0.5) ? ["works"] : [],
          "years": .number(Double(random.whole(3...12))),
        ])
  }
}
