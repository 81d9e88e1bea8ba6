import FundAnalysis
import FundFormula
import FundModel

/// Accounts beside the project's: operator, company, upkeep fund, joint account; nil where there are none.
struct AccountTable {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard !run.model.accounts.isEmpty else { return nil }
    let hasDebt = run.model.accounts.contains { $0.coverage != nil }
    func column(_ id: String, _ en: String, _ zh: String, _ importance: Int, isMoney: Bool = true)
      -> Table.Column
    {
      .init(
        id: id, title: Bilingual(en: en, zh: zh), alignment: .trailing, importance: importance,
        unit: isMoney ? .money : nil)
    }
    return Table(
      id: "accounts", title: Bilingual(en: "Other accounts", zh: "其他资金账户"),
      columns: [
        .init(id: "account", title: Bilingual(en: "Account", zh: "账户")),
        column("received", "Received", "收入", 1), column("paid", "Paid", "支出", 2),
        column("lowest", "Lowest cash", "最低累计资金", 0), column("when", "When", "发生期", 0, isMoney: false),
        column("closing", "Cash at the end", "期末资金", 0),
      ] + (hasDebt ? [column("coverage", "Coverage", "债务覆盖倍数", 0, isMoney: false)] : []),
      rows: run.model.accounts.map { account in
        func cell(_ scalar: Scalar?, _ unit: ValueUnit) -> Table.Cell {
          scalar.flatMap { run.outcome($0) }.map { Table.Cell.outcome($0, unit, run) } ?? .empty
        }
        let isShort = (run.outcome(account.lowestCash)?.value ?? 0) < -Tolerance.amount
        return Table.Row(
          id: account.party.id,
          cells: [
            .text(account.party.label), cell(account.received, .yuan), cell(account.paid, .yuan),
            isShort ? .flagged(cell(account.lowestCash, .yuan), mark: "✕") : cell(account.lowestCash, .yuan),
            cell(account.lowestCashPeriod, .period), cell(account.closingCash, .yuan),
          ] + (hasDebt ? [cell(account.coverage, .ratio)] : []))
      })
  }
}

/// What investing parties get back (投资各方); nil where nobody does.
struct InvestorTable {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard !run.model.investors.isEmpty else { return nil }
    return Table(
      id: "investors", title: Bilingual(en: "Return of investing parties", zh: "投资各方收益"),
      columns: [
        .init(id: "party", title: Bilingual(en: "Party", zh: "投资方")),
        .init(
          id: "invested", title: Bilingual(en: "Put in", zh: "投入"), alignment: .trailing, importance: 1,
          unit: .money),
        .init(id: "irr", title: Bilingual(en: "Rate of return", zh: "财务内部收益率"), alignment: .trailing),
        .init(
          id: "npv", title: Bilingual(en: "Net present value", zh: "财务净现值"), alignment: .trailing,
          unit: .money),
        .init(
          id: "payback", title: Bilingual(en: "Payback", zh: "静态回收期"), alignment: .trailing,
          unit: .named(Bilingual(en: "years", zh: "年"))),
      ],
      rows: run.model.investors.map { investor in
        func cell(_ scalar: Scalar, _ unit: ValueUnit) -> Table.Cell {
          run.outcome(scalar).map { Table.Cell.outcome($0, unit, run) } ?? .empty
        }
        return Table.Row(
          id: investor.party.id,
          cells: [
            .text(investor.party.label), cell(investor.invested, .yuan), cell(investor.irr, .rate),
            cell(investor.npv, .yuan), cell(investor.payback, .years),
          ])
      },
      notes: [
        Bilingual(
          en: "Its own net cash flow, whatever account it passes through; put in: years of net outflow.",
          zh: "按该方自身净现金流量计算；投入为净流出年份合计。")
      ])
  }
}
