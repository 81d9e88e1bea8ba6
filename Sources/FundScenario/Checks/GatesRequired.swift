import FundFormula
import FundModel

/// A condition that switches money off, delays it or scales it does nothing where no block requires it.
package enum GatesRequired: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let required = Set(draft.content.allBlocks.flatMap { $0[CommonFields.requires] })
    return late(draft)
      + draft.content.blocks(in: .gates).compactMap { gate in
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

  /// A delay that carries the money of handover beyond the timeline: it would not arrive at all.
  private static func late(_ draft: Draft) -> [Finding] {
    let timeline = TimelineFacts.timeline(of: draft.content.timeline)
    return draft.content.blocks(in: .gates).compactMap { gate in
      guard let months = Gate.delay(of: gate),
        timeline.period(ofMonth: timeline.handover - 1 + months) == nil
      else { return nil }
      return draft.finding(
        .outsideTimeline, "\(gate.path).delayMonths", severity: .warning,
        en:
          "Where “\(gate.label.en)” is not met, money due at handover would come after the timeline ends, and not at all.",
        zh: "“\(gate.label.zh)”未满足时，交房时应到的资金将延至时间轴之后，不再计入。",
        remedy: (
          "Shorten `delayMonths`, or lengthen `timeline.operationYears`.",
          "请缩短“delayMonths”（延后月数），或延长运营期（operationYears）。"
        ))
    }
  }
}
