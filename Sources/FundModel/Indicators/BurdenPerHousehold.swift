package import FundFormula

/// Residents' payments over households, purchases included.
package enum BurdenPerHousehold: Indicator {
  package static let id = "burdenPerHousehold"
  package static let label = Bilingual(en: "resident payment per household", zh: "户均出资")
  package static let unit = ValueUnit.yuanPerHousehold
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Residents' payments over households, purchases included.",
    zh: "居民出资总额（含扩面与车位购置）除以户数。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    ResidentPayments.value / .reference("project.totalHouseholds")
  }
}
