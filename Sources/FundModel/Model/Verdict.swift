package import FundFormula

/// Whether a plan holds, decided once: run, compare, sweeps, winner maps, programmes and reports ask it.
///
/// A plan holds where no condition stops it, where what it sells can be built, where the uses inside the balance horizon
/// are paid by money that has a source, and where its debt is repaid out of the project: cash never below zero to the last
/// repayment, nothing owed at the end; likewise the debt of accounts beside the project's out of these. Borrowed money is no surplus, and a top-up without a
/// ceiling is a wish: what it pays counts as not paid.
package struct Verdict: Sendable {
  /// What may stand in the way of a plan, the worst first.
  package enum Obstacle: String, Sendable, Hashable, CaseIterable, Codable {
    /// A condition stops the project.
    case stopped
    /// More is added or sold than can be built.
    case notBuildable
    /// Uses are not paid.
    case gap
    /// The gap is closed by a top-up without a ceiling alone.
    case openTopUp
    /// Cash is below zero when debt falls due after the balance horizon, or debt is owed at the end.
    case debtNotRepaid
    /// An account beside the project's does not repay its own debt.
    case accountDebtNotRepaid
    /// Cash is below zero for a while inside the balance horizon, and there is debt to serve.
    case shortInTime

    package var label: Bilingual {
      switch self {
      case .stopped: Bilingual(en: "stopped by a condition", zh: "前置条件未满足")
      case .notBuildable: Bilingual(en: "cannot be built", zh: "超出可建规模")
      case .gap: Bilingual(en: "a funding gap", zh: "存在资金缺口")
      case .openTopUp: Bilingual(en: "a top-up without a ceiling", zh: "差额补足未落实额度")
      case .debtNotRepaid: Bilingual(en: "debt is not repaid out of the project", zh: "项目资金不足以偿还债务")
      case .accountDebtNotRepaid:
        Bilingual(en: "an account does not repay its own debt", zh: "运营等主体的债务不能由其自身资金偿还")
      case .shortInTime: Bilingual(en: "cash is short in time while debt stands", zh: "债务存续期内资金时序不足")
      }
    }

    /// What must hold, so that it does not stand in the way.
    package var condition: Bilingual {
      switch self {
      case .stopped: Bilingual(en: "conditions are met", zh: "满足前置条件")
      case .notBuildable: Bilingual(en: "it can be built", zh: "不超出可建规模")
      case .gap: Bilingual(en: "uses are paid", zh: "资金平衡")
      case .openTopUp: Bilingual(en: "uses are paid without an open-ended top-up", zh: "不靠未约定上限的补足即可平衡")
      case .debtNotRepaid: Bilingual(en: "debt is repaid out of the project", zh: "债务由项目资金按期偿还")
      case .accountDebtNotRepaid:
        Bilingual(en: "accounts repay their own debt", zh: "运营等主体的债务由其自身资金偿还")
      case .shortInTime: Bilingual(en: "cash is in time while debt stands", zh: "债务存续期内资金不断链")
      }
    }
  }

  /// One question of the verdict.
  package struct Test: Sendable {
    package let obstacle: Obstacle
    /// 1 where it does not stand in the way.
    package let isPassed: Scalar
    /// Yuan that are short; negative where there is slack. Nil where it is not money that is short.
    package let short: Scalar?
    /// The key of an amount that is zero or less exactly where nothing is short: where top-ups without a ceiling pay
    /// whatever is missing the gap before them, which stays a straight line in what it is one in. Nil as `short`.
    package let turningKey: String?
  }

  package static let holdsKey = "verdict.holds"
  /// What money is short at worst, where no indicator says it.
  package static let shortKey = "verdict.short"

  /// In order of weight.
  package let tests: [Test]
  /// The keys of what is added and sold beyond what can be built: at most 0 each.
  package let beyond: [String]
  /// 1 where the plan holds, 0 where it does not.
  package let holds: Scalar
  /// The figure that is zero or less where works and debt are paid: the gap itself where it decides alone, so that it
  /// stays a straight line in what it is one in; nil where ``shortKey`` says it.
  package let deciding: (any Indicator.Type)?
  private let short: Scalar?
  /// What the project lacks, at worst, while its debt is repaid or at its end; nil without debt.
  package let debtShort: Scalar?
  /// Number, from 1, of the period in which that is; nil without debt.
  package let debtShortPeriod: Scalar?
  /// Whether somebody tops up without a ceiling: such money counts as not paid.
  package var hasOpenTopUp: Bool { tests.contains { $0.obstacle == .openTopUp } }

  var formulas: [any Quantity] {
    tests.map(\.isPassed) + tests.compactMap(\.short) + [holds] + [debtShortPeriod, short].compactMap { $0 }
  }

  /// Nil where there is no budget to balance: the uses are an outcome, or there are none.
  init?(_ book: FlowBook) {
    guard !book.finance[FinanceFacts.usesAreOutcome],
      book.flows.contains(where: { $0.counting.side == .uses })
    else { return nil }
    let debt = DebtTest(book)
    // An operator's or a company's debt out of its own cash, from the first day on.
    let others = book.accounts.compactMap { DebtTest(book, of: $0.id)?.shortAtAll }
    let ofAccounts = others.dropFirst().reduce(others.first) { one, next in one.map { larger($0, next) } }
    debtShortPeriod = debt?.period
    let open = Self.openTopUps(book)
    let gap = FundingGap.value
    let hasCeiling = book.flows.contains { $0.flowClass == .topUp && !$0.isOpenEnded }
    let paid = open.map { hasCeiling ? gap + $0 : FundingGapBeforeTopUp.value } ?? gap
    beyond = PhysicalLimits.beyond(book).map(\.key)
    tests =
      [Self.stopped(book), Self.buildable(book)].compactMap { $0 }
      + [Self.test(.gap, short: gap)]
      + (open.map {
        [Self.test(.openTopUp, short: $0, turning: hasCeiling ? nil : FundingGapBeforeTopUp.key)]
      } ?? [])
      + (debt.map {
        [Self.test(.debtNotRepaid, short: $0.short)]
      } ?? []) + (ofAccounts.map { [Self.test(.accountDebtNotRepaid, short: $0)] } ?? [])
      + (debt?.shortBefore.map { [Self.test(.shortInTime, short: $0)] } ?? [])
    debtShort = tests.first { $0.obstacle == .debtNotRepaid }?.short
    func all(_ tests: [Test]) -> Scalar { tests.dropFirst().reduce(tests[0].isPassed) { $0 * $1.isPassed } }
    holds = all(tests).named(Self.holdsKey, Bilingual(en: "the plan holds", zh: "方案成立"), .flag)
    let own: any Indicator.Type = open == nil ? FundingGap.self : FundingGapBeforeTopUp.self
    deciding = debt != nil || ofAccounts != nil || (open != nil && hasCeiling) ? nil : own
    let debts = [debt?.short, debt?.shortBefore, ofAccounts].compactMap { $0 }
    short = deciding == nil ? Self.short(debts.reduce(paid) { larger($0, $1) }, book) : nil
  }

  /// The most that is short; the reason where a condition stops the project.
  private static func short(_ worst: Scalar, _ book: FlowBook) -> Scalar {
    let stops = book.gates.contains { $0.effect == .stop }
    return (stops ? .reference(ModelViews.goesOnKey) * worst : worst * .one).named(
      shortKey, Bilingual(en: "money short at worst", zh: "最大短缺金额"), .yuan)
  }

  private static func test(_ obstacle: Obstacle, short: Scalar, turning: String? = nil) -> Test {
    let key = "verdict.\(obstacle.rawValue).short"
    let named = short.named(
      key,
      Bilingual(en: "\(obstacle.label.en): yuan short", zh: "\(obstacle.label.zh)·短缺金额"), .yuan)
    return Test(
      obstacle: obstacle, isPassed: passed(obstacle, Scalar.zero.reaches(named, .yuan)), short: named,
      turningKey: turning ?? key)
  }

  private static func passed(_ obstacle: Obstacle, _ flag: Scalar) -> Scalar {
    flag.named(
      "verdict.\(obstacle.rawValue).passed",
      Bilingual(en: "\(obstacle.label.en): no", zh: "\(obstacle.label.zh)：否"), .flag)
  }

  private static func stopped(_ book: FlowBook) -> Test? {
    let stops = book.gates.filter { $0.effect == .stop }.map(\.isMet)
    guard let first = stops.first else { return nil }
    return Test(
      obstacle: .stopped, isPassed: passed(.stopped, stops.dropFirst().reduce(first) { $0 * $1 }), short: nil,
      turningKey: nil)
  }

  private static func buildable(_ book: FlowBook) -> Test? {
    let limits = PhysicalLimits.beyond(book)
    guard !limits.isEmpty else { return nil }
    let kept = limits.map { Scalar.zero.reaches(Scalar.reference($0.key), $0.unit) }
    return Test(
      obstacle: .notBuildable, isPassed: passed(.notBuildable, kept.dropFirst().reduce(kept[0]) { $0 * $1 }),
      short: nil, turningKey: nil)
  }

  /// What top-ups without a ceiling pay; nil where there are none.
  private static func openTopUps(_ book: FlowBook) -> Scalar? {
    let open = book.flows.filter { $0.flowClass == .topUp && $0.to == Party.project && $0.isOpenEnded }
    return open.isEmpty ? nil : total(open.map { book.sumInHorizon($0.row) })
  }
}

/// Whether the debt of an account is repaid out of it.
private struct DebtTest {
  /// The larger of what cash lacks at worst after the balance horizon, to the last repayment, and what is owed at the end;
  /// negative where there is slack.
  let short: Scalar
  /// What cash lacks at worst inside the balance horizon, likewise; nil where no debt stands inside it.
  let shortBefore: Scalar?
  /// Number, from 1, of the period in which that is: the last one where what is owed at the end is more.
  let period: Scalar

  /// The larger of both.
  var shortAtAll: Scalar { shortBefore.map { larger(short, $0) } ?? short }

  init?(_ book: FlowBook, of account: String = Party.project) {
    let debts = Set(
      book.flows.filter { $0.flowClass == .principalPaid && $0.from == account }.map(\.block))
    guard !debts.isEmpty else { return nil }
    let count = book.timeline.count
    let inside = book.timeline.before(book.horizonEnd)
    let stands = zip(book.toLastRepayment(of: debts), inside)
    let (before, after) = (stands.map { $0 * $1 }, stands.map { $0 * (1 - $1) })
    let cash = book.row(AccountView.cashKey(account))
    // No low outside these periods counts: cash has no value there.
    func least(in periods: [Double]) -> Scalar? {
      periods.contains(1)
        ? cash.divided(by: Row.constant(periods), orElse: .noDebt).smallest : nil
    }
    shortBefore = least(in: before).map { .zero - $0 }
    let owed = total(
      book.flows.filter { $0.flowClass == .debtBalance && debts.contains($0.block) }.map {
        $0.row.value(in: .constant(Double(count)))
      })
    func named(_ period: Scalar) -> Scalar {
      account == Party.project
        ? period.named(
          "verdict.debtNotRepaid.period",
          Bilingual(en: "period of lowest cash while debt stands", zh: "债务存续期内资金最低的时期"), .period)
        : period
    }
    let last = Scalar.constant(Double(count))
    guard let lowest = least(in: after) else {
      short = owed
      period = named(last)
      return
    }
    // Where nothing is owed at the end what cash lacks is told, and so how much slack there is.
    let lack = Scalar.zero - lowest
    let isOwed = Scalar.one - Scalar.zero.reaches(owed, .yuan)
    let isMore = isOwed * (Scalar.one - lack.reaches(owed, .yuan))
    short = lack + isOwed * (larger(lack, owed) - lack)
    let ofCash =
      ((Row.zero(count) + lowest).atLeast(cash, tolerance: Tolerance.amount) * .constant(after)).firstTrue
    period = named(ofCash + isMore * (last - ofCash))
  }
}
