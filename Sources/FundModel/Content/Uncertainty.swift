package import FundFormula
package import FundNumerics

/// A block of `uncertain`: a number that is not known for certain, with the distribution its author gives it. It is no
/// input of its own: it names one.
package struct Uncertainty: Sendable {
  package static let input = Field<String>.name(
    "input", en: "the number that is uncertain, or scale: and a block", zh: "不确定参数（或 scale: 加条目）")
  static let distribution = Field<String>.choice(
    "distribution",
    [
      .init("uniform", en: "uniform", zh: "均匀分布"), .init("triangular", en: "triangular", zh: "三角分布"),
      .init("pert", en: "PERT", zh: "PERT（贝塔）分布"), .init("normal", en: "normal", zh: "正态分布"),
      .init("truncatedNormal", en: "truncated normal", zh: "截尾正态分布"),
      .init("lognormal", en: "lognormal", zh: "对数正态分布"), .init("discrete", en: "discrete", zh: "离散分布"),
      .init("empirical", en: "empirical", zh: "经验分布"),
    ], default: nil, en: "its distribution", zh: "概率分布")
  static let minimum = Field<SourcedNumber?>.optionalMeasured("minimum", en: "least value", zh: "最小值")
  static let mode = Field<SourcedNumber?>.optionalMeasured("mode", en: "likeliest value", zh: "最可能值")
  static let maximum = Field<SourcedNumber?>.optionalMeasured("maximum", en: "greatest value", zh: "最大值")
  static let mean = Field<SourcedNumber?>.optionalMeasured(
    "mean", en: "mean; of a truncated normal before it is cut", zh: "均值（截尾正态指截尾前）")
  static let deviation = Field<SourcedNumber?>.optionalMeasured(
    "standardDeviation", en: "standard deviation; of a truncated normal before it is cut",
    zh: "标准差（截尾正态指截尾前）")
  static let weight = Field<Scalar?>.optional(
    "modeWeight", .number, 0.01...10000, en: "weight of the mode in PERT; 4 where left out",
    zh: "PERT 众数权重（省略为 4）")
  static let values = Field<[String: SourcedNumber]>.measuredNumbers(
    "values", en: "values by name", zh: "取值（按名称）")
  static let probabilities = Field<[String: Scalar]>.numbers(
    "probabilities", .fraction, 0...1, en: "probability of each value", zh: "各取值的概率")
  package static let correlations = Field<[String: Scalar]>.numbers(
    "correlations", .number, -1...1, en: "correlation with other uncertain numbers, by their ids",
    zh: "与其他不确定参数的相关系数（按编号）")

  package static let sectionLabel = Bilingual(en: "uncertain numbers", zh: "不确定参数")
  package static let fields = FieldList(
    input, distribution, minimum, mode, maximum, mean, deviation, weight, values, probabilities, correlations)

  /// `uncertain.sale-price`.
  package let path: String
  package let label: Bilingual
  /// A path of an input, or `scale:` and the path of an input, a block or a section.
  package let input: String
  private let record: Record

  package init(_ record: Record) {
    path = record.path
    label = record.label
    input = record[Self.input]
    self.record = record
  }

  /// Its id in the section.
  package var id: String { String(path.split(separator: ".").last ?? "") }

  /// Correlations of the standard normal numbers behind it and the others, by id, in the author's order.
  package var correlated: [(id: String, value: Double)] { numbers(Self.correlations) }

  private func numbers<Value>(_ field: Field<[String: Value]>) -> [(id: String, value: Double)] {
    guard case .numbers(let numbers)? = record.values[field.declaration.name] else { return [] }
    return numbers.map { ($0.name, $0.number.value) }
  }

  /// Why there is no distribution.
  package enum Fault: Error, Sendable {
    /// The distribution needs this field.
    case missing(FieldDeclaration)
    /// It has no use for this one.
    case unused(FieldDeclaration)
    /// A probability for what is no value, or a value without one.
    case names([String])
    case parameters(DistributionFault)
  }

  /// The distribution the author gives.
  package func distribution() throws(Fault) -> any Distribution {
    let kind = record[Self.distribution]
    try checkUse(of: kind)
    do throws(DistributionFault) {
      switch kind {
      case "uniform":
        return try UniformDistribution(minimum: number(Self.minimum), maximum: number(Self.maximum))
      case "triangular":
        return try TriangularDistribution(
          minimum: number(Self.minimum), mode: number(Self.mode), maximum: number(Self.maximum))
      case "pert":
        return try PertDistribution(
          minimum: number(Self.minimum), mode: number(Self.mode), maximum: number(Self.maximum),
          lambda: modeWeight)
      case "normal":
        return try NormalDistribution(mean: number(Self.mean), standardDeviation: number(Self.deviation))
      case "truncatedNormal":
        return try TruncatedNormalDistribution(
          mean: number(Self.mean), standardDeviation: number(Self.deviation),
          minimum: record[Self.minimum]?.value ?? -.infinity,
          maximum: record[Self.maximum]?.value ?? .infinity)
      case "lognormal":
        return try LognormalDistribution(mean: number(Self.mean), standardDeviation: number(Self.deviation))
      case "discrete":
        let probabilities = Dictionary(
          uniqueKeysWithValues: numbers(Self.probabilities).map { ($0.id, $0.value) })
        let values = numbers(Self.values)
        return try DiscreteDistribution(
          values: values.map(\.value), probabilities: values.map { probabilities[$0.id] ?? 0 })
      default: return try EmpiricalDistribution(observations: numbers(Self.values).map(\.value))
      }
    } catch { throw .parameters(error) }
  }

  private func number(_ field: Field<SourcedNumber?>) -> Double { record[field]?.value ?? .nan }

  private var modeWeight: Double {
    if case .number(let number)? = record.values[Self.weight.declaration.name] { number.value } else { 4 }
  }

  /// Which fields each distribution needs, and may have.
  private func checkUse(of kind: String) throws(Fault) {
    let (needed, allowed): ([FieldDeclaration], [FieldDeclaration]) =
      switch kind {
      case "uniform": ([Self.minimum.declaration, Self.maximum.declaration], [])
      case "triangular": ([Self.minimum.declaration, Self.mode.declaration, Self.maximum.declaration], [])
      case "pert":
        (
          [Self.minimum.declaration, Self.mode.declaration, Self.maximum.declaration],
          [Self.weight.declaration]
        )
      case "truncatedNormal":
        (
          [Self.mean.declaration, Self.deviation.declaration],
          [Self.minimum.declaration, Self.maximum.declaration]
        )
      case "discrete": ([Self.values.declaration, Self.probabilities.declaration], [])
      case "empirical": ([Self.values.declaration], [])
      default: ([Self.mean.declaration, Self.deviation.declaration], [])
      }
    if let missing = needed.first(where: { !record.says($0.name) }) { throw .missing(missing) }
    let known =
      (needed + allowed).map(\.name) + [Self.input, Self.distribution].map(\.declaration.name)
      + [Self.correlations.declaration.name]
    if let unused = Self.fields.declarations.first(where: { record.says($0.name) && !known.contains($0.name) }
    ) {
      throw .unused(unused)
    }
    guard kind == "discrete" else { return }
    let (values, probabilities) = (numbers(Self.values).map(\.id), numbers(Self.probabilities).map(\.id))
    let odd = values.filter { !probabilities.contains($0) } + probabilities.filter { !values.contains($0) }
    if !odd.isEmpty { throw .names(odd) }
  }

  /// The correlations among uncertain numbers by their places; a number that nobody calls by this id is left out.
  package static func correlations(among all: [Uncertainty]) -> [Correlation] {
    all.enumerated().flatMap { place, one in
      one.correlated.compactMap { other in
        all.firstIndex { $0.id == other.id }.map { Correlation(place, $0, other.value) }
      }
    }
  }
}
