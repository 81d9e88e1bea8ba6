package import FundFormula

/// A grant that matches what owners pay (按业主出资配比补助): min(rate × owners' payments, maximum). Source: Panyu.
package enum SubsidyMatching: Mechanism {
  package static let kind = "subsidy.matching"
  package static let section = Section.funding
  package static let label = Bilingual(en: "matching grant", zh: "配比补助")
  package static let summary = Bilingual(
    en: "min(rate × what owners pay, maximum)",
    zh: "min(配比 × 业主出资, 上限)")

  static let rate = Field<Scalar>.required(
    "rate", .fraction, 0...10, en: "paid for each yuan of owners", zh: "配比")
  static let match = Field<[String]>.funding("match", en: "the owners' payments it matches", zh: "配比的业主出资")
  static let maximum = Field<Scalar?>.optional("maximum", .yuan, en: "most in all", zh: "补助上限")
  package static let fields = FieldList(rate, match, maximum) + ContributionFields.list

  package static func follows(_ block: Block) -> Bool { true }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [ContributionFields.flow(entitlement(block, project), of: block, isAtLeast: false, in: project)]
  }

  private static func entitlement(_ block: Block, _ project: ProjectGraph) -> Scalar {
    let amount = project.total(ofFunding: block[match]) * block[rate]
    return block[maximum].map { smaller(amount, $0) } ?? amount
  }
}
