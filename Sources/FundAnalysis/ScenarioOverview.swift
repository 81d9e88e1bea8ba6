package import FundFormula
package import FundModel
package import FundScenario

/// A scenario in brief, for the table of scenarios: which rules it uses, what in it is assumed, what was found.
package struct ScenarioOverview: Sendable {
  /// The file's name within its folder.
  package let file: String
  /// Nil where nothing in the file says so.
  package let title: Bilingual?
  package let findings: [Finding]
  /// Nil where the file has errors.
  package let run: ScenarioRun?

  /// - Parameter title: what the file is called where it cannot be loaded.
  package init(file: String, title: Bilingual?, _ result: LoadResult) {
    self.file = file
    findings = result.findings
    switch result {
    case .scenario(let scenario):
      run = ScenarioRun(scenario)
      self.title = scenario.content.title
    case .refused:
      run = nil
      self.title = title
    }
  }

  /// The kinds of its blocks in the order of their first use.
  package var mechanisms: [any Mechanism.Type] {
    var seen: Set<String> = []
    return (run?.scenario.content.allBlocks ?? []).compactMap { block in
      seen.insert(block.kind).inserted ? block.mechanism : nil
    }
  }

  /// The numbers its author assumed and its results rest on, in the order of the file.
  package var assumed: [Input] {
    guard let run else { return [] }
    let assumed = run.model.graph.inputs.filter(\.isAssumed)
    let order = DeclaredInput.all(in: run.scenario.content).map(\.path)
    return order.compactMap { path in assumed.first { $0.path == path } }
  }

  package func count(of severity: Severity) -> Int { findings.filter { $0.severity == severity }.count }
}
