import FundAnalysis
import FundFormula
import FundModel

/// The rows of the capital balance from uses to the gap.
struct BalanceRows {
  let run: ScenarioRun
  let hasArea: Bool
  private(set) var rows: [Table.Row] = []
  private(set) var marksAssumed = false
  private(set) var marksAtLeast = false
  private let flowsByBlock: [String: [Flow]]
  private var model: Model { run.model }

  init(run: ScenarioRun, hasArea: Bool) {
    self.run = run
    self.hasArea = hasArea
    flowsByBlock = Dictionary(grouping: run.model.flows, by: \.block)
    let isOutcome = run.indicator("unattributed") != nil
    total(Bilingual(en: "A", zh: "一"), TotalUses.self)
    for (index, line) in model.balance.uses.filter(isShown).enumerated() {
      add(line, index + 1, to: TotalUses.id)
    }
    let sources: any Indicator.Type =
      model.balance.topUps.isEmpty ? TotalSources.self : SourcesBeforeTopUp.self
    total(Bilingual(en: "B", zh: "二"), sources)
    for (index, line) in model.balance.sources.filter(isShown).enumerated() {
      add(line, index + 1, to: sources.id)
    }
    if isOutcome {
      total(Bilingual(en: "C", zh: "三"), Unattributed.self)
    } else {
      total(Bilingual(en: "C", zh: "三"), FundingGapBeforeTopUp.self)
      for (index, line) in model.balance.topUps.enumerated() { add(line, index + 1, to: nil) }
      if !model.balance.topUps.isEmpty { total(Bilingual(en: "D", zh: "四"), FundingGap.self) }
      let last =
        model.balance.topUps.isEmpty ? Bilingual(en: "D", zh: "四") : Bilingual(en: "E", zh: "五")
      if let gap = run.indicator(TimingGap.id) {
        rows.append(
          Table.Row(
            id: TimingGap.id,
            cells: cells(
              number: last, label: TimingGap.label, amount: Table.Cell.outcome(gap, .yuan, run),
              measures: nil,
              status: nil, when: run.indicator("lowestCashPeriod")?.value.flatMap(run.periodLabel) ?? "",
              basis: nil),
            style: .total))
      }
    }
  }

  /// Lines nobody wrote (interest inside the horizon, the operating surplus) stand only where there is any.
  private func isShown(_ line: BalanceLine) -> Bool {
    guard line.block.isEmpty || line.flowClass == .interestPaid else { return true }
    return run.outcome(line.amount)?.value.map { abs($0) > Tolerance.amount } ?? true
  }

  private mutating func total(_ number: Bilingual, _ indicator: any Indicator.Type) {
    guard let outcome = run.indicator(indicator.id) else { return }
    let isGap = indicator.id == FundingGap.id || indicator.id == FundingGapBeforeTopUp.id
    let label =
      isGap
      ? Bilingual(en: "\(indicator.label.en) (surplus negative)", zh: "\(indicator.label.zh)（结余为负）")
      : indicator.label
    rows.append(
      Table.Row(
        id: indicator.id,
        cells: cells(
          number: number, label: label, amount: Table.Cell.outcome(outcome, .yuan, run),
          measures: outcome.value == nil ? nil : model.measures[indicator.id], status: nil, when: "",
          basis: nil), style: .total))
  }

  private mutating func add(_ line: BalanceLine, _ number: Int, to parent: String?) {
    guard let outcome = run.outcome(line.amount) else { return }
    var amount = Table.Cell.outcome(outcome, .yuan, run)
    if run.isAssumed(line.amount) {
      amount = .flagged(amount, mark: "※")
      marksAssumed = true
    } else if line.isAtLeast {
      amount = .flagged(amount, mark: "≥")
      marksAtLeast = true
    }
    let own = ownInputs(line)
    rows.append(
      Table.Row(
        id: line.id,
        cells: cells(
          number: Bilingual(verbatim: "\(number)"), label: label(line, own), amount: amount,
          measures: model.measures[line.id],
          status: line.isUse ? nil : line.status, when: arrival(line), basis: basis(own)), indent: 1,
        addsTo: parent))
  }

  private func cells(
    number: Bilingual, label: Bilingual, amount: Table.Cell, measures: BalanceMeasures?,
    status: SourceStatus?,
    when: String, basis: Bilingual?
  ) -> [Table.Cell] {
    func cell(_ scalar: Scalar?, _ unit: ValueUnit) -> Table.Cell {
      scalar.flatMap { run.outcome($0) }.map { $0.value == nil ? .empty : Table.Cell.outcome($0, unit, run) }
        ?? .empty
    }
    return [
      .text(number), .text(label), amount, cell(measures?.share, .share),
      cell(measures?.perHousehold, .yuanPerHousehold),
    ] + (hasArea ? [cell(measures?.perArea, .yuanPerArea)] : []) + [
      status.map { .text($0.label) } ?? .empty, .text(Bilingual(verbatim: when)),
      basis.map(Table.Cell.text) ?? .empty,
    ]
  }

  /// The label with the price it stands on: 居民出资（1,350 元/㎡）.
  private func label(_ line: BalanceLine, _ own: [Input]) -> Bilingual {
    let rates = own.filter { [.yuanPerArea, .yuanPerHousehold].contains($0.unit) }
    guard rates.count == 1, let rate = rates.first else { return line.label }
    // The number is in yuan, per what its author's unit says.
    let written = rate.unitText.zh
    let per = written.split(separator: "/", maxSplits: 1).dropFirst().first.map(String.init)
    let shown = per.map { "元/\($0)" } ?? (rate.unit == .yuanPerArea ? "元/㎡" : "元/户")
    let english =
      ["元/㎡", "元/平方米"].contains(shown) ? "yuan/m²" : shown == "元/米" ? "yuan/m" : "yuan each"
    let value = NumberText.exact(rate.value)
    return Bilingual(
      en: "\(line.label.en) (\(value) \(written.hasPrefix("yuan/") ? written : english))",
      zh: "\(line.label.zh)（\(value) \(shown)）")
  }

  /// The inputs of the line that its own block gives.
  private func ownInputs(_ line: BalanceLine) -> [Input] {
    line.block.isEmpty ? [] : run.inputs(below: line.amount, under: line.block + ".")
  }

  private func arrival(_ line: BalanceLine) -> String {
    let flows = (flowsByBlock[line.block] ?? []).filter { $0.flowClass == line.flowClass }
    let rows = flows.compactMap { model.node($0.row) }.map { run.values[$0] }
    let active = model.timeline.periods.indices.filter { index in rows.contains { $0[index] != 0 } }
    guard let first = active.first, let last = active.last else { return "" }
    let labels = [first, last].map { model.timeline.periods[$0].label }
    return first == last ? labels[0] : "\(labels[0])–\(labels[1])"
  }

  private func basis(_ own: [Input]) -> Bilingual? {
    var sources: [String] = []
    for input in own {
      if let source = input.source, !sources.contains(source) { sources.append(source) }
    }
    if !sources.isEmpty { return Bilingual(verbatim: sources.prefix(2).joined(separator: "; ")) }
    return own.contains(where: \.isAssumed) ? Bilingual(en: "assumed", zh: "假设") : nil
  }
}
