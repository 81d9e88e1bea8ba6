import FundAnalysis
import FundFormula

/// What of an explanation fits a screen: the figure asked for, then the largest amounts it stands on.
struct ExplanationExcerpt {
  /// Lines of a screen that explanations may take, and the characters of a line.
  private static let (screen, width) = (34, 78)
  /// Things a formula reads that are listed; characters of a formula that are shown.
  private static let (parts, characters) = (6, 180)

  let shown: [Explanation]
  /// Formulas further down that are not told.
  let hidden: Int

  /// - Parameters:
  ///   - all: the figure asked for first, then what stands below it.
  ///   - taken: lines that stand above.
  init(of all: [Explanation], taken: Int) {
    let first = Array(all.prefix(1))
    var left = Self.screen - taken - first.map(Self.lines).reduce(0, +)
    let below = all.dropFirst().enumerated().sorted {
      (-Self.size($0.element), $0.offset) < (-Self.size($1.element), $1.offset)
    }.map(\.element)
    var fitting: [Explanation] = []
    for one in below {
      let lines = Self.lines(one)
      guard lines <= left else { break }
      left -= lines
      fitting.append(one)
    }
    shown = first + fitting
    hidden = all.count - shown.count
  }

  private static func size(_ one: Explanation) -> Double {
    one.unit == .yuan ? abs(one.result.value ?? 0) : 0
  }

  /// About as many lines as it prints: heading, formula in names and numbers, result, parts (of which some take two), and
  /// what parts them.
  private static func lines(_ one: Explanation) -> Int {
    let (names, numbers) = (formula(one.names.en).count, Self.numbers(one.numbers).count)
    return 9 + names / width + numbers / width + 3 * min(one.parts.count, parts + 1) / 2
  }

  /// A formula in numbers, these as a person would write them; its beginning, as of names.
  static func numbers(_ text: String) -> String {
    formula(
      text.replacing(/\d+(\.\d+)?/) { number in
        Double(number.output.0).map(NumberText.short) ?? String(number.output.0)
      })
  }

  /// A formula's beginning, whole words of it.
  static func formula(_ text: String) -> String {
    guard text.count > characters else { return text }
    let start = text.prefix(characters)
    return start[..<(start.lastIndex(of: " ") ?? start.endIndex)] + " …"
  }

  /// The largest of what a formula reads, and how many are left out.
  static func parts(of one: Explanation) -> (shown: [Explanation.Part], left: Int) {
    let largest = one.parts.enumerated().sorted {
      (-abs($0.element.outcome.value ?? 0), $0.offset) < (-abs($1.element.outcome.value ?? 0), $1.offset)
    }.prefix(parts).map(\.offset)
    let kept = one.parts.indices.filter(largest.contains).map { one.parts[$0] }
    return (kept, one.parts.count - kept.count)
  }
}
