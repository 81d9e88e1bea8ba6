import Foundation
import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import Testing

/// Funding models over a community of 100 households with 10,000 m² at c yuan/m², worked by hand.
///
/// - A, the project's own: residents pay a share s of the works, 100·c·s each; it balances where s = 1.
/// - B: p from each household and 1,000,000 from the city; it balances while 10,000·c ≤ 100·p + 1,000,000.
@Suite struct WinnerMapTests {
  init() { setLinearAlgebraThreads(1) }

  private static let project = """
    {"fundsim": 1, "title": {"en": "Hundred households", "zh": "百户小区"},
     "timeline": {"start": "2025-01", "constructionMonths": 12},
     "project": {"households": 100, "oldArea": 10000},
     "costs": {"works": {"kind": "cost.perArea", "label": {"en": "Works", "zh": "改造工程"}, "class": "worksBasic",
       "area": "old", "unitCost": 250}},
     "funding": {"residents": {"kind": "residents.shareOf", "label": {"en": "Residents", "zh": "居民出资"},
       "base": ["works"], "share": 1, "spread": "household", "schedule": "start"}},
     "uncertain": {
       "share": {"label": {"en": "Share", "zh": "分担比例"}, "input": "funding.residents.share",
         "distribution": "discrete", "values": {"part": 0.9, "whole": 1},
         "probabilities": {"part": 0.4, "whole": 0.6}},
       "cost": {"label": {"en": "Cost", "zh": "造价"}, "input": "costs.works.unitCost", "distribution": "discrete",
         "values": {"low": 250, "middle": 350, "high": 450},
         "probabilities": {"low": 0.5, "middle": 0.3, "high": 0.2}}}}
    """

  private static func model(_ name: String, _ blocks: String) -> LoadRequest.File {
    file(
      name,
      """
      {"fundsim": 1, "title": {"en": "\(name)", "zh": "\(name)"}, "replaces": ["funding", "debt", "gates"], \(blocks)}
      """)
  }

  private static func flat(_ amount: Int, grant: Int) -> String {
    """
    "funding": {
      "flat": {"kind": "residents.perHousehold", "label": {"en": "Flat", "zh": "按户出资"}, "amount": \(amount),
        "schedule": "start"},
      "grant": {"kind": "subsidy.lumpSum", "label": {"en": "Grant", "zh": "补助"}, "payer": "city",
        "amount": \(grant), "status": "committed"}}
    """
  }

  private static let b = model("b", flat(30000, grant: 1_000_000))
  /// What A is, once more.
  private static let twin = model(
    "twin",
    """
    "funding": {"owners": {"kind": "residents.shareOf", "label": {"en": "Owners", "zh": "业主"}, "base": ["works"],
      "share": 1, "spread": "household", "schedule": "start"}}
    """)
  /// Cheap, and stopped while the age is below 10.
  private static let gated = model(
    "gated",
    flat(20000, grant: 5_000_000) + """
      , "gates": {"age": {"kind": "gate.number", "label": {"en": "Age", "zh": "房龄"}, "value": 5, "limit": 10}}
      """)

  private static func file(_ name: String, _ text: String) -> LoadRequest.File {
    .init(name: name, bytes: Array(text.utf8))
  }

  private static func entries(
    _ models: [LoadRequest.File], _ settings: [LoadRequest.Setting] = [], project text: String = project
  ) -> [ComparisonEntry] {
    let project = file("project", text)
    return [
      ComparisonEntry(
        number: 1, file: "project", isOverlay: false,
        result: loadScenario(LoadRequest(project, settings: settings)))
    ]
      + models.enumerated().map { index, model in
        ComparisonEntry(
          number: index + 2, file: model.name, isOverlay: true,
          result: loadScenario(LoadRequest(project, overlays: [model], settings: settings)))
      }
  }

  private static func asked(
    _ variations: [String], by figure: any Indicator.Type = BurdenPerHousehold.self, sample: Int? = nil,
    seed: UInt64 = 1
  ) -> WinnerRequest {
    var request = WinnerRequest()
    request.variations = variations.map(VariedNumber.init(text:))
    request.figure = figure
    request.sample = sample
    request.seed = seed
    return request
  }

  private static func map(_ entries: [ComparisonEntry], _ request: WinnerRequest) throws -> WinnerMap {
    try ModelChoice(try ModelChoice.fitting(entries), request).winnerMap(request)
  }

  private static func regret(_ entries: [ComparisonEntry], _ request: WinnerRequest) throws -> Regret? {
    try ModelChoice(try ModelChoice.fitting(entries), request).regret(request)
  }

  private static func near(_ values: [Double], _ others: [Double], _ tolerance: Double = 1e-9) -> Bool {
    values.count == others.count
      && zip(values, others).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
  }

  // MARK: Switches

  @Test func `two switches inside one step of the grid are both found`() throws {
    // A: 100·c, B: 30,000 while c ≤ 400. Both cells of the grid are A's.
    let map = try Self.map(Self.entries([Self.b]), Self.asked(["costs.works.unitCost=250:450:200"]))
    #expect(map.cells.map { $0[0].best } == [[0], [0]])
    #expect(map.cells.map { $0[0].standings.map(\.balances) } == [[true, true], [true, false]])
    let line = try #require(map.lines.first)
    #expect(map.lines.count == 1 && line.axis == 0 && line.fixed == nil && line.start == [0])
    #expect(Self.near(line.switches.map(\.value), [300, 400]))
    #expect(line.switches.map(\.before) == [[0], [1]] && line.switches.map(\.after) == [[1], [0]])
    #expect(line.switches.map(\.causes) == [[.overtakes], [.failsToBalance(1)]])
    #expect(map.today.best == [0] && map.undecided == 0)
    #expect(map.counts.map(\.alone) == [2, 0] && map.counts.map(\.balances) == [2, 1])
  }

  @Test func `switch lines over two numbers, of which one model lacks one`() throws {
    let map = try Self.map(
      Self.entries([Self.b]),
      Self.asked(["costs.works.unitCost=250:450:100", "funding.flat.amount=20000:40000:5000"]))
    #expect(map.lacking == [[1], []])
    // B where p < 100·c and p ≥ 100·c − 10,000; at p = 25,000 and c = 250 both pay the same.
    #expect(
      map.cells.map { $0.map(\.best) }
        == [[[1], [0, 1], [0], [0], [0]], [[0], [1], [1], [0, 1], [0]], [[0], [0], [0], [1], [1]]])
    for line in map.lines where line.axis == 0 {
      let p = try #require(line.fixed)
      let places: [Double] = [p / 100, p / 100 + 100]
      let inside = places.filter { $0 > 250 && $0 < 450 }
      #expect(Self.near(line.switches.map(\.value), inside), "\(p)")
    }
    for line in map.lines where line.axis == 1 {
      let c = try #require(line.fixed)
      let places: [Double] = [100 * c - 10000, 100 * c]
      let inside = places.filter { $0 > 20000 && $0 < 40000 }
      #expect(Self.near(line.switches.map(\.value), inside), "\(c)")
      // p moves B's figure and gap along straight lines.
      #expect(line.isExact)
    }
    #expect(map.lines.map(\.axis) == [0, 0, 0, 0, 0, 1, 1, 1])
  }

  @Test func `models that pay the same tie, and nobody hands over`() throws {
    let map = try Self.map(Self.entries([Self.twin]), Self.asked(["costs.works.unitCost=250:450:50"]))
    #expect(map.cells.allSatisfy { $0[0].best == [0, 1] })
    #expect(map.counts.map(\.tied) == [5, 5] && map.counts.map(\.alone) == [0, 0])
    #expect(map.lines.allSatisfy { $0.switches.isEmpty && $0.start == [0, 1] })
  }

  @Test func `cells in which no model balances are counted`() throws {
    let short = [LoadRequest.Setting(path: "funding.residents.share", value: "0.9")]
    let poor = Self.model("poor", Self.flat(10000, grant: 1_500_000))
    let entries = Self.entries([], short) + Self.entries([poor]).dropFirst()
    // 100·10,000 + 1,500,000 = 10,000·c up to c = 250.
    let map = try Self.map(entries, Self.asked(["costs.works.unitCost=200:300:20"]))
    #expect(map.cells.map { $0[0].best } == [[1], [1], [1], [], [], []])
    #expect(map.undecided == 3)
    let one = try #require(map.lines.first?.switches.first)
    #expect(Self.near([one.value], [250]) && one.after.isEmpty && one.causes == [.failsToBalance(1)])
  }

  @Test func `a model that a condition stops is counted with the reason`() throws {
    let map = try Self.map(Self.entries([Self.gated]), Self.asked(["gates.age.value=0:20:4"]))
    #expect(map.cells.map { $0[0].best } == [[0], [0], [0], [1], [1], [1]])
    #expect(map.counts[1].missing.all.map(\.reason) == [.stopped] && map.counts[1].missing.total == 3)
    #expect(map.counts[0].missing.total == 0 && map.lacking == [[0], []])
    let one = try #require(map.lines.first?.switches.first)
    #expect(Self.near([one.value], [10]) && one.causes == [.answers(1, .stopped)])
  }

  @Test func `a rate that does not exist is counted, and chooses nothing`() throws {
    let map = try Self.map(
      Self.entries([Self.b]), Self.asked(["costs.works.unitCost=250:450:100"], by: Irr.self))
    #expect(map.undecided == 3)
    for count in map.counts {
      #expect(count.missing.total == 3 && count.missing.all.count == 1)
      #expect(count.missing.all.first?.reason == .noSignChange)
    }
    let regret = try #require(
      try Self.regret(
        Self.entries([Self.b]), Self.asked(["costs.works.unitCost=250:450:100"], by: Irr.self, sample: 50)))
    #expect(regret.noneBalances + regret.noneAnswers == 50 && regret.noneAnswers > 0)
    #expect(regret.models.allSatisfy { $0.missing.total == 50 && $0.regret.count == 0 && $0.p95 == nil })
    #expect(regret.robust == nil && regret.leastRegret.isEmpty)
  }

  /// The second road: a grid so fine that it shows every stretch, held against the switches found over the coarse one.
  @Test(arguments: [
    "costs.building.unitCost=1600:3400:600", "funding.residents.price=1000:3000:1000",
    "funding.homes.price=7000:15000:4000", "project.floorAreaRatioAfter=1.5:2.2:0.35",
    "scale:costs=50%:120%:35%",
  ])
  func `switches agree with a fine grid`(variation: String) throws {
    let entries = try Self.yonganli(["grants", "owners", "bond"])
    let coarse = try Self.map(entries, Self.asked([variation]))
    let line = try #require(coarse.lines.first)
    let ends = coarse.rows.values
    let name = String(variation.prefix { $0 != "=" })
    let step = (ends[ends.count - 1] - ends[0]) / 997
    let fine = try Self.map(entries, Self.asked(["\(name)=\(ends[0]):\(ends[ends.count - 1]):\(step)"]))
    for (value, cells) in zip(fine.rows.values, fine.cells) {
      let passed = line.switches.filter { $0.value < value }
      let expected = passed.last?.after ?? line.start
      let isAtSwitch = line.switches.contains { abs($0.value - value) <= 1e-9 * value }
      #expect(isAtSwitch || cells[0].best == expected, "\(value): \(cells[0].best) \(expected)")
    }
    // Each is where it changes: numbers a ten-millionth beside it choose as it says.
    for one in line.switches {
      let room: Double = one.value * 1e-7
      let beside = try Self.map(
        entries, Self.asked(["\(name)=\(one.value - room):\(one.value + room):\(2 * room)"]))
      #expect(beside.cells.map { $0[0].best } == [one.before, one.after], "\(one)")
    }
  }

  private static func yonganli(_ names: [String]) throws -> [ComparisonEntry] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: root.appending(path: name)), as: UTF8.self)
    }
    let models = try names.map {
      file("\($0).json", try text("Tests/CommandTests/Fixtures/models/\($0).json"))
    }
    return entries(models, project: try text("Scenarios/yonganli.json"))
  }

  @Test func `a grid value beside a crossing ties by tolerance and is no switch of its own`() throws {
    // At c = 300 ± 1e-7 the figures lie within 1e-9 of each other.
    let step: Double = 50.000_000_05
    let map = try Self.map(
      Self.entries([Self.b]), Self.asked(["costs.works.unitCost=250:360:\(step)"]))
    #expect(map.cells.map { $0[0].best } == [[0], [0, 1], [1]])
    let line = try #require(map.lines.first)
    #expect(Self.near(line.switches.map(\.value), [300]) && line.switches.map(\.after) == [[1]])
  }

  // MARK: Regret

  /// Every row once more as scenarios of their own, loaded and run one by one, and the sums by hand.
  @Test func `regret is that of one run a row and of the hand`() throws {
    let rows = 150
    let entries = Self.entries([Self.b])
    let regret = try #require(
      try Self.regret(entries, Self.asked(["costs.works.unitCost=250:450:100"], sample: rows, seed: 7)))
    // The draws of a sweep of the project.
    var request = SweepRequest()
    (request.sample, request.seed) = (rows, 7)
    guard case .scenario(let project) = entries[0].result else { throw SampleScenarios.Refused() }
    let columns = try Sweep(project, request).values(of: 0..<rows)
    let (shares, costs) = (columns[0], columns[1])
    #expect(Set(shares) == [0.9, 1] && Set(costs) == [250, 350, 450])
    var sums = (balances: [0, 0], best: [0, 0], fails: [0, 0], regret: [0.0, 0.0], none: 0)
    for row in 0..<rows {
      let cost = LoadRequest.Setting(path: "costs.works.unitCost", value: "\(costs[row])")
      let share = LoadRequest.Setting(path: "funding.residents.share", value: "\(shares[row])")
      let results = [Self.entries([], [cost, share])[0].result, Self.entries([Self.b], [cost])[1].result]
      let figures = try results.map { result -> Double? in
        guard case .scenario(let scenario) = result else { throw SampleScenarios.Refused() }
        let run = ScenarioRun(scenario)
        let gap = try #require(run.indicator("fundingGap")?.value)
        return gap <= 0.005 ? run.indicator("burdenPerHousehold")?.value : nil
      }
      let known = figures.compactMap { $0 }
      guard let least = known.min() else {
        sums.none += 1
        continue
      }
      for (model, figure) in figures.enumerated() {
        guard let figure else {
          sums.fails[model] += 1
          continue
        }
        sums.balances[model] += 1
        sums.regret[model] += figure - least
        if figure == least { sums.best[model] += 1 }
      }
    }
    #expect(regret.models.map(\.balances) == sums.balances && regret.models.map(\.best) == sums.best)
    #expect(regret.models.map(\.fails) == sums.fails && regret.noneBalances == sums.none)
    for (model, row) in regret.models.enumerated() {
      let mean = try #require(row.regret.mean)
      #expect(abs(mean * Double(sums.balances[model]) - sums.regret[model]) < 1e-6)
      // 35,000 − 30,000, and 30,000 − 25,000.
      #expect(abs(try #require(row.largest) - 5000) < 1e-6)
    }
    // By hand: A fails where the share is not whole and B balances; B where A pays 45,000 alone.
    func count(_ share: Double?, _ cost: [Double]) -> Int {
      (0..<rows).count { (share == nil || shares[$0] == share) && cost.contains(costs[$0]) }
    }
    #expect(sums.fails == [count(0.9, [250, 350]), count(1, [450])])
    #expect(sums.none == count(0.9, [450]))
    #expect(abs(sums.regret[0] - 5000 * Double(count(1, [350]))) < 1e-6)
    #expect(abs(sums.regret[1] - 5000 * Double(count(1, [250]))) < 1e-6)
    #expect(regret.lacking.map { $0.map(\.zh).count } == [0, 1])
  }

  @Test func `what the numbers support is said, and no more`() throws {
    let entries = Self.entries([Self.b, Self.twin])
    let request = Self.asked(["costs.works.unitCost=250:450:100"], sample: 4000)
    let regret = try #require(try Self.regret(entries, request))
    // The twin always balances, and regrets 5,000 at middle cost as A does; B at low cost, which is likelier.
    #expect(regret.mostReliable == [2] && regret.leastRegret == [0, 2] && regret.robust == 2)
    // B fails at high cost and never regrets otherwise where the others are dear: neither stands before the other.
    let dear = Self.model("dear", Self.flat(60000, grant: 9_000_000))
    let split = try #require(try Self.regret(Self.entries([Self.b, dear]), request))
    #expect(split.mostReliable == [2] && !split.leastRegret.contains(2) && split.robust == nil)
    #expect(split.leastRegretOfReliable == [2])
    // Of the twin and A, whose share is set, neither stands before the other.
    let whole = [LoadRequest.Setting(path: "uncertain.share.probabilities.part", value: "0")]
    let same = try Self.regret(
      Self.entries([Self.twin], whole + [.init(path: "uncertain.share.probabilities.whole", value: "1")]),
      request)
    #expect(same?.robust == nil && same?.mostReliable == [0, 1] && same?.leastRegret == [0, 1])
    // One that always balances and always pays less.
    let rich = Self.model("rich", Self.flat(1000, grant: 9_000_000))
    let robust = try #require(try Self.regret(Self.entries([Self.b, rich]), request))
    #expect(robust.robust == 2 && robust.models[2].best == 4000 && robust.models[2].largest == 0)
  }

  private static func probabilities(part: Double, low: Double = 1) -> [LoadRequest.Setting] {
    [
      .init(path: "uncertain.share.probabilities.part", value: "\(part)"),
      .init(path: "uncertain.share.probabilities.whole", value: "\(1 - part)"),
      .init(path: "uncertain.cost.probabilities.low", value: "\(low)"),
      .init(path: "uncertain.cost.probabilities.middle", value: "0"),
      .init(path: "uncertain.cost.probabilities.high", value: "\(1 - low)"),
    ]
  }

  /// A pays less and fails now and then; the other pays more and never fails. The exact sign test tells six against none
  /// apart (1/32), five against none not (1/16), whatever intervals of each model by itself say.
  @Test func `a model that alone fails in some rows is not robust beside one that fails in none`() throws {
    let entries = Self.entries(
      [Self.model("sure", Self.flat(30000, grant: 9_000_000))], Self.probabilities(part: 0.015))
    var told: [Bool: Int] = [:]
    for seed in 1...40 {
      let request = Self.asked(["costs.works.unitCost=250:450:100"], sample: 400, seed: UInt64(seed))
      let regret = try #require(try Self.regret(entries, request))
      let fails = regret.models[0].fails
      #expect(regret.models[1].fails == 0 && regret.leastRegret == [0])
      #expect(regret.pairs.map(\.onlyFirstFails) == [fails] && regret.pairs[0].onlySecondFails == 0)
      #expect(regret.pairs[0].difference.count == 400 - fails && regret.pairs[0].difference.mean == -5000)
      #expect(regret.mostReliable == (fails >= 6 ? [1] : [0, 1]), "\(fails)")
      #expect(regret.robust == (fails >= 6 ? nil : 0), "\(fails)")
      // Where intervals of each by itself would still meet.
      let (own, other) = (regret.share(fails).interval(), regret.share(0).interval())
      if try #require(own).overlaps(try #require(other)) { told[fails >= 6, default: 0] += 1 }
    }
    #expect((told[true] ?? 0) > 0 && (told[false] ?? 0) > 0)
  }

  @Test func `nothing is named on a handful of rows`() throws {
    let rich = Self.model("rich", Self.flat(1000, grant: 9_000_000))
    func regret(_ entries: [ComparisonEntry], _ sample: Int) throws -> Regret {
      try #require(
        try Self.regret(entries, Self.asked(["costs.works.unitCost=250:450:100"], sample: sample)))
    }
    // Equal regrets in every row have an interval of no width.
    for (sample, robust) in [(1, nil), (3, nil), (99, nil), (100, 1)] as [(Int, Int?)] {
      let few = try regret(Self.entries([rich], Self.probabilities(part: 0.5)), sample)
      #expect(few.chosen == sample && few.robust == robust, "\(sample)")
      #expect(few.contenders.isEmpty == (robust == nil) && few.mostReliable.isEmpty == (robust == nil))
    }
    // Most rows balance for nobody: A in one of 2,000, the other never.
    let poor = Self.model("poor", Self.flat(10000, grant: 0))
    let rare = try regret(Self.entries([poor], Self.probabilities(part: 0.9995)), 10_000)
    #expect((1..<100).contains(rare.chosen) && rare.models[0].balances == rare.chosen)
    #expect(rare.robust == nil && rare.unbeaten.isEmpty && rare.leastRegret.isEmpty)
  }

  @Test func `two that seldom balance together are not told apart by regret`() throws {
    // A balances in half of the rows; B, which pays less, balances where the cost is low, in one of 50.
    let cheap = Self.model("cheap", Self.flat(20000, grant: 500_000))
    let entries = Self.entries([cheap], Self.probabilities(part: 0.5, low: 0.02))
    let regret = try #require(
      try Self.regret(entries, Self.asked(["costs.works.unitCost=250:450:100"], sample: 3000)))
    let pair = regret.pairs[0]
    #expect((2..<100).contains(pair.difference.count) && pair.difference.mean == 5000)
    #expect(regret.leastRegret == [0, 1] && regret.mostReliable == [0] && regret.robust == 0)
  }

  @Test func `a number that is set changes no draw of the others`() throws {
    var request = Self.asked(["costs.works.unitCost=250:450:100"], sample: 1000)
    let entries = Self.entries([Self.b])
    let all = try #require(try Self.regret(entries, request))
    request.held = ["funding.residents.share"]
    let held = try #require(try Self.regret(entries, request))
    // B has no share: only the cost moves it.
    #expect(held.drawn.count == 1 && held.held.count == 1)
    #expect(held.models[1].balances == all.models[1].balances && all.models[1].balances < 1000)
    #expect(held.models[1].best != all.models[1].best)
  }

  @Test func `nothing uncertain is no regret, unless it is asked for`() throws {
    let bare = [LoadRequest.File(name: "bare", bytes: Array(#"{"uncertain": null}"#.utf8))]
    guard
      case .scenario(let scenario) = loadScenario(
        LoadRequest(Self.file("project", Self.project), overlays: bare))
    else { throw SampleScenarios.Refused() }
    let entries =
      [ComparisonEntry(number: 1, file: "bare", isOverlay: false, result: .scenario(scenario))]
      + Self.entries([Self.b]).dropFirst()
    #expect(try Self.regret(entries, Self.asked(["costs.works.unitCost=250:450:100"])) == nil)
    #expect(throws: QuestionFault.self) {
      try Self.regret(entries, Self.asked(["costs.works.unitCost=250:450:100"], sample: 10))
    }
  }

  // MARK: Faults

  private static let faulty: [(variations: [String], figure: any Indicator.Type, words: String)] = [
    (["costs.work.unitCost=1:2:1"], BurdenPerHousehold.self, "`work`"),
    (["costs.works.unitCost=1:2"], BurdenPerHousehold.self, "FROM:TO:STEP"),
    (["costs.works.unitCost=1:2:1", "costs.works.unitCost=1:2:1"], BurdenPerHousehold.self, "twice"),
    (["timeline.constructionMonths=6:18:6"], BurdenPerHousehold.self, "shapes the calculation"),
    (["funding.residents.share=0.5:1.5:0.5"], BurdenPerHousehold.self, "outside"),
    (["costs.works.unitCost=1:2:1"], TotalSources.self, "Neither"),
    (["costs.works.unitCost=1:2:1"], Coverage.self, "None of the funding models"),
    (["costs.works.unitCost=0:1000:1", "funding.flat.amount=0:1000:1"], BurdenPerHousehold.self, "250000"),
  ]

  @Test(arguments: faulty.indices)
  func `a faulty question says where and what to do, in both languages`(place: Int) throws {
    let (variations, figure, words) = Self.faulty[place]
    do {
      _ = try Self.map(Self.entries([Self.b]), Self.asked(variations, by: figure))
      Issue.record("no fault")
    } catch let fault as QuestionFault {
      #expect(fault.message.en.contains(words), "\(fault.message.en)")
      #expect(!fault.message.zh.isEmpty && fault.message.zh != fault.message.en)
    }
  }
}
