package import FundFormula

/// A grant of a fixed amount for every household that takes part (按户补助).
/// Source: Changsha, 6,000 yuan a household from the city and at least as much from the district.
package enum SubsidyPerHousehold: Mechanism {
  package static let kind = "subsidy.perHousehold"
  package static let section = Section.funding
  package static let label = Bilingual(en: "grant per household", zh: "按户补助")
  package static let summary = Bilingual(
    en: "households × amount",
    zh: "户数 × 每户补助额")

  static let amount = Field<Scalar>.required(
    "amount", .yuanPerHousehold, en: "paid for each household", zh: "每户补助额")
  package static let fields = FieldList(amount) + ContributionFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [
      ContributionFields.flow(
        project.households * block[amount], of: block, isAtLeast: block.isAtLeast(amount), in: project)
    ]
  }
}
