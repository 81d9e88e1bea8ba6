import FundAnalysis
import FundFormula
import FundModel

/// The table of values at which one funding model hands over to another (最优模式转换点).
extension WinnerMapReport {
  func switches(along axis: Int, _ lines: [SwitchLine]) -> Table {
    let (moving, other) = (self.axis(axis).unknown, map.columns == nil ? nil : self.axis(1 - axis))
    let rows = lines.enumerated().flatMap { index, line -> [Table.Row] in
      let isBase = line.fixed.flatMap { fixed in other.map { isToday(fixed, $0) } } ?? false
      func head(_ isFirst: Bool) -> [Table.Cell] {
        guard let other, let fixed = line.fixed else { return [] }
        guard isFirst else { return [.empty] }
        let value = self.head(fixed, of: other.unknown)
        return [isBase ? .flagged(value, mark: "●") : value]
      }
      guard !line.switches.isEmpty else {
        let start = Self.marks(line.start)
        return [
          Table.Row(
            id: "line\(index + 1)",
            cells: head(true) + [
              .text(Bilingual(verbatim: "–")), .text(Bilingual(verbatim: start)),
              .text(Bilingual(en: "throughout", zh: "全程不变")),
            ], style: isBase ? .emphasis : .normal)
        ]
      }
      return line.switches.enumerated().map { place, one in
        Table.Row(
          id: "line\(index + 1).switch\(place + 1)",
          cells: head(place == 0) + [
            text.cell(one.value, of: moving),
            .text(Bilingual(verbatim: Self.marks(one.before) + " → " + Self.marks(one.after))),
            .text(why(one)),
          ], style: isBase ? .emphasis : .normal)
      }
    }
    return Table(
      id: "switches\(axis + 1)",
      title: Bilingual(
        en: "Where the best model changes along \(moving.label.en)", zh: "最优模式转换点：沿\(moving.label.zh)"),
      columns: (other.map {
        [.init(id: "fixed", title: $0.unknown.label, alignment: .trailing, unit: unit(of: $0.unknown))]
      } ?? [])
        + [
          .init(id: "value", title: moving.label, alignment: .trailing, unit: unit(of: moving)),
          .init(id: "models", title: Bilingual(en: "Hand-over", zh: "模式转换")),
          .init(id: "why", title: Bilingual(en: "Why", zh: "原因")),
        ], rows: rows, notes: [method(lines)])
  }

  private func unit(of number: MovableNumber) -> Table.PrintedUnit? {
    if number.unit == .yuan { return .money }
    let name = text.unitText(of: number)
    return name.zh.isEmpty ? nil : .named(name)
  }

  private func method(_ lines: [SwitchLine]) -> Bilingual {
    lines.allSatisfy(\.isExact)
      ? Bilingual(
        en: "Exact: figures, gaps and limits are straight lines in this number.",
        zh: "精确求解：指标、缺口与用地车位限制均为该参数的线性函数。")
      : Bilingual(
        en:
          "Figures or gaps bend: points were added beyond the grid, and every change located precisely, one by one.",
        zh: "指标或缺口非线性：在网格之外加密取点，每处转换均逐一精确定位。")
  }

  private func why(_ one: SwitchLine.Switch) -> Bilingual {
    let words = one.causes.map { cause -> Bilingual in
      switch cause {
      case .overtakes: return overtaking(one)
      case .balances(let model):
        return Bilingual(en: "\(Self.mark(model)) begins to balance", zh: "\(Self.mark(model))资金达到平衡")
      case .failsToBalance(let model):
        return Bilingual(en: "\(Self.mark(model)) no longer balances", zh: "\(Self.mark(model))资金不再平衡")
      case .comesWithinLimits(let model):
        return Bilingual(
          en: "\(Self.mark(model)) comes within what the site and the parking allow",
          zh: "\(Self.mark(model))回到用地、车位允许范围内")
      case .goesBeyondLimits(let model):
        return Bilingual(
          en: "\(Self.mark(model)) goes beyond what the site or the parking allows",
          zh: "\(Self.mark(model))超出用地或车位允许范围")
      case .answers(let model, let reason):
        return Bilingual(
          en: "\(Self.mark(model)) has a figure again (before: \(reason.label.en))",
          zh: "\(Self.mark(model))指标转为有值（此前：\(reason.label.zh)）")
      case .hasNoAnswer(let model, let reason):
        return Bilingual(
          en: "\(Self.mark(model)): \(reason.label.en)", zh: "\(Self.mark(model))：\(reason.label.zh)")
      }
    }
    return Bilingual(
      en: words.map(\.en).joined(separator: "; "), zh: words.map(\.zh).joined(separator: "；"))
  }

  /// Who passes whom; a tie that begins or ends along a stretch.
  private func overtaking(_ one: SwitchLine.Switch) -> Bilingual {
    let winners = one.after.filter { !one.before.contains($0) }
    let losers = one.before.filter { !one.after.contains($0) }
    let isLess = figure.better == .less
    func list(_ models: [Int]) -> String { models.map(Self.mark).joined(separator: "=") }
    if winners.isEmpty {
      return Bilingual(
        en: "\(list(losers)) falls behind \(list(one.after))", zh: "\(list(losers))劣于\(list(one.after))")
    }
    if losers.isEmpty {
      return Bilingual(
        en: "\(list(winners)) draws level with \(list(one.before))",
        zh: "\(list(winners))与\(list(one.before))持平")
    }
    return Bilingual(
      en: "\(list(winners)) comes \(isLess ? "below" : "above") \(list(losers))",
      zh: "\(list(winners))\(isLess ? "低于" : "高于")\(list(losers))")
  }
}
