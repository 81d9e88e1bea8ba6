import FundModel

/// The households of the home types add to those of the project where both are given; mechanisms by home type need
/// home types.
package enum HouseholdsAgree: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let project = draft.content.project
    var findings: [Finding] = []
    let counts = draft.content.homeTypes.compactMap { value("count", $0) }
    if let stated = value("households", project), !counts.isEmpty, abs(counts.reduce(0, +) - stated) > 1e-6 {
      findings.append(
        draft.finding(
          "households", "project.households",
          en: "The home types have \(Int(counts.reduce(0, +))) households, `households` says \(Int(stated)).",
          zh: "各户型户数合计 \(Int(counts.reduce(0, +))) 户，“households”为 \(Int(stated)) 户。",
          remedy: ("Leave `households` out: it follows from the home types.", "可删去“households”，由户型自动合计。")))
    }
    let byType = [ResidentPriceByBand.kind, CostTransition.kind, ResidentMeans.kind]
    for block in draft.content.allBlocks where counts.isEmpty && byType.contains(block.kind) {
      findings.append(
        draft.finding(
          "home-types", block.path, en: "`\(block.path)` counts by home type, and the project has none.",
          zh: "“\(block.path)”按户型计算，但项目未列户型。",
          remedy: ("Add `project.homeTypes`.", "请添加“project.homeTypes”（户型）。")))
    }
    let byHousehold = [
      SubsidyPerHousehold.kind, CostPerHousehold.kind, ResidentPerHousehold.kind,
    ]
    for block in draft.content.allBlocks
    where counts.isEmpty && !project.says("households") && byHousehold.contains(block.kind) {
      findings.append(
        draft.finding(
          "households", block.path,
          en: "`\(block.path)` counts households, and the project does not say how many.",
          zh: "“\(block.path)”按户计算，但项目未给出户数。",
          remedy: (
            "Add `project.households` or `project.homeTypes`.",
            "请添加“project.households”（户数）或“project.homeTypes”（户型）。"
          )))
    }
    return findings
  }

  private static func value(_ field: String, _ record: Record) -> Double? {
    if case .number(let number)? = record.values[field] { number.value } else { nil }
  }
}
