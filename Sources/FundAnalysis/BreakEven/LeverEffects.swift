internal import FundFormula
internal import FundModel

/// What a lever does beside closing the gap: who pays more, what a household pays, what it breaks.
struct LeverEffects {
  let payer: (party: Party, amount: Double)?
  let perHousehold: Double?
  let broken: [Bilingual]

  init(_ system: SolveSystem, _ unknown: MovableNumber, at needed: Double) {
    let model = system.source.model
    let parties = model.parties.compactMap { burden in
      model.node(burden.paid).flatMap { paid in
        model.node(burden.received).map { (party: burden.party, paid: paid, received: $0) }
      }
    }
    let household = model.graph.node(BurdenPerHousehold.key)
    let conditions = Self.conditions(of: model)
    let limits = Self.physical.compactMap { (label, used, allowed) -> (Bilingual, Int, Int)? in
      guard let used = model.graph.node(used), let allowed = model.graph.node(allowed) else { return nil }
      return (label, used, allowed)
    }
    var outputs = parties.flatMap { [$0.paid, $0.received] }
    let conditionsAt = outputs.count
    outputs += conditions.map(\.node)
    let limitsAt = outputs.count
    outputs += limits.flatMap { [$0.1, $0.2] }
    let householdAt = outputs.count
    outputs += household.map { [$0] } ?? []
    let values = LaneFunction(system, of: [unknown], outputs: outputs).values([[unknown.base, needed]])
    func rise(_ place: Int) -> Double? {
      let difference = values[place][1] - values[place][0]
      return difference.isFinite ? difference : nil
    }
    let borne = parties.enumerated().compactMap { place, party -> (party: Party, amount: Double)? in
      guard let paid = rise(2 * place), let received = rise(2 * place + 1) else { return nil }
      return (party.party, paid - received)
    }
    // Who lends is paid back: it bears nothing.
    payer = borne.filter { $0.amount > Tolerance.amount && $0.party.group != .lender }.max {
      $0.amount < $1.amount
    }
    perHousehold = household.flatMap { _ in rise(householdAt) }
    let failed = conditions.enumerated().filter { place, _ in
      let row = values[conditionsAt + place]
      return row[0] == 1 && row[1] != 1
    }.map(\.element.label)
    let exceeded = limits.enumerated().filter { place, _ in
      let (used, allowed) = (values[limitsAt + 2 * place], values[limitsAt + 2 * place + 1])
      let room = 1e-6 * max(1, abs(allowed[1]))
      return used[0] <= allowed[0] + room && used[1] > allowed[1] + room
    }.map(\.element.0)
    broken = failed + exceeded
  }

  private static func conditions(of model: Model) -> [(label: Bilingual, node: Int)] {
    model.gates.compactMap { gate in model.node(gate.isMet).map { (gate.label, $0) } }
      + model.coverageLimits.compactMap { limit in model.node(limit.isMet).map { (limit.indicator.label, $0) }
      }
  }

  private static let physical: [(Bilingual, String, String)] = [
    (
      Bilingual(en: "floor area the site allows", zh: "用地容积率上限"), PhysicalLimits.addedAreaKey,
      PhysicalLimits.allowedAreaKey
    ),
    (
      Bilingual(en: "parking spaces built", zh: "建成车位数"), PhysicalLimits.parkingSoldKey,
      PhysicalLimits.parkingBuiltKey
    ),
  ]
}
