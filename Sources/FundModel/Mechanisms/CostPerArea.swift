package import FundFormula

/// A cost of so much per m² of one kind of area (单方造价).
package enum CostPerArea: Mechanism {
  package static let kind = "cost.perArea"
  package static let section = Section.costs
  package static let label = Bilingual(en: "cost per m²", zh: "按面积计费用")
  package static let summary = Bilingual(
    en: "area × unit cost",
    zh: "面积 × 单方造价")

  static let unitCost = Field<Scalar>.required("unitCost", .yuanPerArea, en: "cost per m²", zh: "单方造价")
  static let area = Field<String>.area("area", en: "the area it is counted by", zh: "计费面积")
  static let flowClass = CostFields.flowClass(nil)
  package static let fields = FieldList(unitCost, area, flowClass, CostFields.schedule, CostFields.payee)

  package static func costClass(of block: Block) -> FlowClass? { FlowClass(rawValue: block[flowClass]) }

  package static func product(of block: Block) -> ProductBasis? {
    costClass(of: block).flatMap { ProductBasis.area(block[area], of: $0) }
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    CostFields.flow(project.area(block[area]) * block[unitCost], of: block, class: flowClass, in: project)
  }
}
