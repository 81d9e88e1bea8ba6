import Foundation
import FundFormula
import FundTestSupport
import Testing

@Suite struct WordsReadingTests {
  @Test(arguments: 0..<150)
  func `the numbers shown evaluate to the result`(seed: Int) throws {
    let graph = try RandomGraph(seed: UInt64(seed) + 40_000).graph()
    let values = graph.evaluate()
    for (node, name) in graph.named {
      for period in 0..<graph.nodes[node].shape.count {
        let explanation = graph.explanation(of: node, period: period, at: values)
        let (value, largest) = try WordsEvaluator.value(
          of: explanation.numbers, rate: explanation.result.value)
        switch explanation.result {
        case .missing:
          #expect(value == nil || value?.isFinite == false, "\(name.key): \(explanation.numbers)")
        case .value(let number):
          let difference = value.map { abs($0 - number) } ?? .infinity
          #expect(
            difference <= 1e-12 * largest,
            "\(name.key): \(explanation.numbers) = \(number), not \(value ?? .nan)")
        }
      }
    }
  }

  /// Lines of JSON for a reader in another language.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FUNDSIM_PROOFS"] != nil))
  func `formulas in words go out for another reader`() throws {
    struct Line: Encodable {
      let formula: String
      let result: Double?
      let scale: Double
    }
    let folder = try #require(ProcessInfo.processInfo.environment["FUNDSIM_PROOFS"])
    let encoder = JSONEncoder()
    var text = ""
    for seed in 0..<100 {
      let graph = try RandomGraph(seed: UInt64(seed) + 50_000).graph()
      let values = graph.evaluate()
      for (node, _) in graph.named {
        for period in 0..<graph.nodes[node].shape.count {
          let found = graph.explanation(of: node, period: period, at: values)
          let scale = try WordsEvaluator.value(of: found.numbers, rate: found.result.value).largest
          let line = Line(formula: found.numbers, result: found.result.value, scale: scale)
          text += String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
        }
      }
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: "\(folder)/words.jsonl", atomically: true, encoding: .utf8)
  }

  @Test func `names stand for named parts, unnamed ones are written out`() throws {
    let price = Scalar.input(Input(path: "price", label: Bilingual(en: "price", zh: "单价"), value: 5))
    let area = (Row.constant([1, 2]) + Scalar.constant(1)).named(
      "area", Bilingual(en: "area", zh: "面积"), .area)
    let cash = (larger((price - .constant(7)) * area, Scalar.zero) - area.previous())
      .named("cash", Bilingual(en: "cash", zh: "现金"), .yuan)
    let graph = try Graph([cash.formula])
    let found = graph.explanation(of: graph.node("cash")!, period: 1, at: graph.evaluate())
    #expect(found.names.en == "max((price − 7) × area; 0) − area of the period before")
    #expect(found.names.zh == "max((单价 − 7) × 面积; 0) − 上期面积")
    #expect(found.numbers == "max((5 − 7) × 3; 0) − 2")
    #expect(found.result == .value(-2))
    #expect(found.parts.map(\.key) == ["price", "area"])
  }

  @Test func `decimals never have an exponent and read back`() {
    for value in [
      0.0, 1, 12.5, 1e-7, 1.25e-9, 123_456_789_012, 1e16, 1.5e20, 0.1, Double.leastNonzeroMagnitude,
      1.7976931348623157e308,
    ] {
      let text = decimalText(value)
      #expect(Double(text) == value && !text.contains("e"), "\(text)")
      #expect(Double(decimalText(-value)) == -value)
    }
    #expect(decimalText(1e-7) == "0.0000001")
    #expect(decimalText(1e16) == "10000000000000000")
  }
}
