import Foundation
import FundFormula
import FundModel
import FundScenario
import Testing

/// Two thousand seeded mutations of the scenarios: whatever an author may write, the loader answers in findings or with
/// a scenario whose indicators have a value or a reason. `MUTATIONS=100000` tries more.
@Suite struct MutationTests {
  private static let count = ProcessInfo.processInfo.environment["MUTATIONS"].flatMap { Int($0) } ?? 2000

  @Test(arguments: 0..<8)
  func `a mutated scenario never traps the loader`(_ shard: Int) throws {
    let texts =
      try Repository.scenarios.map { try Repository.bytes("Scenarios/\($0).json") }
      + Presets.all.map { Array($0.text.utf8) }
    let trees = try texts.map { try #require(readSource($0, file: "mutant").0) }
    var accepted = 0
    for number in stride(from: shard, to: Self.count, by: 8) {
      var mutation = Mutation(Seeded(state: UInt64(number)))
      let tree = mutation.mutated(trees[number % trees.count])
      let text = tree.jsonText
      switch loadScenario(LoadRequest(.init(name: "mutant.json", bytes: Array(text.utf8)))) {
      case .refused(let findings):
        #expect(findings.contains { $0.severity == .error }, "mutation \(number)")
        #expect(
          findings.allSatisfy { $0.place != nil && !$0.message.en.isEmpty && !$0.message.zh.isEmpty },
          "mutation \(number)")
      case .scenario(let scenario):
        accepted += 1
        #expect(scenario.findings.allSatisfy { $0.severity != .error }, "mutation \(number)")
        let values = scenario.model.graph.evaluate()
        for indicator in scenario.model.indicators {
          let node = try #require(scenario.model.node(of: indicator))
          let raw = values[node][0]
          #expect(raw.isFinite || Outcome(raw).reason != nil, "mutation \(number): \(indicator.id)")
        }
      }
    }
    #expect(accepted > 20, "mutations that still load must occur, or nothing was proved")
  }
}

/// One to three random changes of a tree.
struct Mutation {
  var random: Seeded
  /// Values found in the tree, to put in others' places.
  private var pool: [SourceNode] = []
  private static let place = Place(file: "mutant", line: 1, column: 1)

  init(_ random: Seeded) { self.random = random }

  mutating func mutated(_ tree: SourceNode) -> SourceNode {
    pool = tree.allValues
    var tree = tree
    for _ in 0..<[1, 1, 2, 3].randomElement(using: &random)! {
      let paths = tree.allPaths
      guard let path = paths.randomElement(using: &random) else { break }
      tree = changed(tree, at: path)
    }
    return tree
  }

  private mutating func changed(_ node: SourceNode, at path: [Int]) -> SourceNode {
    guard let first = path.first else { return replacement(for: node) }
    var node = node
    switch node.content {
    case .mapping(var entries):
      if path.count == 1 {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: entries.remove(at: first)
        case 1:
          var copy = entries[first]
          if Bool.random(using: &random) { copy.key += "-2" }
          entries.insert(copy, at: first)
        case 2: entries[first].key = words.randomElement(using: &random) ?? ""
        default: entries[first].value = replacement(for: entries[first].value)
        }
      } else {
        entries[first].value = changed(entries[first].value, at: Array(path.dropFirst()))
      }
      node.content = .mapping(entries)
    case .sequence(var items):
      if path.count == 1, Bool.random(using: &random) {
        items.insert(items[first], at: first)
      } else {
        items[first] = changed(items[first], at: Array(path.dropFirst()))
      }
      node.content = .sequence(items)
    default: break
    }
    return node
  }

  private mutating func replacement(for node: SourceNode) -> SourceNode {
    func scalar(_ text: String, quoted: Bool) -> SourceNode {
      SourceNode(.scalar(text: text, quoted: quoted), at: Self.place)
    }
    // Most often a like value, so that many mutants get past the fields and into the model.
    if Int.random(in: 0..<4, using: &random) > 0 {
      if node.number != nil { return scalar(numbers.randomElement(using: &random) ?? "0", quoted: false) }
      if node.text != nil {
        let texts = pool.compactMap(\.string) + words
        return scalar(texts.randomElement(using: &random) ?? "", quoted: true)
      }
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return SourceNode(.null, at: Self.place)
    case 1, 2: return scalar(numbers.randomElement(using: &random) ?? "0", quoted: false)
    case 3: return scalar(words.randomElement(using: &random) ?? "", quoted: true)
    case 4: return SourceNode(.mapping([]), at: Self.place)
    case 5: return SourceNode(.sequence(Bool.random(using: &random) ? [] : [node]), at: Self.place)
    default: return pool.randomElement(using: &random) ?? node
    }
  }

  private let numbers = [
    "0", "-0", "1", "-1", "3", "7", "0.3", "60", "800", "20000", "3e5", "0.5", "2", "12", "240", "1e300",
    "-1e300", "1e308", "1e-300", "1e15", "-1e15", "9007199254740993",
    "99999999999999999999", "1.5", "100", "1e9", "0.0000001", "true", "false",
  ]
  private let words = [
    "", "start", "handover", "salesEnd", "end", "start+9223372036854775807", "start-99999", "handover+1200",
    "handover-1200",
    "2150-12", "1950", "2024-13", "project", "residents", "city", "old", "new", "extra", "worksRebuild",
    "building", "fees",
    "homes", "total", "row", "own", "a.b", "..", "编号", "value", "values", "topUp", "residents.means", "bond",
    "年", "万元",
    String(repeating: "x", count: 20_000), "元/㎡", "%", "亿元", "month", "year", "\u{FFFF}", "\u{1F600}",
    "follow", "shares",
  ]
}

extension SourceNode {
  /// Every path in the tree, by positions.
  fileprivate var allPaths: [[Int]] {
    let inner: [SourceNode] = entries?.map(\.value) ?? items ?? []
    return inner.enumerated().flatMap { index, node in [[index]] + node.allPaths.map { [index] + $0 } }
  }

  fileprivate var allValues: [SourceNode] {
    let inner: [SourceNode] = entries?.map(\.value) ?? items ?? []
    return inner + inner.flatMap(\.allValues)
  }

  /// As JSON, with escapes.
  fileprivate var jsonText: String {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        + "\""
    }
    switch content {
    case .mapping(let entries):
      return "{" + entries.map { "\(quoted($0.key)): \($0.value.jsonText)" }.joined(separator: ",\n") + "}"
    case .sequence(let items): return "[" + items.map(\.jsonText).joined(separator: ", ") + "]"
    case .scalar(let text, let isQuoted): return isQuoted ? quoted(text) : text
    case .null: return "null"
    }
  }
}
