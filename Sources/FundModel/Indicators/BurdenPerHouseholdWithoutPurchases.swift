package import FundFormula

/// Residents' payments without extra area and parking over households.
package enum BurdenPerHouseholdWithoutPurchases: Indicator {
  package static let id = "burdenPerHouseholdWithoutPurchases"
  package static let label = Bilingual(
    en: "resident payment per household, without purchases", zh: "户均出资（不含扩面、车位）")
  package static let unit = ValueUnit.yuanPerHousehold
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Residents' payments without purchases (extra area, parking) over households.",
    zh: "居民出资总额（不含扩面购房与车位购置）除以户数。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let purchases = balance.sources.filter {
      [.extraAreaPurchase, .parkingPurchase].contains($0.flowClass) && book.group($0.payer) == .residents
    }
    return (ResidentPayments.value - total(purchases.map(\.amount)))
      / .reference("project.totalHouseholds")
  }
}
