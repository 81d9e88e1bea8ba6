import Foundation
import Testing

/// The figures of the three scenarios, typed from the published cases and worked by hand, against the program's JSON.
struct AcceptanceTests {
  private let program: Program
  private static let changsha = "Scenarios/changsha-programme.json"
  private static let zhegong = "Scenarios/zhegong-xincun.json"

  init() throws { program = try Program() }

  @Test(arguments: [
    ("city-subsidy", 2_142_600_000.0), ("district-subsidy", 2_142_600_000), ("special-bonds", 1_979_000_000),
    ("pooled-funds", 600_000_000), ("operators", 428_000_000),
  ])
  func `the sources of Changsha are those of its report`(source: String, amount: Double) throws {
    let result = try RunResult.of(program, Self.changsha)
    #expect(agrees(result.amount(source), amount, of: 23.1e9))
  }

  @Test func `what Changsha does not explain is no gap`() throws {
    let result = try RunResult.of(program, Self.changsha)
    #expect(agrees(result["totalUses"], 23_100_000_000, of: 23.1e9))
    #expect(agrees(result["totalSources"], 7_292_200_000, of: 23.1e9))
    #expect(agrees(result["unattributed"], 15_807_800_000, of: 23.1e9))
    #expect(abs((result["explainedShare"] ?? 0) - 7_292.2 / 23_100) < 1e-9)
    #expect(result.indicators["fundingGap"] == nil)
    let text = try program.run("run", Self.changsha).output
    #expect(text.contains("explain 31.57% of the investment brought about"))
    #expect(text.contains("That is no funding gap."))
  }

  @Test func `two thousand yuan more a household from the districts are 714.2 million more`() throws {
    let before = try RunResult.of(program, Self.changsha)
    let after = try RunResult.of(program, Self.changsha, "--set", "funding.district-subsidy.amount=8000")
    let more = try #require(after.amount("district-subsidy")) - #require(before.amount("district-subsidy"))
    #expect(more == 714_200_000)
    #expect(after.amount("city-subsidy") == before.amount("city-subsidy"))
  }

  @Test(arguments: [
    ("totalUses", 530_000_000.0), ("sourcesBeforeTopUp", 470_000_000), ("residentPayments", 470_000_000),
    ("fundingGapBeforeTopUp", 60_000_000), ("governmentGross", 60_000_000), ("fundingGap", 0),
    ("marketSources", 425_612_000),
  ])
  func `the amounts of Zhegong New Village are the published ones`(indicator: String, amount: Double) throws {
    #expect(agrees(try RunResult.of(program, Self.zhegong)[indicator], amount, of: 530e6))
  }

  @Test func `the lines of Zhegong New Village follow from its prices`() throws {
    let result = try RunResult.of(program, Self.zhegong)
    func line(_ id: String) -> Double? { result.sources.first { $0.id == id }?.amount }
    // 9,800 m² × 34,520 yuan; with 548 × 60 m² × 1,350 yuan in all 382,684,000; 400 spaces × 218,290 yuan.
    #expect(agrees(line("funding.residents.extraAreaPurchase"), 338_296_000, of: 530e6))
    let byArea =
      (line("funding.residents.extraAreaPurchase") ?? 0) + (line("funding.residents.costShare") ?? 0)
    #expect(agrees(byArea, 382_684_000, of: 530e6))
    #expect(agrees(line("funding.parking.parkingPurchase"), 87_316_000, of: 530e6))
    #expect(agrees(line("funding.government.topUp"), 60_000_000, of: 530e6))
  }

  @Test func `a household of Zhegong New Village pays 857,664 yuan, 698,328 without parking`() throws {
    let result = try RunResult.of(program, Self.zhegong)
    #expect(abs((result["burdenPerHousehold"] ?? 0) - 470_000_000 / 548) < 1e-3)
    #expect(abs((result["burdenPerHouseholdWithoutParking"] ?? 0) - 382_684_000 / 548) < 1e-3)
    // Sales of extra area and parking: four fifths of the sources.
    #expect(abs((result["marketShare"] ?? 0) - 425.612 / 530) < 1e-9)
    let text = try program.run("run", Self.zhegong, "--lang", "zh").output
    #expect(text.contains("857,664  元/户"))
    #expect(text.contains("698,328  元/户"))
  }

  @Test func `a home of 45 square metres billed for 53 pays 71,550 yuan`() throws {
    let text = try program.run("run", Self.zhegong, "--lang", "zh", "--format", "csv").output
    #expect(text.contains("居民分担建设资金,71550") || text.contains("居民分担建设资金,\"71,550\""))
  }

  @Test func `Yong'anli balances within one percent of its uses`() throws {
    let result = try RunResult.of(program, "Scenarios/yonganli.json")
    let (gap, uses) = (try #require(result["fundingGap"]), try #require(result["totalUses"]))
    #expect(abs(gap) <= 0.01 * uses)
  }

  @Test func `the first example lacks 782,640 yuan, which 18,522 a household close`() throws {
    let path = "Scenarios/examples/first.json"
    // Works 8,400 × 350, fees 8 % of them; 120 × 12,000 from the city, 30 % from residents.
    #expect(
      agrees(try RunResult.of(program, path)["fundingGap"], 3_175_200 - 1_440_000 - 952_560, of: 3_175_200))
    let closed = try RunResult.of(program, path, "--set", "funding.city.amount=18522")
    #expect(agrees(closed["fundingGap"], 0, of: 3_175_200))
  }
}
