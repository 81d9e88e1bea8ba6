import Foundation
import FundFormula
import FundScenario
import Testing

/// Export → import is the identity: the sheet of a tree, and its JSON text, read back as the same tree.
@Suite struct SheetIdentityTests {
  private func expectIdentity(
    _ tree: SourceNode, _ comment: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for language in [Language.zh, .en] {
      let text = parameterSheet(of: tree, in: language)
      let (back, findings) = sheet(text)
      #expect(
        findings.map { "\($0.summary) \($0.message.en)" } == [], "\(comment)", sourceLocation: sourceLocation)
      if back?.shape != tree.shape {
        Issue.record("\(comment)\n\(tree.shape)\n\(back?.shape ?? "no tree")", sourceLocation: sourceLocation)
      }
    }
    let (back, findings) = readSource(Array(scenarioText(of: tree).utf8), file: "back.json")
    #expect(findings == [], "\(comment)", sourceLocation: sourceLocation)
    #expect(back?.shape == tree.shape, "\(comment)", sourceLocation: sourceLocation)
  }

  private static let scenarios = Repository.scenarios + ["examples/first"]

  @Test(arguments: scenarios)
  func `a scenario of the repository comes back from its sheet, with the same hash`(name: String) throws {
    let bytes = try Repository.bytes("Scenarios/\(name).json")
    let tree = try #require(readSource(bytes, file: "s.json").0)
    expectIdentity(tree)
    let text = Array(parameterSheet(of: tree, in: .zh).utf8)
    let scenario = try loadScenario(LoadRequest(.init(name: "s.json", bytes: bytes))).scenario()
    let back = try loadScenario(LoadRequest(.init(name: "参数表.csv", bytes: text))).scenario()
    #expect(back.hash == scenario.hash)
  }

  @Test(arguments: Presets.all.map(\.id))
  func `a preset comes back from its sheet`(id: String) throws {
    expectIdentity(try #require(Presets.preset(id)).tree)
  }

  @Test func `a faulty scenario comes back with its faults`() throws {
    var count = 0
    for file in FaultFile.all {
      guard
        let tree = readSource(
          try Repository.bytes("Tests/FundScenarioTests/Fixtures/faults/\(file.name)"), file: file.name
        ).0
      else { continue }
      count += 1
      expectIdentity(tree, file.name)
    }
    #expect(count > 40)
  }

  @Test(arguments: 0..<4)
  func `a mutated scenario comes back, whatever was mutated`(shard: Int) throws {
    let trees =
      try Self.scenarios.map {
        try #require(readSource(try Repository.bytes("Scenarios/\($0).json"), file: "s.json").0)
      }
      + Presets.all.map(\.tree)
    var count = 0
    for number in 0..<60 {
      var mutation = Mutation(Seeded(state: UInt64(number * 4 + shard)))
      let tree = mutation.mutated(trees[number % trees.count])
      // Keys written twice are no tree.
      guard readSource(Array(scenarioText(of: tree).utf8), file: "m.json").1.isEmpty else { continue }
      count += 1
      expectIdentity(tree, "mutation \(number * 4 + shard)")
    }
    #expect(count > 40)
  }

  private static let texts = [
    "", " ", " a", "a ", "a\n b", "a\r\nb", "\ta", "a\tb", "=cmd()", "+1", "+1+1", "-1", "-a", "@SUM(A1)",
    "＝1", "－1",
    "\"", "\"\"", "\"a\"", "a\"b", "'a", "a,b", "a;b", ",", "1", "01", "1.0", "1,350", "80%", "８０％", "１３５０",
    "true", "TRUE", "false", "null", "NULL", "~", "no", "2025-03", "2025/3/1", "2025年3月", "Mar-25", "3/1/25",
    "1/2",
    "12:30", "1e5", "1E5", "0x1F", "[", "[1]", "[试点] 某小区", "{", "{}", "{\"a\": 1}", "#", "# a", "$1", "¥5",
    "(5)",
    "start+12", "handover-6", "\u{301}a", "\"\u{301}", "=\u{338}", "\u{2028}", "a\u{FEFF}", "\u{85}",
    "\u{FFFF}",
    "\u{1F600}", "\u{10FFFD}", "结构", "假设", String(repeating: "名", count: 300), "a\\", "\\u0041", "sep=,",
  ]
  private static let keys = [
    "a", "b-c", "topping-out", "2024", "2024-07", "start+12", "a.b", ".", "", " ", "a b", "=x", "+x", "-x",
    "@x", "#x",
    "\"", "a\"b", "value", "values", "unit", "source", "note", "assumed", "kind", "label", "小户型", "小 户型",
    "\u{301}",
    "\u{345}", "a,b", "a\nb", "true", "null", "amount", "schedule", "shares", "project", "funding", "$schema",
    "结构",
    "\\", "1", "a-1",
  ]

  private func scalar(_ text: String, quoted: Bool) -> SourceNode {
    SourceNode(.scalar(text: text, quoted: quoted), at: Place(file: "", line: 1, column: 1))
  }

  private func mapping(_ entries: [(String, SourceNode)]) -> SourceNode {
    let place = Place(file: "", line: 1, column: 1)
    return SourceNode(
      .mapping(entries.map { .init(key: $0.0, keyPlace: place, value: $0.1) }), at: place)
  }

  @Test func `every awkward text comes back from every column, and under every awkward key`() {
    for text in Self.texts {
      let node = scalar(text, quoted: true)
      let number = mapping([
        ("value", scalar("1", quoted: false)), ("unit", node), ("source", node), ("note", node),
      ])
      let amount = mapping([("amount", node), ("cap", number), ("start", node)])
      expectIdentity(
        mapping([
          ("title", node), ("timeline", amount), ("finance", mapping([("discountRate", node)])),
          (
            "funding",
            mapping([("x", mapping([("kind", scalar("subsidy.lumpSum", quoted: true)), ("amount", node)]))])
          ),
          ("costs", mapping([("x", mapping([("schedule", node), ("label", node), ("note", node)]))])),
        ]), text.debugDescription)
    }
    let all = Self.keys.map { key in (key, mapping(Self.keys.map { ($0, scalar(key, quoted: true)) })) }
    expectIdentity(mapping(all))
  }

  @Test(arguments: 0..<4)
  func `made-up trees come back`(shard: Int) {
    for number in 0..<100 {
      var random = Seeded(state: UInt64(number * 4 + shard) &+ 77)
      expectIdentity(made(depth: 0, &random), "tree \(number * 4 + shard)")
    }
  }

  /// A random tree; at the top a mapping that is not empty.
  private func made(depth: Int, _ random: inout Seeded) -> SourceNode {
    let place = Place(file: "", line: 1, column: 1)
    switch depth == 0 ? 0 : Int.random(in: depth > 4 ? 4...9 : 0...9, using: &random) {
    case 0, 1:
      var keys = Self.keys.shuffled(using: &random).prefix(Int.random(in: 0...6, using: &random))
      if keys.isEmpty, depth == 0 { keys = ["a"] }
      return mapping(keys.map { ($0, made(depth: depth + 1, &random)) })
    case 2:
      return SourceNode(
        .sequence((0..<Int.random(in: 0...3, using: &random)).map { _ in made(depth: depth + 1, &random) }),
        at: place)
    case 3:
      // A sourced number, its keys in any order.
      let text = Self.texts.randomElement(using: &random) ?? ""
      let parts: [(String, SourceNode)] = [
        ("unit", scalar(text, quoted: true)), ("source", scalar(text, quoted: true)),
        ("note", scalar("n", quoted: true)),
        ("assumed", scalar(Bool.random(using: &random) ? "true" : "false", quoted: false)),
        ("atLeast", scalar("true", quoted: false)),
      ]
      let some = parts.shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random))
      return mapping(([("value", scalar("12.50", quoted: false))] + some).shuffled(using: &random))
    case 4: return SourceNode(.null, at: place)
    case 5, 6:
      let numbers = ["0", "-0", "1e3", "1E-5", "12.50", "-3.25", "99999999999999999999", "true", "false"]
      return scalar(numbers.randomElement(using: &random) ?? "0", quoted: false)
    default: return scalar(Self.texts.randomElement(using: &random) ?? "", quoted: true)
    }
  }
}
