package import FundFormula

/// The fields that every block may give beside those of its kind.
package enum CommonFields {
  static let countsAs = Field<String?>.optionalChoice(
    "countsAs",
    FlowClass.allCases.filter { ![.debt, .none].contains($0.counting.side) }.map {
      .init($0.rawValue, en: $0.label.en, zh: $0.label.zh)
    }, en: "class it counts as, in place of its own", zh: "归类口径")

  /// The account that pays the block's costs and receives its money.
  static let account = Field<String>.party(
    "account", default: Party.project, en: "account it belongs to", zh: "所属资金账户")
  package static let requires = Field<[String]>.gates(
    "requires", default: [], en: "conditions its money waits for", zh: "须满足的前置条件")

  static let ringFenced = Field<Bool>.flag(
    "ringFenced", default: false, en: "the money stays with its project in a pool", zh: "专款专用（不参与统筹）")

  package static let list = FieldList(countsAs, account, requires, ringFenced)

  /// What all money of a block is multiplied by: for what-if questions about the block as a whole.
  package static let scale = Field<Scalar?>.optional(
    "scale", .fraction, 0...1000, en: "adjustment factor", zh: "调整系数")

  /// Those of blocks of any kind.
  package static let all = list + FieldList(scale)
}
