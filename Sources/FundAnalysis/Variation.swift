internal import FundFormula
internal import FundModel
internal import FundScenario

/// One number that a table varies, and its values.
package struct Variation: Sendable {
  package let unknown: MovableNumber
  package let values: [Double]
  /// The end asked for, where the steps miss it.
  package let missedEnd: Double?

  init(unknown: MovableNumber, values: [Double], missedEnd: Double? = nil) {
    self.unknown = unknown
    self.values = values
    self.missedEnd = missedEnd
  }

  /// The most values of one variation, or cells of a table.
  package static let mostValues = 250_000

  /// `count` steps from `from`, none beyond `to`; decimals as they are written: 0.3 and not 0.30000000000000004.
  static func grid(from: Double, to: Double, step: Double, count: Int) -> [Double] {
    func isWhole(_ number: Double) -> Bool { abs(number - number.rounded()) <= 1e-9 * max(1, abs(number)) }
    let scales = (0...9).map { (0..<$0).reduce(1.0) { scale, _ in scale * 10 } }
    let scale = scales.first { isWhole(from * $0) && isWhole(step * $0) }
    return (0...count).map { place in
      let value =
        scale.map { (((from * $0).rounded() + Double(place) * (step * $0).rounded())) / $0 }
        ?? from + Double(place) * step
      return step > 0 ? min(value, to) : max(value, to)
    }
  }
}

extension MovableModel {
  /// The numbers that are meant, both ends included.
  package func variation(_ asked: VariedNumber) throws(QuestionFault) -> Variation {
    guard let last = asked.to, let size = asked.step else {
      throw QuestionFault(
        Bilingual(
          en: "`--vary` needs PATH=FROM:TO:STEP; got `\(asked.written)`.",
          zh: "--vary 须写成“路径=起:止:步长”，而得到“\(asked.written)”。"),
        Bilingual(
          en: "Such as `--vary funding.homes.price=9000:11000:250`.",
          zh: "例如 --vary funding.homes.price=9000:11000:250。"))
    }
    let numbers = [asked.from, last, size]
    let unknown = try self.unknown(asked.name)
    var ends: [Double] = []
    for number in numbers { ends.append(try value(number, of: unknown)) }
    let (from, to, step) = (ends[0], ends[1], ends[2])
    guard step != 0, (to - from) / step >= 0 else {
      throw QuestionFault(
        Bilingual(
          en: "From \(numbers[0]) to \(numbers[1]) in steps of \(numbers[2]) never arrives.",
          zh: "从 \(numbers[0]) 以步长 \(numbers[2]) 不能到达 \(numbers[1])。"),
        Bilingual(en: "Give a step of the right sign, not 0.", zh: "请给出方向正确且不为零的步长。"))
    }
    let count = ((to - from) / step + 1e-9).rounded(.down)
    guard count < Double(Variation.mostValues) else {
      throw QuestionFault(
        Bilingual(
          en: "`\(asked.written)` has more than \(Variation.mostValues) values.",
          zh: "“\(asked.written)”的取值超过 \(Variation.mostValues) 个。"),
        Bilingual(en: "Take a larger step.", zh: "请加大步长。"))
    }
    let values = Variation.grid(from: from, to: to, step: step, count: Int(count))
    if let bad = values.first(where: { !unknown.bounds.contains($0) }) {
      throw QuestionFault(
        Bilingual(
          en:
            "\(decimalText(bad)) lies outside what “\(unknown.label.en)” allows (\(decimalText(unknown.bounds.lowerBound)) to \(decimalText(unknown.bounds.upperBound))).",
          zh:
            "\(decimalText(bad)) 超出“\(unknown.label.zh)”的允许范围（\(decimalText(unknown.bounds.lowerBound)) 至 \(decimalText(unknown.bounds.upperBound))）。"
        ))
    }
    let left = abs(to - (values.last ?? from))
    return Variation(unknown: unknown, values: values, missedEnd: left > 1e-9 * abs(step) ? to : nil)
  }

  /// The whole numbers that are meant of a number that shapes the calculation; without a step they go by ones.
  func wholeValues(
    _ asked: VariedNumber, of input: DeclaredInput
  ) throws(QuestionFault) -> (values: [Double], missedEnd: Double?) {
    let texts = [asked.from, asked.to, asked.step].compactMap { $0 }
    let numbers = texts.compactMap { Int($0) }
    guard numbers.count == texts.count else {
      throw QuestionFault(
        Bilingual(
          en: "`\(input.path)` takes whole numbers: PATH=FROM:TO:STEP; got `\(asked.written)`.",
          zh: "“\(input.path)”须取整数，写成“路径=起:止:步长”，而得到“\(asked.written)”。"))
    }
    let (from, to) = (numbers[0], numbers.count > 1 ? numbers[1] : numbers[0])
    let step = numbers.count > 2 ? numbers[2] : 1
    guard step > 0, to >= from, input.bounds.contains(Double(from)), input.bounds.contains(Double(to)) else {
      throw QuestionFault(
        Bilingual(
          en:
            "`\(asked.written)` never arrives, or leaves what the field allows (\(decimalText(input.bounds.lowerBound)) to \(decimalText(input.bounds.upperBound))).",
          zh:
            "“\(asked.written)”的步长不能到达终点，或超出允许范围（\(decimalText(input.bounds.lowerBound)) 至 \(decimalText(input.bounds.upperBound))）。"
        ))
    }
    let values = stride(from: from, through: to, by: step).map(Double.init)
    return (values, (to - from) % step == 0 ? nil : Double(to))
  }
}
