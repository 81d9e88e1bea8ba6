package import FundAnalysis
import Foundation
import FundFormula
import FundModel
import FundScenario

/// What `run --format json` prints: amounts in yuan, a value or a reason, keys sorted.
package struct RunJSON: Encodable {
  /// The version of this shape.
  package static let version = 1

  struct Program: Encodable {
    let version: String
    let format: Int
  }

  struct Scenario: Encodable {
    let file: String
    let title: Bilingual
    let hash: String
    let assumedShare: Double
  }

  struct Value: Encodable {
    let value: NumberOrReason
    let unit: String
    let status: String?
    let roots: [Double]?
  }

  struct Line: ResultObject {
    let id: String
    let label: Bilingual
    let `class`: String
    let party: String
    let amount: NumberOrReason
    let share: NumberOrReason
    let status: String?
    let assumed: Bool
    let atLeast: Bool?
  }

  struct PartyLine: ResultObject {
    let id: String
    let label: Bilingual
    let group: String
    let paid: NumberOrReason
    let received: NumberOrReason
    let presentValue: NumberOrReason
  }

  struct Household: ResultObject {
    struct Item: ResultObject {
      let id: String
      let label: Bilingual
      let amount: NumberOrReason
    }
    struct Fact: Encodable {
      let id: String
      let label: Bilingual
      let unit: String
      let value: NumberOrReason
      let status: String?
    }
    /// The part of its payments that falls in a period.
    struct Share: ResultObject {
      let period: String
      let share: NumberOrReason
    }
    let id: String
    let label: Bilingual
    let facts: [Fact]
    let payment: NumberOrReason
    let received: NumberOrReason
    let net: NumberOrReason
    let netWithoutParking: NumberOrReason?
    let lines: [Item]
    /// What it pays by what it chooses, in place of averages.
    let choices: [Fact]
    let means: [Item]
    let ownMoney: NumberOrReason?
    let schedule: [Share]
  }

  /// What restricted money pays of each cost.
  struct Matching: Encodable {
    struct Cell: ResultObject {
      let source: String
      let amount: NumberOrReason
    }
    struct Cost: ResultObject {
      let id: String
      let label: Bilingual
      /// By the sources that may pay it.
      let cells: [Cell]
      let paid: NumberOrReason
      let need: NumberOrReason
      let gap: NumberOrReason
    }
    struct Source: ResultObject {
      let id: String
      let label: Bilingual
      let entitlement: NumberOrReason
      let used: NumberOrReason
      let unused: NumberOrReason
    }
    let costs: [Cost]
    let sources: [Source]
  }

  struct Period: ResultObject {
    let label: String
    let year: Int
    let months: Int
    let cash: NumberOrReason
    let change: NumberOrReason
    let flows: [String: Double]
    let dscr: NumberOrReason
  }

  let fundsim: Program
  let scenario: Scenario
  /// Left out where there is no budget to balance.
  let verdict: RunJSONParts.Verdict?
  let indicators: [String: Value]
  let sources: [Line]
  let uses: [Line]
  /// Where the gap comes from, by product; together the gap.
  let products: [ProductTable.JSON]
  /// What government puts in and finally bears: its levels, then all together.
  let government: [GovernmentTable.JSON]
  let parties: [PartyLine]
  let households: [Household]
  /// Left out where no money has a purpose.
  let matching: Matching?
  let periods: [Period]
  let gates: [RunJSONParts.Gate]
  /// Accounts beside the project's.
  let coverageReadings: [RunJSONParts.Coverage]?
  let accounts: [RunJSONParts.Account]
  let investors: [RunJSONParts.Investor]
  /// The projects of a pool, each alone and with what it gives and gets; empty for a single project.
  let projects: [RunJSONParts.Member]
  let transfers: [RunJSONParts.Transfer]
  /// What the source prints beside what is computed.
  let published: [PublishedItem]
  let findings: [Finding]

  package init(_ run: ScenarioRun, version: String) {
    let model = run.model
    fundsim = Program(version: version, format: Self.version)
    scenario = Scenario(
      file: run.scenario.file, title: run.scenario.content.title, hash: run.scenario.hash,
      assumedShare: run.assumedShare)
    var values: [String: Value] = [:]
    for indicator in model.indicators {
      guard let outcome = run.indicator(indicator.id) else { continue }
      let roots = outcome.reason == .severalRoots ? run.severalRates(of: indicator.id) : nil
      values[indicator.id] = Value(
        value: NumberOrReason(outcome), unit: indicator.unit.rawValue,
        status: RunJSONParts.status(outcome.reason, run),
        roots: roots)
    }
    indicators = values
    verdict = RunJSONParts.verdict(run)
    sources = (model.balance.sources + model.balance.topUps).map { Self.line($0, run) }
    uses = model.balance.uses.map { Self.line($0, run) }
    products = ProductTable(run).json
    government = GovernmentTable(run).json
    parties = model.parties.map { burden in
      PartyLine(
        id: burden.party.id, label: burden.party.label, group: burden.party.group.rawValue,
        paid: NumberOrReason(run.outcome(burden.paid)),
        received: NumberOrReason(run.outcome(burden.received)),
        presentValue: NumberOrReason(run.outcome(burden.presentValue)))
    }
    households = model.households.map { Self.household($0, run) }
    matching = model.matching.map { Self.matching($0, run) }
    periods = Self.periods(run)
    gates = RunJSONParts.gates(run)
    coverageReadings = RunJSONParts.coverage(run)
    accounts = RunJSONParts.accounts(run)
    investors = RunJSONParts.investors(run)
    projects = RunJSONParts.members(run)
    transfers = RunJSONParts.transfers(run)
    published = PublishedItem.all(run.published)
    findings = run.scenario.findings
  }

  private static func line(_ line: BalanceLine, _ run: ScenarioRun) -> Line {
    Line(
      id: line.id, label: line.label, class: line.flowClass.rawValue, party: line.payer,
      amount: NumberOrReason(run.outcome(line.amount)),
      share: NumberOrReason(run.model.measures[line.id].flatMap { run.outcome($0.share) }),
      status: line.isUse ? nil : line.status?.rawValue, assumed: run.isAssumed(line.amount),
      atLeast: line.isAtLeast ? true : nil)
  }

  private static func household(_ bill: HouseholdBill, _ run: ScenarioRun) -> Household {
    func items(_ lines: [HouseholdBill.Line]) -> [Household.Item] {
      lines.map { .init(id: $0.id, label: $0.label, amount: NumberOrReason(run.outcome($0.amount))) }
    }
    func facts(_ facts: [HouseholdBill.Fact]) -> [Household.Fact] {
      facts.map { fact in
        let outcome = run.outcome(fact.value)
        return .init(
          id: fact.id, label: fact.label, unit: fact.unit.rawValue, value: NumberOrReason(outcome),
          status: outcome?.reason?.id)
      }
    }
    let shares = bill.schedule.flatMap { run.model.node($0.byPeriod) }.map { run.values[$0] } ?? []
    return Household(
      id: bill.homeType.id, label: bill.homeType.label,
      facts: facts(bill.facts + bill.prices),
      payment: NumberOrReason(run.outcome(bill.payment)),
      received: NumberOrReason(run.outcome(bill.received)),
      net: NumberOrReason(run.outcome(bill.net)),
      netWithoutParking: bill.netWithoutParking.map { NumberOrReason(run.outcome($0)) },
      lines: items(bill.lines), choices: facts(bill.choices), means: items(bill.means),
      ownMoney: bill.ownMoney.map { NumberOrReason(run.outcome($0)) },
      schedule: zip(run.model.timeline.periods, shares).filter { $1 != 0 }.map {
        .init(period: $0.label, share: NumberOrReason($1))
      })
  }

  private static func matching(_ matching: FundModel.Matching, _ run: ScenarioRun) -> Matching {
    func number(_ scalar: Scalar) -> NumberOrReason { NumberOrReason(run.outcome(scalar)) }
    return Matching(
      costs: matching.costs.map { cost in
        .init(
          id: cost.path, label: cost.label,
          cells: matching.sources.compactMap { source in
            matching.amount(of: source, for: cost).map { .init(source: source.path, amount: number($0)) }
          }, paid: number(cost.paid), need: number(cost.need), gap: number(cost.gap))
      },
      sources: matching.sources.map {
        .init(
          id: $0.path, label: $0.label, entitlement: number($0.entitlement), used: number($0.used),
          unused: number($0.unused))
      })
  }

  private static func periods(_ run: ScenarioRun) -> [Period] {
    let model = run.model
    let rows = model.flows.filter { $0.isCash }.compactMap { flow in
      model.node(flow.row).map { (flow.id, run.values[$0]) }
    }
    let (cash, change) = (run.row(FlowBook.cashKey), run.row(FlowBook.cashChangeKey))
    let dscr = run.row(YearlyRows.dscrKey)
    return model.timeline.periods.enumerated().map { index, period in
      Period(
        label: period.label, year: period.year, months: period.months, cash: NumberOrReason(cash?[index]),
        change: NumberOrReason(change?[index]),
        flows: Dictionary(uniqueKeysWithValues: rows.map { ($0.0, $0.1[index]) }.filter { $0.1 != 0 }),
        dscr: NumberOrReason(dscr?[index]))
    }
  }

  /// The JSON text; ends with a line break.
  package var text: String { encodedJSON(self) }
}

/// A value as JSON text with sorted keys, two-space indent and a line break at the end.
package func encodedJSON(_ value: some Encodable) -> String { jsonText(value, pretty: true) }

/// A value as JSON with sorted keys, on many lines or one.
func jsonText(_ value: some Encodable, pretty: Bool) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
  guard let data = try? encoder.encode(value) else {
    preconditionFailure("a result holds a number that JSON cannot: \(type(of: value))")
  }
  return VisibleText.json(String(decoding: data, as: UTF8.self)) + "\n"
}
