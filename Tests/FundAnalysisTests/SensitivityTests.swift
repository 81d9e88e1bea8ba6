import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import Testing

@Suite struct SensitivityTests {
  private func system(_ scenario: CheckedScenario, for target: String) throws -> SolveSystem {
    let names = SolveSystem.factors + scenario.content.uncertain.map { Uncertainty($0).input }
    return try SolveSystem(try MovableModel(scenario, moving: names), for: [AskedTarget(text: target)])
  }

  @Test func `one number at a time by hand`() throws {
    let table = try system(try SampleScenarios.yonganli(), for: "totalUses=2亿元").oneAtATime(steps: [0.1, 0.2])
    #expect(table.steps == [-0.2, -0.1, 0, 0.1, 0.2])
    let uses = try #require(table.today.value)
    #expect(abs(uses - 187_501_136) < 1e-3)
    // Building: 2,800 · 50,930 · 1.134 of the uses move with it.
    let building = try #require(table.rows.first { $0.number.name == "costs.building.unitCost" })
    let moved: Double = 2800 * 50930 * 1.134
    for (figure, step) in zip(building.figures, table.steps) {
      #expect(abs(try #require(figure.value) - (uses + step * moved)) < 1e-3)
    }
    #expect(abs(try #require(building.factor) - moved / uses) < 1e-9)
    #expect(abs(try #require(building.critical) - (200_000_000 - uses) / moved) < 1e-9)
    #expect(abs(try #require(building.swing) - 0.4 * moved) < 1e-3)
    // The widest swing stands first: all costs.
    #expect(table.rows.first?.number.name == "scale:costs")
    #expect(table.rows.map { $0.swing ?? 0 } == table.rows.map { $0.swing ?? 0 }.sorted(by: >))
    // A price moves the selling cost alone: 2.5 % of the proceeds.
    let price = try #require(table.rows.first { $0.number.name == "funding.homes.price" })
    #expect(abs(try #require(price.factor) - 2_317_700 / uses) < 1e-9)
  }

  @Test func `a step stops at the bounds`() throws {
    let table = try system(try SampleScenarios.yonganli(), for: "fundingGap=0").oneAtATime(steps: [0.2])
    let sold = try #require(table.rows.first { $0.number.name == "funding.homes.soldShare" })
    // All are sold today: a rise changes nothing, and the factor is that of a fall.
    #expect(sold.figures[2] == sold.figures[1] && sold.figures[0] != sold.figures[1])
  }

  @Test func `the factor of a number at its upper bound is that of a fall`() throws {
    let table = try system(try SampleScenarios.yonganli(), for: "totalSources=0").oneAtATime(steps: [0.1])
    let sold = try #require(table.rows.first { $0.number.name == "funding.homes.soldShare" })
    // Proceeds of 92,708,000 of sources of 187,543,000.
    #expect(abs(try #require(sold.factor) - 92_708_000 / 187_543_000) < 1e-9)
    // A gap of 42,000 beside changes of tens of millions has no factor.
    let gap = try system(try SampleScenarios.yonganli(), for: "fundingGap=0").oneAtATime(steps: [0.1])
    #expect(gap.rows.first?.factor == nil)
  }

  @Test func `the factor of a negative figure says which way it moves`() throws {
    let dear = try SampleScenarios.yonganli(["funding.homes.price": "20000"])
    let table = try system(dear, for: "fundingGap=0").oneAtATime(steps: [0.1])
    let price = try #require(table.rows.first { $0.number.name == "funding.homes.price" })
    // A yuan more on 86 × 110 m², of which 2.5 % go to selling: the gap of −41,864 falls by 94,079,700 with 10,200 more,
    // and by 18,447,000 with another tenth. Falling is negative, whatever the sign of the gap.
    let gap = -41_864 - 94_079_700.0
    #expect(abs(try #require(table.today.value) - gap) < 1e-3)
    #expect(abs(try #require(price.factor) - -18_447_000 / abs(gap) / 0.1) < 1e-9)
  }

  @Test func `correlated numbers have no indices, and the reason`() throws {
    let whole = try system(try SampleScenarios.yonganli(), for: "fundingGap=0").globalSensitivity(
      sample: 256, seed: 1, ignoresCorrelations: false)
    guard case .correlated(let labels)? = whole.refusal else {
      Issue.record("not refused")
      return
    }
    #expect(labels.count == 3 && whole.rows.count == 8)
    #expect(whole.rows.allSatisfy { $0.indices == nil && $0.morris.meanSize != nil })
  }

  @Test func `indices are the squared correlations of a nearly linear figure`() throws {
    let scenario = try SampleScenarios.yonganli()
    let system = try system(scenario, for: "fundingGap=0")
    let whole = system.globalSensitivity(sample: 8192, seed: 5, ignoresCorrelations: true)
    #expect(whole.refusal == nil && whole.dropped == 0)
    let total = whole.rows.compactMap { $0.indices?.total.value }.reduce(0, +)
    #expect((0.98...1.05).contains(total))
    // The second road: draws by another method through the sweep, without correlations.
    let overlay = """
      {"uncertain": {"sale-price": {"correlations": null}, "extra-take-up": {"correlations": null}}}
      """
    var request = SweepRequest()
    request.sample = 60_000
    request.method = .lhs
    request.results = ["fundingGap"]
    let sweep = try Sweep(try SampleScenarios.overlaid("Scenarios/yonganli.json", overlay), request)
    var joint = sweep.inputs.map { _ in JointMoments() }
    _ = sweep.run(0..<60_000, threads: 1, keepsRows: true) { blocks, _, _ in
      for block in blocks {
        let gaps = block.results[0]
        for place in joint.indices {
          let column = block.inputs[place]
          joint[place].add(column.span, gaps.span)
        }
      }
      return true
    }
    for row in whole.rows {
      let place = try #require(sweep.inputs.firstIndex { $0.name == row.number.name })
      let correlation = try #require(joint[place].correlation)
      let first = try #require(row.indices?.first)
      #expect(abs(first.value - correlation * correlation) < 0.02, "\(row.number.name)")
      #expect(first.lower <= first.value && first.value <= first.upper)
    }
  }

  @Test func `a figure without a value has no indices`() throws {
    // 永安里 pays back in no row.
    let whole = try system(try SampleScenarios.yonganli(), for: "payback=3").globalSensitivity(
      sample: 64, seed: 1, ignoresCorrelations: true)
    guard case .noVariance(.notReached?)? = whole.refusal else {
      Issue.record("\(String(describing: whole.refusal))")
      return
    }
    let none = try system(try SampleScenarios.zhegong(), for: "fundingGap=0").globalSensitivity(
      sample: 64, seed: 1, ignoresCorrelations: false)
    guard case .nothingUncertain? = none.refusal else {
      Issue.record("\(String(describing: none.refusal))")
      return
    }
  }

  /// A vote of two thirds of the heads and of the area, drawn so that a known part of the rows stops the project.
  private func voted(from least: Double, to most: Double) throws -> GlobalSensitivity {
    let overlay = """
      {"uncertain": {
        "vote": {"input": "gates.vote.agreedShare", "distribution": "uniform", "minimum": \(least), "maximum": \(most)},
        "grant": {"input": "funding.province.amount", "distribution": "uniform", "minimum": 7e6, "maximum": 9e6}
      }}
      """
    let scenario = try SampleScenarios.overlaid(
      "Tests/FundAnalysisTests/Fixtures/gates-and-exits.json", overlay)
    return try system(scenario, for: "fundingGap=0").globalSensitivity(
      sample: 1024, seed: 3, ignoresCorrelations: false)
  }

  @Test func `indices over the answered part are marked, and refused where it is the lesser one`() throws {
    // The vote asks for four fifths: a row has an answer where the votes of both samples have them.
    let some = try voted(from: 0.75, to: 1)
    #expect(some.refusal == nil && some.reason == .stopped)
    // 1 − 0.8² = 36 % of the rows are without an answer in one of the matrices.
    #expect((320...420).contains(some.dropped), "\(some.dropped)")
    let most = try voted(from: 0.5, to: 0.9)
    guard case .mostlyMissing(.stopped?)? = most.refusal else {
      Issue.record("\(String(describing: most.refusal))")
      return
    }
    #expect(most.dropped > 900 && most.rows.allSatisfy { $0.indices == nil })
    let none = try voted(from: 0.3, to: 0.6)
    guard case .noVariance(.stopped?)? = none.refusal else {
      Issue.record("\(String(describing: none.refusal))")
      return
    }
  }

  @Test func `a share of costs that is fixed has no variance, and the reason`() throws {
    let scenario = try SampleScenarios.load("Tests/FundAnalysisTests/Fixtures/fixed-share.json", [:])
    let whole = try system(scenario, for: "residentShare=0.3").globalSensitivity(
      sample: 128, seed: 1, ignoresCorrelations: true)
    guard case .noVariance(nil)? = whole.refusal else {
      Issue.record("\(String(describing: whole.refusal))")
      return
    }
    #expect(whole.rows.allSatisfy { $0.indices == nil })
  }
}
