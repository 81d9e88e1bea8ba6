import FundAnalysis
import FundFormula
import FundModel

/// The map itself (最优筹资模式表): which funding model is best in each cell.
extension WinnerMapReport {
  var grid: Table {
    let rows = zip(map.rows.values, map.cells).enumerated().map { index, row -> Table.Row in
      let isBase = isToday(row.0, map.rows)
      let head = head(row.0, of: map.rows.unknown)
      return Table.Row(
        id: "row\(index + 1)",
        cells: [isBase ? .flagged(head, mark: "●") : head] + row.1.map(cell)
          + (map.columns == nil ? figures(row.1[0]) : []), style: isBase ? .emphasis : .normal)
    }
    let single = Bilingual(
      en: "Best funding model by \(map.rows.unknown.label.en)", zh: "最优筹资模式表：按\(map.rows.unknown.label.zh)")
    return Table(
      id: "winners",
      title: map.columns.map { columns in
        Bilingual(
          en: "Best funding model by \(map.rows.unknown.label.en) and \(columns.unknown.label.en)",
          zh: "最优筹资模式表：\(map.rows.unknown.label.zh)×\(columns.unknown.label.zh)")
      } ?? single,
      columns: [.init(id: "row", title: corner, alignment: .trailing)] + columns, rows: rows,
      notes: gridNotes,
      repeatedColumns: 1)
  }

  /// A value of the grid: whole numbers of homes without places.
  func head(_ value: Double, of number: MovableNumber) -> Table.Cell {
    number.isWhole && !number.isScale && value == value.rounded()
      ? .count(value) : text.cell(value, of: number)
  }

  /// What goes down and across, with the units of both.
  private var corner: Bilingual {
    guard let columns = map.columns else { return titled(map.rows.unknown) }
    let (down, across) = (titled(map.rows.unknown), titled(columns.unknown))
    return Bilingual(en: "\(down.en) \\ \(across.en)", zh: "\(down.zh) \\ \(across.zh)")
  }

  private func titled(_ number: MovableNumber) -> Bilingual {
    let unit = text.unitText(of: number)
    return Bilingual(
      en: number.label.en + (unit.en.isEmpty ? "" : " (\(unit.en))"),
      zh: number.label.zh + (unit.zh.isEmpty ? "" : "（\(unit.zh)）"))
  }

  private var columns: [Table.Column] {
    guard let columns = map.columns else {
      let best = Table.Column(id: "best", title: Bilingual(en: "Best", zh: "最优"), alignment: .centre)
      return [best]
        + map.models.indices.map { place in
          .init(
            id: "model\(map.models[place].number)", title: Bilingual(verbatim: Self.mark(place)),
            alignment: .trailing, unit: figure.unit == .yuan ? .money : nil)
        }
    }
    return columns.values.enumerated().map { index, value in
      let head = text.bare(value, of: columns.unknown)
      let mark = isToday(value, columns) ? " ●" : ""
      return .init(
        id: "column\(index + 1)", title: Bilingual(en: head.en + mark, zh: head.zh + mark), alignment: .centre
      )
    }
  }

  private func cell(_ cell: WinnerMap.Cell) -> Table.Cell {
    let best = Table.Cell.text(Bilingual(verbatim: Self.marks(cell.best)))
    // What has no figure in any cell is told once, below.
    let isSilent = cell.standings.indices.contains { place in
      cell.standings[place].figure?.reason != nil && !isNowhereAnswered(place)
    }
    return isSilent ? .flagged(best, mark: "∅") : best
  }

  private func isNowhereAnswered(_ model: Int) -> Bool {
    map.cells.allSatisfy { $0.allSatisfy { $0.standings[model].figure?.value == nil } }
  }

  /// The figure of each model, in a map of one number.
  private func figures(_ cell: WinnerMap.Cell) -> [Table.Cell] {
    cell.standings.map { standing in
      guard let figure = standing.figure else { return .text(Bilingual(verbatim: "–")) }
      guard figure.value != nil else { return .missing(Bilingual(verbatim: "∅")) }
      let printed = Table.Cell.outcome(figure, self.figure.unit)
      return standing.isFeasible
        ? printed : .flagged(printed, mark: standing.isBuildable ? Self.none : Self.unbuildable)
    }
  }

  private var gridNotes: [Bilingual] {
    let cells = map.cells.flatMap { $0 }
    let today = ([map.rows] + (map.columns.map { [$0] } ?? [])).map { variation in
      let value = text.value(variation.unknown.base, of: variation.unknown)
      return Bilingual(
        en: "\(variation.unknown.label.en) today \(value.en)",
        zh: "\(variation.unknown.label.zh)现值 \(value.zh)")
    }
    var notes = [
      Bilingual(
        en: "● today's value; \(today.map(\.en).joined(separator: "; ")).",
        zh: "● 现值；\(today.map(\.zh).joined(separator: "，"))。")
    ]
    if map.columns == nil {
      let titled = Self.titled(figure)
      notes.append(Bilingual(en: "Figures: \(titled.en).", zh: "各模式列为\(titled.zh)。"))
    }
    if cells.contains(where: { $0.best.count > 1 }) {
      notes.append(Bilingual(en: "A=B: these models tie.", zh: "A=B：所列模式并列最优。"))
    }
    let isCross = cells.contains { cell in
      cell.best.isEmpty || (map.columns == nil && cell.standings.contains { $0.isBuildable && !$0.balances })
    }
    if isCross {
      notes.append(
        map.columns == nil
          ? Bilingual(
            en: "✕ no model can be chosen; behind a figure: its money does not balance.",
            zh: "✕ 无可选模式；指标后的 ✕ 表示该模式资金不平衡。")
          : Bilingual(
            en: "✕ no model can be chosen: none that can be built and whose money balances has a figure.",
            zh: "✕ 无可选模式：没有资金平衡且可实施、指标又有值的模式。"))
    }
    if cells.contains(where: { $0.standings.contains { !$0.isBuildable } }) {
      notes.append(
        map.columns == nil
          ? Bilingual(
            en: "▲ behind a figure: \(WinnerMapReport.beyondLimits.en).",
            zh: "▲ 该模式\(WinnerMapReport.beyondLimits.zh)，不可实施。")
          : Bilingual(
            en: "A model that cannot be built is not chosen: \(WinnerMapReport.beyondLimits.en).",
            zh: "\(WinnerMapReport.beyondLimits.zh)的模式不可实施，不参与择优。"))
    }
    if cells.contains(where: { cell(of: $0).contains("∅") }) {
      notes.append(
        Bilingual(
          en: "∅ a model has no figure here; the reasons stand in the next table.", zh: "∅ 有模式在此无指标值，原因见下表。"))
    }
    notes += Self.lacking(map.lacking.map { $0.map { axis($0).unknown.label } })
    return notes + map.choice.leftOut.map(ComparisonReport.leftOut)
  }

  /// The signs a cell shows.
  private func cell(of cell: WinnerMap.Cell) -> String {
    let shown = [self.cell(cell)] + (map.columns == nil ? figures(cell) : [])
    return shown.map { cell -> String in
      switch cell {
      case .flagged(_, let mark): mark
      case .missing(let text): text.zh
      default: ""
      }
    }.joined()
  }
}
