package import FundFormula

/// Residents' payments without parking over households.
package enum BurdenPerHouseholdWithoutParking: Indicator {
  package static let id = "burdenPerHouseholdWithoutParking"
  package static let label = Bilingual(
    en: "resident payment per household, without parking", zh: "户均出资（不含车位）")
  package static let unit = ValueUnit.yuanPerHousehold
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Residents' payments without parking over households.",
    zh: "居民出资总额（不含车位购置）除以户数。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let parking = balance.sources.filter { $0.flowClass == .parkingPurchase }
    guard !parking.isEmpty else { return nil }
    return (ResidentPayments.value - total(parking.map(\.amount))) / .reference("project.totalHouseholds")
  }
}
