package import FundFormula

/// What is sold and added against what is built and allowed: areas and parking spaces, as formulas that checks read.
package enum PhysicalLimits {
  package static let addedAreaKey = "limits.addedArea"
  package static let allowedAreaKey = "limits.allowedArea"
  package static let parkingSoldKey = "limits.parkingSold"
  package static let parkingBuiltKey = "limits.parkingBuilt"
  /// What is added and sold beyond what is allowed and built: at most 0.
  package static let addedAreaBeyondKey = "limits.addedAreaBeyond"
  package static let parkingBeyondKey = "limits.parkingBeyond"

  /// What a model's site and parking built allow: of the project, and of each project of a pool.
  package struct Limit: Sendable {
    /// The key of what lies beyond it: at most 0.
    package let key: String
    package let unit: ValueUnit
    /// What is asked.
    package let label: Bilingual
    /// How far beyond is still at it.
    package var tolerance: Double { Tolerance.of(unit) }
  }

  private static let asked = [
    Limit(
      key: addedAreaBeyondKey, unit: .area,
      label: Bilingual(en: "floor area within what the site allows", zh: "新增面积不超过用地允许")),
    Limit(
      key: parkingBeyondKey, unit: .count,
      label: Bilingual(en: "parking sold within what is built", zh: "出售车位不超过建成数")),
  ]

  /// Those a model has.
  static func limits(of model: Model) -> [Limit] {
    let members = model.content.projects.flatMap { project in
      asked.map { limit in
        Limit(
          key: project.prefix + limit.key, unit: limit.unit,
          label: Bilingual(
            en: "\(project.label.en): \(limit.label.en)", zh: "\(project.label.zh)·\(limit.label.zh)"))
      }
    }
    return (asked + members).filter { model.graph.node($0.key) != nil }
  }

  static func all(_ book: FlowBook) -> [Scalar] { areas(book) + parking(book) }

  /// The limits a book has, those of a pool's projects among them: the keys of what lies beyond each.
  static func beyond(_ book: FlowBook) -> [(key: String, unit: ValueUnit)] {
    (areas(book).isEmpty ? [] : [(key: addedAreaBeyondKey, unit: .area)])
      + (parking(book).isEmpty ? [] : [(key: parkingBeyondKey, unit: .count)])
      + book.pooled.flatMap { member in
        beyond(member.book).map { (key: member.key($0.key), unit: $0.unit) }
      }
  }

  /// Area added to homes and for sale; site × (ratio after − before) × usable share.
  private static func areas(_ book: FlowBook) -> [Scalar] {
    let facts = book.project.content.project
    guard let site = facts[ProjectFacts.siteArea], let before = facts[ProjectFacts.floorAreaRatioBefore],
      let after = facts[ProjectFacts.floorAreaRatioAfter]
    else { return [] }
    let homes = book.project.homeTypes.map { $0.count * larger(.zero, $0.newArea - $0.titleArea) }
    let added = total(homes + book.project.saleAreas).named(
      addedAreaKey, Bilingual(en: "floor area added for homes and sale", zh: "扩面与可售面积合计"), .area)
    let allowed = (site * larger(.zero, after - before) * facts[ProjectFacts.areaEfficiency]).named(
      allowedAreaKey, Bilingual(en: "floor area the site allows to add", zh: "用地允许新增面积"), .area)
    return [
      added, allowed,
      (added - allowed).named(
        addedAreaBeyondKey,
        Bilingual(en: "floor area added beyond what the site allows", zh: "超出用地允许的新增面积"), .area),
    ]
  }

  private static func parking(_ book: FlowBook) -> [Scalar] {
    guard let built = book.project.content.project[ProjectFacts.parkingBuilt] else { return [] }
    let sold = book.project.content.blocks(in: .funding).compactMap {
      $0.mechanism.parkingSold(of: $0, in: book.project)
    }
    let spaces = total(sold).named(parkingSoldKey, Bilingual(en: "parking spaces sold", zh: "出售车位数"), .count)
    let all = (built * .one).named(
      parkingBuiltKey, Bilingual(en: "parking spaces built", zh: "建成车位数"), .count)
    return [
      spaces, all,
      (spaces - all).named(
        parkingBeyondKey, Bilingual(en: "parking spaces sold beyond those built", zh: "超出建成数的出售车位"), .count),
    ]
  }
}

extension Model {
  /// What the site and the parking built allow, each with what it asks.
  package var physicalLimits: [PhysicalLimits.Limit] { PhysicalLimits.limits(of: self) }
}
