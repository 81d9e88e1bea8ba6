package import FundFormula

/// A flat price per m² (按面积均价出资). Source: 集群街2号, 4,600 yuan a m² of rebuilt area.
package enum ResidentPerArea: Mechanism {
  package static let kind = "residents.perArea"
  package static let section = Section.funding
  package static let label = Bilingual(en: "flat price per m²", zh: "居民按面积出资")
  package static let summary = Bilingual(
    en: "price × area, by home type",
    zh: "单价 × 面积，按户型")

  static let price = Field<Scalar>.required("price", .yuanPerArea, en: "price per m²", zh: "单价")
  static let area = Field<String>.area("area", default: "new", en: "the area it is counted by", zh: "计费面积")
  package static let fields = FieldList(price, area) + ResidentFields.list

  package static func terms(of block: Block, for type: HomeType) -> HouseholdTerms {
    HouseholdTerms(addedAreaPrice: block[area] == "extra" ? block[price] : nil)
  }

  package static func product(of block: Block) -> ProductBasis? {
    block[area] == "extra" ? .one(.extraArea) : nil
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let ofType: (HomeType) -> Scalar?
    switch block[area] {
    case "old": ofType = { $0.titleArea }
    case "new": ofType = { $0.newArea }
    case "extra": ofType = { larger(.zero, $0.newArea - $0.titleArea) }
    default: ofType = { _ in nil }
    }
    let parts = project.homeTypes.compactMap { type in
      ofType(type).map { (type, type.returning * $0 * block[price]) }
    }
    guard !parts.isEmpty else {
      return project.perHousehold(project.area(block[area]) * block[price]).map {
        ResidentFields.flow($0.amount, of: block, as: .costShare, type: $0.type, in: project)
      }
    }
    return parts.map { ResidentFields.flow($0.1, of: block, as: .costShare, type: $0.0, in: project) }
  }
}
