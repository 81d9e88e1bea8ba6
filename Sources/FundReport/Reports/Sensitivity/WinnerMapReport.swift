package import FundAnalysis
package import FundFormula
import FundModel

/// The document of `sensitivity --model`: which funding model is best over one or two numbers, at which values one hands
/// over to another, and what choosing each would cost over the distributions.
package struct WinnerMapReport {
  private let title: Bilingual
  let map: WinnerMap
  private let regret: Regret?
  let text: FigureText

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

  var figure: any Indicator.Type { map.choice.figure }

  // MARK: Words

  /// A, B … Z, then (27): what a model is called in the map.
  static func mark(_ place: Int) -> String {
    guard place < 26, let letter = Unicode.Scalar(0x41 + UInt32(place)) else { return "(\(place + 1))" }
    return String(letter)
  }

  /// Nothing to choose from.
  static let none = "✕"

  /// Behind the figure of a model that cannot be built.
  static let unbuildable = "▲"
  /// Why it cannot.
  static let beyondLimits = Bilingual(
    en: "more floor area than the site allows, or more parking than is built", zh: "超出用地允许面积或建成车位")

  /// `A`, `A=B` where two tie, ✕ where no model can be chosen.
  static func marks(_ models: [Int]) -> String {
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
        en:
          "As the files stand no funding model can be chosen: none that can be built balances with a figure.",
        zh: "按现有参数，没有资金平衡且可实施、指标又有值的筹资模式。")
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
    let models = map.choice.models
    let open =
      models.contains(where: \.hasOpenTopUp)
      ? Bilingual(en: " (without a top-up that has no ceiling)", zh: "（不计未约定上限的差额补足）")
      : Bilingual(verbatim: "")
    let debt =
      models.contains(where: \.asksDebt)
      ? Bilingual(en: ", that repay their debt", zh: "、债务可按期偿还") : Bilingual(verbatim: "")
    return Bilingual(
      en:
        "Best is the model with the \(isLess ? "least" : "most") “\(figure.label.en)” among those whose money balances\(open.en)\(debt.en), that can be built and that no condition stops.",
      zh: "在资金平衡\(open.zh)\(debt.zh)、可实施且未因前置条件停止的筹资模式中，以\(figure.label.zh)最\(isLess ? "低" : "高")者为优。")
  }

  /// `户均出资（元/户）`; money has its unit over the columns.
  static func titled(_ figure: any Indicator.Type) -> Bilingual {
    guard case .text(let unit) = Table.Cell.unit(of: .value(0), figure.unit) else { return figure.label }
    return Bilingual(en: "\(figure.label.en), \(unit.en)", zh: "\(figure.label.zh)（\(unit.zh)）")
  }

  func isToday(_ value: Double, _ variation: Variation) -> Bool {
    abs(value - variation.unknown.base) <= 1e-9 * max(abs(variation.unknown.base), 1e-9)
  }

  func axis(_ place: Int) -> Variation {
    guard place == 1, let columns = map.columns else { return map.rows }
    return columns
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
    let axes = [map.rows] + (map.columns.map { [$0] } ?? [])
    if let missed = MissedEnds.note(axes.map { ($0.unknown.label, $0.values, $0.missedEnd) }) {
      notes.append(missed)
    }
    notes += reasons.map { one in
      Bilingual(
        en: "\(Self.mark(one.place)) has no value in \(number(one.count)) cells: \(one.reason.label.en).",
        zh: "\(Self.mark(one.place))在 \(number(one.count)) 个单元无值：\(one.reason.label.zh)。")
    }
    notes += map.counts.enumerated().compactMap { place, count in
      count.unbuildable == 0
        ? nil
        : Bilingual(
          en:
            "\(Self.mark(place)) cannot be built in \(number(count.unbuildable)) cells: \(Self.beyondLimits.en).",
          zh: "\(Self.mark(place))在 \(number(count.unbuildable)) 个单元不可实施：\(Self.beyondLimits.zh)。")
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
}
