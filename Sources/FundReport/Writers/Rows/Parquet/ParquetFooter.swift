import Foundation
import FundFormula

/// What stands at the end of a Parquet file: columns, row groups, metadata.
///
/// Source: Apache Parquet, `parquet.thrift`, `FileMetaData`.
struct ParquetFooter {
  let schema: RowSchema
  let rows: Int
  let groups: [ThriftStruct]

  /// The footer, its length and the mark of the format.
  var bytes: [UInt8] {
    let footer = metadata.bytes
    var bytes = footer
    bytes.append(word: footer.count)
    return bytes + ParquetRowWriter.mark
  }

  private var metadata: ThriftStruct {
    var file = ThriftStruct()
    file.int32(1, 2)
    file.list(2, [root] + schema.columns.map(element))
    file.int64(3, rows)
    file.list(4, groups)
    file.list(5, (schema.metadata + [(RowSchema.columnsKey, columnFacts)]).map(pair))
    file.text(6, "fundsim version \(schema.version)")
    file.list(7, schema.columns.map { _ in Self.order })
    return file
  }

  private var root: ThriftStruct {
    var root = ThriftStruct()
    root.text(4, "schema")
    root.int32(5, Int32(schema.columns.count))
    return root
  }

  private func element(_ column: RowColumn) -> ThriftStruct {
    var element = ThriftStruct()
    element.int32(1, column.kind.physicalType)
    element.int32(3, column.kind == .wholeNumber ? 0 : 1)
    element.text(4, column.name)
    if column.kind == .text {
      // UTF-8, as older and as newer readers look for it.
      element.int32(6, 0)
      var logical = ThriftStruct()
      logical.structure(1, ThriftStruct())
      element.structure(10, logical)
    }
    return element
  }

  private func pair(key: String, value: String) -> ThriftStruct {
    var pair = ThriftStruct()
    pair.text(1, key)
    pair.text(2, value)
    return pair
  }

  /// Bounds are in the order of the column's type.
  private static var order: ThriftStruct {
    var order = ThriftStruct()
    order.structure(1, ThriftStruct())
    return order
  }

  private struct ColumnFacts: Encodable {
    let name: String
    let unit: String
    let label: Bilingual
  }

  /// Units and labels of the columns as JSON: the format has no place for them.
  private var columnFacts: String {
    let facts = schema.columns.map { ColumnFacts(name: $0.name, unit: $0.unit, label: $0.label) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(facts)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
