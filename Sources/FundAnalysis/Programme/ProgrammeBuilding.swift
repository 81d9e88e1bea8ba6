internal import Dispatch
internal import FundFormula
internal import FundModel
internal import FundScenario
internal import Synchronization

/// Compiles what a programme needs, and checks each community once.
struct ProgrammeBuilding: Sendable {
  let sheet: CommunitySheet
  let template: CheckedScenario
  let source: MovableModel
  let communities: [Community]
  let columns: [Sweep.Column]
  let places: [CommunitySheet.Column]
  /// Names of the numbers drawn.
  let drawn: [String]
  let figures: [ProgrammeFigure]
  let conditions: [SweepCondition]

  private var shaping: [Int] { columns.indices.filter { columns[$0].isStructural } }

  // MARK: Structures

  /// One compilation for all communities that share what shapes the calculation.
  func structures() -> ([[String]: ProgrammeStructure], [Finding]) {
    var structures: [[String]: ProgrammeStructure] = [:]
    var findings: [Finding] = []
    var refused: Set<[String]> = []
    for community in communities
    where structures[community.structure] == nil && !refused.contains(community.structure) {
      guard structures.count < Programme.mostStructures else {
        findings.append(tooMany(community))
        return (structures, findings)
      }
      switch structure(of: community) {
      case .success(let structure): structures[community.structure] = structure
      case .failure(let refusal):
        refused.insert(community.structure)
        findings += refusal.findings
      }
    }
    return (structures, findings)
  }

  private struct Refused: Error { let findings: [Finding] }

  private func structure(of community: Community) -> Result<ProgrammeStructure, Refused> {
    let settings = zip(shaping, community.structure).filter { !$1.isEmpty }.map {
      LoadRequest.Setting(path: columns[$0].name, value: $1)
    }
    if settings.isEmpty { return structure(template, source, community) }
    switch template.changed(by: settings) {
    case .refused(let faults):
      let errors = faults.filter { $0.severity == .error }
      return .failure(Refused(findings: errors.map { finding($0, community) }))
    case .scenario(let changed):
      let names = columns.map(\.name) + drawn
      guard let source = try? MovableModel(changed, moving: names) else {
        return .failure(Refused(findings: [lacking(community)]))
      }
      return structure(changed, source, community)
    }
  }

  private func structure(
    _ scenario: CheckedScenario, _ source: MovableModel, _ community: Community
  ) -> Result<ProgrammeStructure, Refused> {
    let numbers = columns.map { $0.isStructural ? nil : try? source.column($0.name) }
    let moved = drawn.compactMap { try? source.unknown($0) }
    guard let outputs = ProgrammeOutputs(figures, conditions, in: source.model), moved.count == drawn.count,
      zip(columns, numbers).allSatisfy({ $0.isStructural || $1 != nil })
    else { return .failure(Refused(findings: [lacking(community)])) }
    return .success(
      ProgrammeStructure(scenario, source, columns: numbers, drawn: moved, outputs: outputs))
  }

  /// Whether the present values of all communities stand at one date and rate.
  func haveOneDate(in structures: [[String]: ProgrammeStructure]) -> Bool {
    let bases = communities.compactMap { community in
      structures[community.structure].map { structure in
        "\(structure.source.model.presentValueDate) \(structure.discountRate(of: community) ?? 0)"
      }
    }
    return bases.allSatisfy { $0 == bases.first }
  }

  // MARK: Checks

  /// What the checks of a scenario say of each community: those that numbers can fail, on its graph at its own numbers;
  /// for a pool, whose projects have checks of their own, the whole scenario anew.
  func checks(in structures: [[String]: ProgrammeStructure], threads: Int) -> [Finding] {
    let found = Mutex([(place: Int, findings: [Finding])]())
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(max(threads, 1), communities.count)) { _ in
      while true {
        let place = next.add(1, ordering: .relaxed).oldValue
        guard place < communities.count else { return }
        guard let structure = structures[communities[place].structure] else { continue }
        let findings = check(communities[place], in: structure)
        if !findings.isEmpty { found.withLock { $0.append((place, findings)) } }
      }
    }
    return found.withLock { $0 }.sorted { $0.place < $1.place }.flatMap(\.findings)
  }

  private func check(_ community: Community, in structure: ProgrammeStructure) -> [Finding] {
    let excesses = structure.excesses(of: community)
    guard excesses.isEmpty else { return excesses.map { finding($0, community) } }
    let found = findings(of: community, in: structure)
    return found.filter { $0.severity != .notice }.map { finding($0, community) }
  }

  /// What the template does not have itself.
  private func findings(of community: Community, in structure: ProgrammeStructure) -> [Finding] {
    let settings = structure.point(of: community).settings
    guard !settings.isEmpty else { return structure.scenario.findings(beside: template.findings) }
    let graph = structure.graph
    let numbers = settings.sorted { $0.key < $1.key }.map {
      (path: graph.inputs[$0.key].path, value: $0.value)
    }
    guard structure.scenario.content.projects.isEmpty else {
      switch structure.scenario.changed(by: numbers.map { .init(path: $0.path, value: "\($0.value)") }) {
      case .scenario(let changed): return changed.findings(beside: template.findings)
      case .refused(let findings): return findings.filter { $0.severity == .error }
      }
    }
    return structure.scenario.findings(
      withNumbers: numbers, in: structure.source.model, graph.evaluate(setting: settings),
      beside: template.findings)
  }

  // MARK: Findings

  /// What is wrong with the scenario of a community: in its row, in the column of the number spoken of where there is one.
  private func finding(_ fault: Finding, _ community: Community) -> Finding {
    let column = columns.firstIndex { $0.name == fault.path }.map { places[$0] }
    return Finding(
      fault.severity, check: CheckName(rawValue: fault.check) ?? .mechanism, path: fault.path,
      at: sheet.place(community.row, column ?? sheet.names),
      Bilingual(
        en: "“\(community.name)”: \(fault.message.en)", zh: "“\(community.name)”：\(fault.message.zh)"),
      remedy: fault.remedy)
  }

  private func finding(_ excess: ProgrammeStructure.Excess, _ community: Community) -> Finding {
    let (input, own, factor) = (excess.input, decimalText(excess.own), decimalText(excess.factor))
    let (low, high) = (decimalText(input.bounds.lowerBound), decimalText(input.bounds.upperBound))
    let label = input.label.withoutHint
    return Finding(
      .error, check: .outOfRange, path: columns[excess.column].name,
      at: sheet.place(community.row, places[excess.column]),
      Bilingual(
        en:
          "“\(community.name)”: \(own) × \(factor) lies outside what “\(label.en)” allows (\(low) to \(high)).",
        zh:
          "“\(community.name)”：\(own) × \(factor) 超出“\(label.zh)”的允许范围（\(low) 至 \(high)）。"),
      remedy: Bilingual(en: "Correct the number or its factor.", zh: "请核对参数或其系数。"))
  }

  private func lacking(_ community: Community) -> Finding {
    Finding(
      check: .reference, at: sheet.place(community.row, sheet.names),
      Bilingual(
        en:
          "“\(community.name)”: with its lengths and terms the scenario lacks some of the numbers or figures asked for.",
        zh: "“\(community.name)”：按其时长、期限，情景缺少部分参数或指标。"),
      remedy: Bilingual(en: "Ask for other figures by `--indicators`.", zh: "请用 --indicators 另选指标。"))
  }

  private func tooMany(_ community: Community) -> Finding {
    Finding(
      check: .tooManyValues, at: sheet.place(community.row, sheet.names),
      Bilingual(
        en:
          "More than \(Programme.mostStructures) combinations of lengths, terms and dates: each is a calculation of its own.",
        zh: "时长、期限、日期的组合超过 \(Programme.mostStructures) 种，每种须单独建模。"),
      remedy: Bilingual(en: "Round them, to quarters for instance.", zh: "请适当取整，例如取整到季度。"))
  }
}
