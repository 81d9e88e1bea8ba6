import FundFormula
import FundModel

/// What references in a record may point to.
struct RecordContext {
  let parties: [Party]
  let costIDs: [String]
  let fundingIDs: [String]
  let operationIDs: [String]
  let gateIDs: [String]
  let milestones: [String]
  let asOf: YearMonth?
  private let facts: [String: [String]]

  static let ownMilestones = ["start", "handover", "salesEnd", "end"]

  init(_ tree: SourceNode, parties: [Party], asOf: YearMonth?) {
    self.parties = parties
    costIDs = tree["costs"]?.keys ?? []
    fundingIDs = tree["funding"]?.keys ?? []
    operationIDs = tree["operations"]?.keys ?? []
    gateIDs = tree["gates"]?.keys ?? []
    milestones = Self.ownMilestones + (tree["timeline"]?["milestones"]?.keys ?? [])
    facts = ["areas", "quantities"].reduce(into: [:]) { $0[$1] = tree["project"]?[$1]?.keys ?? [] }
    self.asOf = asOf ?? tree["timeline"]?["start"]?.text.flatMap(YearMonth.init)
  }

  /// Names under a field of `project`.
  func names(_ field: String) -> [String] { facts[field] ?? [] }
}
