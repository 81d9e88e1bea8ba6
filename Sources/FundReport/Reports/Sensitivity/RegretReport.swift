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
        .init(
          id: "feasible",
          title: isAllBuilt
            ? Bilingual(en: "Balances", zh: "资金平衡概率")
            : Bilingual(en: "Balances, can be built", zh: "平衡且可实施概率"),
          alignment: .trailing),
        .init(id: "best", title: Bilingual(en: "Best", zh: "最优概率"), alignment: .trailing),
        .init(
          id: "fails", title: Bilingual(en: "Avoidable failure", zh: "可避免不平衡概率"), alignment: .trailing),
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
            WinnerMapReport.name(place, regret.choice), share(row.feasible), share(row.best),
            share(row.fails),
            amount(row.regret.mean), amount(row.p95), amount(row.largest), .count(Double(row.missing.total)),
          ])
      }, notes: notes)
  }

  /// Whether every model can be built in every row.
  private var isAllBuilt: Bool { regret.models.allSatisfy { $0.unbuildable == 0 } }

  private var notes: [Bilingual] {
    func number(_ count: Int) -> String { NumberText.count(Double(count)) }
    let rows = number(regret.rows)
    func share(_ count: Int) -> String { NumberText.share(regret.share(count).estimate ?? 0) }
    var notes = [
      Bilingual(
        en:
          "\(rows) draws of \(regret.drawn.count) uncertain numbers, the same for all models; ties count for each. In \(share(regret.noneBalances)) of them no model balances\(isAllBuilt ? "" : " and can be built").",
        zh:
          "\(regret.drawn.count) 项不确定参数抽样 \(rows) 组，各模式用同一批样本；并列最优分别计入。其中 \(share(regret.noneBalances)) 各模式均不\(isAllBuilt ? "平衡" : "能平衡且可实施")。"
      ),
      Bilingual(
        en:
          "Regret: how much worse the figure is than the best model's, in the rows in which the model balances. Avoidable failure: it does not balance although another could be chosen.",
        zh: "后悔值：该模式资金平衡的各组中，指标较最优模式差多少。可避免不平衡：该模式不平衡而另有可选模式。"),
    ]
    if regret.noneAnswers > 0 {
      notes.append(
        Bilingual(
          en: "In \(share(regret.noneAnswers)) of the rows models balance of which none has a figure.",
          zh: "另有 \(share(regret.noneAnswers)) 的组，资金平衡的模式指标均无值。"))
    }
    for (place, row) in regret.models.enumerated() where row.unbuildable > 0 {
      notes.append(
        Bilingual(
          en:
            "\(WinnerMapReport.mark(place)) cannot be built in \(share(row.unbuildable)) of the rows (\(WinnerMapReport.beyondLimits.en)): they count as not balancing.",
          zh:
            "\(WinnerMapReport.mark(place))在 \(share(row.unbuildable)) 的组不可实施（\(WinnerMapReport.beyondLimits.zh)），按不平衡计。"
        ))
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
    func list(_ models: [Int], _ joined: String) -> String {
      models.map(WinnerMapReport.mark).joined(separator: joined)
    }
    guard regret.chosen > 0 else {
      return Bilingual(
        en: "No model can be chosen in any row: there is no regret to compare.", zh: "各组均无可选模式，无后悔值可比。")
    }
    guard regret.chosen >= Regret.leastRows else {
      let rows = NumberText.count(Double(regret.chosen))
      return Bilingual(
        en:
          "Some model can be chosen in \(rows) rows only: below \(Regret.leastRows) no robust choice is named. A larger --sample may tell.",
        zh: "有可选模式的样本仅 \(rows) 组，不足 \(Regret.leastRows) 组，不判断稳健选择；可加大 --sample。")
    }
    if let robust = regret.robust {
      let mark = WinnerMapReport.mark(robust)
      return Bilingual(
        en:
          "\(mark) is the robust choice: on the same rows it has fewer avoidable failures or less regret than each other model, and none is shown to have less of either (95 % confidence).",
        zh:
          "稳健选择为\(mark)：按同一批样本逐组对照（95% 置信水平），\(mark)的可避免不平衡概率或期望后悔值低于其他每一种模式，且未见其他模式在任一方面低于\(mark)。")
    }
    var (en, zh) = (["No one model is the robust choice."], ["没有可据以认定的稳健选择。"])
    let (reliable, least, unbeaten) = (regret.mostReliable, regret.leastRegret, regret.unbeaten)
    let all = regret.contenders.count
    if reliable.count == all, least.count == all {
      en.append("95 % confidence does not tell \(list(reliable, ", ")) apart.")
      zh.append("按 95% 置信水平不能区分\(list(reliable, "、"))。")
      return Bilingual(en: en.joined(separator: " "), zh: zh.joined())
    }
    if reliable.count < all {
      en.append("In avoidable failures none is shown to be better than \(list(reliable, ", ")).")
      zh.append("就可避免不平衡概率，尚无模式可认定优于\(list(reliable, "、"))。")
    }
    if least.count < all, !least.isEmpty {
      en.append(
        "In regret, on rows in which both balance, none is shown to be better than \(list(least, ", ")).")
      zh.append("就期望后悔值（两两均平衡的各组），尚无模式可认定优于\(list(least, "、"))。")
    }
    if unbeaten.count > 1 {
      en.append("\(list(unbeaten, ", ")) cannot be told apart.")
      zh.append("\(list(unbeaten, "、"))之间不能区分。")
    } else if let one = unbeaten.first {
      en.append("\(list([one], "")) is not shown to be better than \(list(regret.equals(of: one), ", ")).")
      zh.append("尚不能认定\(list([one], ""))优于\(list(regret.equals(of: one), "、"))。")
    }
    let both = regret.leastRegretOfReliable
    if reliable.count > 1, reliable.count < all, both.count == 1 {
      en.append("Of \(list(reliable, ", ")), none is shown to have less regret than \(list(both, "")).")
      zh.append("\(list(reliable, "、"))之中，就期望后悔值尚无模式可认定优于\(list(both, ""))。")
    }
    return Bilingual(en: en.joined(separator: " "), zh: zh.joined())
  }
}
