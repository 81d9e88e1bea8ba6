import FundFormula
import FundModel

/// The households of the home types add to those of the project where both are given; mechanisms by household need
/// households.
package enum HouseholdsAgree: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let project = draft.content.project
    var findings: [Finding] = []
    let counts = draft.content.homeTypes.compactMap { number("count", $0) }
    let sum = counts.reduce(0, +)
    if let stated = number("households", project), !counts.isEmpty, abs(sum - stated) > 1e-6 {
      findings.append(
        draft.finding(
          .households, "project.households",
          en:
            "The home types have \(decimalText(sum)) households together, `households` says \(decimalText(stated)).",
          zh: "各户型合计 \(decimalText(sum)) 户，与“households”（户数）的 \(decimalText(stated)) 户不符。",
          remedy: ("Leave `households` out: it follows from the home types.", "可删去“households”，户数由户型自动合计。")))
    }
    guard counts.isEmpty else { return findings }
    let byHousehold = [SubsidyPerHousehold.kind, CostPerHousehold.kind, ResidentPerHousehold.kind]
    for block in draft.content.allBlocks {
      if byHousehold.contains(block.kind), !project.says("households") {
        findings.append(
          draft.finding(
            .households, block.path,
            en: "“\(block.label.en)” counts households, and the project does not say how many there are.",
            zh: "“\(block.label.zh)”按户计算，但项目未给出户数。",
            remedy: (
              "Add `project.households` or `project.homeTypes`.",
              "请添加“project.households”（户数）或“project.homeTypes”（户型）。"
            )))
      }
    }
    return findings
  }

  private static func number(_ field: String, _ record: Record) -> Double? {
    if case .number(let number)? = record.values[field] { number.value } else { nil }
  }
}
