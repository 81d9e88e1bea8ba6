import FundAnalysis
import FundFormula
import FundModel
import FundScenario
import Testing

@Suite struct ProgrammeTests {
  private static let template = "Scenarios/programmes/city-template.json"

  /// Owners and the city pay by household for works by household; the owners' consent may stop it.
  private static let small = """
    {"fundsim": 1, "title": "t", "timeline": {"start": "2025-01", "constructionMonths": 12, "constructionStep": "quarter"},
     "project": {"households": 100},
     "gates": {"consent": {"kind": "gate.consent", "label": "同意", "threshold": 0.8, "agreedShare": 0.9, "effect": "stop"}},
     "costs": {"works": {"kind": "cost.perHousehold", "class": "worksBasic", "amount": 20000}},
     "funding": {
       "city": {"kind": "subsidy.perHousehold", "payer": "city", "amount": 6000, "requires": ["consent"]},
       "owners": {"kind": "residents.perHousehold", "amount": 10000, "requires": ["consent"]}},
     "uncertain": {
       "grant": {"input": "funding.city.amount", "distribution": "uniform", "minimum": 5000, "maximum": 9000},
       "price": {"input": "scale:costs.works.amount", "distribution": "uniform", "minimum": 0.9, "maximum": 1.1}}}
    """

  private func scenario(_ json: String) throws -> CheckedScenario {
    switch loadScenario(LoadRequest(.init(name: "small.json", bytes: Array(json.utf8)))) {
    case .scenario(let scenario): return scenario
    case .refused(let findings):
      Issue.record("\(findings.map(\.message.en))")
      throw SampleScenarios.Refused()
    }
  }

  private func programme(
    _ template: CheckedScenario, _ table: String, sample: Int? = nil, method: SamplingMethod = .random,
    results: [String] = [], held: [String] = []
  ) throws -> Programme {
    let (sheet, found) = readCommunities(Array(table.utf8), file: "table.csv")
    var request = SweepRequest()
    request.sample = sample
    request.method = method
    request.seed = 11
    request.results = results
    request.held = held
    return try Programme(template, try #require(sheet), found: found, request, threads: 2)
  }

  private func run(_ programme: Programme, threads: Int = 1) -> ([CommunityOutcome], ProgrammeTotals) {
    var outcomes: [CommunityOutcome] = []
    let totals = programme.run(threads: threads) { (round: [CommunityOutcome]) throws(Never) in
      outcomes += round
    }
    return (outcomes, totals)
  }

  private func findings(_ template: CheckedScenario, _ table: String) throws -> [Finding] {
    do {
      _ = try programme(template, table)
      return []
    } catch let refusal as ProgrammeRefusal {
      guard case .findings(let findings) = refusal else { throw refusal }
      return findings
    }
  }

  private func place(_ id: String, _ programme: Programme) throws -> Int {
    try #require(programme.figures.firstIndex { $0.id == id })
  }

  /// Two communities by hand. A: 100 households, 2.0 M of uses, 0.6 M from the city, 1.0 M from owners: 0.4 M are missing.
  /// B: 200 households, 8,000 and 13,000 each: 4.0 M of uses, 1.6 + 2.6 M of sources, 0.2 M left.
  @Test func `two communities come to what they come to by hand`() throws {
    let programme = try programme(
      try scenario(Self.small),
      "name,district,户数,funding.city.amount,owners,funding.owners.amount\nA,x,,,,\nB,y,200,8000,,13000\n"
        .replacing("owners,funding", with: "#owners,funding"))
    let (_, totals) = run(programme)
    func total(_ id: String) throws -> Double? { totals.figure(try place(id, programme))?.mean }
    #expect(try total("fundingGap") == 200_000 && totals.gaps?.mean == 400_000)
    #expect(try total("totalUses") == 6_000_000 && total("totalSources") == 5_800_000)
    #expect(try total("parties.city.paid") == 2_200_000 && total("parties.residents.paid") == 3_600_000)
    // Of the sums, not the mean of 0.5 and 0.65, of 10,000 and 13,000.
    #expect(try total("residentShare") == 0.6 && total("burdenPerHousehold") == 12_000)
    #expect(totals.meeting(0).mean == 1 && totals.shareAllMeet(0) == 0 && totals.short == 1)
    #expect(totals.worst(0, by: programme.gap) == [0, 1])
    let gap = try place("fundingGap", programme)
    #expect(totals.figure(gap, grouping: 0, group: 1)?.mean == -200_000)
    #expect(totals.gaps(grouping: 0, group: 0)?.mean == 400_000 && totals.members(0, 1) == 1)
    #expect(totals.spread(ofFigure: try place("residentShare", programme)).median == 0.575)
  }

  /// A community without consent pays nothing and needs nothing; it is counted, not dropped.
  @Test func `a stopped community adds nothing and is counted`() throws {
    let programme = try programme(
      try scenario(Self.small), "name,gates.consent.agreedShare\nA,0.9\nB,70%\nC,\n", sample: 40)
    let (outcomes, totals) = run(programme)
    let (city, uses) = (try place("parties.city.paid", programme), try place("totalUses", programme))
    let share = try place("governmentShare", programme)
    for draw in [0, 17, 39] {
      #expect(
        totals.column(ofFigure: city)?[draw] == outcomes[0].figures[city][draw]
          + outcomes[2].figures[city][draw])
      #expect(Outcome(outcomes[1].figures[city][draw]).reason == .stopped)
      let ratio = try #require(totals.column(ofFigure: share)?[draw])
      #expect(abs(ratio - outcomes[0].figures[share][draw]) < 1e-12)
    }
    #expect(totals.missing[uses].map(\.rows) == [40] && totals.missing[uses].map(\.communities) == [1])
    #expect(totals.communities[1].likelihood(0) == 0 && totals.worst(0, by: programme.gap).first == 1)
  }

  /// Every row as a scenario of its own, computed alone.
  private func compare(_ programme: Programme, draws: [Int], communities: [Int]) throws {
    let (outcomes, totals) = run(programme, threads: 2)
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: draws.count), count: programme.figures.count)
    for community in communities {
      for (place, draw) in draws.enumerated() {
        let settings = programme.settings(ofRow: community * programme.draws + draw)
        guard case .scenario(let changed) = programme.template.changed(by: settings) else {
          Issue.record("row of \(community), \(draw) is no scenario: \(settings)")
          return
        }
        let single = ScenarioRun(changed)
        let largest = single.values.largestAmount(in: single.model.graph)
        for (figure, entry) in programme.figures.enumerated() {
          let own = try #require(single.indicator(entry.id) ?? single.outcome(entry.id))
          let swept = Outcome(outcomes[community].figures[figure][draw])
          #expect(own.reason == swept.reason)
          guard let one = own.value, let other = swept.value else { continue }
          let room: Double = entry.unit == .yuan ? 1e-9 * largest : 1e-9 * max(1, abs(one))
          #expect(abs(one - other) <= room, "\(community), \(draw), \(entry.id): \(other) for \(one)")
          sums[figure][place] += one
        }
      }
    }
    guard communities.count == programme.communities.count else { return }
    for (figure, entry) in programme.figures.enumerated() where entry.kind == .sum {
      let column = try #require(totals.column(ofFigure: figure))
      let largest = sums[figure].map(abs).max() ?? 0
      for (place, draw) in draws.enumerated() {
        let difference: Double = abs(column[draw] - sums[figure][place])
        #expect(difference <= 1e-9 * max(largest, 1e6), "\(entry.id)")
      }
    }
  }

  private static let dozen = """
    名称,区县,户数（户）,原建筑面积（㎡）,project.quantities.lifts,costs.upgrading.amount（万元）
    a,甲,420,30200,4,120
    b,甲,860,58100,10,180
    c,甲,310,24800,0,60
    d,甲,1250,81500,16,260
    e,乙,180,15600,2,40
    f,乙,540,47300,6,150
    g,乙,275,19800,3,80
    h,乙,730,49900,8,
    i,丙,390,25300,5,90
    j,丙,640,39800,0,110
    k,丙,150,14200,0,30
    l,丙,1080,70600,12,200
    """

  @Test(arguments: SamplingMethod.allCases) func `totals are the sums of single runs`(method: SamplingMethod)
    throws
  {
    let programme = try programme(
      try SampleScenarios.load(Self.template, [:]), Self.dozen, sample: 300, method: method)
    #expect(programme.figures.contains { $0.id == "parties.province.paid" })
    try compare(programme, draws: [0, 1, 128, 299], communities: Array(0..<12))
  }

  @Test func `lengths, terms and dates are structures of their own`() throws {
    let table = """
      名称,户数,timeline.constructionMonths（月）,timeline.start,finance.discountRate（%）
      a,420,12,2026/3/1,5
      b,860,1.5年,,
      c,310,,2027年6月,6%
      d,1250,18,2026-03,4
      """
    let programme = try programme(
      try SampleScenarios.load(Self.template, [:]), table, sample: 20,
      results: ["fundingGap", "lowestCash", "npv", "timingGap", "survives"])
    #expect(programme.figures.map(\.kind).map { "\($0)" } == ["sum", "other", "other", "other", "other"])
    try compare(programme, draws: [0, 7, 19], communities: Array(0..<4))
  }

  @Test func `factors act on the community's own numbers`() throws {
    let table = """
      名称,costs.basic.unitCost,scale:costs.lifts.unitCost,scale:costs,scale:costs.basic.unitCost,scale:funding.owners.amount
      a,170,110%,1.05,,
      b,150,,,0.9,1.2
      c,,0.8,110%,,
      """
    let programme = try programme(
      try SampleScenarios.load(Self.template, [:]), table, sample: 30)
    #expect(programme.held.isEmpty)
    try compare(programme, draws: [0, 29], communities: [0, 1, 2])
    // A drawn factor of a number that a column gives.
    let small = try self.programme(
      try scenario(Self.small), "name,costs.works.amount\nA,25000\nB,\n", sample: 25)
    try compare(small, draws: [0, 3, 24], communities: [0, 1])
  }

  @Test func `a column holds an uncertain number and leaves the other draws as they are`() throws {
    let template = try SampleScenarios.load(Self.template, [:])
    let free = try programme(template, "名称,户数\na,420\nb,860\n", sample: 50)
    let held = try programme(template, "名称,户数,funding.city-subsidy.amount\na,420,7000\nb,860,\n", sample: 50)
    #expect(held.held.map(\.name) == ["funding.city-subsidy.amount"] && held.drawn.count == 6)
    #expect(Array(free.allDraws().dropFirst()) == held.allDraws())
    try compare(held, draws: [0, 49], communities: [0, 1])
  }

  @Test func `a number that is set is held and leaves the other draws as they are`() throws {
    let template = try SampleScenarios.load(Self.template, [:])
    let table = "名称,户数\na,420\nb,860\n"
    let free = try programme(template, table, sample: 50)
    let held = try programme(template, table, sample: 50, held: ["funding.city-subsidy.amount.value"])
    #expect(held.heldBySetting.map(\.name) == ["funding.city-subsidy.amount"] && held.held.isEmpty)
    #expect(Array(free.allDraws().dropFirst()) == held.allDraws())
  }

  /// With one community stopped in every draw, alone it comes to nothing that could be told as 0.
  @Test func `a total of nothing has a reason`() throws {
    let programme = try programme(
      try scenario(Self.small), "name,group,gates.consent.agreedShare\nA,x,0.9\nB,y,70%\n")
    let (_, totals) = run(programme)
    let (gap, share) = (try place("fundingGap", programme), try place("residentShare", programme))
    #expect(totals.figure(gap, grouping: 0, group: 1)?.missing.map(\.reason) == [.stopped])
    #expect(totals.gaps(grouping: 0, group: 1)?.mean == nil && totals.figure(gap)?.mean == 400_000)
    #expect(totals.withoutGap.map(\.communities) == [1] && totals.short == 1)
    let none = try self.programme(try scenario(Self.small), "name,gates.consent.agreedShare\nB,70%\n")
    let (_, nothing) = run(none)
    #expect(nothing.figure(gap)?.missing.map(\.reason) == [.stopped] && nothing.gaps?.mean == nil)
    #expect(nothing.short == nil)
    #expect(nothing.figure(share)?.missing.map(\.reason) == [.stopped])
  }

  @Test func `a ratio over an input has a total`() throws {
    let programme = try programme(
      try SampleScenarios.load(Self.template, [:]), "名称,原建筑面积\na,30000\nb,10000\n",
      results: ["burdenPerArea", "residentPayments"])
    let (_, totals) = run(programme)
    let paid = try #require(totals.figure(1)?.mean)
    let ratio = try #require(totals.figure(0)?.mean)
    #expect(abs(ratio - paid / 40_000) < 1e-9)
  }

  @Test func `factors count from the community's number, and their product is held to what the input allows`()
    throws
  {
    let template = try SampleScenarios.load(Self.template, [:])
    let table = "名称,funding.utilities.share,scale:funding.utilities.share\na,0.3,2\nb,0.8,1.5\n"
    let found = try findings(template, table)
    #expect(found.map(\.check) == ["out-of-range"])
    #expect(found.first?.place?.line == 3 && found.first?.place?.column == 3)
    #expect(found.first?.message.en.contains("0.8 × 1.5 lies outside") == true)
    let fine = try programme(template, "名称,funding.utilities.share,scale:funding.utilities.share\na,0.3,2\n")
    try compare(fine, draws: [0], communities: [0])
    // Nothing in the template, but given by a column.
    let zero = try scenario(Self.small.replacing("\"amount\": 10000", with: "\"amount\": 0"))
    let head = "name,scale:funding.owners.amount"
    try compare(
      try programme(zero, head + ",funding.owners.amount\nA,1.5,4000\n"), draws: [0], communities: [0])
    #expect(try findings(zero, head + "\nA,1.5\n").map(\.check) == ["reference"])
  }

  @Test func `a title is a label before its brackets are a unit`() throws {
    let template = try SampleScenarios.load(Self.template, [:])
    let programme = try programme(template, "名称,scale:funding.居民出资（加装电梯）\na,1.1\n")
    #expect(programme.inputs.map(\.name) == ["scale:funding.owners-lifts"])
    let percent = try scenario(
      Self.small.replacing(
        "\"owners\": {",
        with:
          "\"extra\": {\"kind\": \"residents.perHousehold\", \"label\": \"居民出资（%）\", \"amount\": 1}, \"owners\": {\"label\": \"居民出资\", "
      ))
    let other = try self.programme(percent, "name,scale:funding.居民出资（%）\nA,1.1\n")
    #expect(other.inputs.map(\.name) == ["scale:funding.extra"])
  }

  @Test func `present values add up at one date and rate alone`() throws {
    let template = try SampleScenarios.load(Self.template, [:])
    func apart(_ table: String) throws -> [String] {
      try programme(template, table, results: ["npv", "parties.city.presentValue", "totalUses"]).apart.map(
        \.id)
    }
    #expect(try apart("名称,户数\na,420\nb,860\n").isEmpty)
    #expect(try apart("名称,timeline.constructionMonths\na,9\nb,15\n").isEmpty)
    let both = ["npv", "parties.city.presentValue"]
    #expect(try apart("名称,timeline.start\na,2027-03\nb,\n") == both)
    #expect(try apart("名称,finance.firstPeriod\na,0\nb,1\n") == both)
    #expect(try apart("名称,finance.discountRate\na,4%\nb,5%\n") == both)
    #expect(try apart("名称,finance.discountRate\na,4%\nb,4%\n").isEmpty)
  }

  @Test func `many draws, folded for each community, are the same rows`() throws {
    let template = try SampleScenarios.load(Self.template, [:])
    let programme = try programme(template, Self.dozen, sample: 500)
    let (few, _) = run(programme)
    let (many, _) = run(try self.programme(template, Self.dozen, sample: 4200))
    for community in 0..<12 {
      let amounts = programme.figures.indices.filter { programme.figures[$0].unit == .yuan }
      let largest = amounts.flatMap { few[community].figures[$0].map(abs) }.max() ?? 0
      for figure in few[community].figures.indices {
        for draw in [0, 255, 256, 499] {
          let (one, other) = (few[community].figures[figure][draw], many[community].figures[figure][draw])
          let room: Double = 1e-9 * (programme.figures[figure].unit == .yuan ? largest : max(1, abs(one)))
          #expect(abs(one - other) <= room)
        }
      }
    }
  }

  @Test func `threads change no bit`() throws {
    let programme = try programme(
      try SampleScenarios.load(Self.template, [:]), Self.dozen, sample: 700, method: .lhs)
    let (one, totals) = run(programme)
    let (three, same) = run(programme, threads: 3)
    func bits(_ outcomes: [CommunityOutcome]) -> [[[UInt64]]] {
      outcomes.map { $0.figures.map { $0.map(\.bitPattern) } }
    }
    #expect(bits(one) == bits(three))
    for figure in programme.figures.indices {
      let (a, b) = (totals.column(ofFigure: figure), same.column(ofFigure: figure))
      #expect(a?.map(\.bitPattern) == b?.map(\.bitPattern))
    }
  }

  @Test func `groups add to the whole`() throws {
    let programme = try programme(
      try SampleScenarios.load(Self.template, [:]), Self.dozen, sample: 60)
    let (_, totals) = run(programme)
    #expect(programme.groupings.map(\.groups) == [["甲", "乙", "丙"]])
    let uses = try place("totalUses", programme)
    let parts = (0..<3).compactMap { totals.figure(uses, grouping: 0, group: $0)?.mean }
    let whole = try #require(totals.figure(uses)?.mean)
    #expect(abs(parts.reduce(0, +) - whole) <= 1e-9 * whole)
    let balancing = (0..<3).compactMap { totals.meeting(grouping: 0, group: $0).mean }
    #expect(abs(balancing.reduce(0, +) - (totals.meeting(0).mean ?? 0)) < 1e-9)
  }

  /// Two projects of one ledger: columns by the projects' paths, lengths too; a community that a project's own checks
  /// refuse is told.
  @Test func `a pool is a template too`() throws {
    let member = """
      {"fundsim": 1, "title": "m", "timeline": {"start": "2025-01", "constructionMonths": 12, "constructionStep": "quarter"},
       "project": {"homeTypes": {"small": {"count": 100, "titleArea": 50, "swapShare": 0.4, "cashShare": 0.1}}},
       "costs": {"works": {"kind": "cost.perHousehold", "class": "worksBasic", "amount": 20000},
         "cash": {"kind": "cost.cashExit", "price": 100}, "swap": {"kind": "cost.swapExit", "cost": 100, "price": 50, "area": 50}},
       "funding": {"city": {"kind": "subsidy.perHousehold", "payer": "city", "amount": 25000}}}
      """
    let pool = try scenario(
      """
      {"fundsim": 1, "title": "p", "timeline": {"start": "2025-01", "constructionMonths": 12, "constructionStep": "quarter"},
       "projects": {"a": \(member), "b": \(member)}}
      """)
    let head =
      "name,projects.a.costs.works.amount,projects.b.project.homeTypes.small.cashShare,projects.b.timeline.constructionMonths\n"
    let programme = try programme(pool, head + "A,21000,20%,\nB,,,9\n", results: ["totalUses", "lowestCash"])
    try compare(programme, draws: [0], communities: [0, 1])
    let found = try findings(pool, head + "A,21000,20%,\nB,,70%,9\n")
    #expect(found.map(\.check) == ["exit-shares"] && found.first?.place?.line == 3)
  }

  // MARK: What is told

  @Test func `faults of the table are told with their places, all at once`() throws {
    let table = """
      名称,project.housholds,户数（元）,原建筑面积,project.oldArea,每户补助额,funding.utilities.share,timeline.constructionMonths
      a,1,2,3,4,5,5,12.5
      a,1,2,三千,4,5,120%,12
      b,1,2,-3,4,5,0.1,9999999
      """
    let found = try findings(try SampleScenarios.load(Self.template, [:]), table).map {
      "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.check)"
    }
    #expect(
      found == [
        "1:2 unknown-column", "1:3 unit", "1:5 duplicate-key", "1:6 reference", "2:7 out-of-range",
        "2:8 whole-number", "3:1 duplicate-key", "3:4 not-a-number", "3:7 out-of-range", "4:4 out-of-range",
        "4:8 out-of-range",
      ])
  }

  @Test func `a length that the schedule of a block does not fit is told with its community`() throws {
    let template = try SampleScenarios.yonganli()
    let found = try findings(template, "name,timeline.constructionMonths\nA,18\nB,2\n")
    #expect(found.allSatisfy { $0.place?.line == 3 } && !found.isEmpty)
    #expect(found.allSatisfy { $0.message.en.hasPrefix("“B”") })
  }

  /// The cheap checks find what the loader finds in the scenario with the community's numbers.
  @Test func `a community that breaks the scenario is told as the loader tells it`() throws {
    let template = try SampleScenarios.yonganli()
    let columns = [
      "project.homeTypes.small.count", "funding.homes.homes", "funding.residents.extraPrice",
      "costs.building.unitCost",
    ]
    var state: UInt64 = 7
    func next(_ most: Double) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 33) / Double(1 << 31) * most).rounded()
    }
    var (broken, refused) = (0, 0)
    for number in 0..<60 {
      let values = [next(400), next(260), next(40_000), number % 7 == 0 ? 9e12 : next(6000)]
      let cells = values.map { "\(Int($0))" }
      let settings = zip(columns, cells).map { LoadRequest.Setting(path: $0, value: $1) }
      let changed = template.changed(by: settings)
      let loaded = changed.findings.filter { $0.severity == .error }.map(\.check)
      let told = try findings(
        template, "name,\(columns.joined(separator: ","))\nA,\(cells.joined(separator: ","))\n"
      ).filter { $0.severity == .error }.map(\.check)
      broken += loaded.isEmpty ? 0 : 1
      refused += told.isEmpty ? 0 : 1
      #expect(Set(told) == Set(loaded), "\(cells)")
    }
    #expect(broken > 5 && broken < 60 && broken == refused)
  }

  /// Warnings too: of numbers, of lengths, and of a project in a pool.
  @Test func `a community is warned of what the loader warns of`() throws {
    func told(_ template: CheckedScenario, _ settings: [(String, String)]) throws -> Set<String> {
      let table =
        "name,\(settings.map(\.0).joined(separator: ","))\nA,\(settings.map(\.1).joined(separator: ","))\n"
      let programme = try programme(template, table, results: ["totalUses"])
      let loaded = template.changed(by: settings.map { .init(path: $0.0, value: $0.1) }).findings
      let own = loaded.filter { one in
        one.severity == .warning
          && !template.findings.contains { $0.check == one.check && $0.path == one.path }
      }
      let found = Set(programme.findings.map { "\($0.check) \($0.path)" })
      #expect(found == Set(own.map { "\($0.check) \($0.path)" }))
      return found
    }
    func cost(_ id: String, _ amount: Int, _ month: String) -> String {
      "\"\(id)\": {\"kind\": \"cost.lumpSum\", \"class\": \"otherCost\", \"amount\": \(amount), \"schedule\": \"\(month)\"}, "
    }
    let late = Self.small.replacing(
      "\"constructionStep\"", with: "\"operationYears\": 2, \"constructionStep\""
    )
    .replacing(
      "\"costs\": {",
      with: "\"costs\": {" + cost("late", 0, "2026-03") + cost("autumn", 100, "2025-10"))
    let template = try scenario(late)
    #expect(try told(template, [("costs.late.amount", "5000")]) == ["after-horizon costs.late"])
    let short = ("timeline.constructionMonths", "6")
    #expect(try told(template, [short]) == ["after-horizon costs.autumn"])
    #expect(try told(template, [short, ("costs.autumn.amount", "0")]).isEmpty)
    let both: Set = ["after-horizon costs.autumn", "after-horizon costs.late"]
    #expect(try told(template, [short, ("costs.late.amount", "5000")]) == both)
    // A project of a pool draws nothing.
    let end = try #require(late.firstRange(of: "\"uncertain\"")).lowerBound
    let member = late[..<end] + "\"summary\": \"s\"}"
    let pool = try scenario(
      """
      {"fundsim": 1, "title": "p", "timeline": {"start": "2025-01", "constructionMonths": 12, "operationYears": 2, "constructionStep": "quarter"},
       "projects": {"a": \(member)}}
      """)
    #expect(!(try told(pool, [("projects.a.costs.late.amount", "5000")])).isEmpty)
  }

  @Test func `questions that have no answer are refused in words`() throws {
    let template = try SampleScenarios.load(Self.template, [:])
    func fault(_ table: String, sample: Int?, results: [String] = []) -> String {
      do {
        _ = try programme(template, table, sample: sample, results: results)
        return ""
      } catch ProgrammeRefusal.question(let fault) {
        return fault.message.en
      } catch { return "\(error)" }
    }
    #expect(fault("name\na\n", sample: 100_001).contains("at most 100000 draws"))
    #expect(fault("name\na\n", sample: 10, results: ["irrr"]).contains("irrr"))
    let groups = (0..<400).map { "c\($0),g\($0)" }.joined(separator: "\n")
    #expect(fault("name,group\n\(groups)\n", sample: 50_000).contains("totals"))
    let all = template.content.uncertain.count
    #expect(all == 7)
  }
}
