package import FundFormula

/// A grant per lift, building or other unit with a maximum (按台、按栋补助，限上限).
/// Source: Beijing Chaoyang, at most 800,000 yuan a lift.
package enum SubsidyPerUnit: Mechanism {
  package static let kind = "subsidy.perUnit"
  package static let section = Section.funding
  package static let label = Bilingual(en: "grant per unit with a maximum", zh: "按工程量补助（限上限）")
  package static let summary = Bilingual(
    en: "quantity × min(share × unit cost, maximum)",
    zh: "工程数量 × min(补助比例 × 单位造价, 补助上限)")

  static let quantity = Field<String>.quantity("quantity", en: "the quantity it is counted by", zh: "工程数量")
  static let share = Field<Scalar>.number(
    "share", .fraction, 0...1, default: 1, en: "share of a unit's cost", zh: "补助比例")
  static let unitCost = Field<Scalar?>.optional(
    "unitCost", .yuanPerQuantity, en: "cost of one unit; the maximum where left out", zh: "单位造价")
  static let maximum = Field<Scalar>.required(
    "maximum", .yuanPerQuantity, en: "most for one unit", zh: "单位补助上限")
  package static let fields = FieldList(quantity, share, unitCost, maximum) + ContributionFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [
      ContributionFields.flow(
        project.quantity(block[quantity]) * perUnit(block), of: block, isAtLeast: block.isAtLeast(maximum),
        in: project)
    ]
  }

  private static func perUnit(_ block: Block) -> Scalar {
    block[unitCost].map { smaller($0 * block[share], block[maximum]) } ?? block[maximum]
  }
}
