/// A mechanism that borrows: it knows from its structure how long.
package protocol DebtMechanism: Mechanism {
  /// First and last period in which the debt stands or is served.
  static func life(of block: Block, in project: ProjectGraph) -> ClosedRange<Int>?
}
