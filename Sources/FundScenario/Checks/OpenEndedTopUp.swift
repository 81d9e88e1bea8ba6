package import FundFormula
package import FundModel

/// A government that tops up whatever is missing, without a limit, takes on every overrun: a reviewer asks for a limit.
package enum OpenEndedTopUp: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let government = Set(draft.content.parties.filter { $0.group == .government }.map(\.id))
    let uses = model.graph.node("indicators.totalUses").flatMap { values.outcome($0).value } ?? 0
    return draft.content.allBlocks.compactMap { block in
      guard block.kind == TopUp.kind, !block.says("maximum"), case .word(let payer)? = block.values["payer"],
        government.contains(payer), uses > 0,
        let paid = model.graph.node("\(block.path).total").flatMap({ values.outcome($0).value }),
        paid > Tolerance.amount
      else { return nil }
      let party = draft.content.party(payer)?.label ?? Bilingual(verbatim: payer)
      let share = decimalText((paid / uses * 10_000).rounded() / 100)
      return draft.finding(
        .openTopUp, block.path, severity: .notice,
        en:
          "“\(block.label.en)” has no limit: “\(party.en)” pays \(share)% of the uses, and every overrun besides.",
        zh: "“\(block.label.zh)”未设上限：“\(party.zh)”承担资金需求的 \(share)%，超支部分也将由其承担。",
        remedy: (
          "Set `maximum` to what is in the budget, and say who bears more.",
          "请在“maximum”（补足上限）中填写已列入预算的金额，并明确超出部分由谁承担。"
        ))
    }
  }
}
