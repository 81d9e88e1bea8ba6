package import FundFormula

/// A cost in one sum (一次性费用).
package enum CostLumpSum: Mechanism {
  package static let kind = "cost.lumpSum"
  package static let section = Section.costs
  package static let label = Bilingual(en: "cost in one sum", zh: "总额费用")
  package static let summary = Bilingual(
    en: "amount",
    zh: "总额")

  static let amount = Field<Scalar>.required("amount", .yuan, en: "amount", zh: "金额")
  static let flowClass = CostFields.flowClass(nil)
  package static let fields = FieldList(amount, flowClass, CostFields.schedule, CostFields.payee)

  package static func costClass(of block: Block) -> FlowClass? { FlowClass(rawValue: block[flowClass]) }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    CostFields.flow(block[amount], of: block, class: flowClass, in: project)
  }
}
