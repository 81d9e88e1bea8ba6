package import FundFormula

/// The fields of `project` and of its home types: households, areas, site, counts of things.
package enum ProjectFacts {
  static let households = Field<Scalar?>.optional(
    "households", .households, 0...1e8, en: "households", zh: "户数")
  static let oldArea = Field<Scalar?>.optional("oldArea", .area, en: "floor area before", zh: "原建筑面积")
  static let newArea = Field<Scalar?>.optional("newArea", .area, en: "floor area after", zh: "新建筑面积")
  static let siteArea = Field<Scalar?>.optional("siteArea", .area, en: "site area", zh: "用地面积")
  static let floorAreaRatioBefore = Field<Scalar?>.optional(
    "floorAreaRatioBefore", .number, 0...50, en: "floor-area ratio before", zh: "现状容积率")
  static let floorAreaRatioAfter = Field<Scalar?>.optional(
    "floorAreaRatioAfter", .number, 0...50, en: "floor-area ratio after", zh: "更新后容积率")
  static let areaEfficiency = Field<Scalar>.number(
    "areaEfficiency", .fraction, 0...1, default: 1, en: "usable share of added floor area", zh: "新增面积可用比例")
  static let parkingBuilt = Field<Scalar?>.optional(
    "parkingBuilt", .count, 0...1e7, en: "parking spaces built", zh: "建成车位数")
  static let communities = Field<Scalar?>.optional(
    "communities", .count, 0...1e6, en: "communities of a programme", zh: "小区数量")
  static let areas = Field<[String: Scalar]>.numbers("areas", .area, en: "named areas", zh: "分项面积")
  static let quantities = Field<[String: Scalar]>.numbers(
    "quantities", .quantity, en: "named quantities (lifts, buildings, metres)", zh: "工程数量（电梯、楼栋、管线等）")

  package static let label = Bilingual(en: "project", zh: "项目概况")
  package static let fields = FieldList(
    households, oldArea, newArea, siteArea, floorAreaRatioBefore, floorAreaRatioAfter, areaEfficiency,
    parkingBuilt, communities,
    areas, quantities)

  // Home types.
  static let count = Field<Scalar>.required("count", .households, 0...1e7, en: "households", zh: "户数")
  static let titleArea = Field<Scalar>.required(
    "titleArea", .area, 0...1e5, en: "titled area of a home before", zh: "产权面积（原）")
  static let homeNewArea = Field<Scalar?>.optional(
    "newArea", .area, 0...1e5, en: "floor area of a home after", zh: "新建筑面积")
  static let innerArea = Field<Scalar?>.optional(
    "innerArea", .area, 0...1e5, en: "inner area of a home before", zh: "原套内面积")
  static let newInnerArea = Field<Scalar?>.optional(
    "newInnerArea", .area, 0...1e5, en: "inner area of a home after", zh: "新套内面积")
  static let marketPrice = Field<Scalar?>.optional(
    "marketPrice", .yuanPerArea, 0...1e7, en: "market price", zh: "市场价")
  package static var marketPriceName: String { marketPrice.declaration.name }
  static let freeArea = Field<Scalar?>.optional(
    "freeArea", .area, 0...1e5, en: "area added free of charge", zh: "不计价补偿面积")
  static let sharedArea = Field<Scalar?>.optional(
    "sharedArea", .area, 0...1e5, en: "share of common area", zh: "公摊面积")
  static let householdIncome = Field<Scalar?>.optional(
    "householdIncome", .yuanPerYear, 0...1e9, en: "income of a household a year", zh: "户年收入")
  static let holder = Field<String>.party(
    "holder", default: "residents", en: "who holds the homes", zh: "权利人")
  static let swapShare = Field<Scalar>.number(
    "swapShare", .fraction, 0...1, default: 0, en: "share that takes a home elsewhere", zh: "异地安置比例")
  static let cashShare = Field<Scalar>.number(
    "cashShare", .fraction, 0...1, default: 0, en: "share that takes cash", zh: "货币安置比例")

  package static let homeTypeLabel = Bilingual(en: "home type", zh: "户型")
  package static let homeTypeFields = FieldList(
    count, titleArea, homeNewArea, innerArea, newInnerArea, freeArea, sharedArea, marketPrice,
    householdIncome,
    holder, swapShare, cashShare)

  /// Kinds of area a cost or a contribution may be counted by, besides the project's named areas.
  static let areaChoices: [FieldKind.Choice] = [
    .init("old", en: "floor area before", zh: "原建筑面积"), .init("new", en: "floor area after", zh: "新建筑面积"),
    .init("extra", en: "floor area added", zh: "新增建筑面积"),
    .init(built, en: "floor area after, with homes for sale", zh: "新建筑面积（含可售住房）"),
    .init(vacated, en: "floor area left by those who do not return", zh: "未回迁户腾出面积"),
  ]

  static let vacated = "vacated"
  static let built = "built"

  /// Quantities every project may have, besides those it names.
  static let quantityChoices: [FieldKind.Choice] = [
    .init("households", en: "households", zh: "户数"),
    .init("parking", en: "parking spaces built", zh: "建成车位数"),
    .init("communities", en: "communities", zh: "小区数量"),
  ]
}

/// A home type as formulas.
package struct HomeType: Sendable {
  package let id: String
  package let label: Bilingual
  package let count: Scalar
  package let titleArea: Scalar
  /// Floor area after; the titled area where the file is silent.
  package let newArea: Scalar
  package let record: Record
  /// Households that return, that take a home elsewhere, that take cash.
  package let households: [ExitOption: Scalar]
  /// The party that holds the homes, and pays for them.
  package let holder: String

  /// Households that return.
  package var returning: Scalar { households[.return] ?? count }

  /// The area of a home that a word of a field names: `old` or `new`; nil for areas of the project.
  func homeArea(_ word: String) -> Scalar? {
    switch word {
    case "old": titleArea
    case "new": newArea
    default: nil
    }
  }

  init(_ record: Record) {
    id = record.id
    label = record.label
    count = record[ProjectFacts.count]
    titleArea = record[ProjectFacts.titleArea]
    newArea = record[ProjectFacts.homeNewArea] ?? titleArea
    holder = record[ProjectFacts.holder]
    self.record = record
    let shares: [(ExitOption, Field<Scalar>)] = [
      (.swap, ProjectFacts.swapShare), (.cash, ProjectFacts.cashShare),
    ].filter { record.says($0.1.declaration.name) }
    guard !shares.isEmpty else {
      households = [.return: count]
      return
    }
    let record = record
    func named(_ scalar: Scalar, _ option: ExitOption) -> Scalar {
      scalar.named(
        "\(record.path).\(option.rawValue)",
        Bilingual(
          en: "\(record.label.en): households, \(option.label.en)",
          zh: "\(record.label.zh)·\(option.label.zh)户数"), .households)
    }
    let count = count
    var parts: [ExitOption: Scalar] = [:]
    for (option, field) in shares { parts[option] = named(count * record[field], option) }
    parts[.return] = named(count - total(shares.map { count * record[$0.1] }), .return)
    households = parts
  }
}
