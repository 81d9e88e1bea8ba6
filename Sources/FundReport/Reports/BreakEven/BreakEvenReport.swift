package import FundAnalysis
package import FundFormula
import FundNumerics
package import FundScenario

/// The document of `breakeven --solve PATH`: where the target just holds, all such places, and how it was found.
package struct BreakEvenReport {
  private let title: Bilingual
  private let found: BreakEven
  private let text: FigureText

  private let stoppedBy: [Bilingual]
  private let findings: [Finding]

  /// - Parameters:
  ///   - stoppedBy: the conditions that stop the project as it stands.
  ///   - findings: what a check says of the answer.
  package init(
    _ found: BreakEven, title: Bilingual, stoppedBy: [Bilingual] = [], findings: [Finding] = [],
    unit: MoneyUnit
  ) {
    self.found = found
    self.stoppedBy = stoppedBy
    self.findings = findings
    self.title = title
    text = FigureText(unit: unit)
  }

  private var unknown: MovableNumber { found.unknown }
  private var target: SolveTarget { found.target }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    if target.isBeforeTopUp { blocks.append(.paragraph(text: FigureText.beforeTopUp)) }
    if let stopped = FigureText.stopped(stoppedBy) { blocks.append(.paragraph(text: stopped)) }
    if found.isCostOfMoney { blocks.append(.paragraph(text: FigureText.costOfMoney(target))) }
    blocks.append(.verdict(text: verdict, good: found.solved != nil && !found.isCostOfMoney))
    blocks.append(.keyValues(items: values))
    blocks += FigureText.trial(found.settings)
    if found.places.count > 1 || found.places.contains(where: isNoRoot) { blocks.append(.table(places)) }
    if !found.broken.isEmpty { blocks.append(.paragraph(text: FigureText.broken(found.broken))) }
    blocks += FigureText.checked(findings)
    if !found.gaps.isEmpty { blocks.append(.bullets(items: found.gaps.map(gap))) }
    if target.isRate, found.solved != nil { blocks.append(.paragraph(text: FigureText.rateNote(target))) }
    return Document(title: title, blocks: blocks)
  }

  private func isNoRoot(_ place: ZeroSet.Place) -> Bool {
    if case .root = place { false } else { true }
  }

  // MARK: The answer

  /// The present value is zero there, but the rate itself has no single value.
  private var isWithoutFigure: Bool {
    guard target.isRate, let solved = found.solved, let place = found.roots.firstIndex(of: solved) else {
      return false
    }
    return found.outcomes[place].value == nil
  }

  private var verdict: Bilingual {
    let asked = text.target(target)
    guard let solved = found.solved else { return none(asked) }
    if let stretch = found.stretch { return along(stretch, asked) }
    let value = text.value(solved, of: unknown)
    let advice = found.advised.flatMap { advised($0, besides: value) }
    let several =
      found.roots.count > 1
      ? Bilingual(
        en: " There are \(found.roots.count) solutions; this is the nearest to today.",
        zh: "共有 \(found.roots.count) 个解，此为最接近现值者。")
      : nil
    let held = isWithoutFigure ? text.presentValue(target) : asked
    return Bilingual(
      en: "\(held.en) at \(unknown.label.en) = \(value.en).\(advice?.en ?? "")\(several?.en ?? "")",
      zh: "\(unknown.label.zh)为 \(value.zh) 时，\(held.zh)。\(advice?.zh ?? "")\(several?.zh ?? "")")
  }

  /// What the solution is rounded to; nil where that is how it is printed anyhow.
  private func advised(_ advice: Advice, besides printed: Bilingual) -> Bilingual? {
    let number = text.value(advice.value, of: unknown)
    let figure = text.outcome(advice.outcome, target.unit)
    if unknown.isWhole {
      return Bilingual(
        en:
          " The \(advice.isSmallest ? "smallest" : "largest") whole number that does: \(number.en) (\(figure.en)).",
        zh: "满足目标的\(advice.isSmallest ? "最小" : "最大")整数为 \(number.zh)（\(figure.zh)）。")
    }
    guard number != printed else { return nil }
    return Bilingual(
      en: " Rounded so that it does: \(number.en) (\(figure.en)).",
      zh: "向安全一侧取值：\(number.zh)（\(figure.zh)）。")
  }

  /// A whole stretch solves: from where to where.
  private func along(_ stretch: ClosedRange<Double>, _ asked: Bilingual) -> Bilingual {
    let ends = (end(stretch.lowerBound), end(stretch.upperBound))
    let isToday = stretch.contains(unknown.base)
    return Bilingual(
      en:
        "\(asked.en) at any \(unknown.label.en) from \(ends.0.en) to \(ends.1.en)\(isToday ? ", today's among them" : "").",
      zh: "\(unknown.label.zh)自 \(ends.0.zh) 至 \(ends.1.zh)之间，\(asked.zh)\(isToday ? "（含现值）" : "")。")
  }

  /// An end of the bounds that nobody means is no number.
  private func end(_ value: Double) -> Bilingual {
    abs(value) >= 1e14
      ? Bilingual(en: value > 0 ? "however high" : "however low", zh: value > 0 ? "无论多高" : "无论多低")
      : text.value(value, of: unknown)
  }

  private func none(_ asked: Bilingual) -> Bilingual {
    let ends = found.ends.map { end in
      (
        self.end(end.value),
        abs(end.value) >= 1e14 ? direction(end.outcome) : text.outcome(end.outcome, target.unit)
      )
    }
    if found.isUnmoved, let figure = ends.first?.1 {
      return Bilingual(
        en: "\(unknown.label.en) does not move “\(target.label.en)”: it stays at \(figure.en).",
        zh: "\(unknown.label.zh)的变动不影响\(target.label.zh)，指标始终为 \(figure.zh)。")
    }
    let jumps =
      found.places.isEmpty
      ? nil
      : Bilingual(
        en: " It jumps over the target; see below.", zh: "指标在突变处越过目标值，见下表。")
    return Bilingual(
      en:
        "No value of \(unknown.label.en) within its bounds gives \(asked.en): at \(ends[0].0.en) the figure is \(ends[0].1.en), at \(ends[1].0.en) it is \(ends[1].1.en).\(jumps?.en ?? "")",
      zh:
        "\(unknown.label.zh)在允许范围内无法使\(asked.zh)：取 \(ends[0].0.zh) 时指标为 \(ends[0].1.zh)，取 \(ends[1].0.zh) 时为 \(ends[1].1.zh)。\(jumps?.zh ?? "")"
    )
  }

  /// Far out only the side matters.
  private func direction(_ outcome: Outcome) -> Bilingual {
    guard let value = outcome.value else { return text.outcome(outcome, target.unit) }
    return value > target.value
      ? Bilingual(en: "above the target", zh: "高于目标") : Bilingual(en: "below the target", zh: "低于目标")
  }

  private var values: [KeyValue] {
    var items = [
      KeyValue(
        Bilingual(en: "today", zh: "现值"), .text(text.value(unknown.base, of: unknown)),
        note: nil),
      KeyValue(target.label, .text(text.outcome(found.today, target.unit)), note: nil),
    ]
    if let solved = found.solved {
      items.append(KeyValue(Bilingual(en: "break-even", zh: "平衡点"), .text(text.value(solved, of: unknown))))
      items.append(
        KeyValue(
          Bilingual(en: "change", zh: "变动幅度"),
          text.change(unknown.change(to: solved))))
      if let residual = found.residual {
        items.append(
          KeyValue(
            Bilingual(en: "off target by", zh: "与目标之差"),
            .text(text.value(abs(residual) < target.tolerance * 1e-3 ? 0 : residual, target.unit))))
      } else if let place = found.roots.firstIndex(of: solved), let reason = found.outcomes[place].reason {
        items.append(KeyValue(Bilingual(en: "the figure there", zh: "此处指标"), .text(reason.label)))
      }
    }
    items.append(KeyValue(Bilingual(en: "method", zh: "求解方法"), .text(text.method(found.method))))
    return items
  }

  // MARK: All places

  private var places: Table {
    var outcomes = found.outcomes[...]
    let rows = found.places.enumerated().map { index, place -> Table.Row in
      let (kind, value, figure): (Bilingual, Bilingual, Bilingual)
      switch place {
      case .root(let root):
        kind = Bilingual(en: "solution", zh: "解")
        value = text.value(root, of: unknown)
        figure = text.outcome(outcomes.removeFirst(), target.unit)
      case .interval(let range):
        kind = Bilingual(en: "any value from … to", zh: "区间内任意值")
        let (low, high) = (
          text.value(range.lowerBound, of: unknown), text.value(range.upperBound, of: unknown)
        )
        value = Bilingual(en: "\(low.en) … \(high.en)", zh: "\(low.zh) 至 \(high.zh)")
        figure = text.outcome(outcomes.removeFirst(), target.unit)
      case .jump(at: let at, before: _, after: _):
        kind = Bilingual(en: "jump, no solution", zh: "突变（无解）")
        value = text.value(at, of: unknown)
        figure = Bilingual(en: "jumps over the target", zh: "越过目标值")
      }
      return Table.Row(
        id: "place\(index + 1)", cells: [.text(kind), .text(value), change(place), .text(figure)])
    }
    return Table(
      id: "places", title: Bilingual(en: "All places where the target is met or passed", zh: "全部解与突变处"),
      columns: [
        .init(id: "kind", title: Bilingual(en: "Kind", zh: "类别")),
        .init(id: "value", title: unknown.label, alignment: .trailing),
        .init(id: "change", title: Bilingual(en: "Change", zh: "变动幅度"), alignment: .trailing, importance: 1),
        .init(id: "figure", title: target.label, alignment: .trailing),
      ], rows: rows)
  }

  private func change(_ place: ZeroSet.Place) -> Table.Cell {
    if case .interval = place { return .empty }
    return text.change(unknown.change(to: place.start))
  }

  private func gap(_ gap: (range: ClosedRange<Double>, reason: Reason)) -> Bilingual {
    let (low, high) = (
      text.value(gap.range.lowerBound, of: unknown), text.value(gap.range.upperBound, of: unknown)
    )
    return Bilingual(
      en: "From \(low.en) to \(high.en) there is no figure: \(gap.reason.label.en).",
      zh: "\(low.zh) 至 \(high.zh) 之间指标无值：\(gap.reason.label.zh)。")
  }

  // MARK: JSON

  package var json: String { encodedJSON(BreakEvenJSON(found, findings)) }
}

extension Bilingual {
  /// `label: text` in each language.
  func prefixed(_ label: Bilingual) -> Bilingual {
    Bilingual(en: "\(label.en): \(en)", zh: "\(label.zh)：\(zh)")
  }
}
