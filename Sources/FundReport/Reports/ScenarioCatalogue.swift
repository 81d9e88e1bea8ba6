package import FundAnalysis
import FundFormula
import FundModel
package import FundScenario

/// The table of scenarios (`list scenarios --details`): one overview, then a short section for each.
package struct ScenarioCatalogue {
  /// An overlay of the folder with what it says of itself.
  package struct Overlay {
    let file: String
    let head: OverlayHead?
    package init(file: String, head: OverlayHead?) {
      self.file = file
      self.head = head
    }
  }

  private let scenarios: [ScenarioOverview]
  private let examples: [ScenarioOverview]
  private let overlays: [Overlay]
  private let unit: MoneyUnit

  /// - Parameters:
  ///   - examples: scenarios to learn from, in a table of their own.
  ///   - unit: of the amounts in sentences; those in tables have the writer's.
  package init(
    _ scenarios: [ScenarioOverview], examples: [ScenarioOverview] = [], overlays: [Overlay] = [],
    unit: MoneyUnit = .wan
  ) {
    self.scenarios = scenarios
    self.examples = examples
    self.overlays = overlays
    self.unit = unit
  }

  package var document: Document {
    var blocks: [DocumentBlock] = [.table(overview)]
    if !examples.isEmpty { blocks.append(.table(exampleTable)) }
    if !overlays.isEmpty { blocks.append(.table(overlayTable)) }
    for scenario in scenarios { blocks += section(scenario) }
    return Document(title: Bilingual(en: "Scenarios", zh: "测算情景"), blocks: blocks)
  }

  // MARK: JSON

  private struct Kind: Encodable {
    let kind: String
    let label: Bilingual
  }

  private struct Condition: Encodable {
    let id: String
    let label: Bilingual
    let met: Bool
  }

  private struct Assumption: Encodable {
    let path: String
    let label: Bilingual
  }

  private struct Item: ResultObject {
    let file: String
    let title: Bilingual?
    let summary: Bilingual?
    let verdict: Bilingual?
    /// Nothing is missing, cash is never below zero, limits are reached; null where the file has errors.
    let good: Bool?
    let fundingGap: NumberOrReason
    let mechanisms: [Kind]
    let gates: [Condition]
    let published: [PublishedItem]
    let assumedShare: Double?
    let assumed: [Assumption]
    let findings: [String: Int]
  }

  private struct OverlayItem: Encodable {
    let file: String
    let title: Bilingual?
    let summary: Bilingual?
    let replaces: [String]
  }

  private struct Whole: Encodable {
    let scenarios: [Item]
    let examples: [Item]
    let models: [OverlayItem]
  }

  package var json: String {
    encodedJSON(
      Whole(
        scenarios: scenarios.map(item), examples: examples.map(item),
        models: overlays.map {
          OverlayItem(
            file: $0.file, title: $0.head?.title, summary: $0.head?.summary, replaces: $0.head?.replaces ?? []
          )
        }))
  }

  private func item(_ scenario: ScenarioOverview) -> Item {
    let run = scenario.run
    let answer = run.flatMap(verdict)
    return Item(
      file: scenario.file, title: scenario.title, summary: run?.scenario.content.summary,
      verdict: answer?.text, good: answer?.good,
      fundingGap: NumberOrReason(run?.indicator("fundingGap"), absent: "refused"),
      mechanisms: scenario.mechanisms.map { Kind(kind: $0.kind, label: $0.label) },
      gates: (run?.model.coverageLimits ?? []).map {
        Condition(
          id: $0.indicator.id, label: $0.indicator.label, met: run?.outcome($0.isMet)?.value == 1)
      },
      published: PublishedItem.all(run?.published ?? []), assumedShare: run?.assumedShare,
      assumed: scenario.assumed.map { Assumption(path: $0.path, label: $0.label) },
      findings: Dictionary(
        uniqueKeysWithValues: Severity.allCases.map { ($0.rawValue, scenario.count(of: $0)) }))
  }

  // MARK: Tables

  private var overview: Table {
    Table(
      id: "scenarios", title: Bilingual(en: "At a glance", zh: "情景一览"),
      columns: [
        .init(id: "file", title: Bilingual(en: "File", zh: "文件")),
        .init(id: "title", title: Bilingual(en: "Place and title", zh: "地点与名称")),
        .init(id: "balance", title: Bilingual(en: "Does it balance?", zh: "资金是否平衡")),
        .init(
          id: "published", title: Bilingual(en: "Published figures that tie", zh: "公开数据相符"), importance: 1),
        .init(
          id: "assumed", title: Bilingual(en: "Uses resting on assumptions", zh: "资金需求依赖假设"),
          alignment: .trailing, importance: 2),
        .init(id: "findings", title: Bilingual(en: "Findings", zh: "检查结果"), importance: 3),
      ],
      rows: scenarios.map { scenario in
        Table.Row(
          id: scenario.file,
          cells: [
            .text(Bilingual(verbatim: scenario.file)), Self.title(scenario), balance(scenario),
            .text(Self.tied(scenario)), scenario.run.map { .share($0.assumedShare) } ?? .empty,
            .text(Self.count(scenario)),
          ])
      }, labelColumn: "file")
  }

  private var exampleTable: Table {
    Table(
      id: "examples", title: Bilingual(en: "Examples", zh: "示例"),
      columns: [
        .init(id: "file", title: Bilingual(en: "File", zh: "文件")),
        .init(id: "title", title: Bilingual(en: "Title", zh: "名称")),
        .init(id: "balance", title: Bilingual(en: "Does it balance?", zh: "资金是否平衡")),
        .init(id: "findings", title: Bilingual(en: "Findings", zh: "检查结果"), importance: 1),
      ],
      rows: examples.map { scenario in
        Table.Row(
          id: scenario.file,
          cells: [
            .text(Bilingual(verbatim: scenario.file)), Self.title(scenario), balance(scenario),
            .text(Self.count(scenario)),
          ])
      })
  }

  private var overlayTable: Table {
    Table(
      id: "models", title: Bilingual(en: "Overlays, to lay over a scenario", zh: "方案调整项（可叠加于情景）"),
      columns: [
        .init(id: "file", title: Bilingual(en: "File", zh: "文件")),
        .init(id: "title", title: Bilingual(en: "Title", zh: "名称")),
        .init(id: "summary", title: Bilingual(en: "What it does", zh: "说明"), importance: 2),
        .init(id: "replaces", title: Bilingual(en: "Replaces", zh: "整体替换"), importance: 1),
      ],
      rows: overlays.map { overlay in
        Table.Row(
          id: overlay.file,
          cells: [
            .text(Bilingual(verbatim: overlay.file)),
            overlay.head?.title.map(Table.Cell.text) ?? Self.noScenario,
            overlay.head?.summary.map(Table.Cell.text) ?? .empty,
            .text(Self.listed((overlay.head?.replaces ?? []).map { Bilingual(verbatim: $0) })),
          ])
      })
  }

  // MARK: One scenario

  private func section(_ scenario: ScenarioOverview) -> [DocumentBlock] {
    var blocks: [DocumentBlock] = [
      .heading(level: 1, text: scenario.title ?? Bilingual(verbatim: scenario.file))
    ]
    guard let run = scenario.run else {
      let count = Self.count(scenario)
      return blocks + [
        .paragraph(
          text: Bilingual(
            en: "\(scenario.file) cannot be computed: \(count.en). `fundsim check` names each.",
            zh: "\(scenario.file) 无法测算：\(count.zh)。用 `fundsim check` 查看。"))
      ]
    }
    let summary = run.scenario.content.summary
    if !summary.en.isEmpty || !summary.zh.isEmpty { blocks.append(.paragraph(text: summary)) }
    if let (text, good) = verdict(run) { blocks.append(.verdict(text: text, good: good)) }
    blocks.append(.keyValues(items: facts(of: scenario, run)))
    if !run.published.isEmpty { blocks.append(.table(publishedTable(scenario, run))) }
    return blocks
  }

  private func facts(of scenario: ScenarioOverview, _ run: ScenarioRun) -> [KeyValue] {
    let mechanisms = scenario.mechanisms.map {
      Bilingual(en: "\($0.label.en) (\($0.kind))", zh: "\($0.label.zh)（\($0.kind)）")
    }
    var items = [
      KeyValue(Bilingual(en: "File", zh: "文件"), .text(Bilingual(verbatim: scenario.file))),
      KeyValue(Bilingual(en: "Mechanisms", zh: "资金规则"), .text(Self.listed(mechanisms))),
    ]
    if !run.model.coverageLimits.isEmpty {
      let limits = run.model.coverageLimits.map { limit -> Bilingual in
        let isMet = run.outcome(limit.isMet)?.value == 1
        return Bilingual(
          en: "\(limit.indicator.label.en): \(isMet ? "met" : "not met")",
          zh: "\(limit.indicator.label.zh)：\(isMet ? "已满足" : "未满足")")
      }
      items.append(KeyValue(Bilingual(en: "Conditions", zh: "前置条件"), .text(Self.listed(limits))))
    }
    items.append(
      KeyValue(
        Bilingual(en: "Uses resting on assumed numbers", zh: "资金需求依赖假设的比例"), .share(run.assumedShare)))
    let assumed = scenario.assumed
    if !assumed.isEmpty {
      items.append(
        KeyValue(
          Bilingual(en: "Assumed", zh: "假设数"), .text(Self.shortened(assumed.map(\.label), to: 5))))
    }
    items.append(KeyValue(Bilingual(en: "Findings", zh: "检查结果"), .text(Self.count(scenario))))
    return items
  }

  private func publishedTable(_ scenario: ScenarioOverview, _ run: ScenarioRun) -> Table {
    Table(
      id: "published-\(scenario.file)",
      title: Bilingual(en: "Published against computed", zh: "公开数据与测算对照"),
      columns: [
        .init(id: "figure", title: Bilingual(en: "Figure", zh: "项目")),
        .init(id: "published", title: Bilingual(en: "Published", zh: "公开数据"), alignment: .trailing),
        .init(id: "computed", title: Bilingual(en: "Computed", zh: "测算"), alignment: .trailing),
        .init(id: "unit", title: Bilingual(en: "Unit", zh: "单位"), importance: 1),
        .init(id: "verdict", title: Bilingual(en: "Result", zh: "结果")),
      ],
      rows: run.published.map { comparison in
        Table.Row(
          id: comparison.figure.id,
          cells: [
            .text(comparison.figure.label), PublishedTable.publishedCell(comparison),
            Table.Cell.outcome(comparison.computed, comparison.unit),
            Table.Cell.unit(of: .value(comparison.published), comparison.unit),
            .text(comparison.ties ? PublishedTable.ties : PublishedTable.differs),
          ])
      })
  }

  // MARK: Cells

  private static let noScenario = Table.Cell.missing(Bilingual(en: "not a scenario", zh: "不是情景文件"))

  private static func title(_ scenario: ScenarioOverview) -> Table.Cell {
    scenario.title.map(Table.Cell.text) ?? noScenario
  }

  /// The answer `run` gives, with whether it is the one hoped for.
  private func verdict(_ run: ScenarioRun) -> (text: Bilingual, good: Bool)? {
    RunReport(run, unit: unit).document.blocks.lazy.compactMap { block in
      if case .verdict(let text, let good) = block { (text, good) } else { nil }
    }.first
  }

  private func balance(_ scenario: ScenarioOverview) -> Table.Cell {
    guard let run = scenario.run else { return .missing(Bilingual(en: "has errors", zh: "有错误")) }
    if let share = run.indicator("explainedShare")?.value, run.indicator("unattributed") != nil {
      return .text(
        Bilingual(
          en: "no budget: \(NumberText.share(share)) explained", zh: "非预算，来源已说明 \(NumberText.share(share))"))
    }
    guard let answer = VerdictSentence(run: run, unit: unit).balance else { return .empty }
    let isPaid = run.obstacles.allSatisfy { $0.obstacle == .shortInTime }
    guard isPaid else { return .text(answer) }
    // A plan that is short while debt stands has said so.
    let more = run.reservations.filter { $0.kind != .shortCash || run.holds == true }.map(Self.short)
    return .text(
      Bilingual(
        en: ([answer.en] + more.map(\.en)).joined(separator: "; "),
        zh: ([answer.zh] + more.map(\.zh)).joined(separator: "；")))
  }

  /// A reservation in a table's cell.
  private static func short(_ reservation: Reservation) -> Bilingual {
    switch reservation.kind {
    case .shortCash: Bilingual(en: "cash short in time", zh: "资金时序不足")
    case .shortAccount:
      Bilingual(en: "“\(reservation.label.en)” runs dry", zh: "“\(reservation.label.zh)”资金不足")
    case .belowLimit:
      Bilingual(en: "“\(reservation.label.en)” below its limit", zh: "“\(reservation.label.zh)”未达下限")
    }
  }

  private static func tied(_ scenario: ScenarioOverview) -> Bilingual {
    let comparisons = scenario.run?.published ?? []
    guard !comparisons.isEmpty else { return Bilingual(verbatim: "—") }
    let ties = comparisons.filter(\.ties).count
    return Bilingual(
      en: "\(ties) of \(comparisons.count)", zh: "\(comparisons.count) 项中 \(ties) 项")
  }

  private static func count(_ scenario: ScenarioOverview) -> Bilingual {
    let words: [(Severity, String, String)] = [
      (.error, "error", "错误"), (.warning, "warning", "警告"), (.notice, "notice", "提示"),
    ]
    let parts = words.compactMap { severity, en, zh -> Bilingual? in
      let count = scenario.count(of: severity)
      return count == 0 ? nil : Bilingual(en: "\(count) \(en)\(count == 1 ? "" : "s")", zh: "\(count) 处\(zh)")
    }
    return parts.isEmpty ? Bilingual(en: "none", zh: "无") : listed(parts)
  }

  private static func listed(_ items: [Bilingual]) -> Bilingual {
    Bilingual(
      en: items.map(\.en).joined(separator: ", "), zh: items.map(\.zh).joined(separator: "、"))
  }

  /// The first `most` of many, and how many more there are.
  private static func shortened(_ items: [Bilingual], to most: Int) -> Bilingual {
    let rest = items.count - most
    // “and 1 more” is no shorter than the one.
    guard rest > 1 else {
      return Bilingual(
        en: items.map(\.en).joined(separator: "; "), zh: items.map(\.zh).joined(separator: "；"))
    }
    let shown = items.prefix(most)
    return Bilingual(
      en: shown.map(\.en).joined(separator: "; ") + "; and \(rest) more",
      zh: shown.map(\.zh).joined(separator: "；") + "；另有 \(rest) 项")
  }
}
