import FundAnalysis
import FundFormula
import FundModel

/// Where a gap comes from (缺口从哪来): by product what it costs, what pays for it, and what it lacks; together the gap.
struct ProductTable {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  /// Nil where all is one product, or where there is no budget.
  var table: Table? {
    let accounts = run.model.products.filter { account in
      [account.cost, account.income].contains { abs(amount($0)) > Tolerance.amount }
    }
    guard accounts.count > 1 else { return nil }
    func money(_ id: String, _ en: String, _ zh: String) -> Table.Column {
      .init(id: id, title: Bilingual(en: en, zh: zh), alignment: .trailing, unit: .money)
    }
    return Table(
      id: "products", title: ProductAccount.question,
      columns: [
        .init(id: "product", title: Bilingual(en: "Product", zh: "产品")), money("cost", "Costs", "费用"),
        money("income", "Paid for by", "对应资金"), money("lacks", "Lacks", "缺口"),
        .init(id: "payments", title: Bilingual(en: "What pays", zh: "资金来源"), importance: 1),
      ], rows: rows(accounts), notes: notes(accounts))
  }

  private func amount(_ scalar: Scalar?) -> Double { scalar.flatMap(run.outcome)?.value ?? 0 }

  private func row(_ account: ProductAccount) -> Table.Row {
    func cell(_ scalar: Scalar?) -> Table.Cell { scalar == nil ? .empty : .amount(amount(scalar)) }
    let paying = account.payments.filter { abs(amount($0.amount)) > Tolerance.amount }.map(\.label)
    let shown = paying.prefix(3)
    let rest = paying.count - shown.count
    return Table.Row(
      id: account.product.rawValue,
      cells: [
        .text(account.product.label), cell(account.cost), cell(account.income),
        .amount(amount(account.lacks)),
        .text(
          Bilingual(
            en: shown.map(\.en).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""),
            zh: shown.map(\.zh).joined(separator: "、") + (rest > 0 ? "等 \(paying.count) 项" : ""))),
      ])
  }

  /// A top-up pays what the others lack together: it stands behind their sum, before the gap that is left.
  private func rows(_ accounts: [ProductAccount]) -> [Table.Row] {
    let toppedUp = accounts.filter { $0.product == .topUp }.map(row)
    let others = accounts.filter { $0.product != .topUp }.map(row)
    let before =
      toppedUp.isEmpty
      ? []
      : [
        sum(
          "beforeTopUp", FundingGapBeforeTopUp.label,
          (TotalUses.self, SourcesBeforeTopUp.self, FundingGapBeforeTopUp.self))
      ]
    let all = sum(
      "total", Bilingual(en: "All together: the funding gap", zh: "合计（资金缺口）"),
      (TotalUses.self, TotalSources.self, FundingGap.self))
    return others + before + toppedUp + [all]
  }

  private func sum(
    _ id: String, _ label: Bilingual,
    _ figures: (cost: any Indicator.Type, income: any Indicator.Type, lacks: any Indicator.Type)
  ) -> Table.Row {
    func cell(_ figure: any Indicator.Type) -> Table.Cell { .amount(run.indicator(figure.id)?.value ?? 0) }
    return Table.Row(
      id: id,
      cells: [.text(label), cell(figures.cost), cell(figures.income), cell(figures.lacks), .empty],
      style: .total)
  }

  private func notes(_ accounts: [ProductAccount]) -> [Bilingual] {
    var notes = [
      Bilingual(
        en: "Lacks: cost less what pays for it; negative: it carries others.",
        zh: "缺口为费用减对应资金；负数表示有盈余，可贴补其他产品。")
    ]
    let products = Set(accounts.map(\.product))
    if products.contains(.extraArea) || products.contains(.homesForSale) {
      notes.append(
        Bilingual(
          en:
            "Rebuilding cost is divided by floor area, unless a cost is counted by the area of one product.",
          zh: "拆建工程费按建筑面积在各产品间分摊；按某类面积计费的，归入该类。"))
    }
    if products.contains(.sharedCosts) {
      notes.append(
        Bilingual(
          en:
            "Shared costs are of no one product and are not divided: land, fees, contingency, demolition, compensation, interest, and rebuilding whose floor area is not known.",
          zh: "共同费用不分摊到产品：土地价款、其他费用、预备费、拆除及补偿、利息，以及面积未知的拆建工程费。"))
    }
    return notes
  }

  // MARK: JSON

  struct JSON: ResultObject {
    let id: String
    let label: Bilingual
    let cost: NumberOrReason
    let income: NumberOrReason
    let lacks: NumberOrReason
  }

  /// What there is not is nothing: 0.
  var json: [JSON] {
    func number(_ scalar: Scalar?) -> NumberOrReason {
      NumberOrReason(scalar.map { run.outcome($0) } ?? .value(0))
    }
    return run.model.products.map { account in
      JSON(
        id: account.product.rawValue, label: account.product.label, cost: number(account.cost),
        income: number(account.income), lacks: number(account.lacks))
    }
  }
}
