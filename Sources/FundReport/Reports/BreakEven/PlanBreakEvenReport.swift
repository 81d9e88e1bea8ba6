package import FundAnalysis
package import FundFormula
package import FundScenario

/// The document of `breakeven --solve PATH` where there is debt: at which values the whole plan holds, and which condition
/// decides.
package struct PlanBreakEvenReport {
  private let title: Bilingual
  private let found: PlanBreakEven
  private let text: FigureText

  private let findings: [Finding]

  /// - Parameter findings: what a check says of the answer.
  package init(_ found: PlanBreakEven, title: Bilingual, findings: [Finding] = [], unit: MoneyUnit) {
    self.found = found
    self.findings = findings
    self.title = title
    text = FigureText(unit: unit)
  }

  private var unknown: MovableNumber { found.unknown }

  package var document: Document {
    var blocks: [DocumentBlock] = [
      .paragraph(text: FigureText.wholePlan),
      .verdict(text: verdict, good: found.advised != nil || found.holdsEverywhere),
      .keyValues(items: values), .table(conditions),
    ]
    blocks += FigureText.trial(found.settings)
    if !found.broken.isEmpty { blocks.append(.paragraph(text: FigureText.broken(found.broken))) }
    blocks += FigureText.checked(findings)
    return Document(title: title, blocks: blocks)
  }

  // MARK: The answer

  private var binding: Bilingual? { found.binding.map { found.conditions[$0].label } }

  private var verdict: Bilingual {
    guard let stretch = found.stretch else { return found.stretches.isEmpty ? nowhere : everywhere }
    let range = sentence(stretch)
    let decides = binding.map { Bilingual(en: " What decides: \($0.en).", zh: "控制条件：\($0.zh)。") }
    return Bilingual(
      en: "The plan holds where \(unknown.label.en) is \(range.en).\(decides?.en ?? "")",
      zh: "\(unknown.label.zh)\(range.zh)时方案成立。\(decides?.zh ?? "")")
  }

  private var everywhere: Bilingual {
    guard found.holdsEverywhere else {
      return Bilingual(
        en:
          "No value of \(unknown.label.en) that can be set makes the plan hold: it would have to lie between two.",
        zh: "\(unknown.label.zh)没有可实际取用的值使方案成立（解位于相邻两值之间）。")
    }
    return Bilingual(
      en: "The plan holds whatever \(unknown.label.en) is within its bounds.",
      zh: "\(unknown.label.zh)在允许范围内任意取值，方案均成立。")
  }

  private var nowhere: Bilingual {
    let never = found.conditions.filter { $0.stretches.isEmpty }.map(\.label)
    let why =
      never.isEmpty
      ? Bilingual(en: "no value meets all conditions at once; see below", zh: "各项条件不能同时满足，见下表")
      : Bilingual(
        en: "not met at any: \(never.map(\.en).joined(separator: "; "))",
        zh: "始终不满足：\(never.map(\.zh).joined(separator: "；"))")
    return Bilingual(
      en: "No value of \(unknown.label.en) within its bounds makes the plan hold (\(why.en)).",
      zh: "\(unknown.label.zh)在允许范围内无法使方案成立（\(why.zh)）。")
  }

  /// `at least 9,800 yuan/m²`.
  private func sentence(_ limits: PlanBreakEven.Limits) -> Bilingual {
    let (from, to) = (
      limits.from.map { text.value($0, of: unknown) }, limits.to.map { text.value($0, of: unknown) }
    )
    switch (from, to) {
    case (let from?, let to?) where from == to: return Bilingual(en: from.en, zh: "为 \(from.zh) ")
    case (let from?, let to?):
      return Bilingual(en: "from \(from.en) to \(to.en)", zh: "为 \(from.zh) 至 \(to.zh) ")
    case (let from?, nil): return Bilingual(en: "at least \(from.en)", zh: "不低于 \(from.zh) ")
    case (nil, let to?): return Bilingual(en: "at most \(to.en)", zh: "不高于 \(to.zh) ")
    case (nil, nil): return Bilingual(en: "anything", zh: "任意取值")
    }
  }

  private var values: [KeyValue] {
    let today = text.value(unknown.base, of: unknown)
    var items = [
      KeyValue(
        Bilingual(en: "today", zh: "现值"), .text(today),
        note: found.holdsToday
          ? Bilingual(en: "the plan holds", zh: "方案成立") : Bilingual(en: "the plan does not hold", zh: "方案不成立")
      )
    ]
    if let advised = found.advised {
      items.append(
        KeyValue(
          Bilingual(en: "break-even, rounded so that it holds", zh: "平衡点（向安全一侧取值）"),
          .text(text.value(advised, of: unknown))))
      items.append(
        KeyValue(Bilingual(en: "change", zh: "变动幅度"), text.change(unknown.change(to: advised))))
    }
    return items
  }

  // MARK: The conditions

  private var conditions: Table {
    Table(
      id: "conditions", title: Bilingual(en: "What must hold, each alone", zh: "方案成立条件（逐项求解）"),
      columns: [
        .init(id: "condition", title: Bilingual(en: "Condition", zh: "条件")),
        .init(id: "today", title: Bilingual(en: "Short today", zh: "现短缺"), alignment: .trailing),
        .init(id: "where", title: Bilingual(en: "Holds where", zh: "成立范围"), alignment: .trailing),
        .init(
          id: "answer", title: Bilingual(en: "Short at break-even", zh: "平衡点处短缺"), alignment: .trailing,
          importance: 1),
        .init(id: "method", title: Bilingual(en: "Solved", zh: "求解"), importance: 2),
      ], rows: found.conditions.enumerated().map(row),
      notes: [
        Bilingual(
          en: "Short: what is missing or beyond what is allowed; negative is room. ● decides.",
          zh: "短缺为所差金额或超出额，负数为余量。● 控制条件。")
      ])
  }

  private func row(_ place: Int, _ condition: PlanBreakEven.Condition) -> Table.Row {
    let label = Table.Cell.text(condition.label)
    let today = short(condition, condition.breakEven.today)
    return Table.Row(
      id: "condition\(place + 1)",
      cells: [
        found.binding == place ? .flagged(label, mark: "●") : label,
        condition.holdsToday ? today : .flagged(today, mark: "✕"), .text(range(of: condition)),
        condition.atAnswer.map { short(condition, $0) } ?? .empty, .text(method(condition.breakEven.method)),
      ])
  }

  private func short(_ condition: PlanBreakEven.Condition, _ outcome: Outcome) -> Table.Cell {
    guard condition.breakEven.target.unit == .flag else {
      return .text(text.outcome(outcome, condition.breakEven.target.unit))
    }
    return .text(
      outcome.value == 1 ? Bilingual(en: "met", zh: "已满足") : Bilingual(en: "not met", zh: "未满足"))
  }

  private func range(of condition: PlanBreakEven.Condition) -> Bilingual {
    guard !condition.stretches.isEmpty else { return Bilingual(en: "nowhere", zh: "均不成立") }
    let parts = condition.stretches.map(range)
    return Bilingual(
      en: parts.map(\.en).joined(separator: "; "), zh: parts.map(\.zh).joined(separator: "；"))
  }

  /// `≥ 9,800 yuan/m²`.
  private func range(_ limits: PlanBreakEven.Limits) -> Bilingual {
    let (from, to) = (
      limits.from.map { text.value($0, of: unknown) }, limits.to.map { text.value($0, of: unknown) }
    )
    switch (from, to) {
    case (let from?, let to?): return Bilingual(en: "\(from.en) … \(to.en)", zh: "\(from.zh) 至 \(to.zh)")
    case (let from?, nil): return Bilingual(en: "≥ \(from.en)", zh: "≥ \(from.zh)")
    case (nil, let to?): return Bilingual(en: "≤ \(to.en)", zh: "≤ \(to.zh)")
    case (nil, nil): return Bilingual(en: "everywhere", zh: "均成立")
    }
  }

  private func method(_ method: BreakEven.Method) -> Bilingual {
    method == .affine ? Bilingual(en: "exactly", zh: "精确") : Bilingual(en: "by search", zh: "搜索")
  }

  package var json: String { encodedJSON(PlanBreakEvenJSON(found, findings)) }
}
