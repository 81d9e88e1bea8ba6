package import FundFormula

/// A share of other costs: fees, supervision, agent builder, contingency (按比例计取的费用).
package enum CostShareOf: Mechanism {
  package static let kind = "cost.shareOf"
  package static let section = Section.costs
  package static let label = Bilingual(en: "share of other costs", zh: "按比例计取的费用")
  package static let summary = Bilingual(
    en: "share × named costs",
    zh: "费率 × 计费基数")

  static let share = Field<Scalar>.required("share", .fraction, 0...1, en: "share of the base", zh: "费率")
  static let base = Field<[String]>.costs(
    "base", default: [.worksBasic, .worksImproving, .worksUpgrading, .worksRebuild],
    en: "the costs it is a share of",
    zh: "计费基数")
  static let flowClass = CostFields.flowClass(.otherCost)
  package static let fields = FieldList(share, base, flowClass, CostFields.schedule, CostFields.payee)

  package static func costClass(of block: Block) -> FlowClass? { FlowClass(rawValue: block[flowClass]) }

  package static func follows(_ block: Block) -> Bool { true }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    CostFields.flow(
      project.total(ofCosts: block[base], for: block) * block[share], of: block, class: flowClass,
      in: project)
  }
}
