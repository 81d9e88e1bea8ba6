/// Parquet of many rows: uncompressed, row groups of 131,072 rows whatever blocks they come in, one data page for each
/// column of a group (1 MiB of numbers, the size the format recommends).
///
/// Whole numbers are INT64, numbers DOUBLE, texts UTF-8. A missing value is null; why it is missing is not told, so who
/// needs the reason adds a column of it. No NaN, no infinity and no −0 is written. Every chunk has its least and
/// greatest value and the number of nulls. The metadata's keys stand beside `fundsim.columns`, which holds names, units
/// and labels as JSON.
///
/// Source: Apache Parquet format 2, `README.md`, `Encodings.md` and `parquet.thrift`.
package struct ParquetRowWriter: RowWriter {
  static let mark = Array("PAR1".utf8)
  static let rowsOfGroup = 131_072

  private let schema: RowSchema
  private var values: [any ParquetValues]
  /// Rows gathered for the open group.
  private var gathered = 0
  private var rows = 0
  /// Bytes handed out so far.
  private var position = 0
  private var groups: [ThriftStruct] = []

  package init(_ schema: RowSchema) {
    self.schema = schema
    values = schema.columns.map(\.kind.parquetValues)
  }

  package mutating func head() -> [UInt8] {
    precondition(position == 0, "a second head at \(position)")
    position = Self.mark.count
    return Self.mark
  }

  package mutating func append(_ block: RowBlock) -> [UInt8] {
    schema.check(block)
    var bytes: [UInt8] = []
    var next = 0
    while next < block.count {
      let end = min(block.count, next + Self.rowsOfGroup - gathered)
      for place in values.indices { values[place].append(block.columns[place], next..<end) }
      gathered += end - next
      next = end
      if gathered == Self.rowsOfGroup { bytes += group() }
    }
    return bytes
  }

  package mutating func end() -> [UInt8] {
    let last = gathered > 0 ? group() : []
    return last + ParquetFooter(schema: schema, rows: rows, groups: groups).bytes
  }

  /// The rows gathered as a group; then none are.
  private mutating func group() -> [UInt8] {
    precondition(position > 0, "rows before the head")
    var bytes: [UInt8] = []
    var columns: [ThriftStruct] = []
    for (place, column) in schema.columns.enumerated() {
      let chunk = values[place].take().written(column, at: position + bytes.count)
      bytes += chunk.bytes
      columns.append(chunk.metadata)
    }
    var group = ThriftStruct()
    group.list(1, columns)
    group.int64(2, bytes.count)
    group.int64(3, gathered)
    group.int64(6, bytes.count)
    groups.append(group)
    position += bytes.count
    rows += gathered
    gathered = 0
    return bytes
  }
}
