import Foundation
import FundFormula
import FundModel
import FundScenario
import Testing

/// Scenarios of the repository and of this folder, loaded through the loader.
enum SampleScenarios {
  static func yonganli(_ settings: [String: String] = [:]) throws -> CheckedScenario {
    try load("Scenarios/yonganli.json", settings)
  }
  static func zhegong(_ settings: [String: String] = [:]) throws -> CheckedScenario {
    try load("Scenarios/zhegong-xincun.json", settings)
  }
  static func changsha(_ settings: [String: String] = [:]) throws -> CheckedScenario {
    try load("Scenarios/changsha-programme.json", settings)
  }
  static func debtAndOperations(_ settings: [String: String] = [:]) throws -> CheckedScenario {
    try load("Tests/FundAnalysisTests/Fixtures/debt-and-operations.json", settings)
  }

  static func gatesAndExits(_ settings: [String: String] = [:]) throws -> CheckedScenario {
    try load("Tests/FundAnalysisTests/Fixtures/gates-and-exits.json", settings)
  }

  /// A scenario written in a test, overlaid on a file.
  static func overlaid(_ file: String, _ overlay: String) throws -> CheckedScenario {
    try load(file, [:], overlays: [LoadRequest.File(name: "overlay", bytes: Array(overlay.utf8))])
  }

  /// The repository, where `Scenarios/` is.
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

  /// The scenarios in a folder of the repository, by name.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix(".json") }.sorted().map { "\(folder)/\($0)" }
  }

  static func load(
    _ file: String, _ settings: [String: String], overlays: [LoadRequest.File] = []
  ) throws -> CheckedScenario {
    let root = Self.root
    let bytes = [UInt8](try Data(contentsOf: root.appending(path: file)))
    let request = LoadRequest(
      .init(name: file, bytes: bytes), overlays: overlays,
      settings: settings.sorted { $0.key < $1.key }.map { .init(path: $0.key, value: $0.value) },
      fileNamed: { name, from in
        let path = root.appending(path: from).deletingLastPathComponent().appending(path: name)
        return (try? Data(contentsOf: path)).map { .init(name: name, bytes: [UInt8]($0)) }
      })
    switch loadScenario(request) {
    case .scenario(let scenario): return scenario
    case .refused(let findings):
      Issue.record("\(file): \(findings.filter { $0.severity == .error }.map(\.message.en))")
      throw Refused()
    }
  }

  /// A scenario written in a test.
  static func written(_ json: String, _ settings: [String: String] = [:]) throws -> CheckedScenario {
    let request = LoadRequest(
      .init(name: "plan.json", bytes: Array(json.utf8)),
      settings: settings.map { .init(path: $0.key, value: $0.value) })
    switch loadScenario(request) {
    case .scenario(let scenario): return scenario
    case .refused(let findings):
      Issue.record("\(findings.filter { $0.severity == .error }.map(\.message.en))")
      throw Refused()
    }
  }

  struct Refused: Error {}
}
