import FundFormula
import FundModel
import FundScenario

/// The rows of a comparison: which figures stand side by side, in which order, and who pays more than in the base.
///
/// What only some models have stands in an order of its own (classes by the table of classes, parties and home types as
/// in the base, then by id), so that the order of the files changes the order of the columns and nothing else.
struct ComparisonRows {
  let runs: [ScenarioRun]
  /// How far amounts may lie apart and still agree.
  private let tolerance: Double
  /// The places of models that do not hold: nothing of them is best.
  private let failing: Set<Int>
  /// The places of models whose money comes before their cost: a rate of return is then what that money costs.
  private let moneyFirst: Set<Int>

  /// - Parameter runs: the base first.
  init(_ runs: [ScenarioRun]) {
    self.runs = runs
    failing = Set(
      runs.indices.filter { runs[$0].holds == false || !Self.conditionsStopping(runs[$0]).isEmpty })
    moneyFirst = Set(runs.indices.filter { runs[$0].hasMoneyFirst })
    tolerance = 1e-9 * (runs.map { $0.values.largestAmount(in: $0.model.graph) }.max() ?? 0)
  }

  var groups: [ComparisonGroup] {
    [
      group("built", "what is built", "建设内容", built),
      group("balance", "investment and balance, inside the balance horizon", "投资与资金平衡（平衡计算期内）", balance),
      group(
        "cash", "cash over time", "资金时序",
        indicators(TimingGap.self, LowestCash.self, LowestCashPeriod.self, Survives.self)),
      group(
        "government", "government", "财政投入",
        indicators(GovernmentGross.self, GovernmentNet.self, GovernmentShare.self)),
      group("parties", "who pays, over all time", "出资分担（全周期）", parties),
      group("households", "households", "住户负担", households),
      group("debt", "debt and its cover", "债务与偿债", debt),
      group(
        "profit", "return", "盈利能力",
        indicators(Irr.self, Npv.self, Xirr.self, Payback.self, DynamicPayback.self)),
      group("investors", "return of investing parties", "投资各方收益", investors),
      group("accounts", "accounts beside the project's", "其他资金账户", accounts),
      group("certainty", "how sure it is", "落实与依据", certainty),
      group("gates", "conditions", "前置条件核查", conditions),
      group("more", "more indicators", "其他指标", more),
    ].filter { !$0.rows.isEmpty }
  }

  private func group(_ id: String, _ en: String, _ zh: String, _ rows: [ComparisonRow]) -> ComparisonGroup {
    ComparisonGroup(id: id, label: Bilingual(en: en, zh: zh), rows: rows)
  }

  // MARK: One row

  /// The formula `key` of every model; nil where none has it.
  private func row(
    _ key: String, _ label: Bilingual, _ unit: ValueUnit, better: Better = .neither, isDetail: Bool = false,
    isCondition: Bool = false, isZeroWhereAbsent: Bool = false,
    isRate: Bool = false, of outcome: ((ScenarioRun) -> Outcome?)? = nil
  ) -> ComparisonRow? {
    let figures = runs.map { run -> ComparisonFigure? in
      (outcome.map { $0(run) } ?? run.outcome(key)).map { outcome in
        ComparisonFigure(outcome, period: unit == .period ? outcome.value.flatMap(run.periodLabel) : nil)
      }
    }
    guard figures.contains(where: { $0 != nil }) else { return nil }
    return ComparisonRow(
      key, label, unit, figures, better: better, tolerance: unit.isAmount ? tolerance : 1e-9,
      isDetail: isDetail, isCondition: isCondition, isZeroWhereAbsent: isZeroWhereAbsent,
      neverBest: isRate ? failing.union(moneyFirst) : failing)
  }

  /// The conditions that stop a project, by label.
  static func conditionsStopping(_ run: ScenarioRun) -> [Bilingual] {
    run.model.gates.filter { $0.effect == .stop && run.outcome($0.isMet)?.value == 0 }.map(\.label)
  }

  private func indicators(_ types: any Indicator.Type...) -> [ComparisonRow] {
    types.compactMap { indicator in
      // As each project comes out: stopped where a condition stops it.
      row(
        indicator.key, indicator.label, indicator.unit, better: indicator.better,
        isRate: [Irr.id, Xirr.id].contains(indicator.id)
      ) { run in
        let isRate = [Irr.id, Xirr.id].contains(indicator.id)
        return isRate && !run.hasIncome ? nil : run.indicator(indicator.id)
      }
    }
  }

  // MARK: Groups

  /// What none of them builds is left out.
  private var built: [ComparisonRow] {
    BuiltThings.keys.compactMap { key in
      guard let name = runs.lazy.compactMap({ $0.name(of: key) }).first else { return nil }
      return row(key, name.label, name.unit, isZeroWhereAbsent: true)
    }.filter { row in row.figures.contains { abs($0?.value ?? 0) > 0 } }
  }

  /// The rows of what is built in which the model at `place` differs from the base.
  func buildsOther(in place: Int) -> [String] {
    built.filter { row in
      func size(_ place: Int) -> Double { row.figures[place]?.value ?? 0 }
      return abs(size(place) - size(0)) > (row.unit == .area ? Tolerance.printedArea : Tolerance.ratio)
    }.map(\.id)
  }

  private var balance: [ComparisonRow] {
    indicators(TotalInvestment.self, TotalUses.self) + classes(.uses)
      + indicators(SourcesBeforeTopUp.self, TotalSources.self) + classes(.sources) + classes(.topUp)
      + indicators(
        SecuredSources.self, FundingGapBeforeTopUp.self, FundingGap.self, GapShare.self, LifeBalance.self,
        Unattributed.self,
        ExplainedShare.self)
  }

  private func classes(_ side: ClassTotal.Side) -> [ComparisonRow] {
    FlowClass.allCases.compactMap { flowClass in
      row(
        ClassTotal.key(side, flowClass), flowClass.label, .yuan, isDetail: true, isZeroWhereAbsent: true)
    }
  }

  /// Everybody who pays something in some model: amount, share of uses, present value of the net payment.
  private var parties: [ComparisonRow] {
    allParties.filter { $0.group != .account }.flatMap { party -> [ComparisonRow] in
      let key = "parties.\(party.id)"
      let pays = runs.contains { ($0.outcome("\(key).paid")?.value ?? 0) > Tolerance.amount }
      guard pays else { return [] }
      return [
        row("\(key).paid", party.label, .yuan, isZeroWhereAbsent: true),
        row(
          "\(key).share", Bilingual(en: "share of uses", zh: "占资金需求"), .share, isDetail: true,
          isZeroWhereAbsent: true),
        row(
          "\(key).presentValue", Bilingual(en: "net payment, present value", zh: "净支付现值"), .yuan,
          isDetail: true, isZeroWhereAbsent: true),
      ].compactMap { $0 }
    }
  }

  private var households: [ComparisonRow] {
    let bills = homeTypes.flatMap { type in
      [
        row(
          "households.\(type.id).payment",
          Bilingual(en: "\(type.label.en): payment", zh: "\(type.label.zh)本户应付"), .yuanPerHousehold,
          better: .less),
        row(
          "households.\(type.id).net", Bilingual(en: "net of what it receives", zh: "本户净支出"),
          .yuanPerHousehold, better: .less, isDetail: true),
        row(
          "households.\(type.id).netWithoutParking",
          Bilingual(en: "the same without parking", zh: "本户净支出（不含车位）"), .yuanPerHousehold, better: .less,
          isDetail: true),
      ].compactMap { $0 }
    }
    return indicators(
      ResidentPayments.self, ResidentShare.self, ResidentCostShare.self, BurdenPerHousehold.self,
      BurdenPerHouseholdWithoutParking.self, BurdenPerHouseholdWithoutPurchases.self, BurdenPerArea.self)
      + bills
  }

  private var debt: [ComparisonRow] {
    [row(ClassTotal.debtKey, Bilingual(en: "debt", zh: "债务性资金"), .yuan, isZeroWhereAbsent: true)]
      .compactMap { $0 }
      + indicators(
        DebtShare.self, CapitalRatio.self, Coverage.self, CoverageAllDebt.self, CoveragePrincipal.self,
        CoverageGross.self, LowestCoverage.self, LowestCumulativeCoverage.self)
  }

  private var investors: [ComparisonRow] {
    union(runs.map { $0.model.investors.map(\.party) }) { $0.id }.flatMap { party in
      let key = "investors.\(party.id)"
      return [
        row(
          "\(key).irr", Bilingual(en: "\(party.label.en): rate of return", zh: "\(party.label.zh)财务内部收益率"),
          .rate,
          better: .more),
        row(
          "\(key).npv", Bilingual(en: "net present value", zh: "财务净现值"), .yuan, better: .more, isDetail: true),
        row(
          "\(key).payback", Bilingual(en: "payback period", zh: "静态投资回收期"), .years, better: .less,
          isDetail: true),
      ].compactMap { $0 }
    }
  }

  private var accounts: [ComparisonRow] {
    union(runs.map { $0.model.accounts.map(\.party) }) { $0.id }.flatMap { party in
      let key = "accounts.\(party.id)"
      return [
        row(
          "\(key).lowestCash", Bilingual(en: "\(party.label.en): lowest cash", zh: "\(party.label.zh)最低累计资金"),
          .yuan, better: .more),
        row(
          "\(key).lowestCashPeriod", Bilingual(en: "when", zh: "发生期"), .period, isDetail: true),
        row("\(key).closingCash", Bilingual(en: "cash at the end", zh: "期末资金余额"), .yuan, isDetail: true),
      ].compactMap { $0 }
    }
  }

  private var certainty: [ComparisonRow] {
    let assumed = ComparisonRow(
      "assumedShare", Bilingual(en: "share of the figures that are assumed", zh: "假设数占比"), .share,
      runs.map { ComparisonFigure(Outcome($0.assumedShare)) }, better: .less, tolerance: 1e-9,
      neverBest: failing)
    let notices = ComparisonRow(
      "notices", Bilingual(en: "rules to observe", zh: "合规提示"), .count,
      runs.map { run in
        let count = run.scenario.findings.filter { $0.severity == .notice }.count
        return ComparisonFigure(.value(Double(count)))
      }, better: .less, tolerance: 1e-9, neverBest: failing)
    return indicators(MarketSources.self, MarketShare.self) + [assumed, notices]
  }

  private var conditions: [ComparisonRow] {
    var known: [any Indicator.Type] = []
    for limit in runs.flatMap(\.model.coverageLimits) where !known.contains(where: { $0 == limit.indicator })
    {
      known.append(limit.indicator)
    }
    let gates = union(runs.map { $0.model.gates.filter { $0.effect != .passRate } }) { $0.id }.compactMap {
      gate in
      row("gates.\(gate.id).met", gate.label, .flag, isCondition: true)
    }
    // The registry's order, whichever model has the limit.
    return gates
      + Indicators.all.filter { one in known.contains { $0 == one } }.compactMap { indicator in
        row(
          "limits.\(indicator.id).met",
          Bilingual(en: "\(indicator.label.en) reaches its limit", zh: "\(indicator.label.zh)达到下限"), .flag,
          isCondition: true)
      }
  }

  /// Indicators that no other group has: a new one shows without being asked for.
  private var more: [ComparisonRow] {
    let groups = [
      balance, debt, households, certainty,
      indicators(
        TimingGap.self, LowestCash.self, LowestCashPeriod.self, Survives.self, GovernmentGross.self,
        GovernmentNet.self, GovernmentShare.self, Irr.self, Npv.self, Xirr.self, Payback.self,
        DynamicPayback.self,
        // Parts of others that tell models apart no better.
        ConstructionInvestment.self, AppliedSales.self),
    ]
    let shown = Set(groups.flatMap { $0.map(\.id) })
    return Indicators.all.filter { !shown.contains($0.key) }.flatMap { indicators($0) }
  }

  // MARK: Parties and home types of all models

  private var allParties: [Party] {
    union(runs.map { $0.model.content.parties }) { $0.id }
  }

  private var homeTypes: [HomeType] { union(runs.map(\.model.homeTypes)) { $0.id } }

  /// What the base has, in its order, then what others have beside it, by id.
  private func union<Element>(_ lists: [[Element]], by id: (Element) -> String) -> [Element] {
    let base = lists.first ?? []
    var seen = Set(base.map(id))
    let others = lists.dropFirst().flatMap { $0 }.filter { seen.insert(id($0)).inserted }
    return base + others.sorted { id($0) < id($1) }
  }

  // MARK: Who pays more

  /// Groups that bear the project: lenders, buyers and users pay for what they get, contractors are paid.
  private static let bearers: Set<PartyGroup> = [
    .government, .residents, .operator, .utilities, .rightsHolder,
  ]

  /// Who pays more in the model at `place`, net of what it receives, than in the base.
  func paysMore(in place: Int) -> [PaysMore] {
    guard place > 0 else { return [] }
    let parties = allParties.filter { party in
      // Who only receives does not pay more where it receives less.
      Self.bearers.contains(party.group)
        && (runs[place].outcome("parties.\(party.id).paid")?.value.map { $0 > Tolerance.amount } ?? true)
    }.compactMap { party in
      more(.party, party.id, party.label, party.group, net(party, in: place), net(party, in: 0))
    }
    let types = homeTypes.compactMap { type in
      let key = "households.\(type.id).net"
      return more(
        .homeType, type.id, type.label, nil, runs[place].outcome(key)?.value, runs[0].outcome(key)?.value)
    }
    return parties + types
  }

  /// What a party pays less what it receives; nothing where the model has no such party.
  private func net(_ party: Party, in place: Int) -> Double? {
    let key = "parties.\(party.id)"
    guard let paid = runs[place].outcome("\(key).paid"), let received = runs[place].outcome("\(key).received")
    else { return 0 }
    guard let paid = paid.value, let received = received.value else { return nil }
    return paid - received
  }

  private func more(
    _ kind: PaysMore.Kind, _ id: String, _ label: Bilingual, _ group: PartyGroup?, _ value: Double?,
    _ base: Double?
  ) -> PaysMore? {
    guard let value, let base, value - base > max(tolerance, Tolerance.amount) else { return nil }
    return PaysMore(kind: kind, id: id, label: label, group: group, difference: value - base)
  }
}
