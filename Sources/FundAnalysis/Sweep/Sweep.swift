package import FundFormula
internal import FundModel
internal import FundNumerics
package import FundScenario

/// A scenario computed for many rows that differ in some of its numbers: the same numbers whatever the block, the thread
/// or the shard, and any row runs again as a scenario of its own.
package struct Sweep: Sendable {
  package let scenario: CheckedScenario
  package let design: SweepDesign
  package let results: [SweepResult]
  package let conditions: [SweepCondition]
  /// What differs from row to row: the axes, then the drawn numbers.
  package let inputs: [Column]
  /// Uncertain numbers that are set for this question and therefore not drawn.
  package let held: [MovableNumber]
  /// Whether it is asked in how many rows the money balances.
  package var hasBalance: Bool { conditions.contains { $0.id == SweepCondition.balances } }
  /// Whether that asks for repayment of debt as well.
  package var balanceAsksDebt: Bool { conditions.contains(where: \.asksDebt) }
  let structures: SweepStructures
  /// What the drawn numbers' inputs allow: a draw beyond them, one in a billion, stands at the bound.
  let drawnBounds: [ClosedRange<Double>]

  /// A number that differs from row to row.
  package struct Column: Sendable {
    /// The path, or `scale:` and one.
    package let name: String
    package let label: Bilingual
    package let unit: ValueUnit
    package let unitText: Bilingual
    package let isStructural: Bool
  }

  /// The most rows: an hour's work of a core or two.
  private static let mostRows = 10_000_000_000

  // MARK: Asking

  package init(_ scenario: CheckedScenario, _ request: SweepRequest) throws(QuestionFault) {
    let uncertain = request.sample == nil ? [] : scenario.content.uncertain.map(Uncertainty.init)
    let names = request.variations.map(\.name)
    let source = try MovableModel(scenario, moving: names + uncertain.map(\.input))
    var axes: [SweepAxis] = []
    for one in request.variations { axes.append(try Self.axis(one, source)) }
    if let twice = axes.map(\.name).firstRepeated { throw Self.twice(twice) }
    let open = try Self.drawn(uncertain, beside: axes, source)
    let drawn = open.filter { !source.isHeld($0.number, by: request.held) }
    held = open.map(\.number).filter { source.isHeld($0, by: request.held) }
    if request.sample != nil, drawn.isEmpty { throw held.isEmpty ? Self.nothingUncertain : Self.allHeld }
    if let sample = request.sample, sample < 1 { throw Self.noRows }
    guard Self.rows(of: axes, sample: request.sample ?? 1) != nil else { throw Self.tooManyRows }
    if request.method == .sobol, uncertain.count > SobolSequence.maximumInputs {
      throw Self.tooManyNumbers(uncertain.count)
    }
    design = SweepDesign(
      axes: axes, listed: uncertain, drawn: drawn.map { ($0.place, $0.distribution) },
      sample: request.sample ?? 1, method: request.method, seed: request.seed)
    results = try SweepResult.all(request.results, in: source)
    conditions = SweepCondition.all(in: source.model)
    self.scenario = scenario
    inputs =
      axes.map { axis in
        let isStructural = if case .structural = axis.subject { true } else { false }
        let unit = isStructural ? .number : (try? source.unknown(axis.name).unit) ?? .number
        return Column(
          name: axis.name, label: axis.label, unit: unit, unitText: axis.unitText, isStructural: isStructural)
      }
      + drawn.map {
        Column(
          name: $0.number.name, label: $0.number.label, unit: $0.number.unit, unitText: $0.number.unitText,
          isStructural: false)
      }
    drawnBounds = drawn.map(\.number.bounds)
    structures = try SweepStructures(
      axes, drawing: drawn.map { uncertain[$0.place].input },
      asking: results.map(\.key) + conditions.map(\.key),
      of: source)
  }

  /// The rows of all combinations; nil where there are too many.
  private static func rows(of axes: [SweepAxis], sample: Int) -> Int? {
    axes.map(\.values.count).reduce(Optional(sample)) { rows, count in
      guard let rows else { return nil }
      let product = rows.multipliedReportingOverflow(by: count)
      return product.overflow || product.partialValue > mostRows ? nil : product.partialValue
    }.flatMap { $0 <= mostRows ? $0 : nil }
  }

  private static func axis(_ asked: VariedNumber, _ source: MovableModel) throws(QuestionFault) -> SweepAxis {
    if let input = source.structuralInput(asked.name) {
      let (values, missedEnd) = try source.wholeValues(asked, of: input)
      return SweepAxis(
        subject: .structural(path: input.path), label: input.label,
        unitText: input.unit?.unit ?? Bilingual(verbatim: ""), values: values, missedEnd: missedEnd)
    }
    let variation = try source.variation(asked)
    return SweepAxis(
      subject: .number(variation.unknown.name), label: variation.unknown.label,
      unitText: variation.unknown.unitText, values: variation.values, missedEnd: variation.missedEnd)
  }

  private static func drawn(
    _ uncertain: [Uncertainty], beside axes: [SweepAxis], _ source: MovableModel
  ) throws(QuestionFault) -> [(place: Int, distribution: any Distribution, number: MovableNumber)] {
    var drawn: [(place: Int, distribution: any Distribution, number: MovableNumber)] = []
    for (place, one) in uncertain.enumerated() {
      // A number that is varied by hand is not drawn as well; one that a funding model took away cannot be.
      guard let number = try? source.unknown(one.input), !axes.contains(where: { $0.name == number.name })
      else {
        continue
      }
      do { drawn.append((place, try one.distribution(), number)) } catch {
        preconditionFailure("\(one.path) reached the sweep unchecked")
      }
    }
    return drawn
  }

  // MARK: Faults

  static func twice(_ name: String) -> QuestionFault {
    QuestionFault(Bilingual(en: "`\(name)` is varied twice.", zh: "“\(name)”重复。"))
  }
  static let nothingUncertain = QuestionFault(
    Bilingual(en: "The scenario has no uncertain numbers to draw.", zh: "情景未填写不确定参数，无从抽样。"),
    Bilingual(
      en: "List them with their distributions under `uncertain`, or use `--vary`.",
      zh: "请在“uncertain”（不确定参数）中填写分布，或改用 --vary。"))
  static let allHeld = QuestionFault(
    Bilingual(
      en: "Every uncertain number is held by `--set`: nothing is left to draw.",
      zh: "全部不确定参数均已由 --set 取定值，无从抽样。"),
    Bilingual(en: "Leave out `--set`, or use `--vary`.", zh: "请去掉相应的 --set，或改用 --vary。"))
  static let noRows = QuestionFault(
    Bilingual(en: "`--sample` needs at least one row.", zh: "--sample 至少为 1。"))
  private static func tooManyNumbers(_ count: Int) -> QuestionFault {
    let most = SobolSequence.maximumInputs
    return QuestionFault(
      Bilingual(
        en: "Sobol' points are there for at most \(most) uncertain numbers; the scenario has \(count).",
        zh: "Sobol 序列最多支持 \(most) 个不确定参数，本情景有 \(count) 个。"),
      Bilingual(en: "Use `--method lhs`.", zh: "请改用 --method lhs。"))
  }
  private static let tooManyRows = QuestionFault(
    Bilingual(en: "More than 10,000,000,000 rows.", zh: "组数超过 100 亿。"),
    Bilingual(
      en: "Draw fewer, or take larger steps: a core computes some million a second.",
      zh: "请减少抽样组数或加大步长：单核每秒约算一两百万组。"))
}

extension [String] {
  var firstRepeated: String? {
    indices.first { self[..<$0].contains(self[$0]) }.map { self[$0] }
  }
}
