import FundFormula
import FundModel

/// Income that is net already has its cost taken off: a block of operating cost would take it off again.
package enum NetIncomeLessCost: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let operations = draft.content.blocks(in: .operations)
    let net = operations.filter { $0.kind == OperatingIncome.kind && $0.values["isNet"] == .flag(true) }
    guard let income = net.first else { return [] }
    return operations.filter { $0.kind == OperatingCost.kind }.map { cost in
      draft.finding(
        .netIncomeLessCost, cost.path, severity: .warning,
        en:
          "“\(income.label.en)” is net of operating cost already, and “\(cost.label.en)” is subtracted again.",
        zh: "“\(income.label.zh)”已是扣除成本后的净收益，“\(cost.label.zh)”将被重复扣除。",
        remedy: (
          "Remove the cost, or give the gross income and set `isNet` to false.",
          "请删去该项成本，或填写未扣成本的收入并将“isNet”设为 false。"
        ))
    }
  }
}
