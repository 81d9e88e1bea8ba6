package import FundFormula

/// A price by area band (分档单价): one price for the area a household is billed, another for what it adds.
///
/// A household of titled area A₀ and new area A₁ pays p₀ · max(A₀, Aₘᵢₙ) for its own area and, when it takes it up,
/// p₁ · min(max(0, A₁ − max(A₀, Aₘᵢₙ)), cap) for extra area (counted from A₀ with `extraFrom: title`);
/// area added free of charge (不计价补偿面积) is not part of A₁.
/// Sources: 浙工新村 (1,350 and 34,520 yuan, 53 m², 20 m²), 永安里 (1,500 and 8,000 yuan).
package enum ResidentPriceByBand: Mechanism {
  package static let kind = "residents.priceByBand"
  package static let section = Section.funding
  package static let label = Bilingual(en: "price by area band", zh: "居民分档出资（原面积+扩面）")
  package static let summary = Bilingual(
    en: "own-area price × billed area + extra-area price × extra area × take-up",
    zh: "原面积单价 × 计费面积 + 扩面单价 × 扩面面积 × 认购率")

  static let price = Field<Scalar>.required("price", .yuanPerArea, en: "price of own area", zh: "原面积单价")
  static let minimumArea = Field<Scalar>.number(
    "minimumArea", .area, default: 0, en: "least area billed", zh: "最低计费面积")
  static let averageBilledArea = Field<Scalar?>.optional(
    "averageBilledArea", .area, en: "average billed area, in place of the home types' own",
    zh: "户均计费面积（替代户型加权平均）")
  static let extraPrice = Field<Scalar>.number(
    "extraPrice", .yuanPerArea, default: 0, en: "price of extra area", zh: "扩面单价")
  static let extraBy = Field<String>.choice(
    "extraBy",
    [
      .init("price", en: "one price", zh: "统一单价"),
      .init("market", en: "the market price of each home type", zh: "各户型市场价"),
    ], default: "price", en: "what extra area is charged at", zh: "扩面计价方式")
  static let extraCap = Field<Scalar?>.optional(
    "extraCap", .area, en: "most extra area of a home", zh: "每户扩面上限")
  static let extraFrom = Field<String>.choice(
    "extraFrom",
    [.init("billed", en: "billed area", zh: "计费面积"), .init("title", en: "titled area", zh: "产权面积")],
    default: "billed", en: "extra area counts from", zh: "扩面起算面积")
  static let takeUp = Field<Scalar>.number(
    "takeUp", .fraction, 0...1, default: 1, en: "share of extra area taken up", zh: "扩面认购率")
  static let extraSchedule = Field<Schedule?>.optionalSchedule(
    "extraSchedule", en: "when extra area is paid", zh: "扩面付款时间")
  package static let fields =
    FieldList(
      price, minimumArea, averageBilledArea, extraPrice, extraBy, extraCap, extraFrom, takeUp, extraSchedule)
    + ResidentFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let scale = averageScale(block, project)
    return project.homeTypes.flatMap { type in
      let billed = billedArea(of: type, block)
      let own = (scale.map { billed * $0 } ?? billed) * block[price]
      let extra = extraArea(of: type, block, billed: billed).named(
        "\(block.path).\(type.id).extraArea",
        Bilingual(en: "\(type.label.en): extra area of a home", zh: "\(type.label.zh)·每户扩面面积"), .area)
      let unitPrice = unitPrice(of: type, block)
      return [
        ResidentFields.flow(
          type.returning * own, of: block, as: .costShare, type: type, part: "own", in: project),
        ResidentFields.flow(
          type.returning * extra * block[takeUp] * unitPrice, of: block, as: .extraAreaPurchase,
          type: type,
          part: "extra", on: block[extraSchedule], in: project),
      ]
    }
  }

  private static func unitPrice(of type: HomeType, _ block: Block) -> Scalar {
    block[extraBy] == "market"
      ? type.record[ProjectFacts.marketPrice] ?? block[extraPrice] : block[extraPrice]
  }

  package static func terms(of block: Block, for type: HomeType) -> HouseholdTerms {
    let key = "\(block.path).\(type.id)"
    let extra = Scalar.reference("\(key).extraArea") * unitPrice(of: type, block)
    return HouseholdTerms(
      band: HouseholdTerms.Band(
        billedArea: block.says("averageBilledArea") ? nil : .reference("\(key).billedArea"),
        extraArea: .reference("\(key).extraArea"), takeUp: block.says("takeUp") ? block[takeUp] : nil,
        extraPrice: block.says("extraPrice") ? block[extraPrice] : nil,
        extraPayment: block[CommonFields.scale].map { extra * $0 } ?? extra))
  }

  private static func billedArea(of type: HomeType, _ block: Block) -> Scalar {
    larger(type.titleArea, block[minimumArea]).named(
      "\(block.path).\(type.id).billedArea",
      Bilingual(en: "\(type.label.en): billed area of a home", zh: "\(type.label.zh)·每户计费面积"), .area)
  }

  private static func extraArea(of type: HomeType, _ block: Block, billed: Scalar) -> Scalar {
    let from = block[extraFrom] == "title" ? type.titleArea : billed
    // What is added free of charge is not priced.
    let priced = type.record[ProjectFacts.freeArea].map { type.newArea - $0 } ?? type.newArea
    let extra = larger(.zero, priced - from)
    return block[extraCap].map { smaller(extra, $0) } ?? extra
  }

  /// What every billed area is multiplied by so that their average is the one the author gives.
  private static func averageScale(_ block: Block, _ project: ProjectGraph) -> Scalar? {
    guard let average = block[averageBilledArea] else { return nil }
    let all = total(project.homeTypes.map { $0.returning * larger($0.titleArea, block[minimumArea]) })
    return average * total(project.homeTypes.map(\.returning)) / larger(all, .constant(1e-6))
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    guard !project.homeTypes.isEmpty else { return [.homeTypesMissing("price")] }
    let unpriced = project.homeTypes.filter { !$0.record.says(ProjectFacts.marketPrice.declaration.name) }
    guard block[extraBy] == "market", !block.says("extraPrice"), let first = unpriced.first else { return [] }
    return [
      Fault(
        "extraBy",
        Bilingual(
          en: "Extra area is charged at the market price, which “\(first.label.en)” does not give.",
          zh: "扩面按市场价计，但“\(first.label.zh)”未给出市场价。"),
        remedy: Bilingual(
          en: "Give `marketPrice` for each home type, or `extraPrice` here.",
          zh: "请为各户型填写“marketPrice”（市场价），或在此填写“extraPrice”（扩面单价）。"))
    ]
  }
}
