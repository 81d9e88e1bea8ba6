package import FundFormula

/// Homes sold on the market (新增住房销售): by number and area, by the floor area that a higher floor-area ratio gives, or
/// by an area of the project, such as what households that do not return leave. Selling cost and land premium (补缴土地出让金) go out of the proceeds.
/// Sources: 永安里 (premium by home), 武汉青山21街坊 (106 of 240 homes).
package enum HomesForSale: Mechanism {
  package static let kind = "sale.homes"
  package static let section = Section.funding
  package static let label = Bilingual(en: "homes for sale", zh: "新增住房销售")
  package static let summary = Bilingual(
    en: "area sold × price − selling cost − land premium",
    zh: "可售面积 × 售价，另计销售费用与土地价款")

  static let homes = Field<Scalar?>.optional("homes", .count, 0...1e6, en: "homes sold", zh: "可售套数")
  static let homeArea = Field<Scalar?>.optional("homeArea", .area, 1...1e4, en: "area of a home", zh: "每套面积")
  static let saleableShare = Field<Scalar?>.optional(
    "saleableShare", .fraction, 0...1, en: "saleable share of the floor area a higher ratio adds",
    zh: "新增面积可售比例")
  static let area = Field<String?>.optionalArea(
    "area", en: "an area of the project that is sold", zh: "可售面积口径（项目面积）")
  static let price = Field<Scalar?>.optional(
    "price", .yuanPerArea, en: "sale price; the average market price of the home types where left out",
    zh: "销售单价（省略时为各户型市场价的平均值）")
  static let soldShare = Field<Scalar>.number(
    "soldShare", .fraction, 0...1, default: 1, en: "share sold", zh: "去化率")
  static let sellingCost = Field<Scalar>.number(
    "sellingCost", .fraction, 0...1, default: 0, en: "selling cost, share of proceeds", zh: "销售费用率")
  static let premiumPerHome = Field<Scalar>.number(
    "premiumPerHome", .yuanPerHousehold, default: 0, en: "land premium for a home", zh: "每套补缴土地价款")
  static let premiumPerArea = Field<Scalar>.number(
    "premiumPerArea", .yuanPerArea, default: 0, en: "land premium per m²", zh: "每平方米补缴土地价款")
  static let schedule = Field<Schedule>.schedule(
    "schedule",
    default: .span(
      from: .milestone("handover", plus: 0), to: .milestone("salesEnd", plus: 0), isSCurve: false),
    en: "when homes are paid", zh: "销售回款时间")
  static let premiumSchedule = Field<Schedule>.schedule(
    "premiumSchedule", default: .atStart, en: "when the land premium is paid", zh: "土地价款缴纳时间")
  static let status = ContributionFields.status
  package static let fields = FieldList(
    homes, homeArea, saleableShare, area, price, soldShare, sellingCost, premiumPerHome, premiumPerArea,
    schedule,
    premiumSchedule, status)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let area = saleArea(of: block, in: project).named(
      "\(block.path).area", Bilingual(en: "\(block.label.en): area for sale", zh: "\(block.label.zh)·可售面积"),
      .area)
    let proceeds = (area * block[soldShare] * unitPrice(of: block, in: project)).named(
      "\(block.path).proceeds", Bilingual(en: "\(block.label.en): proceeds", zh: "\(block.label.zh)·销售收入"),
      .yuan)
    let premium = homeCount(of: block, area: area) * block[premiumPerHome] + area * block[premiumPerArea]
    func flow(
      _ part: String, _ flowClass: FlowClass, from: String, to: String, _ amount: Scalar, _ schedule: Schedule
    ) -> Flow {
      Flow(
        id: "\(block.path).\(part)",
        Bilingual(
          en: "\(block.label.en): \(flowClass.label.en)", zh: "\(block.label.zh)·\(flowClass.label.zh)"),
        flowClass,
        from: from, to: to, project.row(amount, on: schedule), block: block.path,
        status: SourceStatus(rawValue: block[status]))
    }
    let sale = flow("sale", .homeSale, from: "homeBuyers", to: block.account, proceeds, block[schedule])
    let selling = flow(
      "sellingCost", .sellingCost, from: block.account, to: "contractors", proceeds * block[sellingCost],
      block[schedule])
    let land = flow(
      "landPremium", .landPremium, from: block.account, to: "landAuthority", premium, block[premiumSchedule])
    return [sale] + (block.says("sellingCost") ? [selling] : [])
      + (block.says("premiumPerHome") || block.says("premiumPerArea") ? [land] : [])
  }

  /// Homes × area, an area of the project, or site × (ratio after − before) × saleable share.
  static func saleArea(of block: Block, in project: ProjectGraph) -> Scalar {
    if let area = block[area] { return project.area(area) }
    if let homes = block[homes], let area = block[homeArea] { return homes * area }
    let facts = project.content.project
    guard let share = block[saleableShare], let site = facts[ProjectFacts.siteArea],
      let before = facts[ProjectFacts.floorAreaRatioBefore],
      let after = facts[ProjectFacts.floorAreaRatioAfter]
    else { return .zero }
    return site * larger(.zero, after - before) * share
  }

  /// The price, else the market price of the home types, weighted by their floor area after.
  private static func unitPrice(of block: Block, in project: ProjectGraph) -> Scalar {
    if let price = block[price] { return price }
    let priced = project.homeTypes.compactMap { type in
      type.record[ProjectFacts.marketPrice].map { (price: $0, area: type.count * type.newArea) }
    }
    return total(priced.map { $0.area * $0.price }) / larger(total(priced.map(\.area)), .constant(1e-6))
  }

  /// What is sold beside the homes of the home types; areas every project has are counted there already, those that
  /// households leave among them.
  package static func addedArea(of block: Block, in project: ProjectGraph) -> Scalar? {
    let isCounted = ProjectFacts.areaChoices.contains { $0.id == block[area] }
    return isCounted ? .zero : saleArea(of: block, in: project)
  }

  package static let builds = true

  package static func homesForSale(of block: Block, in project: ProjectGraph) -> Scalar? {
    block.says("homes") || block.says("homeArea")
      ? homeCount(of: block, area: saleArea(of: block, in: project)) : nil
  }

  package static func product(of block: Block) -> ProductBasis? { .one(.homesForSale) }

  private static func homeCount(of block: Block, area: Scalar) -> Scalar {
    block[homes] ?? block[homeArea].map { area / $0 } ?? .zero
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let byNumber = block.says("homes") && block.says("homeArea")
    let facts = project.content.project
    let isPriced =
      block.says("price")
      || project.homeTypes.contains { $0.record.says(ProjectFacts.marketPrice.declaration.name) }
    guard block[area] != ProjectFacts.built else {
      return [
        Fault(
          "area",
          Bilingual(
            en: "`built` holds the homes for sale themselves; it cannot say how much is sold.",
            zh: "“built”已包含可售住房本身，不能用作可售面积口径。"),
          remedy: Bilingual(en: "Use `vacated` or an area of your own.", zh: "请改用“vacated”或项目自定义的面积。"))
      ]
    }
    guard isPriced else {
      return [
        Fault(
          "price", Bilingual(en: "The sale price is not known.", zh: "销售单价未知。"),
          remedy: Bilingual(
            en: "Give `price`, or `marketPrice` for the home types.",
            zh: "请填写“price”（销售单价），或为户型填写“marketPrice”（市场价）。"))
      ]
    }
    let byRatio =
      block.says("saleableShare")
      && ["siteArea", "floorAreaRatioBefore", "floorAreaRatioAfter"].allSatisfy(facts.says)
    // The area of a home beside an area sold only counts homes, for the premium.
    if [byNumber, byRatio, block.says("area")].count(where: \.self) == 1,
      block.says("homes") == byNumber, block.says("saleableShare") == byRatio
    {
      guard block.says("premiumPerHome"), !block.says("homes"), !block.says("homeArea") else { return [] }
      return [
        Fault(
          "premiumPerHome",
          Bilingual(
            en: "A land premium for each home needs `homeArea` to know how many homes the floor area gives.",
            zh: "按套补缴土地价款时须填写“homeArea”（每套面积），以推算套数。"))
      ]
    }
    return [
      Fault(
        "homes",
        Bilingual(
          en:
            "Say how much is sold in one way: `homes` and `homeArea`; `saleableShare` with the site area and both "
            + "floor-area ratios under `project`; or `area`, such as `vacated`.",
          zh:
            "可售面积只能以一种方式给出：填写“homes”（套数）和“homeArea”（每套面积）；"
            + "或填写“saleableShare”（可售比例），并在“project”中给出用地面积和更新前后的容积率；"
            + "或填写“area”（面积口径，如“vacated”未回迁户腾出面积）。"
        ))
    ]
  }
}
