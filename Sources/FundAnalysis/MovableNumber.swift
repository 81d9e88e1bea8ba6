internal import Foundation
package import FundFormula
package import FundModel
package import FundScenario

/// What is wrong with a question that moves numbers, and what would mend it.
package struct QuestionFault: Error, Sendable {
  package let message: Bilingual
  package let remedy: Bilingual?

  package init(_ message: Bilingual, _ remedy: Bilingual? = nil) {
    self.message = message
    self.remedy = remedy
  }
}

/// A number that can be moved: an input, or the common factor of an input, a block or a section (`scale:costs`).
package struct MovableNumber: Sendable {
  /// As it is asked for, by ids: `funding.homes.price`, `scale:costs`.
  package let name: String
  package let label: Bilingual
  /// What it is today; 1 for a factor.
  package let base: Double
  /// Where it may lie.
  package let bounds: ClosedRange<Double>
  package let unit: ValueUnit
  package let unitText: Bilingual
  /// Homes, parking spaces: only whole numbers can be carried out.
  package let isWhole: Bool
  package let isScale: Bool
  package let isAssumed: Bool
  /// The inputs it moves, by their places in the graph: each is `factor` times the number.
  let parts: [(input: Int, factor: Double)]

  /// The change from today as a part of it; nil where today it is nothing.
  package func change(to value: Double) -> Double? { base == 0 ? nil : (value - base) / abs(base) }

  /// Of several values the one nearest to today's.
  func nearest(_ values: [Double]) -> Double? { values.min { abs($0 - base) < abs($1 - base) } }

  /// A root that rounding left beside the bounds lies on them; nil for one that lies outside.
  func withinBounds(_ root: Double) -> Double? {
    let room = 1e-12 * max(1, abs(root))
    guard root >= bounds.lowerBound - room, root <= bounds.upperBound + room else { return nil }
    return min(max(root, bounds.lowerBound), bounds.upperBound)
  }
}

/// A scenario compiled so that the asked numbers are inputs of its graph: adjustment factors are written where a whole
/// block is spoken of.
package struct MovableModel: Sendable {
  package let scenario: CheckedScenario
  package let model: Model
  package let base: Evaluation
  private let declared: [String: DeclaredInput]

  /// - Parameter names: every number that will be asked for, as written.
  package init(_ scenario: CheckedScenario, moving names: [String]) throws(QuestionFault) {
    self.scenario = scenario
    let factors = names.compactMap(Self.scaled).flatMap { path -> [String] in
      guard case .success(let path) = scenario.path(named: path) else { return [] }
      return scenario.content.factors(under: path)
    }
    if factors.isEmpty {
      model = scenario.model
    } else {
      guard let scaled = try? Model(scenario.content.withFactors(Array(Set(factors)))) else {
        preconditionFailure("a factor of 1 made a checked scenario impossible")
      }
      model = scaled
    }
    base = model.graph.evaluate()
    declared = Dictionary(
      DeclaredInput.all(in: scenario.content).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The path behind `scale:`, nil where a number itself is meant.
  private static func scaled(_ name: String) -> String? {
    name.hasPrefix(ScaledPath.prefix) ? String(name.dropFirst(ScaledPath.prefix.count)) : nil
  }

  /// Whether the number at a path shapes the graph: such are varied by enumeration.
  package func structuralInput(_ name: String) -> DeclaredInput? {
    guard case .success(let path) = scenario.path(named: name), let input = declared[path],
      input.isStructural, case .number? = input.value
    else { return nil }
    return input
  }

  /// The unknown of this name: a path of ids or labels, or `scale:` and one.
  package func unknown(_ name: String) throws(QuestionFault) -> MovableNumber {
    if let inner = Self.scaled(name) { return try factor(of: try path(inner)) }
    let path = try path(name)
    guard let place = model.graph.input(path) else { throw noInput(path) }
    let input = model.graph.inputs[place]
    return MovableNumber(
      name: path, label: input.label.withoutHint, base: input.value, bounds: input.bounds, unit: input.unit,
      unitText: unitText(path, input), isWhole: isWhole(path), isScale: false, isAssumed: input.isAssumed,
      parts: [(place, 1)])
  }

  /// What a column of a programme's table moves: as ``unknown(_:)``, but a factor acts on each community's own numbers, so
  /// that the template's neither bound it nor, being nothing, leave it out.
  func column(_ name: String) throws(QuestionFault) -> MovableNumber {
    guard let inner = Self.scaled(name) else { return try unknown(name) }
    return try factor(of: try path(inner), ofOthers: true)
  }

  /// The settings that make a value of a number hold.
  package func settings(_ number: MovableNumber, at value: Double) -> [BreakEven.Setting] {
    number.parts.map { part in
      let (input, value) = (model.graph.inputs[part.input], part.factor * value)
      return .init(path: input.path, value: value, text: written(value, input))
    }
  }

  /// A value in the unit in which the file gives its number, where that is a power of ten beside the base unit; as a plain
  /// number where it is not, or the file gives none. A plain number in the place of `7 %` would be asked about.
  private func written(_ value: Double, _ input: Input) -> String {
    let (plain, unitText) = (decimalText(value), input.unitText.zh)
    guard !unitText.isEmpty, let kind = declared[input.path]?.unit,
      case .success(let one) = kind.converted("1", unit: unitText), one != 1,
      let number = Double("\(plain)e\(-Int(log10(one).rounded()))")
    else { return plain }
    let text = decimalText(number)
    guard case .success(value) = kind.converted(text, unit: unitText) else { return plain }
    return text + unitText
  }

  /// Whether all that a number moves stands at these paths, or they lead into it (`….value`).
  func isHeld(_ number: MovableNumber, by paths: [String]) -> Bool {
    number.parts.allSatisfy { part in
      let own = model.graph.inputs[part.input].path
      return paths.contains { $0 == own || $0.hasPrefix("\(own).") }
    }
  }

  private func path(_ text: String) throws(QuestionFault) -> String {
    switch scenario.path(named: text) {
    case .success(let path): return path
    case .failure(let fault): throw QuestionFault(fault.message, fault.remedy)
    }
  }

  private func factor(of path: String, ofOthers: Bool = false) throws(QuestionFault) -> MovableNumber {
    let paths = model.graph.input(path) == nil ? scenario.content.factors(under: path) : [path]
    let parts = paths.compactMap { path in
      model.graph.input(path).map { (input: $0, factor: model.graph.inputs[$0].value) }
    }.filter { ofOthers || $0.factor != 0 }
    guard !parts.isEmpty else { throw nothingToScale(path) }
    var bounds = 0...1000.0
    for part in parts where !ofOthers {
      let limits = model.graph.inputs[part.input].bounds
      let ends = [limits.lowerBound / part.factor, limits.upperBound / part.factor].sorted()
      bounds =
        max(
          bounds.lowerBound, ends[0])...max(max(bounds.lowerBound, ends[0]), min(bounds.upperBound, ends[1]))
    }
    let label = self.label(of: path)
    return MovableNumber(
      name: ScaledPath.prefix + path,
      label: Bilingual(en: "\(label.en), in proportion", zh: "\(label.zh)（按比例）"), base: 1,
      bounds: bounds, unit: .share, unitText: Bilingual(verbatim: ""), isWhole: false, isScale: true,
      isAssumed: parts.contains { model.graph.inputs[$0.input].isAssumed }, parts: parts)
  }

  private func label(of path: String) -> Bilingual {
    if let place = model.graph.input(path) { return model.graph.inputs[place].label.withoutHint }
    if let label = scenario.content.label(ofScaled: path) { return label }
    return Bilingual(verbatim: path)
  }

  private func isWhole(_ path: String) -> Bool {
    guard let unit = declared[path]?.unit else { return false }
    return unit == .households || unit == .count
  }

  private func unitText(_ path: String, _ input: Input) -> Bilingual {
    let own = declared[path]?.unit?.unit ?? input.unitText
    // As the author counts it, 元/个, where that is the base unit under another name.
    let written = input.unitText.zh
    guard !written.isEmpty, let unit = NumberUnit(written), unit.dimension != .none else { return own }
    if !unit.countsHouseholds, declared[path]?.unit == .yuanPerHousehold {
      return UnitKind.yuanPerQuantity.unit
    }
    guard let kind = declared[path]?.unit, case .success(1) = kind.converted("1", unit: written),
      !written.allSatisfy(\.isASCII)
    else { return own }
    return Bilingual(en: own.en, zh: written)
  }

  /// What is declared at the path that a name means, whatever its value.
  func declaredInput(_ name: String) -> DeclaredInput? {
    guard case .success(let path) = scenario.path(named: name) else { return nil }
    return declared[path]
  }

  /// What holds at a path that shapes the calculation, as `--set` takes it.
  func shapingText(_ path: String) -> String {
    switch declared[path]?.value {
    case .number(let number)?: decimalText(number.value)
    case .other(.moment(.date(let date)))?: date.description
    case .other(.word(let word))?: word
    default: ""
    }
  }

  /// In which unit an unknown is written.
  func kind(of unknown: MovableNumber) -> UnitKind {
    unknown.isScale ? .fraction : declared[unknown.name]?.unit ?? .number
  }

  /// The paths of inputs, and of what shapes the calculation, that are labelled so: 户数, 市级补助·每户补助额.
  func paths(labelled label: String) -> [String] {
    DeclaredInput.all(in: scenario.content).filter { input in
      guard model.graph.input(input.path) != nil || input.isStructural && input.isWritten else {
        return false
      }
      let whole = input.label.withoutHint
      let own = [
        whole.en.split(separator: ": ").last.map(String.init),
        whole.zh.split(separator: "·").last.map(String.init),
      ]
      return [whole.en, whole.zh].contains(label) || own.contains(label)
    }.map(\.path)
  }

  /// The number `text` means for an unknown: `8000`, `6%`, `0.8亿元`.
  func value(_ text: String, of unknown: MovableNumber) throws(QuestionFault) -> Double {
    switch kind(of: unknown).number(writtenAs: text) {
    case .success(let value): return value
    case .failure(let fault): throw QuestionFault(fault.message, fault.remedy)
    }
  }

  // MARK: Faults

  private func noInput(_ path: String) -> QuestionFault {
    guard let input = declared[path], case .number? = input.value else {
      let names = model.graph.inputs.map(\.path)
      return QuestionFault(
        Bilingual(en: "There is no number at `\(path)`.", zh: "“\(path)”不是数值参数。"),
        .meant(path, among: names, orElse: .allPaths))
    }
    if input.isStructural {
      return QuestionFault(
        Bilingual(
          en: "`\(path)` shapes the calculation (a length, a term): it cannot be moved here.",
          zh: "“\(path)”为结构性参数（时长、期限），此处不能作为变动参数。"),
        Bilingual(
          en:
            "`sweep --vary \(path)=FROM:TO` computes its values; `breakeven --solve \(path)` tries them for a target.",
          zh: "可用 sweep --vary \(path)=起:止 逐一试算，或用 breakeven --solve \(path) 单独求解。"))
    }
    return QuestionFault(
      Bilingual(
        en: "As the scenario stands no formula reads `\(path)`.", zh: "按现有情景，没有算式引用“\(path)”。"),
      Bilingual(
        en: "Write it into the file first, at the value it has now.", zh: "请先在情景文件中按现值填写该参数。"))
  }

  private func nothingToScale(_ path: String) -> QuestionFault {
    QuestionFault(
      Bilingual(
        en: "`scale:\(path)` names no number and no block whose money can be scaled.",
        zh: "“scale:\(path)”不是可按比例调整的参数或条目。"),
      Bilingual(
        en: "Name a section (`scale:costs`), a block (`scale:costs.building`) or a number.",
        zh: "可写栏目（scale:costs）、条目（scale:costs.building）或参数路径。"))
  }
}

extension ScenarioContent {
  /// What a block or a section is called that is scaled, those of a pool's projects too.
  fileprivate func label(ofScaled path: String) -> Bilingual? {
    if let block = allBlocks.first(where: { $0.path == path }) { return block.label }
    if let section = Section(rawValue: path) { return section.allOf }
    guard let project = projects.first(where: { path.hasPrefix($0.prefix) }),
      let inner = project.content.label(ofScaled: String(path.dropFirst(project.prefix.count)))
    else { return nil }
    return Bilingual(en: "\(project.label.en): \(inner.en)", zh: "\(project.label.zh)·\(inner.zh)")
  }
}

extension Section {
  /// All blocks of the section together.
  var allOf: Bilingual {
    switch self {
    case .costs: Bilingual(en: "all costs", zh: "全部建设费用")
    case .funding: Bilingual(en: "all funding", zh: "全部资金来源")
    case .operations: Bilingual(en: "all of the operation", zh: "全部运营收支")
    default: label
    }
  }
}
