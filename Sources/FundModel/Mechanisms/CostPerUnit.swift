package import FundFormula

/// A cost of so much per lift, building, metre: whatever the project counts (按工程量计费用).
package enum CostPerUnit: Mechanism {
  package static let kind = "cost.perUnit"
  package static let section = Section.costs
  package static let label = Bilingual(en: "cost per unit", zh: "按工程量计费用")
  package static let summary = Bilingual(
    en: "quantity × unit cost",
    zh: "工程数量 × 单价")

  static let quantity = Field<String>.quantity("quantity", en: "the quantity it is counted by", zh: "工程数量")
  static let unitCost = Field<Scalar>.required(
    "unitCost", .yuanPerQuantity, en: "cost of one unit", zh: "单价")
  static let flowClass = CostFields.flowClass(nil)
  package static let fields = FieldList(quantity, unitCost, flowClass, CostFields.schedule, CostFields.payee)

  package static func costClass(of block: Block) -> FlowClass? { FlowClass(rawValue: block[flowClass]) }

  package static func product(of block: Block) -> ProductBasis? {
    block[quantity] == "parking" ? .one(.parking) : nil
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    CostFields.flow(
      project.quantity(block[quantity]) * block[unitCost], of: block, class: flowClass, in: project)
  }
}
