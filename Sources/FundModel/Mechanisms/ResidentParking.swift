package import FundFormula

/// Parking spaces sold to residents (车位购置). Source: 浙工新村, some 400 spaces at 200,000 yuan and more.
package enum ResidentParking: Mechanism {
  package static let kind = "residents.parking"
  package static let section = Section.funding
  package static let label = Bilingual(en: "parking sold to residents", zh: "居民购置车位")
  package static let summary = Bilingual(
    en: "spaces × take-up × price",
    zh: "车位数 × 认购率 × 单价")

  static let count = Field<Scalar?>.optional(
    "count", .count, 0...1e6, en: "spaces offered; those built where left out", zh: "可售车位数（省略时为建成车位数）")
  static let price = Field<Scalar>.required("price", .yuanPerHousehold, en: "price of a space", zh: "车位单价")
  static let takeUp = Field<Scalar>.number(
    "takeUp", .fraction, 0...1, default: 1, en: "share of spaces taken up", zh: "认购率")
  package static let fields = FieldList(count, price, takeUp) + ResidentFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    project.perHousehold(sold(of: block, in: project) * block[price]).map {
      ResidentFields.flow($0.amount, of: block, as: .parkingPurchase, type: $0.type, in: project)
    }
  }

  package static func terms(of block: Block, for type: HomeType) -> HouseholdTerms {
    HouseholdTerms(parkingPrice: block[CommonFields.scale].map { block[price] * $0 } ?? block[price] * .one)
  }

  /// Spaces residents take.
  package static func parkingSold(of block: Block, in project: ProjectGraph) -> Scalar? {
    sold(of: block, in: project)
  }

  private static func sold(of block: Block, in project: ProjectGraph) -> Scalar {
    (block[count] ?? project.quantity("parking")) * block[takeUp]
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    guard !block.says("count"), !project.content.project.says(ProjectFacts.parkingBuilt.declaration.name)
    else {
      return []
    }
    return [
      Fault(
        "count",
        Bilingual(en: "How many spaces are sold is not known.", zh: "可售车位数未知。"),
        remedy: Bilingual(
          en: "Give `project.parkingBuilt`, or `count` here.",
          zh: "请填写“project.parkingBuilt”（建成车位数），或在此填写“count”。"))
    ]
  }
}
