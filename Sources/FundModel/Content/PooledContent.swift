package import FundFormula

/// One project of a pool (统筹项目包): its own content, compiled on the pool's periods under keys of its own.
package struct PooledContent: Sendable {
  package let id: String
  package let label: Bilingual
  package let content: ScenarioContent
  /// Paths of the numbers it does not give itself and takes from its pool: there they are one input for all projects.
  package let inherited: Set<String>

  package init(id: String, label: Bilingual, content: ScenarioContent, inherited: Set<String> = []) {
    self.id = id
    self.label = label
    self.content = content
    self.inherited = inherited
  }

  /// What keys and paths of all projects begin with in a pool.
  static let root = "projects."
  /// What those of this project begin with.
  package var prefix: String { "\(Self.root)\(id)." }
}
