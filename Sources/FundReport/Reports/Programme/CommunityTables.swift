import FundAnalysis
import FundFormula
import FundModel

/// The tables of the communities: how they are spread, which balance least, and all of them.
extension ProgrammeReport {
  var spread: Table? {
    var hasMissing = false
    let rows = programme.figures.enumerated().compactMap { place, figure -> Table.Row? in
      guard figure.payer == nil else { return nil }
      let summary = totals.spread(ofFigure: place)
      let missing = programme.communities.count - summary.count
      if missing > 0 { hasMissing = true }
      return Table.Row(
        id: figure.id,
        cells: [title(figure)]
          + [summary.low, summary.median, summary.high].map { cell($0, figure.unit, summary) }
          + [.count(Double(missing))])
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "spread", title: Bilingual(en: "Spread over the communities", zh: "各小区指标分布"),
      columns: [
        label, .init(id: "p05", title: Bilingual(en: "5 %", zh: "P5"), alignment: .trailing),
        .init(id: "p50", title: Bilingual(en: "Median", zh: "中位数"), alignment: .trailing),
        .init(id: "p95", title: Bilingual(en: "95 %", zh: "P95"), alignment: .trailing),
        .init(
          id: "missing", title: Bilingual(en: "No value", zh: "无值小区"), alignment: .trailing,
          importance: hasMissing ? 0 : 3),
      ], rows: rows,
      notes: isDrawn
        ? [
          Bilingual(
            en: "Over the communities, each with its median over the draws.", zh: "为各小区之间的分布；每个小区取其抽样中位数。")
        ] : [])
  }

  /// Those that fail in some draw, the most likely to fail first.
  var worst: Table? {
    guard let gap = programme.gap else { return nil }
    let failing = totals.worst(0, by: gap).filter { totals.communities[$0].likelihood(0) < 1 }
    guard !failing.isEmpty else { return nil }
    let figure = programme.figures[gap]
    let columns: [Table.Column] =
      [.init(id: "community", title: Bilingual(en: "Community", zh: "小区"))]
      + programme.groupings.enumerated().map {
        .init(id: "group\($0)", title: Bilingual(verbatim: $1.title), importance: 1 + $0)
      }
      + (isDrawn
        ? [
          .init(id: "likelihood", title: Bilingual(en: "Balances", zh: "平衡概率"), alignment: .trailing)
        ] : [])
      + [
        .init(
          id: "gap", title: isDrawn ? Bilingual(en: "Mean gap", zh: "缺口均值") : figure.label,
          alignment: .trailing, unit: .money)
      ]
      + (isDrawn
        ? [
          .init(
            id: "p95", title: Bilingual(en: "95 %", zh: "P95"), alignment: .trailing, importance: 1,
            unit: .money)
        ] : [])
    let rows = failing.prefix(Self.mostWorst).map { place in
      let (community, own) = (programme.communities[place], totals.communities[place])
      let summary = own.figures[gap]
      return Table.Row(
        id: "row\(community.row)",
        cells: [.text(Bilingual(verbatim: community.name))]
          + community.groups.map { .text(Bilingual(verbatim: $0)) }
          + (isDrawn ? [.share(own.likelihood(0))] : []) + [cell(summary.mean, .yuan, summary)]
          + (isDrawn ? [cell(summary.high, .yuan, summary)] : []))
    }
    let more = failing.count - rows.count
    return Table(
      id: "worst", title: Bilingual(en: "Communities that balance least", zh: "资金最难平衡的小区"), columns: columns,
      rows: rows,
      notes: more > 0
        ? [
          Bilingual(
            en: "\(number(more)) more do not always balance; --format csv or json lists all.",
            zh: "另有 \(number(more)) 个小区不能始终平衡；--format csv 或 json 可列出全部小区。")
        ] : [])
  }

  /// Every community with every figure.
  var communities: Table {
    let groupings = programme.groupings
    var columns: [Table.Column] = [
      .init(id: "community", title: Bilingual(en: "Community", zh: "小区"))
    ]
    if programme.hasIDs { columns.append(.init(id: "id", title: Bilingual(en: "Id", zh: "编号"))) }
    columns += groupings.enumerated().map { .init(id: "group\($0)", title: Bilingual(verbatim: $1.title)) }
    for condition in programme.conditions {
      columns.append(.init(id: condition.id, title: condition.label, alignment: .trailing))
    }
    for figure in programme.figures {
      let unit: Table.PrintedUnit? = figure.unit == .yuan ? .money : nil
      for column in self.columns {
        let label =
          isDrawn
          ? Bilingual(
            en: "\(figure.label.en): \(column.title.en)", zh: "\(figure.label.zh)·\(column.title.zh)")
          : figure.label
        columns.append(
          .init(id: "\(figure.id).\(column.id)", title: label, alignment: .trailing, unit: unit))
      }
    }
    let rows = zip(programme.communities, totals.communities).map { community, summary in
      var cells: [Table.Cell] = [.text(Bilingual(verbatim: community.name))]
      if programme.hasIDs { cells.append(.text(Bilingual(verbatim: community.id))) }
      cells += community.groups.map { .text(Bilingual(verbatim: $0)) }
      cells += programme.conditions.indices.map { .share(summary.likelihood($0)) }
      for (figure, column) in zip(programme.figures, summary.figures) {
        cells += self.cells(column, figure.unit)
      }
      return Table.Row(id: "row\(community.row)", cells: cells)
    }
    return Table(
      id: "communities", title: Bilingual(en: "All communities", zh: "全部小区"), columns: columns, rows: rows)
  }
}
