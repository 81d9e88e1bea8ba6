import FundFormula
import FundModel
import Testing

struct ResidentParkingTests {
  @Test func `sells spaces, borne by all households alike`() throws {
    // 浙工新村: 400 spaces at 218,290 are 87,316,000.
    let result = try ScenarioBuilder().homes("a", 300, 45).homes("b", 248, 60)
      .block("funding.parking", "residents.parking", ["count": 400, "price": 218_290]).computed()
    #expect(near(result("funding.parking.total"), 87_316_000))
    #expect(near(result("households.a.payment"), 87_316_000 / 548))
    #expect(near(result.indicator("residentPayments"), 87_316_000))
    #expect(near(result.indicator("burdenPerHouseholdWithoutParking"), 0))
    #expect(near(result.indicator("marketSources"), 87_316_000))
  }

  @Test func `all that are built where none are counted`() throws {
    let parking: Values = ["price": 100, "takeUp": 0.5]
    let result = try ScenarioBuilder(project: ["households": 10, "parkingBuilt": 60])
      .block("funding.parking", "residents.parking", parking).computed()
    #expect(near(result("funding.parking.total"), 3000))
    #expect(
      ScenarioBuilder(project: ["households": 10]).block("funding.parking", "residents.parking", parking)
        .faults
        == ["funding.parking.count"])
  }

  @Test func `only what is taken up`() throws {
    let result = try ScenarioBuilder(project: ["households": 10])
      .block("funding.parking", "residents.parking", ["count": 400, "price": 100, "takeUp": 0.75]).computed()
    #expect(near(result("funding.parking.total"), 30_000))
  }
}
