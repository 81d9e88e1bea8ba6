package import FundAnalysis
package import FundFormula
import FundModel

/// The document of `sensitivity --model`: which funding model is best over one or two numbers, at which values one hands
/// over to another, and what choosing each would cost over the distributions.
package struct WinnerMapReport {
  private let title: Bilingual
  private let map: WinnerMap
  private let regret: Regret?
  private let text: FigureText

  package init(_ map: WinnerMap, _ regret: Regret?, title: Bilingual, unit: MoneyUnit) {
    self.map = map
    self.regret = regret
    self.title = title
    text = FigureText(unit: unit)
  }

  /// True where some cell has a best model.
  package var hasAnswer: Bool { map.cells.contains { $0.contains { !$0.best.isEmpty } } }

  package var json: String { encodedJSON(WinnerMapJSON(map, regret)) }

  package var document: Document {
    var blocks: [DocumentBlock] = [
      .keyValues(items: legend), .verdict(text: verdict, good: !map.today.best.isEmpty),
      .paragraph(text: rule),
      .table(grid), .table(counts),
    ]
    for axis in [0, 1] {
      let lines = map.lines.filter { $0.axis == axis }
      if !lines.isEmpty { blocks.append(.table(switches(along: axis, lines))) }
    }
    if let regret {
      let report = RegretReport(regret, text)
      blocks += [.table(report.table), .paragraph(text: report.conclusion)]
    } else {
      blocks.append(
        .paragraph(
          text: Bilingual(
            en: "The project names no uncertain numbers (`uncertain`): no regret over draws.",
            zh: "项目未填写不确定参数（“uncertain”），不计算后悔值。")))
    }
    return Document(title: title, blocks: blocks)
  }

  private var figure: any Indicator.Type { map.choice.figure }

  // MARK: Words

  /// A, B … Z, then (27): what a model is called in the map.
  static func mark(_ place: Int) -> String {
    guard place < 26, let letter = Unicode.Scalar(0x41 + UInt32(place)) else { return "(\(place + 1))" }
    return String(letter)
  }

  /// Nothing to choose from.
  static let none = "✕"

  /// `A`, `A=B` where two tie, ✕ where no model can be chosen.
  private static func marks(_ models: [Int]) -> String {
    models.isEmpty ? none : models.map(mark).joined(separator: "=")
  }

  private var legend: [KeyValue] {
    map.models.enumerated().map { place, model in
      KeyValue(
        Bilingual(verbatim: Self.mark(place)), .text(model.title),
        note: Bilingual(
          en: (place == 0 ? "the project's own: " : "") + model.file,
          zh: (place == 0 ? "项目自身模式：" : "") + model.file))
    }
  }

  private var verdict: Bilingual {
    let best = map.today.best
    guard let first = best.first, let value = map.today.standings[first].eligible else {
      return Bilingual(
        en: "As the files stand no funding model can be chosen: none balances with a figure.",
        zh: "按现有参数，没有既资金平衡、指标又有值的筹资模式。")
    }
    let printed = text.value(value, figure.unit)
    let marks = best.map(Self.mark)
    return Bilingual(
      en: "As the files stand \(marks.joined(separator: " and ")) \(best.count > 1 ? "tie" : "is best"): "
        + "\(figure.label.en) \(printed.en).",
      zh:
        "按现有参数，\(marks.joined(separator: "、"))\(best.count > 1 ? "并列最优" : "最优")：\(figure.label.zh) \(printed.zh)。"
    )
  }

  private var rule: Bilingual {
    let isLess = figure.better == .less
    return Bilingual(
      en:
        "Best is the model with the \(isLess ? "least" : "most") “\(figure.label.en)” among those whose money balances (before any top-up) and that no condition stops.",
      zh: "在资金平衡（差额补足前）且未因前置条件停止的筹资模式中，以\(figure.label.zh)最\(isLess ? "低" : "高")者为优。")
  }

  /// `户均出资（元/户）`; money has its unit over the columns.
  static func titled(_ figure: any Indicator.Type) -> Bilingual {
    guard case .text(let unit) = Table.Cell.unit(of: .value(0), figure.unit) else { return figure.label }
    return Bilingual(en: "\(figure.label.en), \(unit.en)", zh: "\(figure.label.zh)（\(unit.zh)）")
  }

  private func isToday(_ value: Double, _ variation: Variation) -> Bool {
    abs(value - variation.unknown.base) <= 1e-9 * max(abs(variation.unknown.base), 1e-9)
  }

  private func axis(_ place: Int) -> Variation {
    guard place == 1, let columns = map.columns else { return map.rows }
    return columns
  }

  // MARK: The map

  private var grid: Table {
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
  private func head(_ value: Double, of number: MovableNumber) -> Table.Cell {
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
      return standing.balances ? printed : .flagged(printed, mark: Self.none)
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
      cell.best.isEmpty || (map.columns == nil && cell.standings.contains { !$0.balances })
    }
    if isCross {
      notes.append(
        map.columns == nil
          ? Bilingual(
            en: "✕ no model can be chosen; behind a figure: its money does not balance.",
            zh: "✕ 无可选模式；指标后的 ✕ 表示该模式资金不平衡。")
          : Bilingual(
            en: "✕ no model can be chosen: none whose money balances has a figure.",
            zh: "✕ 无可选模式：没有既资金平衡、指标又有值的模式。"))
    }
    if cells.contains(where: { cell(of: $0).contains("∅") }) {
      notes.append(
        Bilingual(
          en: "∅ a model has no figure here; the reasons stand in the next table.", zh: "∅ 有模式在此无指标值，原因见下表。"))
    }
    notes += Self.lacking(map.lacking.map { $0.map { axis($0).unknown.label } })
    return notes + map.choice.leftOut.map(ComparisonReport.leftOut)
  }

  /// Which models lack which numbers, those that lack the same in one sentence.
  static func lacking(_ labels: [[Bilingual]]) -> [Bilingual] {
    labels.indices.filter { place in
      !labels[place].isEmpty && !labels[..<place].contains(labels[place])
    }.map { place in
      let models = labels.indices.filter { labels[$0] == labels[place] }.map(mark)
      return Bilingual(
        en:
          "Not in \(models.joined(separator: ", ")), which \(models.count > 1 ? "do" : "does") not depend on it: "
          + labels[place].map(\.en).joined(separator: ", ") + ".",
        zh: "\(models.joined(separator: "、"))没有以下参数，不随其变动：\(labels[place].map(\.zh).joined(separator: "、"))。")
    }
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

  // MARK: Counts

  private var counts: Table {
    func number(_ count: Int) -> String { NumberText.count(Double(count)) }
    let all = map.cells.flatMap { $0 }.count
    let reasons = map.counts.enumerated().flatMap { place, count in
      count.missing.all.map { (place: place, reason: $0.reason, count: $0.count) }
    }
    var notes = [
      Bilingual(
        en: "\(number(all)) cells; in \(number(map.undecided)) of them no model can be chosen.",
        zh: "共 \(number(all)) 个单元，其中 \(number(map.undecided)) 个单元无可选模式。")
    ]
    notes += reasons.map { one in
      Bilingual(
        en: "\(Self.mark(one.place)) has no value in \(number(one.count)) cells: \(one.reason.label.en).",
        zh: "\(Self.mark(one.place))在 \(number(one.count)) 个单元无值：\(one.reason.label.zh)。")
    }
    notes += Self.absences(map.choice)
    return Table(
      id: "counts", title: Bilingual(en: "Cells by model", zh: "各模式所占单元"),
      columns: [
        .init(id: "model", title: Bilingual(en: "Model", zh: "筹资模式")),
        .init(id: "alone", title: Bilingual(en: "Best", zh: "最优"), alignment: .trailing),
        .init(id: "tied", title: Bilingual(en: "Tied", zh: "并列最优"), alignment: .trailing, importance: 1),
        .init(id: "balances", title: Bilingual(en: "Balances", zh: "资金平衡"), alignment: .trailing),
        .init(id: "missing", title: Bilingual(en: "No value", zh: "无值"), alignment: .trailing),
      ],
      rows: map.counts.enumerated().map { place, count in
        Table.Row(
          id: Self.mark(place),
          cells: [
            Self.name(place, map.choice), .count(Double(count.alone)), .count(Double(count.tied)),
            .count(Double(count.balances)), .count(Double(count.missing.total)),
          ])
      }, notes: notes)
  }

  /// `A Residents only`.
  static func name(_ place: Int, _ choice: ModelChoice) -> Table.Cell {
    let title = choice.models[place].title
    return .text(Bilingual(en: "\(mark(place)) \(title.en)", zh: "\(mark(place)) \(title.zh)"))
  }

  /// Models without the figure, or without a balance, anywhere.
  static func absences(_ choice: ModelChoice) -> [Bilingual] {
    choice.models.enumerated().flatMap { place, model -> [Bilingual] in
      var notes: [Bilingual] = []
      if !model.hasFigure {
        notes.append(
          Bilingual(
            en: "\(mark(place)) has no “\(choice.figure.label.en)” at all and is never chosen.",
            zh: "\(mark(place))没有“\(choice.figure.label.zh)”这一指标，不参与择优。"))
      }
      if !model.hasBalance {
        notes.append(
          Bilingual(
            en:
              "\(mark(place)) has no budget that could balance (its uses are an outcome) and is never chosen.",
            zh: "\(mark(place))的资金需求为结果数，无资金平衡可言，不参与择优。"))
      }
      return notes
    }
  }

  // MARK: Switches

  private func switches(along axis: Int, _ lines: [SwitchLine]) -> Table {
    let (moving, other) = (self.axis(axis).unknown, map.columns == nil ? nil : self.axis(1 - axis))
    let rows = lines.enumerated().flatMap { index, line -> [Table.Row] in
      let isBase = line.fixed.flatMap { fixed in other.map { isToday(fixed, $0) } } ?? false
      func head(_ isFirst: Bool) -> [Table.Cell] {
        guard let other, let fixed = line.fixed else { return [] }
        guard isFirst else { return [.empty] }
        let value = self.head(fixed, of: other.unknown)
        return [isBase ? .flagged(value, mark: "●") : value]
      }
      guard !line.switches.isEmpty else {
        let start = Self.marks(line.start)
        return [
          Table.Row(
            id: "line\(index + 1)",
            cells: head(true) + [
              .text(Bilingual(verbatim: "–")), .text(Bilingual(verbatim: start)),
              .text(Bilingual(en: "throughout", zh: "全程不变")),
            ], style: isBase ? .emphasis : .normal)
        ]
      }
      return line.switches.enumerated().map { place, one in
        Table.Row(
          id: "line\(index + 1).switch\(place + 1)",
          cells: head(place == 0) + [
            text.cell(one.value, of: moving),
            .text(Bilingual(verbatim: Self.marks(one.before) + " → " + Self.marks(one.after))),
            .text(why(one)),
          ], style: isBase ? .emphasis : .normal)
      }
    }
    return Table(
      id: "switches\(axis + 1)",
      title: Bilingual(
        en: "Where the best model changes along \(moving.label.en)", zh: "最优模式转换点：沿\(moving.label.zh)"),
      columns: (other.map {
        [.init(id: "fixed", title: $0.unknown.label, alignment: .trailing, unit: unit(of: $0.unknown))]
      } ?? [])
        + [
          .init(id: "value", title: moving.label, alignment: .trailing, unit: unit(of: moving)),
          .init(id: "models", title: Bilingual(en: "Hand-over", zh: "模式转换")),
          .init(id: "why", title: Bilingual(en: "Why", zh: "原因")),
        ], rows: rows, notes: [method(lines)])
  }

  private func unit(of number: MovableNumber) -> Table.PrintedUnit? {
    if number.unit == .yuan { return .money }
    let name = text.unitText(of: number)
    return name.zh.isEmpty ? nil : .named(name)
  }

  private func method(_ lines: [SwitchLine]) -> Bilingual {
    lines.allSatisfy(\.isExact)
      ? Bilingual(
        en: "Exact: figures and gaps are straight lines in this number.", zh: "精确求解：指标与缺口均为该参数的线性函数。")
      : Bilingual(
        en:
          "Figures or gaps bend: the whole stretch was sampled beyond the grid, each change closed in on to neighbouring numbers.",
        zh: "指标或缺口非线性：在网格之外加密取点，并将每处转换逼近至相邻浮点数。")
  }

  private func why(_ one: SwitchLine.Switch) -> Bilingual {
    let words = one.causes.map { cause -> Bilingual in
      switch cause {
      case .overtakes: return overtaking(one)
      case .balances(let model):
        return Bilingual(en: "\(Self.mark(model)) begins to balance", zh: "\(Self.mark(model))资金达到平衡")
      case .failsToBalance(let model):
        return Bilingual(en: "\(Self.mark(model)) no longer balances", zh: "\(Self.mark(model))资金不再平衡")
      case .answers(let model, let reason):
        return Bilingual(
          en: "\(Self.mark(model)) has a figure again (before: \(reason.label.en))",
          zh: "\(Self.mark(model))指标转为有值（此前：\(reason.label.zh)）")
      case .hasNoAnswer(let model, let reason):
        return Bilingual(
          en: "\(Self.mark(model)): \(reason.label.en)", zh: "\(Self.mark(model))：\(reason.label.zh)")
      }
    }
    return Bilingual(
      en: words.map(\.en).joined(separator: "; "), zh: words.map(\.zh).joined(separator: "；"))
  }

  /// Who passes whom; a tie that begins or ends along a stretch.
  private func overtaking(_ one: SwitchLine.Switch) -> Bilingual {
    let winners = one.after.filter { !one.before.contains($0) }
    let losers = one.before.filter { !one.after.contains($0) }
    let isLess = figure.better == .less
    func list(_ models: [Int]) -> String { models.map(Self.mark).joined(separator: "=") }
    if winners.isEmpty {
      return Bilingual(
        en: "\(list(losers)) falls behind \(list(one.after))", zh: "\(list(losers))劣于\(list(one.after))")
    }
    if losers.isEmpty {
      return Bilingual(
        en: "\(list(winners)) draws level with \(list(one.before))",
        zh: "\(list(winners))与\(list(one.before))持平")
    }
    return Bilingual(
      en: "\(list(winners)) comes \(isLess ? "below" : "above") \(list(losers))",
      zh: "\(list(winners))\(isLess ? "低于" : "高于")\(list(losers))")
  }
}
