import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import Testing

@Suite struct BreakEvenTests {
  @Test func `a number is told in the unit of its value, not in the one it was written in`() throws {
    // 320 a space and month is 3,840 a year.
    let preset = try SampleScenarios.load("Scenarios/presets/bond-and-operation.json", [:])
    let price = try MovableModel(preset, moving: ["operations.parking.price"]).unknown(
      "operations.parking.price")
    #expect(price.base == 3840 && !price.unitText.zh.contains("月"), "\(price.unitText)")
  }

  private func system(
    _ scenario: CheckedScenario, _ names: [String], for targets: [String] = ["fundingGap=0"]
  ) throws -> (SolveSystem, [MovableNumber]) {
    let source = try MovableModel(scenario, moving: names)
    return (try SolveSystem(source, for: targets.map(AskedTarget.init(text:))), try names.map(source.unknown))
  }

  private func solve(
    _ scenario: CheckedScenario, _ name: String, for target: String = "fundingGap=0"
  ) throws -> BreakEven {
    let (system, unknowns) = try system(scenario, [name], for: [target])
    return system.breakEven(unknowns[0])
  }

  /// A figure of the scenario with some numbers set, by a run of its own.
  private func figure(
    _ key: String, _ load: ([String: String]) throws -> CheckedScenario, _ settings: [String: Double]
  ) throws -> Outcome {
    let run = ScenarioRun(try load(settings.mapValues { "\($0)" }))
    return try #require(run.indicator(key) ?? run.outcome(key))
  }

  private func expectFault(
    _ words: String, _ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      try body()
      Issue.record("no fault", sourceLocation: sourceLocation)
    } catch let fault as QuestionFault {
      #expect(fault.message.en.contains(words), sourceLocation: sourceLocation)
    } catch {
      Issue.record("\(error)", sourceLocation: sourceLocation)
    }
  }

  // MARK: 永安里 by hand

  // A_old = 90·80 + 190·100 + 82·125 = 36,450; A_new = 90·95 + 190·115 + 82·135 = 41,470; A_extra = 5,020.
  // A home for sale of 110 m² costs 110·2,800·1.08·1.05 = 349,272 and brings 110·price·0.975 − 150,000.
  // Other cost: 41,470·2,800·1.134 + 110·36,450 + 10·18·36,450 = 142,246,044.
  private static let otherCost = 142_246_044.0
  private static let costOfHome = 349_272.0

  private static let ownMoney: Double = 1500 * 36450
  private static let extraMoney: Double = 8000 * 5020
  /// What a home for sale leaves beside its price: cost and premium.
  private static let chargesOfHome: Double = costOfHome + 150_000
  private static let proceedsOfHome: Double = 110 * 9800 * 0.975

  private static var closedForms: [String: Double] {
    let owners: Double = ownMoney + extraMoney
    let left: Double = otherCost + 86 * (chargesOfHome - proceedsOfHome)
    return [
      "funding.homes.price": (otherCost + 86 * chargesOfHome - owners) / (86 * 110 * 0.975),
      "funding.homes.premiumPerHome": (owners - otherCost) / 86 + proceedsOfHome - costOfHome,
      "funding.residents.price": (left - extraMoney) / 36450,
      "funding.residents.extraPrice": (left - ownMoney) / 5020,
      "funding.homes.homes": (otherCost - owners) / (proceedsOfHome - chargesOfHome),
    ]
  }

  @Test(arguments: closedForms.sorted { $0.key < $1.key })
  func `the identity solved in closed form`(path: String, wanted: Double) throws {
    let found = try solve(try SampleScenarios.yonganli(), path)
    #expect(found.method == .affine)
    let root = try #require(found.solved)
    #expect(abs(root / wanted - 1) < 1e-12, "\(root) for \(wanted)")
    #expect(found.places.count == 1)
    #expect(abs(try #require(found.residual)) < 1e-6)
  }

  @Test func `homes come whole`() throws {
    let found = try solve(try SampleScenarios.yonganli(), "funding.homes.homes")
    let whole = try #require(found.whole)
    #expect(whole.value == 86 && whole.isSmallest)
    // 0.0759 of a home more than needed, each worth 551,778.
    #expect(abs(try #require(whole.outcome.value) + (86 - found.solved!) * 551_778) < 1e-3)
    // Households are better fewer here: the largest number that does.
    let households = try solve(try SampleScenarios.yonganli(), "project.homeTypes.middle.count")
    #expect(households.whole?.isSmallest == false)
    #expect(try solve(try SampleScenarios.yonganli(), "funding.homes.price").whole == nil)
  }

  @Test func `all costs in proportion`() throws {
    // 94,835,000 + 86·(110·9,800·0.975 − 150,000) over all costs: fees and contingency move with what they are shares of.
    let costs = Self.otherCost + 86 * Self.costOfHome
    let money = Self.ownMoney + Self.extraMoney + 86 * (Self.proceedsOfHome - 150_000)
    let found = try solve(try SampleScenarios.yonganli(), "scale:costs")
    #expect(found.method == .affine)
    #expect(abs(try #require(found.solved) - money / costs) < 1e-12)
    // One block alone: 2,800 × factor a m² is the price of building solved for.
    let building = try solve(try SampleScenarios.yonganli(), "scale:costs.building")
    let unitCost = try solve(try SampleScenarios.yonganli(), "costs.building.unitCost")
    #expect(abs(try #require(building.solved) * 2800 - unitCost.solved!) < 1e-8)
    // And one number: its own factor.
    let price = try solve(try SampleScenarios.yonganli(), "scale:funding.homes.price")
    #expect(
      abs(
        try #require(price.solved) * 9800 - solve(try SampleScenarios.yonganli(), "funding.homes.price")
          .solved!) < 1e-8)
  }

  @Test func `a factor that is set runs as the one that is solved for`() throws {
    let found = try solve(try SampleScenarios.yonganli(), "scale:costs.building")
    let gap = try figure(
      "fundingGap", SampleScenarios.yonganli, ["costs.building.scale": try #require(found.solved)])
    #expect(abs(try #require(gap.value)) < 1e-6)
  }

  // MARK: Targets

  @Test func `where a party tops up the gap before it is solved for`() throws {
    let found = try solve(try SampleScenarios.zhegong(), "funding.residents.extraPrice")
    #expect(found.target.isBeforeTopUp && found.target.name == "fundingGapBeforeTopUp")
    // 60,000,000 over 490 × 20 m² of extra area.
    #expect(abs(try #require(found.solved) - (34520 + 60_000_000 / 9800)) < 1e-6)
  }

  @Test func `a rate of return is solved as a present value`() throws {
    let found = try solve(try SampleScenarios.debtAndOperations(), "operations.parking.price", for: "irr=5%")
    #expect(found.target.isRate)
    let root = try #require(found.solved)
    let rate = try figure("irr", SampleScenarios.debtAndOperations, ["operations.parking.price": root])
    #expect(abs(try #require(rate.value) - 0.05) < 1e-9)
  }

  @Test(
    arguments: [
      ("operations.parking.price", "coverage=1.2"),
      ("debt.loan.amount", "coverageAllDebt=0.8"),
      ("operations.running.shareOfIncome", "npv=-2000万元"), ("funding.city.amount", "governmentShare=40%"),
    ])
  func `what is found holds in a run of its own`(path: String, target: String) throws {
    let found = try solve(try SampleScenarios.debtAndOperations(), path, for: target)
    let root = try #require(found.solved)
    let outcome = try figure(found.target.name, SampleScenarios.debtAndOperations, [path: root])
    #expect(abs(try #require(outcome.value) - found.target.value) <= found.target.tolerance)
  }

  @Test func `the lowest cash bends`() throws {
    let today = try #require(try figure("lowestCash", SampleScenarios.yonganli, [:]).value)
    let found = try solve(try SampleScenarios.yonganli(), "finance.openingCash", for: "lowestCash=0")
    guard case .search = found.method else {
      Issue.record("\(found.method)")
      return
    }
    // Each yuan at the start is one more in every period.
    let root = try #require(found.solved)
    #expect(abs(root - max(0, -today)) < 1e-6 * max(1, abs(today)))
  }

  @Test func `lowest cash over a sale price has the kink of two periods`() throws {
    let lowest = try #require(
      try figure("lowestCash", SampleScenarios.yonganli, ["funding.homes.price": 15000]).value)
    let found = try solve(try SampleScenarios.yonganli(), "funding.homes.price", for: "lowestCash=\(lowest)")
    for root in found.roots {
      let cash = try figure("lowestCash", SampleScenarios.yonganli, ["funding.homes.price": root])
      #expect(abs(try #require(cash.value) - lowest) < 0.01)
    }
    #expect(!found.roots.isEmpty)
  }

  @Test func `a condition that switches money off makes a jump, and no root`() throws {
    // The city's grant of 20,000 yuan a household for 500 households waits for a consent that 450 of 500 give.
    let base = try SampleScenarios.gatesAndExits()
    let run = ScenarioRun(base)
    let gap = try #require(run.outcome("indicators.fundingGap")?.value)
    let agreed = try #require(base.model.graph.input("gates.consent.agreed"))
    let today = base.model.graph.inputs[agreed].value
    let without = try figure(
      "indicators.fundingGap", SampleScenarios.gatesAndExits, ["gates.consent.agreed": 100])
    let low = try #require(without.value)
    try #require(abs(low - gap) > 1e5, "the grant comes with the consent")
    let middle = (low + gap) / 2
    let found = try solve(base, "gates.consent.agreed", for: "indicators.fundingGap=\(middle)")
    #expect(found.solved == nil)
    let jumps = found.places.filter { if case .jump = $0 { true } else { false } }
    #expect(jumps.count == 1)
    #expect((100...today).contains(try #require(jumps.first).start))
  }

  @Test func `no value does, and the ends are told`() throws {
    let found = try solve(
      try SampleScenarios.yonganli(), "funding.homes.soldShare", for: "fundingGap=-5000万元")
    #expect(found.solved == nil && found.places.isEmpty)
    #expect(found.ends.map(\.value) == [0, 1])
    for end in found.ends {
      let gap = try figure("fundingGap", SampleScenarios.yonganli, ["funding.homes.soldShare": end.value])
      #expect(abs(try #require(end.outcome.value) - gap.value!) < 1e-6)
    }
  }

  @Test func `a stretch that solves is a stretch`() throws {
    // The gap after top-up is zero as long as the top-up is not at its limit of 9,000,000.
    let (system, unknowns) = try system(
      try SampleScenarios.debtAndOperations(), ["funding.city.amount"], for: ["indicators.fundingGap=0"])
    let found = system.breakEven(unknowns[0])
    let before = try solve(
      try SampleScenarios.debtAndOperations(), "funding.city.amount", for: "fundingGapBeforeTopUp=0")
    let atLimit = try solve(
      try SampleScenarios.debtAndOperations(), "funding.city.amount", for: "fundingGapBeforeTopUp=9000000")
    guard case .interval(let range)? = found.places.first, found.places.count == 1 else {
      Issue.record("\(found.places)")
      return
    }
    #expect(abs(range.upperBound - before.solved!) < 1e-6)
    #expect(abs(range.lowerBound - atLimit.solved!) < 1e-6)
  }

  // MARK: Tables

  @Test func `every cell of a table is what it is alone`() throws {
    let names = ["funding.residents.extraPrice", "funding.homes.price", "costs.building.unitCost"]
    let (system, unknowns) = try system(try SampleScenarios.yonganli(), names)
    let rows = try system.source.variation("funding.homes.price=9000:10600:400")
    let columns = try system.source.variation("costs.building.unitCost=2600:3000:100")
    #expect(rows.values == [9000, 9400, 9800, 10200, 10600] && columns.values.count == 5)
    let table = system.table(unknowns[0], rows: rows, columns: columns)
    #expect(table.isExact)
    for (price, cells) in zip(rows.values, table.cells) {
      for (cost, cell) in zip(columns.values, cells) {
        // By hand, as above.
        let built = 1.134 * cost
        let needed =
          41470 * built + 4_009_500 + 6_561_000
          + 86 * (110 * built + 150_000 - 110 * price * 0.975) - 1500 * 36450
        let wanted = needed / 5020
        guard case .solved(let value, count: 1) = cell else {
          #expect(wanted < 0)
          continue
        }
        #expect(abs(value - wanted) < 1e-7)
      }
    }
  }

  @Test func `cells that bend are searched together`() throws {
    let names = ["finance.openingCash", "funding.homes.price"]
    let (system, unknowns) = try system(try SampleScenarios.yonganli(), names, for: ["lowestCash=0"])
    let rows = try system.source.variation("funding.homes.price=8000:11000:1000")
    let table = system.table(unknowns[0], rows: rows, columns: nil)
    #expect(!table.isExact)
    for (price, cells) in zip(rows.values, table.cells) {
      let alone = try solve(
        try SampleScenarios.yonganli(["funding.homes.price": "\(price)"]), "finance.openingCash",
        for: "lowestCash=0")
      guard case .solved(let value, _) = cells[0] else {
        #expect(alone.solved == nil)
        continue
      }
      #expect(abs(value - alone.solved!) < 1e-6 * max(1, abs(value)))
    }
  }

  @Test func `cells without an answer say why`() throws {
    let names = ["funding.homes.soldShare", "funding.homes.price"]
    let (system, unknowns) = try system(try SampleScenarios.yonganli(), names)
    let table = system.table(
      unknowns[0], rows: try system.source.variation("funding.homes.price=5000:15000:5000"), columns: nil)
    guard case .outside(let low, isAbove: true) = table.cells[0][0],
      case .solved(let high, _) = table.cells[2][0]
    else {
      Issue.record("\(table.cells)")
      return
    }
    #expect(low > 1 && (0..<1).contains(high))
  }

  // MARK: Several at once

  @Test func `two targets by two numbers`() throws {
    let names = ["funding.homes.price", "funding.residents.extraPrice"]
    let (system, unknowns) = try system(
      try SampleScenarios.yonganli(), names, for: ["fundingGap=0", "residentPayments=1亿元"])
    let found = system.jointBreakEven(unknowns)
    #expect(found.failure == nil && !found.isLeastChange)
    // Residents pay 1,500·36,450 + extra·5,020 = 1e8.
    let extra = (1e8 - 1500 * 36450) / 5020
    #expect(abs(found.values[1] - extra) < 1e-6)
    let price = (Self.otherCost + 86 * (Self.costOfHome + 150_000) - 1e8) / (86 * 110 * 0.975)
    #expect(abs(found.values[0] - price) < 1e-6)
  }

  @Test func `more numbers than targets: the least change`() throws {
    let names = ["funding.homes.price", "funding.residents.extraPrice"]
    let (system, unknowns) = try system(
      try SampleScenarios.yonganli(["costs.building.unitCost": "2900"]), names)
    let found = system.jointBreakEven(unknowns)
    #expect(found.failure == nil && found.isLeastChange)
    // gap = g₀ − a·(9,800 Δp) − b·(8,000 Δe) with a = 9,223.5, b = 5,020 m²: the changes are in proportion to a·9,800 and
    // b·8,000.
    let (a, b) = (9223.5 * 9800, 5020.0 * 8000)
    let gap = Self.otherCost + 86 * (Self.costOfHome + 150_000) + 100 * 50930 * 1.134 - 94_835_000 - a
    #expect(abs(found.values[0] / 9800 - 1 - gap * a / (a * a + b * b)) < 1e-10)
    #expect(abs(found.values[1] / 8000 - 1 - gap * b / (a * a + b * b)) < 1e-10)
  }

  @Test func `numbers that do the same are named`() throws {
    let names = ["funding.homes.price", "funding.homes.soldShare"]
    let (system, unknowns) = try system(
      try SampleScenarios.yonganli(), names, for: ["fundingGap=0", "totalSources=3亿元"])
    guard case .singular(let same)? = system.jointBreakEven(unknowns).failure else {
      Issue.record("not singular")
      return
    }
    #expect(same.map(\.name) == names)
  }

  @Test func `bent targets are reached too, within bounds`() throws {
    let names = ["operations.parking.price", "debt.bond.amount"]
    let (system, unknowns) = try system(
      try SampleScenarios.debtAndOperations(), names, for: ["coverage=1.5", "fundingGapBeforeTopUp=500万元"])
    let found = system.jointBreakEven(unknowns)
    #expect(found.failure == nil)
    let settings = Dictionary(uniqueKeysWithValues: zip(names, found.values))
    let cover = try figure("coverage", SampleScenarios.debtAndOperations, settings)
    let gap = try figure("fundingGapBeforeTopUp", SampleScenarios.debtAndOperations, settings)
    #expect(abs(try #require(cover.value) - 1.5) < 1e-9)
    #expect(abs(try #require(gap.value) - 5e6) < 0.5)
  }

  // MARK: Everything

  @Test func `critical points come with the smallest first, and each holds`() throws {
    let scenario = try SampleScenarios.yonganli()
    let source = try MovableModel(scenario, moving: SolveSystem.leverNames(of: scenario.content))
    let system = try SolveSystem(source, for: ["fundingGap=0"])
    let critical = system.criticalPoints()
    let changes = critical.points.compactMap(\.change).map(abs)
    #expect(changes == changes.sorted() && changes.count >= 12)
    for point in critical.points where !point.unknown.isScale {
      let gap = try figure(
        "fundingGap", SampleScenarios.yonganli, [point.unknown.name: point.breakEven.solved!])
      #expect(abs(try #require(gap.value)) < 1, "\(point.unknown.name)")
    }
    let price = try #require(critical.points.first { $0.unknown.name == "funding.homes.price" })
    // 1 % of 9,800 yuan on 9,460 m², less selling cost.
    #expect(abs(try #require(price.effect) + 98 * 9223.5) < 1e-3)
    // The works take 18 months; from the 19th on the transition allowance of 364,500 a month opens a gap of 322,636.
    let length = try #require(critical.lengths.first { $0.input.path == "timeline.constructionMonths" })
    #expect(length.turning?.value == 19)
    #expect(abs(try #require(length.turning?.outcome?.value) - (364_500 - 41_864)) < 1e-3)
    // No gap, nothing to close.
    #expect(system.gapClosing(critical) == nil)
  }

  @Test func `how the gap of 浙工新村 could be closed`() throws {
    let scenario = try SampleScenarios.zhegong()
    let source = try MovableModel(scenario, moving: SolveSystem.leverNames(of: scenario.content))
    let system = try SolveSystem(source, for: ["fundingGap=0"])
    let closing = try #require(system.gapClosing(system.criticalPoints()))
    #expect(closing.isDeclared && closing.lines.count == 5)
    let price = try #require(closing.lines.first)
    // By hand: 34,520 → 40,642 yuan/m², +17.7 %, beyond the market's 33,000; the residents pay 60,000,000 more, 109,489 a household.
    #expect(abs(price.needed! - 40642.449) < 1e-3 && price.verdict == .beyond)
    #expect(price.payer?.party.id == "residents")
    // As it would be set, 40,642.45: up from …449, so that nothing is left open.
    #expect(price.advised == 40642.45)
    #expect(abs(try #require(price.perHousehold) - (40642.45 - 34520) * 9800 / 548) < 1e-6)
    let costs = try #require(closing.lines.last)
    #expect(abs(costs.needed! - 47.0 / 53.0) < 1e-9 && costs.verdict == .beyond)
    #expect(costs.payer?.party.id == "contractors")
    #expect(abs(try #require(costs.perHousehold)) < 1e-6)
    let area = try #require(closing.lines.first { $0.unknown.name == "funding.residents.extraCap" })
    #expect(area.verdict == .none)
    #expect(abs(try #require(closing.grant).amount - 60_000_000) < 1e-3)
    #expect(closing.grant?.payer?.id == "district")
    // Together, within the limits: 8 % off the cost and 250,000 a space leave 4,916,000 for the price of own area.
    let joint = try #require(closing.joint)
    #expect(joint.failure == nil)
    let own = try #require(joint.unknowns.firstIndex { $0.name == "funding.residents.price" })
    let left = 60_000_000 - 0.08 * 530_000_000 - 400 * (250_000 - 218_290)
    #expect(abs(joint.values[own] - (1350 + left / (548 * 60))) < 0.01)
  }

  @Test func `a lever that asks more than the site allows is not feasible`() throws {
    let scenario = try SampleScenarios.yonganli(["costs.building.unitCost": "3000"])
    let source = try MovableModel(scenario, moving: SolveSystem.leverNames(of: scenario.content))
    let system = try SolveSystem(source, for: ["fundingGap=0"])
    let closing = try #require(system.gapClosing(system.criticalPoints()))
    let homes = try #require(closing.lines.first { $0.unknown.name == "funding.homes.homes" })
    // 27,000·0.6·0.92 = 14,904 m² allowed; 5,020 go to the owners: 89 homes of 110 m² fit, 108 are needed.
    guard case .breaks(let limits) = homes.verdict else {
      Issue.record("\(homes.verdict)")
      return
    }
    #expect(limits.map(\.en) == ["floor area within what the site allows"])
    #expect(homes.breakEven.whole?.value == 108)
  }

  @Test func `the break-even of an operation is fixed cost over what income leaves`() throws {
    let scenario = try SampleScenarios.load("Tests/FundAnalysisTests/Fixtures/gates-and-exits.json", [:])
    let capacity = try #require(CapacityBreakEven(try MovableModel(scenario, moving: [])))
    // 2027: 800 × 6,500 × 0.6 a year = 3,120,000 against 1,800,000 of fixed cost.
    let year = try #require(capacity.years.first { $0.year == 2027 })
    #expect(abs(year.income - 3_120_000) < 1e-3 && abs(year.fixedCost - 1_800_000) < 1e-3)
    #expect(abs(try #require(year.point) - 1_800_000 / 3_120_000) < 1e-9)
    // With the coupon of 640,000.
    #expect(abs(try #require(year.pointWithInterest) - 2_440_000 / 3_120_000) < 1e-9)
    // A share of income varies with it: nothing is fixed, any income covers it.
    let shared = try #require(
      CapacityBreakEven(try MovableModel(try SampleScenarios.debtAndOperations(), moving: [])))
    #expect(shared.years.allSatisfy { $0.fixedCost == 0 && $0.point == 0 })
    #expect(CapacityBreakEven(try MovableModel(try SampleScenarios.yonganli(), moving: [])) == nil)
  }

  @Test func `lengths are tried one by one`() throws {
    let source = try MovableModel(try SampleScenarios.yonganli(), moving: [])
    let system = try SolveSystem(source, for: ["fundingGap=0"])
    let input = try #require(source.structuralInput("timeline.constructionMonths"))
    let found = try #require(system.structuralBreakEven(input))
    #expect(found.base == 18 && found.solved?.value == 18 && found.meeting.map(\.upperBound) == [18])
    for figure in found.figures where (12...24).contains(figure.value) {
      let gap = try self.figure(
        "fundingGap", SampleScenarios.yonganli, ["timeline.constructionMonths": Double(figure.value)])
      #expect(figure.outcome == gap)
    }
  }

  // MARK: Faults

  @Test func `a grid says where its steps miss its end`() throws {
    let source = try MovableModel(try SampleScenarios.yonganli(), moving: [])
    func missed(_ range: String) throws -> Double? {
      try source.variation(VariedNumber(text: "funding.homes.price=\(range)")).missedEnd
    }
    #expect(try missed("9000:9010:4") == 9010 && missed("9000:9012:4") == nil && missed("0:0.3:0.1") == nil)
    #expect(try missed("9000:9000:4") == nil && missed("0.3:0:-0.1") == nil && missed("1:0:-0.4") == 0)
    // Against whole numbers of steps, in hundredths.
    for place in 0..<500 {
      let (from, step) = (place * 7919 % 5001, 1 + place * 104_729 % 900)
      let to = from + place * 15_485_863 % 9001
      let range = "\(Double(from) / 100):\(Double(to) / 100):\(Double(step) / 100)"
      #expect(try (missed(range) == nil) == ((to - from) % step == 0), "\(range)")
    }
  }

  @Test func `what cannot be solved is said`() throws {
    let scenario = try SampleScenarios.yonganli()
    let source = try MovableModel(scenario, moving: [])
    expectFault("no `pricee`") { _ = try source.unknown("funding.homes.pricee") }
    expectFault("shapes the calculation") { _ = try source.unknown("timeline.constructionMonths") }
    expectFault("no formula reads") { _ = try source.unknown("finance.coverageLimit") }
    expectFault("no number at") { _ = try source.unknown("funding.homes.status") }
    expectFault("names no number") { _ = try source.unknown("scale:project") }
    expectFault("Nothing that is computed") { _ = try SolveSystem(source, for: ["fundingGapp=0"]) }
    expectFault("has no") { _ = try SolveSystem(source, for: ["coverage=1.2"]) }
    expectFault("is not a number") { _ = try SolveSystem(source, for: ["fundingGap=much"]) }
    expectFault("does not fit") { _ = try SolveSystem(source, for: ["fundingGap=6%"]) }
    expectFault("no single number") { _ = try SolveSystem(source, for: ["survives=1"]) }
    let system = try SolveSystem(source, for: ["fundingGap=0"])
    expectFault("never arrives") { _ = try system.source.variation("funding.homes.price=1:2:-1") }
    expectFault("never arrives") { _ = try system.source.variation("funding.homes.price=1:2:0") }
    expectFault("FROM:TO:STEP") { _ = try system.source.variation("funding.homes.price=1:2") }
    expectFault("outside what") { _ = try system.source.variation("funding.homes.soldShare=0.5:1.5:0.5") }
    expectFault("more than") { _ = try system.source.variation("funding.homes.price=0:1e6:0.1") }
  }

  @Test func `labels do as well as paths, units as well as base units`() throws {
    let one = try solve(try SampleScenarios.yonganli(), "funding.新增住房.销售单价（省略时为各户型市场价的平均值）")
    #expect(one.unknown.name == "funding.homes.price")
    let source = try MovableModel(try SampleScenarios.yonganli(), moving: [])
    let system = try SolveSystem(source, for: ["资金缺口=0.5亿元"])
    #expect(system.targets[0].value == 5e7)
    let variation = try system.source.variation("funding.homes.sellingCost=1%:3%:0.5%")
    #expect(variation.values.count == 5 && abs(variation.values[4] - 0.03) < 1e-15)
  }
}
