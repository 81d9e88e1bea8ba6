import FundAnalysis
import FundFormula
import FundModel
import FundNumerics

/// The table of a regret (后悔值分析), and what it comes to.
struct RegretReport {
  private let regret: Regret
  private let text: FigureText

  init(_ regret: Regret, _ text: FigureText) {
    self.regret = regret
    self.text = text
  }

  private var figure: any Indicator.Type { regret.choice.figure }

  var table: Table {
    let unit: Table.PrintedUnit? = figure.unit == .yuan ? .money : nil
    func share(_ count: Int) -> Table.Cell { regret.share(count).estimate.map { .share($0) } ?? .empty }
    func amount(_ value: Double?) -> Table.Cell {
      value.map { .outcome(.value($0), figure.unit) } ?? .text(Bilingual(verbatim: "–"))
    }
    let isMissing = regret.models.contains { $0.missing.total > 0 }
    return Table(
      id: "regret",
      title: Bilingual(
        en: "Regret of choosing each model: \(WinnerMapReport.titled(figure).en)",
        zh: "后悔值分析：\(WinnerMapReport.titled(figure).zh)"),
      columns: [
        .init(id: "model", title: Bilingual(en: "Model", zh: "筹资模式")),
        .init(id: "balances", title: Bilingual(en: "Balances", zh: "资金平衡概率"), alignment: .trailing),
        .init(id: "best", title: Bilingual(en: "Best", zh: "最优概率"), alignment: .trailing),
        .init(
          id: "fails", title: Bilingual(en: "Avoidable failure", zh: "可避免失衡概率"), alignment: .trailing),
        .init(
          id: "mean", title: Bilingual(en: "Expected regret", zh: "期望后悔值"), alignment: .trailing, unit: unit),
        .init(
          id: "p95", title: Bilingual(en: "95 %", zh: "P95"), alignment: .trailing, importance: 1, unit: unit),
        .init(
          id: "largest", title: Bilingual(en: "Largest", zh: "最大"), alignment: .trailing, importance: 2,
          unit: unit
        ),
        .init(
          id: "missing", title: Bilingual(en: "No value", zh: "无值组数"), alignment: .trailing,
          importance: isMissing ? 0 : 3),
      ],
      rows: regret.models.enumerated().map { place, row in
        Table.Row(
          id: WinnerMapReport.mark(place),
          cells: [
            WinnerMapReport.name(place, regret.choice), share(row.balances), share(row.best),
            share(row.fails),
            amount(row.regret.mean), amount(row.p95), amount(row.largest), .count(Double(row.missing.total)),
          ])
      }, notes: notes)
  }

  private var notes: [Bilingual] {
    func number(_ count: Int) -> String { NumberText.count(Double(count)) }
    let rows = number(regret.rows)
    func share(_ count: Int) -> String { NumberText.share(regret.share(count).estimate ?? 0) }
    var notes = [
      Bilingual(
        en:
          "\(rows) draws of \(regret.drawn.count) uncertain numbers, the same for all models; ties count for each. In \(share(regret.noneBalances)) of them no model balances.",
        zh:
          "\(regret.drawn.count) 项不确定参数抽样 \(rows) 组，各模式用同一批样本；并列最优分别计入。其中 \(share(regret.noneBalances)) 各模式均不平衡。"
      ),
      Bilingual(
        en:
          "Regret: how much worse the figure is than the best model's, in the rows in which the model balances. Avoidable failure: it does not balance although another could be chosen.",
        zh: "后悔值：该模式资金平衡的各组中，指标较最优模式差多少。可避免失衡：该模式不平衡而另有可选模式。"),
    ]
    if regret.noneAnswers > 0 {
      notes.append(
        Bilingual(
          en: "In \(share(regret.noneAnswers)) of the rows models balance of which none has a figure.",
          zh: "另有 \(share(regret.noneAnswers)) 的组，资金平衡的模式指标均无值。"))
    }
    for (place, row) in regret.models.enumerated() {
      for (reason, count) in row.missing.all {
        notes.append(
          Bilingual(
            en: "\(WinnerMapReport.mark(place)) has no value in \(number(count)) rows: \(reason.label.en).",
            zh: "\(WinnerMapReport.mark(place))有 \(number(count)) 组无值：\(reason.label.zh)。"))
      }
    }
    if let held = text.held(regret.held) { notes.append(held) }
    notes += WinnerMapReport.lacking(regret.lacking)
    return notes
  }

  /// What the numbers support, and no more.
  var conclusion: Bilingual {
    let mark = WinnerMapReport.mark
    if let robust = regret.robust {
      return Bilingual(
        en:
          "\(mark(robust)) is the robust choice: as far as the sample can tell no other model is less likely to fail, and none has less expected regret.",
        zh: "稳健选择为\(mark(robust))：就本次抽样而言，没有其他模式的不平衡概率或期望后悔值更低。")
    }
    guard regret.models.contains(where: { $0.regret.count > 0 }) else {
      return Bilingual(
        en: "No model can be chosen in any row: there is no regret to compare.", zh: "各组均无可选模式，无后悔值可比。")
    }
    var (en, zh) = (["No one model is the robust choice."], ["没有在两方面均占优的稳健选择。"])
    func list(_ models: [Int], _ joined: String) -> String { models.map(mark).joined(separator: joined) }
    let (reliable, least) = (regret.mostReliable, regret.leastRegret)
    let all = regret.models.count
    if reliable.count < all {
      en.append("Least likely to fail: \(list(reliable, ", ")).")
      zh.append("不平衡概率最低：\(list(reliable, "、"))。")
    }
    if least.count < all {
      en.append("Least expected regret, in the rows in which it balances: \(list(least, ", ")).")
      zh.append("平衡各组中期望后悔值最小：\(list(least, "、"))。")
    }
    let both = regret.leastRegretOfReliable
    if reliable.count > 1, reliable.count < all, both.count == 1 {
      en.append("Of the least likely to fail, \(mark(both[0])) has the least expected regret.")
      zh.append("不平衡概率最低的模式中，\(mark(both[0]))期望后悔值最小。")
    }
    if reliable.count == all, least.count == all {
      en.append("95 % intervals do not keep the models apart.")
      zh.append("按 95% 置信区间不能区分各模式。")
    }
    return Bilingual(en: en.joined(separator: " "), zh: zh.joined())
  }
}
