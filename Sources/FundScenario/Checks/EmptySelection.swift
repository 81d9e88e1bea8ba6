import FundModel

/// Costs that a block names by class exist: money that may pay for nothing is a slip.
package enum EmptySelection: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let project = ProjectGraph(draft.content)
    return draft.content.allBlocks.flatMap { block -> [Finding] in
      let fields = Mechanisms.mechanism(block.kind)?.fields.declarations ?? []
      return fields.filter { $0.kind == .costs }.compactMap { field in
        guard case .words(let words)? = block.values[field.name], !words.isEmpty,
          project.costBlocks(words, except: block.path).isEmpty
        else { return nil }
        let path = "\(block.path).\(field.name)"
        return draft.finding(
          "no-such-cost", path, severity: .warning,
          en: "`\(path)` names \(words.joined(separator: ", ")), and no cost is of that class.",
          zh: "“\(path)”指定的 \(words.joined(separator: "、")) 在“costs”中没有对应费用。",
          remedy: ("Give a cost that `class`, or name a cost block.", "请为某项费用设置该“class”，或直接写费用编号。"))
      }
    }
  }
}
