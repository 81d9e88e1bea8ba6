package import FundFormula
package import FundModel

/// Special bonds may not pay for commercial housing: beside homes for sale a reviewer asks what the bond pays for.
///
/// Source: the negative list of special bonds (专项债券投向领域“负面清单”): property development other than affordable
/// housing and land reserves.
package enum BondBesideHomes: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let homes = model.flows.first { $0.flowClass == .homeSale }
    guard let homes, let bond = model.flows.first(where: { $0.flowClass == .bondDrawn }) else { return [] }
    let (bondLabel, homesLabel) = (model.label(ofBlock: bond.block), model.label(ofBlock: homes.block))
    return [
      draft.finding(
        .bondBesideHomes, bond.block, severity: .notice,
        en:
          "“\(bondLabel.en)” stands beside homes for sale (“\(homesLabel.en)”), and special bonds may not pay for "
          + "commercial housing.",
        zh: "“\(bondLabel.zh)”与出售住房（“\(homesLabel.zh)”）在同一项目中，而专项债券资金不得用于商品住宅建设。",
        remedy: (
          "Show which public works the bond pays for and keep the accounts of the homes apart.",
          "请说明债券资金对应的公益性建设内容，并与住房部分分账核算。"
        ))
    ]
  }
}
