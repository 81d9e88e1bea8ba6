import FundFormula
import FundModel

/// What numbers of one kind usually are in neighbourhood projects, programmes of a province included, and why.
struct UsualRange: Sendable {
  /// In base units.
  let usual: ClosedRange<Double>
  /// Beyond it a number is asked about: a slip of unit or decimal point is likelier than the number.
  let plausible: ClosedRange<Double>
  /// What stands at the two ends, or where they are published.
  let reason: Bilingual

  /// The range of a field; nil where numbers of its kind may be anything. Signs are left aside: rates fall as they grow.
  ///
  /// - Parameter isHome: whether the field is one of a home type.
  static func of(_ field: String, _ unit: UnitKind, isHome: Bool) -> UsualRange? {
    byField.first { $0.fields.contains(field) && $0.unit == unit && $0.isHome == isHome }?.range
      ?? byUnit(unit)
  }

  /// - Parameter plausible: ten times beyond the usual on either side where left out.
  private init(_ usual: ClosedRange<Double>, plausible: ClosedRange<Double>? = nil, en: String, zh: String) {
    self.usual = usual
    self.plausible = plausible ?? usual.lowerBound / 10...usual.upperBound * 10
    reason = Bilingual(en: en, zh: zh)
  }

  // MARK: The table

  private typealias Entry = (fields: [String], unit: UnitKind, isHome: Bool, range: UsualRange)

  private static let byField: [Entry] = [
    (
      ["coupon"], .ratePerYear, false,
      UsualRange(
        0.01...0.06, plausible: 0.003...0.15,
        en:
          "special bonds since 2015 were issued at about 1.5 % to 4.5 %, monthly reports of the Ministry of Finance",
        zh: "2015 年以来专项债券发行利率约为 1.5%～4.5%，见财政部地方政府债券月报")
    ),
    (
      ["rate", "loanRate"], .ratePerYear, false,
      UsualRange(
        0.02...0.08, plausible: 0.005...0.24,
        en: "the loan prime rate has been 3 % to 4.9 % since 2019, and loans stand some points around it",
        zh: "2019 年以来贷款市场报价利率（LPR）为 3%～4.9%，贷款利率在其上下浮动")
    ),
    (
      ["discountRate"], .ratePerYear, false,
      UsualRange(
        0.02...0.1, plausible: 0.005...0.25,
        en:
          "the social discount rate is 8 % in “Economic Evaluation of Projects” (2006), municipal works use 4 % to 8 %",
        zh: "《建设项目经济评价方法与参数》（第三版）社会折现率为 8%，市政类项目一般取 4%～8%")
    ),
    (
      ["growth"], .ratePerYear, false,
      UsualRange(
        0.005...0.08, plausible: 0.0005...0.3, en: "prices and rents grow by some percent a year",
        zh: "价格、租金年增长率一般为百分之几")
    ),
    (
      ["titleArea", "newArea", "innerArea", "newInnerArea"], .area, true,
      UsualRange(15...300, plausible: 5...2_000, en: "the area of one home", zh: "单套住房面积")
    ),
    (
      ["homeArea"], .area, false,
      UsualRange(15...300, plausible: 5...2_000, en: "the area of one home", zh: "单套住房面积")
    ),
    (
      ["floorAreaRatioBefore", "floorAreaRatioAfter"], .number, false,
      UsualRange(
        0.3...8, plausible: 0.05...20, en: "floor area by site area, of villas and of the densest towers",
        zh: "建筑面积与用地面积之比，低者为别墅区，高者为高密度高层")
    ),
    (
      ["householdIncome"], .yuanPerYear, true,
      UsualRange(
        5_000...2_000_000, en: "from the minimum allowance to a well-paid family", zh: "低至低保，高至高收入家庭")
    ),
  ]

  private static func byUnit(_ unit: UnitKind) -> UsualRange? {
    switch unit {
    case .yuanPerArea:
      UsualRange(
        1...100_000, en: "from patching paint to homes in the centre of Beijing", zh: "低至局部粉刷，高至一线城市核心区房价")
    case .yuanPerHousehold:
      UsualRange(
        100...5_000_000, en: "from a small charge to the price of a large home", zh: "低至小额收费，高至一套大户型住房")
    case .yuanPerAreaMonth:
      UsualRange(1...500, en: "from a property fee to a shop in a main street", zh: "低至物业费，高至主街商铺租金")
    case .yuanPerHouseholdMonth:
      UsualRange(100...20_000, en: "what a household rents for", zh: "一户的月租金")
    case .yuanPerAreaYear:
      UsualRange(5...6_000, en: "from a property fee to a shop in a main street", zh: "低至物业费，高至主街商铺租金")
    case .yuanPerUnitMonth:
      UsualRange(10...50_000, en: "from a parking space to a shop", zh: "低至一个车位，高至一间商铺")
    case .yuanPerUnitYear: UsualRange(10...600_000, en: "from a parking space to a shop", zh: "低至一个车位，高至一间商铺")
    case .yuanPerQuantityYear:
      UsualRange(
        10...1e8, en: "from one m² of floor to the whole income of an operation", zh: "低至一平方米用房，高至整个运营项目的年收入")
    case .yuanPerQuantity:
      UsualRange(1...10_000_000, en: "from a metre of cable to a building", zh: "低至一米线缆，高至一栋楼")
    case .yuanPerMonth:
      UsualRange(100...1e9, en: "from one site to a programme", zh: "低至单个点位，高至整个计划")
    case .yuanPerYear:
      UsualRange(1_000...1e10, en: "from one site to a programme", zh: "低至单个点位，高至整个计划")
    case .yuan:
      UsualRange(10_000...1e12, en: "from a small job to the programme of a province", zh: "低至零星工程，高至一省的计划")
    case .area:
      UsualRange(1...1e9, en: "from a store room to the programme of a province", zh: "低至一间杂物间，高至一省的计划")
    default: nil
    }
  }
}
