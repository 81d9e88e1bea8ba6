package import FundFormula

/// A block of a checked scenario: what its fields say, and the mechanism that writes its flows. Made once, by the reader.
package struct Block: FieldHolder {
  package let record: Record
  package let mechanism: any Mechanism.Type

  package init(_ record: Record, _ mechanism: any Mechanism.Type) {
    self.record = record
    self.mechanism = mechanism
  }

  package var path: String { record.path }
  package var label: Bilingual { record.label }
  package var values: [String: FieldValue] { record.values }
  /// The kind of its mechanism, as the file names it.
  package var kind: String { mechanism.kind }
  /// The fields it may have: those of its kind, and those of every block.
  package var allFields: FieldList { mechanism.allFields }
  /// The account that pays its costs and receives its money.
  package var account: String { self[CommonFields.account] }

  /// The same block with other values.
  package func with(_ values: [String: FieldValue]) -> Block { Block(record.with(values), mechanism) }

  /// The flows it writes, planned, as the project sees them from its account.
  func flows(in project: ProjectGraph) -> [Flow] {
    mechanism.flows(of: self, in: project.seen(from: account))
  }
}
