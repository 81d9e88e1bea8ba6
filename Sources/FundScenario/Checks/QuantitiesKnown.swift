import FundFormula
import FundModel

/// Quantities every project may have are given where a block counts by them: a car park of unknown size earns nothing,
/// and that would look like a result.
package enum QuantitiesKnown: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let project = draft.content.project
    return draft.content.allBlocks.flatMap { block -> [Finding] in
      block.mechanism.fields.declarations.compactMap { field in
        guard field.kind.facts == "quantities",
          case .word(let word)? = block.values[field.name] ?? field.fallback,
          let fact = ["parking": "parkingBuilt", "communities": "communities"][word], !project.says(fact),
          let label = ProjectFacts.fields[fact]?.label
        else { return nil }
        return draft.finding(
          .quantities, "\(block.path).\(field.name)",
          en: "“\(block.label.en)” counts by the \(label.en), which the project does not give.",
          zh: "“\(block.label.zh)”按\(label.zh)计算，但项目未给出。",
          remedy: ("Add `project.\(fact)`.", "请添加“project.\(fact)”（\(label.zh)）。"))
      }
    }
  }
}
