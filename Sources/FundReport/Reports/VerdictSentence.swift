import FundAnalysis
import FundFormula
import FundModel

/// What the verdict of a run says about money, in a sentence: the worst truth first.
struct VerdictSentence {
  let run: ScenarioRun
  let unit: MoneyUnit

  /// Uses against sources, and whether debt is repaid; nil where there is no budget. Conditions that stop a project are
  /// told elsewhere.
  var balance: Bilingual? {
    guard let gap = run.indicator("fundingGapBeforeTopUp")?.value,
      let rest = run.indicator("fundingGap")?.value
    else { return nil }
    let debt = debtSentence(isPaid: rest <= Tolerance.amount)
    let money = money(gap, rest, hasDebt: run.model.verdict?.debtShort != nil)
    // A debt that is not repaid goes before a surplus of borrowed money.
    guard let debt else { return money }
    return rest > Tolerance.amount
      ? Bilingual(en: "\(money.en); \(debt.en)", zh: "\(money.zh)；\(debt.zh)") : debt
  }

  private func money(_ gap: Double, _ rest: Double, hasDebt: Bool) -> Bilingual {
    if rest > Tolerance.amount {
      return Bilingual(en: "Shortfall of \(text(rest, .en))", zh: "存在缺口 \(text(rest, .zh))")
    }
    if run.obstacles.contains(where: { $0.obstacle == .openTopUp }) {
      return Bilingual(
        en: "Not covered: \(text(gap, .en)) before a top-up that has no ceiling and no secured source",
        zh: "补足前缺口 \(text(gap, .zh))，差额补足未约定上限，来源未落实")
    }
    if gap > Tolerance.amount {
      return Bilingual(
        en: "Balances after a top-up of \(text(gap, .en))", zh: "资金平衡（由差额补足 \(text(gap, .zh))）")
    }
    guard gap < -Tolerance.amount else { return Bilingual(en: "Balances", zh: "资金平衡") }
    // Borrowed money is no surplus of the project.
    return hasDebt
      ? Bilingual(
        en: "Balances; construction money exceeds the uses by \(text(-gap, .en)), and the debt is repaid",
        zh: "资金平衡，债务可按期偿还；建设资金（含债务资金）结余 \(text(-gap, .zh))")
      : Bilingual(en: "Balances with a surplus of \(text(-gap, .en))", zh: "资金平衡，结余 \(text(-gap, .zh))")
  }

  private func debtSentence(isPaid: Bool) -> Bilingual? {
    guard let test = run.obstacles.first(where: { $0.obstacle == .debtNotRepaid }),
      let short = test.short.flatMap(run.outcome)?.value
    else { return nil }
    let when = run.model.verdict?.debtShortPeriod.flatMap(run.outcome)?.value.flatMap(run.periodLabel) ?? "…"
    return isPaid
      ? Bilingual(
        en: "Construction can be paid, but the debt cannot be repaid: \(text(short, .en)) short in \(when)",
        zh: "建设资金可以平衡，但债务无法按期偿还：\(when) 资金短缺 \(text(short, .zh))")
      : Bilingual(
        en: "the debt cannot be repaid either: \(text(short, .en)) short in \(when)",
        zh: "债务亦无法按期偿还，\(when) 资金短缺 \(text(short, .zh))")
  }

  private func text(_ yuan: Double, _ language: Language) -> String {
    "\(NumberText.amount(yuan, in: unit)) \(unit.name[language])"
  }
}
