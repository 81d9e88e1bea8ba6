package import FundFormula

/// Rows that tables by year print beside the flows: debt service and its cover.
package enum YearlyRows {
  package static let debtServiceKey = "rows.debtServiceByYear"
  package static let dscrKey = "rows.dscr"
  package static let cumulativeCoverageKey = "rows.cumulativeCoverage"

  package static let netIncomeKey = "rows.netIncomeByYear"
  package static let drawnKey = "rows.drawnByYear"
  package static let openingCashKey = "rows.openingCashByYear"

  package static let cashChangeKey = "rows.cashChangeByYear"

  static func all(_ book: FlowBook) -> [any Quantity] {
    let change = book.byYear(book.row(FlowBook.cashChangeKey)).named(
      cashChangeKey, Bilingual(en: "change of cash, by year", zh: "当年资金净流量"), .yuan)
    return [change] + fiscalRows(book) + debtRows(book)
  }

  package static let fiscalOutlayKey = "rows.fiscalOutlayByYear"
  package static let fiscalShareKey = "rows.fiscalShareByYear"

  /// What government pays in each year into whatever account, and its share of the budget (财政支出责任占比).
  private static func fiscalRows(_ book: FlowBook) -> [Row] {
    guard let budget = book.finance.row(FinanceFacts.fiscalBudget, on: book.timeline) else { return [] }
    let paid = book.flows.filter {
      $0.isCash && book.group($0.from) == .government && book.group($0.to) != .government
    }
    let outlay = book.byYear(total(paid.map(\.row), count: book.timeline.count)).named(
      fiscalOutlayKey, Bilingual(en: "government outlay, by year", zh: "当年财政支出责任"), .yuan)
    return [
      outlay,
      (outlay / budget).named(
        fiscalShareKey, Bilingual(en: "government outlay over the yearly budget", zh: "财政支出责任占一般公共预算支出比例"),
        .share),
    ]
  }

  // MARK: Debt

  /// Rows of the table of repayment by year, in its order: opening + these − service = closing.
  package static let debtLines: [(key: String, label: Bilingual)] = [
    (netIncomeKey, Bilingual(en: "net income after taxes", zh: "当年净收益（税后）")),
    ("rows.capitalByYear", Bilingual(en: "capital, grants and sales", zh: "资本金、补助及销售回款")),
    (drawnKey, Bilingual(en: "debt drawn", zh: "债务资金流入")),
    ("rows.worksByYear", Bilingual(en: "works and other uses", zh: "建设支出")),
    ("rows.othersByYear", Bilingual(en: "distributions and others", zh: "利润分配及其他")),
  ]

  private static func debtRows(_ book: FlowBook) -> [any Quantity] {
    let cover = DebtCover(book, bondsOnly: false)
    guard !cover.isEmpty else { return [] }
    let statement = AccountStatement(in: book)
    let service = book.byYear(cover.service).named(
      debtServiceKey, Bilingual(en: "principal and interest paid, by year", zh: "当年应付本息"), .yuan)
    let cash = book.row(FlowBook.cashKey)
    let opening = (cash - book.byYear(book.row(FlowBook.cashChangeKey))).named(
      openingCashKey, Bilingual(en: "cash at the beginning of the year", zh: "年初资金余额"), .yuan)
    let amounts = [
      statement.row(AccountStatement.operating.union([.incomeTax])),
      statement.row([.capital, .subsidy, .sales]), statement.row([.drawn]), statement.row([.works]),
      statement.row([.distribution, .transfer]) + cover.otherService,
    ]
    let lines = zip(debtLines, amounts).map { line, row in
      book.byYear(row).named(
        line.key, Bilingual(en: "\(line.label.en), by year", zh: "\(line.label.zh)（分年）"), .yuan)
    }
    // Years of construction and sales alone belong to the balance, not to cover from income; the others count whole.
    let later = service * .constant(book.yearsAfterHorizon)
    return lines + [
      service, opening,
      lines[0].divided(by: later, orElse: .noDebt).named(
        dscrKey, Bilingual(en: "debt service coverage ratio", zh: "偿债备付率（DSCR）"), .ratio),
      // What is left at the end of the year and what was paid out of it.
      (cash + service).divided(by: service, orElse: .noDebt).named(
        cumulativeCoverageKey, Bilingual(en: "coverage from cash in hand, by year", zh: "逐年累计资金覆盖倍数"), .ratio),
    ]
  }
}
