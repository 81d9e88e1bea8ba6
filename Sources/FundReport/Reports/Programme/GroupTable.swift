import FundAnalysis
import FundFormula
import FundModel

/// The table of subtotals (按区县小计).
extension ProgrammeReport {
  func groups(_ place: Int) -> Table? {
    let grouping = programme.groupings[place]
    let figures = programme.figures.indices.filter {
      programme.figures[$0].kind == .sum && $0 != programme.gap
    }
    func money(_ id: String, _ title: Bilingual, _ importance: Int) -> Table.Column {
      .init(id: id, title: title, alignment: .trailing, importance: importance, unit: .money)
    }
    var columns: [Table.Column] = [
      .init(id: "group", title: Bilingual(verbatim: grouping.title)),
      .init(id: "communities", title: Bilingual(en: "Communities", zh: "小区数"), alignment: .trailing),
    ]
    if programme.gap != nil {
      columns += [
        .init(id: "balances", title: Bilingual(en: "Balance", zh: "平衡数"), alignment: .trailing),
        money("gaps", Bilingual(en: "Gaps", zh: "未平衡小区缺口"), 0),
      ]
    }
    columns += figures.enumerated().map { order, place in
      let figure = programme.figures[place]
      var column = money(figure.id, figure.payer?.label ?? figure.label, order + 1)
      if figure.unit != .yuan { column.unit = nil }
      return column
    }
    func row(
      _ id: String, _ name: Table.Cell, _ members: Int, _ holds: ColumnSummary?, _ gaps: ColumnSummary?,
      _ style: Table.Style, _ figure: (Int) -> ColumnSummary?
    ) -> Table.Row {
      var cells: [Table.Cell] = [name, .count(Double(members))]
      if programme.gap != nil {
        cells.append(.number(holds?.mean ?? 0, decimals: isDrawn ? 1 : 0))
        cells.append(gaps.map { cell($0.mean, .yuan, $0) } ?? .empty)
      }
      cells += figures.map { place in
        figure(place).map { cell($0.mean, programme.figures[place].unit, $0) } ?? .empty
      }
      return Table.Row(id: id, cells: cells, style: style)
    }
    var rows = grouping.groups.enumerated().map { group, name in
      row(
        name, .text(Bilingual(verbatim: name)), totals.members(place, group),
        totals.meeting(grouping: place, group: group), totals.gaps(grouping: place, group: group), .normal
      ) { totals.figure($0, grouping: place, group: group) }
    }
    rows.append(
      row(
        "total", .text(Bilingual(en: "Total", zh: "合计")), programme.communities.count,
        programme.gap.map { _ in totals.meeting(0) }, totals.gaps, .total
      ) { totals.figure($0) })
    return Table(
      id: "groups.\(grouping.title)",
      title: Bilingual(en: "Subtotals by \(grouping.title)", zh: "按\(grouping.title)小计"), columns: columns,
      rows: rows,
      notes: isDrawn ? [Bilingual(en: "Means over the draws.", zh: "均为抽样均值。")] : [])
  }
}
