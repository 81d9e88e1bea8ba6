import FundFormula
import FundModel

/// The number that a lever or an uncertain number names: an input, or `scale:` and an input, a block or a section.
struct MovedNumber {
  private let model: Model
  private let isScale: Bool
  private let path: String
  private var place: Int? { model.graph.input(path) }

  init(_ name: String, in model: Model) {
    self.model = model
    isScale = name.hasPrefix(ScaledPath.prefix)
    path = isScale ? String(name.dropFirst(ScaledPath.prefix.count)) : name
  }

  /// Where it may lie.
  var bounds: ClosedRange<Double> {
    guard let place else { return 0...1000 }
    let input = model.graph.inputs[place]
    guard isScale else { return input.bounds }
    guard input.value != 0 else { return 0...1000 }
    let ends = [input.bounds.lowerBound / input.value, input.bounds.upperBound / input.value].sorted()
    return max(0, ends[0])...max(max(0, ends[0]), min(1000, ends[1]))
  }

  /// What is wrong where it names nothing.
  var fault: (en: String, zh: String, remedy: (en: String, zh: String))? {
    guard place == nil, !isScale || model.content.factors(under: path).isEmpty else { return nil }
    if DeclaredInput.all(in: model.content).contains(where: { $0.path == path && $0.isStructural }) {
      return (
        "`\(path)` shapes the calculation (a length, a term): it is neither drawn nor a lever.",
        "“\(path)”为结构性参数（时长、期限），不能列为不确定参数或调节手段。",
        (
          "Take the entry out; `sweep --vary \(path)=FROM:TO` computes its values.",
          "请删去该项；可用 sweep --vary \(path)=起:止 逐一试算。"
        )
      )
    }
    let names =
      model.graph.inputs.map(\.path)
      + (isScale ? Section.allCases.map(\.rawValue) + model.content.allBlocks.map(\.path) : [])
    let remedy = Bilingual.meant(path, among: names, orElse: .allPaths)
    return (
      "No formula of this scenario reads a number at `\(path.excerpt)`.",
      "本情景的算式中没有“\(path.excerpt)”这一参数。", (remedy.en, remedy.zh)
    )
  }
}
