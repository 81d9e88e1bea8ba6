/// A mechanism that borrows: it knows from its structure how long.
package protocol DebtMechanism: Mechanism {
  /// First and last period in which the debt stands or is served.
  static func life(of block: Block, in project: ProjectGraph) -> ClosedRange<Int>?
  /// Months of the places of its own axis of dates; empty where it has none.
  static func dates(of block: Block, in project: ProjectGraph) -> [Int]
}

extension DebtMechanism {
  package static func dates(of block: Block, in project: ProjectGraph) -> [Int] { [] }
}
