package import FundFormula

/// Net income over the life of the bonds, divided by their principal and interest.
package enum Coverage: Indicator {
  package static let id = "coverage"
  package static let label = Bilingual(
    en: "coverage of special-bond principal and interest", zh: "专项债券本息覆盖倍数")
  package static let unit = ValueUnit.ratio
  package static let better = Better.more
  package static let definition = Bilingual(
    en: "Net income over the life of the bonds, divided by their principal and interest.",
    zh: "债券存续期内项目收益（净）与专项债券本息之比。")
  package static let reference = "财政部专项债券信息披露模板"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let cover = DebtCover(book, bondsOnly: true)
    return cover.isEmpty ? nil : cover.netIncome.divided(by: cover.service.sum, orElse: .noDebt)
  }
}
