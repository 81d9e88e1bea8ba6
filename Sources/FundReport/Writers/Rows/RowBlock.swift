/// Neighbouring rows, column by column.
package struct RowBlock: Sendable {
  /// The values of one column, one a row.
  package enum Column: Sendable {
    case wholeNumbers([Int])
    /// As the engine gives them: what `Outcome` reads as missing is missing, −0 is 0.
    case numbers([Double])
    case texts([String?])

    /// The kind of column that takes them.
    package var kind: RowColumn.Kind {
      switch self {
      case .wholeNumbers: .wholeNumber
      case .numbers: .number
      case .texts: .text
      }
    }

    /// The rows.
    package var count: Int {
      switch self {
      case .wholeNumbers(let values): values.count
      case .numbers(let values): values.count
      case .texts(let values): values.count
      }
    }
  }

  package let columns: [Column]
  /// The rows.
  package let count: Int

  /// A block of columns of the same length.
  package init(_ columns: [Column]) {
    count = columns.first?.count ?? 0
    let counts = columns.map(\.count)
    precondition(counts.allSatisfy { [count] in $0 == count }, "columns of \(counts) rows in one block")
    self.columns = columns
  }
}
