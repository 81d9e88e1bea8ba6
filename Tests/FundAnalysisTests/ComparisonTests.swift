import Foundation
import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import Testing

/// 永安里 under other funding models, its sums worked by hand from the scenario's quantities.
@Suite struct ComparisonTests {
  init() { setLinearAlgebraThreads(1) }

  private static let models = "Tests/CommandTests/Fixtures/models/"
  private static let project = "Scenarios/yonganli.json"

  private static func file(_ name: String) throws -> LoadRequest.File {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    return .init(name: name, bytes: [UInt8](try Data(contentsOf: root.appending(path: name))))
  }

  /// The project as number 1, then the models laid over it.
  private static func entries(_ names: [String]) throws -> [ComparisonEntry] {
    let project = try file(project)
    let base = ComparisonEntry(
      number: 1, file: project.name, isOverlay: false, result: loadScenario(LoadRequest(project)))
    return try [base]
      + names.enumerated().map { index, name in
        let model = try file("\(models)\(name).json")
        return ComparisonEntry(
          number: index + 2, file: model.name, isOverlay: true,
          result: loadScenario(LoadRequest(project, overlays: [model])))
      }
  }

  private static func comparison(
    _ names: [String], base: String? = nil, sort: (any Indicator.Type)? = nil
  ) throws -> Comparison {
    try Comparison(entries(names), base: base, sortedBy: sort)
  }

  private static func row(_ id: String, in comparison: Comparison) throws -> ComparisonRow {
    try #require(comparison.groups.flatMap(\.rows).first { $0.id == id }, "\(id)")
  }

  private static func values(_ id: String, in comparison: Comparison) throws -> [Double?] {
    try row(id, in: comparison).figures.map { $0?.value }
  }

  private static func near(_ left: [Double?], _ right: [Double?], _ tolerance: Double = 0.01) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { a, b in
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= tolerance
      }
  }

  @Test func `values stand side by side as worked by hand`() throws {
    let comparison = try Self.comparison(["grants", "owners"])
    #expect(comparison.models.map(\.title.zh) == ["江山市永安里片区：规则示例（数量为假设）", "财政按户补助", "居民自筹"])
    // Residents: 1,500 × 36,450 m² + 8,000 × 5,020 m²; the same; 4,000 × 41,470 m².
    let residents = [94_835_000.0, 94_835_000, 165_880_000]
    #expect(Self.near(try Self.values("indicators.residentPayments", in: comparison), residents))
    // Neither sells homes, so that 41,470 m² are built: works 116,116,000 + demolition 4,009,500 + fees 8 % + contingency 5 % of both + transition 6,561,000.
    let fees = 116_116_000 * 0.08
    let uses = 116_116_000 + 4_009_500 + fees + (116_116_000 + fees) * 0.05 + 6_561_000
    // City 362 × 100,000; the district's 362 × 50,000 may pay demolition and transition only.
    let grants = 36_200_000 + 4_009_500 + 6_561_000.0
    let gap = [nil, uses - 94_835_000 - grants, uses - 165_880_000]
    let gaps = try Self.values("indicators.fundingGap", in: comparison)
    #expect(Self.near(Array(gaps.dropFirst()), Array(gap.dropFirst())))
    #expect(Self.near(try Self.values("indicators.governmentGross", in: comparison), [0, grants, 0]))
    #expect(
      Self.near(try Self.values("parties.city.paid", in: comparison), [nil, 36_200_000, nil]))
    #expect(
      Self.near(try Self.values("households.small.payment", in: comparison), [240_000, 240_000, 380_000]))
    #expect(
      Self.near(
        try Self.values("balance.classes.sources.fiscalGrant", in: comparison), [nil, grants, nil]))
    // A class a model does not have is nothing of it.
    let difference = try Self.row("balance.classes.sources.fiscalGrant", in: comparison).differences
    #expect(Self.near(difference, [0, grants, 0]))
  }

  @Test func `the best follows each direction, ties are all best, and where all are equal none is`() throws {
    let comparison = try Self.comparison(["grants", "owners"])
    #expect(try Self.row("indicators.fundingGap", in: comparison).best == [2])
    // The grants leave 64 wan unpaid: a plan that does not hold is best in nothing.
    #expect(comparison.models.map(\.obstacles) == [[], [.gap], []])
    #expect(try Self.row("indicators.residentPayments", in: comparison).best == [0])
    #expect(try Self.row("indicators.securedSources", in: comparison).best.isEmpty)
    #expect(try Self.row("indicators.lowestCash", in: comparison).best == [2])
    #expect(try Self.row("indicators.governmentShare", in: comparison).best.isEmpty)
    #expect(try Self.row("parties.residents.paid", in: comparison).best.isEmpty)
    // Only owners who pay more than it costs are never short.
    #expect(try Self.row("indicators.survives", in: comparison).best == [2])
    let alike = try Self.comparison(["grants", "grants"], base: "2")
    // The same model twice, around the project.
    let rows = alike.groups.flatMap(\.rows).filter { $0.figures[0] == $0.figures[2] }
    #expect(rows.count > 40 && rows.count == alike.groups.flatMap(\.rows).count)
    #expect(rows.allSatisfy { $0.best.contains(0) == $0.best.contains(2) })
    let twice = try Comparison(Array(Self.entries(["grants", "grants"]).dropFirst()))
    #expect(twice.groups.flatMap(\.rows).allSatisfy { $0.best.isEmpty })
    #expect(twice.models.allSatisfy { $0.paysMore.isEmpty })
  }

  @Test func `a single value is no best, and a missing one keeps its reason`() throws {
    let comparison = try Self.comparison(["owners", "bond"])
    let coverage = try Self.row("indicators.coverage", in: comparison)
    #expect(coverage.figures[0] == nil && coverage.figures[1] == nil && coverage.figures[2]?.value != nil)
    #expect(coverage.best.isEmpty && coverage.differences == [nil, nil, nil])
    let irr = try Self.row("indicators.irr", in: comparison)
    // −73.99, −2.78 and 22.14 million in 2025 to 2027: the root of 22.14x² − 2.78x − 73.99 by NumPy. Owners pay and
    // nobody earns or buys: there is no return to speak of.
    #expect(abs((irr.figures[0]?.value ?? 0) + 0.4714605103745363) < 1e-9)
    #expect(irr.figures[1] == nil)
    #expect(try Self.row("limits.coverage.met", in: comparison).figures[2]?.value == 0)
  }

  @Test func `who pays more than in the base is named with the amount`() throws {
    let comparison = try Self.comparison(["grants", "owners"])
    #expect(comparison.models[0].paysMore.isEmpty)
    func more(_ place: Int) -> [String: Double] {
      Dictionary(
        uniqueKeysWithValues: comparison.models[place].paysMore.map { ($0.id, $0.difference.rounded()) })
    }
    // The land authority no longer gets 86 × 150,000.
    #expect(more(1) == ["city": 36_200_000, "district": 10_570_500, "landAuthority": 12_900_000])
    // 4,000 × new area instead of 1,500 × old and 8,000 × added: 45,000 … more for each of three types.
    #expect(
      more(2) == [
        "residents": 71_045_000, "landAuthority": 12_900_000, "small": 140_000, "middle": 190_000,
        "large": 272_500,
      ])
    #expect(comparison.models[2].paysMore.prefix(1).map(\.group) == [.residents])
  }

  @Test func `another order of the models changes the order of the columns and nothing else`() throws {
    let one = try Self.comparison(["grants", "owners", "bond"])
    let other = try Self.comparison(["bond", "grants", "owners"])
    // Columns of `other` in the order of `one`.
    let order = [0, 2, 3, 1]
    #expect(one.models.map(\.title) == order.map { other.models[$0].title })
    #expect(one.models.map(\.paysMore) == order.map { other.models[$0].paysMore })
    for (left, right) in zip(one.groups, other.groups) {
      #expect(left.id == right.id && left.rows.map(\.id) == right.rows.map(\.id))
      for (a, b) in zip(left.rows, right.rows) {
        #expect(a.figures == order.map { b.figures[$0] }, "\(a.id)")
        #expect(a.differences == order.map { b.differences[$0] }, "\(a.id)")
        #expect(a.best == order.indices.filter { b.best.contains(order[$0]) }, "\(a.id)")
      }
    }
  }

  @Test func `the base is called by number, file or title, and stands first`() throws {
    for name in ["3", "owners.json", "owners", Self.models + "owners.json", "Residents only", "居民自筹"] {
      let comparison = try Self.comparison(["grants", "owners"], base: name)
      #expect(comparison.models.map(\.number) == [3, 1, 2], "\(name)")
      // Against residents who pay all, grants burden the city.
      #expect(comparison.models[2].paysMore.map(\.id) == ["city", "district"], "\(name)")
    }
    #expect(throws: ComparisonFault.self) { try Self.comparison(["owners"], base: "4") }
  }

  @Test func `sorting puts the best first behind the base, and what has no value last`() throws {
    let names = ["grants", "owners", "bond"]
    // Gaps of 30.7, 6.4 and 8.0 million.
    let byGap = try Self.comparison(names, sort: FundingGap.self)
    #expect(byGap.models.map(\.number) == [1, 3, 4, 2])
    // Of calendar years the bond alone has a rate, −20.5 %; grants and owners pay and get nothing back.
    let byRate = try Self.comparison(names, sort: Irr.self)
    #expect(byRate.models.map(\.number) == [1, 4, 2, 3])
    let unsorted = try Self.comparison(names)
    #expect(unsorted.models.map(\.number) == [1, 2, 3, 4])
  }

  @Test func `an indicator is found by id and by label`() throws {
    for name in ["fundingGap", "funding gap", "资金缺口"] {
      #expect(try Comparison.indicator(named: name).get().id == "fundingGap")
    }
    #expect(throws: UnknownIndicator.self) { try Comparison.indicator(named: "fundinggab").get() }
  }

  @Test func `a model that does not fit is left out, the others stand`() throws {
    let comparison = try Self.comparison(["misfit", "owners"])
    #expect(comparison.models.map(\.number) == [1, 3])
    #expect(comparison.leftOut.map(\.number) == [2])
    #expect(comparison.leftOut[0].findings.contains { $0.severity == .error && $0.path.contains("eligible") })
    #expect(throws: ComparisonFault.self) { try Self.comparison(["misfit"]) }
    #expect(throws: ComparisonFault.self) { try Self.comparison(["misfit", "owners"], base: "2") }
  }

  @Test func `every indicator of the registry has a place`() throws {
    let comparison = try Self.comparison(["grants", "bond"])
    let shown = Set(comparison.groups.flatMap(\.rows).map(\.id))
    let entries = try Self.entries(["grants", "bond"])
    let present = entries.flatMap { entry -> [any Indicator.Type] in
      if case .scenario(let scenario) = entry.result { scenario.model.indicators } else { [] }
    }
    for indicator in present where !["constructionInvestment", "appliedSales"].contains(indicator.id) {
      #expect(shown.contains(indicator.key), "\(indicator.id)")
    }
    let ids = comparison.groups.flatMap(\.rows).map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func `a model that a condition stops shows its plan but is never best`() throws {
    let comparison = try Self.comparison(["owners", "signed"])
    #expect(comparison.models.map { $0.stoppedBy.map(\.zh) } == [[], [], ["签约率"]])
    #expect(try Self.row("indicators.fundingGap", in: comparison).figures[2]?.status == .stopped)
    #expect(try Self.row("gates.signed.met", in: comparison).figures.map { $0?.value } == [nil, nil, 0])
    // 1,000 × 95 m² would be the lowest payment of a small household.
    let payment = try Self.row("households.small.payment", in: comparison)
    #expect(Self.near(payment.figures.map { $0?.value }, [240_000, 380_000, 95_000]))
    #expect(payment.best == [0])
  }

  // MARK: What is built, and what it comes to

  /// The models' funding alone over the project.
  private static func sameProduct(_ names: [String]) throws -> Comparison {
    let project = try file(project)
    let laid = try entries(names).map { entry in
      guard entry.isOverlay else { return entry }
      var request = LoadRequest(project, overlays: [try file(entry.file)])
      request.isSameProduct = true
      return ComparisonEntry(
        number: entry.number, file: entry.file, isOverlay: true, result: loadScenario(request))
    }
    return try Comparison(laid, isSameProduct: true)
  }

  @Test func `what is built stands first, and what is built otherwise is told`() throws {
    let comparison = try Self.comparison(["grants", "owners"])
    #expect(comparison.groups.first?.id == "built")
    #expect(Self.near(try Self.values("built.homesForSale", in: comparison), [86, nil, nil]))
    #expect(Self.near(try Self.values("built.saleArea", in: comparison), [86 * 110, nil, nil]))
    // 90·95 + 190·115 + 82·135 after, 36,450 before.
    #expect(Self.near(try Self.values("built.returnedArea", in: comparison), [36_450, 36_450, 36_450]))
    #expect(Self.near(try Self.values("built.extraArea", in: comparison), [5020, 5020, 5020]))
    let other = ["built.homesForSale", "built.saleArea"]
    #expect(comparison.models.map(\.buildsOther) == [[], other, other])
  }

  @Test func `funding alone leaves the product as it is and says what is lacking`() throws {
    let comparison = try Self.sameProduct(["grants", "owners"])
    #expect(comparison.models.allSatisfy { $0.buildsOther.isEmpty })
    #expect(Self.near(try Self.values("built.homesForSale", in: comparison), [86, 86, 86]))
    // The project's uses, and the model's money with the project's sales: 86 × 110 × 9,800.
    let uses = try #require(try Self.values("indicators.totalUses", in: comparison)[0])
    let (sales, grants) = (92_708_000.0, 36_200_000 + 4_009_500 + 6_561_000.0)
    let gaps = [-41_864, uses - 94_835_000 - grants - sales, uses - 165_880_000 - sales]
    #expect(Self.near(try Self.values("indicators.fundingGap", in: comparison), gaps))
  }

  @Test func `the recommendation names the plan that holds and costs residents least`() throws {
    let comparison = try Self.comparison(["grants", "owners"])
    let advice = comparison.recommendation
    #expect(advice.holding == [0, 2] && advice.best == 0)
    #expect(abs(try #require(advice.perHousehold) - 94_835_000 / 362) < 0.01)
    // The land authority receives 86 × 150,000.
    #expect(abs(try #require(advice.government) + 12_900_000) < 0.01)
    #expect(advice.unsecuredShare == 1 && advice.assumedShare == 1)
    // Extra area and homes of all sources.
    let market = (8000 * 5020 + 92_708_000) / 187_543_000.0
    #expect(abs(try #require(advice.marketShare) - market) < 1e-9)
    // 41,864 are left: costs may rise by as much of 172,… million of costs; nothing else moves more.
    let turning = try #require(advice.turning)
    #expect(turning.path == "scale:costs" && turning.change > 0 && turning.change < 0.001)
    // 142,246,044 of uses less 94,835,000 of residents and 46,770,500 of grants.
    #expect(abs(try #require(comparison.models[1].short["gap"]) - 640_544) < 0.01)
  }

  @Test func `without a plan that holds nothing is advised`() throws {
    let comparison = try Self.comparison(["grants", "grants"], base: "2")
    #expect(comparison.recommendation.best == 1)
    let entries = try Array(Self.entries(["grants", "grants"]).dropFirst())
    let none = try Comparison(entries).recommendation
    #expect(none.holding.isEmpty && none.best == nil && none.turning == nil && none.perHousehold == nil)
  }

  @Test func `a comparison survives JSON`() throws {
    let comparison = try Self.comparison(["owners", "bond", "misfit"])
    let data = try JSONEncoder().encode(comparison)
    let read = try JSONDecoder().decode(Comparison.self, from: data)
    #expect(read.version == 1)
    #expect(read.groups.flatMap(\.rows).map(\.figures) == comparison.groups.flatMap(\.rows).map(\.figures))
    #expect(read.leftOut.map(\.findings) == comparison.leftOut.map(\.findings))
  }
}
