package import FundAnalysis
import FundFormula
import FundModel

/// The document of `breakeven --all`: safety margins (临界点), how the gap could be closed (缺口怎么补), and the break-even of
/// the operation's capacity.
package struct CriticalPointsReport {
  private let title: Bilingual
  private let critical: CriticalPoints
  private let closing: GapClosing?
  private let capacity: CapacityBreakEven?
  private let text: FigureText
  private let run: ScenarioRun
  private let unit: MoneyUnit

  /// - Parameter closing: nil where there is no gap to close.
  package init(
    _ critical: CriticalPoints, closing: GapClosing?, capacity: CapacityBreakEven?, of run: ScenarioRun,
    unit: MoneyUnit
  ) {
    self.critical = critical
    self.closing = closing
    self.capacity = capacity
    self.run = run
    title = run.model.content.title
    self.unit = unit
    text = FigureText(unit: unit)
  }

  private var target: SolveTarget { critical.target }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    if target.isBeforeTopUp { blocks.append(.paragraph(text: FigureText.beforeTopUp)) }
    if let stopped = FigureText.stopped(run.stoppedBy.map(\.label)) {
      blocks.append(.paragraph(text: stopped))
    }
    if target.isPlan { blocks.append(.paragraph(text: FigureText.wholePlan)) }
    if critical.isCostOfMoney { blocks.append(.paragraph(text: FigureText.costOfMoney(target))) }
    blocks.append(
      .verdict(text: verdict, good: (closing == nil || isToppedUp) && !critical.isCostOfMoney))
    if isToppedUp { blocks.append(.paragraph(text: Self.toppedUp)) }
    if let closing { blocks += closingBlocks(closing) }
    blocks.append(.table(margins))
    if let debts = DebtTable(run).table { blocks.append(.table(debts)) }
    if let capacity { blocks.append(.table(capacityTable(capacity))) }
    return Document(title: title, blocks: blocks)
  }

  /// Something is missing before top-up, and a top-up within its ceiling pays it: the plan holds.
  private var isToppedUp: Bool {
    closing != nil && target.isBeforeTopUp && target.value == 0 && run.holds == true
  }

  private static let toppedUp = Bilingual(
    en: "The top-up covers it within its ceiling: the plan holds. What follows would spare the top-up.",
    zh: "差额补足在约定上限内足以补平，方案成立；以下为不动用差额补足时的测算。")

  private var verdict: Bilingual {
    let today = text.outcome(critical.today, target.unit)
    if let value = critical.today.value, target.isPlan, value <= target.value + Tolerance.amount {
      return held
    }
    if let value = critical.today.value, abs(value - target.value) <= target.tolerance {
      return Bilingual(
        en: "\(target.label.en) is on target today: \(today.en).", zh: "\(target.label.zh)恰为目标值：\(today.zh)。")
    }
    let first = critical.points.first
    let least = first.flatMap { point in
      point.change.map { change -> Bilingual in
        let number = NumberText.change(change)
        return Bilingual(
          en:
            " The least change that brings it to \(text.value(target.value, target.unit).en): \(point.unknown.label.en) \(number).",
          zh: "变动最小的临界点：\(point.unknown.label.zh) \(number)。")
      }
    }
    return Bilingual(
      en: "\(target.label.en) today: \(today.en).\(least?.en ?? "")",
      zh: "\(target.label.zh)：现为 \(today.zh)。\(least?.zh ?? "")")
  }

  /// The plan holds, so far as money decides, and what would end it soonest.
  private var held: Bilingual {
    let first = critical.points.first { ($0.change ?? 0) != 0 }
    let least = first.flatMap { point in
      point.change.map { change -> Bilingual in
        let number = NumberText.change(change)
        return Bilingual(
          en: " The least change that ends it: \(point.unknown.label.en) \(number).",
          zh: "变动最小的临界点：\(point.unknown.label.zh) \(number)。")
      }
    }
    return Bilingual(
      en: "The plan is paid for today, its debt included.\(least?.en ?? "")",
      zh: "资金与偿债现均满足。\(least?.zh ?? "")")
  }

  /// Whether anything reaches the target.
  package var hasAnswer: Bool { !critical.points.isEmpty || !critical.lengths.isEmpty || closing == nil }

  // MARK: Critical points

  private var margins: Table {
    let points = critical.points.map(row)
    let lengths = critical.lengths.map(row)
    return Table(
      id: "critical-points",
      title: Bilingual(
        en: "Critical points: each number alone, at which \(text.target(target).en)",
        zh: "临界点分析：单项变动至\(text.target(target).zh)"),
      columns: [
        .init(id: "label", title: Bilingual(en: "Number", zh: "不确定因素")),
        .init(id: "base", title: Bilingual(en: "Today", zh: "现值"), alignment: .trailing, importance: 2),
        .init(id: "value", title: Bilingual(en: "Critical value", zh: "临界值"), alignment: .trailing),
        .init(id: "change", title: Bilingual(en: "Change", zh: "临界点（变动幅度）"), alignment: .trailing),
        .init(id: "direction", title: Bilingual(en: "Direction", zh: "方向"), importance: 1),
        .init(
          id: "effect", title: Bilingual(en: "Effect of +1 %", zh: "上升 1% 的影响"), alignment: .trailing,
          importance: 3),
      ], rows: points + lengths,
      notes: [
        Bilingual(
          en:
            "Effect of +1 %: how “\(target.label.en)” changes\(target.unit == .yuan ? " (\(unit.name.en))" : ""). Beyond the critical value it lies on the other side of the target.",
          zh:
            "“上升 1% 的影响”为\(target.label.zh)的变动\(target.unit == .yuan ? "（\(unit.name.zh)）" : "")；越过临界值后指标位于目标另一侧。"
        )
      ]
        + (critical.points.allSatisfy(\.breakEven.broken.isEmpty)
          ? []
          : [
            Bilingual(
              en: "✕ more than the site or a condition of the project allows.", zh: "✕ 超出用地等物理条件，或不满足项目前置条件。")
          ])
        + (critical.unreached.isEmpty
          ? []
          : [
            Bilingual(
              en: "Reached nowhere within their bounds: "
                + critical.unreached.map { $0.unknown.label.en }.joined(separator: "; ") + ".",
              zh: "在允许范围内不能达到目标的参数："
                + critical.unreached.map { $0.unknown.label.zh }.joined(separator: "；") + "。")
          ])
        + (critical.unmoving == 0
          ? []
          : [
            Bilingual(
              en: "\(critical.unmoving) further numbers do not move it.",
              zh: "另有 \(critical.unmoving) 项参数不影响该指标。")
          ]))
  }

  private func row(_ point: CriticalPoint) -> Table.Row {
    let unknown = point.unknown
    let solved = point.value
    let label = Table.Cell.text(unknown.label)
    let critical = Table.Cell.text(solved.map { text.value($0, of: unknown) } ?? Bilingual(verbatim: "—"))
    let direction: Bilingual? = solved.map {
      abs($0 - unknown.base) <= 1e-9 * max(abs(unknown.base), 1)
        ? Bilingual(en: "at it", zh: "恰为现值")
        : $0 > unknown.base
          ? Bilingual(en: "up", zh: "上升 ↑")
          : $0 < unknown.base ? Bilingual(en: "down", zh: "下降 ↓") : Bilingual(en: "at it", zh: "恰为现值")
    }
    return Table.Row(
      id: unknown.name,
      cells: [
        unknown.isAssumed ? .flagged(label, mark: "※") : label, .text(text.value(unknown.base, of: unknown)),
        point.breakEven.broken.isEmpty ? critical : .flagged(critical, mark: "✕"),
        text.change(point.change),
        direction.map(Table.Cell.text) ?? .empty,
        point.effect.map { .difference(.outcome(.value($0), target.unit)) } ?? .empty,
      ])
  }

  private func row(_ length: StructuralBreakEven) -> Table.Row {
    func months(_ value: Int) -> Bilingual {
      Bilingual(en: "\(value) month\(abs(value) == 1 ? "" : "s")", zh: "\(value) 个月")
    }
    let turning = length.turning?.value ?? length.base
    let change = turning - length.base
    return Table.Row(
      id: length.input.path,
      cells: [
        .text(length.input.label), .text(months(length.base)), .text(months(turning)),
        .text(
          Bilingual(
            en: (change > 0 ? "+" : "") + months(change).en, zh: "\(change > 0 ? "+" : "")\(change) 个月")),
        .text(change > 0 ? Bilingual(en: "up", zh: "上升 ↑") : Bilingual(en: "down", zh: "下降 ↓")), .empty,
      ])
  }

  // MARK: Closing the gap

  private func closingBlocks(_ closing: GapClosing) -> [DocumentBlock] {
    var rows = closing.lines.enumerated().map { place, line in row(line, place) }
    if let grant = closing.grant { rows.append(row(grant)) }
    rows.append(contentsOf: closing.joint.map { [jointRow($0)] } ?? [])
    let table = Table(
      id: "levers",
      title: isGap
        ? Bilingual(en: "How the gap could be closed: each line alone", zh: "缺口怎么补：措施清单（每项单独补平）")
        : Bilingual(en: "How the target could be met: each line alone", zh: "达标措施清单（每项单独达标）"),
      columns: [
        .init(id: "label", title: Bilingual(en: "Lever", zh: "措施")),
        .init(id: "base", title: Bilingual(en: "Today", zh: "现值"), alignment: .trailing, importance: 3),
        .init(
          id: "needed",
          title: isGap ? Bilingual(en: "Needed", zh: "补平所需值") : Bilingual(en: "Needed", zh: "达标所需值"),
          alignment: .trailing),
        .init(id: "change", title: Bilingual(en: "Change", zh: "变动"), alignment: .trailing, importance: 1),
        .init(id: "limit", title: Bilingual(en: "Limit", zh: "政策或市场上限"), alignment: .trailing, importance: 2),
        .init(id: "feasible", title: Bilingual(en: "Feasible", zh: "可行")),
        .init(id: "payer", title: Bilingual(en: "Who pays more", zh: "谁多出"), importance: 2),
        .init(
          id: "household", title: Bilingual(en: "Per household", zh: "对户均影响"), alignment: .trailing,
          importance: 4,
          unit: .moneyPer(Bilingual(en: "household", zh: "户"))),
      ], rows: rows, notes: closingNotes(closing))
    var blocks: [DocumentBlock] = [.table(table)]
    if let joint = closing.joint, joint.failure == nil {
      blocks.append(
        .table(
          JointBreakEvenReport.numbers(
            joint, text,
            title: Bilingual(
              en: "All levers together: the least change that does",
              zh: isGap ? "组合措施：补平缺口的最小变动" : "组合措施：达标的最小变动"))))
    }
    return blocks
  }

  private var isGap: Bool { ["fundingGap", "fundingGapBeforeTopUp"].contains(target.name) }

  private func row(_ line: GapClosing.Line, _ place: Int) -> Table.Row {
    let unknown = line.unknown
    let needed = line.advised
    return Table.Row(
      id: "lever\(place + 1)",
      cells: [
        .text(line.label), .text(text.value(unknown.base, of: unknown)),
        .text(needed.map { text.value($0, of: unknown) } ?? Bilingual(verbatim: "—")),
        text.change(needed.flatMap(unknown.change)),
        limit(line), verdict(line.verdict),
        .text(line.payer.map(\.party.label) ?? Bilingual(verbatim: "–")), household(line.perHousehold),
      ])
  }

  /// Signed: a household that pays less is told so.
  private func household(_ amount: Double?) -> Table.Cell {
    amount.map { .difference(.amount($0)) } ?? .empty
  }

  private func limit(_ line: GapClosing.Line) -> Table.Cell {
    guard let limit = line.limit else { return .text(Bilingual(verbatim: "–")) }
    let value = Table.Cell.text(text.value(limit.value, of: line.unknown))
    return limit.isAssumed ? .flagged(value, mark: "※") : value
  }

  private func verdict(_ verdict: GapClosing.Line.Verdict) -> Table.Cell {
    switch verdict {
    case .within: .text(Bilingual(en: "✓ yes", zh: "✓"))
    case .beyond: .text(Bilingual(en: "✕ beyond the limit", zh: "✕ 超出上限"))
    case .breaks(let what):
      .text(
        Bilingual(
          en: "✕ breaks: \(what.map(\.en).joined(separator: ", "))",
          zh: "✕ 不满足：\(what.map(\.zh).joined(separator: "、"))"))
    case .noLimit: .text(Bilingual(en: "? no limit given", zh: "？未给上限"))
    case .none: .text(Bilingual(en: "✕ never enough", zh: isGap ? "✕ 无法补平" : "✕ 无法达标"))
    }
  }

  private func row(_ grant: GapClosing.Grant) -> Table.Row {
    Table.Row(
      id: "grant",
      cells: [
        .text(Bilingual(en: "More public or outside money", zh: "增加财政补助或外部资金")),
        .text(text.value(0, .yuan)), .text(text.value(grant.amount, .yuan)), .text(Bilingual(verbatim: "–")),
        .text(grant.maximum.map { text.value($0, .yuan) } ?? Bilingual(verbatim: "–")),
        grant.isWithin.map { verdict($0 ? .within : .beyond) }
          ?? (grant.payer == nil
            ? verdict(.noLimit) : .text(Bilingual(en: "✓ tops up whatever is missing", zh: "✓ 由其差额补足"))),
        .text(grant.payer?.label ?? Bilingual(en: "who grants it", zh: "出资方")), .amount(0),
      ])
  }

  private func jointRow(_ joint: JointBreakEven) -> Table.Row {
    let answer: Table.Cell =
      joint.failure == nil
      ? .text(Bilingual(en: "✓ see below", zh: "✓ 见下表"))
      : .text(Bilingual(en: "✕ not within the limits", zh: isGap ? "✕ 上限内无法补平" : "✕ 上限内无法达标"))
    return Table.Row(
      id: "joint",
      cells: [.text(Bilingual(en: "All together, least change", zh: "组合（最小变动）"))]
        + Array(repeating: .empty, count: 4)
        + [answer, .empty, .empty], style: .total)
  }

  private func closingNotes(_ closing: GapClosing) -> [Bilingual] {
    var notes = [
      Bilingual(
        en:
          "Who pays more: the party whose payments less receipts rise most. Per household: change of the residents' average payment.",
        zh: "“谁多出”为净支出增加最多的一方；“对户均影响”为居民户均出资的变动。")
    ]
    if closing.lines.contains(where: { $0.limit?.isAssumed == true }) {
      notes.append(Bilingual(en: "※ limit assumed.", zh: "※ 上限为假设值。"))
    }
    if !closing.isDeclared {
      notes.append(
        Bilingual(
          en:
            "The scenario names no levers; these need least change. Name yours, with limits, under `levers`.",
          zh: "情景未填写补缺措施，所列为变动最小的参数；可在“levers”中填写措施及上限。"))
    }
    return notes
  }

  // MARK: Capacity

  private func capacityTable(_ capacity: CapacityBreakEven) -> Table {
    let normal = capacity.normal?.year
    func share(_ value: Double?) -> Table.Cell {
      value.map { .share($0) } ?? .text(Bilingual(en: "never", zh: "不能保本"))
    }
    func row(_ lines: [CapacityBreakEven.Line]) -> Table.Row {
      let (line, last) = (lines[0], lines[lines.count - 1])
      let head =
        line.year.map { year in
          Table.Cell.text(Bilingual(verbatim: lines.count == 1 ? "\(year)" : "\(year)–\(last.year ?? year)"))
        } ?? .text(Bilingual(en: "All years", zh: "运营期合计"))
      return Table.Row(
        id: line.year.map(String.init) ?? "all",
        cells: [
          normal != nil && lines.contains { $0.year == normal } ? .flagged(head, mark: "●") : head,
          .amount(line.income), .amount(line.fixedCost), .amount(line.variableCost), .amount(line.interest),
          share(line.point), share(line.pointWithInterest),
        ], style: line.year == nil ? .total : .normal)
    }
    // Years alike share a row.
    let runs = capacity.years.reduce(into: [[CapacityBreakEven.Line]]()) { runs, line in
      if let last = runs.last?.last, last.isLike(line) {
        runs[runs.count - 1].append(line)
      } else {
        runs.append([line])
      }
    }
    return Table(
      id: "capacity",
      title: Bilingual(en: "Break-even of the operation, % of planned income", zh: "运营盈亏平衡点（占计划收入的比例）"),
      columns: [
        .init(id: "year", title: Bilingual(en: "Year", zh: "年份")),
        .init(
          id: "income", title: Bilingual(en: "Income", zh: "运营收入"), alignment: .trailing, importance: 1,
          unit: .money),
        .init(
          id: "fixed", title: Bilingual(en: "Fixed cost", zh: "固定成本"), alignment: .trailing, importance: 2,
          unit: .money),
        .init(
          id: "variable", title: Bilingual(en: "Cost with income", zh: "可变成本及税金"), alignment: .trailing,
          importance: 3,
          unit: .money),
        .init(
          id: "interest", title: Bilingual(en: "Interest", zh: "当年付息"), alignment: .trailing, importance: 4,
          unit: .money),
        .init(id: "point", title: Bilingual(en: "Break-even", zh: "盈亏平衡点"), alignment: .trailing),
        .init(
          id: "pointWithInterest", title: Bilingual(en: "with interest", zh: "含付息"), alignment: .trailing),
      ], rows: runs.map(row) + [row([capacity.whole])],
      notes: [
        Bilingual(
          en:
            "Fixed cost ÷ (income − cost that comes with it); cash cost and taxes, no depreciation. ● first full year of operation.",
          zh: "盈亏平衡点 = 固定成本 ÷（收入 − 可变成本及税金），按经营付现成本及税金计，不含折旧摊销。● 首个完整运营年（正常年份）。")
      ])
  }

  // MARK: JSON

  private struct JSON: Encodable {
    struct Point: Encodable {
      let path: String
      let label: Bilingual
      let base: Double
      let critical: Double?
      let change: Double?
      let effect: Double?
      let method: String
    }

    struct Length: Encodable {
      let path: String
      let base: Int
      let critical: Int?
    }

    struct Line: Encodable {
      let path: String
      let label: Bilingual
      let base: Double
      let needed: Double?
      let whole: Double?
      /// `needed` rounded so that the gap is closed.
      let advised: Double?
      let change: Double?
      let limit: Double?
      let feasible: Bool?
      let verdict: String
      let payer: String?
      let payerAmount: Double?
      let perHousehold: Double?
    }

    struct Capacity: Encodable {
      let year: Int?
      let income: Double
      let fixedCost: Double
      let variableCost: Double
      let interest: Double
      let point: Double?
      let pointWithInterest: Double?
    }

    let version = 1
    let target: TargetJSON
    let today: OutcomeJSON
    let points: [Point]
    let unreached: [Point]
    let lengths: [Length]
    let levers: [Line]?
    let grant: Double?
    let joint: [String: Double]?
    let capacity: [Capacity]?
  }

  package var json: String {
    encodedJSON(
      JSON(
        target: TargetJSON(target), today: OutcomeJSON(critical.today),
        points: critical.points.map(jsonPoint),
        unreached: critical.unreached.map(jsonPoint),
        lengths: critical.lengths.map {
          JSON.Length(path: $0.input.path, base: $0.base, critical: $0.turning?.value)
        },
        levers: closing?.lines.map(jsonLine), grant: closing?.grant?.amount,
        joint: closing?.joint.flatMap { joint in
          joint.failure == nil
            ? Dictionary(uniqueKeysWithValues: zip(joint.unknowns.map(\.name), joint.values)) : nil
        },
        capacity: capacity.map { ($0.years + [$0.whole]).map(jsonCapacity) }))
  }

  private func jsonPoint(_ point: CriticalPoint) -> JSON.Point {
    JSON.Point(
      path: point.unknown.name, label: point.unknown.label, base: point.unknown.base,
      critical: point.value,
      change: point.change, effect: point.effect, method: point.breakEven.method.id)
  }

  private func jsonLine(_ line: GapClosing.Line) -> JSON.Line {
    let (feasible, verdict): (Bool?, String) =
      switch line.verdict {
      case .within: (true, "within")
      case .beyond: (false, "beyond")
      case .breaks: (false, "breaks")
      case .noLimit: (nil, "noLimit")
      case .none: (false, "none")
      }
    return JSON.Line(
      path: line.unknown.name, label: line.label, base: line.unknown.base, needed: line.needed,
      whole: line.breakEven.whole?.value, advised: line.breakEven.advised?.value, change: line.change,
      limit: line.limit?.value, feasible: feasible,
      verdict: verdict, payer: line.payer?.party.id, payerAmount: line.payer?.amount,
      perHousehold: line.perHousehold)
  }

  private func jsonCapacity(_ line: CapacityBreakEven.Line) -> JSON.Capacity {
    JSON.Capacity(
      year: line.year, income: line.income, fixedCost: line.fixedCost, variableCost: line.variableCost,
      interest: line.interest, point: line.point, pointWithInterest: line.pointWithInterest)
  }
}
