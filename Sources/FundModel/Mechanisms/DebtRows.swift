internal import FundFormula

/// The flows every debt has: drawn, repaid, interest paid; as memos the interest accrued, the part of it
/// before handover, and the balance.
struct DebtRows {
  let block: Block
  let project: ProjectGraph
  let drawn: FlowClass
  let lender: String

  /// - Parameter whileBuilt: the part of `accrued` that runs up before handover.
  func flows(
    drawn draw: Row, repaid: Row, interest: Row, accrued: Row, whileBuilt: Row, balance: Row
  ) -> [Flow] {
    let status = SourceStatus(rawValue: block[ContributionFields.status])
    func flow(
      _ part: String, _ flowClass: FlowClass, from: String, to: String, _ row: Row, isCash: Bool = true
    ) -> Flow {
      Flow(
        id: "\(block.path).\(part)",
        Bilingual(
          en: "\(block.label.en): \(flowClass.label.en)", zh: "\(block.label.zh)·\(flowClass.label.zh)"),
        flowClass,
        from: from, to: to, row, block: block.path, isCash: isCash, status: status)
    }
    return [
      flow("drawn", drawn, from: lender, to: block.account, draw),
      flow("interest", .interestPaid, from: block.account, to: lender, interest),
      flow("principal", .principalPaid, from: block.account, to: lender, repaid),
      flow("accrued", .interestAccrued, from: block.account, to: lender, accrued, isCash: false),
      flow(
        "whileBuilt", .interestWhileBuilt, from: block.account, to: lender, whileBuilt, isCash: false),
      flow("balance", .debtBalance, from: block.account, to: lender, balance, isCash: false),
    ]
  }
}

/// How much a debt is: an amount, or a share of named costs, so that a funding model fits projects of any size.
enum DebtFields {
  static let share = Field<Scalar?>.optional(
    "share", .fraction, 0...1, en: "share of the named costs, in place of an amount", zh: "占费用比例（与金额二选一）")
  static let base = Field<[String]>.costs(
    "base", default: FlowClass.costs, en: "the costs it is a share of; all where left out",
    zh: "费用基数（省略时为全部费用）")
  static let rank = Field<Int?>.optionalStructural(
    "rank", .number, 1...9, en: "order in which debts are served; special bonds 1, loans 2 where left out",
    zh: "偿债顺序（1 为最先；省略时专项债券为 1、贷款为 2）")
  static let streams = Field<[String]>.operations(
    "streams", default: [], en: "operations whose income serves it, for the ring-fenced reading",
    zh: "对应运营收支（分账口径）")
  static let list = FieldList(share, base, rank, streams)

  static func amount(_ amount: Field<Scalar?>, of block: Block, in project: ProjectGraph) -> Scalar {
    guard let share = block[share] else { return block[amount] ?? .zero }
    return (project.total(ofCosts: block[base], for: block) * share).named(
      "\(block.path).borrowed", Bilingual(en: "\(block.label.en): borrowed", zh: "\(block.label.zh)·借入额"),
      .yuan)
  }

  static func faults(_ amount: Field<Scalar?>, of block: Block) -> [Fault] {
    guard block.says(amount.declaration.name) == block.says("share") else { return [] }
    return [
      Fault(
        amount.declaration.name,
        Bilingual(
          en: "Give one of the two: `amount` or `share` (of the costs).",
          zh: "“amount”（金额）与“share”（占费用比例）只能且必须填写一项。"))
    ]
  }
}
