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
