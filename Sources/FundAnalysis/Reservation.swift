package import FundFormula
internal import FundModel

/// What speaks against a plan though it may hold: cash that is short for a while, a coverage below its limit, an account
/// beside the project's that runs dry.
package struct Reservation: Sendable, Codable {
  package enum Kind: String, Sendable, Codable {
    case shortCash, shortAccount, belowLimit
  }

  package let kind: Kind
  /// Of the account or the indicator; of the project's cash its lowest.
  package let label: Bilingual
  /// Yuan short at worst; nil where it is not money.
  package let short: Double?
  /// Labels of the first period in which it is short, and of that in which it is shortest.
  package let from: String?
  package let period: String?

  init(
    _ kind: Kind, _ label: Bilingual, short: Double? = nil, from: String? = nil, period: String? = nil
  ) {
    self.kind = kind
    self.label = label
    self.short = short
    self.from = from
    self.period = period
  }
}

extension ScenarioRun {
  /// What the verdict does not ask and a planner has to know: cash, then accounts, then limits of coverage.
  package var reservations: [Reservation] {
    [cashReservation].compactMap { $0 } + accountReservations + limits
  }

  /// The plan holds and nothing speaks against it, and no condition stops it. Where the uses are an outcome there is
  /// nothing to fail.
  package var isSound: Bool {
    guard stoppedBy.isEmpty else { return false }
    return indicator(Unattributed.id) != nil || holds == true && reservations.isEmpty
  }

  private var cashReservation: Reservation? {
    guard let survives = indicator(Survives.id), survives.value != 1 else { return nil }
    return Reservation(
      .shortCash, LowestCash.label, short: indicator(LowestCash.id)?.value.map { -$0 },
      period: indicator(LowestCashPeriod.id)?.value.flatMap(periodLabel))
  }

  /// Other accounts, such as the upkeep account years after handover.
  private var accountReservations: [Reservation] {
    shortAccounts.map { account in
      func period(_ scalar: Scalar) -> String? { outcome(scalar)?.value.flatMap(periodLabel) }
      return Reservation(
        .shortAccount, account.party.label, short: outcome(account.lowestCash)?.value.map { -$0 },
        from: period(account.firstShortfall), period: period(account.lowestCashPeriod))
    }
  }

  private var limits: [Reservation] {
    model.coverageLimits.filter { outcome($0.isMet)?.value != 1 }.map {
      Reservation(.belowLimit, $0.indicator.label)
    }
  }
}
