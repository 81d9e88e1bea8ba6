package import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// The document of `run`: the answer first, then where money comes from and goes, who pays, cash, households,
/// indicators, what is assumed.
package struct RunReport {
  private let run: ScenarioRun
  private let unit: MoneyUnit
  private var model: Model { run.model }
  private var isOutcome: Bool { run.indicator("unattributed") != nil }

  /// - Parameter unit: of the amounts in sentences; those in tables have the writer's.
  package init(_ run: ScenarioRun, unit: MoneyUnit = .wan) {
    self.run = run
    self.unit = unit
  }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    let summary = run.scenario.content.summary
    if !summary.en.isEmpty { blocks.append(.paragraph(text: summary)) }
    if run.assumedShare >= 0.3 { blocks.append(.banner(text: Self.demonstration)) }
    blocks.append(.verdict(text: verdict, good: run.isSound))
    // Of a project that is not carried out there is nothing to headline but that.
    if run.stoppedBy.isEmpty { blocks.append(.keyValues(items: headline)) }
    blocks += DoubtsTable(run).table.map { [.table($0)] } ?? []
    blocks += PoolTable(run).tables.map(DocumentBlock.table)
    let tables = [
      BalanceTable(run, unit: unit).table, ProductTable(run).table, MatchingTable(run).table,
      PartyTable(run).construction, PartyTable(run).table,
      GovernmentTable(run).table, CashTable(run).table,
      DebtTable(run).table, CoverageTable(run).table, FiscalTable(run).table, HouseholdTable(run).table,
      AccountTable(run).table,
      InvestorTable(run).table,
      LimitTable(run).table, IndicatorTable(run).table,
    ]
    blocks += tables.compactMap { $0.map(DocumentBlock.table) }
    blocks += PublishedTable(run).blocks + RulesToObserve(run).blocks
    blocks += AssumptionBlocks(run).blocks
    return Document(title: run.scenario.content.title, blocks: blocks)
  }

  static let demonstration = Bilingual(
    en:
      "Demonstration figures, not a basis for an application: 30 % of the uses or more rest on assumed numbers.",
    zh: "演示数据，不得作为申报依据：资金需求中 30% 以上依赖假设数。")

  // MARK: The answer

  private var verdict: Bilingual {
    guard run.stoppedBy.isEmpty else { return stopped }
    let text = { (yuan: Double, language: Language) in
      "\(NumberText.amount(yuan, in: unit)) \(unit.name[language])"
    }
    if let rest = run.indicator("unattributed")?.value {
      let share = NumberText.share(run.indicator("explainedShare")?.value ?? 0)
      return Bilingual(
        en:
          "Named sources explain \(share) of the investment brought about; \(text(rest, .en)) are not explained by the "
          + "source. That is no funding gap.",
        zh: "已列明来源占拉动投资额的 \(share)，其余 \(text(rest, .zh))来源未说明，并非资金缺口。")
    }
    return VerdictSentence(run: run, unit: unit).text
      ?? Bilingual(en: "No balance.", zh: "无法判断资金平衡。")
  }

  /// A condition is not met: the project is not carried out, and what follows is only what was planned.
  private var stopped: Bilingual {
    let gates = run.stoppedBy.map(\.label)
    return Bilingual(
      en:
        "Stopped: \(gates.map { "“\($0.en)”" }.joined(separator: ", ")) not met. The flows below are those planned.",
      zh: "项目不实施：前置条件\(gates.map { "“\($0.zh)”" }.joined(separator: "、"))未满足。以下仅列示计划资金流。")
  }

  private var headline: [KeyValue] {
    let ids =
      isOutcome
      ? ["totalUses", "totalSources", "unattributed", "explainedShare"]
      : ["totalInvestment", "securedSources", "fundingGapBeforeTopUp", "burdenPerHousehold", "lowestCash"]
    return ids.compactMap { id in
      guard let indicator = model.indicators.first(where: { $0.id == id }), let outcome = run.indicator(id)
      else {
        return nil
      }
      let note =
        id == "lowestCash"
        ? run.indicator("lowestCashPeriod")?.value.flatMap(run.periodLabel).map { Bilingual(verbatim: $0) }
        : nil
      let value = outcome.value.flatMap {
        indicator.unit == .yuanPerHousehold ? Table.Cell.amountYuan($0) : nil
      }
      return KeyValue(indicator.label, value ?? Table.Cell.outcome(outcome, indicator.unit, run), note: note)
    }
  }
}
