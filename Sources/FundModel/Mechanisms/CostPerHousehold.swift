package import FundFormula

/// A cost of so much per household (按户计费用).
package enum CostPerHousehold: Mechanism {
  package static let kind = "cost.perHousehold"
  package static let section = Section.costs
  package static let label = Bilingual(en: "cost per household", zh: "按户计费用")
  package static let summary = Bilingual(
    en: "households × amount",
    zh: "户数 × 每户金额")

  static let amount = Field<Scalar>.required(
    "amount", .yuanPerHousehold, en: "cost of one household", zh: "每户费用")
  static let flowClass = CostFields.flowClass(nil)
  package static let fields = FieldList(amount, flowClass, CostFields.schedule, CostFields.payee)

  package static func costClass(of block: Block) -> FlowClass? { FlowClass(rawValue: block[flowClass]) }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    CostFields.flow(project.households * block[amount], of: block, class: flowClass, in: project)
  }
}
