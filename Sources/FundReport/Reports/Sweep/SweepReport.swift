package import FundAnalysis
package import FundFormula
import FundModel
import FundNumerics
import FundScenario

/// The document of `sweep`: what the rows came to, how likely the money balances, what drives failure.
package struct SweepReport {
  private let sweep: Sweep
  private let totals: SweepTotals
  private let rows: Range<Int>
  private let few: FewRows?
  private let part: SweepPart?
  private let stopped: Bilingual?
  private let note: Bilingual?
  private let text: FigureText

  /// - Parameters:
  ///   - rows: which rows of the whole were computed.
  ///   - few: the rows themselves, where they are few enough to keep.
  ///   - part: what another process needs to go on, where these are a part of the whole.
  ///   - stopped: why fewer rows than asked were computed, where that is so.
  ///   - note: what else is to be said of the rows.
  package init(
    _ sweep: Sweep, _ totals: SweepTotals, rows: Range<Int>, few: FewRows? = nil, part: SweepPart? = nil,
    stopped: Bilingual? = nil, note: Bilingual? = nil, unit: MoneyUnit
  ) {
    self.sweep = sweep
    self.totals = totals
    self.rows = rows
    self.few = few
    self.part = part
    self.stopped = stopped
    self.note = note
    text = FigureText(unit: unit)
  }

  package var document: Document {
    var blocks: [DocumentBlock] = [.paragraph(text: design)]
    if let held = text.held(sweep.held) { blocks.append(.paragraph(text: held)) }
    let missed = MissedEnds.note(sweep.design.axes.map { ($0.label, $0.values, $0.missedEnd) })
    for text in [missed, stopped, note] { if let text { blocks.append(.paragraph(text: text)) } }
    if !sweep.conditions.isEmpty { blocks.append(.table(probabilities)) }
    if let combinations { blocks.append(.table(combinations)) }
    blocks.append(.table(figures))
    if let histogram { blocks.append(.table(histogram)) }
    if let drivers { blocks.append(.table(drivers)) }
    if let missing { blocks.append(.table(missing)) }
    return Document(title: sweep.scenario.content.title, blocks: blocks)
  }

  /// How the rows came about.
  private var design: Bilingual {
    let axes = sweep.design.axes
    let combinations = sweep.design.combinations
    let drawn = sweep.design.drawn.count
    let count = NumberText.count(Double(totals.rows))
    var en = ["\(count) rows"]
    var zh = ["共 \(count) 组"]
    if !axes.isEmpty {
      en.append("\(combinations) combinations of \(axes.map(\.label.en).joined(separator: ", "))")
      zh.append("\(axes.map(\.label.zh).joined(separator: "、"))的 \(combinations) 种组合")
    }
    if drawn > 0 {
      let draws = stopped == nil ? sweep.design.sample : totals.rows
      let each = NumberText.count(Double(draws))
      en.append(
        "\(drawn) uncertain \(drawn == 1 ? "number" : "numbers") drawn \(each) \(draws == 1 ? "time" : "times")"
      )
      zh.append("\(drawn) 项不确定参数各抽样 \(each) 组")
    }
    if rows.count != sweep.design.rows, stopped == nil {
      let (first, last) = (
        NumberText.count(Double(rows.lowerBound)), NumberText.count(Double(rows.upperBound - 1))
      )
      let all = NumberText.count(Double(sweep.design.rows))
      en.append("rows \(first) to \(last) of \(all)")
      zh.append("总 \(all) 组中的第 \(first) 至 \(last) 组")
    }
    return Bilingual(en: en.joined(separator: "; ") + ".", zh: zh.joined(separator: "；") + "。")
  }

  // MARK: How likely

  /// Intervals hold for rows drawn independently: not where combinations share one sample.
  private var hasIntervals: Bool { !sweep.design.drawn.isEmpty && sweep.design.combinations == 1 }

  /// Whether rows ask for more floor area than the site allows, or sell more parking than is built.
  private var goesBeyondLimits: Bool {
    zip(sweep.conditions, totals.passed).contains { $0.isPhysical && $1.hits < $1.trials }
  }

  /// The conditions, and where some rows cannot be built those in which the money balances on a plan that can.
  ///
  /// - Parameter always: whether or not some rows cannot: the same keys in every shard.
  private func shares(always: Bool) -> [(id: String, label: Bilingual, passed: Proportion)] {
    let all = zip(sweep.conditions, totals.passed).map { ($0.id, $0.label, $1) }
    let isAsked = sweep.hasBalance && sweep.conditions.contains(where: \.isPhysical)
    guard isAsked, always || goesBeyondLimits else { return all }
    return all + [
      (
        "feasible",
        sweep.balanceAsksDebt
          ? Bilingual(en: "uses and debt paid, and it can be built", zh: "资金与偿债均满足且可实施")
          : Bilingual(en: "the money balances and it can be built", zh: "资金平衡且可实施"),
        totals.feasible
      )
    ]
  }

  private var probabilities: Table {
    let isDrawn = !sweep.design.drawn.isEmpty
    let title =
      isDrawn
      ? Bilingual(en: "How likely", zh: "概率") : Bilingual(en: "In how many combinations", zh: "满足条件的组合占比")
    let share = isDrawn ? Bilingual(en: "Probability", zh: "概率") : Bilingual(en: "Share", zh: "占比")
    let interval = Table.Column(
      id: "interval", title: Bilingual(en: "95 % interval", zh: "95% 置信区间"), alignment: .trailing,
      importance: 1)
    return Table(
      id: "probabilities", title: title,
      columns: [
        .init(id: "condition", title: Bilingual(en: "Condition", zh: "条件")),
        .init(id: "probability", title: share, alignment: .trailing),
      ] + (hasIntervals ? [interval] : []) + [
        .init(
          id: "failed", title: Bilingual(en: "Rows that fail", zh: "不满足组数"), alignment: .trailing,
          importance: 2)
      ],
      rows: shares(always: false).map { id, label, passed in
        let range = passed.interval().map {
          Bilingual(verbatim: "\(NumberText.share($0.lowerBound)) – \(NumberText.share($0.upperBound))")
        }
        return Table.Row(
          id: id,
          cells: [.text(label), passed.estimate.map { .share($0) } ?? .empty]
            + (hasIntervals ? [range.map(Table.Cell.text) ?? .empty] : [])
            + [.count(Double(passed.trials - passed.hits))])
      },
      notes: [
        Bilingual(
          en: "A row without a figure (a stopped project) counts as failing.", zh: "指标无值的组（如项目不实施）按不满足计。")
      ]
        + (isDrawn && !hasIntervals
          ? [
            Bilingual(
              en: "All combinations together; each has the same sample, so no interval is given.",
              zh: "为全部组合合计；各组合使用同一批样本，故不给出置信区间。")
          ] : [])
        + (goesBeyondLimits
          ? [
            Bilingual(
              en: "Rows that cannot be built or sold are computed all the same; a run refuses them.",
              zh: "超出用地或车位条件的组仍予计算；单独测算（run）不予通过。")
          ] : []))
  }

  private var combinations: Table? {
    CombinationTable(sweep: sweep, totals: totals, goesBeyondLimits: goesBeyondLimits, text: text).table
  }

  // MARK: Figures

  private static let shares = [0.05, 0.5, 0.95]

  private func quantiles(of place: Int) -> (values: [Double?], error: Double) {
    if let few { return (few.quantiles(Self.shares, of: place), 0) }
    let estimates = totals.quantiles[place].quantiles(Self.shares)
    return (estimates.map { $0?.value }, estimates.compactMap { $0?.error }.max() ?? 0)
  }

  private var figures: Table {
    func cell(_ value: Double?, _ unit: ValueUnit) -> Table.Cell {
      value.map { .outcome(.value($0), unit) } ?? .text(Bilingual(verbatim: "–"))
    }
    return Table(
      id: "figures", title: Bilingual(en: "Figures over all rows", zh: "指标分布"),
      columns: [
        .init(id: "figure", title: Bilingual(en: "Figure", zh: "指标")),
        .init(id: "mean", title: Bilingual(en: "Mean", zh: "均值"), alignment: .trailing),
        .init(id: "sd", title: Bilingual(en: "Deviation", zh: "标准差"), alignment: .trailing, importance: 2),
        .init(id: "p05", title: Bilingual(en: "5 %", zh: "P5"), alignment: .trailing),
        .init(id: "p50", title: Bilingual(en: "Median", zh: "P50"), alignment: .trailing, importance: 1),
        .init(id: "p95", title: Bilingual(en: "95 %", zh: "P95"), alignment: .trailing),
        .init(id: "min", title: Bilingual(en: "Least", zh: "最小"), alignment: .trailing, importance: 3),
        .init(id: "max", title: Bilingual(en: "Greatest", zh: "最大"), alignment: .trailing, importance: 3),
        .init(
          id: "missing", title: Bilingual(en: "No value", zh: "无值"), alignment: .trailing,
          importance: totals.moments.contains { $0.missingCount > 0 } ? 0 : 3),
      ],
      rows: sweep.results.indices.map { place in
        let (result, moments) = (sweep.results[place], totals.moments[place])
        let quantiles = quantiles(of: place).values
        let unit = result.unit
        return Table.Row(
          id: result.id,
          cells: [
            label(of: result), cell(moments.mean, unit), cell(moments.standardDeviation, unit),
            cell(quantiles[0], unit), cell(quantiles[1], unit), cell(quantiles[2], unit),
            cell(moments.count > 0 ? moments.minimum : nil, unit),
            cell(moments.count > 0 ? moments.maximum : nil, unit), .count(Double(moments.missingCount)),
          ])
      },
      notes: [
        Bilingual(
          en:
            "Rows without a value are left out of a figure's statistics and counted beside them"
            + (few == nil ? "; quantiles to 0.006 %." : "."),
          zh: "无值的组不计入该指标的统计，另列组数" + (few == nil ? "；分位数误差不超过 0.006%。" : "。"))
      ])
  }

  private func label(of result: SweepResult) -> Table.Cell {
    .titled(result.label, result.unit)
  }

  /// How many bars show so many rows: their square root, at most 20; a handful is no distribution.
  private static func bars(of rows: Int) -> Int {
    rows < 10 ? 0 : min(20, Int(Double(rows).squareRoot().rounded(.up)))
  }

  /// The first figure as bars.
  private var histogram: Table? {
    guard let result = sweep.results.first else { return nil }
    let counts = totals.quantiles[0]
    let bars = counts.histogram(parts: Self.bars(of: counts.count))
    guard let most = bars.map(\.count).max() else { return nil }
    return Table(
      id: "histogram",
      title: Bilingual(en: "How “\(result.label.en)” is spread", zh: "\(result.label.zh)的分布"),
      columns: [
        .init(id: "from", title: Bilingual(en: "From", zh: "区间下限"), alignment: .trailing),
        .init(id: "share", title: Bilingual(en: "Share", zh: "占比"), alignment: .trailing),
        .init(id: "bar", title: Bilingual(verbatim: ""), importance: 1),
      ],
      rows: bars.enumerated().map { place, bar in
        let length = Int((40 * Double(bar.count) / Double(most)).rounded())
        return Table.Row(
          id: "part\(place + 1)",
          cells: [
            .text(text.value(bar.from, result.unit)), .share(Double(bar.count) / Double(counts.count)),
            .text(Bilingual(verbatim: String(repeating: "█", count: length))),
          ])
      })
  }

  // MARK: What drives it

  private static let mostDrivers = 4

  private var drivers: Table? {
    let rows = sweep.conditions.indices.compactMap { place -> Table.Row? in
      let passed = totals.passed[place]
      guard passed.hits < passed.trials, passed.hits > 0 else { return nil }
      return row(
        sweep.conditions[place].id,
        Bilingual(
          en: "not: \(sweep.conditions[place].label.en)", zh: "不满足：\(sweep.conditions[place].label.zh)"),
        totals.driversOfFailure(place))
    }
    guard !rows.isEmpty else { return nil }
    return table("drivers", Bilingual(en: "What drives failure", zh: "不达标的主要影响因素"), rows)
  }

  /// Figures that have no value in the same rows for the same reason: all of a project that a condition stops.
  private struct Missing {
    var places: [Int]
    let bits: UInt64
    let count: Int
  }

  private var missingRows: [Missing] {
    var all: [Missing] = []
    for place in sweep.results.indices {
      for entry in totals.moments[place].missing {
        // What stops the project takes every figure in the same rows.
        let isStopped = Outcome(Double(bitPattern: entry.bits)).reason == .stopped
        let known = all.firstIndex { one in
          one.bits == entry.bits && one.count == entry.count
            && (isStopped || totals.missing[one.places[0]] == totals.missing[place])
        }
        if let known {
          all[known].places.append(place)
        } else {
          all.append(Missing(places: [place], bits: entry.bits, count: entry.count))
        }
      }
    }
    return all
  }

  private var missing: Table? {
    let rows = missingRows.map { one -> Table.Row in
      let reason = Outcome(Double(bitPattern: one.bits)).reason
      let label = reason?.label ?? Bilingual(verbatim: "—")
      let count = NumberText.count(Double(one.count))
      let figures = one.places.map { sweep.results[$0] }
      return row(
        "\(figures[0].id).\(reason?.id ?? "")",
        Bilingual(
          en: "\(figures.map(\.label.en).joined(separator: ", ")): \(label.en) (\(count))",
          zh: "\(figures.map(\.label.zh).joined(separator: "、"))：\(label.zh)（\(count) 组）"),
        totals.driversOfMissing(one.places[0]))
    }
    guard !rows.isEmpty else { return nil }
    return table("missing", Bilingual(en: "Rows without a value, and what causes them", zh: "无值的组及其原因"), rows)
  }

  private func row(_ id: String, _ label: Bilingual, _ drivers: [SweepDriver]) -> Table.Row {
    let shown = drivers.filter { abs($0.shift) >= 0.05 }.prefix(Self.mostDrivers)
    func list(_ word: (Bilingual) -> String, _ joined: String) -> String {
      shown.map { driver in
        let shift = (driver.shift > 0 ? "+" : "−") + NumberText.fixed(abs(driver.shift), decimals: 2)
        return "\(word(sweep.inputs[driver.input].label)) \(shift)"
      }.joined(separator: joined)
    }
    return Table.Row(
      id: id,
      cells: [
        .text(label),
        shown.isEmpty
          ? .text(Bilingual(en: "no one number", zh: "无单一主导因素"))
          : .text(Bilingual(en: list(\.en, "; "), zh: list(\.zh, "；"))),
      ])
  }

  private func table(_ id: String, _ title: Bilingual, _ rows: [Table.Row]) -> Table {
    Table(
      id: id, title: title,
      columns: [
        .init(id: "what", title: Bilingual(en: "Rows", zh: "情形")),
        .init(id: "drivers", title: Bilingual(en: "Numbers that differ most there", zh: "差异最大的参数")),
      ], rows: rows,
      notes: [
        Bilingual(
          en:
            "How far the number's mean in these rows lies from its mean in the others, in standard deviations.",
          zh: "为该参数在此类组与其余组中的均值之差，以标准差计。")
      ])
  }

  // MARK: JSON

  private struct Figure: Encodable {
    let mean: Double?
    let sd: Double?
    let p05: Double?
    let p50: Double?
    let p95: Double?
    let min: Double?
    let max: Double?
    let missing: Int
    let reasons: [String: Int]
    let standardError: Double?
    let quantileError: Double?
  }

  private struct Combination: Encodable {
    /// By the paths varied.
    let values: [String: Double]
    let rows: Int
    let balances: Int?
    let feasible: Int?
    /// Over the rows that have a value, and how many these are.
    let means: [String: Double]
    let counts: [String: Int]
  }

  private struct JSON: Encodable {
    let version = 1
    let lanes: Int
    let firstRow: Int
    let rows: Int
    let hash: String
    let inputs: [String]
    let held: [String]
    let indicators: [String: Figure]
    let probabilities: [String: Double]
    let intervals: [String: [Double]]
    let drivers: [String: [String: Double]]
    /// Few enough to be told one by one, else empty.
    let combinations: [Combination]
    let stopped: Bilingual?
    let part: SweepPart?
  }

  private var combinationsJSON: [Combination] {
    totals.combinations.all.enumerated().map { place, one in
      let values = sweep.design.axisValues(row: place * sweep.design.sample)
      let means = sweep.results.indices.compactMap { result in
        one.mean(result).map { (sweep.results[result].id, $0) }
      }
      return Combination(
        values: Dictionary(zip(sweep.inputs.map(\.name), values), uniquingKeysWith: { first, _ in first }),
        rows: one.rows, balances: sweep.hasBalance ? one.balances : nil,
        feasible: sweep.hasBalance ? one.feasible : nil,
        means: Dictionary(means, uniquingKeysWith: { first, _ in first }),
        counts: Dictionary(
          sweep.results.enumerated().map { ($1.id, one.count($0)) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  package var json: String { encodedJSON(result) }

  /// The same in one line, for a shard.
  package var jsonLine: String {
    jsonText(result, pretty: false)
  }

  private var result: JSON {
    var indicators: [String: Figure] = [:]
    for (place, result) in sweep.results.enumerated() {
      let moments = totals.moments[place]
      let (quantiles, error) = quantiles(of: place)
      let hasNumbers = moments.count > 0
      indicators[result.id] = Figure(
        mean: moments.mean, sd: moments.standardDeviation, p05: quantiles[0], p50: quantiles[1],
        p95: quantiles[2], min: hasNumbers ? moments.minimum : nil,
        max: hasNumbers ? moments.maximum : nil,
        missing: moments.missingCount,
        reasons: Dictionary(
          moments.missing.map { (Outcome(Double(bitPattern: $0.bits)).reason?.id ?? "outOfRange", $0.count) },
          uniquingKeysWith: +), standardError: hasIntervals ? moments.standardError : nil,
        quantileError: hasNumbers ? error : nil)
    }
    return JSON(
      lanes: totals.rows, firstRow: rows.lowerBound, rows: sweep.design.rows, hash: sweep.scenario.hash,
      inputs: sweep.inputs.map(\.name), held: sweep.held.map(\.name), indicators: indicators,
      probabilities: Dictionary(
        shares(always: true).compactMap { id, _, passed in passed.estimate.map { (id, $0) } },
        uniquingKeysWith: { first, _ in first }),
      intervals: Dictionary(
        (hasIntervals ? shares(always: true) : []).compactMap { id, _, passed in
          passed.interval().map { (id, [$0.lowerBound, $0.upperBound]) }
        }, uniquingKeysWith: { first, _ in first }),
      drivers: Dictionary(
        sweep.conditions.enumerated().map { place, condition in
          (
            condition.id,
            Dictionary(
              totals.driversOfFailure(place).map { (sweep.inputs[$0.input].name, $0.shift) },
              uniquingKeysWith: { first, _ in first })
          )
        }, uniquingKeysWith: { first, _ in first }), combinations: combinationsJSON, stopped: stopped,
      part: part)
  }
}
