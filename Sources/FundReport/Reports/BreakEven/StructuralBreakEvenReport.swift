package import FundAnalysis
package import FundFormula
import FundModel
import FundScenario

/// The document of `breakeven --solve` for a length or a term: for which whole values the target is met.
package struct StructuralBreakEvenReport {
  private let title: Bilingual
  private let found: StructuralBreakEven
  private let text: FigureText

  package init(_ found: StructuralBreakEven, title: Bilingual, unit: MoneyUnit) {
    self.found = found
    self.title = title
    text = FigureText(unit: unit)
  }

  private var unitText: Bilingual { found.input.unit?.unit ?? Bilingual(verbatim: "") }

  private func value(_ value: Int) -> Bilingual {
    Bilingual(
      en:
        "\(value) \(value == 1 && unitText.en.hasSuffix("s") ? String(unitText.en.dropLast()) : unitText.en)",
      zh: found.input.unit == .months ? "\(value) 个月" : "\(value) \(unitText.zh)")
  }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    if found.target.isBeforeTopUp { blocks.append(.paragraph(text: FigureText.beforeTopUp)) }
    if found.target.isPlan { blocks.append(.paragraph(text: FigureText.wholePlan)) }
    blocks.append(.verdict(text: verdict, good: found.solved != nil))
    blocks.append(.table(table))
    return Document(title: title, blocks: blocks)
  }

  private var verdict: Bilingual {
    let (asked, label) = (text.target(found.target), found.input.label)
    let tried = (value(found.figures.first?.value ?? 0), value(found.figures.last?.value ?? 0))
    guard !found.meeting.isEmpty else {
      return Bilingual(
        en: "No \(label.en) from \(tried.0.en) to \(tried.1.en) meets \(asked.en).",
        zh: "\(label.zh)自 \(tried.0.zh) 至 \(tried.1.zh) 均不满足：\(asked.zh)。")
    }
    let ranges = found.meeting.map { range -> Bilingual in
      let (low, high) = (value(range.lowerBound), value(range.upperBound))
      return range.count == 1
        ? low : Bilingual(en: "\(range.lowerBound) to \(high.en)", zh: "\(range.lowerBound) 至 \(high.zh)")
    }
    return Bilingual(
      en:
        "\(label.en) of \(ranges.map(\.en).joined(separator: ", ")) meets \(asked.en) or better (\(tried.0.en) to \(tried.1.en) were tried).",
      zh:
        "\(label.zh)为 \(ranges.map(\.zh).joined(separator: "、")) 时达到或优于目标（\(asked.zh)）；已测算 \(tried.0.zh) 至 \(tried.1.zh)。"
    )
  }

  /// Where it turns, with the values around it.
  private var table: Table {
    let turning = Set(
      found.meeting.flatMap { [$0.lowerBound - 1, $0.lowerBound, $0.upperBound, $0.upperBound + 1] } + [
        found.base
      ])
    let shown = found.figures.filter { turning.contains($0.value) }
    return Table(
      id: "values", title: Bilingual(en: "Values around the turning points", zh: "转折处取值"),
      columns: [
        .init(id: "value", title: found.input.label, alignment: .trailing),
        .init(id: "figure", title: found.target.label, alignment: .trailing),
        .init(id: "met", title: Bilingual(en: "Target", zh: "是否达标")),
      ],
      rows: shown.map { figure in
        let own = Table.Cell.text(value(figure.value))
        return Table.Row(
          id: "\(figure.value)",
          cells: [
            figure.value == found.base ? .flagged(own, mark: "●") : own,
            figure.outcome.map { .text(text.outcome($0, found.target.unit)) }
              ?? .missing(Bilingual(en: "not possible in this scenario", zh: "该取值下情景有误")),
            .text(figure.isMet ? Bilingual(en: "met", zh: "达标") : Bilingual(en: "not met", zh: "未达标")),
          ])
      }, notes: [Bilingual(en: "● today.", zh: "● 现值。")])
  }

  private struct JSON: Encodable {
    struct Figure: Encodable {
      let at: Int
      let figure: OutcomeJSON?
      let met: Bool
    }

    let version = 1
    let solved: [String: Double]
    let residual: Double?
    let roots: [Double]
    let method = "enumeration"
    let path: String
    let base: Int
    let target: TargetJSON
    let meeting: [[Int]]
    let figures: [Figure]
  }

  package var json: String {
    let solved = found.solved
    return encodedJSON(
      JSON(
        solved: solved.map { [found.input.path: Double($0.value)] } ?? [:],
        residual: solved?.outcome?.value.map { $0 - found.target.value },
        roots: found.figures.filter { figure in
          figure.outcome?.value.map { abs($0 - found.target.value) <= found.target.tolerance } ?? false
        }.map { Double($0.value) },
        path: found.input.path, base: found.base, target: TargetJSON(found.target),
        meeting: found.meeting.map { [$0.lowerBound, $0.upperBound] },
        figures: found.figures.map {
          JSON.Figure(at: $0.value, figure: $0.outcome.map(OutcomeJSON.init), met: $0.isMet)
        }))
  }
}
