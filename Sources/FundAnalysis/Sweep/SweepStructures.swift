internal import FundFormula
internal import FundModel
internal import FundScenario

/// The models of a sweep: one compiled batch for each combination of the values of its structural axes.
struct SweepStructures: Sendable {
  private let structures: [[Double]: Structure]
  private let axes: [SweepAxis]
  /// Which of the axes are structural.
  private let places: [Int]

  private struct Structure: Sendable {
    let graph: Graph
    let function: LaneFunction
    /// The numbers that vary.
    let numbers: [MovableNumber]
  }

  /// The most combinations of structural values: each is a compilation.
  private static let mostStructures = 10_000

  /// - Parameters:
  ///   - axes: what is varied by fixed values.
  ///   - drawn: the inputs that are drawn, by their paths.
  ///   - keys: the scalars asked for.
  init(
    _ axes: [SweepAxis], drawing drawn: [String], asking keys: [String], of source: MovableModel
  ) throws(QuestionFault) {
    self.axes = axes
    let places = axes.indices.filter { if case .structural = axes[$0].subject { true } else { false } }
    self.places = places
    let names = axes.indices.filter { !places.contains($0) }.map { axes[$0].name } + drawn
    var combinations: [[Double]] = [[]]
    for place in places {
      combinations = combinations.flatMap { before in axes[place].values.map { before + [$0] } }
      guard combinations.count <= Self.mostStructures else { throw Self.tooManyStructures }
    }
    var compiled: [[Double]: Structure] = [:]
    for combination in combinations {
      let settings = zip(places, combination).map { place, value in
        LoadRequest.Setting(path: axes[place].name, value: "\(Int(value))")
      }
      let model: MovableModel
      if settings.isEmpty {
        model = source
      } else {
        switch source.scenario.changed(by: settings) {
        case .scenario(let changed): model = try MovableModel(changed, moving: names)
        case .refused(let findings):
          let first = findings.first { $0.severity == .error }
          let text = settings.map { "\($0.path)=\($0.value)" }.joined(separator: ", ")
          throw QuestionFault(
            Bilingual(
              en: "The scenario has an error with \(text): \(first?.message.en ?? "")",
              zh: "取 \(text) 时情景有误：\(first?.message.zh ?? "")"), first?.remedy)
        }
      }
      var numbers: [MovableNumber] = []
      for name in names { numbers.append(try model.unknown(name)) }
      let graph = model.model.graph
      let outputs = keys.map { graph.node($0) }
      guard let outputs = outputs as? [Int] else {
        throw QuestionFault(
          Bilingual(
            en: "Not every structure has all the figures asked for.", zh: "并非所有结构组合都有所求指标。"))
      }
      compiled[combination] = Structure(
        graph: graph, function: LaneFunction(graph, at: model.base, of: numbers, outputs: outputs),
        numbers: numbers)
    }
    structures = compiled
  }

  /// The settings that make a row's values a scenario of their own, every digit of them.
  ///
  /// - Parameter values: those of the axes, then of the drawn numbers.
  func settings(for values: [Double]) -> [LoadRequest.Setting] {
    let key = places.map { values[$0] }
    let varied = values.indices.filter { !places.contains($0) }
    guard let structure = structures[key] else { preconditionFailure("no structure \(key)") }
    let lengths = zip(places, key).map {
      LoadRequest.Setting(path: axes[$0].name, value: "\(Int($1))")
    }
    return lengths
      + zip(structure.numbers, varied).flatMap { number, place in
        number.parts.map { part in
          LoadRequest.Setting(
            path: structure.graph.inputs[part.input].path, value: "\(part.factor * values[place])")
        }
      }
  }

  /// Computes the columns: rows of other structures by their own batches.
  func outcomes(of columns: [[Double]], at offset: Int) -> [[Double]] {
    let count = columns.first?.count ?? 0
    let varied = columns.indices.filter { !places.contains($0) }.map { columns[$0] }
    guard !places.isEmpty else { return outcomes(of: varied, count: count, at: offset, in: []) }
    let keys = (0..<count).map { row in places.map { columns[$0][row] } }
    let present = keys.reduce(into: [[Double]]()) { present, key in
      if !present.contains(key) { present.append(key) }
    }
    if present.count == 1 { return outcomes(of: varied, count: count, at: offset, in: present[0]) }
    // Every row in every structure that occurs: a row has the same bits whatever stands beside it.
    let all = present.map { outcomes(of: varied, count: count, at: offset, in: $0) }
    let structure = keys.map { key in present.firstIndex(of: key) ?? 0 }
    return all[0].indices.map { output in (0..<count).map { all[structure[$0]][output][$0] } }
  }

  private func outcomes(
    of columns: [[Double]], count: Int, at offset: Int, in key: [Double]
  ) -> [[Double]] {
    guard let structure = structures[key] else { preconditionFailure("no structure \(key)") }
    return structure.function.values(columns, count: count, firstLane: offset)
  }

  private static let tooManyStructures = QuestionFault(
    Bilingual(
      en: "More than \(mostStructures) combinations of lengths and terms: each is a calculation of its own.",
      zh: "结构性参数的组合超过 \(mostStructures) 种，每种须单独建模。"),
    Bilingual(en: "Take larger steps.", zh: "请加大步长。"))
}
