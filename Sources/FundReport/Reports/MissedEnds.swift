import FundFormula

/// What is said of a varied number whose steps miss the end asked for.
enum MissedEnds {
  /// Nil where no end is missed.
  ///
  /// - Parameter axes: label of each number, its values, and the end its steps miss.
  static func note(_ axes: [(label: Bilingual, values: [Double], missedEnd: Double?)]) -> Bilingual? {
    let missed = axes.compactMap { axis in
      axis.missedEnd.map { (axis.label, NumberText.exact($0), NumberText.exact(axis.values.last ?? $0)) }
    }
    guard !missed.isEmpty else { return nil }
    let en = missed.map { "the steps of “\($0.en)” miss \($1) and end at \($2)" }
    let zh = missed.map { "“\($0.zh)”按步长取不到 \($1)，止于 \($2)" }
    return Bilingual(
      en: "Note: \(en.joined(separator: "; ")).", zh: "注意：\(zh.joined(separator: "；"))。")
  }
}
