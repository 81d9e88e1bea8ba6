import FundFormula
import FundModel
import Testing

struct ResidentPerAreaTests {
  @Test func `counts by home type`() throws {
    let result = try ScenarioBuilder().homes("a", 10, 45, new: 53).homes("b", 5, 60, new: 73)
      .block("funding.owners", "residents.perArea", ["price": 4600]).computed()
    #expect(near(result("households.a.payment"), 243_800))  // 53 × 4,600
    #expect(near(result("households.b.payment"), 335_800))
    #expect(near(result("funding.owners.total"), 4_117_000))
  }

  @Test func `by the old, the extra or a named area`() throws {
    let base = ScenarioBuilder(project: ["areas": .numbers(["roof": 300])]).homes("a", 10, 45, new: 53)
      .homes("b", 5, 60, new: 58)
    func paid(_ area: String) throws -> Double {
      try base.block("funding.owners", "residents.perArea", ["price": 100, "area": Given(.word(area))])
        .computed()("funding.owners.total")
    }
    #expect(near(try paid("old"), 75_000))
    #expect(near(try paid("extra"), 8_000))  // 10 × 8; homes of b lose area and get nothing back
    #expect(near(try paid("roof"), 30_000))
  }

  @Test func `in one piece where the project has no home types`() throws {
    let result = try ScenarioBuilder(project: ["newArea": 1000])
      .block("funding.owners", "residents.perArea", ["price": 4600]).computed()
    #expect(near(result("funding.owners.total"), 4_600_000))
  }
}
