import FundFormula
import FundModel

/// Floor areas that mechanisms count by are known: from the home types, or from the project.
package enum AreasKnown: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let project = draft.content.project
    guard draft.content.homeTypes.isEmpty else { return [] }
    return draft.content.allBlocks.compactMap { block in
      let fields = block.mechanism.fields.declarations
      let field = fields.first { $0.kind.facts == "areas" }
      let area = block.kind == CostDemolition.kind ? "old" : field.flatMap { word($0, block) }
      let needs =
        ["old": ["oldArea"], "new": ["newArea"], "extra": ["oldArea", "newArea"], "built": ["newArea"]][
          area ?? ""] ?? []
      let missing = needs.filter { !project.says($0) }
      guard !missing.isEmpty else { return nil }
      let labels = missing.compactMap { ProjectFacts.fields[$0]?.label }
      let path = field.map { "\(block.path).\($0.name)" } ?? block.path
      return draft.finding(
        .areas, path,
        en:
          "“\(block.label.en)” counts by the \(labels.map(\.en).joined(separator: " and the ")), which the project does not give.",
        zh: "“\(block.label.zh)”按\(labels.map(\.zh).joined(separator: "和"))计算，但项目未给出。",
        remedy: (
          "Add \(missing.map { "`project.\($0)`" }.joined(separator: " and ")), or `project.homeTypes`.",
          "请添加\(missing.map { "“project.\($0)”" }.joined(separator: "和"))，或“project.homeTypes”（户型）。"
        ))
    }
  }

  private static func word(_ field: FieldDeclaration, _ block: Block) -> String? {
    if case .word(let word)? = block.values[field.name] ?? field.fallback { word } else { nil }
  }
}
