import FundFormula
import FundModel
import Testing

struct GateConsentTests {
  func gate(_ values: Values, households: Double = 355) -> ScenarioBuilder {
    ScenarioBuilder().homes("a", households, 60).cost("works", 1)
      .block("gates.vote", "gate.consent", values)
  }
  func isMet(_ values: Values, households: Double = 355) throws -> Bool {
    try gate(values, households: households).computed().isMet("vote") == 1
  }

  @Test func `eighty per cent are reached by exactly eighty`() throws {
    // 284 of 355 are 80 %.
    #expect(try isMet(["agreed": 284]))
    #expect(try !isMet(["agreed": 283]))
    #expect(try isMet(["agreedShare": 0.8]))
    #expect(try !isMet(["agreedShare": 0.79]))
    #expect(near(try gate(["agreed": 284]).computed()("gates.vote.value"), 0.8))
  }

  @Test func `counts compare as whole numbers for every size and threshold`() throws {
    let model = try gate(["agreed": 1, "asked": 1, "threshold": 0.5]).computed().model
    let inputs = ["gates.vote.agreed", "gates.vote.asked", "gates.vote.threshold"].map {
      model.graph.input($0)!
    }
    let met = model.graph.node("gates.vote.met")!
    for percent in [7, 29, 50, 57, 58, 60, 80, 90, 95, 98, 100] {
      for asked in [1, 3, 7, 50, 99, 100, 300, 355, 1000, 99_999] {
        // The least number that reaches it, and the one below.
        let least = (percent * asked + 99) / 100
        for (agreed, expected) in [(least, 1.0), (least - 1, 0.0)] {
          let setting = zip(inputs, [Double(agreed), Double(asked), Double(percent) / 100])
          let value = model.graph.evaluate(setting: Dictionary(uniqueKeysWithValues: setting)).outcome(met)
            .value
          #expect(value == expected, "\(agreed) of \(asked) at \(percent) %")
        }
      }
    }
  }

  @Test func `by area`() throws {
    // 355 × 60 m² = 21,300 m²
    #expect(try isMet(["by": "area", "agreedArea": 17_040]))
    #expect(try !isMet(["by": "area", "agreedArea": 17_039]))
    #expect(try isMet(["by": "area", "agreedArea": 800, "askedArea": 1000]))
  }

  @Test func `by both, both must hold`() throws {
    #expect(try isMet(["by": "both", "agreed": 284, "agreedAreaShare": 0.8]))
    #expect(try !isMet(["by": "both", "agreed": 284, "agreedAreaShare": 0.79]))
    #expect(try !isMet(["by": "both", "agreed": 283, "agreedAreaShare": 0.9]))
  }

  @Test func `special matters: two thirds take part, three quarters of them agree`() throws {
    func vote(_ asked: Double, _ part: Double, _ yes: Double) throws -> Bool {
      try isMet([
        "rule": "special", "asked": .number(asked), "takingPart": .number(part), "agreed": .number(yes),
      ])
    }
    // The smallest vote that passes: ⅔ × ¾ = a half of all.
    #expect(try vote(6, 4, 3))
    #expect(try !vote(6, 4, 2))
    #expect(try !vote(6, 3, 3))
    #expect(try vote(3, 2, 2))
    // ⅔ of 355 are 236.7; ¾ of 237 are 177.75.
    #expect(try !vote(355, 236, 236))
    #expect(try vote(355, 237, 178))
    #expect(try !vote(355, 237, 177))
  }

  @Test func `other matters: more than half of those who take part`() throws {
    func vote(_ part: Double, _ yes: Double) throws -> Bool {
      try isMet(["rule": "ordinary", "asked": 6, "takingPart": .number(part), "agreed": .number(yes)])
    }
    #expect(try !vote(4, 2))
    #expect(try vote(4, 3))
    #expect(try !vote(3, 3))
  }

  @Test func `of no households there is a reason and no crash`() throws {
    let result = try gate(["agreed": 0], households: 0).computed()
    #expect(result.outcome("gates.vote.value")?.reason == .noDenominator)
    #expect(result.outcome("gates.vote.met")?.value != nil)
  }

  @Test func `says in one way who agrees`() {
    #expect(gate(["agreed": 1]).faults == [])
    #expect(gate([:]).faults == ["gates.vote.agreed"])
    #expect(gate(["agreed": 1, "agreedShare": 0.5]).faults == ["gates.vote.agreed"])
    #expect(gate(["by": "both", "agreed": 1]).faults == ["gates.vote.agreedArea"])
    #expect(gate(["rule": "special", "agreed": 1]).faults == ["gates.vote.takingPart"])
    #expect(
      gate(["rule": "special", "by": "area"]).faults == [
        "gates.vote.agreedArea", "gates.vote.takingPartArea",
      ])
  }
}
