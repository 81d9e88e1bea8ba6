import FundAnalysis
import FundFormula
import FundScenario

/// How reports of break-even, sweeps and sensitivity print numbers: with their units, and with more places than a table
/// of amounts, since a found price is typed in again.
struct FigureText {
  let unit: MoneyUnit

  func value(_ value: Double, of unknown: MovableNumber) -> Bilingual {
    unknown.isScale
      ? percent(value) : self.value(value, unknown.unit, unitText: unknown.unitText)
  }

  /// The number alone, for a column whose title names its unit.
  func cell(_ value: Double, of unknown: MovableNumber) -> Table.Cell {
    if unknown.isScale { return .share(value) }
    return switch unknown.unit {
    case .yuan: .amount(value)
    case .share: .share(value)
    case .rate: .rate(value)
    case .households, .count: .number(value, decimals: 2)
    case .yuanPerArea, .yuanPerHousehold, .area, .years: .number(value, decimals: 2)
    default: .number(value, decimals: 4)
    }
  }

  /// The same as the title of a column, where another title names its unit.
  func bare(_ value: Double, of unknown: MovableNumber) -> Bilingual {
    switch unknown.unit {
    case .yuan where !unknown.isScale: Bilingual(verbatim: NumberText.amount(value, in: unit))
    case .years: Bilingual(verbatim: NumberText.fixed(value, decimals: 2))
    default:
      unknown.isScale
        ? percent(value) : self.value(value, unknown.unit, unitText: Bilingual(verbatim: ""))
    }
  }

  /// The unit of such a column; empty where the cells carry their own.
  func unitText(of unknown: MovableNumber) -> Bilingual {
    if unknown.unit == .yuan { return unit.name }
    return [.share, .rate].contains(unknown.unit) || unknown.isScale || unknown.unitText.zh == "1"
      ? Bilingual(verbatim: "") : unknown.unitText
  }

  func value(_ value: Double, _ kind: ValueUnit, unitText: Bilingual? = nil) -> Bilingual {
    func number(_ decimals: Int, _ unit: Bilingual) -> Bilingual {
      let text = NumberText.fixed(value, decimals: decimals)
      return Bilingual(
        en: unit.en.isEmpty || unit.en == "1" ? text : "\(text) \(unit.en)",
        zh: unit.zh.isEmpty || unit.zh == "1" ? text : "\(text) \(unit.zh)")
    }
    switch kind {
    case .yuan:
      let text = NumberText.amount(value, in: unit)
      return Bilingual(en: "\(text) \(unit.name.en)", zh: "\(text) \(unit.name.zh)")
    case .share, .rate: return percent(value)
    case .yuanPerArea: return number(2, unitText ?? Bilingual(en: "yuan/m²", zh: "元/㎡"))
    case .yuanPerHousehold: return number(2, unitText ?? Bilingual(en: "yuan/household", zh: "元/户"))
    case .area: return number(2, Bilingual(en: "m²", zh: "㎡"))
    case .households: return number(places(value), unitText ?? Bilingual(en: "households", zh: "户"))
    case .count: return number(places(value), unitText ?? Bilingual(verbatim: ""))
    case .years: return number(2, Bilingual(en: "years", zh: "年"))
    case .ratio:
      return Bilingual(
        en: NumberText.fixed(value, decimals: 4) + "×", zh: NumberText.fixed(value, decimals: 4) + "倍")
    case .period, .flag, .number: return number(4, unitText ?? Bilingual(verbatim: ""))
    }
  }

  /// Whole numbers without places, others with two.
  private func places(_ value: Double) -> Int { value == value.rounded() ? 0 : 2 }

  private func percent(_ value: Double) -> Bilingual {
    Bilingual(verbatim: NumberText.share(value, decimals: 3))
  }

  func outcome(_ outcome: Outcome, _ kind: ValueUnit) -> Bilingual {
    switch outcome {
    case .value(let number): value(number, kind)
    case .missing(let reason): reason.label
    }
  }

  /// Which uncertain numbers are not drawn because they were set; nil where none was.
  func held(_ numbers: [MovableNumber]) -> Bilingual? {
    guard !numbers.isEmpty else { return nil }
    let shown = numbers.map { (label: $0.label, value: value($0.base, of: $0)) }
    return Bilingual(
      en: "Held as set with --set, not drawn: "
        + shown.map { "\($0.label.en) \($0.value.en)" }.joined(separator: ", ") + ".",
      zh: "已由 --set 取定值、不参与抽样：" + shown.map { "\($0.label.zh) \($0.value.zh)" }.joined(separator: "、") + "。")
  }

  func change(_ value: Double?) -> Table.Cell {
    value.map { Table.Cell.change($0) } ?? .text(Bilingual(verbatim: "–"))
  }

  /// `A = 0 元`: what is asked.
  func target(_ target: SolveTarget) -> Bilingual {
    if target.isPlan { return Bilingual(en: "works and debt are paid", zh: "建设与偿债资金均满足") }
    let value = self.value(target.value, target.unit)
    return Bilingual(en: "\(target.label.en) = \(value.en)", zh: "\(target.label.zh) = \(value.zh)")
  }

  /// `NPV at 6 % = 0`.
  func presentValue(_ target: SolveTarget) -> Bilingual {
    let rate = value(target.value, target.unit)
    return Bilingual(en: "present value at \(rate.en) = 0", zh: "折现率 \(rate.zh) 下净现值为零")
  }

  /// What stops the project, so that no figure has a value as things are.
  static func stopped(_ gates: [Bilingual]) -> Bilingual? {
    guard !gates.isEmpty else { return nil }
    return Bilingual(
      en:
        "The project is stopped as it stands: \(gates.map(\.en).joined(separator: ", ")) not met. Solve for what the condition asks, or set it.",
      zh: "按现有参数项目不实施：\(gates.map(\.zh).joined(separator: "、"))未满足。请先求解或设定该条件所要求的参数。")
  }

  /// True of a top-up with a ceiling and of one without.
  static let beforeTopUp = Bilingual(
    en:
      "A party tops up what is missing: the gap before top-up is what is asked here, so that nothing leans on it.",
    zh: "本情景有差额补足方，此处所求为补足前资金缺口，即不依赖差额补足。")

  /// What holds today and would not at the answer.
  static func broken(_ broken: [Bilingual]) -> Bilingual {
    Bilingual(
      en:
        "✕ With this value these do not hold any more: \(broken.map(\.en).joined(separator: ", ")). A run with it may be refused.",
      zh: "✕ 取此值时不再满足：\(broken.map(\.zh).joined(separator: "、"))；按此值测算可能被拒绝。")
  }

  /// What a check says of an answer, each finding a line; nothing where it says nothing.
  static func checked(_ findings: [Finding]) -> [DocumentBlock] {
    guard !findings.isEmpty else { return [] }
    let lines = findings.map { finding in
      let mark = finding.severity == .error ? "✕" : "△"
      let (message, remedy) = (finding.message, finding.remedy)
      return Bilingual(
        en: "\(mark) \(message.en)\(remedy.map { " " + $0.en } ?? "")",
        zh: "\(mark) \(message.zh)\(remedy?.zh ?? "")")
    }
    return [
      .paragraph(text: Bilingual(en: "A check of the scenario with this value says:", zh: "按此值检查情景：")),
      .bullets(items: lines),
    ]
  }

  /// The settings with which the answer can be tried; nothing where they are many.
  static func trial(_ settings: [BreakEven.Setting]) -> [DocumentBlock] {
    guard (1...3).contains(settings.count) else { return [] }
    return [.paragraph(text: Bilingual(en: "To check:", zh: "复核："))]
      + settings.map { .paragraph(text: Bilingual(verbatim: "--set \($0.path)=\($0.text)")) }
  }

  /// What is asked where there is debt and nobody says what for.
  static let wholePlan = Bilingual(
    en:
      "There is debt: what is asked is that the whole plan holds, with uses paid, debt repaid, and cash in time while debt stands. `--for fundingGap=0` asks for the uses alone.",
    zh: "本情景有债务，默认以方案整体成立为目标：资金平衡、债务按期偿还、债务存续期内资金不断链。只求资金平衡可用 --for fundingGap=0。")

  /// What a rate of return is where money comes before cost.
  static func costOfMoney(_ target: SolveTarget) -> Bilingual {
    Bilingual(
      en:
        "Money comes before cost here: “\(target.label.en)” is what that money costs, not what the project earns. A higher rate is no better, so no value is advised; net present value decides (`--for npv=0`).",
      zh: "本情景资金先于支出到位：\(target.label.zh)反映资金成本而非收益，并非越高越好，故不据此建议取值；以净现值为准（可用 --for npv=0）。")
  }

  static func rateNote(_ target: SolveTarget) -> Bilingual {
    Bilingual(
      en:
        "Solved as a present value of zero at \(NumberText.rate(target.value)); where the flows change sign more than once, other rates may solve them too.",
      zh: "按折现率 \(NumberText.rate(target.value)) 下净现值为零求解；现金流多次变号时，该收益率可能不是唯一解。")
  }

  /// How a single number was solved for.
  func method(_ method: BreakEven.Method) -> Bilingual {
    switch method {
    case .affine:
      return Bilingual(en: "exact: the figure is a straight line in this number", zh: "精确求解（指标为该参数的线性函数）")
    case .search(let samples, let bentBy):
      let by = bentBy.map { Bilingual(en: "; bent by “\($0.en)”", zh: "；因“\($0.zh)”而非线性") }
      return Bilingual(
        en: "search over the whole range, \(samples) places, each change of sign closed in on\(by?.en ?? "")",
        zh: "全范围 \(samples) 点搜索并逐一逼近变号处\(by?.zh ?? "")")
    }
  }
}

/// How a break-even answer names its method in JSON.
extension BreakEven.Method {
  var id: String {
    switch self {
    case .affine: "affine"
    case .search: "search"
    }
  }
}
