package import FundFormula
package import FundModel

/// A figure of a programme: what of each community may be added up is, and a ratio of such amounts is that of the sums.
package struct ProgrammeFigure: Sendable {
  package enum Kind: Sendable {
    /// An amount or a count: the programme's is the sum.
    case sum
    /// A ratio of two that add up: the programme's is the one sum over the other.
    case ratio
    /// Anything else: only how it is spread over the communities.
    case other
  }

  /// An indicator's id, or the key of an amount.
  package let id: String
  package let label: Bilingual
  package let unit: ValueUnit
  package private(set) var kind: Kind
  /// Whether it is a present value, which adds up only at one date and rate.
  let isPresentValue: Bool
  /// Who pays it, where it is all that a party pays.
  package let payer: Party?
  let key: String

  init(_ result: SweepResult, in model: Model) {
    guard let node = model.graph.node(result.key) else { preconditionFailure("no \(result.key)") }
    id = result.id
    label = result.label
    unit = result.unit
    key = result.key
    isPresentValue = model.isPresentValue(node)
    payer = model.parties.first { model.node($0.paid) == node }?.party
    kind = model.addsUp(node) ? .sum : model.parts(ofRatio: node) == nil ? .other : .ratio
  }

  /// The same where communities have dates and rates of their own.
  var apart: ProgrammeFigure {
    var figure = self
    if isPresentValue { figure.kind = .other }
    return figure
  }

  /// What a city asks first, of what the scenario has: money in and out, the gap, households, who pays, and shares.
  static func usual(in model: Model) -> [String] {
    let amounts: [any Indicator.Type] =
      (model.hasTopUp ? [FundingGapBeforeTopUp.self] : []) + [
        FundingGap.self, TotalUses.self, TotalSources.self, GovernmentGross.self, ResidentPayments.self,
      ]
    let shares: [any Indicator.Type] = [GovernmentShare.self, ResidentShare.self, BurdenPerHousehold.self]
    func present(_ indicators: [any Indicator.Type]) -> [String] {
      indicators.map { $0.id }.filter { id in model.indicators.contains { $0.id == id } }
    }
    let payers = model.parties.filter { burden in
      model.flows.contains { $0.isCash && $0.from == burden.party.id }
    }
    return present(amounts) + payers.compactMap { $0.paid.formula.name?.key } + present(shares)
  }
}
