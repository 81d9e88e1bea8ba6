import FundFormula
import FundModel
import FundScenario
import Testing

@Suite struct `Numbers with units` {
  @Test(arguments: [
    (UnitKind.yuan, "19.79", "亿元", 1_979_000_000.0), (.yuan, "0.07", "万元", 700), (.yuan, "1.1", "万元", 11_000),
    (.yuan, "3", "元", 3), (.yuan, "2", "wan", 20_000), (.yuan, "2", "yi", 2e8),
    (.yuan, "5", "10k yuan", 50_000),
    (.yuan, "5", "CNY", 5), (.yuan, "5", "万 元", 50_000), (.yuan, "5", "百万元", 5e6),
    (.yuan, "5", "million yuan", 5e6),
    (.area, "4.35", "万㎡", 43_500), (.area, "4.35", "万平方米", 43_500), (.area, "3", "亩", 2_000),
    (.area, "1", "ha", 10_000),
    (.area, "1.2", "公顷", 12_000), (.area, "0.3", "km2", 300_000), (.area, "7", "ｍ²", 7),
    (.length, "1.3", "公里", 1_300),
    (.length, "8", "米", 8), (.fraction, "8.8", "%", 0.088), (.fraction, "8.8", "％", 0.088),
    (.fraction, "5", "‰", 0.005),
    (.fraction, "30", "bp", 0.003), (.fraction, "30", "基点", 0.003), (.fraction, "3", "成", 0.3),
    (.number, "1.5", "倍", 1.5),
    (.number, "1.5", "×", 1.5), (.number, "1.5", "1", 1.5), (.ratePerYear, "4.35", "%", 0.0435),
    (.ratePerYear, "4.35", "%/年", 0.0435), (.ratePerYear, "5", "‰/月", 0.06),
    (.yuanPerArea, "3500", "元/㎡", 3_500),
    (.yuanPerArea, "0.35", "万元／平方米", 3_500), (.yuanPerArea, "20", "万元/亩", 300),
    (.yuanPerArea, "2", "元每平方米", 2),
    (.yuanPerHousehold, "6000", "元/户", 6_000), (.yuanPerHousehold, "15", "万元/套", 150_000),
    (.yuanPerHousehold, "60", "万元/部", 600_000), (.yuanPerHousehold, "6000", "yuan per household", 6_000),
    (.yuanPerAreaMonth, "1.8", "元/㎡·月", 1.8), (.yuanPerAreaMonth, "1.8", "元/（㎡·月）", 1.8),
    (.yuanPerAreaMonth, "1.8", "yuan/m2/month", 1.8), (.yuanPerAreaMonth, "24", "元/㎡·年", 2),
    (.yuanPerAreaMonth, "1.2", "元/㎡·天", 36.5), (.yuanPerAreaYear, "2", "元/㎡/月", 24),
    (.yuanPerMonth, "3", "万元/年", 2_500),
    (.yuanPerYear, "3", "万元/月", 360_000), (.yuanPerHouseholdMonth, "20", "元/户·月", 20),
    (.yuanPerUnitYear, "300", "元/个·月", 3_600), (.yuanPerUnitMonth, "3600", "yuan/space/year", 300),
    (.count, "1.2", "万个", 12_000), (.count, "6", "部", 6), (.households, "1.2", "万户", 12_000),
    (.households, "300", "套", 300),
    (.years, "18", "月", 1.5), (.years, "3", "年", 3), (.months, "2", "years", 24), (.months, "2", "季", 6),
  ])
  func `convert to base units`(kind: UnitKind, text: String, unit: String, expected: Double) {
    #expect(kind.converted(text, unit: unit) == .success(expected))
  }

  @Test func `are scaled exactly`() throws {
    let hundredMillion = try #require(NumberUnit("亿元"))
    #expect(scaled("19.79", by: hundredMillion) == 1_979_000_000.0)
    #expect(19.79 * 1e8 != 1_979_000_000.0 || scaled("19.79", by: hundredMillion) == 19.79 * 1e8)
    let percent = try #require(NumberUnit("%"))
    var random = Seeded(state: 3)
    for _ in 0..<20_000 {
      let cents = Int.random(in: -9_999_999...9_999_999, using: &random)
      let text =
        "\(cents < 0 ? "-" : "")\(abs(cents) / 100).\(abs(cents) % 100 < 10 ? "0" : "")\(abs(cents) % 100)"
      #expect(scaled(text, by: hundredMillion) == Double(cents * 1_000_000))
      #expect(scaled(text, by: percent) == Double("\(cents)e-4"))
    }
    let mu = try #require(NumberUnit("亩"))
    for whole in 1...3_000 { #expect(scaled("\(whole)", by: mu) == Double(whole * 2_000) / 3) }
    #expect(scaled("12345678901234567890.123e-5", by: percent) == 1_234_567_890_123.4567890123)
    #expect(scaled("1e999", by: percent) == nil)
    #expect(scaled("1e-999", by: percent) == 0)
    #expect(scaled("abc", by: percent) == nil)
  }

  @Test func `have dimensions`() {
    #expect(parseUnit("元/㎡·月")?.dimension == Dimension(money: 1, area: -1, time: -1))
    #expect(parseUnit("亩")?.factor == 2000.0 / 3)
    #expect(parseUnit("万户")?.dimension == Dimension(each: 1))
    #expect(parseUnit("%")?.factor == 0.01)
    for text in ["", "foo", "元/", "/元", "元//㎡", "元/(㎡", "元)", "(元/㎡)·月", "元/(㎡/月)", "万%", "万年", "元 元元", "k"] {
      #expect(parseUnit(text) == nil, "\(text)")
    }
  }

  @Test func `say what is wrong`() {
    guard case .failure(let unknown) = UnitKind.yuanPerArea.converted("1", unit: "元/㎡·个半"),
      case .failure(let misspelt) = UnitKind.yuanPerHousehold.converted("1", unit: "yuan/houshold"),
      case .failure(let wrong) = UnitKind.yuan.converted("1", unit: "㎡"),
      case .failure(let text) = UnitKind.yuan.converted("1,000", unit: "元"),
      case .failure(let lifts) = UnitKind.households.converted("3", unit: "台")
    else {
      Issue.record("accepted")
      return
    }
    #expect(unknown.message == Bilingual(en: "The unit `元/㎡·个半` is unknown.", zh: "无法识别单位“元/㎡·个半”。"))
    #expect(misspelt.remedy == Bilingual(en: "Did you mean `yuan/household`?", zh: "是否应为“yuan/household”？"))
    #expect(
      wrong.message
        == Bilingual(en: "The unit `㎡` does not fit; the field is in yuan.", zh: "单位“㎡”与此字段不符，此字段的单位是元。"))
    #expect(wrong.remedy == Bilingual(en: "Use yuan.", zh: "可用元、万元、亿元。"))
    #expect(text.message == Bilingual(en: "`1,000` is not a number.", zh: "`1,000` 不是数字。"))
    #expect(
      text.remedy
        == Bilingual(
          en: "Write digits with a decimal point, such as 12000 or 0.05.", zh: "请写数字，如 12000 或 0.05，不加千分位逗号。")
    )
    #expect(lifts == .wrongDimension("台", kind: .households))
  }

  @Test(arguments: UnitKind.allCases)
  func `every kind reads its own words and plain numbers`(kind: UnitKind) {
    #expect(kind.converted("2.5") == .success(2.5))
    #expect(kind.converted("2.5", unit: kind.unit.en) == .success(2.5))
    #expect(kind.converted("2.5", unit: kind.unit.zh) == .success(2.5))
    #expect(!kind.examples.en.isEmpty && !kind.examples.zh.isEmpty)
  }

  @Test func `random unit texts never crash`() {
    let pieces = [
      "元", "万", "㎡", "/", "·", "(", ")", "月", "年", "%", "k", "yuan", " ", "亩", "亿", "日", "每", "1",
    ]
    var random = Seeded(state: 11)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...30, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      if let unit = NumberUnit(text) { #expect(unit.factor >= 0) }
    }
  }
}

@Suite struct `Did you mean` {
  @Test func `finds the near word and no far one`() {
    let words = ["perHousehold", "amount", "city-subsidy", "市级补助", "资金缺口", "ab"]
    #expect(nearest("perHousehould", among: words) == "perHousehold")
    #expect(nearest("per_household", among: words) == "perHousehold")
    #expect(nearest("CitySubsidy", among: words) == "city-subsidy")
    #expect(nearest("amuont", among: words) == "amount")
    #expect(nearest("市级补贴", among: words) == "市级补助")
    #expect(nearest("资金却口", among: words) == "资金缺口")
    #expect(nearest("ba", among: words) == "ab")
    #expect(nearest("xyz", among: words) == nil)
    #expect(nearest("", among: words) == nil)
    #expect(nearest("cd", among: words) == nil)
    #expect(nearest(String(repeating: "a", count: 100_000), among: words) == nil)
  }
}

@Suite struct `Months of a year` {
  @Test func `are read from year, month or day`() {
    #expect(YearMonth("2024")?.description == "2024-01")
    #expect(YearMonth("2024-07")?.description == "2024-07")
    #expect(YearMonth("2024-02-29")?.description == "2024-02")
    #expect(YearMonth("2024-07")?.monthIndex == 2024 * 12 + 6)
    #expect(YearMonth(monthIndex: 2024 * 12 + 6) == YearMonth("2024-07"))
    #expect(YearMonth("1950-01") != nil && YearMonth("2150-12") != nil)
    let bad = [
      "", "24", "2024-7", "2024-13", "2024-00", "2023-02-29", "2024-07-32", "1949", "2151", "2024-07-15-1",
      "２０２４",
      "2024/07", "-2024", "2024-",
    ]
    for text in bad { #expect(YearMonth(text) == nil, "\(text)") }
  }

  @Test func `are ordered`() throws {
    let months = try ["2023-12", "2024", "2024-02"].map { try #require(YearMonth($0)) }
    #expect(months == months.sorted() && months[0] < months[1])
  }
}
