import FundFormula
import FundModel
import FundScenario
import Testing

/// A small scenario that loads without findings; tests change one thing.
let sound = """
  {
    "fundsim": 1,
    "title": {"en": "Maple Lane", "zh": "枫林里小区"},
    "timeline": {"start": "2025-01", "constructionMonths": 18},
    "project": {"households": {"value": 300, "unit": "户", "source": "survey 2024"}, "oldArea": 21000},
    "costs": {
      "works": {
        "kind": "cost.lumpSum", "label": {"en": "Works", "zh": "改造工程"}, "class": "worksBasic",
        "amount": {"value": 900, "unit": "万元", "source": "estimate 2024"}
      }
    },
    "funding": {
      "city-subsidy": {
        "kind": "subsidy.perHousehold", "label": {"en": "City subsidy", "zh": "市级补助"}, "payer": "city",
        "amount": {"value": 6000, "unit": "元/户", "source": "notice 12", "note": "in force"}
      },
      "rest": {"kind": "topUp", "label": {"en": "Rest", "zh": "差额补足"}, "payer": "operator"}
    }
  }
  """

/// Loads a text as `scenario.json`.
func load(
  _ text: String = sound, with overlays: [String] = [], set settings: [(String, String)] = [],
  asOf: String? = nil,
  files: [String: String] = [:]
) -> LoadResult {
  loadScenario(
    LoadRequest(
      .init(name: "scenario.json", bytes: Array(text.utf8)),
      overlays: overlays.enumerated().map { .init(name: "overlay\($0 + 1).json", bytes: Array($1.utf8)) },
      settings: settings.map { .init(path: $0, value: $1) }, asOf: asOf.flatMap(YearMonth.init)
    ) { name, _ in files[name].map { .init(name: name, bytes: Array($0.utf8)) } })
}

extension LoadResult {
  /// The scenario; fails the test where it was refused.
  func scenario(sourceLocation: SourceLocation = #_sourceLocation) throws -> CheckedScenario {
    if case .scenario(let scenario) = self { return scenario }
    Issue.record("\(findings.map(\.message.en))", sourceLocation: sourceLocation)
    throw Refused()
  }

  /// `check path message`, one line each.
  var lines: [String] { findings.map { "\($0.check) \($0.path): \($0.message.en)" } }
}

struct Refused: Error {}

extension CheckedScenario {
  /// The number the file gives at a path such as `funding.city-subsidy.amount`.
  func number(_ path: String) -> SourcedNumber? {
    let record = content.allBlocks.first { path.hasPrefix($0.path + ".") }?.record ?? content.project
    let field = String(path.dropFirst(record.path.count + 1))
    if case .number(let number)? = record.values[field] { return number }
    return nil
  }

  /// An indicator's value.
  func value(_ id: String) -> Double? {
    model.graph.node("indicators.\(id)").flatMap { model.graph.evaluate().outcome($0).value }
  }
}

@Suite struct NumberTests {
  @Test func `a sourced number keeps unit, source and note, and is not assumed`() throws {
    let number = try #require(try load().scenario().number("funding.city-subsidy.amount"))
    #expect(
      number == SourcedNumber(6000, unitText: "元/户", source: "notice 12", note: "in force", isAssumed: false))
  }

  @Test func `a number with a unit is converted, one without is in base units`() throws {
    let scenario = try load().scenario()
    #expect(scenario.number("costs.works.amount")?.value == 9_000_000)
    #expect(scenario.number("project.oldArea")?.value == 21000)
    #expect(scenario.number("project.oldArea")?.isAssumed == true)
  }

  @Test(arguments: [
    ("{\"value\": 6000, \"unit\": \"元/户\"}", true), ("{\"value\": 6000, \"source\": \"x\"}", false),
    ("{\"value\": 6000, \"source\": \"x\", \"assumed\": true}", true), ("6000", true),
  ])
  func `a number is assumed where its author says so or gives no source`(_ text: String, _ isAssumed: Bool)
    throws
  {
    let scenario = try load(set: [("funding.city-subsidy.amount", text)]).scenario()
    #expect(scenario.number("funding.city-subsidy.amount")?.isAssumed == isAssumed)
  }

  @Test func `an at-least number is marked`() throws {
    let scenario = try load(set: [("funding.city-subsidy.amount", "{\"value\": 6000, \"atLeast\": true}")])
      .scenario()
    #expect(scenario.number("funding.city-subsidy.amount")?.isAtLeast == true)
  }

  static let dated = sound.replacing(
    "\"value\": 6000", with: "\"values\": {\"2026\": 7000, \"2019\": 5000, \"2023-05\": 6000}")

  @Test(arguments: [
    (nil, 6000), ("2019-01", 5000), ("2023-04", 5000), ("2023-05", 6000), ("2025-12", 6000),
    ("2026-01", 7000),
  ])
  func `of dated values the latest not after the date holds; the start of construction unless told`(
    _ asOf: String?, _ value: Double
  ) throws {
    let scenario = try load(Self.dated, asOf: asOf).scenario()
    #expect(scenario.number("funding.city-subsidy.amount")?.value == value)
    #expect(scenario.number("funding.city-subsidy.amount")?.source == "notice 12")
  }

  @Test func `no value before the first date`() {
    #expect(
      load(Self.dated, asOf: "2018-12").lines == [
        "no-value-yet funding.city-subsidy.amount: `amount` has no value on 2018-12: the first is from 2019-01."
      ])
  }

  @Test(arguments: ["拟申请", "planned", "已批复/已签约", "approved or signed"])
  func `a choice may be given by its label`(_ word: String) throws {
    let scenario = try load(set: [("funding.city-subsidy.status", word)]).scenario()
    let expected = word.hasPrefix("已") || word.hasPrefix("approved") ? "committed" : "planned"
    #expect(scenario.content.allBlocks[1].values["status"] == .word(expected))
  }

  @Test func `an area may be given by its label, and becomes its id`() throws {
    let text = "{\"kind\": \"cost.perArea\", \"area\": \"原建筑面积\", \"unitCost\": 300, \"class\": \"基础类改造工程费\"}"
    let scenario = try load(set: [("costs", "{\"works\": \(text)}")]).scenario()
    #expect(scenario.value("totalUses") == 6_300_000)
  }
}

@Suite struct OverlayTests {
  @Test func `an overlay says only what differs`() throws {
    let scenario = try load(with: ["{\"funding\": {\"city-subsidy\": {\"amount\": 8000}}}"]).scenario()
    #expect(scenario.number("funding.city-subsidy.amount") == SourcedNumber(8000, isAssumed: true))
    #expect(scenario.content.allBlocks.map(\.id) == ["works", "city-subsidy", "rest"])
  }

  @Test func `a later overlay wins, and findings point into the file that wrote the value`() {
    let overlays = [
      "{\"funding\": {\"city-subsidy\": {\"amount\": -1}}}",
      "{\"funding\": {\"city-subsidy\": {\n\"amount\": -2}}}",
    ]
    let findings = load(with: overlays).findings
    #expect(findings.map(\.message.en) == ["`amount` is -2; it cannot be negative."])
    #expect(findings.first?.place == Place(file: "overlay2.json", line: 2, column: 11))
  }

  @Test func `null removes`() throws {
    let scenario = try load(with: ["{\"funding\": {\"rest\": null}}"]).scenario()
    #expect(scenario.content.allBlocks.map(\.id) == ["works", "city-subsidy"])
  }

  @Test func `what a funding model replaces is dropped whole`() throws {
    let model =
      "{\"replaces\": [\"funding\"], \"funding\": {\"owners\": {\"kind\": \"residents.perHousehold\", \"amount\": 30000}}}"
    let scenario = try load(with: [model]).scenario()
    #expect(scenario.content.allBlocks.map(\.id) == ["works", "owners"])
    #expect(scenario.source["replaces"] == nil)
  }

  @Test func `what an overlay's base replaces is dropped, too`() throws {
    let base =
      "{\"replaces\": [\"funding\"], \"funding\": {\"owners\": {\"kind\": \"residents.perHousehold\", \"amount\": 30000}}}"
    let overlay =
      "{\"extends\": \"model.json\", \"replaces\": [\"costs\"], \"costs\": {\"all\": {\"kind\": \"cost.lumpSum\", \"class\": \"worksBasic\", \"amount\": 9000000}}}"
    let scenario = try load(with: [overlay], files: ["model.json": base]).scenario()
    #expect(scenario.content.allBlocks.map(\.id) == ["all", "owners"])
  }

  @Test func `a file extends another, and that one a third`() throws {
    let files = [
      "base.json": sound, "middle.json": "{\"extends\": \"base.json\", \"project\": {\"households\": 200}}",
    ]
    let text =
      "{\"extends\": \"middle.json\", \"title\": \"Top\", \"funding\": {\"city-subsidy\": {\"amount\": 5000}}}"
    let scenario = try load(text, files: files).scenario()
    #expect(scenario.content.title.en == "Top")
    #expect(scenario.content.allBlocks[1].values["amount"] == .number(SourcedNumber(5000, isAssumed: true)))
    #expect(scenario.number("project.households")?.value == 200)
  }

  @Test func `a circle of files is told with its links`() {
    let files = ["b.json": "{\"extends\": \"scenario.json\"}", "scenario.json": "{\"extends\": \"b.json\"}"]
    #expect(
      load("{\"extends\": \"b.json\"}", files: files).lines == [
        "extends-cycle extends: The files extend each other in a circle: scenario.json → b.json → scenario.json."
      ])
  }

  @Test func `files that extend one another without end are stopped`() {
    let request = LoadRequest(.init(name: "0", bytes: Array("{\"extends\": \"1\"}".utf8))) { name, _ in
      .init(name: name, bytes: Array("{\"extends\": \"\((Int(name) ?? 0) + 1)\"}".utf8))
    }
    #expect(loadScenario(request).findings.map(\.message.en) == ["More than 16 files extend one another."])
  }

  @Test func `findings of several files stand in the order of the files`() {
    let findings = load("{", with: ["{\"replaces\": 1}"]).findings
    #expect(findings.map(\.place?.file) == ["scenario.json", "overlay1.json"])
  }
}

@Suite struct SettingTests {
  @Test(arguments: [
    ("funding.city-subsidy.amount", "8000"), ("资金来源.市级补助.每户补助额", "8000元/户"),
    ("funding.City subsidy.paid for each household", "0.8 万元/户"),
    ("funding.市级补助.amount", "{\"value\": 8000}"),
  ])
  func `a number is set by id or label, with a unit if wanted; it becomes assumed and loses its source`(
    _ path: String, _ value: String
  ) throws {
    let result = load(set: [(path, value)])
    let scenario = try result.scenario()
    let number = try #require(scenario.number("funding.city-subsidy.amount"))
    #expect(number.value == 8000 && number.isAssumed && number.source == nil && number.note == nil)
    #expect(result.findings == [])
    #expect(abs((scenario.value("fundingGapBeforeTopUp") ?? 0) - 6_600_000) < 0.005)
  }

  @Test func `a sum in 亿元`() throws {
    let scenario = try load(set: [("costs.works.amount", "20亿元")]).scenario()
    #expect(scenario.number("costs.works.amount")?.value == 2_000_000_000)
  }

  @Test func `a part of a sourced number takes its source with it`() throws {
    let scenario = try load(set: [("funding.city-subsidy.amount.value", "8000")]).scenario()
    let number = try #require(scenario.number("funding.city-subsidy.amount"))
    #expect(number.value == 8000 && number.isAssumed && number.source == nil)
  }

  @Test func `a plain number in the place of one in 万元 is taken in yuan, and that is said`() throws {
    let result = load(set: [("costs.works.amount", "12000000")])
    #expect(try result.scenario().number("costs.works.amount")?.value == 12_000_000)
    #expect(
      result.lines == [
        "set-unit costs.works.amount: 12000000 is taken in base units (yuan, m², fractions); the file gives this number in 万元."
      ])
    #expect(result.findings.first?.severity == .warning)
    #expect(result.findings.first?.remedy?.zh == "若指万元，请写成“12000000万元”。")
  }

  @Test func `a field and a section the file leaves out may be set`() throws {
    let scenario = try load(set: [("finance.财务基准收益率（ic）", "6%"), ("timeline.operationYears", "5")]).scenario()
    #expect(
      scenario.content.finance.values["discountRate"]
        == .number(SourcedNumber(0.06, unitText: "%", isAssumed: true)))
    #expect(scenario.model.timeline.count == 6 + 6)
  }

  @Test func `a word, a flag, a schedule`() throws {
    let settings = [
      ("funding.rest.kind", "subsidy.lumpSum"), ("funding.rest.amount", "100万元"),
      ("finance.usesAreOutcome", "true"), ("funding.city-subsidy.payer", "district"),
      ("costs.works.schedule", "{\"shares\": {\"start\": 0.5, \"handover\": 0.5}}"),
    ]
    let scenario = try load(set: settings).scenario()
    #expect(scenario.content.finance.values["usesAreOutcome"] == .flag(true))
    #expect(scenario.content.allBlocks[1].values["payer"] == .word("district"))
  }

  @Test(arguments: [
    ("fundng.city-subsidy.amount", "A scenario has no section `fundng`.", "Did you mean `funding`?"),
    (
      "funding.city-subsdy.amount", "There is no `city-subsdy` under `funding`.",
      "Did you mean `city-subsidy`?"
    ),
    ("funding.市级补贴.amount", "There is no `市级补贴` under `funding`.", "Did you mean `市级补助`?"),
    (
      "funding.city-subsidy.amout", "There is no `amout` under `funding.city-subsidy`.",
      "Did you mean `amount`?"
    ),
    (
      "project.homeTypes.small.count", "There is no `small` under `project.homeTypes`.",
      "`fundsim list inputs FILE` shows all paths."
    ),
    ("", "`` is no path.", "Write it as `funding.city-subsidy.amount`."),
    ("funding..amount", "`funding..amount` is no path.", "Write it as `funding.city-subsidy.amount`."),
  ])
  func `an unknown path is told, with what is near`(_ path: String, _ message: String, _ remedy: String) {
    let findings = load(set: [(path, "1")]).findings
    #expect(findings.map(\.check) == ["set-path"])
    #expect(findings.first?.message.en == message)
    #expect(findings.first?.remedy?.en == remedy)
    #expect(findings.first?.place == Place(file: "--set \(path)=1", line: 1, column: 1))
  }

  @Test func `a label that several blocks have is not guessed`() {
    let twice = sound.replacing("\"Rest\"", with: "\"City subsidy\"")
    #expect(
      load(twice, set: [("funding.City subsidy.amount", "1")]).lines == [
        "set-path funding.City subsidy.amount: “City subsidy” is the label of several: city-subsidy, rest."
      ])
  }

  @Test func `a value that is wrong is told at the setting`() {
    let findings = load(set: [("funding.city-subsidy.amount", "many"), ("costs.works.amount", "5元/㎡")])
      .findings
    #expect(findings.map(\.check) == ["not-a-number", "unit"])
    #expect(findings.first?.place?.file == "--set funding.city-subsidy.amount=many")
  }

  @Test func `broken JSON in a value is told where it breaks`() {
    let finding = load(set: [("costs.works.schedule", "{\"from\": \"start\" \"to\": 1}")]).findings.first
    #expect(finding?.check == "missing-comma" && finding?.path == "costs.works.schedule")
    #expect(finding?.place?.column == 17)
  }
}

@Suite struct FingerprintTests {
  @Test func `the same inputs have the same hash, whatever file and order of keys`() throws {
    let other = """
      # The same, in another order.
      funding:
        rest: {payer: "operator", label: {zh: "差额补足", en: "Rest"}, kind: "topUp"}
        city-subsidy:
          payer: "city"
          kind: "subsidy.perHousehold"
          label: {zh: "市级补助", en: "City subsidy"}
          amount: {unit: "元/户", value: 6000, note: "in force", source: "notice 12"}
      costs:
        works:
          amount: {value: 900, source: "estimate 2024", unit: "万元"}
          class: "worksBasic"
          label: {en: "Works", zh: "改造工程"}
          kind: "cost.lumpSum"
      project: {oldArea: 21000, households: {value: 300, unit: "户", source: "survey 2024"}}
      timeline: {constructionMonths: 18, start: "2025-01"}
      title: {zh: "枫林里小区", en: "Maple Lane"}
      fundsim: 1
      """
    #expect(try load().scenario().hash == load(other).scenario().hash)
    #expect(
      try load("{\"extends\": \"base.json\"}", files: ["base.json": sound]).scenario().hash
        == load().scenario().hash)
  }

  @Test func `another number, another hash`() throws {
    #expect(try load().scenario().hash != load(set: [("project.oldArea", "21001")]).scenario().hash)
  }

  @Test func `quotes around a word change nothing`() throws {
    let bare = sound.replacing("\"payer\": \"city\"", with: "\"payer\": city")
    #expect(try load().scenario().hash == load(bare).scenario().hash)
  }
}

@Suite struct OutcomeTests {
  @Test func `where uses are an outcome, no gap is told`() throws {
    let scenario = try load(set: [
      ("finance.usesAreOutcome", "true"),
      ("funding.rest", "{\"kind\": \"subsidy.lumpSum\", \"payer\": \"district\", \"amount\": 1000000}"),
    ]).scenario()
    #expect(scenario.value("fundingGap") == nil)
    #expect(abs((scenario.value("unattributed") ?? 0) - 6_200_000) < 0.005)
    #expect(abs(try #require(try load().scenario().value("fundingGap"))) < 0.005)
  }

  @Test func `the longest timeline has 1,200 periods`() throws {
    let timeline =
      "{\"start\": \"2025-01\", \"constructionMonths\": 240, \"delayMonths\": 240, \"operationYears\": 60, \"constructionStep\": \"month\", \"operationStep\": \"month\"}"
    #expect(try load(set: [("timeline", timeline)]).scenario().model.timeline.count == 1200)
  }

  @Test(arguments: Repository.scenarios)
  func `of the scenarios of the repository there is nothing but what a reviewer would ask`(_ name: String)
    throws
  {
    let bytes = try Repository.bytes("Scenarios/\(name).json")
    let findings = loadScenario(LoadRequest(.init(name: name, bytes: bytes))).findings
    #expect(findings.filter { $0.severity != .notice } == [])
  }
}
