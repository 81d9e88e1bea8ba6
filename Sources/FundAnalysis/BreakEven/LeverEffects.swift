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
    let limits = model.physicalLimits.compactMap { limit in model.graph.node(limit.key).map { (limit, $0) } }
    var outputs = parties.flatMap { [$0.paid, $0.received] }
    let conditionsAt = outputs.count
    outputs += conditions.map(\.node)
    let limitsAt = outputs.count
    outputs += limits.map(\.1)
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
    let exceeded = limits.enumerated().filter { place, limit in
      let beyond = values[limitsAt + place]
      return beyond[0] <= limit.0.tolerance && beyond[1] > limit.0.tolerance
    }.map(\.element.0.label)
    broken = failed + exceeded
  }

  private static func conditions(of model: Model) -> [(label: Bilingual, node: Int)] {
    model.gates.compactMap { gate in model.node(gate.isMet).map { (gate.label, $0) } }
      + model.coverageLimits.compactMap { limit in model.node(limit.isMet).map { (limit.indicator.label, $0) }
      }
  }
}
