package import FundFormula

/// The same from every household: an amount, or a total divided by the households (按户均摊出资).
/// Source: 君平街89号, 1.88 M yuan from 17 households.
package enum ResidentPerHousehold: Mechanism {
  package static let kind = "residents.perHousehold"
  package static let section = Section.funding
  package static let label = Bilingual(en: "same amount from every household", zh: "居民按户出资")
  package static let summary = Bilingual(
    en: "households × amount, or a total shared evenly",
    zh: "户数 × 每户金额，或总额按户均摊")

  static let amount = Field<Scalar?>.optional(
    "amount", .yuanPerHousehold, en: "paid by each household", zh: "每户出资")
  static let amountInAll = Field<Scalar?>.optional(
    "total", .yuan, en: "paid by all households, in place of an amount each", zh: "出资总额（与每户出资二选一）")
  package static let fields = FieldList(amount, amountInAll) + ResidentFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let all = block[amountInAll] ?? project.returningHouseholds * (block[amount] ?? .zero)
    return project.perHousehold(all).map {
      ResidentFields.flow($0.amount, of: block, as: .costShare, type: $0.type, in: project)
    }
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    guard block.says("amount") == block.says("total") else { return [] }
    return [
      Fault(
        "amount",
        Bilingual(
          en: "Give one of the two: `amount` (each household) or `total` (all households).",
          zh: "“amount”（每户出资）与“total”（出资总额）只能且必须填写一项。"))
    ]
  }
}
