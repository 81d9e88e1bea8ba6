package import FundFormula

/// Cash cost of operation (经营成本): a yearly amount that grows, or a share of operating income.
package enum OperatingCost: RecurringMechanism {
  package static let kind = "operation.cost"
  package static let section = Section.operations
  package static let label = Bilingual(en: "operating cost", zh: "经营成本")
  package static let summary = Bilingual(
    en: "amount a year × growth, or share × operating income",
    zh: "年成本 × 增长，或 成本率 × 营业收入")

  static let amount = Field<Row?>.optionalPath(
    "amount", .yuanPerYear, 0...1e15, en: "cost a year", zh: "年成本")
  static let shareOfIncome = Field<Scalar?>.optional(
    "shareOfIncome", .fraction, 0...1, en: "share of operating income", zh: "占营业收入比例")
  static let payee = Field<String>.party("payee", default: "contractors", en: "who receives it", zh: "收款方")
  package static let fields = FieldList(amount, shareOfIncome, payee) + OperationFields.list

  package static func costs(of block: Block) -> [String] { ["flows.\(block.path)"] }

  package static func follows(_ block: Block) -> Bool { block.says(shareOfIncome.declaration.name) }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    // A share is charged wherever there is income, unless its author gives dates of its own.
    let hasDates = block.says("from") || block.says("to")
    let months = OperationFields.months(of: block, on: project.timeline)
    let row =
      block[shareOfIncome].map { share in
        share
          * (hasDates
            ? project.operatingIncome(of: block.account, in: months)
            : project.operatingIncome(of: block.account))
      } ?? project.operation.byPeriod(OperationFields.paid(amount.declaration, of: block, in: project))
    return [
      Flow(
        id: block.path, block.label, .operatingCost, from: block.account, to: block[payee], row,
        block: block.path)
    ]
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    if block.says("shareOfIncome"), block.says("growth") {
      return [
        Fault(
          "growth",
          Bilingual(
            en: "A cost that is a share of income grows with the income; `growth` would do nothing.",
            zh: "按收入比例计取的成本随收入增长，“growth”（年增长率）不起作用。"),
          remedy: Bilingual(en: "Remove `growth`.", zh: "请删去“growth”。"))
      ]
    }
    guard block.says("amount") == block.says("shareOfIncome") else { return [] }
    return [
      Fault(
        "amount",
        Bilingual(
          en: "Give one of the two: `amount` (a year) or `shareOfIncome`.",
          zh: "“amount”（年成本）与“shareOfIncome”（占营业收入比例）只能且必须填写一项。"))
    ]
  }
}
