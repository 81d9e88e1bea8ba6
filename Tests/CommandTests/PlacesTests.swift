import Foundation
import Testing

/// The published figures of the scenarios of places, typed from the cases, against the program's JSON. The sums behind
/// them are worked in `Tests/Proofs/oracle_places.py`.
struct PlacesTests {
  private let program: Program
  private static let places = [
    "anshan-tiedong", "beijing-jinsong-operator", "beijing-subsidy-standard", "changsha-3614",
    "changsha-county-2021", "changsha-county-2022", "chongqing-hongyupo-ppp", "chongqing-minzhucun",
    "guangzhou-huangshi-garden", "guangzhou-jiqunjie-2", "guangzhou-panyu-matching", "junpingjie-89",
    "pools/lugu-a", "pools/lugu-b", "pools/lugu-c", "pools/shenyang-a", "pools/shenyang-b", "shenyang-mudan",
    "wuhan-21-jiefang", "yichang-wujiagang-bond", "yueyang-luowang-bond", "zoucheng-bond",
  ]

  init() throws { program = try Program() }

  private func result(_ place: String, _ settings: String...) throws -> RunResult {
    let options = settings.flatMap { ["--set", $0] }
    let ending = try program.run(["run", "Scenarios/\(place).json", "--format", "json"] + options)
    return try JSONDecoder().decode(RunResult.self, from: Data(ending.output.utf8))
  }

  @Test(arguments: places)
  func `every number of a place has a source that holds, or says that it is assumed`(place: String) throws {
    let ending = try program.run("check", "--sources", "Scenarios/\(place).json")
    #expect(ending.code == 0)
    #expect(ending.output.contains("1 file checked: no errors"))
    #expect(ending.output.contains("with neither: 0"))
    // Cited facts may be told to be approximate; none is missing or says otherwise.
    #expect(!ending.output.contains("warning"))
  }

  @Test(arguments: places)
  func `a place runs in both languages`(place: String) throws {
    for language in ["en", "zh"] {
      let ending = try program.run("run", "Scenarios/\(place).json", "--lang", language)
      #expect(ending.code == 0)
      #expect(ending.error.isEmpty)
    }
  }

  @Test(arguments: [
    ("zoucheng-bond", 355_280_000.0), ("yueyang-luowang-bond", 199_780_000),
    ("yichang-wujiagang-bond", 104_500_200), ("anshan-tiedong", 101_441_900),
  ])
  func `own capital and debt are the published total of a bond project`(place: String, total: Double) throws {
    let result = try result(place)
    #expect(agrees(result["totalUses"], total, of: total))
    #expect(agrees(result["totalSources"], total, of: total))
    #expect(agrees(result["fundingGap"], 0, of: total))
  }

  @Test func `Zoucheng covers all debt 1_487 times as issued and 1_25 times as planned`() throws {
    let issued = try result("zoucheng-bond")
    // 749.68 M over 280 M × (1 + 30 × 2.67 %), and over the bond's 200 M alone.
    #expect(abs((issued["coverageAllDebt"] ?? 0) - 749.68 / (280 * 1.801)) < 1e-9)
    #expect(abs((issued["coverageAllDebt"] ?? 0) - 1.487) < 0.0005)
    #expect(abs((issued["coverage"] ?? 0) - 2.081) < 0.0005)
    let planned = try result("zoucheng-bond", "debt.bond.coupon=3.806%", "debt.bank.rate=3.806%")
    #expect(abs((planned["coverageAllDebt"] ?? 0) - 1.2501) < 0.00005)
  }

  @Test func `Yueyang covers its bond 1_30 times at the rate of its plan`() throws {
    let planned = try result("yueyang-luowang-bond", "debt.bond.coupon=3.69%")
    #expect(abs((planned["coverage"] ?? 0) - 1.2997) < 0.00005)
    // 197.87 M over 98 M × (1 + 15 × 3.10 %).
    let issued = try result("yueyang-luowang-bond")["coverage"] ?? 0
    #expect(abs(issued - 197.87 / (98 * 1.465)) < 1e-9)
  }

  @Test func `Yichang covers both issues 1_31 times at the rate of its plan, 1_28 times as issued`() throws {
    let planned = try result(
      "yichang-wujiagang-bond", "debt.issue-1.coupon=2.14%", "debt.issue-2.coupon=2.14%")
    #expect(abs((planned["coverage"] ?? 0) - 1.31) < 0.0005)
    #expect(abs((try result("yichang-wujiagang-bond")["coverage"] ?? 0) - 1.2786) < 0.00005)
  }

  @Test func `Anshan fails where its printed income is gross and passes where it is net`() throws {
    let gross = try result("anshan-tiedong")
    // 19.2883 M and 40.3983 M over 16 M × (1 + 15 × 2.5 %) = 22 M.
    #expect(abs((gross["coverage"] ?? 0) - 19.2883 / 22) < 1e-9)
    #expect(abs((gross["coverageGross"] ?? 0) - 40.3983 / 22) < 1e-9)
    let net = try result("anshan-tiedong", "operations.cost.amount=0万元/年")
    #expect(abs((net["coverage"] ?? 0) - 1.84) < 0.005)
    let strict = try program.run("run", "Scenarios/anshan-tiedong.json", "--strict")
    #expect(strict.code == 2)
  }

  @Test func `the subsidies of Changsha County cover 25_2 percent in 2021 and 16_4 percent in 2022`() throws {
    let done = try result("changsha-county-2021")
    #expect(abs((done["governmentShare"] ?? 0) - 0.252) < 0.0005)
    #expect(agrees(done["fundingGapBeforeTopUp"], 79_900_000 - 1_679 * 12_000, of: 79.9e6))
    let planned = try result("changsha-county-2022")
    #expect(abs((planned["governmentShare"] ?? 0) - 0.164) < 0.0006)
    #expect(agrees(planned["fundingGap"], 128_250_000 - 1_758 * 12_000, of: 128.25e6))
  }

  @Test func `an owner in Junping street pays 110,588_24 yuan`() throws {
    let result = try result("junpingjie-89")
    #expect(abs((result["burdenPerHousehold"] ?? 0) - 110_588.24) < 0.005)
    #expect(agrees(result["residentPayments"], 1_880_000, of: 1.88e6))
    #expect(agrees(result["fundingGap"], 0, of: 1.88e6))
  }

  @Test func `8 million at 4,600 yuan are the 1,739 square metres of Jiqun street 2`() throws {
    let result = try result("guangzhou-jiqunjie-2")
    // The payments as published; relief takes 1,000 yuan/m² of the assumed 5 % off them and pays it for the owners.
    #expect(agrees(result["totalSources"], 8_000_000, of: 8e6))
    #expect(agrees(result.amount("residents"), 8_000_000, of: 8e6))
    #expect(abs((result["burdenPerArea"] ?? 0) - 4_550) < 1e-6)
    let area = try #require(result["residentPayments"]) / #require(result["burdenPerArea"])
    #expect(abs(area - 1_739.13) < 0.005)
    let bills = try program.run("run", "Scenarios/guangzhou-jiqunjie-2.json").output
    #expect(bills.contains("289,800"))
  }

  @Test func `Beijing's standards leave 2,614 yuan of a square metre and the rest of each lift`() throws {
    let result = try result("beijing-subsidy-standard")
    let rest = 2_614.0 * 10_000 + (1_125_000 - 800_000) * 10
    #expect(agrees(result.amount("rest"), rest, of: 95.25e6))
    #expect(agrees(result["fundingGapBeforeTopUp"], rest, of: 95.25e6))
  }

  @Test func `Panyu's grant is the smaller of its share and its maximum`() throws {
    #expect(agrees(try result("guangzhou-panyu-matching").amount("matching"), 300_000, of: 1e6))
    let less = try result("guangzhou-panyu-matching", "funding.residents.total=50万元")
    #expect(agrees(less.amount("matching"), 250_000, of: 1e6))
  }

  @Test func `Wuhan is short of cash until its homes are sold`() throws {
    let result = try result("wuhan-21-jiefang")
    let (gap, uses) = (try #require(result["fundingGap"]), try #require(result["totalUses"]))
    #expect(abs(gap) <= 0.01 * uses)
    #expect((result["timingGap"] ?? 0) > 0.5 * uses)
  }

  @Test func `Mudan costs 40,078 yuan a household`() throws {
    let uses = try #require(try result("shenyang-mudan")["totalUses"])
    #expect((uses / 3_094).rounded() == 40_078)
    #expect((uses / 290_000).rounded() == 428)
  }

  /// A figure that `explain` tells, of an account or an investor.
  private func explained(_ key: String, of place: String, _ settings: String...) throws -> Double {
    struct Answer: Decodable {
      struct Explanation: Decodable { let result: Double? }
      let explanations: [Explanation]
    }
    let options = settings.flatMap { ["--set", $0] }
    let ending = try program.run(["explain", "Scenarios/\(place).json", key, "--format", "json"] + options)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(ending.output.utf8))
    return try #require(answer.explanations.first?.result)
  }

  @Test func `Jinsong's operator earns 7_75 percent of 10 percent a year, and 4_96 of 8`() throws {
    let key = "investors.operator.irr"
    let high = try explained(key, of: "beijing-jinsong-operator")
    let low = try explained(key, of: "beijing-jinsong-operator", "operations.income.price=702万元/年")
    // 30 M yuan, then 3.0 or 2.4 M a year for 20 years: the worth of an annuity at that rate is the investment.
    for (rate, yearly) in [(high, 3.0), (low, 2.4)] {
      #expect(abs(yearly * (1 - pow(1 + rate, -20)) / rate - 30) < 1e-6)
    }
    #expect(abs(high - 0.0775) < 0.00005 && abs(low - 0.0496) < 0.00005)
  }

  @Test func `79 percent of consent stop the 3614 community, 80 do not`() throws {
    let stopped = try result("changsha-3614", "gates.consent.agreedShare=79%")
    #expect(stopped.indicators["totalUses"]?.status == "stopped(consent)")
    #expect(stopped.indicators["fundingGap"]?.value == nil)
    let consent = ["--set", "gates.consent.agreedShare=79%", "--strict"]
    #expect(try program.run(["run", "Scenarios/changsha-3614.json"] + consent).code == 2)
    let works = try result("changsha-3614", "gates.consent.agreedShare=80%")
    // 26 M yuan of works, and 13.6 M for building 18.
    #expect(agrees(works["totalUses"], 39_600_000, of: 39.6e6))
    #expect(agrees(works.amount("city-subsidy"), 720 * 6_000, of: 39.6e6))
  }

  @Test func `without grade D building 18 has no grant`() throws {
    let unsafe = try result("changsha-3614").amount("building-18-grant")
    #expect(agrees(unsafe, 5_440_000, of: 39.6e6))
    let safe = try result("changsha-3614", "gates.grade-d.holds=false").amount("building-18-grant")
    #expect(agrees(safe, 0, of: 39.6e6))
  }

  @Test func `a balanced plan leaves the upkeep account empty in year 12`() throws {
    let place = "examples/upkeep-30-years"
    #expect(agrees(try result(place)["fundingGap"], 0, of: 9.84e6))
    #expect(try explained("accounts.upkeepFund.lowestCash", of: place) < 0)
    // Four quarters of works, then years.
    #expect(try explained("accounts.upkeepFund.lowestCashPeriod", of: place) == 4 + 12)
  }

  @Test func `the renewal of Hongyupo and others is the published 370 M yuan`() throws {
    let result = try result("chongqing-hongyupo-ppp")
    #expect(agrees(result["totalUses"], 370e6, of: 370e6))
    #expect(agrees(result["totalSources"], 370e6, of: 370e6))
    let rate = try explained("investors.privatePartner.irr", of: "chongqing-hongyupo-ppp")
    #expect((0.05...0.08).contains(rate))
  }
}

/// Funding models: overlays that fit every project with the facts they speak of.
struct FundingModelTests {
  private let program: Program
  private static let models = [
    "bond-and-operation", "government-per-household", "operator-epco", "owners-with-matching", "ppp-rot",
    "residents-extra-area", "standard-per-area", "two-price-homes", "zero-subsidy",
  ]

  init() throws { program = try Program() }

  private func result(_ place: String, _ model: String) throws -> RunResult {
    try RunResult.of(program, "Scenarios/\(place).json", "--with", "Scenarios/models/\(model).json")
  }

  @Test(arguments: models, ["yonganli", "zhegong-xincun"])
  func `a model fits a rebuilding project`(model: String, place: String) throws {
    let result = try result(place, model)
    let (sources, gap) = (try #require(result["totalSources"]), try #require(result["fundingGap"]))
    let uses = try #require(result["totalUses"])
    #expect(agrees(uses - sources, gap, of: uses))
    #expect(sources > 0)
  }

  @Test(arguments: models.filter { !["residents-extra-area", "two-price-homes"].contains($0) })
  func `a model without home types fits a renovation`(model: String) throws {
    #expect(try #require(try result("changsha-3614", model)["totalSources"]) > 0)
  }

  @Test(arguments: models)
  func `no source of the project's own is left, and every number has a source or is assumed`(model: String)
    throws
  {
    let text = try Program.text(of: "Scenarios/models/\(model).json")
    let own = try RunResult.of(program, "Scenarios/yonganli.json").sources.map(\.id)
    let laid = try result("yonganli", model).sources.map(\.id).filter { $0.hasPrefix("funding.") }
    let blocks = laid.compactMap { $0.split(separator: ".").dropFirst().first }
    #expect(blocks.allSatisfy { text.contains("\"\($0)\": {") })
    if !["residents-extra-area", "two-price-homes"].contains(model) {
      #expect(Set(own).isDisjoint(with: laid))
    }
    let ending = try program.run(
      "check", "--sources", "Scenarios/yonganli.json", "--with", "Scenarios/models/\(model).json")
    #expect(ending.code == 0)
    #expect(ending.output.contains("with neither: 0"))
  }

  @Test func `Changsha's model leaves Yong'anli two grants and its gap`() throws {
    let result = try result("yonganli", "government-per-household")
    #expect(
      Set(result.sources.map(\.id)) == [
        "funding.city-subsidy.fiscalGrant", "funding.district-subsidy.fiscalGrant",
      ])
    // 362 households; homes for sale are not built where none are sold.
    #expect(agrees(result["totalSources"], 362 * 12_000, of: 142e6))
    #expect(agrees(result.amount("building"), 41_470 * 2_800, of: 142e6))
  }

  @Test func `a missing fact is a finding`() throws {
    let ending = try program.run(
      "run", "Scenarios/changsha-county-2021.json", "--with", "Scenarios/models/ppp-rot.json")
    #expect(ending.code == 65)
    #expect(ending.error.contains("project.parkingBuilt"))
  }
}
