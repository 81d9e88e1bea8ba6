/// What a unit measures: the exponents of its base quantities.
package struct Dimension: Sendable, Hashable {
  /// Base: yuan.
  package var money = 0
  /// Base: m².
  package var area = 0
  /// Base: m.
  package var length = 0
  /// Counted things (户, 套, 个 …), all alike.
  package var each = 0
  /// Base: month.
  package var time = 0

  package init(money: Int = 0, area: Int = 0, length: Int = 0, each: Int = 0, time: Int = 0) {
    self.money = money
    self.area = area
    self.length = length
    self.each = each
    self.time = time
  }

  /// A plain number: %, ‰, 倍.
  package static let none = Dimension()

  func combined(with other: Dimension, sign: Int) -> Dimension {
    Dimension(
      money: money + sign * other.money, area: area + sign * other.area,
      length: length + sign * other.length, each: each + sign * other.each, time: time + sign * other.time)
  }
}

/// A unit the author wrote, `元/㎡·月`: an exact factor to the base units yuan, m², m, piece and month.
///
/// A year has 12 months, a quarter 3, a day 12/365 of a month (a year of 365 days); 亩 is 2000/3 m².
/// Everything after the first `/` divides, as in Chinese usage: 元/㎡·月 is 元/(㎡·月). Full-width forms, spaces,
/// `每` and `per` are understood.
package struct NumberUnit: Sendable, Hashable {
  /// The factor is `numerator ÷ denominator × 10^power`.
  package let numerator: Int
  package let denominator: Int
  package let power: Int
  package let dimension: Dimension
  /// Whether a counted thing in it is a household or a home (户, 套); true where nothing is counted.
  package let countsHouseholds: Bool

  private init(_ numerator: Int, _ denominator: Int, power: Int, _ dimension: Dimension, households: Bool) {
    self.numerator = numerator
    self.denominator = denominator
    self.power = power
    self.dimension = dimension
    self.countsHouseholds = households
  }

  /// A plain number.
  package static let one = NumberUnit(1, 1, power: 0, .none, households: true)

  /// The unit `text` names; nil where it names none.
  package init?(_ text: String) {
    let text = normalized(text)
    guard !text.isEmpty, text.utf8.count <= 100, let terms = terms(of: text) else { return nil }
    var unit = NumberUnit(1, 1, power: 0, .none, households: true)
    for term in terms {
      guard let simple = simpleUnit(term.name) else { return nil }
      guard let next = unit.times(simple, divides: term.divides) else { return nil }
      unit = next
    }
    self = unit
  }

  /// The factor as the nearest `Double`; for values use ``scaled(_:by:)``, which rounds once.
  package var factor: Double {
    scaledDecimal("1", numerator: numerator, denominator: denominator, power: power) ?? 0
  }

  /// This unit counted in `other`: 元/月 in 元/年 is 12. Dimensions are combined.
  func divided(by other: NumberUnit) -> NumberUnit? { times(other, divides: true) }

  fileprivate init(_ simple: SimpleUnit) {
    self.init(
      simple.numerator, simple.denominator, power: simple.power, simple.dimension,
      households: simple.dimension.each == 0 || simple.isHousehold)
  }

  private func times(_ other: NumberUnit, divides: Bool) -> NumberUnit? {
    let (top, topOverflow) = numerator.multipliedReportingOverflow(
      by: divides ? other.denominator : other.numerator)
    let (bottom, bottomOverflow) = denominator.multipliedReportingOverflow(
      by: divides ? other.numerator : other.denominator)
    guard !topOverflow, !bottomOverflow else { return nil }
    let divisor = greatestCommonDivisor(top, bottom)
    let limit = 1_000_000_000_000
    guard top / divisor <= limit, bottom / divisor <= limit else { return nil }
    return NumberUnit(
      top / divisor, bottom / divisor, power: power + (divides ? -other.power : other.power),
      dimension.combined(with: other.dimension, sign: divides ? -1 : 1),
      households: countsHouseholds && other.countsHouseholds)
  }

  private func times(_ other: SimpleUnit, divides: Bool) -> NumberUnit? {
    times(NumberUnit(other), divides: divides)
  }
}

/// The factor to base units and the dimension of the unit `text` names; nil where it names none.
package func parseUnit(_ text: String) -> (factor: Double, dimension: Dimension)? {
  NumberUnit(text).map { ($0.factor, $0.dimension) }
}

/// The number `text` (JSON's syntax) in `unit`, in base units: the `Double` nearest to the true decimal
/// product.
///
/// nil where `text` is no such number or the product is not finite.
package func scaled(_ text: String, by unit: NumberUnit) -> Double? {
  scaledDecimal(text, numerator: unit.numerator, denominator: unit.denominator, power: unit.power)
}

/// The spellings suggestions are drawn from.
let commonUnits = [
  "元", "万元", "亿元", "yuan", "㎡", "万㎡", "m2", "亩", "公顷", "米", "公里", "km", "%", "‰", "bp", "倍", "户", "套", "个",
  "部",
  "台", "栋", "人", "车位", "万户", "households", "homes", "units", "lifts", "buildings", "spaces", "年", "月", "季",
  "日",
  "years", "months", "元/㎡", "元/㎡·月", "元/㎡·天", "元/㎡·年", "元/户", "元/户·月", "万元/户", "元/套", "万元/套", "元/个", "元/年",
  "元/月", "万元/年", "万元/月", "元/个·月", "元/个·年", "万元/亩", "yuan/m2", "yuan/m2/month", "yuan/household",
  "yuan/month", "yuan/year", "yuan/home", "yuan/space/month", "%/年",
]

// MARK: - Parts

private struct SimpleUnit {
  var numerator = 1
  var denominator = 1
  var power = 0
  var dimension: Dimension
  var isHousehold = false
}

/// Half-width, lower-case, without spaces; `每` and `per` become `/`, every kind of middle dot `·`.
private func normalized(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "㎡": result += "m2"
    case "㎢": result += "km2"
    case "㎞": result += "km"
    case "²": result += "2"
    case "•", "・", "･", "⋅", "∙", "．", "*", "＊": result += "·"
    case "÷", "∕": result += "/"
    case "￥": result += "¥"
    case "\u{FF01}"..."\u{FF5E}":
      result.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
    case "\u{3000}", "\u{A0}", "\t": result += " "
    default: result.unicodeScalars.append(scalar)
    }
  }
  result = result.lowercased()
  result = result.split(separator: " ").map { $0 == "per" ? "/" : String($0) }.joined()
  result = String(result.map { $0 == "每" ? "/" : $0 })
  return result
}

/// The names in a product or quotient; nil where brackets do not fit or hold a quotient of their own.
private func terms(of text: String) -> [(name: String, divides: Bool)]? {
  var terms: [(name: String, divides: Bool)] = []
  var name = ""
  var depth = 0
  var divides = false
  for character in text {
    switch character {
    case "(": depth += 1
    case ")": depth -= 1
    case "/", "·":
      guard !(character == "/" && depth > 0), !name.isEmpty else { return nil }
      terms.append((name, divides))
      name = ""
      if character == "/" { divides = true }
    default: name.append(character)
    }
    if depth < 0 || depth > 1 { return nil }
  }
  guard depth == 0, !name.isEmpty else { return nil }
  return terms + [(name, divides)]
}

private func simpleUnit(_ name: String) -> SimpleUnit? {
  if let unit = baseUnit(name) { return unit }
  for (prefix, power) in prefixes where name.hasPrefix(prefix) {
    let rest = String(name.dropFirst(prefix.count))
    if rest.isEmpty, prefix.utf8.count > 1 { return SimpleUnit(power: power, dimension: .none) }
    if var unit = baseUnit(rest), unit.dimension != .none, unit.dimension.time == 0 {
      unit.power += power
      return unit
    }
  }
  return nil
}

/// Longest first.
private let prefixes: [(String, Int)] = [
  ("million", 6), ("thousand", 3), ("billion", 9), ("100million", 8), ("100m", 8), ("10000", 4), ("10k", 4),
  ("wan", 4), ("yi", 8), ("k", 3), ("万亿", 12), ("千万", 7), ("百万", 6), ("十万", 5), ("十亿", 9), ("百亿", 10),
  ("亿", 8),
  ("万", 4), ("千", 3), ("百", 2), ("萬", 4), ("億", 8),
]

private func baseUnit(_ name: String) -> SimpleUnit? {
  switch name {
  case "元", "圆", "块", "人民币", "人民币元", "元人民币", "yuan", "cny", "rmb", "¥", "cn¥":
    return SimpleUnit(dimension: Dimension(money: 1))
  case "wan", "wanyuan": return SimpleUnit(power: 4, dimension: Dimension(money: 1))
  case "yi", "yiyuan": return SimpleUnit(power: 8, dimension: Dimension(money: 1))
  case "m2", "m^2", "平方米", "平米", "平方", "平", "sqm", "squaremetre", "squaremetres", "squaremeter",
    "squaremeters":
    return SimpleUnit(dimension: Dimension(area: 1))
  case "km2", "km^2", "平方公里", "平方千米": return SimpleUnit(power: 6, dimension: Dimension(area: 1))
  case "ha", "公顷", "hectare", "hectares": return SimpleUnit(power: 4, dimension: Dimension(area: 1))
  case "亩", "mu": return SimpleUnit(numerator: 2000, denominator: 3, dimension: Dimension(area: 1))
  case "m", "米", "metre", "metres", "meter", "meters": return SimpleUnit(dimension: Dimension(length: 1))
  case "km", "公里", "千米": return SimpleUnit(power: 3, dimension: Dimension(length: 1))
  case "%", "percent", "pct": return SimpleUnit(power: -2, dimension: .none)
  case "‰", "permille": return SimpleUnit(power: -3, dimension: .none)
  case "bp", "bps", "基点": return SimpleUnit(power: -4, dimension: .none)
  case "成": return SimpleUnit(power: -1, dimension: .none)
  case "1", "倍", "×", "x", "times": return SimpleUnit(dimension: .none)
  case "月", "个月", "month", "months", "mo": return SimpleUnit(dimension: Dimension(time: 1))
  case "年", "year", "years", "yr", "a", "annum":
    return SimpleUnit(numerator: 12, dimension: Dimension(time: 1))
  case "季", "季度", "个季度", "quarter", "quarters": return SimpleUnit(numerator: 3, dimension: Dimension(time: 1))
  case "半年", "half-year": return SimpleUnit(numerator: 6, dimension: Dimension(time: 1))
  case "日", "天", "day", "days", "d":
    return SimpleUnit(numerator: 12, denominator: 365, dimension: Dimension(time: 1))
  case "户", "套", "household", "households", "home", "homes", "dwelling", "dwellings", "hh":
    return SimpleUnit(dimension: Dimension(each: 1), isHousehold: true)
  case "个", "部", "台", "栋", "幢", "人", "间", "位", "车位", "泊位", "个车位", "处", "座", "盏", "根", "棵", "家", "单元", "unit",
    "units",
    "lift", "lifts", "elevator", "elevators", "building", "buildings", "space", "spaces", "person", "persons",
    "people", "piece", "pieces", "item", "items", "each":
    return SimpleUnit(dimension: Dimension(each: 1))
  default: return nil
  }
}

private func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
  right == 0 ? left : greatestCommonDivisor(right, left % right)
}
