package import FundFormula

/// A grant per m² up to a standard (按面积补助): what lies above the standard stays with others.
/// Source: Beijing, 5,786 yuan a m² against a cost of about 8,400.
package enum SubsidyPerArea: Mechanism {
  package static let kind = "subsidy.perArea"
  package static let section = Section.funding
  package static let label = Bilingual(en: "grant per m² up to a standard", zh: "按面积补助（限标准）")
  package static let summary = Bilingual(
    en: "area × standard, at most the eligible costs",
    zh: "面积 × 补助标准，不超过可用费用")

  static let standard = Field<Scalar>.required(
    "standard", .yuanPerArea, en: "standard per m²", zh: "每平方米补助标准")
  static let area = Field<String>.area("area", default: "old", en: "the area it is counted by", zh: "补助面积")
  package static let fields = FieldList(standard, area) + ContributionFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [
      ContributionFields.flow(
        project.area(block[area]) * block[standard], of: block, isAtLeast: block.isAtLeast(standard),
        in: project)
    ]
  }
}
