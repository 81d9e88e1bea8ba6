/// The values of one column in one row group, as they stand in the file.
struct ParquetChunk {
  /// Least and greatest value in the plain encoding.
  struct Bounds {
    let least: [UInt8]
    let greatest: [UInt8]
  }

  var dictionary: ParquetPage?
  let data: ParquetPage
  let missing: Int
  /// Nil where no row has a value, or texts are too long to be worth it.
  let bounds: Bounds?

  /// What goes into the file, and what the footer says of it when it begins at `offset`.
  func written(_ column: RowColumn, at offset: Int) -> (bytes: [UInt8], metadata: ThriftStruct) {
    let first = dictionary?.bytes ?? []
    let bytes = first + data.bytes
    var facts = ThriftStruct()
    facts.int32(1, column.kind.physicalType)
    facts.list(2, encodings.map(\.rawValue))
    facts.list(3, [column.name])
    facts.int32(4, 0)  // uncompressed
    facts.int64(5, data.count)
    facts.int64(6, bytes.count)
    facts.int64(7, bytes.count)
    facts.int64(9, offset + first.count)
    if dictionary != nil { facts.int64(11, offset) }
    facts.structure(12, statistics)
    var chunk = ThriftStruct()
    // Where these facts would stand beside the pages; they stand in the footer alone.
    chunk.int64(2, 0)
    chunk.structure(3, facts)
    return (bytes, chunk)
  }

  private var encodings: [ParquetEncoding] {
    (dictionary == nil ? [] : [.plain]) + [.hybridRuns, data.encoding]
  }

  private var statistics: ThriftStruct {
    var statistics = ThriftStruct()
    statistics.int64(3, missing)
    if let bounds {
      statistics.binary(5, bounds.greatest)
      statistics.binary(6, bounds.least)
    }
    return statistics
  }
}

extension RowColumn.Kind {
  /// INT64, DOUBLE, BYTE_ARRAY.
  var physicalType: Int32 {
    switch self {
    case .wholeNumber: 2
    case .number: 5
    case .text: 6
    }
  }
}
