package import FundScenario

extension MovableModel {
  /// What a check says of the scenario with an answer set that it does not say of it as it stands, errors first: a run with
  /// it is refused, or its numbers are asked about. Notices are left out.
  package func findings(with settings: [BreakEven.Setting]) -> [Finding] {
    guard !settings.isEmpty else { return [] }
    let changed = scenario.changed(by: settings.map { .init(path: $0.path, value: $0.text) })
    let told =
      switch changed {
      case .scenario(let scenario): scenario.findings
      case .refused(let findings): findings
      }
    let known = Set(scenario.findings.map(\.message))
    return told.filter { $0.severity < .notice && !known.contains($0.message) }
      .sorted { $0.severity < $1.severity }
  }
}
