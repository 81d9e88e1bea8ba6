package import FundFormula

/// Property fees (物业费): area × fee × collection rate. Source: Shijingshan, collection from 46.27 % to 71 %.
package enum OperationPropertyFee: RecurringMechanism {
  package static let kind = "operation.propertyFee"
  package static let section = Section.operations
  package static let label = Bilingual(en: "property fee", zh: "物业费收入")
  package static let summary = Bilingual(
    en: "area × fee a month × 12 × collection rate × growth", zh: "面积 × 月收费标准 × 12 × 收费率 × 增长")

  static let fee = Field<Row>.path(
    "fee", .yuanPerAreaMonth, 0...1e15, en: "fee per m² and month", zh: "物业费标准")
  static let area = Field<String>.area("area", default: "old", en: "the area it is charged on", zh: "收费面积")
  static let collection = Field<Row>.path(
    "collection", .fraction, 0...1, default: 1, en: "collection rate", zh: "收费率")
  static let payer = ResidentFields.payer
  package static let fields = FieldList(fee, area, collection, payer) + OperationFields.list

  package static func incomes(of block: Block) -> [String] { ["flows.\(block.path)"] }
  package static var earnsByParts: Bool { true }

  package static func terms(of block: Block, for type: HomeType) -> HouseholdTerms {
    HouseholdTerms(propertyFee: type.homeArea(block[area]).map { block.opening(fee) * $0 })
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let due = OperationFields.paid(
      fee.declaration, times: project.area(block[area]) * 12, of: block, in: project)
    let row = due * OperationFields.value(of: collection.declaration, of: block, in: project)
    return [
      Flow(
        id: block.path, block.label, .operatingIncome, from: block[payer], to: block.account,
        project.operation.byPeriod(row), block: block.path, parts: project.operation.isFiner ? row : nil)
    ]
  }
}
