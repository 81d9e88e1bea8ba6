package import FundFormula

/// A fact that must hold: a certificate of danger (C、D 级危房鉴定), a title, a listing.
package enum GateEligibility: GateMechanism {
  package static let kind = "gate.eligibility"
  package static let label = Bilingual(en: "eligibility", zh: "资格条件")
  package static let summary = Bilingual(
    en: "holds or not: a grade C or D certificate, a title, a listing", zh: "是否具备：C、D 级危房鉴定、权属、名录等")

  static let holds = Field<Bool>.flag("holds", default: false, en: "it holds", zh: "是否具备")
  package static let fields = FieldList(holds) + GateFields.list

  package static func conditions(
    of block: Block, in project: ProjectGraph, planned: [Flow]
  ) -> [Gate.Condition] {
    [
      Gate.Condition(
        Bilingual(en: "holds", zh: "具备"), value: .constant(block[holds] ? 1 : 0) * .one, limit: .one * .one,
        unit: .flag)
    ]
  }
}
