package import FundFormula

/// What owners plan to put in, as a share of named costs: a criterion for the yearly list (花都), or the part that must be
/// paid before works begin (崇阳, 60 %). Money compares within half a fen, cross-multiplied.
package enum GateContribution: GateMechanism {
  package static let kind = "gate.contribution"
  package static let label = Bilingual(en: "owners' contribution", zh: "业主出资比例要求")
  package static let summary = Bilingual(
    en: "planned payments ÷ named costs ≥ threshold", zh: "计划出资 ÷ 费用 ≥ 要求比例")

  static let of = Field<[String]>.funding("of", en: "the payments that count", zh: "计入的出资")
  static let base = Field<[String]>.costs("base", en: "the costs they are a share of", zh: "费用基数")
  static let threshold = Field<Scalar>.required(
    "threshold", .fraction, 0...10, en: "share asked", zh: "要求比例")
  package static let fields = FieldList(of, base, threshold) + GateFields.list

  package static func conditions(
    of block: Block, in project: ProjectGraph, planned: [Flow]
  ) -> [Gate.Condition] {
    let ids = block[of]
    let money = project.content.blocks(in: .funding).filter { ids.contains($0.id) }.flatMap { asked in
      planned.filter { $0.block == asked.path && $0.isCash && $0.to == asked.account }
    }
    let paid = total(money.map { $0.restriction?.planned ?? $0.planned.sum })
    let costs = project.total(ofCosts: block[base], for: block)
    return [
      Gate.Condition(
        Bilingual(en: "share of the costs", zh: "占费用比例"), value: paid / costs, limit: block[threshold] * .one,
        unit: .share, holds: paid.atLeast(block[threshold] * costs, tolerance: Tolerance.amount))
    ]
  }
}
