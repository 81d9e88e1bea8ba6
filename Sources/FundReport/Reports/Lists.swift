import FundAnalysis
package import FundFormula
import FundModel
package import FundScenario

/// Every number of a scenario in the order of its file: path, value, unit, source, status.
package struct InputList {
  private let scenario: CheckedScenario
  private let inputs: [(input: DeclaredInput, number: SourcedNumber)]

  package init(_ scenario: CheckedScenario) {
    self.scenario = scenario
    inputs = DeclaredInput.all(in: scenario.content).compactMap { input in
      guard case .number(let number)? = input.value else { return nil }
      return (input, number)
    }
  }

  private struct Item: Encodable {
    let path: String
    let label: Bilingual
    let value: Double
    let unit: String
    let unitText: String?
    let source: String?
    let note: String?
    let assumed: Bool
    let structural: Bool
    let isDefault: Bool
    let used: Bool

    enum CodingKeys: String, CodingKey {
      case path, label, value, unit, unitText, source, note, assumed, structural, used
      case isDefault = "default"
    }
  }

  package var json: String {
    encodedJSON([
      "inputs": inputs.map { input, number in
        Item(
          path: input.path, label: input.label, value: number.value,
          unit: (input.unit ?? .number).valueUnit.rawValue,
          unitText: number.unitText, source: number.source, note: number.note,
          assumed: input.isWritten && number.isAssumed, structural: input.isStructural,
          isDefault: !input.isWritten,
          used: isUsed(input))
      }
    ])
  }

  /// Whether a formula reads it, or it shapes the graph.
  private func isUsed(_ input: DeclaredInput) -> Bool {
    input.isStructural || scenario.model.graph.input(input.path) != nil
  }

  package var document: Document {
    Document(
      title: scenario.content.title,
      blocks: [
        .table(
          Table(
            id: "inputs", title: Bilingual(en: "Inputs and assumptions", zh: "基础参数与假设"),
            columns: [
              .init(id: "path", title: Bilingual(en: "Path", zh: "编号")),
              .init(id: "label", title: Bilingual(en: "Name", zh: "名称"), importance: 3),
              .init(id: "value", title: Bilingual(en: "Value", zh: "数值"), alignment: .trailing),
              .init(id: "unit", title: Bilingual(en: "Unit", zh: "单位"), importance: 1),
              .init(id: "source", title: Bilingual(en: "Source", zh: "依据"), importance: 4),
              .init(id: "status", title: Bilingual(en: "Status", zh: "状态")),
            ], rows: inputs.map(row),
            notes: [
              Bilingual(
                en: "▣ shapes the calculation (lengths, terms): changed by enumeration only.",
                zh: "▣ 结构性参数（时长、期限），仅可枚举变动。")
            ], labelColumn: "path"))
      ])
  }

  private func row(_ input: DeclaredInput, _ number: SourcedNumber) -> Table.Row {
    let value = Table.Cell.text(Bilingual(verbatim: NumberText.exact(number.value)))
    let status: Bilingual =
      if !input.isWritten {
        Bilingual(en: "default", zh: "默认值")
      } else if number.isAssumed {
        Bilingual(en: "assumed ※", zh: "假设值 ※")
      } else {
        Bilingual(en: "published", zh: "公开数据")
      }
    return Table.Row(
      id: input.path,
      cells: [
        .text(Bilingual(verbatim: input.path)), .text(input.label),
        input.isStructural ? .flagged(value, mark: "▣") : value,
        .text(input.unit?.unit ?? Bilingual(verbatim: number.unitText ?? "")),
        .text(Bilingual(verbatim: number.source ?? "")), .text(status),
      ])
  }
}

/// Every indicator with its definition.
package struct IndicatorList {
  package init() {}

  private struct Item: Encodable {
    let id: String
    let label: Bilingual
    let unit: String
    let better: String
    let definition: Bilingual
    let reference: String
  }

  package var json: String {
    encodedJSON([
      "indicators": Indicators.all.map {
        Item(
          id: $0.id, label: $0.label, unit: $0.unit.rawValue, better: $0.better.rawValue,
          definition: $0.definition,
          reference: $0.reference)
      }
    ])
  }

  package var document: Document {
    Document(
      title: Bilingual(en: "Indicators", zh: "指标"),
      blocks: [
        .table(
          Table(
            id: "indicators", title: Bilingual(en: "Indicators and their definitions", zh: "指标及口径"),
            columns: [
              .init(id: "id", title: Bilingual(en: "Id", zh: "编号")),
              .init(id: "label", title: Bilingual(en: "Name", zh: "名称")),
              .init(id: "definition", title: Bilingual(en: "Definition", zh: "口径"), importance: 1),
              .init(id: "reference", title: Bilingual(en: "Reference", zh: "依据"), importance: 2),
            ],
            rows: Indicators.all.map { indicator in
              Table.Row(
                id: indicator.id,
                cells: [
                  .text(Bilingual(verbatim: indicator.id)), .text(indicator.label),
                  .text(indicator.definition),
                  .text(Bilingual(verbatim: indicator.reference)),
                ])
            }, labelColumn: "id"))
      ])
  }
}

/// Every mechanism with its formula and fields.
package struct MechanismList {
  package init() {}

  private struct Field: Encodable {
    let name: String
    let label: Bilingual
    let required: Bool
    let unit: Bilingual?
  }

  private struct Item: Encodable {
    let kind: String
    let section: String
    let label: Bilingual
    let formula: Bilingual
    let fields: [Field]
  }

  package var json: String {
    encodedJSON([
      "mechanisms": Mechanisms.all.map { mechanism in
        Item(
          kind: mechanism.kind, section: mechanism.section.rawValue, label: mechanism.label,
          formula: mechanism.summary,
          fields: mechanism.fields.declarations.map {
            Field(name: $0.name, label: $0.label, required: $0.isRequired, unit: $0.kind.unit?.unit)
          })
      }
    ])
  }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    for section in Section.allCases {
      let mechanisms = Mechanisms.all.filter { $0.section == section }
      blocks.append(
        .table(
          Table(
            id: section.rawValue, title: section.label,
            columns: [
              .init(id: "kind", title: Bilingual(en: "Kind", zh: "编号")),
              .init(id: "label", title: Bilingual(en: "Name", zh: "名称")),
              .init(id: "formula", title: Bilingual(en: "Formula", zh: "算式")),
              .init(id: "fields", title: Bilingual(en: "Fields (* required)", zh: "字段（* 必填）"), importance: 1),
            ],
            rows: mechanisms.map { mechanism in
              let fields = mechanism.fields.declarations.map { $0.name + ($0.isRequired ? "*" : "") }
              return Table.Row(
                id: mechanism.kind,
                cells: [
                  .text(Bilingual(verbatim: mechanism.kind)), .text(mechanism.label),
                  .text(mechanism.summary),
                  .text(Bilingual(verbatim: fields.joined(separator: ", "))),
                ])
            }, labelColumn: "kind")))
    }
    return Document(title: Bilingual(en: "Mechanisms", zh: "资金规则"), blocks: blocks)
  }
}

/// Scenario files with their titles.
package struct ScenarioList {
  private let scenarios: [(path: String, title: Bilingual?)]

  package init(_ scenarios: [(String, Bilingual?)]) { self.scenarios = scenarios.map { ($0.0, $0.1) } }

  private struct Item: Encodable {
    let path: String
    let title: Bilingual?
  }

  package var json: String {
    encodedJSON(["scenarios": scenarios.map { Item(path: $0.path, title: $0.title) }])
  }

  package var document: Document {
    Document(
      title: Bilingual(en: "Scenarios", zh: "测算情景"),
      blocks: [
        .table(
          Table(
            id: "scenarios", title: Bilingual(en: "Scenarios", zh: "测算情景"),
            columns: [
              .init(id: "path", title: Bilingual(en: "File", zh: "文件")),
              .init(id: "title", title: Bilingual(en: "Title", zh: "名称")),
            ],
            rows: scenarios.map { scenario in
              Table.Row(
                id: scenario.path,
                cells: [
                  .text(Bilingual(verbatim: scenario.path)),
                  scenario.title.map(Table.Cell.text)
                    ?? .missing(Bilingual(en: "not a scenario", zh: "不是情景文件")),
                ])
            }))
      ])
  }
}

/// The funding models that are part of the program.
package struct ModelList {
  package init() {}

  private struct Item: Encodable {
    let id: String
    let title: Bilingual?
    let summary: Bilingual?
  }

  private var items: [Item] {
    FundingModels.all.map { model in
      let head = OverlayHead(of: model.id, bytes: model.bytes)
      return Item(id: model.id, title: head?.title, summary: head?.summary)
    }
  }

  package var json: String { encodedJSON(["models": items]) }

  package var document: Document {
    Document(
      title: Bilingual(en: "Funding models", zh: "筹资模式"),
      blocks: [
        .table(
          Table(
            id: "models", title: Bilingual(en: "Models to lay over a project", zh: "可叠加于项目的筹资模式"),
            columns: [
              .init(id: "id", title: Bilingual(en: "Id", zh: "编号")),
              .init(id: "title", title: Bilingual(en: "Title", zh: "名称")),
              .init(id: "summary", title: Bilingual(en: "What it does", zh: "说明")),
            ],
            rows: items.map { item in
              Table.Row(
                id: item.id,
                cells: [
                  .text(Bilingual(verbatim: item.id)), .text(item.title ?? Bilingual(verbatim: "")),
                  .text(item.summary ?? Bilingual(verbatim: "")),
                ])
            }))
      ])
  }
}

/// The presets `new` knows.
package struct PresetList {
  package init() {}

  private struct Item: Encodable {
    let id: String
    let label: Bilingual
    let summary: Bilingual
  }

  package var json: String {
    encodedJSON(["presets": Presets.all.map { Item(id: $0.id, label: $0.label, summary: $0.summary) }])
  }

  package var document: Document {
    Document(
      title: Bilingual(en: "Presets", zh: "模板"),
      blocks: [
        .table(
          Table(
            id: "presets", title: Bilingual(en: "Scenarios to start from", zh: "可用的模板"),
            columns: [
              .init(id: "id", title: Bilingual(en: "Id", zh: "编号")),
              .init(id: "label", title: Bilingual(en: "Name", zh: "名称")),
              .init(id: "summary", title: Bilingual(en: "What it shows", zh: "说明")),
            ],
            rows: Presets.all.map { preset in
              Table.Row(
                id: preset.id,
                cells: [.text(Bilingual(verbatim: preset.id)), .text(preset.label), .text(preset.summary)])
            }))
      ])
  }
}
