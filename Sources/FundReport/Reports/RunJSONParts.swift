import FundAnalysis
import FundFormula
import FundModel

/// What `run --format json` says of conditions, of accounts beside the project's, of investors and of a pool's projects.
enum RunJSONParts {
  /// Something that must reach a limit, or a condition.
  struct Gate: ResultObject {
    let id: String
    let label: Bilingual
    let value: NumberOrReason
    let limit: NumberOrReason
    /// True where the value may not exceed the limit.
    let upper: Bool
    let met: Bool
    /// `stop`, `switch`, `delay`, `passRate`; nil for limits, which are shown and held by `--strict`.
    let effect: String?
  }

  /// Whether the plan holds, and what stands in its way, the worst first.
  struct Verdict: ResultObject {
    struct Obstacle: ResultObject {
      let id: String
      let label: Bilingual
      /// Yuan; left out where it is not money that is short.
      let short: NumberOrReason?
    }
    let holds: Bool
    /// Yuan that works and debt lack at worst; negative where there is room.
    let short: NumberOrReason?
    let obstacles: [Obstacle]
    /// What speaks against the plan though it may hold; `--strict` fails on it.
    let reservations: [Reservation]
  }

  static func verdict(_ run: ScenarioRun) -> Verdict? {
    run.holds.map { holds in
      Verdict(
        holds: holds, short: run.shortAtWorst.map { NumberOrReason($0) },
        obstacles: run.obstacles.map { test in
          Verdict.Obstacle(
            id: test.obstacle.rawValue, label: test.obstacle.label,
            short: test.short.map { NumberOrReason(run.outcome($0)) })
        }, reservations: run.reservations)
    }
  }

  /// One reading of coverage, yuan over the life of the debts.
  struct Coverage: ResultObject {
    let id: String
    let label: Bilingual
    let available: NumberOrReason
    let service: NumberOrReason
    let ratio: NumberOrReason
  }

  struct Account: ResultObject {
    let id: String
    let label: Bilingual
    let received: NumberOrReason
    let paid: NumberOrReason
    let lowestCash: NumberOrReason
    let lowestCashPeriod: String?
    let firstShortfall: String?
    let closingCash: NumberOrReason
    let coverage: NumberOrReason
    let cash: [NumberOrReason]
  }

  struct Investor: ResultObject {
    let id: String
    let label: Bilingual
    let invested: NumberOrReason
    let irr: NumberOrReason
    let npv: NumberOrReason
    let payback: NumberOrReason
  }

  struct Member: ResultObject {
    let id: String
    let label: Bilingual
    let indicators: [String: NumberOrReason]
    let finalSupport: NumberOrReason
    let mostReceived: NumberOrReason
    let mostGiven: NumberOrReason
    let lowestCash: NumberOrReason
    let support: [NumberOrReason]
  }

  struct Transfer: ResultObject {
    let from: String
    let to: String
    let amount: NumberOrReason
  }

  static func gates(_ run: ScenarioRun) -> [Gate] {
    let gates = run.model.gates.flatMap { gate -> [Gate] in
      guard gate.effect != .passRate else {
        return [
          Gate(
            id: gate.id, label: gate.label, value: NumberOrReason(run.outcome(gate.factor)),
            limit: NumberOrReason(nil as Double?),
            upper: false, met: true, effect: gate.effect.rawValue)
        ]
      }
      return gate.conditions.enumerated().map { index, condition in
        Gate(
          id: gate.conditions.count == 1 ? gate.id : "\(gate.id).\(index + 1)",
          label: gate.conditions.count == 1 ? gate.label : condition.label,
          value: NumberOrReason(run.outcome(condition.value)),
          limit: NumberOrReason(run.outcome(condition.limit)),
          upper: condition.isUpper, met: run.outcome(condition.holds)?.value == 1,
          effect: gate.effect.rawValue)
      }
    }
    return gates
      + run.model.coverageLimits.map { limit in
        Gate(
          id: limit.indicator.id, label: limit.indicator.label,
          value: NumberOrReason(run.indicator(limit.indicator.id)),
          limit: NumberOrReason(run.outcome(limit.limit)),
          upper: false, met: run.outcome(limit.isMet)?.value == 1, effect: nil)
      }
  }

  static func coverage(_ run: ScenarioRun) -> [Coverage]? {
    let readings = run.model.coverageReadings
    return readings.isEmpty
      ? nil
      : readings.map { reading in
        Coverage(
          id: reading.id, label: reading.label, available: NumberOrReason(run.outcome(reading.available)),
          service: NumberOrReason(run.outcome(reading.service)),
          ratio: NumberOrReason(run.outcome(reading.ratio)))
      }
  }

  static func accounts(_ run: ScenarioRun) -> [Account] {
    run.model.accounts.map { account in
      func period(_ scalar: Scalar) -> String? { run.outcome(scalar)?.value.flatMap(run.periodLabel) }
      return Account(
        id: account.party.id, label: account.party.label,
        received: NumberOrReason(run.outcome(account.received)),
        paid: NumberOrReason(run.outcome(account.paid)),
        lowestCash: NumberOrReason(run.outcome(account.lowestCash)),
        lowestCashPeriod: period(account.lowestCashPeriod), firstShortfall: period(account.firstShortfall),
        closingCash: NumberOrReason(run.outcome(account.closingCash)),
        coverage: NumberOrReason(account.coverage.flatMap { run.outcome($0) }, absent: Reason.noDebt.id),
        cash: (run.row(AccountView.cashKey(account.party.id)) ?? []).map { NumberOrReason($0) })
    }
  }

  static func investors(_ run: ScenarioRun) -> [Investor] {
    run.model.investors.map { investor in
      Investor(
        id: investor.party.id, label: investor.party.label,
        invested: NumberOrReason(run.outcome(investor.invested)),
        irr: NumberOrReason(run.outcome(investor.irr)), npv: NumberOrReason(run.outcome(investor.npv)),
        payback: NumberOrReason(run.outcome(investor.payback)))
    }
  }

  static func members(_ run: ScenarioRun) -> [Member] {
    (run.model.pool?.members ?? []).map { member in
      let values = member.indicators.compactMap { indicator in
        member.node(of: indicator, in: run.model.graph).map {
          (indicator.id, NumberOrReason(run.values.outcome($0)))
        }
      }
      return Member(
        id: member.id, label: member.label, indicators: Dictionary(uniqueKeysWithValues: values),
        finalSupport: NumberOrReason(run.outcome(member.finalSupport)),
        mostReceived: NumberOrReason(run.outcome(member.mostReceived)),
        mostGiven: NumberOrReason(run.outcome(member.mostGiven)),
        lowestCash: NumberOrReason(run.outcome(member.lowestCash)),
        support: (run.row("pool.\(member.id).support") ?? []).map { NumberOrReason($0) })
    }
  }

  static func transfers(_ run: ScenarioRun) -> [Transfer] {
    (run.model.pool?.transfers ?? []).map {
      Transfer(from: $0.from, to: $0.to, amount: NumberOrReason(run.outcome($0.amount)))
    }
  }

  /// A reason as a status; what stops a project names its conditions: `stopped(consent)`.
  static func status(_ reason: Reason?, _ run: ScenarioRun) -> String? {
    reason == .stopped ? "stopped(\(run.stoppedBy.map(\.id).joined(separator: ",")))" : reason?.id
  }
}
