package import FundFormula

/// Parking spaces sold to residents (车位购置). Source: 浙工新村, some 400 spaces at 200,000 yuan and more.
package enum ResidentParking: Mechanism {
  package static let kind = "residents.parking"
  package static let section = Section.funding
  package static let label = Bilingual(en: "parking sold to residents", zh: "居民购置车位")
  package static let summary = Bilingual(
    en: "spaces × take-up × price",
    zh: "车位数 × 认购率 × 单价")

  static let count = Field<Scalar>.required("count", .count, 0...1e6, en: "spaces offered", zh: "可售车位数")
  static let price = Field<Scalar>.required("price", .yuanPerHousehold, en: "price of a space", zh: "车位单价")
  static let takeUp = Field<Scalar>.number(
    "takeUp", .fraction, 0...1, default: 1, en: "share of spaces taken up", zh: "认购率")
  package static let fields = FieldList(count, price, takeUp) + ResidentFields.list

  package static func flows(of block: Record, in project: ProjectGraph) -> [Flow] {
    project.perHousehold(sold(of: block) * block[price]).map {
      ResidentFields.flow($0.amount, of: block, as: .parkingPurchase, type: $0.type, in: project)
    }
  }

  /// Spaces residents take.
  static func sold(of block: Record) -> Scalar { block[count] * block[takeUp] }
}
