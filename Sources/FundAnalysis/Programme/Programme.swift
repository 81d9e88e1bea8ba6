internal import FundFormula
internal import FundModel
internal import FundNumerics
package import FundScenario

/// Why a programme cannot be computed.
package enum ProgrammeRefusal: Error, Sendable {
  case question(QuestionFault)
  /// What is wrong in the table: places in it.
  case findings([Finding])
}

/// One template computed for many communities, each with numbers of its own, under the same draws of policy.
///
/// A row is a community and a draw. What couples communities has its place behind this: the amounts of all communities of
/// one draw.
package struct Programme: Sendable {
  package let template: CheckedScenario
  /// The draws, as a sweep of the template makes them.
  package let sweep: Sweep
  package let communities: [Community]
  /// The numbers that differ from community to community.
  package let inputs: [Sweep.Column]
  /// The numbers drawn, of those the sweep draws: a column of the table holds its number.
  package let drawn: [Sweep.Column]
  /// Uncertain numbers that a column holds.
  package let held: [Sweep.Column]
  /// Uncertain numbers that are set for this question and therefore not drawn.
  package let heldBySetting: [MovableNumber]
  package let groupings: [Grouping]
  package let figures: [ProgrammeFigure]
  /// Present values that have no total, since the communities' dates or rates differ.
  package var apart: [ProgrammeFigure] { figures.filter { $0.isPresentValue && $0.kind == .other } }
  package let conditions: [SweepCondition]
  /// Whether the table has a column of ids.
  package let hasIDs: Bool
  /// What is doubtful about the table, and what of it is passed over; no errors.
  package let findings: [Finding]
  /// Places of `drawn` in the sweep's columns.
  private let drawnPlaces: [Int]
  private let structures: [[String]: ProgrammeStructure]

  /// A column that groups communities.
  package struct Grouping: Sendable {
    package let title: String
    /// In the order of the table.
    package let groups: [String]
    /// The group of each community.
    package let members: [Int]
  }

  /// The gap that has to be closed, among the figures; nil where it is not asked for.
  package var gap: Int? {
    guard let condition = conditions.first, condition.id == SweepCondition.balances else { return nil }
    return figures.firstIndex { $0.key == condition.key }
  }

  package var draws: Int { sweep.design.sample }
  package var rows: Int { communities.count * draws }

  /// The most draws: a community's are held whole, for exact quantiles.
  package static let mostDraws = 100_000
  /// The most structures: each is a compilation.
  package static let mostStructures = 1000
  /// The most numbers that totals are kept in, 200 MB.
  package static let mostTotals = 25_000_000

  /// - Parameters:
  ///   - found: what reading the table found.
  ///   - request: what is asked of the draws; nothing is varied beside the table.
  ///   - threads: for the checks of the communities.
  package init(
    _ template: CheckedScenario, _ sheet: CommunitySheet, found: [Finding] = [], _ request: SweepRequest,
    threads: Int = 1
  ) throws(ProgrammeRefusal) {
    let uncertain = request.sample == nil ? [] : template.content.uncertain.map(Uncertainty.init)
    let (source, asked): (MovableModel, [ProgrammeFigure])
    do throws(QuestionFault) {
      if let sample = request.sample, sample > Self.mostDraws { throw Self.tooManyDraws }
      precondition(request.variations.isEmpty, "a programme varies what its table says")
      // The sweep only draws: its figures are not those of a programme.
      var draws = request
      (draws.results, draws.held) = ([], [])
      sweep = try Sweep(template, draws)
      let scaled = CommunityTableReader.names(in: sheet).filter { $0.hasPrefix(ScaledPath.prefix) }
      source = try MovableModel(template, moving: scaled + uncertain.map(\.input))
      let names = request.results.isEmpty ? ProgrammeFigure.usual(in: source.model) : request.results
      asked = try SweepResult.all(names, in: source).map { ProgrammeFigure($0, in: source.model) }
      conditions = SweepCondition.all(in: source.model)
    } catch { throw .question(error) }
    var reader = CommunityTableReader(sheet, source)
    let communities = reader.communities()
    let columns = reader.columns.map(\.number)
    let read = found + reader.findings
    guard !read.contains(where: { $0.severity == .error }) else { throw .findings(read.inRowOrder) }
    let taken = columns.map(\.name)
    let moved = sweep.inputs
    let open = moved.indices.filter { !taken.contains(moved[$0].name) }
    // Held here, where the columns are known: what the table gives stands before what is set.
    let set = open.compactMap { place in
      (try? source.unknown(moved[place].name)).flatMap { number in
        source.isHeld(number, by: request.held) ? (place: place, number: number) : nil
      }
    }
    heldBySetting = set.map(\.number)
    let places = open.filter { place in !set.contains { $0.place == place } }
    if request.sample != nil, places.isEmpty {
      throw .question(set.isEmpty ? Self.nothingDrawn : Self.nothingLeft)
    }
    self.template = template
    self.communities = communities
    inputs = columns
    drawnPlaces = places
    drawn = places.map { moved[$0] }
    held = moved.filter { taken.contains($0.name) }
    hasIDs = sheet.hasIDs
    groupings = sheet.groupings.enumerated().map { place, column in
      let groups = communities.map { $0.groups[place] }.withoutRepeats
      let numbers = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
      return Grouping(
        title: column.title, groups: groups, members: communities.map { numbers[$0.groups[place]] ?? 0 })
    }
    let building = ProgrammeBuilding(
      sheet: sheet, template: template, source: source, communities: communities, columns: columns,
      places: reader.columns.map(\.place), drawn: drawn.map(\.name), figures: asked,
      conditions: conditions)
    let (structures, faults) = building.structures()
    guard faults.isEmpty else { throw .findings((read + faults).inRowOrder) }
    self.structures = structures
    figures = building.haveOneDate(in: structures) ? asked : asked.map(\.apart)
    let told = building.checks(in: structures, threads: threads)
    findings = (read + told).inRowOrder
    guard !told.contains(where: { $0.severity == .error }) else { throw .findings(findings) }
    let groups = groupings.map(\.groups.count).reduce(0, +)
    let kept = ProgrammeTotals.columns(figures, conditions: conditions.count, groups: groups)
    guard kept.multipliedReportingOverflow(by: sweep.design.sample).partialValue <= Self.mostTotals else {
      throw .question(Self.tooManyTotals(kept))
    }
  }

  func structure(of community: Community) -> ProgrammeStructure {
    guard let structure = structures[community.structure] else {
      preconditionFailure("no structure \(community.structure)")
    }
    return structure
  }

  // MARK: Rows

  /// What a column holds for a community.
  package enum Value: Sendable {
    case number(Double)
    /// As `--set` takes it; empty where the template has none.
    case text(String)
  }

  /// The community's numbers by column, the template's where the table says nothing.
  package func values(of community: Community) -> [Value] {
    let structure = structure(of: community)
    var shaped = community.structure.makeIterator()
    return inputs.indices.map { place in
      guard let number = structure.columns[place] else {
        let own = shaped.next() ?? ""
        return .text(own.isEmpty ? structure.source.shapingText(inputs[place].name) : own)
      }
      return .number(community.numbers[place] ?? number.base)
    }
  }

  /// All draws, one column for each number drawn.
  package func allDraws() -> [[Double]] {
    var columns = [[Double]](repeating: [], count: drawnPlaces.count)
    for start in stride(from: 0, to: draws, by: Plan.blockWidth) {
      let block = sweep.values(of: start..<min(start + Plan.blockWidth, draws))
      for (place, column) in drawnPlaces.enumerated() { columns[place] += block[column] }
    }
    return columns
  }

  /// The community and the draw of a row.
  package func place(ofRow row: Int) -> (community: Int, draw: Int) { (row / draws, row % draws) }

  /// The settings that make a row a scenario of its own, every digit of its numbers.
  package func settings(ofRow row: Int) -> [LoadRequest.Setting] {
    let (place, draw) = place(ofRow: row)
    let values = drawnPlaces.isEmpty ? [] : sweep.values(of: draw..<draw + 1).map { $0[0] }
    let community = communities[place]
    return structure(of: community).settings(
      of: community, columns: inputs, draw: drawnPlaces.map { values[$0] })
  }

  // MARK: Faults

  private static let tooManyDraws = QuestionFault(
    Bilingual(
      en: "`--over` takes at most \(mostDraws) draws: those of a community are held whole.",
      zh: "--over 最多抽样 \(mostDraws) 次：每个小区的全部抽样须同时保留。"),
    Bilingual(en: "1,000 tell a share to 3 %, 10,000 to 1 %.", zh: "1000 次时概率误差约 3%，1 万次约 1%。"))
  private static let nothingDrawn = QuestionFault(
    Bilingual(
      en: "Every uncertain number of the template is a column of the table: nothing is left to draw.",
      zh: "模板的不确定参数均已列入表格，无从抽样。"), Bilingual(en: "Leave out `--sample`.", zh: "请去掉 --sample。"))
  private static let nothingLeft = QuestionFault(
    Bilingual(
      en: "Every uncertain number is a column of the table or held by `--set`: nothing is left to draw.",
      zh: "不确定参数均已列入表格或由 --set 取定值，无从抽样。"), Bilingual(en: "Leave out `--sample`.", zh: "请去掉 --sample。"))
  private static func tooManyTotals(_ columns: Int) -> QuestionFault {
    QuestionFault(
      Bilingual(
        en:
          "\(columns) totals (figures by group) would be kept for every draw, more than \(mostTotals / 1_000_000) million numbers.",
        zh: "须为每次抽样保留 \(columns) 项合计（指标 × 分组），合计超过 \(mostTotals / 10_000) 万个数。"),
      Bilingual(en: "Draw less, ask for fewer figures, or group more coarsely.", zh: "请减少抽样次数、指标或分组。"))
  }
}

extension [String] {
  fileprivate var withoutRepeats: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
