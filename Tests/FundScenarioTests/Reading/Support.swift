import FundFormula
import FundScenario
import Testing

/// Reads `text` as the file `f.yaml`.
func read(_ text: String) -> (SourceNode?, [Finding]) { readSource(Array(text.utf8), file: "f.yaml") }

/// The tree of `text`; fails the test where it has findings.
func tree(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> SourceNode {
  let (node, findings) = read(text)
  #expect(findings.map(\.summary) == [], sourceLocation: sourceLocation)
  return try #require(node, sourceLocation: sourceLocation)
}

extension Finding {
  /// `missing-comma 2:7`.
  var summary: String { "\(check) \(place.map { "\($0.line):\($0.column)" } ?? "-")" }
}

/// The findings of `text`, each as check and place.
func summaries(_ text: String) -> [String] { read(text).1.map(\.summary) }

extension SourceNode {
  /// The tree as compact JSON, without places.
  var json: String {
    switch content {
    case .mapping(let entries):
      "{" + entries.map { "\"\($0.key)\":\($0.value.json)" }.joined(separator: ",") + "}"
    case .sequence(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .scalar(let text, let quoted): quoted ? "\"\(text)\"" : text
    case .null: "null"
    }
  }
}

/// SplitMix64: the tests' seeded generator.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
