internal import FundFormula

/// A project inside the pool's graph: its book on the pool's periods, and its flows as the pool sees them.
struct PooledBook: Sendable {
  let project: PooledContent
  let book: FlowBook
  let flows: [Flow]
  /// How its formulas are called in the pool; holds those that its flows stand on.
  let prefixing: Prefixing

  init(_ project: PooledContent, periods: [Timeline.Period]) {
    self.project = project
    let book = FlowBook(ProjectGraph(project.content, periods: periods))
    self.book = book
    var prefixing = Prefixing(project.prefix, name: project.label, sharing: project.inherited)
    // A project that a condition stops is not carried out: the pool goes on without it.
    let stops = book.gates.filter { $0.effect == .stop }.map {
      FlowCondition.factor(.reference(prefixing.key("gates.\($0.id).met")))
    }
    flows = book.flows.map { $0.pooled(&prefixing, project.prefix).inPool(stops) }
    self.prefixing = prefixing
  }

  func key(_ key: String) -> String { project.prefix + key }
}
