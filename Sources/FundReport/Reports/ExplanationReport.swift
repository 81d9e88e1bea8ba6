package import FundAnalysis
package import FundFormula
import FundModel
import FundScenario

/// The document of `explain`: each formula in names and in numbers, its result, and what it reads.
package struct ExplanationReport {
  private let explanations: [Explanation]
  private let run: ScenarioRun
  private let isShort: Bool

  /// - Parameter isShort: whether the document tells what matters most, on at most a screen; JSON tells all.
  package init(_ explanations: [Explanation], _ run: ScenarioRun, isShort: Bool = false) {
    self.explanations = explanations
    self.run = run
    self.isShort = isShort
  }

  private struct Item: Encodable {
    let key: String
    let label: Bilingual
    let period: String?
    let formula: Bilingual
    let numbers: String
    let result: NumberOrReason
    let status: String?
    let unit: String
    let parts: [Part]
  }

  private struct Part: ResultObject {
    let key: String
    let label: Bilingual
    let value: NumberOrReason
    let source: String?
    let assumed: Bool?
  }

  private struct JSON: Encodable {
    let explanations: [Item]
    /// Where the gap comes from; left out where something else is asked.
    let products: [ProductTable.JSON]?
  }

  package var json: String {
    let items = explanations.map { entry in
      Item(
        key: entry.key, label: entry.label, period: period(entry), formula: entry.names,
        numbers: entry.numbers,
        result: NumberOrReason(entry.result), status: entry.result.reason?.id, unit: entry.unit.rawValue,
        parts: entry.parts.map {
          Part(
            key: $0.key, label: $0.label, value: NumberOrReason($0.outcome), source: $0.input?.source,
            assumed: $0.input?.isAssumed)
        })
    }
    return encodedJSON(JSON(explanations: items, products: asksGap ? ProductTable(run).json : nil))
  }

  /// The gap is asked for: by product it says more than its formula.
  private var asksGap: Bool {
    let gaps: [any Indicator.Type] = [FundingGap.self, FundingGapBeforeTopUp.self]
    let keys = gaps.compactMap { run.model.node(of: $0).flatMap { run.model.graph.nodes[$0].name?.key } }
    return explanations.first.map { keys.contains($0.key) } ?? false
  }

  /// On a screen the gap after top-up is told by the gap before: what that leaves is the same amount twice, less itself.
  private var gapBeforeTopUp: [Explanation]? {
    guard isShort, let first = explanations.first, first.key == FundingGap.key,
      let before = run.indicator(FundingGapBeforeTopUp.id)?.value,
      abs(before - (first.result.value ?? before)) > Tolerance.amount,
      case .found(let found) = Explainer(run).explanations(of: FundingGapBeforeTopUp.id, depth: 6)
    else { return nil }
    return found
  }

  package var document: Document {
    let products = asksGap ? ProductTable(run).table : nil
    var blocks = products.map { [DocumentBlock.table($0)] } ?? []
    guard isShort else {
      blocks += explanations.flatMap { self.blocks($0, parts: $0.parts, left: 0) }
      return Document(title: run.scenario.content.title, blocks: blocks)
    }
    let before = gapBeforeTopUp
    if before != nil {
      blocks.append(
        .paragraph(
          text: Bilingual(
            en: "The funding gap is what the top-up leaves; explained is the gap before it.",
            zh: "资金缺口为差额补足后的余数，以下说明补足前资金缺口。")))
    }
    // A table takes its rows, its head, its notes and the lines between.
    let excerpt = ExplanationExcerpt(
      of: before ?? explanations, taken: products.map { $0.rows.count + 2 * $0.notes.count + 7 } ?? 0)
    blocks += excerpt.shown.flatMap { entry in
      let parts = ExplanationExcerpt.parts(of: entry)
      return self.blocks(entry, parts: parts.shown, left: parts.left)
    }
    if excerpt.hidden > 0 || excerpt.shown.contains(where: { ExplanationExcerpt.parts(of: $0).left > 0 }) {
      blocks.append(
        .paragraph(
          text: Bilingual(
            en: "What matters most; `--depth N` tells all, N levels down.",
            zh: "以上为主要构成；加 --depth N 可逐级列出全部算式。")))
    }
    return Document(title: run.scenario.content.title, blocks: blocks)
  }

  /// - Parameter left: how many parts are not listed.
  private func blocks(_ entry: Explanation, parts: [Explanation.Part], left: Int) -> [DocumentBlock] {
    let when = period(entry).map { Bilingual(en: " in \($0)", zh: "（\($0)）") } ?? Bilingual(verbatim: "")
    let result = exact(entry.result, entry.unit)
    func formula(_ text: String) -> String { "= " + (isShort ? ExplanationExcerpt.formula(text) : text) }
    var blocks: [DocumentBlock] = [
      .heading(level: 2, text: Bilingual(en: entry.label.en + when.en, zh: entry.label.zh + when.zh)),
      .paragraph(text: Bilingual(en: formula(entry.names.en), zh: formula(entry.names.zh))),
    ]
    if entry.numbers != entry.names.en {
      let numbers = isShort ? ExplanationExcerpt.numbers(entry.numbers) : entry.numbers
      blocks.append(.paragraph(text: Bilingual(verbatim: "= " + numbers)))
    }
    blocks.append(.paragraph(text: Bilingual(en: "= \(result.en)", zh: "= \(result.zh)")))
    guard !parts.isEmpty else { return blocks }
    let isWhole = entry.period == nil
    let rest =
      left > 0
      ? [KeyValue(Bilingual(en: "and \(left) more", zh: "另有 \(left) 项"), .empty)] : []
    blocks.append(.keyValues(items: parts.map { item($0, isBelowWhole: isWhole) } + rest))
    return blocks
  }

  /// The names that can be asked for.
  package var index: Document {
    Document(
      title: run.scenario.content.title,
      blocks: [
        .table(
          Table(
            id: "formulas", title: Bilingual(en: "What can be explained", zh: "可解释的数"),
            columns: [
              .init(id: "key", title: Bilingual(en: "Key", zh: "编号")),
              .init(id: "label", title: Bilingual(en: "Name", zh: "名称")),
              .init(id: "formula", title: Bilingual(en: "Formula", zh: "算式"), importance: 1),
            ],
            rows: explanations.map { entry in
              Table.Row(
                id: entry.key,
                cells: [.text(Bilingual(verbatim: entry.key)), .text(entry.label), .text(entry.names)])
            }))
      ])
  }

  private func period(_ entry: Explanation) -> String? {
    guard let place = entry.period, let axis = entry.axis else { return nil }
    return run.model.placeLabels(on: axis)[place]
  }

  /// - Parameter isBelowWhole: whether it stands under an amount of all periods, of which it tells one.
  private func item(_ part: Explanation.Part, isBelowWhole: Bool) -> KeyValue {
    var note = Bilingual(verbatim: part.key)
    if let input = part.input {
      let origin =
        input.source.map { Bilingual(verbatim: $0) }
        ?? (input.isAssumed ? Bilingual(en: "assumed ※", zh: "假设值 ※") : nil)
      let remark = input.note.map { "; \($0)" } ?? ""
      note = Bilingual(
        en: "\(part.key) · \(origin?.en ?? "—")\(remark)", zh: "\(part.key) · \(origin?.zh ?? "—")\(remark)")
    }
    let when = isBelowWhole ? part.axis.map { run.model.placeLabels(on: $0)[part.place] } : nil
    let label =
      when.map { Bilingual(en: "\(part.label.en) in \($0)", zh: "\(part.label.zh)（\($0)）") } ?? part.label
    return KeyValue(label, .text(exact(part.outcome, part.unit)), note: note)
  }

  /// A number in its base unit; where all is told with every digit: what the formula shown evaluates to.
  private func exact(_ outcome: Outcome, _ unit: ValueUnit) -> Bilingual {
    guard let value = outcome.value else { return outcome.reason?.label ?? Bilingual(verbatim: "—") }
    let number = isShort ? NumberText.short(value) : NumberText.exact(value)
    return switch unit {
    case .yuan: Bilingual(en: "\(number) yuan", zh: "\(number) 元")
    case .yuanPerArea: Bilingual(en: "\(number) yuan/m²", zh: "\(number) 元/㎡")
    case .yuanPerHousehold: Bilingual(en: "\(number) yuan each", zh: "\(number) 元/户（个）")
    case .area: Bilingual(en: "\(number) m²", zh: "\(number) ㎡")
    case .households: Bilingual(en: "\(number) households", zh: "\(number) 户")
    case .years: Bilingual(en: "\(number) years", zh: "\(number) 年")
    case .share, .rate: Bilingual(verbatim: "\(number) (\(NumberText.rate(value)))")
    default: Bilingual(verbatim: number)
    }
  }
}
