package import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// The document of `sweep --over`: what the programme comes to, who pays, how many communities balance, and which do not.
package struct ProgrammeReport: Sendable {
  let programme: Programme
  let totals: ProgrammeTotals
  private let text: FigureText

  package init(_ programme: Programme, _ totals: ProgrammeTotals, unit: MoneyUnit) {
    self.programme = programme
    self.totals = totals
    text = FigureText(unit: unit)
  }

  /// Communities shown of those that balance least.
  private static let mostWorst = 10

  /// - Parameter listsCommunities: whether every community has a row, for files of data.
  package func document(listsCommunities: Bool) -> Document {
    var blocks: [DocumentBlock] = [.paragraph(text: design)]
    if let held { blocks.append(.paragraph(text: held)) }
    if let set = text.held(programme.sweep.held) { blocks.append(.paragraph(text: set)) }
    if let verdict { blocks.append(verdict) }
    var tables: [Table?] = [sums, payers, conditions]
    tables += programme.groupings.indices.map(groups)
    tables += [spread, worst, missing]
    if listsCommunities { tables.append(communities) }
    blocks += tables.compactMap { $0.map(DocumentBlock.table) }
    return Document(title: programme.template.content.title, blocks: blocks)
  }

  var isDrawn: Bool { programme.draws > 1 }

  // MARK: In words

  private var design: Bilingual {
    let (count, draws) = (number(programme.communities.count), number(programme.draws))
    var (en, zh) = (
      ["\(count) \(programme.communities.count == 1 ? "community" : "communities")"], ["共 \(count) 个小区"]
    )
    if !programme.drawn.isEmpty {
      en.append(
        "\(programme.drawn.count) uncertain \(programme.drawn.count == 1 ? "number" : "numbers") drawn \(draws) \(programme.draws == 1 ? "time" : "times"), the same for all"
      )
      zh.append("\(programme.drawn.count) 项不确定参数各抽样 \(draws) 次，各小区使用同一批样本")
    }
    en.append("\(programme.inputs.count) \(programme.inputs.count == 1 ? "number" : "numbers") by community")
    zh.append("\(programme.inputs.count) 项参数逐小区取值")
    return Bilingual(en: en.joined(separator: "; ") + ".", zh: zh.joined(separator: "；") + "。")
  }

  private var held: Bilingual? {
    guard !programme.held.isEmpty else { return nil }
    return Bilingual(
      en:
        "Not drawn, but as the table gives them: \(programme.held.map(\.label.en).joined(separator: "; ")).",
      zh: "下列不确定参数已由表格给定，不抽样：\(programme.held.map(\.label.zh).joined(separator: "；"))。")
  }

  /// How many balance, and what is missing.
  private var verdict: DocumentBlock? {
    guard let gap = programme.gap, let gaps = totals.gaps?.mean, let mean = totals.meeting(0).mean else {
      return nil
    }
    let all = programme.communities.count
    if totals.allMeet(0) == programme.draws {
      let always = isDrawn ? Bilingual(en: " in every draw", zh: "，各次抽样均如此") : Bilingual(verbatim: "")
      return .verdict(
        text: Bilingual(
          en: "All \(number(all)) communities balance\(always.en).",
          zh: "\(number(all)) 个小区全部资金平衡\(always.zh)。"), good: true)
    }
    let (amount, unit) = (text.value(gaps, .yuan), programme.figures[gap].label)
    if !isDrawn {
      let count = number(Int(mean))
      return .verdict(
        text: Bilingual(
          en:
            "\(count) of \(number(all)) communities balance. The others' \(unit.en): \(amount.en).\(without(gap).en)",
          zh: "\(number(all)) 个小区中 \(count) 个资金平衡；其余小区\(unit.zh)合计 \(amount.zh)。\(without(gap).zh)"),
        good: false)
    }
    let share = totals.shareAllMeet(0)
    let count = NumberText.fixed(mean, decimals: 1)
    return .verdict(
      text: Bilingual(
        en:
          "On average \(count) of \(number(all)) communities balance, all of them in \(NumberText.share(share)) of draws. The others' \(unit.en), on average: \(amount.en).\(without(gap).en)",
        zh:
          "\(number(all)) 个小区平均有 \(count) 个资金平衡，全部平衡的概率为 \(NumberText.share(share))；未平衡小区\(unit.zh)合计平均为 \(amount.zh)。\(without(gap).zh)"
      ), good: false)
  }

  /// Communities that have no gap that could be told, and why: they are in no amount above.
  private func without(_ gap: Int) -> Bilingual {
    let reasons = totals.missing[gap]
    return Bilingual(
      en: reasons.map { " Without it: \(number($0.communities)), \($0.reason.label.en)." }.joined(),
      zh: reasons.map { "另有 \(number($0.communities)) 个小区未计入：\($0.reason.label.zh)。" }.joined())
  }

  private func number(_ count: Int) -> String { NumberText.count(Double(count)) }

  // MARK: The whole

  /// Columns of a figure over the draws, or its one value.
  private var columns: [Table.Column] {
    guard isDrawn else {
      return [.init(id: "value", title: Bilingual(en: "Value", zh: "数值"), alignment: .trailing)]
    }
    return [
      .init(id: "mean", title: Bilingual(en: "Mean", zh: "均值"), alignment: .trailing),
      .init(id: "sd", title: Bilingual(en: "Deviation", zh: "标准差"), alignment: .trailing, importance: 2),
      .init(id: "p05", title: Bilingual(en: "5 %", zh: "P5"), alignment: .trailing),
      .init(id: "p50", title: Bilingual(en: "Median", zh: "P50"), alignment: .trailing, importance: 1),
      .init(id: "p95", title: Bilingual(en: "95 %", zh: "P95"), alignment: .trailing),
    ]
  }

  private func cells(_ summary: ColumnSummary, _ unit: ValueUnit) -> [Table.Cell] {
    guard isDrawn else { return [cell(summary.mean, unit, summary)] }
    return [summary.mean, summary.deviation, summary.low, summary.median, summary.high].map {
      cell($0, unit, summary)
    }
  }

  private func cell(_ value: Double?, _ unit: ValueUnit, _ summary: ColumnSummary) -> Table.Cell {
    if let value { return .outcome(.value(value), unit) }
    return summary.missing.first.map { .missing($0.reason.label) } ?? .text(Bilingual(verbatim: "–"))
  }

  private var label: Table.Column { .init(id: "figure", title: Bilingual(en: "Figure", zh: "指标")) }

  private func title(_ figure: ProgrammeFigure) -> Table.Cell {
    Self.title(figure.label, figure.unit)
  }

  private static func title(_ label: Bilingual, _ unit: ValueUnit) -> Table.Cell {
    switch unit {
    case .yuan: .titled(label, unit: .money)
    case .yuanPerHousehold: .titled(label, unit: .named(Bilingual(en: "yuan/household", zh: "元/户")))
    case .yuanPerArea: .titled(label, unit: .named(Bilingual(en: "yuan/m²", zh: "元/㎡")))
    case .years: .titled(label, unit: .years)
    default: .text(label)
    }
  }

  private var sums: Table? {
    var rows: [Table.Row] = []
    for (place, figure) in programme.figures.enumerated() where figure.payer == nil {
      guard let summary = totals.figure(place) else { continue }
      rows.append(Table.Row(id: figure.id, cells: [title(figure)] + cells(summary, figure.unit)))
      guard place == programme.gap, let gaps = totals.gaps else { continue }
      let label = Bilingual(en: "gaps alone", zh: "其中：未平衡小区")
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
              zh: "缺口合计中结余与缺口相抵；“未平衡小区”一行只计缺口。")
          ]))
  }

  private var payers: Table? {
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

  private var conditions: Table? {
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
        en: "How many of \(number(programme.communities.count)) communities meet what must hold",
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

  // MARK: By group

  private func groups(_ place: Int) -> Table? {
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
        money("gaps", Bilingual(en: "Gaps", zh: "缺口合计"), 0),
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
        cells.append(.amount(gaps?.mean ?? 0))
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

  // MARK: By community

  private var spread: Table? {
    let rows = programme.figures.enumerated().compactMap { place, figure -> Table.Row? in
      guard figure.payer == nil else { return nil }
      let summary = totals.spread(ofFigure: place)
      let missing = programme.communities.count - summary.count
      return Table.Row(
        id: figure.id,
        cells: [title(figure)]
          + [summary.low, summary.median, summary.high].map { cell($0, figure.unit, summary) }
          + [.count(Double(missing))])
    }
    guard !rows.isEmpty else { return nil }
    let hasMissing = programme.figures.indices.contains {
      totals.spread(ofFigure: $0).count < programme.communities.count
    }
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
  private var worst: Table? {
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

  private var missing: Table? {
    let rows = programme.figures.enumerated().flatMap { place, figure in
      totals.missing[place].map { entry in
        Table.Row(
          id: "\(figure.id).\(entry.reason.id)",
          cells: [
            .text(figure.label), .text(entry.reason.label), .count(Double(entry.communities)),
            .count(Double(entry.rows)),
          ])
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "missing", title: Bilingual(en: "Without a value", zh: "无值情况"),
      columns: [
        label, .init(id: "reason", title: Bilingual(en: "Why", zh: "原因")),
        .init(id: "communities", title: Bilingual(en: "Communities", zh: "小区数"), alignment: .trailing),
        .init(id: "rows", title: Bilingual(en: "Rows", zh: "组数"), alignment: .trailing),
      ], rows: rows,
      notes: [
        Bilingual(
          en: "What has no value adds nothing to a sum; its rows are counted here.", zh: "无值的组不计入合计，在此列出组数。")
      ])
  }

  /// Every community with every figure.
  private var communities: Table {
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
