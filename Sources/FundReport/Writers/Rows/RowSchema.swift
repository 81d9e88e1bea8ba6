package import FundFormula

/// One column of rows: its name, what it holds, its unit.
package struct RowColumn: Sendable, Hashable {
  /// What the values of a column are.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 64-bit integers, none missing.
    case wholeNumber
    /// Numbers of the engine; one that is not finite has no value.
    case number
    /// Texts, some of them missing.
    case text
  }

  /// What a program calls it: a path, an indicator's id.
  package let name: String
  package let kind: Kind
  /// The base unit the raw values are in (yuan, fraction); empty for none.
  package let unit: String
  package let label: Bilingual

  package init(_ name: String, _ kind: Kind, unit: String = "", label: Bilingual) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.label = label
  }
}

/// What all rows of a file have in common.
package struct RowSchema: Sendable {
  package let columns: [RowColumn]
  /// Facts about the whole (scenario, seed, …), in this order.
  package let metadata: [(key: String, value: String)]
  /// The version of the program that computed the rows.
  package let version: String

  /// The key of the metadata that the Parquet writer adds.
  static let columnsKey = "fundsim.columns"

  /// A schema of at least one column; names differ and are not empty, keys too, and none is `fundsim.columns`.
  package init(columns: [RowColumn], metadata: [(key: String, value: String)] = [], version: String) {
    let names = columns.map(\.name)
    precondition(!names.isEmpty && !names.contains(""), "columns without names among \(names)")
    precondition(Set(names).count == names.count, "columns of the same name among \(names)")
    let keys = metadata.map(\.key) + [Self.columnsKey]
    precondition(Set(keys).count == keys.count && !keys.contains(""), "keys empty or twice among \(keys)")
    self.columns = columns
    self.metadata = metadata
    self.version = version
  }

  /// Stops where `block` has other columns than these: our fault.
  func check(_ block: RowBlock) {
    let (kinds, given) = (columns.map(\.kind), block.columns.map(\.kind))
    precondition(kinds == given, "columns of \(kinds) filled with \(given)")
  }
}
