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
    if run.assumedShare >= 0.3 { blocks.append(.banner(text: Self.demonstration)) }
    blocks.append(.verdict(text: verdict, good: isGood))
    blocks.append(.keyValues(items: headline))
    blocks.append(.table(balanceTable))
    if !partyRows.isEmpty { blocks.append(.table(partyTable)) }
    if !isOutcome { blocks.append(.table(cashTable)) }
    if let debtTable { blocks.append(.table(debtTable)) }
    if !model.households.isEmpty { blocks.append(.table(householdTable)) }
    if !model.coverageLimits.isEmpty { blocks.append(.table(limitTable)) }
    blocks.append(.table(indicatorTable))
    blocks += PublishedTable(run).blocks + RulesToObserve(run).blocks
    blocks += assumptions
    return Document(title: run.scenario.content.title, blocks: blocks)
  }

  static let demonstration = Bilingual(
    en:
      "Demonstration figures, not a basis for an application: 30 % of the uses or more rest on assumed numbers.",
    zh: "演示数据，不得作为申报依据：资金需求中 30% 以上依赖假设数。")

  // MARK: The answer

  private var gap: Double? { run.indicator("fundingGapBeforeTopUp")?.value }
  private var finalGap: Double? { run.indicator("fundingGap")?.value }

  /// Balanced to half a fen, cash never below zero, coverage not below its limits. Where the uses are an outcome there is
  /// nothing to fail.
  package var isGood: Bool {
    if isOutcome { return true }
    return (finalGap ?? 1) <= 0.005 && run.indicator("survives")?.value == 1
      && model.coverageLimits.allSatisfy { run.outcome($0.isMet)?.value == 1 }
  }

  private var verdict: Bilingual {
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
    guard let gap, let finalGap else { return Bilingual(en: "No balance.", zh: "无法判断资金平衡。") }
    let balance: Bilingual
    if finalGap > 0.005 {
      balance = Bilingual(en: "Shortfall of \(text(finalGap, .en))", zh: "存在缺口 \(text(finalGap, .zh))")
    } else if gap > 0.005 {
      balance = Bilingual(
        en: "Balances after a top-up of \(text(gap, .en))", zh: "资金平衡（由差额补足 \(text(gap, .zh))）")
    } else if gap < -0.005 {
      balance = Bilingual(
        en: "Balances with a surplus of \(text(-gap, .en))", zh: "资金平衡，结余 \(text(-gap, .zh))")
    } else {
      balance = Bilingual(en: "Balances", zh: "资金平衡")
    }
    let cash = cashSentence(isBalanced: finalGap <= 0.005)
    return Bilingual(en: "\(balance.en); \(cash.en)", zh: "\(balance.zh)；\(cash.zh)")
  }

  private func cashSentence(isBalanced: Bool) -> Bilingual {
    guard let lowest = run.indicator("lowestCash")?.value, lowest < -0.005 else {
      return Bilingual(en: "cash is never below zero.", zh: "累计资金各期均不为负。")
    }
    let period = run.indicator("lowestCashPeriod")?.value.flatMap(run.periodLabel) ?? "…"
    let amount = NumberText.amount(-lowest, in: unit)
    return Bilingual(
      en:
        "\(isBalanced ? "but " : "")cash is \(isBalanced ? "" : "also ")short in time, at worst by \(amount) \(unit.name.en) in \(period).",
      zh: "\(isBalanced ? "但" : "")资金时序\(isBalanced ? "" : "亦")不足，\(period) 最多短缺 \(amount) \(unit.name.zh)。")
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
      return KeyValue(indicator.label, value ?? Self.cell(outcome, indicator.unit, run), note: note)
    }
  }

  // MARK: The capital balance

  private var balanceTable: Table {
    var columns: [Table.Column] = [
      .init(id: "number", title: Bilingual(en: "No.", zh: "序号"), alignment: .centre, importance: 1),
      .init(id: "item", title: Bilingual(en: "Item", zh: "项目")),
      .init(id: "amount", title: Bilingual(en: "Amount", zh: "金额"), alignment: .trailing, unit: .money),
      .init(id: "share", title: Bilingual(en: "Share", zh: "占比"), alignment: .trailing),
      .init(
        id: "perHousehold", title: Bilingual(en: "Per household", zh: "户均"), alignment: .trailing,
        importance: 2,
        unit: .named(Bilingual(en: "yuan", zh: "元"))),
    ]
    if hasArea {
      columns.append(
        .init(
          id: "perArea", title: Bilingual(en: "Per new m²", zh: "单方"), alignment: .trailing, importance: 3,
          unit: .named(Bilingual(en: "yuan/m²", zh: "元/㎡"))))
    }
    columns += [
      .init(id: "status", title: Bilingual(en: "Status", zh: "落实状态"), importance: 4),
      .init(id: "when", title: Bilingual(en: "Arrival", zh: "到位时间"), importance: 5),
      .init(id: "basis", title: Bilingual(en: "Basis", zh: "依据"), importance: 6),
    ]
    let builder = BalanceRows(run: run, hasArea: hasArea)
    var notes: [Bilingual] = []
    if builder.marksAssumed { notes.append(Bilingual(en: "※ rests on assumed numbers.", zh: "※ 含假设数。")) }
    if builder.marksAtLeast {
      notes.append(Bilingual(en: "≥ a lower bound in its source.", zh: "≥ 为依据来源所列下限。"))
    }
    notes += model.balance.lines.compactMap { line in
      line.countsAs.map { other in
        Bilingual(
          en: "“\(line.label.en)” counts as \(other.label.en) (countsAs).",
          zh: "口径说明：“\(line.label.zh)”按\(other.label.zh)归类。")
      }
    }
    return Table(
      id: "balance", title: Bilingual(en: "Capital balance", zh: "资金平衡表"), columns: columns,
      rows: builder.rows, notes: notes, labelColumn: "item")
  }

  // MARK: Who pays

  private var partyRows: [Table.Row] {
    model.parties.compactMap { burden in
      let paid = run.outcome(burden.paid)?.value ?? 0
      let received = run.outcome(burden.received)?.value ?? 0
      guard abs(paid) > 0.005 || abs(received) > 0.005 else { return nil }
      let pays = abs(paid) > 0.005
      func cell(_ scalar: Scalar?, _ unit: ValueUnit) -> Table.Cell {
        guard pays, let scalar, let outcome = run.outcome(scalar), outcome.value != nil else { return .empty }
        return Self.cell(outcome, unit, run)
      }
      return Table.Row(
        id: burden.party.id,
        cells: [
          .text(burden.party.label), .amount(paid), cell(burden.measures.share, .share),
          cell(burden.measures.perHousehold, .yuanPerHousehold), .amount(received),
        ] + (hasArea ? [cell(burden.measures.perArea, .yuanPerArea)] : [])
          + [run.outcome(burden.presentValue).map { Self.cell($0, .yuan, run) } ?? .empty])
    }
  }

  private var hasArea: Bool { model.balance.measures.values.contains { $0.perArea != nil } }

  private var partyTable: Table {
    var columns: [Table.Column] = [
      .init(id: "party", title: Bilingual(en: "Party", zh: "参与方")),
      .init(id: "paid", title: Bilingual(en: "Pays", zh: "支付"), alignment: .trailing, unit: .money),
      .init(id: "share", title: Bilingual(en: "Of uses", zh: "占资金需求"), alignment: .trailing, importance: 1),
      .init(
        id: "perHousehold", title: Bilingual(en: "Per household", zh: "户均"), alignment: .trailing,
        importance: 2,
        unit: .named(Bilingual(en: "yuan", zh: "元"))),
      .init(id: "received", title: Bilingual(en: "Receives", zh: "收取"), alignment: .trailing, unit: .money),
    ]
    if hasArea {
      columns.append(
        .init(
          id: "perArea", title: Bilingual(en: "Per new m²", zh: "单方"), alignment: .trailing, importance: 4,
          unit: .named(Bilingual(en: "yuan/m²", zh: "元/㎡"))))
    }
    columns.append(
      .init(
        id: "presentValue", title: Bilingual(en: "Net payment, present value", zh: "净支付现值"),
        alignment: .trailing,
        importance: 3, unit: .money))
    return Table(
      id: "parties", title: Bilingual(en: "Who pays, who receives, over all time", zh: "出资分担表（全周期）"),
      columns: columns, rows: partyRows)
  }

  // MARK: Cash

  private var cashTable: Table {
    let timeline = model.timeline
    let cash = run.row(FlowBook.cashKey) ?? []
    let change = run.row(YearlyRows.cashChangeKey) ?? []
    let shownPeriodByPeriod = timeline.count <= 16
    let byPeriod = run.row(FlowBook.cashChangeKey) ?? []
    let indices = timeline.periods.indices.filter { index in
      shownPeriodByPeriod || index + 1 == timeline.count
        || timeline.periods[index + 1].year != timeline.periods[index].year
    }
    let rows = indices.map { index in
      let label = shownPeriodByPeriod ? timeline.periods[index].label : "\(timeline.periods[index].year)"
      return Table.Row(
        id: label,
        cells: [
          .text(Bilingual(verbatim: label)), .amount(shownPeriodByPeriod ? byPeriod[index] : change[index]),
          .amount(cash[index]),
        ])
    }
    return Table(
      id: "cash", title: Bilingual(en: "Cash of the project", zh: "项目资金余缺"),
      columns: [
        .init(
          id: "period",
          title: shownPeriodByPeriod ? Bilingual(en: "Period", zh: "时期") : Bilingual(en: "Year", zh: "年份")),
        .init(id: "change", title: Bilingual(en: "Change", zh: "净流量"), alignment: .trailing, unit: .money),
        .init(
          id: "cash", title: Bilingual(en: "Cash at the end", zh: "期末累计资金"), alignment: .trailing,
          unit: .money),
      ], rows: rows)
  }

  // MARK: Debt

  /// Whether some debt repays all at the end.
  private var hasBullet: Bool {
    (model.content.blocks[.debt] ?? []).contains { block in
      guard case .word(let word)? = block.values["repayment"] else { return block.kind == SpecialBond.kind }
      return word == "bullet"
    }
  }

  /// Principal and interest of each year after the horizon, and what covers them.
  private var debtTable: Table? {
    guard let service = run.row(YearlyRows.debtServiceKey), let dscr = run.row(YearlyRows.dscrKey),
      let cumulative = run.row(YearlyRows.cumulativeCoverageKey)
    else { return nil }
    let years = model.timeline.periods.indices.filter { service[$0] != 0 }
    guard !years.isEmpty else { return nil }
    return Table(
      id: "debt", title: Bilingual(en: "Repayment by year", zh: "偿债安全逐年表"),
      columns: [
        .init(id: "year", title: Bilingual(en: "Year", zh: "年份")),
        .init(
          id: "service", title: Bilingual(en: "Principal and interest", zh: "应付本息"), alignment: .trailing,
          unit: .money),
        .init(id: "dscr", title: Bilingual(en: "DSCR", zh: "偿债备付率（DSCR）"), alignment: .trailing),
        .init(
          id: "cumulative", title: Bilingual(en: "Coverage from cash in hand", zh: "逐年累计资金覆盖倍数"),
          alignment: .trailing),
      ],
      rows: years.map { index in
        Table.Row(
          id: "\(model.timeline.periods[index].year)",
          cells: [
            .text(Bilingual(verbatim: "\(model.timeline.periods[index].year)")), .amount(service[index]),
            Self.cell(Outcome(dscr[index]), .ratio, run), Self.cell(Outcome(cumulative[index]), .ratio, run),
          ])
      },
      notes: hasBullet
        ? [
          Bilingual(
            en:
              "In the last year of a bullet bond the yearly ratio is near 0: coverage from cash in hand is the test.",
            zh: "到期一次还本的末年单年倍数接近 0，以逐年累计资金覆盖倍数判断。")
        ] : [])
  }

  private var limitTable: Table {
    Table(
      id: "gates", title: Bilingual(en: "Limits", zh: "前置条件核查"),
      columns: [
        .init(id: "indicator", title: Bilingual(en: "Condition", zh: "条件")),
        .init(id: "value", title: Bilingual(en: "Value", zh: "数值"), alignment: .trailing),
        .init(id: "limit", title: Bilingual(en: "At least", zh: "下限"), alignment: .trailing),
        .init(id: "met", title: Bilingual(en: "Met", zh: "是否满足")),
      ],
      rows: model.coverageLimits.map { gate in
        let met = run.outcome(gate.isMet)?.value == 1
        return Table.Row(
          id: gate.indicator.id,
          cells: [
            .text(gate.indicator.label),
            run.indicator(gate.indicator.id).map { Self.cell($0, .ratio, run) } ?? .empty,
            run.outcome(gate.limit).map { Self.cell($0, .ratio, run) } ?? .empty,
            .text(met ? Bilingual(en: "met", zh: "已满足") : Bilingual(en: "not met", zh: "未满足")),
          ])
      })
  }

  // MARK: Households

  private var householdTable: Table {
    let types = model.households
    var rows: [Table.Row] = []
    func row(_ id: String, _ label: Bilingual, _ cells: [Table.Cell], _ style: Table.Style = .normal) {
      rows.append(Table.Row(id: id, cells: [.text(label)] + cells, style: style))
    }
    row(
      "count", Bilingual(en: "households", zh: "户数"),
      types.map {
        run.outcome($0.homeType.count).map { Self.cell($0, .households, run) }
          ?? .count(inputValue($0.homeType.count))
      })
    let ids = types.flatMap { bill in bill.lines.map { lineKey($0, bill) } }
    var seen: Set<String> = []
    for id in ids where seen.insert(id).inserted {
      let cells = types.map { bill -> Table.Cell in
        bill.lines.first { lineKey($0, bill) == id }.flatMap { run.outcome($0.amount) }.map {
          Self.cell($0, .yuanPerHousehold, run)
        } ?? .empty
      }
      let line = types.flatMap { bill in bill.lines.filter { lineKey($0, bill) == id } }[0]
      row(id, line.flowClass.label, cells)
    }
    row(
      "payment", Bilingual(en: "payment of one household", zh: "本户应付合计"),
      types.map { run.outcome($0.payment).map { Self.cell($0, .yuanPerHousehold, run) } ?? .empty }, .emphasis
    )
    row(
      "net", Bilingual(en: "net position of one household", zh: "本户净支出"),
      types.map { run.outcome($0.net).map { Self.cell($0, .yuanPerHousehold, run) } ?? .empty }, .total)
    for means in types.first?.means ?? [] {
      let part = means.id.split(separator: ".").filter { $0 != Substring(types[0].homeType.id) }
      let cells = types.map { bill -> Table.Cell in
        bill.means.first { $0.id.split(separator: ".").filter { $0 != Substring(bill.homeType.id) } == part }
          .flatMap { run.outcome($0.amount) }.map { Self.cell($0, .yuanPerHousehold, run) } ?? .empty
      }
      row(
        means.id,
        means.id.hasSuffix(".instalment")
          ? means.label : Bilingual(en: "of it by \(means.label.en)", zh: "其中：\(means.label.zh)"), cells)
    }
    return Table(
      id: "households", title: Bilingual(en: "One household's bill", zh: "住户出资明细（一户一账）"),
      columns: [.init(id: "item", title: Bilingual(en: "Yuan for one household", zh: "项目（元/户）"))]
        + types.map { .init(id: $0.homeType.id, title: $0.homeType.label, alignment: .trailing) },
      rows: rows,
      notes: [
        Bilingual(
          en: "Positive: the household pays; negative: it receives.", zh: "正数为住户支付，负数为住户收取。")
      ])
  }

  /// The same line in the bills of different home types: its block and part, without the type.
  private func lineKey(_ line: HouseholdBill.Line, _ bill: HouseholdBill) -> String {
    line.id.split(separator: ".").filter { $0 != Substring(bill.homeType.id) }.joined(separator: ".")
  }

  private func inputValue(_ scalar: Scalar) -> Double {
    if case .input(let input) = scalar.formula.kind { input.value } else { 0 }
  }

  // MARK: Indicators

  private var indicatorTable: Table {
    Table(
      id: "indicators", title: Bilingual(en: "Indicators", zh: "主要指标"),
      columns: [
        .init(id: "indicator", title: Bilingual(en: "Indicator", zh: "指标")),
        .init(id: "value", title: Bilingual(en: "Value", zh: "数值"), alignment: .trailing),
        .init(id: "unit", title: Bilingual(en: "Unit", zh: "单位")),
      ],
      rows: model.indicators.compactMap { indicator in
        run.indicator(indicator.id).map { outcome in
          Table.Row(
            id: indicator.id,
            cells: [
              .text(indicator.label), Self.cell(outcome, indicator.unit, run),
              Self.unitCell(outcome, indicator.unit),
            ])
        }
      }, notes: rateNotes)
  }

  private var rateNotes: [Bilingual] {
    let rates = run.severalRates
    guard !rates.isEmpty else { return [] }
    let list = rates.map(NumberText.rate).joined(separator: ", ")
    return [
      Bilingual(
        en: "The investment cash flow has several rates: \(list). Net present value decides.",
        zh: "投资现金流量存在多个内部收益率：\(list)，以净现值为准。")
    ]
  }

  static func unitCell(_ outcome: Outcome, _ unit: ValueUnit) -> Table.Cell {
    guard outcome.value != nil else { return .empty }
    return switch unit {
    case .yuan: .unit(.money)
    case .yuanPerArea: .text(Bilingual(en: "yuan/m²", zh: "元/㎡"))
    case .yuanPerHousehold: .text(Bilingual(en: "yuan/household", zh: "元/户"))
    case .years: .text(Bilingual(en: "years", zh: "年"))
    default: .empty
    }
  }

  /// A value as a cell of its unit, or its reason; a period by its label.
  static func cell(_ outcome: Outcome, _ unit: ValueUnit, _ run: ScenarioRun) -> Table.Cell {
    guard unit == .period, let value = outcome.value else { return plainCell(outcome, unit) }
    return .text(Bilingual(verbatim: run.periodLabel(value) ?? "—"))
  }

  /// A value as a cell of its unit, a period by its number.
  static func plainCell(_ outcome: Outcome, _ unit: ValueUnit) -> Table.Cell {
    guard let value = outcome.value else {
      return .missing(outcome.reason?.label ?? Bilingual(verbatim: "—"))
    }
    return switch unit {
    case .yuan: .amount(value)
    case .yuanPerHousehold, .yuanPerArea: .number(value, decimals: unit == .yuanPerArea ? 2 : 0)
    case .share: .share(value)
    case .rate: .rate(value)
    case .ratio: .ratio(value)
    case .years: .years(value)
    case .households, .count, .period: .count(value)
    case .flag: .text(value >= 0.5 ? Bilingual(en: "yes", zh: "是") : Bilingual(en: "no", zh: "否"))
    case .area: .number(value, decimals: 2)
    case .number: .number(value, decimals: 4)
    }
  }

  // MARK: Assumptions

  private var assumptions: [DocumentBlock] {
    let share = NumberText.share(run.assumedShare)
    let count = model.graph.inputs.filter(\.isAssumed).count
    guard count > 0 else { return [] }
    return [
      .paragraph(
        text: Bilingual(
          en:
            "\(count) of the \(model.graph.inputs.count) numbers the result rests on are assumed; \(share) of the uses rest on them. "
            + "`fundsim list inputs FILE` shows each with its source.",
          zh: "参与计算的 \(model.graph.inputs.count) 个参数中有 \(count) 个为假设值，资金需求的 \(share) 依赖假设。"
            + "各参数及依据见 `fundsim list inputs 文件`。"))
    ]
  }
}
