import FundFormula
import FundModel

/// Costs that a block names by class exist, and are not the block itself: money that may pay for nothing, and money
/// that follows nothing, is a slip.
package enum EmptySelection: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let project = ProjectGraph(draft.content)
    return draft.content.allBlocks.flatMap { block -> [Finding] in
      block.mechanism.fields.declarations.compactMap { field in
        let path = "\(block.path).\(field.name)"
        switch block.values[field.name] {
        case .words(let words)? where field.kind.form == .costs && !words.isEmpty:
          return finding(words, block, path, severity: .warning, draft, project)
        case .schedule(.following(let words))?:
          return finding(words, block, "\(path).follow", severity: .error, draft, project)
        default: return nil
        }
      }
    }
  }

  private static func finding(
    _ words: [String], _ block: Block, _ path: String, severity: Severity, _ draft: Draft,
    _ project: ProjectGraph
  ) -> Finding? {
    if block.path.hasPrefix("costs."), words.contains(block.id) {
      return draft.finding(
        .circular, path, en: "“\(block.label.en)” refers to itself.", zh: "“\(block.label.zh)”引用了自身。",
        remedy: ("Name other costs.", "请填写其他费用。"))
    }
    let asking = path.hasSuffix(".follow") ? "" : block.path
    guard project.costBlocks(words, except: asking, of: block.account).isEmpty else { return nil }
    let labels = words.map { FlowClass(rawValue: $0)?.label ?? Bilingual(verbatim: $0) }
    return draft.finding(
      .noSuchCost, path, severity: severity,
      en: "No cost is of the class \(labels.map { "“\($0.en)”" }.joined(separator: ", ")).",
      zh: "资金需求（costs）中没有\(labels.map { "“\($0.zh)”" }.joined(separator: "、"))类费用。",
      remedy: ("Give a cost that `class`, or name a cost block.", "请为某项费用填写该类别（class），或直接填写费用编号。"))
  }
}
