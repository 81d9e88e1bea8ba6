package import FundFormula

/// Money (or a thing worth money) that goes from one party to another: a row of yuan with where it came from.
package struct Flow: Sendable {
  /// Unique in a model: the block's path, and the part where a block has several.
  package let id: String
  package let label: Bilingual
  package let flowClass: FlowClass
  package let from: String
  package let to: String
  /// Yuan in each period, paid from `from` to `to`.
  package let row: Row
  /// Path of the block that wrote it.
  package let block: String
  /// False for flows in kind and memo rows: they never touch cash.
  package let isCash: Bool
  /// How sure the money is; for sources.
  package let status: SourceStatus?
  /// The home type whose households pay or receive, where one does.
  package let homeType: String?
  /// The amount is a lower bound in its source.
  package let isAtLeast: Bool
  /// What money with a purpose may pay for; nil for money without one.
  package let restriction: Restriction?

  package init(
    id: String, _ label: Bilingual, _ flowClass: FlowClass, from: String, to: String, _ row: Row,
    block: String,
    isCash: Bool = true, status: SourceStatus? = nil, homeType: String? = nil, isAtLeast: Bool = false,
    restriction: Restriction? = nil
  ) {
    self.id = id
    self.label = label
    self.flowClass = flowClass
    self.from = from
    self.to = to
    self.row = row.formula.name == nil ? row.named("flows.\(id)", label, .yuan) : row
    self.block = block
    self.isCash = isCash
    self.status = status
    self.homeType = homeType
    self.isAtLeast = isAtLeast
    self.restriction = restriction
  }
}

/// What restricted money is entitled to and what it may pay for. How much of it is used the project's allocation
/// settles: the flow's row is the used amount, `allocation.<block>.used`, on its schedule.
package struct Restriction: Sendable {
  package let block: String
  package let label: Bilingual
  package let entitlement: Scalar
  /// Classes and ids of cost blocks as the author named them; nil where the money is bound by `excludes` alone.
  package let eligible: [String]?
  /// Lower goes first.
  package let priority: Int
  /// Ids of funding blocks it cannot stand beside.
  package let excludes: [String]

  /// The block's id in its section.
  var id: String { String(block.split(separator: ".").last ?? "") }
}
