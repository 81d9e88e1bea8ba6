package import FundFormula

/// The unit in which a report prints money.
package enum MoneyUnit: String, Sendable, CaseIterable, Codable {
  case yuan, wan, yi

  /// 元, 万元, 亿元.
  package var name: Bilingual {
    switch self {
    case .yuan: Bilingual(en: "yuan", zh: "元")
    case .wan: Bilingual(en: "wan yuan", zh: "万元")
    case .yi: Bilingual(en: "yi yuan", zh: "亿元")
    }
  }

  /// The places after the point that a report prints: 2, for 亿元 4.
  package var decimals: Int { self == .yi ? 4 : 2 }

  /// The places after the point of an amount in yuan that a report prints: −2 for 万元 with two.
  package var places: Int { decimals - power }

  /// The power of ten that makes one unit: 0, 4, 8.
  package var power: Int {
    switch self {
    case .yuan: 0
    case .wan: 4
    case .yi: 8
    }
  }
}

/// How each kind of number is printed: rounded half away from zero from its decimal text, thousands parted by
/// commas, a zero without sign.
package enum NumberText {
  /// `value` × 10^`shift` with exactly `decimals` places.
  ///
  /// No result of the engine is infinite or NaN; should one come here, Swift's own word for it is printed.
  package static func fixed(_ value: Double, decimals: Int, shiftedBy shift: Int = 0) -> String {
    guard let decimal = DecimalText(value) else { return value.description }
    return decimal.shifted(by: shift).rounded(to: decimals).text(decimals: decimals)
  }

  /// The same, but what is there and would print as zero is told from nothing: `<0.01`, `>-0.01`.
  ///
  /// - Parameter nothing: up to here a number is what rounding left of a zero.
  private static func seen(_ value: Double, decimals: Int, shiftedBy shift: Int, nothing: Double) -> String {
    let text = fixed(value, decimals: decimals, shiftedBy: shift)
    guard value.magnitude > nothing, text.allSatisfy({ "0.".contains($0) }) else { return text }
    let least = decimals == 0 ? "1" : "0." + String(repeating: "0", count: decimals - 1) + "1"
    return value > 0 ? "<" + least : ">-" + least
  }

  /// Half a fen, in yuan, and a billionth of a whole: less is no money and no share.
  private static let (noMoney, noShare) = (0.005, 1e-9)

  /// An amount in yuan, printed in `unit` with the unit's places or with `decimals`.
  package static func amount(_ yuan: Double, in unit: MoneyUnit, decimals: Int? = nil) -> String {
    seen(yuan, decimals: decimals ?? unit.decimals, shiftedBy: -unit.power, nothing: noMoney)
  }

  /// A fraction as a share of the whole: 0.1132 → 11.32%.
  package static func share(_ fraction: Double, decimals: Int = 2) -> String {
    seen(fraction, decimals: decimals, shiftedBy: 2, nothing: noShare) + "%"
  }

  /// A yearly rate: 0.0612 → 6.12%. Beyond ten times a year it says only that next to nothing was put in.
  package static func rate(_ fraction: Double) -> String {
    fraction > 10 ? ">1,000%" : share(fraction)
  }

  /// A relative change, its sign always shown: 0.177 → +17.70%.
  package static func change(_ fraction: Double) -> String {
    let isAboveZero = (DecimalText(fraction)?.units(decimals: 4) ?? 0) > 0
    return (isAboveZero ? "+" : "") + share(fraction)
  }

  /// A multiple: 1.25倍 or 1.25×.
  package static func ratio(_ value: Double, language: Language) -> String {
    fixed(value, decimals: 2) + Bilingual(en: "×", zh: "倍")[language]
  }

  /// Years, two places, without the word.
  package static func years(_ value: Double) -> String { fixed(value, decimals: 2) }

  /// Households, spaces, lifts: no places.
  package static func count(_ value: Double) -> String { fixed(value, decimals: 0) }

  /// An estimated count, rounded up to two digits.
  package static func about(_ value: Double) -> String {
    var step = 1.0
    while value / step > 100 { step *= 10 }
    return count((value / step).rounded(.up) * step)
  }

  /// Every digit of the shortest text that gives `value` back, for `explain`.
  package static func exact(_ value: Double) -> String {
    DecimalText(value)?.text() ?? value.description
  }

  /// Two places of what is a thousand and more, six of the rest; none that are zeros.
  package static func short(_ value: Double) -> String {
    DecimalText(value)?.rounded(to: abs(value) < 1000 ? 6 : 2).text() ?? value.description
  }

  /// Every digit without commas, for files that a program reads.
  package static func plain(_ value: Double) -> String {
    DecimalText(value)?.text(grouped: false) ?? value.description
  }
}
