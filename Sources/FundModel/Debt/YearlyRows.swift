internal import FundFormula

/// Rows that tables by year print beside the flows: debt service and its cover.
package enum YearlyRows {
  package static let debtServiceKey = "rows.debtServiceByYear"
  package static let dscrKey = "rows.dscr"
  package static let cumulativeCoverageKey = "rows.cumulativeCoverage"

  package static let netIncomeKey = "rows.operatingNetByYear"
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

  private static func debtRows(_ book: FlowBook) -> [any Quantity] {
    guard book.hasDebt(bondsOnly: false) else { return [] }
    // Short-term debt that sales repay inside the horizon belongs to the balance, not to cover from income.
    let service = book.byYear(book.debtService(bondsOnly: false) * book.afterHorizon).named(
      debtServiceKey, Bilingual(en: "principal and interest paid, by year", zh: "当年应付本息"), .yuan)
    let net = book.byYear(book.row(FlowBook.operatingNetKey)).named(
      netIncomeKey, Bilingual(en: "net operating income, by year", zh: "当年运营净收益"), .yuan)
    let cash = book.row(FlowBook.cashKey)
    let opening = (cash - book.byYear(book.row(FlowBook.cashChangeKey))).named(
      openingCashKey, Bilingual(en: "cash at the beginning of the year", zh: "年初资金余额"), .yuan)
    return [
      service, net, opening,
      net.divided(by: service, orElse: .noDebt).named(
        dscrKey, Bilingual(en: "debt service coverage ratio", zh: "偿债备付率（DSCR）"), .ratio),
      (opening + net).divided(by: service, orElse: .noDebt).named(
        cumulativeCoverageKey, Bilingual(en: "coverage from cash in hand, by year", zh: "逐年累计资金覆盖倍数"), .ratio),
    ]
  }
}
