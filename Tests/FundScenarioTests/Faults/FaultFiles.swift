import Foundation
import FundFormula
import FundModel
import FundScenario
import Testing

/// The folders of this repository, from the place of this file.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let fixtures = root.appending(path: "Tests/FundScenarioTests/Fixtures")
  static let faults = fixtures.appending(path: "faults")

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  /// The scenarios of the repository, by name.
  static let scenarios = ["changsha-programme", "yonganli", "zhegong-xincun"]
}

/// A faulty scenario of `Fixtures/faults` with what the loader is to say of it.
struct FaultFile: CustomTestStringConvertible, Sendable {
  let name: String

  /// `NAME.expected.json`.
  struct Expectation: Codable, Equatable {
    /// Whether the JSON Schema sees the fault too.
    var schema: Bool
    var findings: [Expected]
  }

  struct Expected: Codable, Equatable {
    var severity: Severity
    var check: String
    var path: String
    var line: Int?
    var column: Int?
    var message: Bilingual
    var remedy: Bilingual?

    init(_ finding: Finding) {
      severity = finding.severity
      check = finding.check
      path = finding.path
      line = finding.place?.line
      column = finding.place?.column
      message = finding.message
      remedy = finding.remedy
    }
  }

  var testDescription: String { name }
  var expectationFile: URL {
    Repository.faults.appending(path: name.prefix { $0 != "." } + ".expected.json")
  }

  static let all: [FaultFile] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Repository.faults.path())) ?? []
    return names.filter { !$0.hasSuffix(".expected.json") }.sorted().map(FaultFile.init)
  }()

  func findings() throws -> [Finding] {
    let bytes = [UInt8](try Data(contentsOf: Repository.faults.appending(path: name)))
    let request = LoadRequest(.init(name: name, bytes: bytes)) { name, _ in
      let folder = name == "sound.json" ? Repository.fixtures : Repository.faults
      return (try? Data(contentsOf: folder.appending(path: name))).map {
        .init(name: name, bytes: [UInt8]($0))
      }
    }
    return loadScenario(request).findings
  }

  func expectation() throws -> Expectation {
    try JSONDecoder().decode(Expectation.self, from: Data(contentsOf: expectationFile))
  }

  /// Writes down what the loader says now, for reading the difference.
  func renew(_ findings: [Expected]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let schema = (try? expectation().schema) ?? false
    try encoder.encode(Expectation(schema: schema, findings: findings)).write(to: expectationFile)
  }
}
