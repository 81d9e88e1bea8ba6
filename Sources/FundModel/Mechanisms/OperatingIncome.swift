package import FundFormula

/// Income of operation (运营收入): quantity × unit price a year × occupancy or collection × growth.
package enum OperatingIncome: RecurringMechanism {
  package static let kind = "operation.income"
  package static let section = Section.operations
  package static let label = Bilingual(en: "operating income", zh: "运营收入")
  package static let summary = Bilingual(
    en: "quantity × price a year × occupancy × growth",
    zh: "数量 × 年单价 × 出租率（收费率）× 增长")

  static let quantity = Field<Scalar>.number(
    "quantity", .quantity, default: 1, en: "what is let or charged", zh: "数量")
  static let price = Field<Row>.path(
    "price", .yuanPerQuantityYear, 0...1e15, en: "price of one a year", zh: "年单价")
  static let area = Field<String?>.optionalArea(
    "area", en: "an area of the project it is counted by", zh: "计算面积（项目面积）")
  static let units = Field<String?>.optionalQuantity(
    "units", en: "a quantity of the project it is counted by", zh: "计算数量（项目数量）")
  static let uplift = Field<Row>.path(
    "uplift", .number, 0...1000, default: 1, en: "multiple of the price, by years", zh: "租金（单价）提升倍数")
  static let occupancy = Field<Row>.path(
    "occupancy", .fraction, 0...1, default: 1, en: "occupancy or collection rate", zh: "出租率或收费率")
  static let payer = Field<String>.party("payer", default: "users", en: "who pays it", zh: "付费方")
  /// A statement about the price, for checks: no formula reads it.
  static let isNet = Field<Bool>.flag(
    "isNet", default: false, en: "income is net of operating cost already", zh: "收入已扣除成本（净收益）")
  package static let fields =
    FieldList(quantity, area, units, price, uplift, occupancy, payer, isNet) + OperationFields.list

  package static func incomes(of block: Block) -> [String] { ["flows.\(block.path)"] }
  package static var earnsByParts: Bool { true }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let facts = [block[area].map { project.area($0) }, block[units].map { project.quantity($0) }].compactMap(
      \.self)
    let count = facts.reduce(block[quantity]) { $0 * $1 }
    var row = OperationFields.paid(price.declaration, times: count, of: block, in: project)
    if block.says(uplift.declaration.name) {
      row = row * OperationFields.value(of: uplift.declaration, of: block, in: project)
    }
    row = row * OperationFields.value(of: occupancy.declaration, of: block, in: project)
    return [
      Flow(
        id: block.path, block.label, .operatingIncome, from: block[payer], to: block.account,
        project.operation.byPeriod(row), block: block.path, parts: project.operation.isFiner ? row : nil)
    ]
  }
}
