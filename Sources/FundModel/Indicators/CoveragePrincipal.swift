package import FundFormula

/// Net income over the life of the bonds, divided by their principal.
package enum CoveragePrincipal: Indicator {
  package static let id = "coveragePrincipal"
  package static let label = Bilingual(en: "coverage of special-bond principal", zh: "专项债券本金覆盖倍数")
  package static let unit = ValueUnit.ratio
  package static let better = Better.more
  package static let definition = Bilingual(
    en: "Net income over the life of the bonds, divided by their principal.",
    zh: "债券存续期内项目收益（净）与专项债券本金之比。")
  package static let reference = "财政部专项债券信息披露模板"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let cover = DebtCover(book, bondsOnly: true)
    return cover.isEmpty ? nil : cover.netIncome.divided(by: cover.principal.sum, orElse: .noDebt)
  }
}
