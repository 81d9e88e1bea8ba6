/// Turns blocks of rows into the bytes of a file, part by part: head, blocks in order, end.
///
/// The parts one after the other are the file. Its bytes depend on the rows alone, not on the blocks they came in.
/// Memory does not grow with rows.
package protocol RowWriter: Sendable {
  init(_ schema: RowSchema)
  /// The first bytes of the file.
  mutating func head() -> [UInt8]
  /// The bytes that are ready once `block` has been added; none while rows are being gathered.
  mutating func append(_ block: RowBlock) -> [UInt8]
  /// The last bytes; nothing may follow.
  mutating func end() -> [UInt8]
}

/// A format of rows by its name on the command line, which is its file extension too.
package enum RowFormat: String, Sendable, CaseIterable, Codable {
  case csv, parquet

  /// The writer of this format.
  package func writer(_ schema: RowSchema) -> any RowWriter {
    switch self {
    case .csv: CSVRowWriter(schema)
    case .parquet: ParquetRowWriter(schema)
    }
  }
}
