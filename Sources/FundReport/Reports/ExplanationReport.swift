package import FundAnalysis
package import FundFormula
import FundModel
import FundScenario

/// The document of `explain`: each formula in names and in numbers, its result, and what it reads.
package struct ExplanationReport {
  private let explanations: [Explanation]
  private let run: ScenarioRun

  package init(_ explanations: [Explanation], _ run: ScenarioRun) {
    self.explanations = explanations
    self.run = run
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

  package var json: String {
    encodedJSON([
      "explanations": explanations.map { entry in
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
    ])
  }

  package var document: Document {
    Document(
      title: run.scenario.content.title,
      blocks: explanations.flatMap { entry -> [DocumentBlock] in
        let when = period(entry).map { Bilingual(en: " in \($0)", zh: "（\($0)）") } ?? Bilingual(verbatim: "")
        let result = exact(entry.result, entry.unit)
        var blocks: [DocumentBlock] = [
          .heading(level: 2, text: Bilingual(en: entry.label.en + when.en, zh: entry.label.zh + when.zh)),
          .paragraph(text: Bilingual(en: "= \(entry.names.en)", zh: "= \(entry.names.zh)")),
        ]
        if entry.numbers != entry.names.en {
          blocks.append(.paragraph(text: Bilingual(verbatim: "= \(entry.numbers)")))
        }
        blocks.append(.paragraph(text: Bilingual(en: "= \(result.en)", zh: "= \(result.zh)")))
        if !entry.parts.isEmpty { blocks.append(.keyValues(items: entry.parts.map(item))) }
        return blocks
      })
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

  private func item(_ part: Explanation.Part) -> KeyValue {
    var note = Bilingual(verbatim: part.key)
    if let input = part.input {
      let origin =
        input.source.map { Bilingual(verbatim: $0) }
        ?? (input.isAssumed ? Bilingual(en: "assumed ※", zh: "假设值 ※") : nil)
      let remark = input.note.map { "; \($0)" } ?? ""
      note = Bilingual(
        en: "\(part.key) · \(origin?.en ?? "—")\(remark)", zh: "\(part.key) · \(origin?.zh ?? "—")\(remark)")
    }
    return KeyValue(part.label, .text(exact(part.outcome, part.unit)), note: note)
  }

  /// A number with every digit and its base unit: what the formula shown evaluates to.
  private func exact(_ outcome: Outcome, _ unit: ValueUnit) -> Bilingual {
    guard let value = outcome.value else { return outcome.reason?.label ?? Bilingual(verbatim: "—") }
    let number = NumberText.exact(value)
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
