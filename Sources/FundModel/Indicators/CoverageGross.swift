package import FundFormula

/// Gross income over the life of all debt, divided by its principal and interest; never held against a limit.
package enum CoverageGross: Indicator {
  package static let id = "coverageGross"
  package static let label = Bilingual(
    en: "gross-income coverage (for comparison only)", zh: "毛收入覆盖倍数（未扣成本，仅供比对）")
  package static let unit = ValueUnit.ratio
  package static let better = Better.more
  package static let definition = Bilingual(
    en:
      "Gross income over the life of all debt, divided by its principal and interest; never held against a limit.",
    zh: "债务存续期内毛收入与全部债务本息之比；仅供比对，不作判定。")
  package static let reference = "Documentation/guide.md#coverage-of-debt"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let cover = DebtCover(book, bondsOnly: false)
    return cover.isEmpty ? nil : cover.grossIncome.divided(by: cover.service.sum, orElse: .noDebt)
  }
}
