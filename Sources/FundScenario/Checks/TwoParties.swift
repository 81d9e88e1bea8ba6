package import FundFormula
package import FundModel

/// Money goes from one party to another: what the project pays to itself is no money.
package enum TwoParties: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    var seen: Set<String> = []
    return model.flows.compactMap { flow in
      guard flow.from == flow.to, seen.insert(flow.block).inserted else { return nil }
      let party = model.content.party(flow.from)?.label ?? Bilingual(verbatim: flow.from)
      let path = ["payer", "payee"].map { "\(flow.block).\($0)" }.first { draft.says($0) } ?? flow.block
      return draft.finding(
        .sameParty, path, en: "“\(flow.label.en)” goes from “\(party.en)” to itself.",
        zh: "“\(flow.label.zh)”的付款方和收款方都是“\(party.zh)”。",
        remedy: ("Name another party.", "请改填另一参与方。"))
    }
  }
}
