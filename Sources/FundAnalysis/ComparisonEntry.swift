import FundFormula
package import FundModel
package import FundScenario

/// A scenario that is to be compared, as it was loaded.
package struct ComparisonEntry: Sendable {
  /// Its place among the files as they were given, from 1.
  package let number: Int
  /// The file that makes it another scenario than the others.
  package let file: String
  /// Whether that file is a funding model laid over the project.
  package let isOverlay: Bool
  package let result: LoadResult

  package init(number: Int, file: String, isOverlay: Bool, result: LoadResult) {
    self.number = number
    self.file = file
    self.isOverlay = isOverlay
    self.result = result
  }

  var scenario: CheckedScenario? {
    if case .scenario(let scenario) = result { scenario } else { nil }
  }

  /// The file's name without folder and ending.
  var stem: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.lastIndex(of: ".").map { $0 > name.startIndex ? String(name[..<$0]) : name } ?? name
  }

  /// Whether `text` means this one: its number, its file, its title in either language.
  func isCalled(_ text: String) -> Bool {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let title = scenario?.content.title
    return [String(number), file, name, stem].contains(text) || title?.en == text || title?.zh == text
  }
}

/// Why there is nothing to compare.
package enum ComparisonFault: Error {
  /// No file, title or number is called so.
  case noSuchBase(String)
  /// The base has errors.
  case baseRefused(file: String, [Finding])
  /// No model but the base fits.
  case noModelLeft([LeftOutModel])
}

/// No indicator is called so; these are near.
package struct UnknownIndicator: Error {
  package let near: [String]
}

extension Comparison {
  /// The indicator with this id, or this label in either language.
  package static func indicator(named name: String) -> Result<any Indicator.Type, UnknownIndicator> {
    for indicator in Indicators.all
    where [indicator.id, indicator.label.en, indicator.label.zh].contains(name) {
      return .success(indicator)
    }
    return .failure(UnknownIndicator(near: nearestNames(name, among: Indicators.names)))
  }

  /// Compares what fits: the base first, the others in their order, or best first by an indicator, those without a
  /// value last.
  ///
  /// - Parameters:
  ///   - base: number, file or title of the base; the first entry when nil.
  ///   - isSameProduct: whether only the models' funding was laid over the base, which is told.
  ///   - sort: the indicator whose best value goes first; ascending where no direction is better.
  /// - Throws: ``ComparisonFault``.
  package init(
    _ entries: [ComparisonEntry], base: String? = nil, sortedBy sort: (any Indicator.Type)? = nil,
    isSameProduct: Bool = false
  ) throws(ComparisonFault) {
    let fitting = try FittingEntries(entries, base: base)
    let columns = fitting.all.map { (entry: $0.entry, run: ScenarioRun($0.scenario)) }
    let (titles, leftOut) = (fitting.titles, fitting.leftOut)
    var others = Array(columns.dropFirst())
    if let sort {
      func comesFirst(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a != nil && b == nil }
        return sort.better == .more ? a > b : a < b
      }
      // A stable sort: what is equal keeps its order.
      others = others.enumerated().sorted { left, right in
        let (a, b) = (
          left.element.run.indicator(sort.id)?.value, right.element.run.indicator(sort.id)?.value
        )
        if comesFirst(a, b) { return true }
        return comesFirst(b, a) ? false : left.offset < right.offset
      }.map(\.element)
    }
    let shown = columns.prefix(1) + others
    let rows = ComparisonRows(shown.map(\.run))
    self.init(
      version: Self.version,
      models: shown.enumerated().map { place, column in
        ComparedModel(
          number: column.entry.number,
          title: titles[column.entry.number] ?? column.run.scenario.content.title,
          file: column.entry.file, isOverlay: column.entry.isOverlay, hash: column.run.scenario.hash,
          assumedShare: column.run.assumedShare,
          stoppedBy: ComparisonRows.conditionsStopping(column.run),
          obstacles: column.run.obstacles.map(\.obstacle), short: column.run.shortAmounts,
          reservations: column.run.reservations,
          buildsOther: rows.buildsOther(in: place), hasMoneyFirst: column.run.hasMoneyFirst,
          paysMore: rows.paysMore(in: place))
      }, groups: rows.groups, recommendation: Recommendation(shown.map(\.run)), isSameProduct: isSameProduct,
      leftOut: leftOut)
  }
}

/// Which of several scenarios can stand side by side: the base first, and those that don't fit the project.
struct FittingEntries {
  /// The base, then the others in their order.
  let all: [(entry: ComparisonEntry, scenario: CheckedScenario)]
  /// By the entry's number.
  let titles: [Int: Bilingual]
  let leftOut: [LeftOutModel]

  /// - Parameter base: number, file or title of the base; the first entry when nil.
  init(_ entries: [ComparisonEntry], base: String? = nil) throws(ComparisonFault) {
    guard let first = entries.first(where: { base == nil || $0.isCalled(base ?? "") }) else {
      throw .noSuchBase(base ?? "")
    }
    guard first.scenario != nil else { throw .baseRefused(file: first.file, first.result.findings) }
    leftOut = entries.filter { $0.scenario == nil }.map {
      LeftOutModel(number: $0.number, file: $0.file, findings: $0.result.findings)
    }
    titles = Self.titles(of: entries)
    let known = entries.compactMap { entry in entry.scenario.map { (entry: entry, scenario: $0) } }
    all =
      known.filter { $0.entry.number == first.number } + known.filter { $0.entry.number != first.number }
    guard all.count > 1 else { throw .noModelLeft(leftOut) }
  }

  /// A title for each entry, by number: its own; the file's name for a funding model without one and behind a title
  /// that several have.
  private static func titles(of entries: [ComparisonEntry]) -> [Int: Bilingual] {
    let project = entries.filter { !$0.isOverlay }.compactMap { $0.scenario?.content.title }
    let titles = entries.map { entry -> Bilingual in
      let own = entry.scenario?.content.title
      return own.map { entry.isOverlay && project.contains($0) ? Bilingual(verbatim: entry.stem) : $0 }
        ?? Bilingual(verbatim: entry.stem)
    }
    return Dictionary(
      uniqueKeysWithValues: zip(entries, titles).map { entry, title in
        let isAlone = titles.filter { $0 == title }.count == 1
        let whole = Bilingual(en: "\(title.en) (\(entry.stem))", zh: "\(title.zh)（\(entry.stem)）")
        return (entry.number, isAlone ? title : whole)
      })
  }
}

extension Indicators {
  /// All that indicators are called: ids, then labels in both languages.
  static var names: [String] { all.map { $0.id } + all.map { $0.label.zh } + all.map { $0.label.en } }
}
