package import FundFormula

/// Money (or a thing worth money) that goes from one party to another: a row of yuan with where it came from.
package struct Flow: Sendable {
  /// Unique in a model: the block's path, and the part where a block has several.
  package let id: String
  package let label: Bilingual
  package let flowClass: FlowClass
  /// The class its author has it count as, in place of its own.
  package private(set) var countsAs: FlowClass?
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

  /// What it counts as: the row of the table of classes that every view reads.
  package var counting: FlowClass.Counting { (countsAs ?? flowClass).counting }

  /// The flow as `block` says it counts. An override speaks of the flows that run its way: income of the project or
  /// what it pays; debt and memo rows stay what they are.
  func counted(by block: Record) -> Flow {
    guard let other = block[CommonFields.countsAs].flatMap(FlowClass.init), isCash,
      ![.debt, .none].contains(flowClass.counting.side), (to == Party.project) == other.isIncome
    else { return self }
    var flow = self
    flow.countsAs = other
    return flow
  }
}

/// The fields that every block may give beside those of its kind.
package enum CommonFields {
  static let countsAs = Field<String?>.optionalChoice(
    "countsAs",
    FlowClass.allCases.filter { ![.debt, .none].contains($0.counting.side) }.map {
      .init($0.rawValue, en: $0.label.en, zh: $0.label.zh)
    }, en: "class it counts as, in place of its own", zh: "归类口径")

  package static let list = FieldList(countsAs)
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
