import FundFormula
import FundModel

/// A top-up closes a gap; where uses are an outcome and not a budget, there is none.
package enum TopUpNeedsBudget: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    guard case .flag(true)? = draft.content.finance.values["usesAreOutcome"] else { return [] }
    return draft.content.allBlocks.filter { $0.kind == TopUp.kind }.map { block in
      draft.finding(
        .topUpWithoutBudget, block.path,
        en: "“\(block.label.en)” tops up a gap, and `finance.usesAreOutcome` says that uses are no budget.",
        zh: "“\(block.label.zh)”用于补足资金缺口，但“finance.usesAreOutcome”表明资金需求并非预算，无缺口可言。",
        remedy: ("Remove the block, or set `usesAreOutcome` to false.", "请删去该块，或将“usesAreOutcome”设为 false。"))
    }
  }
}
