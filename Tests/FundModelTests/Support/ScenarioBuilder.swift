import FundFormula
import FundModel
import Testing

/// What a field of a test's block says, as short as the file would say it.
struct Given: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
  let value: FieldValue

  init(_ value: FieldValue) { self.value = value }
  init(floatLiteral number: Double) { value = .number(SourcedNumber(number)) }
  init(integerLiteral number: Int) { value = .number(SourcedNumber(Double(number))) }
  init(stringLiteral word: String) { value = .word(word) }
  init(booleanLiteral flag: Bool) { value = .flag(flag) }
  init(arrayLiteral words: String...) { value = .words(words) }

  static func number(_ number: Double) -> Given { Given(.number(SourcedNumber(number))) }
  static func atLeast(_ number: Double) -> Given { Given(.number(SourcedNumber(number, isAtLeast: true))) }
  static func words(_ words: [String]) -> Given { Given(.words(words)) }
  static func schedule(_ schedule: Schedule) -> Given { Given(.schedule(schedule)) }
  /// All at once in the month written `2026-07`.
  static func at(_ date: String) -> Given { schedule(.at(.date(month(date)))) }
  static func span(_ from: String, _ to: String) -> Given {
    schedule(.span(from: .date(month(from)), to: .date(month(to)), isSCurve: false))
  }
  static func moment(_ date: String) -> Given { Given(.moment(.date(month(date)))) }
  static func milestone(_ name: String, plus: Int = 0) -> Given {
    Given(.moment(.milestone(name, plus: plus)))
  }
  static func numbers(_ numbers: KeyValuePairs<String, Double>) -> Given {
    Given(.numbers(numbers.map { .init(name: $0.key, number: SourcedNumber($0.value)) }))
  }
  /// Values by the month they hold from.
  static func path(_ steps: KeyValuePairs<String, Double>) -> Given {
    Given(.path(steps.map { .init(from: YearMonth($0.key), name: $0.key, number: SourcedNumber($0.value)) }))
  }
  static func path(_ value: Double) -> Given {
    Given(.path([.init(from: nil, name: nil, number: SourcedNumber(value))]))
  }
}

extension [String: Given] {
  fileprivate func mapping(_ change: (String, Given) -> Given) -> Self {
    Dictionary(uniqueKeysWithValues: map { ($0.key, change($0.key, $0.value)) })
  }
}

func month(_ text: String) -> YearMonth { YearMonth(text)! }

typealias Values = [String: Given]

/// A scenario in the making: what a checked file would hold.
struct ScenarioBuilder {
  var timeline: Values = ["start": .moment("2025-01"), "constructionMonths": 24]
  var project: Values = [:]
  var homeTypes: [(id: String, values: Values)] = []
  var finance: Values = [:]
  var parties = Party.standard
  var blocks: [(section: Section, id: String, kind: String, values: Values)] = []

  /// On yearly steps by default.
  init(
    start: String = "2025-01", building: Int = 24, delay: Int = 0, selling: Int = 0, operating: Int = 0,
    step: TimeStep = .year, operationStep: TimeStep? = nil, finance: Values = [:], project: Values = [:],
    milestones: KeyValuePairs<String, String> = [:]
  ) {
    timeline = [
      "start": .moment(start), "constructionMonths": .number(Double(building)),
      "delayMonths": .number(Double(delay)), "salesMonths": .number(Double(selling)),
      "operationYears": .number(Double(operating)),
      "constructionStep": Given(.word(step.rawValue)),
      "operationStep": Given(.word((operationStep ?? step).rawValue)),
      "milestones": Given(.dates(milestones.map { .init(name: $0.key, date: month($0.value)) })),
    ]
    self.finance = finance
    self.project = project
  }

  /// A home type of so many households.
  func homes(
    _ id: String, _ count: Double, _ titleArea: Double, new: Double? = nil, _ more: Values = [:]
  ) -> Self {
    var copy = self
    var values = (["count": .number(count), "titleArea": .number(titleArea)] as Values).merging(more) { $1 }
    if let new { values["newArea"] = .number(new) }
    copy.homeTypes.append((id, values))
    return copy
  }

  /// A block, `costs.works`, of a mechanism's kind; its section comes from the path.
  func block(_ path: String, _ kind: String, _ values: Values) -> Self {
    var copy = self
    let parts = path.split(separator: ".").map(String.init)
    copy.blocks.append((Section(rawValue: parts[0])!, parts[1], kind, values))
    return copy
  }

  /// A cost in one sum, paid in the first month.
  func cost(_ id: String, _ amount: Double, _ flowClass: String = "worksBasic", _ more: Values = [:]) -> Self
  {
    block(
      "costs.\(id)", "cost.lumpSum",
      ["amount": .number(amount), "class": Given(.word(flowClass)), "schedule": .schedule(.atStart)].merging(
        more
      ) {
        $1
      })
  }

  /// A grant in one sum, paid in the first month.
  func grant(_ id: String, _ amount: Double, _ more: Values = [:], payer: String = "city") -> Self {
    block(
      "funding.\(id)", "subsidy.lumpSum",
      ["amount": .number(amount), "payer": Given(.word(payer)), "schedule": .schedule(.atStart)].merging(more)
      { $1 })
  }

  var content: ScenarioContent {
    func record(_ path: String, _ values: Values) -> Record {
      let name = path.split(separator: ".").last.map(String.init) ?? path
      return Record(path: path, label: Bilingual(verbatim: name), values: values.mapValues(\.value))
    }
    var sections: [Section: [Block]] = [:]
    for block in blocks {
      guard let mechanism = Mechanisms.mechanism(block.kind) else {
        preconditionFailure("no mechanism \(block.kind)")
      }
      let values = block.values.mapping { name, given in
        // A plain number in a field that may change with the years is one for all of them, as the reader has it.
        if mechanism.allFields[name]?.kind.form == .path, case .number(let number) = given.value {
          return Given(.path([.init(from: nil, name: nil, number: number)]))
        }
        return given
      }
      let record = record("\(block.section.rawValue).\(block.id)", values)
      sections[block.section, default: []].append(Block(record, mechanism))
    }
    return ScenarioContent(
      title: Bilingual(verbatim: "test"), summary: Bilingual(verbatim: ""),
      timeline: record("timeline", timeline),
      project: record("project", project),
      homeTypes: homeTypes.map { record("project.homeTypes.\($0.id)", $0.values) },
      finance: record("finance", finance), parties: parties, blocks: sections)
  }

  /// What every mechanism finds wrong, by the path of the field.
  var faults: [String] {
    let content = content
    let project = ProjectGraph(content)
    return content.allBlocks.flatMap { block in
      block.mechanism.faults(of: block, in: project.seen(from: block.account)).map {
        "\(block.path).\($0.field)"
      }
    }
  }

  func computed() throws -> Computed { try Computed(content) }
}

/// A model and its numbers.
struct Computed {
  let model: Model
  let evaluation: Evaluation

  init(_ content: ScenarioContent) throws {
    model = try Model(content)
    evaluation = model.graph.evaluate()
  }

  /// A scalar by its key: its value or the reason why there is none; nil where the scenario has no such formula.
  func outcome(_ key: String) -> Outcome? { model.graph.node(key).map { evaluation.outcome($0) } }

  /// A scalar by its key; NaN where it is missing.
  func callAsFunction(_ key: String) -> Double { outcome(key)?.value ?? .nan }

  /// An indicator as planned, whatever conditions stop.
  func indicator(_ id: String) -> Double { self("indicators.\(id)") }
  /// An indicator as the scenario answers it: `stopped` where a condition stops the project.
  func result(_ id: String) -> Outcome? {
    Indicators.all.first { $0.id == id }.flatMap { model.node(of: $0) }.map { evaluation.outcome($0) }
  }
  func reason(_ id: String) -> Reason? { outcome("indicators.\(id)")?.reason }

  /// A row by its key.
  func row(_ key: String) -> [Double] { model.graph.node(key).map { evaluation[$0] } ?? [] }

  /// 1 where a gate is met, else 0.
  func isMet(_ gate: String) -> Double { self("gates.\(gate).met") }

  /// A flow's row as planned, conditions aside.
  func planned(_ id: String) -> [Double] {
    model.flows.first { $0.id == id }.flatMap { model.node($0.planned) }.map { evaluation[$0] } ?? []
  }

  /// A flow's row by its id.
  func flow(_ id: String) -> [Double] {
    model.flows.first { $0.id == id }.flatMap { model.node($0.row) }.map { evaluation[$0] } ?? []
  }

  func sum(_ id: String) -> Double { flow(id).reduce(0, +) }

  func value(_ quantity: some Quantity) -> Double {
    model.node(quantity).flatMap { evaluation.outcome($0).value } ?? .nan
  }

  var years: [Int] { model.timeline.years }
}

/// Equal to a billionth of the larger, or of 1.
func near(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
  left == right || abs(left - right) <= tolerance * max(1, abs(left), abs(right))
}

func near(_ left: [Double], _ right: [Double], _ tolerance: Double = 1e-9) -> Bool {
  left.count == right.count && zip(left, right).allSatisfy { near($0, $1, tolerance) }
}
