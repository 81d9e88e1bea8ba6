package import FundFormula

/// For a programme of many communities: the share of them that meets its conditions. What requires it counts by that
/// share. A single project has gates: it stops, and is never scaled.
package enum GatePassRate: GateMechanism {
  package static let kind = "gate.passRate"
  package static let label = Bilingual(en: "pass rate of a programme", zh: "改造计划通过率")
  package static let summary = Bilingual(
    en: "the share of a programme's communities that meet their conditions", zh: "改造计划内满足前置条件的小区比例")

  static let share = Field<Scalar>.required(
    "share", .fraction, 0...1, en: "share of communities that pass", zh: "通过率")
  package static let fields = FieldList(share)

  package static let fixedEffect: Gate.Effect? = .passRate
  package static func passRate(of block: Block) -> Scalar? { block[share] }

  package static func conditions(
    of block: Block, in project: ProjectGraph, planned: [Flow]
  ) -> [Gate.Condition] { [] }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let facts = project.content.project
    guard !facts.says(ProjectFacts.communities.declaration.name) else { return [] }
    return [
      Fault(
        "kind",
        Bilingual(
          en:
            "A pass rate belongs to a programme of many communities; a single project is stopped, not scaled.",
          zh: "通过率只用于含多个小区的改造计划；单个项目未满足条件即不实施，不按比例折算。"),
        remedy: Bilingual(
          en: "Give `project.communities`, or use a `gate.consent`.",
          zh: "请填写“project.communities”（小区数量），或改用“gate.consent”。"))
    ]
  }
}
