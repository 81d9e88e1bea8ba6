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
          "special bonds issued from October 2018 to July 2026 bear about 1.2 % to 4.3 %; on average 2.02 % in January to November 2025, Ministry of Finance",
        zh: "2018 年 10 月至 2026 年 7 月新增专项债券发行利率约 1.2%～4.3%；财政部公布的 2025 年 1—11 月平均为 2.02%")
    ),
    (
      ["rate", "loanRate"], .ratePerYear, false,
      UsualRange(
        0.02...0.08, plausible: 0.005...0.24,
        en:
          "loan prime rate from August 2019 to January 2026: 3.0 % to 4.25 % for a year, 3.5 % to 4.85 % beyond five, National Interbank Funding Center",
        zh: "2019 年 8 月至 2026 年 1 月 LPR：1 年期 3.0%～4.25%，5 年期以上 3.5%～4.85%，全国银行间同业拆借中心公布")
    ),
    (
      ["discountRate"], .ratePerYear, false,
      UsualRange(
        0.02...0.1, plausible: 0.005...0.25,
        en:
          "the social discount rate is 8 % (“Economic Evaluation of Projects”, 3rd edition, 2006); for municipal works 3 % to 8 %, \(Self.estimate.en)",
        zh: "社会折现率为 8%（《建设项目经济评价方法与参数》第三版）；市政类项目\(Self.estimate.zh)一般取 3%～8%")
    ),
    (
      ["growth"], .ratePerYear, false,
      UsualRange(
        0.0005...0.08, plausible: 0.00005...0.3,
        en: "prices and rents change by some percent a year, \(Self.estimate.en)",
        zh: "\(Self.estimate.zh)：价格、租金年变动一般为百分之几")
    ),
    (
      ["titleArea", "newArea", "innerArea", "newInnerArea"], .area, true,
      UsualRange(
        15...300, plausible: 5...2_000, en: "the area of one home, \(Self.estimate.en)",
        zh: "单套住房面积，\(Self.estimate.zh)")
    ),
    (
      ["homeArea"], .area, false,
      UsualRange(
        15...300, plausible: 5...2_000, en: "the area of one home, \(Self.estimate.en)",
        zh: "单套住房面积，\(Self.estimate.zh)")
    ),
    (
      ["floorAreaRatioBefore", "floorAreaRatioAfter"], .number, false,
      UsualRange(
        0.3...8, plausible: 0.05...20,
        en: "villas about 0.3, the densest towers 6 and more, \(Self.estimate.en)",
        zh: "\(Self.estimate.zh)：低者为别墅区（约 0.3），高者为高密度高层（6 以上）")
    ),
    (
      ["householdIncome"], .yuanPerYear, true,
      UsualRange(
        8_000...2_000_000,
        en:
          "from the urban minimum allowance of one person (684 yuan a month, Ministry of Civil Affairs, March 2021); upper end: \(Self.estimate.en)",
        zh: "低至一人的城市低保（每月 684 元，民政部 2021 年 3 月），上限\(Self.estimate.zh)")
    ),
  ]

  /// Where nothing published was found.
  private static let estimate = Bilingual(en: "this program's own estimate", zh: "按经验取值")

  private static func estimated(_ usual: ClosedRange<Double>, en: String, zh: String) -> UsualRange {
    UsualRange(usual, en: "\(en), \(estimate.en)", zh: "\(estimate.zh)：\(zh)")
  }

  private static func byUnit(_ unit: UnitKind) -> UsualRange? {
    switch unit {
    case .yuanPerArea:
      UsualRange(
        1...200_000,
        en:
          "published cases of renovation 280 to 790, of rebuilding up to 8,400; new homes in central Shanghai about 150,000 (JLL, 2025); ends: \(estimate.en)",
        zh: "公开案例：改造约 280～790 元，重建至约 8400 元；上海核心区高端新房约 15 万元（仲量联行 2025 年）；两端\(estimate.zh)")
    case .yuanPerHousehold:
      UsualRange(
        100...5_000_000,
        en:
          "published cases: grants from 6,000 (Changsha), renovation about 15,000 to 73,000, self-renewal about 860,000 (Zhegong Xincun); ends: \(estimate.en)",
        zh: "公开案例：补助 6000 元起（长沙），改造约 1.5 万～7.3 万元，自主更新户均约 86 万元（浙工新村）；两端\(estimate.zh)")
    case .yuanPerAreaMonth:
      UsualRange(
        0.3...1_000,
        en:
          "from the property fee of a block without lift (Chongqing 2024: 0.6 to 1.35) to a shop in a main street (730 on average, China Index Academy, second half of 2025)",
        zh: "低至无电梯住宅物业费（重庆 2024 年 0.6～1.35 元），高至主街商铺（平均约 730 元，中指研究院 2025 年下半年）")
    case .yuanPerHouseholdMonth:
      estimated(100...20_000, en: "what a household rents for", zh: "一户的月租金")
    case .yuanPerAreaYear:
      UsualRange(
        3...12_000,
        en:
          "from a property fee (Chongqing 2024: 7 to 23) to a shop in a main street (8,800 on average, China Index Academy, second half of 2025)",
        zh: "低至物业费（重庆 2024 年每年约 7～23 元），高至主街商铺（每年约 8800 元，中指研究院 2025 年下半年）")
    case .yuanPerUnitMonth:
      estimated(10...50_000, en: "from a parking space to a shop", zh: "低至一个车位，高至一间商铺")
    case .yuanPerUnitYear:
      estimated(120...600_000, en: "from a parking space to a shop", zh: "低至一个车位，高至一间商铺")
    case .yuanPerQuantityYear:
      estimated(
        10...1e8, en: "from one m² of floor to the whole income of an operation", zh: "低至一平方米用房，高至整个运营项目的年收入")
    case .yuanPerQuantity:
      estimated(1...10_000_000, en: "from a metre of cable to a building", zh: "低至一米线缆，高至一栋楼")
    case .yuanPerMonth:
      estimated(100...2e9, en: "from one site to the programme of a province", zh: "低至单个点位，高至一省的计划")
    case .yuanPerYear:
      estimated(1_000...2e10, en: "from one site to the programme of a province", zh: "低至单个点位，高至一省的年度计划")
    case .yuan:
      estimated(10_000...1e12, en: "from a small job to the programme of a province", zh: "低至零星工程，高至一省的计划")
    case .area:
      UsualRange(
        1...1e9,
        en: "from a store room to the programme of a province (Liaoning 2019 to 2023: 164 million m²)",
        zh: "低至一间杂物间，高至一省的计划（辽宁 2019—2023 年共 1.64 亿平方米）")
    default: nil
    }
  }
}
