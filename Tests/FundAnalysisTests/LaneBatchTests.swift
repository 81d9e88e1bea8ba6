import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import FundTestSupport
import Testing

/// Inputs of a scenario and where their values are drawn from, evenly.
private struct Knobs {
  let ranges: [(path: String, values: ClosedRange<Double>)]
  var paths: [String] { ranges.map(\.path) }

  /// `[inputs][lanes]`
  func columns(_ lanes: Int, seed: UInt64) -> [[Double]] {
    var random = SplitMix(seed)
    var columns = ranges.map { _ in [Double]() }
    for _ in 0..<lanes {
      for (place, range) in ranges.enumerated() {
        columns[place].append(.random(in: range.values, using: &random))
      }
    }
    return columns
  }

  static let yonganli = Knobs(ranges: [
    ("funding.homes.price", 8000...11000), ("costs.building.unitCost", 2300...3300),
    ("funding.residents.extraPrice", 6000...9500), ("funding.homes.soldShare", 0.4...1),
    ("funding.homes.homes", 40...89), ("costs.fees.share", 0.05...0.12),
    ("costs.transition.rate", 5...20), ("finance.discountRate", 0.01...0.12),
  ])
  static let zhegong = Knobs(ranges: [
    ("funding.residents.averageBilledArea", 55...68), ("funding.residents.extraPrice", 28000...42000),
    ("funding.residents.minimumArea", 40...60), ("funding.residents.extraCap", 12...22),
    ("funding.parking.price", 150_000...500_000), ("costs.building.unitCost", 5500...8000),
    ("costs.transition.floor", 2000...4000), ("project.homeTypes.middle.count", 300...480),
  ])
  static let debtAndOperations = Knobs(ranges: [
    ("debt.bond.amount", 0...3e7), ("debt.bond.coupon", 0.02...0.05), ("debt.loan.amount", 0...3e7),
    ("debt.loan.rate", 0.01...0.08), ("operations.parking.price", 500...9000),
    ("operations.parking.occupancy.2027", 0...1), ("operations.parking.growth", -0.02...0.06),
    ("costs.works.amount", 30000...70000), ("finance.openingCash", 0...5e6),
    ("finance.discountRate", 0...0.1),
  ])
}

extension Knobs {
  static let gatesAndExits = Knobs(ranges: [
    ("gates.vote.agreedShare", 0.75...0.95), ("gates.consent.agreed", 350...450),
    ("gates.paid.threshold", 0.2...0.6), ("gates.cover.limit", 0.9...1.4),
    ("project.homeTypes.small.cashShare", 0...0.5), ("project.homeTypes.large.cashShare", 0...0.5),
    ("funding.left.price", 8000...16000), ("costs.works.unitCost", 2800...4200),
    ("operations.parking.price", 3000...9000), ("operations.shops.rent", 20...90),
    ("operations.dividend.share", 0...1), ("taxes.company.rate", 0.1...0.3),
  ])
}

/// Whether two outcomes agree within the tolerance of results: amounts to a billionth of the largest amount, all else to
/// a billionth; reasons exactly.
private func agrees(_ a: Outcome, _ b: Outcome, _ unit: ValueUnit, largest: Double) -> Bool {
  switch (a, b) {
  case (.value(let a), .value(let b)): abs(a - b) <= 1e-9 * (unit.isAmount ? max(largest, 1) : 1)
  default: a == b
  }
}

private func bits(_ columns: LaneColumns) -> [[UInt64]] { columns.columns.map { $0.map(\.bitPattern) } }

@Suite struct LaneBatchTests {
  init() { setLinearAlgebraThreads(1) }

  private static func batch(
    _ scenario: CheckedScenario, _ knobs: Knobs
  ) throws -> (batch: LaneBatch, indicators: [any Indicator.Type]) {
    let indicators = scenario.model.indicators
    return (try LaneBatch(scenario.model, varying: knobs.paths, asking: indicators.map { $0.id }), indicators)
  }

  /// Every lane against the graph evaluated at its point; the answer counts the missing values.
  private static func compare(_ scenario: CheckedScenario, _ knobs: Knobs, lanes: Int, seed: UInt64) throws
    -> Int
  {
    let (batch, indicators) = try batch(scenario, knobs)
    let graph = scenario.model.graph
    let columns = knobs.columns(lanes, seed: seed)
    let answer = try batch.evaluate(columns, threads: 2)
    var missing = 0
    for lane in 0..<lanes {
      let setting = zip(batch.plan.varying, columns.map { $0[lane] })
      let point = graph.evaluate(setting: Dictionary(uniqueKeysWithValues: setting))
      let largest = point.largestAmount(in: graph)
      for (place, indicator) in indicators.enumerated() {
        let (a, b) = (answer.outcome(place, lane: lane), point.outcome(batch.plan.outputs[place]))
        if b.value == nil { missing += 1 }
        if !agrees(a, b, indicator.unit, largest: largest) {
          Issue.record("lane \(lane), \(indicator.id): \(a), alone \(b)")
        }
      }
    }
    return missing
  }

  // MARK: Lanes and single evaluations

  @Test func `ten thousand lanes of Yong'anli equal ten thousand single evaluations`() throws {
    let missing = try Self.compare(SampleScenarios.yonganli(), .yonganli, lanes: 10_000, seed: 1)
    #expect(missing > 1000)
  }

  @Test func `lanes of Zhegong equal single evaluations where its top-up bends`() throws {
    let scenario = try SampleScenarios.zhegong()
    _ = try Self.compare(scenario, .zhegong, lanes: 2000, seed: 2)
    let batch = try LaneBatch(
      scenario.model, varying: Knobs.zhegong.paths, asking: ["funding.government.total"])
    let topUps = try batch.evaluate(Knobs.zhegong.columns(2000, seed: 2)).columns[0]
    #expect(topUps.filter { $0 == 0 }.count > 100)
    #expect(topUps.filter { $0 > 1e6 }.count > 100)
  }

  @Test func `lanes of a bond, a loan by equal instalments and operations equal single evaluations`() throws {
    let scenario = try SampleScenarios.debtAndOperations()
    let rings = scenario.model.graph.stages.filter { if case .ring = $0 { true } else { false } }
    #expect(!rings.isEmpty)
    let missing = try Self.compare(scenario, .debtAndOperations, lanes: 2000, seed: 3)
    #expect(missing > 0)
  }

  @Test func `lanes of conditions, households that leave and a company with tax equal single evaluations`()
    throws
  {
    let scenario = try SampleScenarios.gatesAndExits()
    _ = try Self.compare(scenario, .gatesAndExits, lanes: 2000, seed: 6)
    // Some lanes are stopped, by either condition, and say so.
    let batch = try LaneBatch(
      scenario.model, varying: Knobs.gatesAndExits.paths,
      asking: ["fundingGap", "indicators.fundingGap", "gates.vote.met", "gates.cover.met"])
    let answer = try batch.evaluate(Knobs.gatesAndExits.columns(2000, seed: 6))
    var stopped = 0
    for lane in 0..<2000 {
      let goesOn = answer.columns[2][lane] == 1 && answer.columns[3][lane] == 1
      if !goesOn { stopped += 1 }
      let expected: Outcome = goesOn ? answer.outcome(1, lane: lane) : .missing(.stopped)
      #expect(answer.outcome(0, lane: lane) == expected, "lane \(lane)")
    }
    #expect(stopped > 100 && stopped < 1900)
    // The accounts and taxes, which no indicator asks for.
    let keys = [
      "accounts.projectCompany.closingCash", "accounts.projectCompany.lowestCash", "taxes.project.total",
      "funding.province.total", "funding.city.total", "investors.privatePartner.irr",
    ].filter { scenario.model.graph.node($0) != nil }
    let others = try LaneBatch(scenario.model, varying: Knobs.gatesAndExits.paths, asking: keys)
    let columns = Knobs.gatesAndExits.columns(500, seed: 7)
    let outcomes = try others.evaluate(columns)
    for lane in 0..<500 {
      let setting = zip(others.plan.varying, columns.map { $0[lane] })
      let point = scenario.model.graph.evaluate(setting: Dictionary(uniqueKeysWithValues: setting))
      let largest = point.largestAmount(in: scenario.model.graph)
      for (place, key) in keys.enumerated() {
        let unit = scenario.model.graph.nodes[others.plan.outputs[place]].name?.unit ?? .yuan
        #expect(
          agrees(
            outcomes.outcome(place, lane: lane), point.outcome(others.plan.outputs[place]), unit,
            largest: largest),
          "lane \(lane), \(key)")
      }
    }
  }

  @Test func `lanes equal scenarios loaded anew with their settings`() throws {
    for (load, knobs) in [
      (SampleScenarios.yonganli, Knobs.yonganli), (SampleScenarios.debtAndOperations, .debtAndOperations),
    ] {
      let (batch, indicators) = try Self.batch(load([:]), knobs)
      let columns = knobs.columns(10_000, seed: 1)
      let answer = try batch.evaluate(columns)
      for lane in stride(from: 0, to: 10_000, by: knobs.paths == Knobs.yonganli.paths ? 50 : 500) {
        let settings = zip(knobs.paths, columns.map { decimalText($0[lane]) })
        let model = try load(Dictionary(uniqueKeysWithValues: settings)).model
        let values = model.graph.evaluate()
        let largest = values.largestAmount(in: model.graph)
        #expect(model.indicators.map { $0.id } == indicators.map { $0.id })
        for (place, indicator) in indicators.enumerated() {
          let (a, b) = (answer.outcome(place, lane: lane), values.outcome(model.node(of: indicator)!))
          #expect(
            agrees(a, b, indicator.unit, largest: largest), "lane \(lane), \(indicator.id): \(a), loaded \(b)"
          )
        }
      }
    }
  }

  @Test func `settings hold in all lanes`() throws {
    let scenario = try SampleScenarios.yonganli()
    let batch = try LaneBatch(
      scenario.model, varying: ["funding.homes.price"], asking: ["totalSources", "parties.homeBuyers.paid"],
      setting: ["funding.homes.homes": 50])
    let answer = try batch.evaluate([[10_000, 12_000]])
    #expect(answer.columns[1] == [55_000_000, 66_000_000])  // 50 × 110 m² × price
    let step = answer.columns[0][1] - answer.columns[0][0]
    #expect(abs(step - 11_000_000) < 1e-3)
  }

  // MARK: Same lanes, same bits

  @Test(arguments: ["yonganli", "debt"])
  func `a sweep has the same bits in one call, in chunks and on two threads`(name: String) throws {
    let isDebt = name == "debt"
    let scenario = try isDebt ? SampleScenarios.debtAndOperations() : SampleScenarios.yonganli()
    let knobs = isDebt ? Knobs.debtAndOperations : .yonganli
    let batch = try Self.batch(scenario, knobs).batch
    let columns = knobs.columns(10_000, seed: 4)
    let whole = bits(try batch.evaluate(columns))
    #expect(bits(try batch.evaluate(columns, threads: 2)) == whole)
    #expect(bits(try batch.evaluate(columns, threads: 7)) == whole)
    for sizes in [[256], [1024], [1, 255, 300, 7, 4000], [9_999, 1]] {
      var (first, turn) = (0, 0)
      var parts = whole.map { _ in [UInt64]() }
      while first < 10_000 {
        let last = min(first + sizes[turn % sizes.count], 10_000)
        let part = try batch.evaluate(
          columns.map { Array($0[first..<last]) }, firstLane: first, threads: turn % 3)
        #expect(part.firstLane == first)
        for (place, numbers) in bits(part).enumerated() { parts[place] += numbers }
        (first, turn) = (last, turn + 1)
      }
      #expect(parts == whole, "chunks of \(sizes)")
    }
  }

  @Test func `a stream hands blocks out in order, whatever part of the whole it is asked for`() throws {
    let batch = try Self.batch(SampleScenarios.yonganli(), .yonganli).batch
    let columns = Knobs.yonganli.columns(10_000, seed: 5)
    let whole = try batch.evaluate(columns)
    for (lanes, threads) in [(0..<10_000, 2), (700..<9_100, 2), (512..<513, 1), (300..<300, 2)] {
      var stream = batch.stream(
        lanes, threads: threads, drawing: { part in columns.map { Array($0[part]) } }, summarising: { $0 })
      var next = lanes.lowerBound
      while let block = try stream.next() {
        #expect(block.lanes.lowerBound == next && block.lanes.count <= Plan.blockWidth)
        #expect(block.inputs == columns.map { Array($0[block.lanes]) })
        let expected = LaneColumns(
          firstLane: next, columns: whole.columns.map { Array($0[block.lanes]) })
        #expect(bits(LaneColumns(firstLane: next, columns: block.outcomes)) == bits(expected))
        next = block.lanes.upperBound
      }
      #expect(next == lanes.upperBound)
    }
  }

  // MARK: Refusals

  @Test func `what cannot be varied or asked for is named, all at once`() throws {
    let model = try SampleScenarios.zhegong().model
    let refusal = #expect(throws: LaneBatchRefusal.self) {
      try LaneBatch(
        model,
        varying: [
          "timeline.constructionMonths", "costs.transition.prepaidMonths", "funding.residents.schedule",
          "timeline.milestones.topping-out", "costs.building.kind", "costs.building", "funding.parking.price",
          "funding.parking.price", "finance.coverageLimit", "funding.parkng.price",
        ], asking: ["fundingGap", "fundingGpa", "accounts.project.cash"])
    }
    let expected: [LaneBatchRefusal.Fault] = [
      .repeatedInput("funding.parking.price"), .structuralInput("timeline.constructionMonths"),
      .structuralInput("costs.transition.prepaidMonths"), .structuralInput("funding.residents.schedule"),
      .structuralInput("timeline.milestones.topping-out"), .structuralInput("costs.building.kind"),
      .structuralInput("costs.building"), .unreadInput("finance.coverageLimit"),
      .unknownInput("funding.parkng.price"), .unknownResult("fundingGpa"),
      .rowResult("accounts.project.cash"),
    ]
    #expect(refusal?.faults == expected)
  }

  @Test func `a value its input does not allow is refused with its lane`() throws {
    let batch = try LaneBatch(
      SampleScenarios.yonganli().model, varying: ["funding.homes.soldShare", "funding.homes.price"],
      asking: ["irr"])
    var columns = [[Double](repeating: 0.9, count: 900), [Double](repeating: 9000, count: 900)]
    columns[0][700] = 1.2
    columns[1][800] = .nan
    for threads in [1, 2] {
      let fault = #expect(throws: LaneFault.self) {
        try batch.evaluate(columns, firstLane: 1000, threads: threads)
      }
      #expect(fault?.path == "funding.homes.soldShare" && fault?.lane == 1700)
      #expect(fault?.value == 1.2 && fault?.bounds == 0...1)
    }
  }
}
