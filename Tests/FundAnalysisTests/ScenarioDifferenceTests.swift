import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import Foundation
import Testing

@Suite struct ScenarioDifferenceTests {
  init() { setLinearAlgebraThreads(1) }

  @Test func `Changsha with 8,000 yuan from the district differs in one input and in what follows from it`()
    throws
  {
    let difference = try ScenarioDifference(
      SampleScenarios.changsha(), SampleScenarios.changsha(["funding.district-subsidy.amount": "8000"]))
    let input = try #require(difference.inputs.first)
    #expect(difference.inputs.count == 1 && difference.structure.isEmpty)
    #expect(input.path == "funding.district-subsidy.amount" && input.block == "funding.district-subsidy")
    #expect(input.label == Bilingual(en: "District subsidy: paid for each household", zh: "区县补助·每户补助额"))
    #expect(input.first?.value == .number(6000) && input.second?.value == .number(8000))
    #expect(input.first?.source == "seeds/changsha.json#district-subsidy" && input.second?.source == nil)
    #expect(input.first?.isAtLeast == true && input.second?.isAtLeast == false)
    #expect(input.second?.isAssumed == true && !input.isStructural && input.isOfValue)
    #expect(input.difference == 2000 && input.relativeDifference == 1.0 / 3)

    // 357,100 households × 2,000 yuan, by hand everywhere it must show and nowhere else.
    let step = 714_200_000.0
    let results = difference.results
    #expect(results.parties.filter { $0.net.differs }.map(\.party) == ["district"])
    let district = try #require(results.parties.first { $0.party == "district" })
    #expect(district.paid.difference == step && district.received.difference == 0)
    #expect(district.net.difference == step && district.net.verdict == .worse)
    #expect(district.paid.first?.value == 2_142_600_000 && district.paid.relativeDifference == 1.0 / 3)
    #expect(results.payers.filter { $0.amount.differs }.map(\.party) == ["district"])
    #expect(results.payers.first { $0.party == "city" }?.amount.first?.value == 2_742_600_000)
    #expect(
      results.lines.filter { $0.amount.differs }.map(\.amount.id) == [
        "balance.funding.district-subsidy.fiscalGrant"
      ])
    #expect(results.classes.filter { $0.amount.differs }.map(\.flowClass) == [.fiscalGrant])
    #expect(results.classes.first { $0.flowClass == .fiscalGrant }?.amount.second?.value == 4_999_400_000)
    #expect(results.households.isEmpty)
    let unattributed = try #require(results.indicators.first { $0.id == "indicators.unattributed" })
    #expect(unattributed.first?.value == 15_807_800_000 && unattributed.difference == -step)
    #expect(unattributed.verdict == nil)
    #expect(results.indicators.first { $0.id == "indicators.totalSources" }?.difference == step)
    #expect(results.indicators.first { $0.id == "indicators.totalUses" }?.differs == false)
  }

  @Test func `a scenario does not differ from itself`() throws {
    for load in [SampleScenarios.yonganli, SampleScenarios.zhegong, SampleScenarios.debtAndOperations] {
      let difference = try ScenarioDifference(load([:]), load([:]))
      #expect(difference.inputs.isEmpty && difference.structure.isEmpty)
      let results = difference.results
      #expect(results.indicators.allSatisfy { !$0.differs && $0.difference == 0 && $0.verdict == nil })
      #expect(!results.lines.contains { $0.amount.differs } && !results.parties.contains { $0.net.differs })
      #expect(!results.households.contains { $0.net.differs || $0.lines.contains { $0.differs } })
    }
  }

  @Test func `blocks, kinds, parties, schedules and sources that differ are told apart from values`() throws {
    let first = try SampleScenarios.zhegong()
    let second = try SampleScenarios.overlaid(
      "Scenarios/zhegong-xincun.json",
      #"""
      {
        "timeline": {"constructionMonths": {"value": 18, "source": "a later plan"}},
        "parties": {"fund": {"label": "Urban fund", "group": "government"}},
        "project": {"homeTypes": {"tower": {"label": "Tower", "count": 10, "titleArea": 50, "newArea": 60}}},
        "costs": {
          "outdoors": null,
          "contingency": {"kind": "cost.shareOf", "amount": null, "share": 0.05},
          "fees": {"share": {"value": 8, "unit": "%", "source": "a tariff"}}
        },
        "funding": {
          "parking": {"schedule": {"shares": {"start": 0.5, "handover": 0.5}}},
          "lifts": {"kind": "subsidy.lumpSum", "payer": "fund", "amount": 2000000, "label": "Lifts"}
        }
      }
      """#)
    let difference = ScenarioDifference(first, second)
    let structure = difference.structure.map { "\($0.path): \($0.first ?? "none") → \($0.second ?? "none")" }
    #expect(
      structure == [
        "costs.outdoors: cost.lumpSum → none", "costs.contingency: cost.lumpSum → cost.shareOf",
        "project.homeTypes.tower: none → ", "funding.lifts: none → subsidy.lumpSum",
        "parties.fund: none → government",
      ])

    func input(_ path: String) throws -> InputDifference {
      try #require(difference.inputs.first { $0.path == path }, "\(path)")
    }
    let months = try input("timeline.constructionMonths")
    #expect(months.isStructural && months.difference == 3 && months.second?.source == "a later plan")
    let schedule = try input("funding.parking.schedule")
    #expect(schedule.first?.value == .text("handover"))
    #expect(schedule.second?.value == .text(#"{"shares": {"start": 0.5, "handover": 0.5}}"#))
    let tariff = try input("costs.fees.share")
    #expect(!tariff.isOfValue && tariff.difference == 0 && tariff.first?.isAssumed == true)
    // What only one scenario has shows what is written, not defaults.
    let lifts = difference.inputs.filter { $0.block == "funding.lifts" }
    #expect(lifts.map(\.path) == ["funding.lifts.amount", "funding.lifts.payer"])
    #expect(lifts.allSatisfy { $0.first == nil && $0.second?.isWritten == true })
    #expect(try input("costs.contingency.amount").second == nil)
    #expect(try input("costs.contingency.share").first == nil)

    let results = difference.results
    let tower = try #require(results.households.first { $0.homeType == "tower" })
    #expect(tower.payment.first == nil && tower.payment.differs)
    let fund = try #require(results.payers.first { $0.party == "fund" }?.amount.difference)
    #expect(abs(fund - 2_000_000) < 1e-3)
    let outdoors = try #require(results.lines.first { $0.amount.id == "balance.costs.outdoors.worksRebuild" })
    #expect(outdoors.side == .uses && outdoors.amount.second == nil)
    #expect(abs(try #require(outdoors.amount.difference) + 40_000_000) < 1e-3)
  }

  @Test func `better and worse follow each indicator's direction, and reasons are kept`() throws {
    let difference = try ScenarioDifference(
      SampleScenarios.yonganli(), SampleScenarios.yonganli(["funding.homes.price": "9000"]))
    func indicator(_ id: String) throws -> ResultDifference {
      try #require(difference.results.indicators.first { $0.id == "indicators.\(id)" })
    }
    // 9,460 m² × 800 yuan less, of which 2.5 % need not be spent on selling.
    #expect(abs(try #require(indicator("fundingGap").difference) - 7_378_800) < 1e-3)
    #expect(try indicator("fundingGap").verdict == .worse)
    #expect(try indicator("totalSources").difference == -7_568_000)
    #expect(try indicator("lowestCash").verdict == .worse)
    let payback = try indicator("payback")
    #expect((payback.second?.value == nil) == (payback.second?.reason != nil))
  }

  @Test func `a difference is plain data: it survives JSON`() throws {
    let difference = try ScenarioDifference(
      SampleScenarios.zhegong(), SampleScenarios.zhegong(["funding.residents.extraPrice": "30000"]))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(difference)
    let again = try encoder.encode(JSONDecoder().decode(ScenarioDifference.self, from: data))
    #expect(again == data)
    #expect(difference.results.households.filter { $0.net.differs }.map(\.homeType) == ["middle", "large"])
    let middle = try #require(difference.results.households.first { $0.homeType == "middle" })
    #expect(middle.net.difference == -4520 * 20 && middle.net.verdict == .better)
  }
}
