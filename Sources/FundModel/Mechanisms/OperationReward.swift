package import FundFormula

/// Reward in place of subsidy (以奖代补): an amount a year by the score reached, nothing below a threshold.
/// Source: Shijingshan pays property firms by assessment.
package enum OperationReward: RecurringMechanism {
  package static let kind = "operation.reward"
  package static let section = Section.operations
  package static let label = Bilingual(en: "performance reward", zh: "以奖代补")
  package static let summary = Bilingual(
    en: "amount a year × score, nothing below the threshold", zh: "年奖补额 × 考核得分率，低于门槛不予奖补")

  static let amount = Field<Scalar>.required(
    "amount", .yuanPerYear, en: "reward a year at full score", zh: "满分年奖补额")
  static let score = Field<Row>.path("score", .fraction, 0...1, default: 1, en: "score reached", zh: "考核得分率")
  static let threshold = Field<Scalar>.number(
    "threshold", .fraction, 0...1, default: 0, en: "least score rewarded", zh: "奖补门槛得分率")
  static let payer = Field<String>.party("payer", default: "district", en: "who pays it", zh: "出资方")
  package static let fields = FieldList(amount, score, threshold, payer) + OperationFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let score = OperationFields.value(of: score.declaration, of: block, in: project)
    let counted =
      block.says("threshold") ? score * score.atLeast(block[threshold], tolerance: Tolerance.ratio) : score
    let row = (block[amount] * OperationFields.years(of: block, in: project)) * counted
    return [
      Flow(
        id: block.path, block.label, .performanceReward, from: block[payer], to: block.account,
        project.operation.byPeriod(row), block: block.path)
    ]
  }
}
