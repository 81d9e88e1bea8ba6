import FundFormula
import FundModel

/// Households, homes, spaces and pieces are counted: half of one was probably a slip, or an average that should be said to
/// be one.
package enum WholeCounts: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    draft.numbers.compactMap { number in
      guard isCount(number), abs(number.value - number.value.rounded()) > 1e-9 * max(1, abs(number.value))
      else {
        return nil
      }
      let (below, above) = (grouped(number.value.rounded(.down)), grouped(number.value.rounded(.up)))
      let shown = grouped(number.value)
      return draft.finding(
        .wholeNumber, number.path, severity: .warning,
        en: "\(number.subject.words.en) comes to \(shown) \(number.kind.unit.en), which are whole by nature.",
        zh: "\(number.subject.words.zh)折合 \(shown) \(number.kind.unit.zh)，应为整数。",
        remedy: ("Write \(below) or \(above).", "请写成 \(below) 或 \(above)。"))
    }
  }

  /// Pieces, but for what a file measures in metres or areas.
  private static func isCount(_ number: Draft.Number) -> Bool {
    switch number.kind {
    case .households, .count: true
    case .quantity:
      number.number.unitText.flatMap { NumberUnit($0)?.dimension }.map { $0 == Dimension(each: 1) }
        ?? number.name.map(pieces.contains) ?? false
    default: false
    }
  }

  /// Names of quantities that are pieces, where no unit says so.
  private static let pieces: Set<String> = [
    "lifts", "elevators", "buildings", "stairwells", "entrances", "homes", "households", "parking",
    "communities",
  ]
}
