import FundAnalysis
import FundFormula
import FundModel

/// One household's bill by home type (一户一账): areas, what it pays line by line, when, by what means; nil without home
/// types.
struct HouseholdTable {
  let run: ScenarioRun
  private var model: Model { run.model }
  private var bills: [HouseholdBill] { model.households }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard !bills.isEmpty else { return nil }
    return Table(
      id: "households", title: Bilingual(en: "One household's bill", zh: "住户出资明细（一户一账）"),
      columns: [.init(id: "item", title: Bilingual(en: "Yuan for one household", zh: "项目（元/户）"))]
        + bills.map { .init(id: $0.homeType.id, title: $0.homeType.label, alignment: .trailing) },
      rows: facts(\.facts) + lines(paid: true) + [payment] + lines(paid: false) + nets + facts(\.choices)
        + prices + schedule
        + means, notes: notes, repeatedColumns: 1)
  }

  // MARK: Rows

  private func row(
    _ id: String, _ label: Table.Cell, indent: Int = 0, _ style: Table.Style = .normal,
    _ cell: (HouseholdBill) -> Table.Cell
  ) -> Table.Row {
    Table.Row(id: id, cells: [label] + bills.map(cell), indent: indent, style: style)
  }

  private func amount(_ scalar: Scalar?) -> Table.Cell {
    scalar.flatMap { run.outcome($0) }.map { Table.Cell.outcome($0, .yuanPerHousehold) } ?? .empty
  }

  /// A row for each fact that some bill has.
  private func facts(_ part: (HouseholdBill) -> [HouseholdBill.Fact]) -> [Table.Row] {
    unrepeated(bills.flatMap { part($0) }) { $0.id }.map { fact in
      row(fact.id, label(of: fact)) { bill in
        part(bill).first { $0.id == fact.id }.flatMap { run.outcome($0.value) }.map {
          Table.Cell.outcome($0, fact.unit)
        } ?? .empty
      }
    }
  }

  private func label(of fact: HouseholdBill.Fact) -> Table.Cell {
    switch fact.unit {
    case .area: .text(Bilingual(en: "\(fact.label.en) (m²)", zh: "\(fact.label.zh)（㎡）"))
    case .yuanPerArea: .text(Bilingual(en: "\(fact.label.en) (yuan/m²)", zh: "\(fact.label.zh)（元/㎡）"))
    default: .text(fact.label)
    }
  }

  /// The lines of all bills: the same block and part of it is one row.
  private func lines(paid: Bool) -> [Table.Row] {
    let all = bills.flatMap { bill in
      bill.lines.filter { $0.isPaid == paid }.map { (key: key($0, bill), line: $0) }
    }
    let shown = unrepeated(all) { $0.key }
    return shown.map { entry in
      let sharesItsClass = shown.contains {
        $0.key != entry.key && $0.line.flowClass == entry.line.flowClass
      }
      return row(
        entry.key, .text(averageMarked(label(of: entry.line, withBlock: sharesItsClass), entry.line))
      ) {
        bill in
        amount(bill.lines.first { key($0, bill) == entry.key }?.amount)
      }
    }
  }

  /// What not every household buys is an average over all of them.
  private static let averaged: Set<FlowClass> = [.extraAreaPurchase, .parkingPurchase]

  private func averageMarked(_ label: Bilingual, _ line: HouseholdBill.Line) -> Bilingual {
    Self.averaged.contains(line.flowClass)
      ? Bilingual(en: "\(label.en), average", zh: "\(label.zh)（户均）") : label
  }

  private func label(of line: HouseholdBill.Line, withBlock: Bool) -> Bilingual {
    guard withBlock, let block = model.content.allBlocks.first(where: { $0.path == line.block }) else {
      return line.flowClass.label
    }
    return Bilingual(
      en: "\(line.flowClass.label.en): \(block.label.en)", zh: "\(line.flowClass.label.zh)（\(block.label.zh)）"
    )
  }

  private var payment: Table.Row {
    row("payment", .text(Bilingual(en: "payment of one household", zh: "本户应付合计")), .emphasis) {
      amount($0.payment)
    }
  }

  private var nets: [Table.Row] {
    var rows = [
      row("net", .text(Bilingual(en: "net position of one household", zh: "本户净支出")), .total) {
        amount($0.net)
      }
    ]
    if bills.contains(where: { $0.netWithoutParking != nil }) {
      rows.append(
        row(
          "netWithoutParking",
          .text(Bilingual(en: "net position of one household, without parking", zh: "本户净支出（不含车位）")), .total
        ) { amount($0.netWithoutParking) })
    }
    return rows
  }

  private var prices: [Table.Row] { facts(\.prices) }

  // MARK: When

  /// What share of its payments falls when: by period, by year where a household pays in many.
  private var schedule: [Table.Row] {
    let periods = model.timeline.periods
    func shares(_ byYear: Bool) -> [(bill: HouseholdBill, shares: [Double])] {
      bills.compactMap { bill in
        let row = byYear ? bill.schedule?.byYear : bill.schedule?.byPeriod
        return row.flatMap { model.node($0) }.map { (bill, run.values[$0]) }
      }
    }
    func active(_ shares: [(bill: HouseholdBill, shares: [Double])]) -> [Int] {
      periods.indices.filter { index in shares.contains { $0.shares[index].isFinite && $0.shares[index] != 0 }
      }
    }
    let single = shares(false)
    let isByYear = active(single).count > 8
    let shown = isByYear ? shares(true) : single
    let indices = active(shown)
    guard !indices.isEmpty else { return [] }
    let head = row(
      "schedule",
      .text(
        isByYear
          ? Bilingual(en: "paid by year, of all its payments", zh: "付款日程（分年，占应付合计）")
          : Bilingual(en: "paid when, of all its payments", zh: "付款日程（占应付合计）"))
    ) { _ in .empty }
    return [head]
      + indices.map { index in
        row(
          "schedule.\(periods[index].label)",
          .text(isByYear ? Bilingual(verbatim: "\(periods[index].year)") : label(ofPeriod: index)), indent: 1
        ) { bill in
          shown.first { $0.bill.homeType.id == bill.homeType.id }.map {
            Table.Cell.outcome(Outcome($0.shares[index]), .share)
          } ?? .empty
        }
      }
  }

  /// The period and the milestone that falls in it: 2025-01（开工）.
  private func label(ofPeriod index: Int) -> Bilingual {
    let timeline = model.timeline
    let milestones: [(String, Bilingual)] = [
      ("start", Bilingual(en: "start", zh: "开工")), ("handover", Bilingual(en: "handover", zh: "交房")),
    ]
    let name = timeline.periods[index].label
    let here = milestones.filter { id, _ in
      timeline.month(of: .milestone(id, plus: 0)).flatMap { timeline.period(ofMonth: $0) } == index
    }
    guard !here.isEmpty else { return Bilingual(verbatim: name) }
    return Bilingual(
      en: "\(name) (\(here.map(\.1.en).joined(separator: ", ")))",
      zh: "\(name)（\(here.map(\.1.zh).joined(separator: "、"))）")
  }

  // MARK: By what means

  private var means: [Table.Row] {
    let all = bills.flatMap { bill in bill.means.map { (key: key($0, bill), line: $0) } }
    var rows = unrepeated(all) { $0.key }.map { entry in
      let label = entry.line.label
      return row(
        entry.line.id,
        .text(
          entry.line.id.hasSuffix(".instalment")
            ? label : Bilingual(en: "of it by \(label.en)", zh: "其中：\(label.zh)"))
      ) { bill in amount(bill.means.first { key($0, bill) == entry.key }?.amount) }
    }
    if bills.contains(where: { $0.ownMoney != nil }) {
      rows.append(
        row("ownMoney", .text(Bilingual(en: "of it from its own pocket", zh: "其余自筹"))) { amount($0.ownMoney) }
      )
    }
    return rows
  }

  private var notes: [Bilingual] {
    var notes = [
      Bilingual(en: "Positive: the household pays; negative: it receives.", zh: "正数为住户支付，负数为住户收取。")
    ]
    if bills.contains(where: { $0.lines.contains { Self.averaged.contains($0.flowClass) } }) {
      notes.append(
        Bilingual(
          en:
            "Extra area and parking are averages over the households of a type, amounts times take-up, and so is what they are part of; what one household pays by what it chooses stands below the net position.",
          zh: "扩面、车位为该户型户均数（已按认购率折算），含其的合计亦为户均；单户按选择应付的金额列于净支出之下。"))
    }
    return notes
  }

  /// The same line in the bills of different home types: its block and part, without the type.
  private func key(_ line: HouseholdBill.Line, _ bill: HouseholdBill) -> String {
    line.id.split(separator: ".").filter { $0 != Substring(bill.homeType.id) }.joined(separator: ".")
  }

  private func unrepeated<Element>(_ all: [Element], by key: (Element) -> String) -> [Element] {
    var seen: Set<String> = []
    return all.filter { seen.insert(key($0)).inserted }
  }
}
