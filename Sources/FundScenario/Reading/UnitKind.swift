package import FundFormula
package import FundModel

/// Why a number with a unit is not what a field needs.
package enum UnitFault: Error, Hashable, Sendable {
  /// The text is no number in JSON's syntax, or beyond the largest `Double`.
  case notANumber(String)
  /// No such unit; the nearest one that fits the field, if any.
  case unknownUnit(String, suggestion: String?)
  /// A unit, but of something else.
  case wrongDimension(String, kind: UnitKind)
}

extension UnitKind {
  /// The base unit in words: numbers without unit are in it.
  package var unit: Bilingual {
    switch self {
    case .yuan: Bilingual(en: "yuan", zh: "元")
    case .yuanPerArea: Bilingual(en: "yuan/m²", zh: "元/㎡")
    case .yuanPerHousehold: Bilingual(en: "yuan/household", zh: "元/户")
    case .yuanPerMonth: Bilingual(en: "yuan/month", zh: "元/月")
    case .yuanPerYear: Bilingual(en: "yuan/year", zh: "元/年")
    case .yuanPerAreaMonth: Bilingual(en: "yuan/m²/month", zh: "元/㎡·月")
    case .yuanPerHouseholdMonth: Bilingual(en: "yuan/household/month", zh: "元/户·月")
    case .yuanPerUnitYear: Bilingual(en: "yuan/unit/year", zh: "元/个·年")
    case .yuanPerUnitMonth: Bilingual(en: "yuan/unit/month", zh: "元/个·月")
    case .yuanPerAreaYear: Bilingual(en: "yuan/m²/year", zh: "元/㎡·年")
    case .yuanPerQuantity: Bilingual(en: "yuan/unit", zh: "元/个")
    case .yuanPerQuantityYear: Bilingual(en: "yuan/unit/year", zh: "元/个·年")
    case .quantity: Bilingual(en: "units", zh: "个")
    case .area: Bilingual(en: "m²", zh: "㎡")
    case .length: Bilingual(en: "m", zh: "米")
    case .count: Bilingual(en: "units", zh: "个")
    case .households: Bilingual(en: "households", zh: "户")
    case .fraction, .number: Bilingual(verbatim: "1")
    case .ratePerYear: Bilingual(en: "1/year", zh: "1/年")
    case .years: Bilingual(en: "years", zh: "年")
    case .months: Bilingual(en: "months", zh: "月")
    }
  }

  /// The base unit with its exact factor.
  private var base: NumberUnit {
    guard let unit = Self.bases[self] else { preconditionFailure("no base unit for \(self)") }
    return unit
  }

  /// Every number with a unit asks for one.
  private static let bases = Dictionary(
    uniqueKeysWithValues: allCases.compactMap { kind in NumberUnit(kind.unit.en).map { (kind, $0) } })

  /// The dimensions a unit may have; a yearly rate may also be a bare percentage, a quantity is counted or measured.
  package var dimensions: [Dimension] {
    let base = base.dimension
    return switch self {
    case .ratePerYear: [base, .none]
    case .quantity: [base, .none, Dimension(area: 1), Dimension(length: 1)]
    case .yuanPerQuantity: [base, Dimension(money: 1, area: -1), Dimension(money: 1, length: -1)]
    case .yuanPerQuantityYear:
      [
        base, Dimension(money: 1, time: -1), Dimension(money: 1, area: -1, time: -1),
        Dimension(money: 1, length: -1, time: -1),
      ]
    default: [base]
    }
  }

  /// Whether `unit` measures what this field does. Households are counted in 户 or 套, not in 台.
  package func accepts(_ unit: NumberUnit) -> Bool {
    dimensions.contains(unit.dimension) && (self != .households || unit.countsHouseholds)
  }

  /// The kind of computed figure that a unit measures; nil where none does.
  static func measured(in unit: NumberUnit) -> UnitKind? {
    if unit.dimension == .none { return unit.power < 0 ? .fraction : .number }
    return [.yuan, .yuanPerArea, .yuanPerHousehold, .area, .households, .count, .years, .ratePerYear].first {
      $0.accepts(unit)
    }
  }

  /// Whether a number of this kind can be held against a computed one.
  func fits(_ unit: ValueUnit) -> Bool {
    switch self {
    case .households, .count: unit == .households || unit == .count
    case .fraction, .number: [.share, .ratio, .rate, .number].contains(unit)
    default: valueUnit == unit
    }
  }

  /// The value of `text` (a number in JSON's syntax) in this kind's base unit; `unit` nil means the base
  /// unit.
  ///
  /// The result is the `Double` nearest to the true decimal product.
  package func converted(_ text: String, unit unitText: String? = nil) -> Result<Double, UnitFault> {
    guard isDecimal(text) else { return .failure(.notANumber(text)) }
    return factor(of: unitText).flatMap { factor in
      scaled(text, by: factor).map { .success($0) } ?? .failure(.notANumber(text))
    }
  }

  /// What one of a unit is in this kind's base unit; nil means the base unit.
  package func factor(of unitText: String?) -> Result<NumberUnit, UnitFault> {
    guard let unitText else { return .success(.one) }
    guard let unit = NumberUnit(unitText) else {
      return .failure(.unknownUnit(unitText, suggestion: suggestion(for: unitText)))
    }
    guard accepts(unit) else { return .failure(.wrongDimension(unitText, kind: self)) }
    if self == .ratePerYear, unit.dimension == .none { return .success(unit) }
    guard let factor = unit.divided(by: base) else { return .failure(.notANumber(unitText)) }
    return .success(factor)
  }

  /// The fitting unit whose spelling is nearest.
  private func suggestion(for text: String) -> String? {
    nearest(text, among: commonUnits.filter { NumberUnit($0).map(accepts) ?? false })
      ?? nearest(text, among: commonUnits)
  }

  /// Units a planner would write here.
  package var examples: Bilingual {
    let fitting = commonUnits.filter { NumberUnit($0).map(accepts) ?? false }
    let isASCII: (String) -> Bool = { $0.utf8.allSatisfy { $0 < 0x80 } }
    let english = fitting.filter(isASCII).prefix(3)
    let chinese = fitting.filter { text in !text.contains { $0.isASCII && $0.isLetter } }.prefix(3)
    return Bilingual(
      en: (english.isEmpty ? [unit.en] : Array(english)).joined(separator: ", "),
      zh: (chinese.isEmpty ? [unit.zh] : Array(chinese)).joined(separator: "、"))
  }
}

// MARK: - Words

extension UnitFault {
  /// What is wrong, one sentence.
  package var message: Bilingual {
    switch self {
    case .notANumber(let text):
      Bilingual(en: "`\(text)` is not a number.", zh: "`\(text)` 不是数字。")
    case .unknownUnit(let text, _):
      Bilingual(en: "The unit `\(text)` is unknown.", zh: "无法识别单位“\(text)”。")
    case .wrongDimension(let text, let kind):
      Bilingual(
        en: "The unit `\(text)` does not fit; the field is in \(kind.unit.en).",
        zh: "单位“\(text)”与此字段不符，此字段的单位是\(kind.unit.zh)。")
    }
  }

  /// What would mend it.
  package var remedy: Bilingual? {
    switch self {
    case .notANumber:
      Bilingual(
        en: "Write digits with a decimal point, such as 12000 or 0.05.", zh: "请写数字，如 12000 或 0.05，不加千分位逗号。")
    case .unknownUnit(_, let suggestion?):
      Bilingual(en: "Did you mean `\(suggestion)`?", zh: "是否应为“\(suggestion)”？")
    case .unknownUnit(_, nil):
      Bilingual(en: "Write a unit such as 元, 万元, ㎡ or %.", zh: "请写单位，如 元、万元、㎡、%。")
    case .wrongDimension(_, let kind):
      Bilingual(en: "Use \(kind.examples.en).", zh: "可用\(kind.examples.zh)。")
    }
  }
}
