import FundFormula
import FundScenario
import Testing

@Suite(.serialized) struct `Hostile files` {
  /// Reads `text`, printing how long it took; the limit is generous because test machines are busy.
  private func timed(_ name: String, _ bytes: [UInt8]) -> [Finding] {
    let clock = ContinuousClock()
    var findings: [Finding] = []
    let time = clock.measure { findings = readSource(bytes, file: "f.yaml").1 }
    print("HOSTILE \(name): \(time) \(findings.first?.summary ?? "fine")")
    #expect(time < .seconds(10))
    return findings
  }

  private func timed(_ name: String, _ text: String) -> [Finding] { timed(name, Array(text.utf8)) }

  private func repeated(_ text: String, _ bytes: Int) -> String {
    String(repeating: text, count: bytes / text.utf8.count)
  }

  @Test func `ten megabytes are refused at once`() {
    let findings = timed("10 MB", [UInt8](repeating: 97, count: 10 << 20))
    #expect(findings.map(\.summary) == ["file-too-large 1:1"])
    #expect(findings[0].message.en == "The file has more than 4 MB, the most a scenario may have.")
    #expect(findings[0].message.zh == "文件超过 4 MB 的上限。")
  }

  @Test func `deep nesting is refused where it becomes too deep`() {
    func ten(_ text: String) -> String { String(repeating: text, count: 10_000) }
    let stairs = (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(timed("deep lists", ten("[")).map(\.summary) == ["nested-too-deep 1:65"])
    #expect(timed("deep groups", ten("{\"a\":")).map(\.summary) == ["nested-too-deep 1:321"])
    #expect(timed("deep plain groups", ten("{a: ")).map(\.summary) == ["nested-too-deep 1:257"])
    #expect(timed("deep dashes", ten("- ")).map(\.summary) == ["nested-too-deep 1:129"])
    #expect(timed("deep questions", ten("? ")).map(\.summary) == ["key-not-text 1:1"])
    #expect(timed("deep indentation", stairs).map(\.summary) == ["nested-too-deep 65:65"])
    #expect(timed("deep mixture", ten("[{a: ")).map(\.summary) == ["nested-too-deep 1:161"])
    #expect(timed("deep colons", ten("a: ")).map(\.summary) == ["stray-colon 1:5"])
  }

  @Test func `four megabytes of nesting are refused as quickly`() {
    #expect(timed("4 MB [", repeated("[", 4 << 20)).map(\.check) == ["nested-too-deep"])
    #expect(timed("4 MB {a:", repeated("{\"a\":", 4 << 20)).map(\.check) == ["nested-too-deep"])
    #expect(timed("4 MB - ", repeated("- ", 4 << 20)).map(\.check) == ["nested-too-deep"])
    let spaces = String(repeating: " ", count: 4_000_000)
    #expect(timed("4 MB indent", spaces + "a: 1").map(\.check) == [])
  }

  @Test func `an anchor bomb is refused before it is expanded`() {
    let bomb = (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
    let findings = timed("anchor bomb", "a0: &a0 [lol, lol]\n" + bomb.joined(separator: "\n"))
    #expect(findings.count == 101)
    #expect(findings.dropLast().allSatisfy { $0.check == "anchor" || $0.check == "alias" })
    #expect(findings.last?.check == "more-findings")
  }

  @Test func `four megabytes of anything answer quickly`() {
    let size = 4 << 20
    #expect(timed("4 MB keys", repeated("a1: 1\n", size)).map(\.check) == ["too-many-values"])
    #expect(timed("4 MB list", "a: [" + repeated("1,", size - 9) + "1]").map(\.check) == ["too-many-values"])
    #expect(timed("4 MB text", "a: \"" + repeated("改造", size - 20) + "\"").isEmpty)
    #expect(timed("4 MB plain", "a: " + repeated("改造 ", size - 20)).isEmpty)
    #expect(timed("4 MB block", "a: |\n" + repeated("  改造\n", size - 20)).isEmpty)
    #expect(timed("4 MB emoji", "a: \"" + repeated("👨‍👩‍👧", size - 40) + "\"").isEmpty)
    #expect(timed("4 MB escapes", "a: \"" + repeated(#"\uD83D\uDE00"#, size - 40) + "\"").isEmpty)
    #expect(timed("4 MB lone", "a: \"" + repeated(#"\uD83D"#, size - 40) + "\"").count == 101)
    #expect(timed("4 MB blank", repeated("\n", size)).map(\.check) == ["empty-file"])
    #expect(timed("4 MB tabs", repeated("\t\n", size)).map(\.check) == ["empty-file"])
    #expect(timed("4 MB comments", repeated("# 说明\n", size) + "a: 1").isEmpty)
    #expect(timed("4 MB quotes", repeated("\"", size)).map(\.check) == ["text-after-quote"])
    #expect(timed("4 MB NUL", [UInt8](repeating: 0, count: size)).count == 20)
  }

  @Test func `the largest allowed number of values answers quickly`() {
    let line = (0..<70_000).map { "\"名称\($0)\": \($0)" }.joined(separator: ", ")
    #expect(timed("70 000 keys in one line", "{\(line)}").isEmpty)
    let lines = (0..<70_000).map { "名称\($0): \($0)\n" }.joined()
    #expect(timed("70 000 lines", lines).isEmpty)
    let twice = (0..<37_000).map { "k\($0): 1\n" }.joined()
    #expect(timed("37 000 keys twice", twice + twice).count == 101)
    let emoji = (0..<60_000).map { "\"👨‍👩‍👧\($0)\": \($0)" }.joined(separator: ", ")
    #expect(timed("60 000 emoji keys in one line", "{\(emoji)}").isEmpty)
    let groups = (0..<40_000).map { "{\"a\": \($0)}" }.joined(separator: ", ")
    #expect(timed("40 000 groups", "{\"list\": [\(groups)]}").isEmpty)
  }

  @Test func `random bytes never crash the reader`() {
    var random = Seeded(state: 20_240_701)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let (node, findings) = readSource(bytes, file: "f")
      #expect((node == nil) == !findings.isEmpty)
    }
  }

  @Test func `random syntax never crashes the reader, and no anchor gets through`() {
    let pieces = [
      "a", "b", ": ", ":", "- ", "-", "[", "]", "{", "}", ",", "\n", "\n  ", "\n    ", " ", "\"", "'", "#",
      "&x ", "*x",
      "!t ", "|", ">", "|2\n", "? ", "---\n", "...\n", "%", "@", "\t", "1", "null", "“", "：", "\\u00e9", "\\",
      "//",
      "<<", "\r\n", "\r", "x y", "\"q\"", "'s'", "k: v\n", "- i\n",
    ]
    var random = Seeded(state: 7)
    var trees = 0
    for _ in 0..<200_000 {
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let (node, findings) = read(text)
      #expect((node == nil) == !findings.isEmpty, "\(text.debugDescription)")
      #expect(!findings.contains { $0.message.en.hasPrefix("`&`") }, "\(text.debugDescription)")
      trees += node == nil ? 0 : 1
    }
    print("HOSTILE random syntax: \(trees) of 200000 read")
  }
}
