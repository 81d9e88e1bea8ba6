internal import FundFormula

/// The flows every debt has: drawn, repaid, interest paid; as memos the interest accrued and the balance.
struct DebtRows {
  let block: Record
  let project: ProjectGraph
  let drawn: FlowClass
  let lender: String

  func flows(drawn draw: Row, repaid: Row, interest: Row, accrued: Row, balance: Row) -> [Flow] {
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
      flow("balance", .debtBalance, from: block.account, to: lender, balance, isCash: false),
    ]
  }
}
