import FundAnalysis
import FundFormula
import FundModel

/// Costs against restricted money (改造内容与资金来源匹配表): what each source pays of each cost, what it may not pay, what
/// stays unused; nil where no money has a purpose.
struct MatchingTable {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard let matching = run.model.matching else { return nil }
    let sums = [
      Table.Column(
        id: "paid", title: Bilingual(en: "In all", zh: "合计"), alignment: .trailing),
      Table.Column(id: "need", title: Bilingual(en: "Need", zh: "需求"), alignment: .trailing),
      Table.Column(id: "gap", title: Bilingual(en: "Left", zh: "缺口"), alignment: .trailing),
    ]
    return Table(
      id: "matching", title: Bilingual(en: "Works against sources", zh: "改造内容与资金来源匹配表"),
      columns: [.init(id: "cost", title: Bilingual(en: "Cost", zh: "改造内容"), unit: .money)]
        + matching.sources.map { .init(id: $0.path, title: $0.label, alignment: .trailing) }
        + sums,
      rows: matching.costs.map { row(of: $0, matching) } + totals(matching), notes: notes(matching),
      repeatedColumns: 1)
  }

  private static let notAllowed = Table.Cell.text(Bilingual(verbatim: "▨"))

  private func amount(_ scalar: Scalar) -> Table.Cell {
    run.outcome(scalar).map { Table.Cell.outcome($0, .yuan) } ?? .empty
  }

  private func row(of cost: Matching.Cost, _ matching: Matching) -> Table.Row {
    let cells = matching.sources.map { source in
      matching.amount(of: source, for: cost).map(amount) ?? (source.isBound ? Self.notAllowed : .empty)
    }
    return Table.Row(
      id: cost.path,
      cells: [.text(cost.label)] + cells + [amount(cost.paid), amount(cost.need), amount(cost.gap)],
      addsTo: "used")
  }

  private func totals(_ matching: Matching) -> [Table.Row] {
    func row(
      _ id: String, _ label: Bilingual, _ style: Table.Style, _ amounts: [Scalar], _ sums: [Table.Cell]
    ) -> Table.Row {
      Table.Row(id: id, cells: [.text(label)] + amounts.map(amount) + sums, style: style)
    }
    let none: [Table.Cell] = [.empty, .empty, .empty]
    return [
      row(
        "used", Bilingual(en: "used", zh: "合计（已用额度）"), .total, matching.sources.map(\.used),
        [amount(matching.paid), amount(matching.need), amount(matching.gap)]),
      row(
        "entitlement", Bilingual(en: "entitlement", zh: "可用额度"), .normal, matching.sources.map(\.entitlement),
        none),
      row(
        "unused", Bilingual(en: "entitlement not used", zh: "未用额度"), .emphasis,
        matching.sources.map(\.unused),
        none),
    ]
  }

  private func notes(_ matching: Matching) -> [Bilingual] {
    var notes: [Bilingual] = []
    let hasForbidden = matching.sources.contains { source in
      source.isBound && matching.costs.contains { matching.amount(of: source, for: $0) == nil }
    }
    if hasForbidden {
      notes.append(Bilingual(en: "▨ may not be paid from this money.", zh: "▨ 该项资金不得用于此项内容。"))
    }
    let free = matching.sources.filter { !$0.isBound }
    if !free.isEmpty {
      let names = Bilingual(
        en: free.map(\.label.en).joined(separator: ", "), zh: free.map(\.label.zh).joined(separator: "、"))
      notes.append(
        Bilingual(
          en: "\(names.en): bound only by the grants it cannot stand beside, so spread over no costs.",
          zh: "\(names.zh)仅与其他补助互斥，不限定用途，不分摊到各项内容。"))
    }
    notes.append(
      Bilingual(
        en:
          "Restricted money only. What it leaves is for money without a purpose, which no rule ties to single costs.",
        zh: "本表仅列限定用途资金；缺口由不限用途的资金解决，后者不分摊到各项内容。"))
    return notes
  }
}
