package import FundAnalysis
package import FundFormula
import FundModel
import FundScenario

/// The document of `compare` (筹资模式比选表): models as columns, figures as rows, the best of each row marked, and who
/// pays more than in the base.
package struct ComparisonReport {
  private let comparison: Comparison
  private let showsDifferences: Bool
  private let unit: MoneyUnit
  private var models: [ComparedModel] { comparison.models }

  /// - Parameters:
  ///   - showsDifferences: whether a second table shows each value less the base's.
  ///   - unit: of the amounts in sentences; those in tables have the writer's.
  package init(_ comparison: Comparison, showsDifferences: Bool = false, unit: MoneyUnit = .wan) {
    self.comparison = comparison
    self.unit = unit
    self.showsDifferences = showsDifferences
  }

  package var json: String { encodedJSON(comparison) }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    if models.contains(where: { $0.assumedShare >= 0.3 }) {
      blocks.append(.banner(text: RunReport.demonstration))
    }
    blocks.append(.keyValues(items: legend))
    blocks += RecommendationText(comparison, unit: unit).blocks
    blocks.append(.table(valueTable))
    if showsDifferences, let differenceTable { blocks.append(.table(differenceTable)) }
    return Document(title: models[0].title, blocks: blocks)
  }

  /// What the user should know of models that don't fit: one sentence each.
  package static func leftOut(_ model: LeftOutModel) -> Bilingual {
    let errors = model.findings.filter { $0.severity == .error }
    let first = errors.first?.message ?? Bilingual(verbatim: "")
    let rest = max(errors.count - 1, 0)
    return Bilingual(
      en: "`\(model.file)` does not fit and is left out: \(first.en)"
        + (rest > 0 ? " (and \(rest) more)" : ""),
      zh: "“\(model.file)”与本项目不符，未列入比选：\(first.zh)" + (rest > 0 ? "（另有 \(rest) 处）" : ""))
  }

  // MARK: Columns

  /// ①, ② … ⑳, then (21).
  static func mark(_ place: Int) -> String {
    guard place < 20, let circled = Unicode.Scalar(0x2460 + UInt32(place)) else { return "(\(place + 1))" }
    return String(circled)
  }

  private var legend: [KeyValue] {
    models.enumerated().map { place, model in
      let mark = Self.mark(place)
      let base = place == 0
      return KeyValue(
        Bilingual(verbatim: mark), .text(model.title),
        note: Bilingual(en: (base ? "base: " : "") + model.file, zh: (base ? "基准：" : "") + model.file))
    }
  }

  /// A short title stands over its column, else its number alone; the legend has them all.
  private func title(_ place: Int) -> Bilingual {
    let mark = Self.mark(place)
    func head(_ language: Language) -> String {
      let title = models[place].title[language]
      return DisplayWidth.of(title) <= 24 ? mark + " " + title : mark
    }
    return Bilingual(en: head(.en), zh: head(.zh))
  }

  private func column(_ place: Int) -> Table.Column {
    .init(id: "model\(models[place].number)", title: title(place), alignment: .trailing)
  }

  private static let labelColumn = Table.Column(
    id: "figure", title: Bilingual(en: "Figure", zh: "比选指标"))

  // MARK: Values

  private var valueTable: Table {
    var rows: [Table.Row] = []
    for group in comparison.groups {
      rows.append(heading(group, columns: models.count))
      rows += group.rows.map { row in
        Table.Row(
          id: row.id,
          cells: [label(of: row, isDifference: false)]
            + models.indices.map { cell(row, $0) }, indent: row.isDetail ? 2 : 1)
      }
    }
    rows.append(
      Table.Row(
        id: "paysMore",
        cells: [.text(Bilingual(en: "pays more than in ①", zh: "谁比①多出钱"))] + models.indices.map(paysMore),
        style: .total))
    return Table(
      id: "comparison", title: Bilingual(en: "Comparison of funding models", zh: "筹资模式比选表"),
      columns: [Self.labelColumn] + models.indices.map(column),
      rows: rows, notes: notes, repeatedColumns: 2)
  }

  private func heading(_ group: ComparisonGroup, columns: Int) -> Table.Row {
    Table.Row(
      id: group.id, cells: [.text(group.label)] + Array(repeating: .empty, count: columns), style: .heading)
  }

  /// The row's name with the unit its numbers share.
  private func label(of row: ComparisonRow, isDifference: Bool) -> Table.Cell {
    let points = Table.PrintedUnit.named(Bilingual(en: "points", zh: "百分点"))
    return switch row.unit {
    case .area: .titled(row.label, unit: .named(Bilingual(en: "m²", zh: "㎡")))
    case .share, .rate: .titled(row.label, unit: isDifference ? points : .percent)
    case .ratio: .titled(row.label, unit: .ratio)
    default: .titled(row.label, row.unit)
    }
  }

  private static let stopped = Table.Cell.missing(Bilingual(en: "stopped", zh: "不实施"))
  private static let absent = Table.Cell.text(Bilingual(verbatim: "–"))

  private func cell(_ row: ComparisonRow, _ place: Int) -> Table.Cell {
    guard let figure = row.figures[place] else { return Self.absent }
    guard let value = figure.value else {
      if figure.status == .stopped { return Self.stopped }
      return .missing(figure.status?.label ?? Bilingual(verbatim: "–"))
    }
    if row.unit == .flag, value < 0.5 {
      let no =
        row.isCondition ? Bilingual(en: "not met", zh: "未满足") : Bilingual(en: "no", zh: "否")
      return .flagged(.text(no), mark: "✕")
    }
    let plain: Table.Cell =
      row.isCondition
      ? .text(Bilingual(en: "met", zh: "已满足"))
      : figure.period.map { .text(Bilingual(verbatim: $0)) } ?? .outcome(.value(value), row.unit)
    return row.best.contains(place) ? .flagged(plain, mark: "★") : plain
  }

  /// The parties that pay more than in the base; where that holds for some home types only, these in place of the
  /// residents.
  private func paysMore(_ place: Int) -> Table.Cell {
    let all = models[place].paysMore
    guard !all.isEmpty else { return Self.absent }
    let types = all.filter { $0.kind == .homeType }
    let parties = all.filter { $0.kind == .party }
    let allTypesDo = types.count == homeTypeCount
    let named =
      parties.filter { $0.group != .residents || types.isEmpty || allTypesDo }
      + (allTypesDo && parties.contains { $0.group == .residents } ? [] : types)
    return .text(
      Bilingual(
        en: named.map { "\($0.label.en)\u{A0}▼" }.joined(separator: "; "),
        zh: named.map { "\($0.label.zh)\u{A0}▼" }.joined(separator: "、")))
  }

  private var homeTypeCount: Int {
    comparison.groups.flatMap(\.rows).filter { $0.id.hasPrefix("households.") && $0.id.hasSuffix(".net") }
      .count
  }

  private var notes: [Bilingual] {
    let rows = comparison.groups.flatMap(\.rows)
    var notes: [Bilingual] = []
    if rows.contains(where: { !$0.best.isEmpty }) {
      notes.append(Bilingual(en: "★ best in its row.", zh: "★ 该行最优。"))
    }
    if rows.contains(where: { row in row.unit == .flag && row.figures.contains { $0?.value == 0 } }) {
      notes.append(Bilingual(en: "✕ not met.", zh: "✕ 未满足。"))
    }
    if models.contains(where: { !$0.paysMore.isEmpty }) {
      notes.append(
        Bilingual(
          en:
            "▼ pays more than in ①, net of what it receives, over all time. Lenders, buyers and users are not counted: they "
            + "pay for what they get.",
          zh: "▼ 全周期净支出（支付减收取）高于①。债权人、购房人和付费使用者支付即有所得，不计在内。"))
    }
    if rows.contains(where: { $0.figures.contains { $0 == nil } }) {
      notes.append(Bilingual(en: "– this model has no such figure.", zh: "– 该模式无此项。"))
    }
    notes += models.enumerated().filter { !$1.stoppedBy.isEmpty }.map { place, model in
      Bilingual(
        en: "\(Self.mark(place)) is stopped by a condition that is not met: "
          + model.stoppedBy.map(\.en).joined(separator: ", ")
          + ". Its flows are shown as planned, and are never best.",
        zh: "\(Self.mark(place))前置条件未满足，项目不实施：" + model.stoppedBy.map(\.zh).joined(separator: "、")
          + "。所列资金流为计划数，不参与评优。")
    }
    notes += models.enumerated().filter { $1.stoppedBy.isEmpty && !$1.obstacles.isEmpty }.map {
      place, model in
      let obstacles = RecommendationText.obstacles(of: model, in: unit)
      return Bilingual(
        en:
          "\(Self.mark(place)) does not hold (\(obstacles.map(\.en).joined(separator: ", "))): none of its figures is best.",
        zh: "\(Self.mark(place))方案不成立（\(obstacles.map(\.zh).joined(separator: "、"))），不参与评优。")
    }
    let early = models.indices.filter { models[$0].hasMoneyFirst }.map(Self.mark).joined()
    if !early.isEmpty, rows.contains(where: { $0.unit == .rate }) {
      notes.append(
        Bilingual(
          en:
            "\(early): money comes before cost; a rate of return is then what that money costs. Net present value decides.",
          zh: "\(early)资金先于支出到位，内部收益率反映资金成本而非收益，以净现值为准。"))
    }
    return notes + comparison.leftOut.map(Self.leftOut)
  }

  // MARK: Differences

  /// The rows where something differs, and those that a detail that differs stands below: it is theirs.
  private static func differing(_ rows: [ComparisonRow]) -> [ComparisonRow] {
    func differs(_ row: ComparisonRow) -> Bool { row.differences.dropFirst().contains { ($0 ?? 0) != 0 } }
    return rows.indices.filter { place in
      guard !differs(rows[place]), !rows[place].isDetail else { return differs(rows[place]) }
      return rows[(place + 1)...].prefix(while: \.isDetail).contains(where: differs)
    }.map { rows[$0] }
  }

  /// Each value less the base's, of the rows where something differs; nil where nothing does.
  private var differenceTable: Table? {
    let others = models.indices.dropFirst()
    var rows: [Table.Row] = []
    for group in comparison.groups {
      let shown = Self.differing(group.rows)
      guard !shown.isEmpty else { continue }
      rows.append(heading(group, columns: others.count))
      rows += shown.map { row in
        let cells = others.map { place in
          row.differences[place].map { Table.Cell.difference(.outcome(.value($0), row.unit)) } ?? Self.absent
        }
        return Table.Row(
          id: row.id, cells: [label(of: row, isDifference: true)] + cells, indent: row.isDetail ? 2 : 1)
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "differences", title: Bilingual(en: "Differences from ①", zh: "与①之差"),
      columns: [Self.labelColumn] + others.map(column), rows: rows,
      notes: [
        Bilingual(
          en:
            "Value less that of ①; shares and rates in percentage points. Rows that differ nowhere are left out, but for those a difference stands below.",
          zh: "各模式数值减①；占比、收益率之差以百分点计。各模式均无差别的行不列，其明细有差别的除外。")
      ], repeatedColumns: 1)
  }
}
