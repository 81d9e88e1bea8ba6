package import FundFormula
internal import FundModel
package import FundScenario

/// What differs between two scenarios: what their authors wrote, what blocks they have, and what comes of it.
package struct ScenarioDifference: Sendable, Codable {
  /// Inputs that differ, in the order of the first scenario, then those that only the second has.
  package let inputs: [InputDifference]
  /// Blocks, home types and parties that only one has, or that are of another kind.
  package let structure: [StructureDifference]
  /// Everything both come to, changed or not, in the order of reports.
  package let results: ResultDifferences

  package init(_ first: CheckedScenario, _ second: CheckedScenario) {
    inputs = InputDifference.all(first.content, second.content)
    structure = StructureDifference.all(first.content, second.content)
    results = ResultDifferences(first.model, second.model)
  }
}

/// A piece of structure that is not the same in both scenarios.
package struct StructureDifference: Sendable, Codable, Equatable {
  package enum Part: String, Sendable, Codable { case block, homeType, party }

  package let part: Part
  /// `funding.city-subsidy`, `project.homeTypes.small`, `parties.fund`.
  package let path: String
  package let label: Bilingual
  /// A block's kind, a party's group, empty for a home type; nil where this scenario has no such thing.
  package let first: String?
  package let second: String?

  static func all(_ first: ScenarioContent, _ second: ScenarioContent) -> [StructureDifference] {
    let pairs = Pairs(parts(of: first), parts(of: second)) { $0.path }
    return pairs.all.compactMap { a, b in
      guard a?.kind != b?.kind, let one = a ?? b else { return nil }
      return StructureDifference(
        part: one.part, path: one.path, label: one.label, first: a?.kind, second: b?.kind)
    }
  }

  private static func parts(
    of content: ScenarioContent
  ) -> [(part: Part, path: String, label: Bilingual, kind: String)] {
    content.homeTypes.map { (.homeType, $0.path, $0.label, "") }
      + content.allBlocks.map { (.block, $0.path, $0.label, $0.kind) }
      + content.parties.map { (.party, "parties.\($0.id)", $0.label, $0.group.rawValue) }
  }
}

/// Two lists side by side: what has the same key stands together, in the order of the first, then what only the second
/// has.
struct Pairs<Element> {
  let all: [(first: Element?, second: Element?)]

  init(_ first: [Element], _ second: [Element], by key: (Element) -> String) {
    let partners = Dictionary(second.map { (key($0), $0) }) { former, _ in former }
    let known = Set(first.map(key))
    all = first.map { ($0, partners[key($0)]) } + second.filter { !known.contains(key($0)) }.map { (nil, $0) }
  }
}
