package import FundAnalysis
import FundFormula
import FundModel
package import FundScenario

/// The document of `diff`: what differs in the inputs, and what that does to results and payers.
package struct DifferenceReport {
  private let difference: ScenarioDifference
  private let names: (first: Bilingual, second: Bilingual)

  package init(_ difference: ScenarioDifference, _ first: CheckedScenario, _ second: CheckedScenario) {
    self.difference = difference
    let same = first.content.title == second.content.title
    names =
      same
      ? (Bilingual(en: "A", zh: "A"), Bilingual(en: "B", zh: "B"))
      : (first.content.title, second.content.title)
  }

  package var json: String { encodedJSON(difference) }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    if !isDifferent {
      blocks.append(
        .verdict(text: Bilingual(en: "The two scenarios do not differ.", zh: "两个情景没有差别。"), good: true))
    }
    if names.first.en != "A" {
      blocks.append(
        .keyValues(items: [
          KeyValue(Bilingual(verbatim: "A"), .text(names.first)),
          KeyValue(Bilingual(verbatim: "B"), .text(names.second)),
        ]))
    }
    if !difference.structure.isEmpty { blocks.append(.table(structureTable)) }
    if !difference.inputs.isEmpty { blocks.append(.table(inputTable)) }
    add("indicators", Bilingual(en: "Indicators", zh: "主要指标"), difference.results.indicators, &blocks)
    add(
      "lines", Bilingual(en: "Capital balance", zh: "资金平衡表"), difference.results.lines.map(\.amount), &blocks)
    add("payers", Bilingual(en: "Who pays", zh: "出资分担"), difference.results.payers.map(\.amount), &blocks)
    for household in difference.results.households {
      let label = Bilingual(
        en: "One household's bill: \(household.label.en)", zh: "一户一账：\(household.label.zh)")
      add(
        "household-\(household.homeType)", label, household.lines + [household.payment, household.net],
        &blocks)
    }
    return Document(title: Bilingual(en: "What differs", zh: "差异对照"), blocks: blocks)
  }

  private var isDifferent: Bool {
    let results = difference.results
    return !difference.inputs.isEmpty || !difference.structure.isEmpty
      || (results.indicators + results.lines.map(\.amount)).contains(where: \.differs)
  }

  // MARK: Inputs and structure

  private var structureTable: Table {
    Table(
      id: "structure", title: Bilingual(en: "Blocks in one only, or of another kind", zh: "仅一方具有或类型不同的条目"),
      columns: [
        .init(id: "path", title: Bilingual(en: "Path", zh: "编号")),
        .init(id: "label", title: Bilingual(en: "Name", zh: "名称"), importance: 1),
        .init(id: "first", title: Bilingual(verbatim: "A")),
        .init(id: "second", title: Bilingual(verbatim: "B")),
      ],
      rows: difference.structure.map { entry in
        Table.Row(
          id: entry.path,
          cells: [
            .text(Bilingual(verbatim: entry.path)), .text(entry.label), kind(entry.first), kind(entry.second),
          ])
      })
  }

  private func kind(_ word: String?) -> Table.Cell {
    guard let word else { return .text(Bilingual(en: "—", zh: "—")) }
    return .text(word.isEmpty ? Bilingual(en: "present", zh: "有") : Bilingual(verbatim: word))
  }

  private var inputTable: Table {
    Table(
      id: "inputs", title: Bilingual(en: "Inputs that differ", zh: "不同的参数"),
      columns: [
        .init(id: "path", title: Bilingual(en: "Path", zh: "编号")),
        .init(id: "label", title: Bilingual(en: "Name", zh: "名称"), importance: 2),
        .init(id: "first", title: Bilingual(verbatim: "A"), alignment: .trailing),
        .init(id: "second", title: Bilingual(verbatim: "B"), alignment: .trailing),
        .init(id: "change", title: Bilingual(en: "Change", zh: "变动"), alignment: .trailing, importance: 1),
        .init(id: "sources", title: Bilingual(en: "Sources A → B", zh: "依据 A → B"), importance: 3),
      ],
      rows: difference.inputs.map { input in
        Table.Row(
          id: input.path,
          cells: [
            .text(Bilingual(verbatim: input.path)), .text(input.label), cell(input.first), cell(input.second),
            input.relativeDifference.map(Table.Cell.change) ?? .empty,
            .text(
              Bilingual(
                en: "\(basis(input.first).en) → \(basis(input.second).en)",
                zh: "\(basis(input.first).zh) → \(basis(input.second).zh)")),
          ])
      })
  }

  private func cell(_ entry: InputDifference.Entry?) -> Table.Cell {
    guard let entry else { return .text(Bilingual(verbatim: "—")) }
    let text =
      switch entry.value {
      case .number(let number): NumberText.exact(number)
      case .flag(let flag): flag ? "true" : "false"
      case .text(let text): text
      case .list(let items): items.joined(separator: ", ")
      }
    return .text(Bilingual(verbatim: text))
  }

  private func basis(_ entry: InputDifference.Entry?) -> Bilingual {
    guard let entry else { return Bilingual(verbatim: "—") }
    if let source = entry.source { return Bilingual(verbatim: source) }
    if !entry.isWritten { return Bilingual(en: "default", zh: "默认值") }
    return entry.isAssumed ? Bilingual(en: "assumed", zh: "假设值") : Bilingual(verbatim: "—")
  }

  // MARK: Results

  /// A table of the results that differ; none where none does.
  private func add(
    _ id: String, _ title: Bilingual, _ results: [ResultDifference], _ blocks: inout [DocumentBlock]
  ) {
    let shown = results.filter(\.differs)
    guard !shown.isEmpty else { return }
    blocks.append(
      .table(
        Table(
          id: id, title: title,
          columns: [
            .init(id: "label", title: Bilingual(en: "Result", zh: "项目")),
            .init(id: "first", title: Bilingual(verbatim: "A"), alignment: .trailing),
            .init(id: "second", title: Bilingual(verbatim: "B"), alignment: .trailing),
            .init(id: "difference", title: Bilingual(en: "Difference", zh: "差额"), alignment: .trailing),
            .init(
              id: "change", title: Bilingual(en: "Change", zh: "变动"), alignment: .trailing, importance: 1),
            .init(id: "unit", title: Bilingual(en: "Unit", zh: "单位"), importance: 2),
          ],
          rows: shown.map { result in
            Table.Row(
              id: result.id,
              cells: [
                .text(result.label), figure(result.first, result.unit), figure(result.second, result.unit),
                [.flag, .period].contains(result.unit)
                  ? .empty
                  : result.difference.map { Table.Cell.outcome(.value($0), result.unit) } ?? .empty,
                mark(result), Table.Cell.unit(of: .value(0), result.unit),
              ])
          },
          notes: shown.contains { $0.verdict != nil }
            ? [Bilingual(en: "★ better in B, ▼ worse in B.", zh: "★ B 较优，▼ B 较差。")] : [])))
  }

  private func mark(_ result: ResultDifference) -> Table.Cell {
    let change = result.relativeDifference.map(Table.Cell.change) ?? .empty
    return switch result.verdict {
    case .better: .flagged(change, mark: "★")
    case .worse: .flagged(change, mark: "▼")
    case nil: change
    }
  }

  private func figure(_ figure: ResultDifference.Figure?, _ unit: ValueUnit) -> Table.Cell {
    guard let figure else { return .text(Bilingual(verbatim: "—")) }
    if let value = figure.value { return Table.Cell.outcome(.value(value), unit) }
    return .missing(figure.reason?.label ?? Bilingual(verbatim: "—"))
  }
}
