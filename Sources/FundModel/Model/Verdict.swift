package import FundFormula

/// Whether a plan holds, decided once: run, compare, sweeps, winner maps, programmes and reports ask it.
///
/// A plan holds where no condition stops it, where what it sells can be built, where the uses inside the balance horizon
/// are paid by money that has a source, and where its debt is repaid out of the project: cash never below zero to the last
/// repayment, nothing owed at the end. Borrowed money is no surplus, and a top-up without a
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
    /// Cash is below zero for a while inside the balance horizon, and there is debt to serve.
    case shortInTime

    package var label: Bilingual {
      switch self {
      case .stopped: Bilingual(en: "stopped by a condition", zh: "前置条件未满足")
      case .notBuildable: Bilingual(en: "cannot be built", zh: "超出可建规模")
      case .gap: Bilingual(en: "a funding gap", zh: "存在资金缺口")
      case .openTopUp: Bilingual(en: "a top-up without a ceiling", zh: "差额补足未落实额度")
      case .debtNotRepaid: Bilingual(en: "debt is not repaid out of the project", zh: "项目资金不足以偿还债务")
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
      case .shortInTime: Bilingual(en: "cash is in time while debt stands", zh: "债务存续期内资金不断链")
      }
    }
  }

  /// One question of the verdict.
  package struct Test: Sendable {
    package let obstacle: Obstacle
    /// 1 where it does not stand in the way.
    package let isPassed: Scalar
    /// Yuan that are short; zero or less where nothing is. Nil where it is not money that is short.
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

  /// Nil where the uses are an outcome: there is no budget to balance.
  init?(_ book: FlowBook) {
    guard !book.finance[FinanceFacts.usesAreOutcome] else { return nil }
    let debt = DebtTest(book)
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
        [Self.test(.debtNotRepaid, short: $0.short), Self.test(.shortInTime, short: $0.shortBefore)]
      } ?? [])
    debtShort = tests.first { $0.obstacle == .debtNotRepaid }?.short
    func all(_ tests: [Test]) -> Scalar { tests.dropFirst().reduce(tests[0].isPassed) { $0 * $1.isPassed } }
    holds = all(tests).named(Self.holdsKey, Bilingual(en: "the plan holds", zh: "方案成立"), .flag)
    let own: any Indicator.Type = open == nil ? FundingGap.self : FundingGapBeforeTopUp.self
    deciding = debt != nil || (open != nil && hasCeiling) ? nil : own
    short = deciding == nil ? Self.short(paid, debt, book) : nil
  }

  /// The most that is short; the reason where a condition stops the project.
  private static func short(_ gap: Scalar, _ debt: DebtTest?, _ book: FlowBook) -> Scalar {
    let worst = debt.map { larger(gap, larger($0.short, $0.shortBefore)) } ?? gap
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

/// Whether the project's debt is repaid out of the project.
private struct DebtTest {
  /// The larger of what cash lacks at worst after the balance horizon, to the last repayment, and what is owed at the end.
  let short: Scalar
  /// What cash lacks at worst inside the balance horizon.
  let shortBefore: Scalar
  let period: Scalar

  init?(_ book: FlowBook) {
    let debts = Set(
      book.flows.filter { $0.flowClass == .principalPaid && $0.from == Party.project }.map(\.block))
    guard !debts.isEmpty else { return nil }
    let count = book.timeline.count
    let stands = book.throughLife(of: debts)
    // No low before the horizon's end or behind the last repayment counts.
    let inside = book.timeline.before(book.horizonEnd)
    let cash = book.row(FlowBook.cashKey) * .constant(zip(stands, inside).map { $0 * (1 - $1) })
    shortBefore =
      .zero - (book.row(FlowBook.cashKey) * .constant(zip(stands, inside).map { $0 * $1 })).smallest
    let lowest = cash.smallest
    let owed = total(
      book.flows.filter { $0.flowClass == .debtBalance && debts.contains($0.block) }.map {
        $0.row.value(in: .constant(Double(count)))
      })
    short = larger(.zero - lowest, owed)
    period = (Row.zero(count) + lowest).atLeast(cash, tolerance: Tolerance.amount).firstTrue.named(
      "verdict.debtNotRepaid.period",
      Bilingual(en: "period of lowest cash while debt stands", zh: "债务存续期内资金最低的时期"), .period)
  }
}
