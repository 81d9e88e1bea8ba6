import FundScenario
import FundTestSupport

/// A plan drawn at random, with debt, sales, operation, tax, a top-up and conditions in some; as a file's text, so that it
/// goes through the loader as any other.
struct RandomPlan {
  let json: String
  /// What may be solved for.
  let unknowns: [String]

  init(seed: Int) {
    var random = Draw(seed: seed)
    let works = random.number(1e6...5e7)
    var funding = [
      "\"city\": {\"kind\": \"subsidy.lumpSum\", \"payer\": \"city\", \"amount\": \(random.number(0...1.1) * works)}",
      """
      "homes": {"kind": "sale.homes", "homes": \(random.whole(5...40)), "homeArea": 80,
       "price": \(random.number(0...1) * works / 800), "schedule": "handover"}
      """,
      """
      "parking": {"kind": "residents.parking", "count": \(random.whole(10...90)),
       "price": \(random.number(0...0.2) * works / 50), "takeUp": 1}
      """,
    ]
    if random.chance(0.25) {
      let ceiling = random.chance(0.5) ? ", \"maximum\": \(random.number(0...0.3) * works)" : ""
      funding.append("\"rest\": {\"kind\": \"topUp\", \"payer\": \"district\"\(ceiling)}")
    }
    var unknowns = [
      "funding.city.amount", "funding.homes.price", "funding.homes.homes", "funding.parking.count",
      "costs.works.amount", "scale:costs", "operations.rent.price", "operations.staff.amount",
    ]
    var debts = [String]()
    if random.chance(0.85) {
      debts.append(
        """
        "bond": {"kind": "bond", "amount": \(random.number(0...1) * works), "coupon": \(random.number(0.01...0.05)),
         "term": \(random.whole(5...10)), "issue": "start",
         "repayment": "\(random.chance(0.5) ? "bullet" : "equalParts")"}
        """)
      unknowns += ["debt.bond.amount", "debt.bond.coupon"]
    }
    if debts.isEmpty || random.chance(0.5) {
      debts.append(
        """
        "loan": {"kind": "loan", "amount": \(random.number(0...1) * works), "rate": \(random.number(0.01...0.07)),
         "years": \(random.whole(3...8))}
        """)
      unknowns += ["debt.loan.amount"]
    }
    let gate =
      random.chance(0.3)
      ? """
      , "gates": {"limited": {"kind": "gate.indicator", "indicator": "totalUses", "direction": "atMost",
       "limit": \(random.number(0.9...1.3) * works), "effect": "stop"}}
      """ : ""
    let tax =
      random.chance(0.5)
      ? ", \"taxes\": {\"income\": {\"kind\": \"tax.income\", \"rate\": 0.25}}" : ""
    self.unknowns = unknowns
    json = """
      {"fundsim": 1, "title": "random \(seed)",
       "timeline": {"start": "2025-01", "constructionMonths": \(12 * random.whole(1...3)),
        "salesMonths": \(12 * random.whole(0...2)), "operationYears": \(random.whole(12...16)),
        "constructionStep": "year", "operationStep": "year"},
       "project": {"households": 100, "parkingBuilt": \(random.whole(90...150))},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksRebuild", "amount": \(works)}},
       "funding": {\(funding.joined(separator: ", "))}, "debt": {\(debts.joined(separator: ", "))},
       "operations": {"rent": {"kind": "operation.income", "price": \(random.number(0...0.3) * works)},
        "staff": {"kind": "operation.cost", "amount": \(random.number(0...0.05) * works)}}\(tax)\(gate)}
      """
  }

  /// The plan with numbers set; nil where it is refused, as where more parking is sold than is built.
  func loaded(_ settings: [LoadRequest.Setting] = []) -> CheckedScenario? {
    let request = LoadRequest(.init(name: "random.json", bytes: Array(json.utf8)), settings: settings)
    if case .scenario(let scenario) = loadScenario(request) { return scenario }
    return nil
  }
}

/// Numbers from a seed.
private struct Draw {
  private var random: SplitMix

  init(seed: Int) { random = SplitMix(UInt64(seed)) }

  mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
  mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func chance(_ part: Double) -> Bool { number(0...1) < part }
}
