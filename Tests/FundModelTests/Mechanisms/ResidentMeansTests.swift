import FundFormula
import FundModel
import Testing

struct ResidentMeansTests {
  func scenario(_ more: Values) -> ScenarioBuilder {
    ScenarioBuilder().homes("a", 10, 45, new: 53).homes("b", 5, 60, new: 73).cost("build", 1e7)
      .block("funding.owners", "residents.perHousehold", ["amount": 100_000])
      .block("funding.means", "residents.means", (["of": ["owners"]] as Values).merging(more) { $1 })
  }

  @Test func `pays for the contribution and never adds to it`() throws {
    let result = try scenario(["providentFund": 40_000, "loanShare": 0.5]).computed()
    #expect(near(result.sum("funding.means.providentFund.a"), 400_000))
    #expect(near(result.sum("funding.means.loan.a"), 300_000))  // half of 10 × (100,000 − 40,000)
    #expect(near(result.indicator("totalSources"), 1_500_000))
    #expect(near(result.row("accounts.project.cash").last!, 1_500_000 - 1e7))
    #expect(near(result("households.a.payment"), 100_000))
    #expect(result("funding.means.total") == 0)
  }

  @Test func `withdraws no more than the contribution`() throws {
    let result = try scenario(["providentFund": 400_000, "loanShare": 1]).computed()
    #expect(near(result.sum("funding.means.providentFund.b"), 500_000))
    #expect(result.sum("funding.means.loan.b") == 0)
  }

  @Test func `the loan is repaid in equal instalments`() throws {
    // 300,000 at 3 % over 20 years: 1,663.79 a month (Excel PMT(0.03/12, 240, -300000) = 1663.792935).
    let block = scenario(["loanRate": 0.03, "loanYears": 20]).content.blocks(in: .funding)[1]
    func instalment(_ block: Block) throws -> Double {
      let instalment = try #require(ResidentMeans.instalments(of: block, loan: .constant(300_000))?.monthly)
      let graph = try Graph([instalment.named("x", Bilingual(verbatim: "x"), .yuan).formula])
      return graph.evaluate().outcome(graph.node("x")!).value!
    }
    #expect(near(try instalment(block), 1663.7929352, 1e-7))
    // Without interest the 240th part, to a ten-millionth.
    let free = scenario(["loanRate": 0, "loanYears": 20]).content.blocks(in: .funding)[1]
    #expect(near(try instalment(free), 1250, 2e-7))
  }
}
