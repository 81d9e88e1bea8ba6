package import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// The document of `sweep --over`: what the programme comes to, who pays, how many communities balance, and which do not.
package struct ProgrammeReport: Sendable {
  let programme: Programme
  let totals: ProgrammeTotals
  private let text: FigureText

  package init(_ programme: Programme, _ totals: ProgrammeTotals, unit: MoneyUnit) {
    self.programme = programme
    self.totals = totals
    text = FigureText(unit: unit)
  }

  /// Communities shown of those that balance least.
  static let mostWorst = 10

  /// - Parameter listsCommunities: whether every community has a row, for files of data.
  package func document(listsCommunities: Bool) -> Document {
    var blocks: [DocumentBlock] = [.paragraph(text: design)]
    if let held { blocks.append(.paragraph(text: held)) }
    if let set = text.held(programme.heldBySetting) { blocks.append(.paragraph(text: set)) }
    if let apart { blocks.append(.paragraph(text: apart)) }
    let notices = programme.findings.filter { $0.severity == .notice }
    blocks += notices.map { .paragraph(text: $0.message) }
    if let verdict { blocks.append(verdict) }
    var tables: [Table?] = [sums, payers, conditions]
    tables += programme.groupings.indices.map(groups)
    tables += [spread, worst, missing]
    if listsCommunities { tables.append(communities) }
    blocks += tables.compactMap { $0.map(DocumentBlock.table) }
    return Document(title: programme.template.content.title, blocks: blocks)
  }

  var isDrawn: Bool { !programme.drawn.isEmpty }

  // MARK: In words

  private var design: Bilingual {
    let (count, draws) = (number(programme.communities.count), number(programme.draws))
    var (en, zh) = ([communities(programme.communities.count)], ["共 \(count) 个小区"])
    if isDrawn {
      let (drawn, times) = (programme.drawn.count, programme.draws == 1 ? "once" : "\(draws) times")
      en.append("\(drawn) uncertain number\(drawn == 1 ? "" : "s") drawn \(times), the same for all")
      zh.append("\(programme.drawn.count) 项不确定参数各抽样 \(draws) 次，各小区使用同一批样本")
    }
    let given = programme.inputs.count
    en.append("\(given) number\(given == 1 ? "" : "s") by community")
    zh.append("\(programme.inputs.count) 项参数逐小区取值")
    return Bilingual(en: en.joined(separator: "; ") + ".", zh: zh.joined(separator: "；") + "。")
  }

  private var held: Bilingual? {
    guard !programme.held.isEmpty else { return nil }
    return Bilingual(
      en:
        "Not drawn, but as the table gives them: \(programme.held.map(\.label.en).joined(separator: "; ")).",
      zh: "下列不确定参数已由表格给定，不抽样：\(programme.held.map(\.label.zh).joined(separator: "；"))。")
  }

  /// Present values of different dates or rates have no sum.
  private var apart: Bilingual? {
    let labels = programme.apart.map(\.label)
    guard !labels.isEmpty else { return nil }
    return Bilingual(
      en:
        "Without a total, since the communities' starts, discount rates or first periods differ: \(labels.map(\.en).joined(separator: "; ")).",
      zh: "各小区的开工时间、折现率或首期折现口径不同，下列现值不作合计：\(labels.map(\.zh).joined(separator: "；"))。")
  }

  /// How many balance, and what is missing.
  private var verdict: DocumentBlock? {
    guard let gap = programme.gap, let mean = totals.meeting(0).mean else { return nil }
    let (all, share) = (programme.communities.count, totals.shareAllMeet(0))
    if share == 1 {
      let always = isDrawn ? Bilingual(en: " in every draw", zh: "，各次抽样均如此") : Bilingual(verbatim: "")
      let subject =
        all == 1
        ? Bilingual(en: "The community balances", zh: "该小区资金平衡")
        : Bilingual(en: "All \(number(all)) communities balance", zh: "\(number(all)) 个小区全部资金平衡")
      return .verdict(
        text: Bilingual(en: "\(subject.en)\(always.en).", zh: "\(subject.zh)\(always.zh)。"), good: true)
    }
    let balancing = mean == 1 ? "balances" : "balance"
    var (en, zh) = (
      "\(count(mean)) of \(communities(all)) \(balancing)", "\(number(all)) 个小区中 \(count(mean)) 个资金平衡"
    )
    if isDrawn {
      en = "On average \(en), all of them in \(NumberText.share(share)) of draws"
      zh = "\(number(all)) 个小区平均有 \(count(mean)) 个资金平衡，全部平衡的概率为 \(NumberText.share(share))"
    }
    for entry in totals.withoutGap {
      let (own, label) = (count(entry.communities), entry.reason.label)
      en += entry.reason == .stopped ? "; \(own) \(label.en)" : "; \(own) without a figure (\(label.en))"
      zh += entry.reason == .stopped ? "；\(own) 个\(label.zh)" : "；\(own) 个无数值（\(label.zh)）"
    }
    // Without a gap there is nothing to say of the others.
    guard totals.short != nil, let gaps = totals.gaps?.mean else {
      return .verdict(text: Bilingual(en: en + ".", zh: zh + "。"), good: false)
    }
    let (amount, label) = (text.value(gaps, .yuan), programme.figures[gap].label)
    return .verdict(
      text: Bilingual(
        en: "\(en). The others' \(label.en)\(isDrawn ? ", on average" : ""): \(amount.en).",
        zh: "\(zh)；\(isDrawn ? "未平衡" : "其余")小区\(label.zh)合计\(isDrawn ? "平均为" : "") \(amount.zh)。"),
      good: false)
  }

  /// Communities, on average over the draws where there are any.
  private func count(_ mean: Double) -> String { NumberText.fixed(mean, decimals: isDrawn ? 1 : 0) }

  func communities(_ count: Int) -> String {
    "\(number(count)) \(count == 1 ? "community" : "communities")"
  }

  func number(_ count: Int) -> String { NumberText.count(Double(count)) }

  // MARK: Columns and cells of figures

  /// Columns of a figure over the draws, or its one value.
  var columns: [Table.Column] {
    guard isDrawn else {
      return [.init(id: "value", title: Bilingual(en: "Value", zh: "数值"), alignment: .trailing)]
    }
    return [
      .init(id: "mean", title: Bilingual(en: "Mean", zh: "均值"), alignment: .trailing),
      .init(id: "sd", title: Bilingual(en: "Deviation", zh: "标准差"), alignment: .trailing, importance: 2),
      .init(id: "p05", title: Bilingual(en: "5 %", zh: "P5"), alignment: .trailing),
      .init(id: "p50", title: Bilingual(en: "Median", zh: "P50"), alignment: .trailing, importance: 1),
      .init(id: "p95", title: Bilingual(en: "95 %", zh: "P95"), alignment: .trailing),
    ]
  }

  func cells(_ summary: ColumnSummary, _ unit: ValueUnit) -> [Table.Cell] {
    guard isDrawn else { return [cell(summary.mean, unit, summary)] }
    return [summary.mean, summary.deviation, summary.low, summary.median, summary.high].map {
      cell($0, unit, summary)
    }
  }

  func cell(_ value: Double?, _ unit: ValueUnit, _ summary: ColumnSummary) -> Table.Cell {
    if let value { return .outcome(.value(value), unit) }
    return summary.missing.first.map { .missing($0.reason.label) } ?? .text(Bilingual(verbatim: "–"))
  }

  var label: Table.Column { .init(id: "figure", title: Bilingual(en: "Figure", zh: "指标")) }

  func title(_ figure: ProgrammeFigure) -> Table.Cell {
    Self.title(figure.label, figure.unit)
  }

  static func title(_ label: Bilingual, _ unit: ValueUnit) -> Table.Cell {
    .titled(label, unit)
  }
}
