package import FundAnalysis
package import FundFormula

/// The document of `breakeven --solve a,b`: values of several numbers at which several targets hold at once.
package struct JointBreakEvenReport {
  private let title: Bilingual
  private let found: JointBreakEven
  private let text: FigureText

  package init(_ found: JointBreakEven, title: Bilingual, unit: MoneyUnit) {
    self.found = found
    self.title = title
    text = FigureText(unit: unit)
  }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    if found.targets.contains(where: \.isBeforeTopUp) {
      blocks.append(.paragraph(text: FigureText.beforeTopUp))
    }
    blocks.append(.verdict(text: verdict, good: found.failure == nil))
    if isTold { blocks += [.table(Self.numbers(found, text)), .table(targets)] }
    return Document(title: title, blocks: blocks)
  }

  /// Values stand where they mean something.
  private var isTold: Bool {
    switch found.failure {
    case nil: true
    default: false
    }
  }

  private var verdict: Bilingual {
    let asked = found.targets.map(text.target)
    let all = Bilingual(
      en: asked.map(\.en).joined(separator: " and "), zh: asked.map(\.zh).joined(separator: "，且"))
    switch found.failure {
    case nil:
      return Bilingual(en: "\(all.en) with these values.", zh: "取下列数值时，\(all.zh)。")
    case .singular(let unknowns):
      let names = Bilingual(
        en: unknowns.map(\.label.en).joined(separator: ", "),
        zh: unknowns.map(\.label.zh).joined(separator: "、"))
      return Bilingual(
        en:
          "No single answer: these numbers do the same to the targets, or nothing: \(names.en). Leave one of them out or choose another.",
        zh: "无法得到唯一解：下列参数对目标的作用相同或没有作用：\(names.zh)。请去掉其中之一或另选参数。")
    case .untouched(let target):
      return Bilingual(
        en: "None of the numbers moves “\(target.label.en)”.", zh: "所选参数均不影响“\(target.label.zh)”。")
    case .missing(let target, let reason):
      return Bilingual(
        en: "“\(target.label.en)” has no value here: \(reason.label.en).",
        zh: "“\(target.label.zh)”无值：\(reason.label.zh)。")
    case .notReached:
      return Bilingual(
        en: "No values within the bounds were found that give \(all.en).",
        zh: "在允许范围内未找到使\(all.zh)的取值。")
    }
  }

  static func numbers(
    _ found: JointBreakEven, _ text: FigureText, title: Bilingual = Bilingual(en: "Values", zh: "求解结果")
  ) -> Table {
    let notes =
      (found.held.isEmpty ? [] : [Bilingual(en: "▏ held at its bound.", zh: "▏ 已达上限或允许范围的边界。")])
      + (found.isLeastChange
        ? [
          Bilingual(
            en: "Of all values that would do, those with the least sum of squares of the relative changes.",
            zh: "在满足条件的取值中，相对变动平方和最小。")
        ] : [])
    return Table(
      id: "numbers", title: title,
      columns: [
        .init(id: "label", title: Bilingual(en: "Number", zh: "参数")),
        .init(id: "base", title: Bilingual(en: "Today", zh: "现值"), alignment: .trailing),
        .init(id: "value", title: Bilingual(en: "Needed", zh: "所需值"), alignment: .trailing),
        .init(id: "change", title: Bilingual(en: "Change", zh: "变动"), alignment: .trailing),
      ],
      rows: zip(found.unknowns, found.values).enumerated().map { place, pair in
        let value = Table.Cell.text(text.value(pair.1, of: pair.0))
        return Table.Row(
          id: pair.0.name,
          cells: [
            .text(pair.0.label), .text(text.value(pair.0.base, of: pair.0)),
            found.held.contains(place) ? .flagged(value, mark: "▏") : value,
            text.change(pair.0.change(to: pair.1)),
          ])
      }, notes: notes)
  }

  private var targets: Table {
    Table(
      id: "targets", title: Bilingual(en: "Targets", zh: "目标"),
      columns: [
        .init(id: "label", title: Bilingual(en: "Figure", zh: "指标")),
        .init(id: "target", title: Bilingual(en: "Target", zh: "目标值"), alignment: .trailing),
        .init(id: "figure", title: Bilingual(en: "With these values", zh: "求解后"), alignment: .trailing),
      ],
      rows: zip(found.targets, found.outcomes).map { target, outcome in
        Table.Row(
          id: target.name,
          cells: [
            .text(target.label), .text(text.value(target.value, target.unit)),
            .text(text.outcome(outcome, target.unit)),
          ])
      })
  }

  // MARK: JSON

  private struct JSON: Encodable {
    struct Target: Encodable {
      let target: TargetJSON
      let figure: OutcomeJSON
      let residual: Double?
    }

    let version = 1
    let solved: [String: Double]
    let values: [String: Double]
    let status: String
    let inputs: [String]
    let method = "newton"
    let leastChange: Bool
    let steps: Int
    let targets: [Target]
    /// The largest of the residuals, as they are.
    let residual: Double?
  }

  package var json: String {
    let values = Dictionary(uniqueKeysWithValues: zip(found.unknowns.map(\.name), found.values))
    let targets = zip(found.targets, found.outcomes).map { target, outcome in
      JSON.Target(
        target: TargetJSON(target), figure: OutcomeJSON(outcome),
        residual: outcome.value.map { $0 - target.value })
    }
    let (status, inputs): (String, [String]) =
      switch found.failure {
      case nil: ("solved", [])
      case .singular(let unknowns): ("singular", unknowns.map(\.name))
      case .untouched(let target): ("untouched", [target.name])
      case .notReached: ("notReached", [])
      case .missing(_, let reason): (reason.id, [])
      }
    return encodedJSON(
      JSON(
        solved: found.failure == nil ? values : [:], values: isTold ? values : [:], status: status,
        inputs: inputs,
        leastChange: found.isLeastChange, steps: found.steps, targets: targets,
        residual: targets.compactMap(\.residual).max { abs($0) < abs($1) }))
  }
}
