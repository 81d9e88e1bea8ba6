import Foundation
import FundFormula
import FundScenario
import Testing

@Suite struct FaultTests {
  /// `RENEW_FAULTS=1 swift test …` writes what the loader says now into the expectations: read the difference as the
  /// planner who will meet it.
  @Test(arguments: FaultFile.all)
  func `a faulty scenario is told of word for word`(_ file: FaultFile) throws {
    let findings = try file.findings().map(FaultFile.Expected.init)
    if ProcessInfo.processInfo.environment["RENEW_FAULTS"] != nil { try file.renew(findings) }
    #expect(findings == (try file.expectation()).findings)
  }

  @Test func `there are at least forty faulty scenarios`() {
    #expect(FaultFile.all.count >= 40)
  }

  @Test func `the scenario the faults were made from is sound`() throws {
    let bytes = [UInt8](try Data(contentsOf: Repository.fixtures.appending(path: "sound.json")))
    #expect(loadScenario(LoadRequest(.init(name: "sound.json", bytes: bytes))).findings == [])
  }

  @Test func `every finding has a place in its file, and words in both languages`() throws {
    for file in FaultFile.all {
      let lines = try String(contentsOf: Repository.faults.appending(path: file.name), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      for finding in try file.findings() {
        let place = try #require(finding.place, "\(file.name): \(finding.check)")
        #expect((1...lines.count).contains(place.line), "\(file.name): \(finding.check)")
        if lines.indices.contains(place.line - 1) {
          #expect(
            (1...lines[place.line - 1].count + 1).contains(place.column), "\(file.name): \(finding.check)")
        }
        for words in [finding.message, finding.remedy].compactMap({ $0 }) {
          #expect(words.en.hasSuffix(".") || words.en.hasSuffix("?"), "\(file.name): \(words.en)")
          #expect(words.zh.hasSuffix("。") || words.zh.hasSuffix("？"), "\(file.name): \(words.zh)")
          #expect(words.en.count <= 400 && words.zh.count <= 300, "\(file.name): \(words.en)")
        }
      }
    }
  }

  @Test func `findings stand in the order of their places, errors first, notices last`() throws {
    for file in FaultFile.all {
      let findings = try file.findings()
      let order = findings.map {
        [
          $0.severity == .error ? 0 : $0.severity == .warning ? 1 : 2, $0.place?.line ?? 0,
          $0.place?.column ?? 0,
        ]
      }
      #expect(order.sorted { $0.lexicographicallyPrecedes($1) } == order, "\(file.name)")
    }
  }

  @Test func `every declared check is exercised`() throws {
    var met = Set(try FaultFile.all.flatMap { try $0.findings().map(\.check) })
    met.formUnion(Self.texts.flatMap { readSource($0, file: "f.yaml").1.map(\.check) })
    met.formUnion(SheetFaultTests.faults.flatMap { sheet($0.text).1.map(\.check) })
    // Those of the command line and of `check --sources` have tests of their own.
    met.formUnion(
      [.setPath, .setUnit, .noSource, .citationMissing, .citationDiffers, .citationApproximate].map(
        \CheckName.rawValue))
    #expect(CheckName.allCases.map(\.rawValue).filter { !met.contains($0) } == [])
    #expect(met.filter { CheckName(rawValue: $0) == nil } == [])
  }

  /// Texts that cannot be read, beside those of the faulty files.
  private static let texts: [[UInt8]] =
    [
      "", "- a", "a: 1\n---\nb: 2", "%YAML 1.2\n---\na: 1", String(repeating: "[", count: 80), "a: &b 1",
      "a: *b",
      "a: !!str 1", "<<: {a: 1}", "? a\n: b", "“a”: 1", "// a\nb: 1", "a:\n\tb: 1", "a: 1\na: 2",
      "a: \"\\ud83d\"", "a: \"\\q\"", "a: \"b", "{a: 1", "a: 1}", "{\"a\": 1 \"b\": 2}", "{\"a\" 1}",
      "{\"a\": }",
      "{\"a\": 1,, \"b\": 2}", ": 1", "a: b: c", "{- a}", "a: - b", "a: \"b\" c", "a: | b", "a: @b",
      "a:\n  b: 1\n c: 2", "a: 1\u{1}", "[1]: 2", "{a: [b: 1]}",
      "{" + (0..<200_001).map { "a\($0): 1" }.joined(separator: ",") + "}",
      "a: ]", "a: \"\\x4\"",
      (0..<200).map { "a\($0): &x 1" }.joined(separator: "\n"),
    ].map { Array($0.utf8) } + [
      [0xFF, 0xFE, 0x61, 0], [0x50, 0x4B, 3, 4], [0x61, 0x3A, 0xC3, 0x28],
      [UInt8](repeating: 0x61, count: largestSource + 1),
    ]
}
