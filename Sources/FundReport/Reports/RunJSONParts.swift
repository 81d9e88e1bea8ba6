import FundAnalysis
import FundFormula
import FundModel

/// What `run --format json` says of conditions, of accounts beside the project's, of investors and of a pool's projects.
enum RunJSONParts {
  /// Something that must reach a limit, or a condition.
  struct Gate: Encodable {
    let id: String
    let label: Bilingual
    let value: NumberOrNull
    let limit: NumberOrNull
    /// True where the value may not exceed the limit.
    let upper: Bool
    let met: Bool
    /// `stop`, `switch`, `delay`, `passRate`; nil for limits, which are shown and held by `--strict`.
    let effect: String?
  }

  struct Account: Encodable {
    let id: String
    let label: Bilingual
    let received: NumberOrNull
    let paid: NumberOrNull
    let lowestCash: NumberOrNull
    let lowestCashPeriod: String?
    let firstShortfall: String?
    let closingCash: NumberOrNull
    let coverage: NumberOrNull
    let cash: [NumberOrNull]
  }

  struct Investor: Encodable {
    let id: String
    let label: Bilingual
    let invested: NumberOrNull
    let irr: NumberOrNull
    let irrStatus: String?
    let npv: NumberOrNull
    let payback: NumberOrNull
  }

  struct Member: Encodable {
    let id: String
    let label: Bilingual
    let indicators: [String: NumberOrNull]
    let finalSupport: NumberOrNull
    let mostReceived: NumberOrNull
    let mostGiven: NumberOrNull
    let lowestCash: NumberOrNull
    let support: [NumberOrNull]
  }

  struct Transfer: Encodable {
    let from: String
    let to: String
    let amount: NumberOrNull
  }

  static func gates(_ run: ScenarioRun) -> [Gate] {
    let gates = run.model.gates.flatMap { gate -> [Gate] in
      guard gate.effect != .passRate else {
        return [
          Gate(
            id: gate.id, label: gate.label, value: NumberOrNull(run.outcome(gate.factor)),
            limit: NumberOrNull(nil as Double?),
            upper: false, met: true, effect: gate.effect.rawValue)
        ]
      }
      return gate.conditions.enumerated().map { index, condition in
        Gate(
          id: gate.conditions.count == 1 ? gate.id : "\(gate.id).\(index + 1)",
          label: gate.conditions.count == 1 ? gate.label : condition.label,
          value: NumberOrNull(run.outcome(condition.value)),
          limit: NumberOrNull(run.outcome(condition.limit)),
          upper: condition.isUpper, met: run.outcome(condition.holds)?.value == 1,
          effect: gate.effect.rawValue)
      }
    }
    return gates
      + run.model.coverageLimits.map { limit in
        Gate(
          id: limit.indicator.id, label: limit.indicator.label,
          value: NumberOrNull(run.indicator(limit.indicator.id)),
          limit: NumberOrNull(run.outcome(limit.limit)),
          upper: false, met: run.outcome(limit.isMet)?.value == 1, effect: nil)
      }
  }

  static func accounts(_ run: ScenarioRun) -> [Account] {
    run.model.accounts.map { account in
      func period(_ scalar: Scalar) -> String? { run.outcome(scalar)?.value.flatMap(run.periodLabel) }
      return Account(
        id: account.party.id, label: account.party.label,
        received: NumberOrNull(run.outcome(account.received)),
        paid: NumberOrNull(run.outcome(account.paid)),
        lowestCash: NumberOrNull(run.outcome(account.lowestCash)),
        lowestCashPeriod: period(account.lowestCashPeriod), firstShortfall: period(account.firstShortfall),
        closingCash: NumberOrNull(run.outcome(account.closingCash)),
        coverage: NumberOrNull(account.coverage.flatMap { run.outcome($0) }),
        cash: (run.row(AccountView.cashKey(account.party.id)) ?? []).map { NumberOrNull($0) })
    }
  }

  static func investors(_ run: ScenarioRun) -> [Investor] {
    run.model.investors.map { investor in
      let rate = run.outcome(investor.irr)
      return Investor(
        id: investor.party.id, label: investor.party.label,
        invested: NumberOrNull(run.outcome(investor.invested)),
        irr: NumberOrNull(rate), irrStatus: rate?.reason?.id, npv: NumberOrNull(run.outcome(investor.npv)),
        payback: NumberOrNull(run.outcome(investor.payback)))
    }
  }

  static func members(_ run: ScenarioRun) -> [Member] {
    (run.model.pool?.members ?? []).map { member in
      let values = member.indicators.compactMap { indicator in
        member.node(of: indicator, in: run.model.graph).map {
          (indicator.id, NumberOrNull(run.values.outcome($0)))
        }
      }
      return Member(
        id: member.id, label: member.label, indicators: Dictionary(uniqueKeysWithValues: values),
        finalSupport: NumberOrNull(run.outcome(member.finalSupport)),
        mostReceived: NumberOrNull(run.outcome(member.mostReceived)),
        mostGiven: NumberOrNull(run.outcome(member.mostGiven)),
        lowestCash: NumberOrNull(run.outcome(member.lowestCash)),
        support: (run.row("pool.\(member.id).support") ?? []).map { NumberOrNull($0) })
    }
  }

  static func transfers(_ run: ScenarioRun) -> [Transfer] {
    (run.model.pool?.transfers ?? []).map {
      Transfer(from: $0.from, to: $0.to, amount: NumberOrNull(run.outcome($0.amount)))
    }
  }

  /// A reason as a status; what stops a project names its conditions: `stopped(consent)`.
  static func status(_ reason: Reason?, _ run: ScenarioRun) -> String? {
    reason == .stopped ? "stopped(\(run.stoppedBy.map(\.id).joined(separator: ",")))" : reason?.id
  }
}
