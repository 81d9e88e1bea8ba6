package import FundFormula

/// The sections of a scenario that hold mechanisms.
package enum Section: String, Sendable, Hashable, CaseIterable {
  case costs, funding, debt, operations, taxes, gates

  package var label: Bilingual {
    switch self {
    case .costs: Bilingual(en: "costs", zh: "资金需求")
    case .funding: Bilingual(en: "funding", zh: "资金来源")
    case .debt: Bilingual(en: "debt", zh: "债务")
    case .operations: Bilingual(en: "operations", zh: "运营")
    case .taxes: Bilingual(en: "taxes", zh: "税费")
    case .gates: Bilingual(en: "gates", zh: "前置条件")
    }
  }
}

/// A rule by which money moves (资金规则): its fields, and the flows it writes for one block of a scenario.
///
/// One file each, one line in `Mechanisms.all`.
package protocol Mechanism: Sendable {
  /// The word in the file, `subsidy.perHousehold`.
  static var kind: String { get }
  static var section: Section { get }
  static var label: Bilingual { get }
  /// What it does, one sentence.
  static var summary: Bilingual { get }
  /// Whether its money may be multiplied by an adjustment factor: not where another amount settles it, such as a
  /// remainder that is topped up or cash that is distributed.
  static var isScalable: Bool { get }
  /// Whether its money is a share of what other blocks of its section come to, and so moves with them.
  static func follows(_ block: Block) -> Bool
  static var fields: FieldList { get }
  /// The class of a cost block, for selections by class; nil for other sections.
  static func costClass(of block: Block) -> FlowClass?
  /// Whether a cost may come to less than nothing: shares of it are then nothing.
  static func mayBeNegative(_ block: Block) -> Bool
  /// The flows of one block, planned; restricted ones come through `project.source`.
  static func flows(of block: Block, in project: ProjectGraph) -> [Flow]
  /// Keys of the rows of operating income one block brings its account, for shares of it.
  static func incomes(of block: Block) -> [String]
  /// Whether its operating income comes in the parts of the operation axis, each with a row ``Flow/parts``.
  static var earnsByParts: Bool { get }
  /// The months at whose beginning what one block earns or costs a year changes.
  static func changes(of block: Block, on timeline: Timeline) -> [Int]
  /// Keys of the rows of operating cost one block charges its account, for net shares.
  static func costs(of block: Block) -> [String]
  /// Whether its money is the means of other blocks' contributions and never adds to them.
  static var isMeans: Bool { get }
  /// Floor area one block adds for sale beside the homes of the home types; nil where it sells none.
  static func addedArea(of block: Block, in project: ProjectGraph) -> Scalar?
  /// Homes one block builds for sale; nil where it builds none or does not count them.
  static func homesForSale(of block: Block, in project: ProjectGraph) -> Scalar?
  /// Whether such a block says what is built: it stays with the project where only another model's funding is laid over it.
  static var builds: Bool { get }
  /// The product that a block's money belongs to, where its class does not say: by what it is counted.
  static func product(of block: Block) -> ProductBasis?
  /// Parking spaces one block sells; nil where it sells none.
  static func parkingSold(of block: Block, in project: ProjectGraph) -> Scalar?
  /// What one block says of one household of a home type, beside the flows it writes.
  static func terms(of block: Block, for type: HomeType) -> HouseholdTerms
  /// What a household pays by the floor it lives on, beside what its home type pays; empty for most blocks.
  static func paymentsByFloor(of block: Block) -> [(floor: String, amount: Scalar)]
  /// How a household repays a loan that one block has it take; nil where it takes none.
  static func instalments(of block: Block, loan: Scalar) -> Instalments?
  /// Rows of `count` periods over all flows of an account, which its blocks of this kind read.
  static func accountRows(of party: Party, in flows: [Flow], count: Int) -> [Row]
  /// Whether it is a tax on income, which interest lowers.
  static var isIncomeTax: Bool { get }
  /// The income tax of one block, yuan in each period, were `charged` the interest its account is charged; named with
  /// `part`. Nil where it is no income tax.
  static func incomeTax(
    of block: Block, charged: InterestCharged, part: String, in project: ProjectGraph
  ) -> Row?
  /// What a block asks beyond its fields' own bounds: findings in words, beside the rule.
  static func faults(of block: Block, in project: ProjectGraph) -> [Fault]
}

extension Mechanism {
  /// The fields of its kind, and those of every block.
  package static var allFields: FieldList { fields + commonFields }
  /// Those that blocks of all kinds have, as far as they mean something for this one.
  package static var commonFields: FieldList {
    section == .gates ? .none : CommonFields.list + (isScalable ? FieldList(CommonFields.scale) : .none)
  }
  package static var isScalable: Bool { [.costs, .funding, .operations].contains(section) }
  package static func follows(_ block: Block) -> Bool { false }
  package static func costClass(of block: Block) -> FlowClass? { nil }
  package static func mayBeNegative(_ block: Block) -> Bool { false }
  package static func incomes(of block: Block) -> [String] { [] }
  package static var earnsByParts: Bool { false }
  package static func changes(of block: Block, on timeline: Timeline) -> [Int] { [] }
  package static func costs(of block: Block) -> [String] { [] }
  package static var isMeans: Bool { false }
  package static func addedArea(of block: Block, in project: ProjectGraph) -> Scalar? { nil }
  package static func homesForSale(of block: Block, in project: ProjectGraph) -> Scalar? { nil }
  package static var builds: Bool { false }
  package static func product(of block: Block) -> ProductBasis? { nil }
  package static func parkingSold(of block: Block, in project: ProjectGraph) -> Scalar? { nil }
  package static func terms(of block: Block, for type: HomeType) -> HouseholdTerms { HouseholdTerms() }
  package static func paymentsByFloor(of block: Block) -> [(floor: String, amount: Scalar)] { [] }
  package static func instalments(of block: Block, loan: Scalar) -> Instalments? { nil }
  package static func accountRows(of party: Party, in flows: [Flow], count: Int) -> [Row] { [] }
  package static var isIncomeTax: Bool { false }
  package static func incomeTax(
    of block: Block, charged: InterestCharged, part: String, in project: ProjectGraph
  ) -> Row? {
    nil
  }
  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] { [] }
}

/// The interest an account is charged, yuan in each period: all of it, and what runs up before handover.
package struct InterestCharged: Sendable {
  package let all: Row
  package let whileBuilt: Row

  package init(all: Row, whileBuilt: Row) {
    self.all = all
    self.whileBuilt = whileBuilt
  }
}

/// A fault a mechanism finds in a block: becomes a finding at the field's place.
package struct Fault: Sendable, Hashable {
  package let field: String
  package let isError: Bool
  package let message: Bilingual
  package let remedy: Bilingual?

  package init(_ field: String, isError: Bool = true, _ message: Bilingual, remedy: Bilingual? = nil) {
    self.field = field
    self.isError = isError
    self.message = message
    self.remedy = remedy
  }

  /// A rule that counts home by home has none to count.
  static func homeTypesMissing(_ field: String) -> Fault {
    Fault(
      field,
      Bilingual(
        en: "This rule counts home by home, and the project has no home types.",
        zh: "该规则按户型逐户计算，但项目未填写户型。"),
      remedy: Bilingual(
        en: "List them under `project.homeTypes`.", zh: "请在“project.homeTypes”（户型）中填写。"))
  }
}
