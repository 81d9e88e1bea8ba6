import FundFormula
import FundReport
import FundTestSupport
import Testing

/// JSON written by hand is what the library's encoder writes.
struct JSONValueTests {
  @Test func `random values are the encoder's, byte for byte`() {
    var random = SplitMix(11)
    let texts = [
      "", "a", "缺口", "\"quoted\" \\ back", "tab\tline\nend\r", "\u{0}\u{1F}\u{7F}", "/slash/",
      "\u{202E}x\u{85}", "😀",
    ]
    func number() -> Double? {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: nil
      case 1: Double(Int.random(in: -1_000_000...1_000_000, using: &random))
      case 2: Double.random(in: -1...1, using: &random) * 1e-9
      case 3: Double.random(in: -1...1, using: &random) * 1e20
      case 4: [0, -0.0, 1e16, 1e-5, 5e15, 0.1, 123_456_789.12][Int.random(in: 0..<7, using: &random)]
      default: (Double.random(in: -1...1, using: &random) * 1e8).rounded() / 100
      }
    }
    for _ in 0..<300 {
      var numbers: [String: [[Double?]]] = [:]
      for _ in 0..<Int.random(in: 0..<4, using: &random) {
        let key = texts[Int.random(in: 0..<texts.count, using: &random)]
        numbers[key] = (0..<Int.random(in: 0..<3, using: &random)).map { _ in
          (0..<Int.random(in: 0..<4, using: &random)).map { _ in number() }
        }
      }
      let own = JSONValue.object(
        numbers.mapValues { rows in .list(rows.map { .list($0.map { JSONValue($0) }) }) })
      #expect(own.encoded == encodedJSON(numbers))
    }
    #expect(JSONValue.list(texts.map(JSONValue.text)).encoded == encodedJSON(texts))
    #expect(JSONValue.list([.bool(true), .bool(false)]).encoded == encodedJSON([true, false]))
    #expect(JSONValue.list([.count(-7), .count(0)]).encoded == encodedJSON([-7, 0]))
    let label = Bilingual(en: "gap", zh: "缺口")
    #expect(JSONValue(label).encoded == encodedJSON(label))
  }
}
