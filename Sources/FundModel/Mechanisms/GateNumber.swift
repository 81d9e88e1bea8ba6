package import FundFormula

/// A number against a limit: a household's income for relief, the age of a building, a floor-area ratio.
package enum GateNumber: GateMechanism {
  package static let kind = "gate.number"
  package static let label = Bilingual(en: "number against a limit", zh: "数值要求")
  package static let summary = Bilingual(
    en: "value ≥ limit (or ≤, with `direction`): income, age, ratio", zh: "实际值 ≥ 要求（或 ≤）：收入、房龄、容积率等")

  static let value = Field<Scalar>.required("value", .number, -1e15...1e15, en: "value", zh: "实际值")
  static let limit = Field<Scalar>.required("limit", .number, -1e15...1e15, en: "limit", zh: "要求值")
  package static let fields = FieldList(value, limit, GateFields.direction) + GateFields.list

  package static func conditions(
    of block: Block, in project: ProjectGraph, planned: [Flow]
  ) -> [Gate.Condition] {
    [
      Gate.Condition(
        Bilingual(en: "value", zh: "数值"), value: block[value] * .one, limit: block[limit] * .one,
        isUpper: block[GateFields.direction] == "atMost", unit: .number)
    ]
  }
}
