package import FundFormula

/// An account beside the project's (an operator's, a company's, the upkeep account): its cash, and whether it lasts.
package struct AccountView: Sendable {
  package let party: Party
  package let received: Scalar
  package let paid: Scalar
  /// Cash at the end of each period.
  package let cash: Row
  package let lowestCash: Scalar
  /// Number of the period of lowest cash, from 1.
  package let lowestCashPeriod: Scalar
  package let closingCash: Scalar
  /// Number of the first period with cash below zero, from 1; not reached where there is none.
  package let firstShortfall: Scalar
  /// Net income in the life of its debt over principal and interest, where the account has debt of its own.
  package let coverage: Scalar?

  var formulas: [any Quantity] {
    [received, paid, cash, lowestCash, lowestCashPeriod, closingCash, firstShortfall]
      + (coverage.map { [$0] } ?? [])
  }

  /// The key of an account's cash.
  package static func cashKey(_ party: String) -> String { "accounts.\(party).cash" }

  static func all(_ book: FlowBook) -> [AccountView] { book.accounts.map { AccountView($0, in: book) } }

  private init(_ party: Party, in book: FlowBook) {
    self.party = party
    let key = "accounts.\(party.id)"
    func label(_ en: String, _ zh: String) -> Bilingual {
      Bilingual(en: "\(party.label.en): \(en)", zh: "\(party.label.zh)·\(zh)")
    }
    func sum(_ isIncluded: (Flow) -> Bool) -> Scalar {
      total(book.flows.filter { $0.isCash && isIncluded($0) }.map(\.row), count: book.timeline.count).sum
    }
    received = sum { $0.to == party.id }.named("\(key).received", label("received", "收取"), .yuan)
    paid = sum { $0.from == party.id }.named("\(key).paid", label("paid", "支付"), .yuan)
    let change = book.net(of: party.id) { _ in true }
    cash = change.runningSum.named("\(key).cash", label("cumulative cash", "累计资金余额"), .yuan)
    let lowest = cash.smallest.named("\(key).lowestCash", label("lowest cumulative cash", "最低累计资金余额"), .yuan)
    lowestCash = lowest
    lowestCashPeriod = (Row.zero(cash.count) + lowest).atLeast(cash, tolerance: Tolerance.amount).firstTrue
      .named(
        "\(key).lowestCashPeriod", label("period of lowest cash", "最低余额发生期"), .period)
    closingCash = cash.value(in: .constant(Double(cash.count))).named(
      "\(key).closingCash", label("cash at the end", "期末资金余额"), .yuan)
    firstShortfall = (Row.zero(cash.count) - cash).atLeast(Scalar.constant(Tolerance.amount)).firstTrue.named(
      "\(key).firstShortfall", label("first period below zero", "首次资金不足时期"), .period)
    let cover = DebtCover(book, bondsOnly: false, of: party.id)
    coverage =
      cover.isEmpty
      ? nil
      : cover.netIncome.divided(by: cover.service.sum, orElse: .noDebt).named(
        "\(key).coverage", label("coverage of its debt", "债务本息覆盖倍数"), .ratio)
  }
}

/// What a party that puts money in gets back: rate of return and payback of its own net flow (投资各方).
package struct InvestorReturn: Sendable {
  package let party: Party
  package let net: Row
  package let invested: Scalar
  package let irr: Scalar
  package let npv: Scalar
  package let payback: Scalar

  var formulas: [any Quantity] { [net, invested, irr, npv, payback] }

  /// Operators, partners and companies that pay as well as receive.
  static func all(_ book: FlowBook) -> [InvestorReturn] {
    let flows = book.flows.filter(\.isCash)
    return book.project.content.parties.filter { party in
      (party.group == .operator || party.id == "projectCompany")
        && flows.contains { $0.from == party.id } && flows.contains { $0.to == party.id }
    }.map { InvestorReturn($0, in: book) }
  }

  private init(_ party: Party, in book: FlowBook) {
    self.party = party
    let key = "investors.\(party.id)"
    func label(_ en: String, _ zh: String) -> Bilingual {
      Bilingual(en: "\(party.label.en): \(en)", zh: "\(party.label.zh)·\(zh)")
    }
    let net = book.net(of: party.id) { _ in true }.named(
      "\(key).net", label("net cash flow", "净现金流量"), .yuan)
    self.net = net
    let byCalendarYear = book.annual.sums(net).named(
      "\(key).netByYear", label("net cash flow, by calendar year", "净现金流量（按日历年）"), .yuan)
    // Years of net outflow: what a yearly yield is held against.
    invested = (Scalar.zero - smaller(byCalendarYear, Scalar.zero).sum).named(
      "\(key).invested", label("put in, years of net outflow", "投入资金（净流出年份合计）"), .yuan)
    irr = book.annual.internalRate(byCalendarYear).named(
      "\(key).irr", label("internal rate of return", "财务内部收益率"), .rate)
    npv = book.annual.presentValue(byCalendarYear, at: book.discountRate).named(
      "\(key).npv", label("net present value", "财务净现值"), .yuan)
    payback = Payback.years(untilPaidBack: byCalendarYear, key: key, in: book).named(
      "\(key).payback", label("payback period, static", "静态投资回收期"), .years)
  }
}
