package import FundFormula
package import FundModel
import FundNumerics

/// Uncertain numbers name inputs, have distributions that exist within the inputs' bounds, and correlations that can be.
package enum UncertaintyFits: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let all = model.content.uncertain.map(Uncertainty.init)
    let own = all.flatMap { one -> [Finding] in
      if let fault = inputFault(one, draft, model) { return [fault] }
      return [distributionFault(one, draft, model)].compactMap { $0 }
    }
    return own + repeated(all, draft) + correlationFaults(all, draft)
  }

  private static func finding(
    _ path: String, _ draft: Draft, severity: Severity = .error, en: String, zh: String,
    remedy: (en: String, zh: String)? = nil
  ) -> Finding {
    draft.finding(.uncertain, path, severity: severity, en: en, zh: zh, remedy: remedy)
  }

  private static func inputFault(_ one: Uncertainty, _ draft: Draft, _ model: Model) -> Finding? {
    // A funding model may have taken the block away: nothing is drawn for it there.
    MovedNumber(one.input, in: model).fault.map { fault in
      finding(
        "\(one.path).input", draft, severity: draft.isChanged ? .warning : .error, en: fault.en, zh: fault.zh,
        remedy: fault.remedy)
    }
  }

  private static func distributionFault(_ one: Uncertainty, _ draft: Draft, _ model: Model) -> Finding? {
    do throws(Uncertainty.Fault) {
      let distribution = try one.distribution()
      let bounds = MovedNumber(one.input, in: model).bounds
      let (low, high) = (distribution.quantile(1e-9), distribution.quantile(1 - 1e-9))
      guard low.isFinite, high.isFinite else {
        return finding(
          one.path, draft, en: "The distribution reaches beyond the numbers that can be computed with.",
          zh: "该分布的取值超出可计算的数值范围。")
      }
      let room = 1e-9 * max(abs(low), abs(high), 1)
      guard low < bounds.lowerBound - room || high > bounds.upperBound + room else { return nil }
      return finding(
        one.path, draft,
        en:
          "The distribution reaches from \(shown(low)) to \(shown(high)); the number must lie between \(shown(bounds.lowerBound)) and \(shown(bounds.upperBound)).",
        zh:
          "该分布的取值范围为 \(shown(low)) 至 \(shown(high))，超出参数允许范围（\(shown(bounds.lowerBound)) 至 \(shown(bounds.upperBound))）。",
        remedy: (
          "Use a distribution with ends: triangular, pert, truncatedNormal.",
          "请改用有界分布：triangular、pert、truncatedNormal。"
        ))
    } catch {
      let (en, zh) = words(error)
      return finding(one.path, draft, en: en, zh: zh)
    }
  }

  /// Six digits are enough to say where something lies.
  private static func shown(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return decimalText(number) }
    let places = max(0, 5 - number.magnitude.exponent10)
    let scale = Double("1e\(min(places, 12))") ?? 1
    return decimalText((number * scale).rounded() / scale)
  }

  private static func words(_ fault: Uncertainty.Fault) -> (String, String) {
    switch fault {
    case .missing(let field):
      (
        "This distribution needs `\(field.name)` (\(field.label.en)).",
        "该分布须填写“\(field.name)”（\(field.label.zh)）。"
      )
    case .unused(let field):
      (
        "This distribution has no use for `\(field.name)` (\(field.label.en)).",
        "该分布不使用“\(field.name)”（\(field.label.zh)），请删去。"
      )
    case .names(let names):
      (
        "Values and probabilities must have the same names; these stand alone: \(names.joined(separator: ", ")).",
        "取值与概率的名称须一一对应，以下名称只出现一次：\(names.joined(separator: "、"))。"
      )
    case .parameters(let fault): words(fault)
    }
  }

  private static func words(_ fault: DistributionFault) -> (String, String) {
    func text(_ parameter: DistributionFault.Parameter) -> String {
      "\(parameter.name) (\(decimalText(parameter.value)))"
    }
    return switch fault {
    case .notFinite(let one): ("\(text(one)) is no number.", "\(text(one)) 不是有效数值。")
    case .notPositive(let one): ("\(text(one)) must be above 0.", "\(text(one)) 须大于 0。")
    case .above(let one, let limit):
      ("\(text(one)) must be at most \(decimalText(limit)).", "\(text(one)) 不得大于 \(decimalText(limit))。")
    case .notBelow(let one, let other):
      ("\(text(one)) must be below \(text(other)).", "\(text(one)) 须小于 \(text(other))。")
    case .aboveOther(let one, let other):
      ("\(text(one)) must not be above \(text(other)).", "\(text(one)) 不得大于 \(text(other))。")
    case .tooFew(let count, let least):
      ("\(count) values; at least \(least) are needed.", "只有 \(count) 个取值，至少需要 \(least) 个。")
    case .countsDiffer(let values, let probabilities):
      ("\(values) values, but \(probabilities) probabilities.", "取值 \(values) 个，概率 \(probabilities) 个，数目不一致。")
    case .negativeProbability(_, let value):
      ("A probability is \(decimalText(value)).", "概率为 \(decimalText(value))，不得为负。")
    case .probabilitiesAddTo(let sum):
      ("The probabilities add to \(shown(sum)), not to 1.", "概率之和为 \(shown(sum))，应为 1。")
    case .noProbability(let one, let other):
      (
        "Between \(text(one)) and \(text(other)) the normal distribution has nothing.",
        "\(text(one)) 与 \(text(other)) 之间正态分布几乎没有概率。"
      )
    }
  }

  private static func repeated(_ all: [Uncertainty], _ draft: Draft) -> [Finding] {
    all.enumerated().compactMap { place, one in
      guard let earlier = all.prefix(place).first(where: { $0.input == one.input }) else { return nil }
      return finding(
        "\(one.path).input", draft, en: "“\(earlier.label.en)” draws the same number already.",
        zh: "“\(earlier.label.zh)”已使用同一参数。")
    }
  }

  private static func correlationFaults(_ all: [Uncertainty], _ draft: Draft) -> [Finding] {
    let ids = all.map(\.id)
    let unknown = all.flatMap { one in
      one.correlated.filter { !ids.contains($0.id) }.map { other in
        finding(
          "\(one.path).correlations.\(other.id)", draft,
          en: "No uncertain number is called `\(other.id.excerpt)`.",
          zh: "没有编号为“\(other.id.excerpt)”的不确定参数。",
          remedy: nearest(other.id, among: ids).map { ("Did you mean `\($0)`?", "是否指“\($0)”？") })
      }
    }
    guard unknown.isEmpty else { return unknown }
    do throws(CorrelationFault) {
      _ = try GaussianCopula(inputs: all.count, correlations: Uncertainty.correlations(among: all))
      return []
    } catch {
      return [correlationFault(error, all, draft)]
    }
  }

  private static func correlationFault(_ fault: CorrelationFault, _ all: [Uncertainty], _ draft: Draft)
    -> Finding
  {
    func path(_ one: Correlation) -> String {
      let (first, second) = (all[one.first], all[one.second])
      return first.correlated.contains { $0.id == second.id }
        ? "\(first.path).correlations.\(second.id)" : "\(second.path).correlations.\(first.id)"
    }
    func name(_ one: Correlation) -> (en: String, zh: String) {
      (
        "“\(all[one.first].label.en)” and “\(all[one.second].label.en)” (\(shown(one.value)))",
        "“\(all[one.first].label.zh)”与“\(all[one.second].label.zh)”（\(shown(one.value))）"
      )
    }
    switch fault {
    case .outOfRange(let one):
      return finding(
        path(one), draft, en: "A correlation lies between −1 and 1, both excluded: \(name(one).en).",
        zh: "相关系数须在 −1 与 1 之间（不含两端）：\(name(one).zh)。")
    case .withItself(let one):
      return finding(
        "\(all[one.first].path).correlations", draft, en: "A number is not correlated with itself.",
        zh: "参数不能与自身相关。")
    case .givenTwice(let one, _):
      return finding(
        path(one), draft, en: "This correlation is given twice: \(name(one).en).",
        zh: "该相关系数重复给出：\(name(one).zh)。")
    case .contradiction(let contradiction):
      let names = contradiction.correlations.map(name)
      return finding(
        path(contradiction.nearest), draft,
        en: "No numbers can be correlated like this: \(names.map(\.en).joined(separator: ", ")).",
        zh: "以下相关系数互相矛盾（矩阵非正定）：\(names.map(\.zh).joined(separator: "、"))。",
        remedy: (
          "While the others stay, \(name(contradiction.nearest).en) may lie between \(shown(contradiction.feasible.lowerBound)) and \(shown(contradiction.feasible.upperBound)); \(shown(contradiction.suggestion)) would do.",
          "其余不变时，\(name(contradiction.nearest).zh)须在 \(shown(contradiction.feasible.lowerBound)) 与 \(shown(contradiction.feasible.upperBound)) 之间，例如 \(shown(contradiction.suggestion))。"
        ))
    }
  }
}

extension Double {
  /// The power of ten below a positive number.
  fileprivate var exponent10: Int {
    var (power, rest) = (0, self)
    while rest >= 10 {
      rest /= 10
      power += 1
    }
    while rest < 1 {
      rest *= 10
      power -= 1
    }
    return power
  }
}
