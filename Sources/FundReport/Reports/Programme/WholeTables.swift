import FundAnalysis
import FundFormula
import FundModel

/// The tables of what all communities come to together.
extension ProgrammeReport {
  var sums: Table? {
    var rows: [Table.Row] = []
    for (place, figure) in programme.figures.enumerated() where figure.payer == nil {
      guard let summary = totals.figure(place) else { continue }
      rows.append(Table.Row(id: figure.id, cells: [title(figure)] + cells(summary, figure.unit)))
      guard place == programme.gap, let gaps = totals.gaps else { continue }
      let label = Bilingual(en: "gaps alone", zh: "未平衡小区缺口")
      rows.append(
        Table.Row(id: "gaps", cells: [Self.title(label, .yuan)] + cells(gaps, .yuan), indent: 1))
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "totals", title: Bilingual(en: "The whole programme", zh: "改造计划合计"), columns: [label] + columns,
      rows: rows,
      notes: [
        Bilingual(
          en:
            "Amounts are summed over the communities; a share or an amount per household is that of the sums.",
          zh: "金额为各小区合计；占比和户均指标按合计数计算，并非各小区的平均。")
      ]
        + (programme.gap == nil
          ? []
          : [
            Bilingual(
              en:
                "A sum of gaps sets what some have left against what others lack; “gaps alone” does not.",
              zh: "资金缺口合计为各小区结余与缺口相抵后的净额；“未平衡小区缺口”只计缺口、不相抵。")
          ]))
  }

  var payers: Table? {
    let rows = programme.figures.enumerated().compactMap { place, figure -> Table.Row? in
      guard let payer = figure.payer, let summary = totals.figure(place) else { return nil }
      return Table.Row(id: payer.id, cells: [.text(payer.label)] + cells(summary, figure.unit))
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "payers", title: Bilingual(en: "Who pays, over all time", zh: "各方出资合计（全周期）"),
      columns: [.init(id: "party", title: Bilingual(en: "Party", zh: "出资方"))]
        + columns.map {
          var column = $0
          column.unit = .money
          return column
        }, rows: rows)
  }

  var conditions: Table? {
    guard !programme.conditions.isEmpty else { return nil }
    let rows = programme.conditions.enumerated().map { place, condition in
      let summary = totals.meeting(place)
      let quantiles = isDrawn ? [summary.low, summary.median, summary.high] : []
      let counts: [Table.Cell] = quantiles.map { value in value.map { Table.Cell.count($0) } ?? .empty }
      let all = totals.shareAllMeet(place)
      let mean = Table.Cell.number(summary.mean ?? 0, decimals: isDrawn ? 1 : 0)
      let shares: [Table.Cell] = isDrawn ? [.share(all)] : []
      return Table.Row(id: condition.id, cells: [.text(condition.label), mean] + counts + shares)
    }
    let quantiles: [Table.Column] = [
      .init(id: "p05", title: Bilingual(en: "5 %", zh: "P5"), alignment: .trailing),
      .init(id: "p50", title: Bilingual(en: "Median", zh: "P50"), alignment: .trailing, importance: 1),
      .init(id: "p95", title: Bilingual(en: "95 %", zh: "P95"), alignment: .trailing),
      .init(id: "all", title: Bilingual(en: "All do", zh: "全部满足的概率"), alignment: .trailing),
    ]
    return Table(
      id: "conditions",
      title: Bilingual(
        en: "How many of \(communities(programme.communities.count)) meet what must hold",
        zh: "满足各项条件的小区数（共 \(number(programme.communities.count)) 个）"),
      columns: [
        .init(id: "condition", title: Bilingual(en: "Condition", zh: "条件")),
        .init(
          id: "mean",
          title: isDrawn ? Bilingual(en: "Mean", zh: "均值") : Bilingual(en: "Communities", zh: "小区数"),
          alignment: .trailing),
      ] + (isDrawn ? quantiles : []), rows: rows,
      notes: [
        Bilingual(
          en: "A community without a figure (a stopped project) counts as failing.",
          zh: "指标无值的小区（如项目不实施）按不满足计。")
      ])
  }
}
