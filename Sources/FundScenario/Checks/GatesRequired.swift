import FundFormula
import FundModel

/// A condition that switches money off, delays it or scales it does nothing where no block requires it.
package enum GatesRequired: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let required = Set(draft.content.allBlocks.flatMap { $0[CommonFields.requires] })
    return (draft.content.blocks[.gates] ?? []).compactMap { gate in
      guard Gate.effect(of: gate) != .stop, !required.contains(gate.id) else { return nil }
      return draft.finding(
        .gateNotRequired, gate.path, severity: .warning,
        en: "No money requires “\(gate.label.en)”: it does nothing.",
        zh: "没有任何资金以“\(gate.label.zh)”为前置条件，该条件不起作用。",
        remedy: (
          "Write `\"requires\": [\"\(gate.id)\"]` in the blocks that wait for it, or remove it.",
          "请在相关资金项中填写“\"requires\": [\"\(gate.id)\"]”，或删去该条件。"
        ))
    }
  }
}
