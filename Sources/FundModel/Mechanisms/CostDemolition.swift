package import FundFormula

/// Demolition by m² of the floor area before, less what the material brings (拆除费).
package enum CostDemolition: Mechanism {
  package static let kind = "cost.demolition"
  package static let section = Section.costs
  package static let label = Bilingual(en: "demolition", zh: "拆除费")
  package static let summary = Bilingual(
    en: "floor area before × (unit cost − salvage)",
    zh: "原建筑面积 ×（拆除单价 − 残值单价）")

  static let unitCost = Field<Scalar>.required("unitCost", .yuanPerArea, en: "demolition per m²", zh: "拆除单价")
  static let salvage = Field<Scalar>.number(
    "salvage", .yuanPerArea, default: 0, en: "worth of the material per m²", zh: "残值单价")
  static let flowClass = CostFields.flowClass(.demolition)
  package static let fields = FieldList(unitCost, salvage, flowClass, CostFields.schedule, CostFields.payee)

  package static func costClass(of block: Block) -> FlowClass? { FlowClass(rawValue: block[flowClass]) }

  package static func mayBeNegative(_ block: Block) -> Bool { block.says(salvage.declaration.name) }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    guard case .number(let cost)? = block.values[unitCost.declaration.name],
      case .number(let worth)? = block.values[salvage.declaration.name], worth.value > cost.value
    else { return [] }
    return [
      Fault(
        salvage.declaration.name, isError: false,
        Bilingual(
          en:
            "The material brings more than the demolition costs: this cost is negative, and shares of it are nothing.",
          zh: "残值单价高于拆除单价：该项费用为负，以其为基数的比例按零计。"),
        remedy: Bilingual(
          en: "Check both unit prices, or write the proceeds as a source of their own.",
          zh: "请核对两项单价，或将残值收入单列为资金来源。"))
    ]
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    CostFields.flow(
      project.area("old") * (block[unitCost] - block[salvage]), of: block, class: flowClass, in: project)
  }
}
