package import FundFormula

/// Residents' payments over the floor area before.
package enum BurdenPerArea: Indicator {
  package static let id = "burdenPerArea"
  package static let label = Bilingual(en: "resident payment per m² of titled area", zh: "单方出资（产权面积）")
  package static let unit = ValueUnit.yuanPerArea
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Residents' payments over the floor area before.",
    zh: "居民出资总额除以原产权面积。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    guard book.project.hasOldArea else { return nil }
    return ResidentPayments.value / book.project.area("old")
  }
}
