import FundScenario
import Testing

@Suite struct `Laying an overlay over a base` {
  /// Wraps the value as key `x`, because a file's top level is always a mapping.
  private func merge(_ base: String, _ overlay: String) throws -> String {
    merged(try tree("{\"x\": \(base)}"), with: try tree("{\"x\": \(overlay)}"))["x"]?.json ?? "null"
  }

  /// The test cases of RFC 7386, appendix A; the two that merge `null` patches are below.
  @Test(arguments: [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
    (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
    (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#), ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
    ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ])
  func `follows the examples of RFC 7386`(base: String, overlay: String, expected: String) throws {
    #expect(try merge(base, overlay) == expected)
  }

  @Test func `replaces a sourced number whole, on either side`() throws {
    let base = #"{"value": 6000, "source": "长沙", "unit": "元/户"}"#
    #expect(try merge(base, #"{"value": 8000}"#) == #"{"value":8000}"#)
    #expect(try merge(base, "8000") == "8000")
    #expect(try merge("6000", #"{"value": 8000, "note": null}"#) == #"{"value":8000}"#)
    #expect(try merge(base, #"{"values": {"2019": 1}}"#) == #"{"values":{"2019":1}}"#)
    #expect(try merge(base, #"{"note": "n"}"#) == #"{"note":"n"}"#)
    #expect(try merge(#"{"from": "city"}"#, #"{"value": 1}"#) == #"{"value":1}"#)
  }

  @Test func `a block with a field called value is no sourced number`() throws {
    let gate = #"{"kind": "gate.share", "value": 0.9, "threshold": 0.8}"#
    #expect(try merge(gate, #"{"value": 0.95}"#) == #"{"kind":"gate.share","value":0.95,"threshold":0.8}"#)
    #expect(try merge(gate, #"{"threshold": 0.7}"#) == #"{"kind":"gate.share","value":0.9,"threshold":0.7}"#)
    let drawn = #"{"distribution": "empirical", "values": {"a": 1, "b": 2}}"#
    #expect(
      try merge(drawn, #"{"values": {"b": 3}}"#) == #"{"distribution":"empirical","values":{"a":1,"b":3}}"#)
  }

  @Test func `drops the blocks an overlay replaces, and the key itself`() throws {
    let base = try tree("title: t\nfunding: {a: {amount: 1}}\ndebt: {b: 1}\ngates: {g: 1}")
    let overlay = try tree("replaces: [funding, debt, nothing]\nfunding: {c: {amount: 2}}\ngates: {h: 1}")
    #expect(
      merged(base, with: overlay).json == #"{"title":t,"gates":{"g":1,"h":1},"funding":{"c":{"amount":2}}}"#)
    let names = replacedBlocks(of: overlay)
    #expect(names.map(\.name) == ["funding", "debt", "nothing"])
    #expect(names.map(\.place.column) == [12, 21, 27])
    #expect(replacedBlocks(of: try tree("replaces: funding")).isEmpty)
  }

  @Test func `every value keeps the file it came from`() throws {
    let base = try #require(readSource(Array("a: {x: 1, y: 2}\n".utf8), file: "base").0)
    let overlay = try #require(readSource(Array("a: {y: 3}\nb: 4\n".utf8), file: "over").0)
    let result = merged(base, with: overlay)
    #expect(result.value(at: ["a", "x"])?.place.file == "base")
    #expect(result.entry("a")?.keyPlace.file == "base")
    #expect(result.value(at: ["a", "y"])?.place == Place(file: "over", line: 1, column: 8))
    #expect(result["a"]?.entry("y")?.keyPlace.file == "over")
    #expect(result.entry("b")?.keyPlace.file == "over")
  }

  /// A tree whose shape depends on the path alone, so that mappings meet mappings.
  private func random(_ random: inout Seeded, nulls: Bool, depth: Int = 0) -> SourceNode {
    let place = Place(file: "r", line: 1, column: 1)
    var entries: [SourceNode.Entry] = []
    for key in ["a", "b", "c", "value"] where Bool.random(using: &random) {
      if key == "value", depth != 2 { continue }
      let isLeaf = key == "c" || depth >= 2
      var value = SourceNode(
        .scalar(text: String(Int.random(in: 0...9, using: &random)), quoted: false), at: place)
      if nulls, Int.random(in: 0..<5, using: &random) == 0 {
        value.content = .null
      } else if !isLeaf {
        value = self.random(&random, nulls: nulls, depth: depth + 1)
      }
      entries.append(SourceNode.Entry(key: key, keyPlace: place, value: value))
    }
    return SourceNode(.mapping(entries), at: place)
  }

  private func hasNull(_ node: SourceNode) -> Bool {
    node.isNull || (node.entries ?? []).contains { hasNull($0.value) }
  }

  /// Keys sorted: merging may order them differently.
  private func sorted(_ node: SourceNode) -> SourceNode {
    guard let entries = node.entries else { return node }
    var node = node
    node.content = .mapping(
      entries.map { SourceNode.Entry(key: $0.key, keyPlace: $0.keyPlace, value: sorted($0.value)) }
        .sorted { $0.key < $1.key })
    return node
  }

  @Test func `obeys the laws of merging`() {
    var seeded = Seeded(state: 42)
    for _ in 0..<5_000 {
      let base = random(&seeded, nulls: false)
      let first = random(&seeded, nulls: true)
      let second = random(&seeded, nulls: true)
      let plain = random(&seeded, nulls: false)
      let empty = SourceNode(.mapping([]), at: base.place)
      #expect(merged(base, with: empty) == base)
      #expect(merged(base, with: base).json == base.json)
      #expect(merged(empty, with: plain).json == plain.json)
      let once = merged(base, with: first)
      #expect(!hasNull(once))
      #expect(merged(once, with: first).json == once.json)
      // The later overlay wins: laid on once more, it changes nothing.
      let both = merged(once, with: second)
      #expect(merged(both, with: second).json == both.json)
      // Overlays without removals and without sourced numbers may be merged before they are laid on.
      let (a, b) = (unsourced(plain), unsourced(random(&seeded, nulls: false)))
      let stepwise = merged(merged(unsourced(base), with: a), with: b)
      #expect(sorted(merged(unsourced(base), with: merged(a, with: b))).json == sorted(stepwise).json)
    }
  }

  private func unsourced(_ node: SourceNode) -> SourceNode {
    guard let entries = node.entries else { return node }
    var node = node
    node.content = .mapping(
      entries.filter { $0.key != "value" }
        .map { SourceNode.Entry(key: $0.key, keyPlace: $0.keyPlace, value: unsourced($0.value)) })
    return node
  }
}
