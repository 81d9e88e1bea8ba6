package import FundFormula

/// Money in one sum: a grant, pooled departmental money, what utilities, an owning unit or an operator put in.
package enum SubsidyLumpSum: Mechanism {
  package static let kind = "subsidy.lumpSum"
  package static let section = Section.funding
  package static let label = Bilingual(en: "contribution in one sum", zh: "总额出资（补助）")
  package static let summary = Bilingual(
    en: "amount",
    zh: "总额")

  static let amount = Field<Scalar>.required("amount", .yuan, en: "amount", zh: "金额")
  package static let fields = FieldList(amount) + ContributionFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [ContributionFields.flow(block[amount], of: block, isAtLeast: block.isAtLeast(amount), in: project)]
  }
}
