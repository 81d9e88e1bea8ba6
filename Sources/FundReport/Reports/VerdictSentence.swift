import FundAnalysis
import FundFormula
import FundModel

/// What the verdict of a run says about money, in a sentence: a clause for each obstacle, the worst first; what is well
/// only behind it.
struct VerdictSentence {
  let run: ScenarioRun
  let unit: MoneyUnit

  /// What stands in the way of the plan, or that it balances, without a full stop; nil where there is no budget.
  /// Conditions that stop a project are told elsewhere.
  var balance: Bilingual? { clauses.map { Self.joined($0).capitalised } }

  /// The same and what the verdict does not ask: cash over time, other accounts, limits of coverage.
  var text: Bilingual? {
    clauses.map { clauses in
      let told = Self.joined(isCashTold ? clauses : withCash(clauses)).asSentence
      let rest = ReservationText(unit: unit).clauses(run.reservations.filter { $0.kind != .shortCash }).map(
        \.asSentence)
      // What speaks against a plan that holds is the worse truth.
      let all = tests.isEmpty ? rest + [told] : [told] + rest
      return Bilingual(en: all.map(\.en).joined(separator: " "), zh: all.map(\.zh).joined())
    }
  }

  /// Debt that is not served says when cash is short already.
  private var isCashTold: Bool { tests.contains { [.debtNotRepaid, .shortInTime].contains($0.obstacle) } }

  private var tests: [Verdict.Test] { run.obstacles.filter { $0.obstacle != .stopped } }

  private var clauses: [Bilingual]? {
    guard let gap = run.indicator(FundingGapBeforeTopUp.id)?.value, run.holds != nil else { return nil }
    return tests.isEmpty ? [balanced(gap)] : tests.enumerated().map { clause($1, isFirst: $0 == 0) }
  }

  private static func joined(_ clauses: [Bilingual]) -> Bilingual {
    Bilingual(en: clauses.map(\.en).joined(separator: "; "), zh: clauses.map(\.zh).joined(separator: "；"))
  }

  private func text(_ yuan: Double, _ language: Language) -> String {
    "\(NumberText.amount(yuan, in: unit)) \(unit.name[language])"
  }

  // MARK: What stands in the way

  private func clause(_ test: Verdict.Test, isFirst: Bool) -> Bilingual {
    let short = test.short.flatMap(run.outcome)?.value ?? 0
    return switch test.obstacle {
    case .stopped: test.obstacle.label
    case .notBuildable: notBuildable
    case .gap: Bilingual(en: "shortfall of \(text(short, .en))", zh: "存在缺口 \(text(short, .zh))")
    case .openTopUp: openTopUp(short)
    case .debtNotRepaid: debtNotRepaid(short, isFirst: isFirst)
    case .accountDebtNotRepaid:
      Bilingual(
        en: "debt of another account cannot be repaid out of it: \(text(short, .en)) short at worst",
        zh: "运营等主体自身的债务无法按期偿还，最多短缺 \(text(short, .zh))")
    case .shortInTime: shortInTime(short, isFirst: isFirst)
    }
  }

  private func openTopUp(_ short: Double) -> Bilingual {
    let open = run.model.flows.filter { $0.flowClass == .topUp && $0.isOpenEnded && $0.to == Party.project }
    return open.allSatisfy { $0.status?.isSecured ?? false }
      ? Bilingual(
        en: "not covered: \(text(short, .en)), left to a top-up that is agreed but has no ceiling",
        zh: "尚缺 \(text(short, .zh))，靠差额补足，虽已批复或签约，但未约定补足上限")
      : Bilingual(
        en: "not covered: \(text(short, .en)), left to a top-up that has no ceiling and no secured source",
        zh: "尚缺 \(text(short, .zh))，仅靠未约定上限的差额补足，来源未落实")
  }

  /// What lies beyond the site and the parking built.
  private var notBuildable: Bilingual {
    let beyond = (run.model.verdict?.beyond ?? []).compactMap { key -> Bilingual? in
      guard let value = run.outcome(key)?.value, value > Tolerance.area,
        let name = run.model.graph.node(key).flatMap({ run.model.graph.nodes[$0].name })
      else { return nil }
      let amount = FigureText(unit: unit).value(value, name.unit)
      return Bilingual(en: "\(name.label.en) \(amount.en)", zh: "\(name.label.zh) \(amount.zh)")
    }
    return Bilingual(
      en: "cannot be built: \(beyond.map(\.en).joined(separator: ", "))",
      zh: "超出可建规模：\(beyond.map(\.zh).joined(separator: "、"))")
  }

  private func debtNotRepaid(_ short: Double, isFirst: Bool) -> Bilingual {
    let when = run.model.verdict?.debtShortPeriod.flatMap(run.outcome)?.value.flatMap(run.periodLabel) ?? "…"
    return isFirst
      ? Bilingual(
        en: "construction can be paid, but the debt cannot be repaid: \(text(short, .en)) short in \(when)",
        zh: "建设资金可以平衡，但债务无法按期偿还：\(when) 资金短缺 \(text(short, .zh))")
      : Bilingual(
        en: "the debt cannot be repaid either: \(text(short, .en)) short in \(when)",
        zh: "债务亦无法按期偿还，\(when) 资金短缺 \(text(short, .zh))")
  }

  private func shortInTime(_ short: Double, isFirst: Bool) -> Bilingual {
    // The test knows how much, not when: the first period in which cash is as low.
    let place = run.row(FlowBook.cashKey)?.firstIndex { abs($0 + short) <= Tolerance.amount }
    let when = place.flatMap { run.periodLabel(Double($0 + 1)) } ?? "…"
    return isFirst
      ? Bilingual(
        en: "cash is short in time while debt stands, at worst by \(text(short, .en)) in \(when); "
          + "in the end uses are paid and the debt is repaid",
        zh: "债务存续期内资金时序不足，\(when) 最多短缺 \(text(short, .zh))；建设资金最终可以平衡，债务可以还清")
      : Bilingual(
        en: "cash is also short in time while debt stands, at worst by \(text(short, .en)) in \(when)",
        zh: "债务存续期内资金时序亦不足，\(when) 最多短缺 \(text(short, .zh))")
  }

  // MARK: What is well

  private func balanced(_ gap: Double) -> Bilingual {
    if gap > Tolerance.amount {
      return Bilingual(
        en: "balances after a top-up of \(text(gap, .en))", zh: "资金平衡（由差额补足 \(text(gap, .zh))）")
    }
    guard gap < -Tolerance.amount else { return Bilingual(en: "balances", zh: "资金平衡") }
    // Borrowed money is no surplus of the project.
    return run.model.verdict?.debtShort != nil
      ? Bilingual(
        en: "balances; construction money exceeds the uses by \(text(-gap, .en)), and the debt is repaid",
        zh: "资金平衡，债务可按期偿还；建设资金（含债务资金）结余 \(text(-gap, .zh))")
      : Bilingual(en: "balances with a surplus of \(text(-gap, .en))", zh: "资金平衡，结余 \(text(-gap, .zh))")
  }

  /// The clauses with that of cash over time: what is short is the worse truth, and stands before a balance.
  private func withCash(_ clauses: [Bilingual]) -> [Bilingual] {
    let short = run.reservations.filter { $0.kind == .shortCash }
    guard let cash = ReservationText(unit: unit).clauses(short, isAlso: !tests.isEmpty).first else {
      return clauses + [Bilingual(en: "cash is never below zero", zh: "累计资金各期均不为负")]
    }
    guard tests.isEmpty, let balanced = clauses.first else { return clauses + [cash] }
    return [cash, Bilingual(en: "in the end it \(balanced.en)", zh: "静态\(balanced.zh)")]
  }
}
