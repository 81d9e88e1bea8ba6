import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import Testing

@Suite struct SweepTests {
  /// Uncertain numbers over debt, operation, conditions and prices.
  private static let debts = """
    {"uncertain": {
      "price": {"input": "operations.parking.price", "distribution": "triangular", "minimum": 3000, "mode": 6500, "maximum": 9000,
        "correlations": {"works": -0.4}},
      "works": {"input": "costs.works.amount", "distribution": "pert", "minimum": 40000, "mode": 50000, "maximum": 65000},
      "coupon": {"input": "debt.bond.coupon", "distribution": "truncatedNormal", "mean": {"value": 3.2, "unit": "%"},
        "standardDeviation": {"value": 0.5, "unit": "%"}, "minimum": 0.02, "maximum": 0.05},
      "loan": {"input": "scale:debt.loan.amount", "distribution": "uniform", "minimum": 0.5, "maximum": 1.5},
      "grant": {"input": "scale:funding.city", "distribution": "discrete", "values": {"half": 0.5, "full": 1},
        "probabilities": {"half": 0.3, "full": 0.7}}
    }}
    """
  private static let gates = """
    {"uncertain": {
      "agreed": {"input": "gates.consent.agreed", "distribution": "uniform", "minimum": 350, "maximum": 480},
      "price": {"input": "funding.left.price", "distribution": "normal", "mean": 12000, "standardDeviation": 900},
      "extra": {"input": "funding.own.extraPrice", "distribution": "lognormal", "mean": 9000, "standardDeviation": 800},
      "works": {"input": "scale:costs", "distribution": "empirical", "values": {"a": 0.9, "b": 1, "c": 1.05, "d": 1.3}}
    }}
    """

  private func request(
    sample: Int? = nil, vary: [String] = [], method: SamplingMethod = .random, seed: UInt64 = 7,
    results: [String] = []
  ) -> SweepRequest {
    var request = SweepRequest()
    request.sample = sample
    request.variations = vary.map(VariedNumber.init(text:))
    request.method = method
    request.seed = seed
    request.results = results
    return request
  }

  private func run(_ sweep: Sweep, _ rows: Range<Int>? = nil, threads: Int = 1) -> (
    [Sweep.Block], SweepTotals
  ) {
    var blocks: [Sweep.Block] = []
    let totals = sweep.run(rows ?? 0..<sweep.design.rows, threads: threads, keepsRows: true) { round, _, _ in
      blocks += round
      return true
    }
    return (blocks, totals)
  }

  private func bits(_ columns: [[Double]]) -> [[UInt64]] { columns.map { $0.map(\.bitPattern) } }

  @Test(arguments: SamplingMethod.allCases) func `rows are the same alone, in parts and on two threads`(
    method: SamplingMethod
  ) throws {
    let sweep = try Sweep(try SampleScenarios.yonganli(), request(sample: 3000, method: method))
    let (blocks, totals) = run(sweep)
    let (onTwo, sameTotals) = run(sweep, threads: 2)
    #expect(blocks.map { bits($0.results) } == onTwo.map { bits($0.results) })
    #expect(totals.moments == sameTotals.moments && totals.quantiles == sameTotals.quantiles)
    var sum: SweepTotals?
    for part in 1...3 {
      let (own, partTotals) = run(sweep, Sweep.part(part, of: 3, rows: 3000))
      for block in own {
        let whole = try #require(blocks.first { $0.rows == block.rows })
        #expect(bits(whole.results) == bits(block.results) && bits(whole.inputs) == bits(block.inputs))
      }
      if sum == nil { sum = partTotals } else { sum?.add(partTotals) }
    }
    let merged = try #require(sum)
    #expect(merged.moments == totals.moments && merged.quantiles == totals.quantiles)
    #expect(
      merged.passed == totals.passed && merged.failures == totals.failures && merged.inputs == totals.inputs)
    // One row drawn by itself.
    for row in [0, 255, 256, 1000, 2999] {
      let block = try #require(blocks.first { $0.rows.contains(row) })
      let alone = sweep.values(of: row..<row + 1)
      #expect(bits(alone) == bits(block.inputs.map { [$0[row - block.rows.lowerBound]] }))
    }
  }

  @Test(
    arguments: [
      ("Scenarios/yonganli.json", "{}"), ("Tests/FundAnalysisTests/Fixtures/debt-and-operations.json", debts),
      ("Tests/FundAnalysisTests/Fixtures/gates-and-exits.json", gates),
    ])
  func `a thousand rows are a thousand runs`(file: String, overlay: String) throws {
    let scenario = try SampleScenarios.overlaid(file, overlay)
    let sweep = try Sweep(scenario, request(sample: 340))
    let (blocks, _) = run(sweep)
    var compared = 0
    for block in blocks {
      for row in block.rows {
        let settings = sweep.settings(ofRow: row)
        guard case .scenario(let changed) = scenario.changed(by: settings) else {
          Issue.record("row \(row) is no scenario")
          return
        }
        let single = ScenarioRun(changed)
        let largest = single.values.largestAmount(in: single.model.graph)
        for (place, result) in sweep.results.enumerated() {
          let swept = Outcome(block.results[place][row - block.rows.lowerBound])
          let own = try #require(single.indicator(result.id) ?? single.outcome(result.id))
          switch (swept, own) {
          case (.missing(let one), .missing(let other)): #expect(one == other)
          case (.value(let one), .value(let other)):
            let room = result.unit == .yuan ? 1e-9 * largest : 1e-9 * max(1, abs(other))
            #expect(abs(one - other) <= room, "row \(row), \(result.id): \(one), \(other)")
          default: Issue.record("row \(row), \(result.id): \(swept) against \(own)")
          }
          compared += 1
        }
      }
    }
    #expect(compared == 340 * sweep.results.count)
  }

  @Test func `lengths and prices are varied together`() throws {
    let scenario = try SampleScenarios.yonganli()
    let sweep = try Sweep(
      scenario,
      request(
        sample: 50,
        vary: ["timeline.constructionMonths=15:21:3", "funding.homes.premiumPerHome=100000:200000:100000"],
        results: ["fundingGap", "lowestCash"]))
    #expect(sweep.design.combinations == 6 && sweep.design.rows == 300)
    let (blocks, _) = run(sweep)
    for block in blocks {
      for row in stride(from: block.rows.lowerBound, to: block.rows.upperBound, by: 7) {
        guard case .scenario(let changed) = scenario.changed(by: sweep.settings(ofRow: row)) else {
          Issue.record("row \(row)")
          return
        }
        let gap = try #require(ScenarioRun(changed).indicator("fundingGap")?.value)
        #expect(abs(block.results[0][row - block.rows.lowerBound] - gap) < 0.1)
      }
    }
    // Every combination sees the same sample: what is drawn repeats after 50 rows.
    let first = sweep.values(of: 0..<50)
    let second = sweep.values(of: 50..<100)
    #expect(bits(Array(first.dropFirst(2))) == bits(Array(second.dropFirst(2))))
    #expect(Set(first[0]) == [15] && first[1] != second[1])
  }

  @Test(arguments: SamplingMethod.allCases)
  func `a number that is set or varied changes no draw of the others`(method: SamplingMethod) throws {
    let scenario = try SampleScenarios.yonganli()
    func columns(_ request: SweepRequest) throws -> [String: [UInt64]] {
      let sweep = try Sweep(scenario, request)
      let values = sweep.values(of: 0..<200)
      return Dictionary(
        zip(sweep.inputs.map(\.name), bits(values)), uniquingKeysWith: { first, _ in first })
    }
    let plain = request(sample: 200, method: method, results: ["fundingGap"])
    let all = try columns(plain)
    let listed = scenario.content.uncertain.map(Uncertainty.init)
    #expect(all.count == listed.count && listed.contains { !$0.correlated.isEmpty })
    for one in listed {
      let name = try MovableModel(scenario, moving: [one.input]).unknown(one.input).name
      let others = all.filter { $0.key != name }
      var held = plain
      held.held = [one.input]
      if !name.hasPrefix("scale:") { #expect(try columns(held) == others, "\(name) held") }
      var varied = plain
      let value = try MovableModel(scenario, moving: [one.input]).unknown(one.input).base
      varied.variations = [VariedNumber(one.input, from: "\(value)", to: "\(value)", step: "1")]
      #expect(try columns(varied).filter { $0.key != name } == others, "\(name) varied")
    }
    // All but one of those that move together.
    let correlated = try #require(listed.first { !$0.correlated.isEmpty })
    var rest = plain
    rest.held = listed.filter { $0.id != correlated.id && !$0.input.hasPrefix("scale:") }.map(\.input)
    let alone = try columns(rest)
    #expect(alone.count < all.count && alone.allSatisfy { all[$0.key] == $0.value })
  }

  @Test func `totals are those of the rows`() throws {
    let sweep = try Sweep(
      try SampleScenarios.yonganli(), request(sample: 2000, results: ["fundingGap", "irr"]))
    let (blocks, totals) = run(sweep)
    let gaps = blocks.flatMap { $0.results[0] }
    let mean = gaps.reduce(0, +) / 2000
    #expect(abs(try #require(totals.moments[0].mean) - mean) < 1e-6)
    let sorted = gaps.sorted()
    let median = try #require(totals.quantiles[0].quantiles([0.5])[0])
    #expect(
      median.lower <= (sorted[999] + sorted[1000]) / 2 && (sorted[999] + sorted[1000]) / 2 <= median.upper)
    let balances = try #require(sweep.conditions.firstIndex { $0.id == "balances" })
    #expect(totals.passed[balances].hits == gaps.count { $0 <= 0.005 })
    // Without a single rate in any row, the reason is counted 2,000 times.
    #expect(totals.moments[1].missingCount == blocks.flatMap { $0.results[1] }.count { !$0.isFinite })
    // Rows that fail have dearer building and cheaper homes.
    let drivers = totals.driversOfFailure(balances)
    let shift = { (name: String) in
      drivers.first { sweep.inputs[$0.input].name == name }?.shift
    }
    #expect(try #require(shift("costs.building.unitCost")) > 0.2)
    #expect(try #require(shift("funding.homes.price")) < -0.2)
    #expect(abs(try #require(shift("finance.discountRate"))) < 0.25)
  }

  /// In deviations over all rows: the mean of an input where the result has no value, less that where it has one.
  @Test func `what drives rows without a value is where their inputs lie`() throws {
    let widely = """
      {"uncertain": {"sale-price": {"minimum": 4000, "mode": 12000, "maximum": 40000},
        "building-cost": {"minimum": 1000, "maximum": 5000}}}
      """
    let sweep = try Sweep(
      try SampleScenarios.overlaid("Scenarios/yonganli.json", widely),
      request(sample: 9000, results: ["payback"]))
    let (blocks, totals) = run(sweep)
    let results = blocks.flatMap { $0.results[0] }
    let lost = results.indices.filter { !results[$0].isFinite }
    #expect(lost.count > 900 && lost.count < 8100 && totals.missing[0].count == lost.count)
    func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
    let drivers = totals.driversOfMissing(0)
    #expect(drivers.count == sweep.inputs.count)
    for driver in drivers {
      let column = blocks.flatMap { $0.inputs[driver.input] }
      let (all, without) = (mean(column), mean(lost.map { column[$0] }))
      let others = mean(results.indices.filter { results[$0].isFinite }.map { column[$0] })
      let deviation = mean(column.map { ($0 - all) * ($0 - all) }).squareRoot()
      #expect(abs(driver.shift - (without - others) / deviation) < 1e-3 * max(1, abs(driver.shift)))
    }
    // Without a payback: homes sell for little.
    let first = try #require(drivers.first)
    #expect(sweep.inputs[first.input].name == "funding.homes.price" && first.shift < -0.5)
  }

  @Test func `draws follow their distributions and correlations`() throws {
    let sweep = try Sweep(
      try SampleScenarios.yonganli(), request(sample: 100_000, method: .lhs, results: ["totalUses"]))
    let (blocks, totals) = run(sweep)
    // PERT of 8,600, 9,800, 10,800: mean (8,600 + 4·9,800 + 10,800)/6.
    let price = try #require(sweep.inputs.firstIndex { $0.name == "funding.homes.price" })
    let expected: Double = (8600 + 4 * 9800 + 10800) / 6
    let mean = try #require(totals.inputs[price].mean)
    #expect(abs(mean - expected) < 1)
    // Three values of 120,000, 150,000, 200,000 at 0.2, 0.6, 0.2.
    let premium = try #require(sweep.inputs.firstIndex { $0.name == "funding.homes.premiumPerHome" })
    #expect(abs(try #require(totals.inputs[premium].mean) - 154_000) < 20)
    let sold = try #require(sweep.inputs.firstIndex { $0.name == "funding.homes.soldShare" })
    var joint = JointMoments()
    for block in blocks {
      let (prices, shares) = (block.inputs[price], block.inputs[sold])
      joint.add(prices.span, shares.span)
    }
    // Spearman's of a normal correlation of 0.5 is 0.483; Pearson's of these two lies near it.
    #expect(abs(try #require(joint.correlation) - 0.48) < 0.03)
  }

  @Test func `what cannot be swept is said`() throws {
    func fault(_ words: String, _ request: SweepRequest, _ scenario: CheckedScenario) {
      do throws(QuestionFault) {
        _ = try Sweep(scenario, request)
        Issue.record("no fault: \(words)")
      } catch {
        #expect(error.message.en.contains(words), "\(error.message.en)")
      }
    }
    let (yonganli, zhegong) = (try SampleScenarios.yonganli(), try SampleScenarios.zhegong())
    var held = request(sample: 10)
    held.held = yonganli.content.uncertain.map { Uncertainty($0).input }
    fault("is held by `--set`", held, yonganli)
    fault("no uncertain numbers", request(sample: 10), zhegong)
    fault("at least one row", request(sample: 0), yonganli)
    fault("no `pricee`", request(vary: ["funding.homes.pricee=1:2:1"]), yonganli)
    fault(
      "is varied twice", request(vary: ["funding.homes.price=1:2:1", "funding.homes.price=1:2:1"]), yonganli)
    fault("Nothing that is computed", request(sample: 10, results: ["fundingGapp"]), yonganli)
    fault("whole numbers", request(vary: ["timeline.constructionMonths=1.5:3:1"]), yonganli)
    fault("The scenario has an error with", request(vary: ["timeline.constructionMonths=1:2:1"]), yonganli)
  }

  @Test(
    arguments: [
      ("limits.addedAreaBeyond", "project.floorAreaRatioAfter=1.4:2.2:0.05", "floor-area"),
      ("limits.parkingBeyond", "project.parkingBuilt=340:460:10", "parking"),
    ])
  func `rows that cannot be built are those a run refuses`(id: String, vary: String, check: String) throws {
    let scenario = try id.contains("Area") ? SampleScenarios.yonganli() : SampleScenarios.zhegong()
    let sweep = try Sweep(scenario, request(vary: [vary], results: ["fundingGap"]))
    let (_, totals) = run(sweep)
    let place = try #require(sweep.conditions.firstIndex { $0.id == id })
    let refused = (0..<sweep.design.rows).filter { row in
      scenario.changed(by: sweep.settings(ofRow: row)).findings.contains { "\($0.check)" == check }
    }
    #expect(totals.passed[place].trials - totals.passed[place].hits == refused.count)
    #expect(refused.count > 0 && refused.count < sweep.design.rows)
  }

  @Test func `values of a list take the units of their input`() throws {
    let overlay = """
      {"uncertain": {"land-premium": {
        "values": {"low": {"value": 12, "unit": "万元/户"}, "middle": 150000, "high": {"value": 20, "unit": "万元/户"}}}}}
      """
    let (plain, written) = (
      try SampleScenarios.yonganli(), try SampleScenarios.overlaid("Scenarios/yonganli.json", overlay)
    )
    let question = request(sample: 500, results: ["fundingGap"])
    let (one, other) = (run(try Sweep(plain, question)).0, run(try Sweep(written, question)).0)
    #expect(one.map { bits($0.inputs) } == other.map { bits($0.inputs) })
  }

  @Test func `a rate that projects take from their pool moves in all of them`() throws {
    let pool = try SampleScenarios.load("Scenarios/shijingshan-lugu-pool.json", [:])
    let sweep = try Sweep(
      pool,
      request(vary: ["finance.discountRate=0.03:0.07:0.02"], results: ["npv", "projects.a.indicators.npv"]))
    let (blocks, _) = run(sweep)
    let alone = try blocks[0].results[1].indices.map { row -> Double in
      // Community A by itself, as a file of its own at the rate.
      let rate = sweep.values(of: row..<row + 1)[0][0]
      let one = try SampleScenarios.load("Scenarios/pools/lugu-a.json", ["finance.discountRate": "\(rate)"])
      return try #require(ScenarioRun(one).indicator("npv")?.value)
    }
    for (pooled, own) in zip(blocks[0].results[1], alone) { #expect(abs(pooled - own) < 1e-3) }
    #expect(Set(alone).count == 3)
  }
}
