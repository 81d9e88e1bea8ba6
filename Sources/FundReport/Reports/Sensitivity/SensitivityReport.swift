package import FundAnalysis
package import FundFormula
import FundNumerics

/// The document of `sensitivity`: one number at a time as a table and as bars, then over the whole of the distributions.
package struct SensitivityReport {
  private let title: Bilingual
  private let single: OneAtATime
  private let whole: GlobalSensitivity
  private let text: FigureText
  private let isOfRepayment: Bool
  private static let most = 12

  /// - Parameter isOfRepayment: whether the figure was taken since there is debt, and nobody said which.
  package init(
    _ single: OneAtATime, _ whole: GlobalSensitivity, title: Bilingual, unit: MoneyUnit,
    isOfRepayment: Bool = false
  ) {
    self.isOfRepayment = isOfRepayment
    self.single = single
    self.whole = whole
    self.title = title
    text = FigureText(unit: unit)
  }

  private var target: SolveTarget { single.target }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    if target.isBeforeTopUp { blocks.append(.paragraph(text: FigureText.beforeTopUp)) }
    if isOfRepayment { blocks.append(.paragraph(text: Self.repayment)) }
    let today = text.outcome(single.today, target.unit)
    blocks.append(
      .paragraph(
        text: Bilingual(
          en: "\(target.label.en) today: \(today.en).", zh: "\(target.label.zh)：现为 \(today.zh)。")))
    blocks += [.table(steps), .table(tornado)]
    if let held = text.held(whole.held) { blocks.append(.paragraph(text: held)) }
    switch whole.refusal {
    case .nothingUncertain where !whole.held.isEmpty: break
    case .nothingUncertain:
      blocks.append(
        .paragraph(
          text: Bilingual(
            en: "The scenario names no uncertain numbers (`uncertain`): no ranking over distributions.",
            zh: "情景未填写不确定参数（“uncertain”），不作全局敏感性排序。")))
    case .correlated, .noVariance, .mostlyMissing, nil: blocks.append(.table(ranking))
    }
    return Document(title: title, blocks: blocks)
  }

  private static let repayment = Bilingual(
    en:
      "There is debt: told is the balance over the whole life, all income without debt less all cost, interest and fees. "
      + "Borrowing closes a funding gap and earns nothing; `--for fundingGap=0` asks for the gap.",
    zh: "本情景有债务：举债可填补资金缺口，但不是收益，故默认看全周期收支差额（非债务收入减全部成本、利息与费用）；看资金缺口可用 --for fundingGap=0。")

  // MARK: One at a time

  private func signed(_ step: Double) -> String {
    let number = NumberText.fixed(
      abs(step), decimals: step == (step * 100).rounded() / 100 ? 0 : 1, shiftedBy: 2)
    return step == 0 ? "0%" : (step > 0 ? "+" : "−") + number + "%"
  }

  private var unitOfTarget: Table.PrintedUnit? { target.unit == .yuan ? .money : nil }

  private var steps: Table {
    let shown = single.rows.prefix(Self.most)
    return Table(
      id: "steps",
      title: Bilingual(
        en: "Sensitivity of “\(target.label.en)”: one number at a time",
        zh: "敏感性分析表：\(target.label.zh)（单因素变动）"),
      columns: [.init(id: "number", title: Bilingual(en: "Number", zh: "不确定因素"))]
        + single.steps.enumerated().map { place, step in
          .init(
            id: "step\(place + 1)", title: Bilingual(verbatim: signed(step)), alignment: .trailing,
            importance: step == 0 ? 2 : abs(step) == single.steps.last ? 0 : 3, unit: unitOfTarget)
        }
        + [
          .init(id: "factor", title: Bilingual(en: "SAF", zh: "敏感度系数"), alignment: .trailing, importance: 1),
          .init(
            id: "critical", title: Bilingual(en: "Critical point", zh: "临界点"), alignment: .trailing,
            importance: 1),
        ],
      rows: shown.map { row in
        Table.Row(
          id: row.number.name,
          cells: [.text(row.number.label)]
            + zip(row.figures, row.isBuildable).map { figure, isBuildable in
              let cell = Table.Cell.outcome(figure, target.unit)
              return isBuildable ? cell : .flagged(cell, mark: WinnerMapReport.unbuildable)
            } + [
              row.factor.map { .number($0, decimals: 2) } ?? .text(Bilingual(verbatim: "–")),
              text.change(row.critical),
            ])
      },
      notes: [
        Bilingual(
          en:
            "SAF: relative change of the figure over relative change of the number, at the smallest step up (down where it is at its upper bound); – where the figure is next to nothing today. Critical point: the change at which \(text.target(target).en).",
          zh:
            "敏感度系数 = 指标变动率（以现值绝对值计）÷ 因素变动率，按最小上升步长（已达上限的按下降步长）；指标现值接近零时不列；临界点为使\(text.target(target).zh)的变动幅度。"
        )
      ] + beyondLimits + more)
  }

  private var beyondLimits: [Bilingual] {
    single.rows.prefix(Self.most).allSatisfy { $0.isBuildable.allSatisfy(\.self) }
      ? []
      : [
        Bilingual(
          en: "▲ \(WinnerMapReport.beyondLimits.en): a run refuses it.",
          zh: "▲ \(WinnerMapReport.beyondLimits.zh)，不可实施，单独测算（run）不予通过。")
      ]
  }

  private var more: [Bilingual] {
    let rest = single.rows.count - min(single.rows.count, Self.most)
    return rest == 0
      ? [] : [Bilingual(en: "\(rest) further numbers move it less.", zh: "另有 \(rest) 项参数影响较小，未列。")]
  }

  /// Bars from the lowest to the highest figure of each number, the widest on top.
  private var tornado: Table {
    let shown = Array(single.rows.prefix(Self.most))
    let values = shown.flatMap { $0.figures.compactMap(\.value) } + [single.today.value].compactMap { $0 }
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let width = 21
    func place(_ value: Double) -> Int {
      high > low ? Int(((value - low) / (high - low) * Double(width - 1)).rounded()) : 0
    }
    return Table(
      id: "tornado", title: Bilingual(en: "Tornado", zh: "龙卷风图"),
      columns: [
        .init(id: "number", title: Bilingual(en: "Number", zh: "不确定因素")),
        .init(
          id: "low", title: Bilingual(en: "Lowest", zh: "最低"), alignment: .trailing, importance: 1,
          unit: unitOfTarget),
        .init(id: "bar", title: Bilingual(verbatim: "")),
        .init(
          id: "high", title: Bilingual(en: "Highest", zh: "最高"), alignment: .trailing, importance: 1,
          unit: unitOfTarget),
      ],
      rows: shown.map { row in
        let figures = row.figures.compactMap(\.value)
        guard let least = figures.min(), let most = figures.max() else {
          return Table.Row(id: row.number.name, cells: [.text(row.number.label), .empty, .empty, .empty])
        }
        var bar = Array(repeating: "·", count: width)
        for position in place(least)...place(most) { bar[position] = "█" }
        if let today = single.today.value { bar[place(today)] = "│" }
        return Table.Row(
          id: row.number.name,
          cells: [
            .text(row.number.label), .outcome(.value(least), target.unit),
            .text(Bilingual(verbatim: bar.joined())),
            .outcome(.value(most), target.unit),
          ])
      },
      notes: [
        Bilingual(
          en:
            "│ today; each bar over changes of \(signed(single.steps.first ?? 0)) to \(signed(single.steps.last ?? 0)).",
          zh: "│ 现值；各条为因素变动 \(signed(single.steps.first ?? 0)) 至 \(signed(single.steps.last ?? 0)) 时的指标范围。")
      ])
  }

  // MARK: Over the distributions

  private var ranking: Table {
    func interval(_ estimate: IntervalEstimate?) -> Table.Cell {
      estimate.map {
        .text(
          Bilingual(
            verbatim: NumberText.fixed($0.value, decimals: 3) + " ["
              + NumberText.fixed($0.lower, decimals: 3) + ", " + NumberText.fixed($0.upper, decimals: 3) + "]"
          ))
      } ?? .text(Bilingual(verbatim: "–"))
    }
    func effect(_ value: Double?) -> Table.Cell {
      value.map { .outcome(.value($0), target.unit) } ?? .text(Bilingual(verbatim: "–"))
    }
    return Table(
      id: "ranking", title: Bilingual(en: "Ranking over the distributions", zh: "全局敏感性排序（按概率分布）"),
      columns: [
        .init(id: "number", title: Bilingual(en: "Uncertain number", zh: "不确定参数")),
        .init(id: "first", title: Bilingual(en: "First-order index", zh: "一阶指数"), alignment: .trailing),
        .init(id: "total", title: Bilingual(en: "Total index", zh: "总指数"), alignment: .trailing),
        .init(
          id: "size", title: Bilingual(en: "Morris μ*", zh: "Morris μ*"), alignment: .trailing, importance: 1,
          unit: unitOfTarget),
        .init(
          id: "deviation", title: Bilingual(en: "Morris σ", zh: "Morris σ"), alignment: .trailing,
          importance: 2, unit: unitOfTarget),
      ],
      rows: whole.rows.map { row in
        Table.Row(
          id: row.number.name,
          cells: [
            .text(row.number.label), interval(row.indices?.first), interval(row.indices?.total),
            effect(row.morris.meanSize), effect(row.morris.deviation),
          ])
      }, notes: rankingNotes)
  }

  private var rankingNotes: [Bilingual] {
    var notes: [Bilingual] = []
    switch whole.refusal {
    case .correlated(let labels):
      notes.append(
        Bilingual(
          en:
            "No Sobol' indices: \(labels.map(\.en).joined(separator: ", ")) are correlated, and shares of variance of each alone are not defined then. --independent ranks them as if they moved apart.",
          zh:
            "不给出 Sobol' 指数：\(labels.map(\.zh).joined(separator: "、"))相关，单个参数的方差贡献没有定义；可用 --independent 按相互独立计算。"
        ))
    case .noVariance(let reason):
      let why =
        reason?.label ?? Bilingual(en: "the figure does not vary beyond rounding", zh: "指标在舍入误差之外没有变化")
      notes.append(
        Bilingual(en: "No Sobol' indices: \(why.en).", zh: "不给出 Sobol' 指数：\(why.zh)。"))
    case .mostlyMissing(let reason):
      notes.append(
        Bilingual(
          en:
            "No Sobol' indices: in \(whole.dropped) of \(whole.sample) rows the figure has no value (\(reason?.label.en ?? "")), and the rest would not speak for the whole.",
          zh:
            "不给出 Sobol' 指数：\(whole.sample) 组中有 \(whole.dropped) 组无值（\(reason?.label.zh ?? "")），其余不足以代表整体。"))
    case .nothingUncertain, nil:
      notes.append(
        Bilingual(
          en:
            "Shares of the figure's variance, with 95 % intervals, from 2 × \(whole.sample) Sobol' points: explained by the number alone, and with all its interactions.",
          zh: "各参数对指标方差的贡献（95% 区间），由 2 × \(whole.sample) 个 Sobol' 点估计：一阶为单独作用，总指数含交互作用。"))
    }
    if whole.dropped > 0, whole.refusal == nil {
      notes.append(
        Bilingual(
          en:
            "Of the answered part only: \(whole.dropped) of \(whole.sample) rows have no value (\(whole.reason?.label.en ?? "")) and are left out.",
          zh: "仅就有值部分：\(whole.sample) 组中有 \(whole.dropped) 组无值（\(whole.reason?.label.zh ?? "")），未计入。"))
    }
    notes.append(
      Bilingual(
        en:
          "Morris: mean size and deviation of the effect of half the range of a number, \(whole.trajectories) trajectories.",
        zh: "Morris：参数变动半个分布范围的平均影响及其离散程度，\(whole.trajectories) 条轨迹。"))
    return notes
  }

  // MARK: JSON

  private struct JSON: Encodable {
    struct Row: Encodable {
      let path: String
      let label: Bilingual
      let base: Double
      let figures: [OutcomeJSON]
      /// Whether the site and the parking built allow it, at each step.
      let buildable: [Bool]
      let saf: Double?
      let critical: Double?
      let swing: Double?
    }

    struct Index: Encodable {
      let value: Double
      let low: Double
      let high: Double

      init(_ estimate: IntervalEstimate) {
        value = estimate.value
        low = estimate.lower
        high = estimate.upper
      }
    }

    struct Ranked: Encodable {
      let path: String
      let first: Index?
      let total: Index?
      let meanSize: Double?
      let mean: Double?
      let deviation: Double?
    }

    let version = 1
    let target: TargetJSON
    let today: OutcomeJSON
    let steps: [Double]
    let rows: [Row]
    let ranking: [Ranked]
    let refused: String?
    let sample: Int
    let dropped: Int
    let reason: String?
    let held: [String]
  }

  package var json: String {
    let refused: String? =
      switch whole.refusal {
      case .nothingUncertain: "nothingUncertain"
      case .correlated: "correlated"
      case .noVariance: "noVariance"
      case .mostlyMissing: "mostlyMissing"
      case nil: nil
      }
    return encodedJSON(
      JSON(
        target: TargetJSON(target), today: OutcomeJSON(single.today), steps: single.steps,
        rows: single.rows.map { row in
          JSON.Row(
            path: row.number.name, label: row.number.label, base: row.number.base,
            figures: row.figures.map(OutcomeJSON.init), buildable: row.isBuildable, saf: row.factor,
            critical: row.critical,
            swing: row.swing)
        },
        ranking: whole.rows.map { row in
          JSON.Ranked(
            path: row.number.name, first: row.indices.map { JSON.Index($0.first) },
            total: row.indices.map { JSON.Index($0.total) }, meanSize: row.morris.meanSize,
            mean: row.morris.mean,
            deviation: row.morris.deviation)
        }, refused: refused, sample: whole.sample, dropped: whole.dropped, reason: whole.reason?.id,
        held: whole.held.map(\.name)))
  }
}
