package import FundFormula

/// Taxes on turnover (税金及附加): a share of an account's operating income.
package enum TaxTurnover: Mechanism {
  package static let kind = "tax.turnover"
  package static let section = Section.taxes
  package static let label = Bilingual(en: "taxes on turnover", zh: "税金及附加")
  package static let summary = Bilingual(en: "rate × operating income", zh: "综合税率 × 营业收入")

  static let rate = Field<Scalar>.required("rate", .fraction, 0...1, en: "rate", zh: "综合税率")
  package static let fields = FieldList(rate)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [
      Flow(
        id: block.path, block.label, .surtax, from: block.account, to: "taxOffice",
        block[rate] * project.operatingIncome(of: block.account), block: block.path)
    ]
  }
}
