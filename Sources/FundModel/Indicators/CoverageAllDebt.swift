package import FundFormula

/// Net income over the life of all debt, divided by its principal and interest.
package enum CoverageAllDebt: Indicator {
  package static let id = "coverageAllDebt"
  package static let label = Bilingual(en: "coverage of all debt principal and interest", zh: "全部债务本息覆盖倍数")
  package static let unit = ValueUnit.ratio
  package static let better = Better.more
  package static let definition = Bilingual(
    en: "Net income over the life of all debt, divided by its principal and interest.",
    zh: "债务存续期内项目收益（净）与全部债务本息之比。")
  package static let reference = "财政部专项债券信息披露模板"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let cover = DebtCover(book, bondsOnly: false)
    return cover.isEmpty ? nil : cover.netIncome.divided(by: cover.service.sum, orElse: .noDebt)
  }
}
