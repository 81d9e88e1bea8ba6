import FundFormula
import FundModel
import Testing

struct ResidentLiftTests {
  func lift(_ more: Values = [:]) -> ScenarioBuilder {
    ScenarioBuilder(project: ["quantities": .numbers(["lifts": 8])]).block(
      "funding.lift", "residents.lift",
      ([
        "quantity": "lifts", "amount": 250_000,
        "coefficients": .numbers(["floor-2": 0, "floor-3": 0.7, "floor-4": 0.8, "floor-5": 1]),
      ] as Values).merging(more) { $1 })
  }

  @Test func `shares the amount by coefficients of floors`() throws {
    let result = try lift().computed()
    // 250,000 × 0.7/2.5, 0.8/2.5, 1/2.5: 70, 80 and 100 thousand for the two households of a floor.
    #expect(result("funding.lift.floor-2.perHousehold") == 0)
    #expect(near(result("funding.lift.floor-3.perHousehold"), 35_000))
    #expect(near(result("funding.lift.floor-4.perHousehold"), 40_000))
    #expect(near(result("funding.lift.floor-5.perHousehold"), 50_000))
    #expect(near(result.sum("funding.lift.floor-4"), 640_000))
    #expect(near(result("funding.lift.total"), 2_000_000))
    #expect(near(result.indicator("residentPayments"), 2_000_000))
  }

  @Test func `coefficients need no common base`() throws {
    let result = try lift([
      "coefficients": .numbers(["floor-3": 70, "floor-4": 80, "floor-5": 100]), "householdsPerFloor": 4,
    ]).computed()
    #expect(near(result("funding.lift.floor-3.perHousehold"), 17_500))
    #expect(near(result("funding.lift.total"), 2_000_000))
  }

  @Test func `one lift where no number is said`() throws {
    let one = ScenarioBuilder().block(
      "funding.lift", "residents.lift", ["amount": 100, "coefficients": .numbers(["floor-3": 1])])
    #expect(near(try one.computed()("funding.lift.total"), 100))
  }

  @Test func `floors without coefficients are a fault`() {
    #expect(lift(["coefficients": .numbers([:])]).faults == ["funding.lift.coefficients"])
    #expect(lift().faults == [])
  }
}
