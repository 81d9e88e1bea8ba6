package import FundFormula

/// A share of named costs (按费用比例补助), where asked up to a maximum.
package enum SubsidyShareOf: Mechanism {
  package static let kind = "subsidy.shareOf"
  package static let section = Section.funding
  package static let label = Bilingual(en: "grant as a share of costs", zh: "按费用比例补助")
  package static let summary = Bilingual(
    en: "min(share × named costs, maximum)",
    zh: "min(补助比例 × 费用, 上限)")

  static let share = Field<Scalar>.required("share", .fraction, 0...1, en: "share of the costs", zh: "补助比例")
  static let base = Field<[String]>.costs("base", en: "the costs it is a share of", zh: "补助基数")
  static let maximum = Field<Scalar?>.optional("maximum", .yuan, en: "most in all", zh: "补助上限")
  package static let fields = FieldList(share, base, maximum) + ContributionFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [ContributionFields.flow(entitlement(block, project), of: block, isAtLeast: false, in: project)]
  }

  private static func entitlement(_ block: Block, _ project: ProjectGraph) -> Scalar {
    let amount = project.total(ofCosts: block[base], for: block) * block[share]
    return block[maximum].map { smaller(amount, $0) } ?? amount
  }
}
