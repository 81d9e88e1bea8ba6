package import FundFormula
package import FundModel

/// Relief that somebody pays in residents' place is at most what they would pay.
package enum ReliefFits: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let blocks = draft.content.blocks(in: .funding).filter { $0.kind == SubsidyHardship.kind }
    return blocks.compactMap { block in
      func sum(_ flows: [Flow]) -> Double {
        flows.compactMap { model.node($0.row) }.flatMap { values[$0] }.filter(\.isFinite).reduce(0, +)
      }
      let relieved = model.flows.filter { $0.block == block.path && $0.flowClass == .costShare }
      guard let party = relieved.first?.from else { return nil }
      let paid = model.flows.filter {
        $0.isCash && $0.from == party && $0.to == block.account && $0.flowClass != .maintenanceFundDeposit
          && $0.flowClass != .operatingIncome && $0.block != block.path
      }
      guard -sum(relieved) > sum(paid) + Tolerance.amount else { return nil }
      return draft.finding(
        .mechanism, block.path,
        en: "“\(block.label.en)” comes to more than those it relieves pay.",
        zh: "“\(block.label.zh)”超过减免对象的应出资额。",
        remedy: (
          "Lower `amount` or `share`, or name another party in `relieves`.",
          "请调低“amount”或“share”，或更改“relieves”（减免对象）。"
        ))
    }
  }
}
