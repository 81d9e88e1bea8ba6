import FundAnalysis
import FundFormula
import FundModel

/// Each project of a pool alone, and what it gives and gets on the one ledger (一本账); nil for a single project.
struct PoolTable {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  var tables: [Table] {
    guard let pool = run.model.pool else { return [] }
    return [members(pool)] + (transfers(pool).map { [$0] } ?? [])
  }

  private func money(_ id: String, _ en: String, _ zh: String, _ importance: Int = 0) -> Table.Column {
    .init(
      id: id, title: Bilingual(en: en, zh: zh), alignment: .trailing, importance: importance, unit: .money)
  }

  private func members(_ pool: Pool) -> Table {
    func indicator(_ member: PoolMember, _ one: any Indicator.Type) -> Table.Cell {
      member.node(of: one, in: run.model.graph).map { Table.Cell.outcome(run.values.outcome($0), .yuan) }
        ?? .empty
    }
    func amount(_ scalar: Scalar) -> Table.Cell {
      run.outcome(scalar).map { Table.Cell.outcome($0, .yuan) } ?? .empty
    }
    let rows = pool.members.map { member in
      Table.Row(
        id: member.id,
        cells: [
          .text(member.label), indicator(member, TotalUses.self), indicator(member, SourcesBeforeTopUp.self),
          indicator(member, FundingGap.self), indicator(member, LowestCash.self), amount(member.mostReceived),
          amount(member.mostGiven), amount(member.finalSupport), amount(member.lowestCash),
        ])
    }
    func total(_ id: String) -> Table.Cell {
      run.indicator(id).map { Table.Cell.outcome($0, .yuan) } ?? .empty
    }
    let all = Table.Row(
      id: "all",
      cells: [
        .text(Bilingual(en: "Pool, consolidated", zh: "统筹合并")), total(TotalUses.id),
        total(SourcesBeforeTopUp.id),
        total(FundingGap.id), total(LowestCash.id), .empty, .empty, .empty, total(LowestCash.id),
      ], style: .total)
    return Table(
      id: "pool", title: Bilingual(en: "Projects alone and on one ledger", zh: "统筹项目包：各项目单独与一本账对照"),
      columns: [
        .init(id: "project", title: Bilingual(en: "Project", zh: "项目")), money("uses", "Uses", "资金需求", 2),
        money("sources", "Sources before top-up", "资金来源（补足前）", 3),
        money("gap", "Gap alone (surplus negative)", "单独缺口（结余为负）"),
        money("lowestAlone", "Lowest cash alone", "单独最低资金"), money("received", "Most received", "最多获得统筹", 1),
        money("given", "Most given", "最多提供统筹", 1), money("final", "Net support at the end", "期末净统筹补助"),
        money("lowest", "Lowest cash with support", "统筹后最低资金"),
      ], rows: rows + [all],
      notes: [
        Bilingual(
          en:
            "Cash below zero is covered from others' cash above zero, in proportion; restricted money and special bonds stay with their project.",
          zh: "各期资金短缺由其他项目的结余按比例补足；限定用途资金与专项债券不参与统筹。")
      ] + (pool.isPaired ? [] : [unpaired]))
  }

  private var unpaired: Bilingual {
    Bilingual(
      en: "Who supports whom is told of up to \(Pool.mostPaired) members.",
      zh: "“项目间统筹补助”仅在成员不超过 \(Pool.mostPaired) 个时列出。")
  }

  /// Who supports whom at the end.
  private func transfers(_ pool: Pool) -> Table? {
    let shown = pool.transfers.filter { abs(run.outcome($0.amount)?.value ?? 0) > Tolerance.amount }
    guard !shown.isEmpty else { return nil }
    func label(_ id: String) -> Bilingual {
      pool.members.first { $0.id == id }?.label ?? Bilingual(verbatim: id)
    }
    return Table(
      id: "transfers", title: Bilingual(en: "Who supports whom, at the end", zh: "项目间统筹补助（期末）"),
      columns: [
        .init(id: "from", title: Bilingual(en: "From", zh: "提供方")),
        .init(id: "to", title: Bilingual(en: "To", zh: "获得方")), money("amount", "Amount", "金额"),
      ],
      rows: shown.map {
        Table.Row(
          id: "\($0.from).\($0.to)",
          cells: [.text(label($0.from)), .text(label($0.to)), .amount(run.outcome($0.amount)?.value ?? 0)])
      })
  }
}
