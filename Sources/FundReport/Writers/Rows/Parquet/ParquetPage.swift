/// How the values of a page are written; the numbers are Parquet's.
enum ParquetEncoding: Int32 {
  case plain = 0
  case hybridRuns = 3
  case dictionary = 8
}

/// A page of a column: a header and values.
struct ParquetPage {
  enum Kind {
    /// The distinct values that data pages point to.
    case dictionary
    /// Values, before them which rows have one.
    case data
  }

  let kind: Kind
  /// Values, missing ones included.
  let count: Int
  let encoding: ParquetEncoding
  let body: [UInt8]

  var bytes: [UInt8] { header.bytes + body }

  private var header: ThriftStruct {
    var header = ThriftStruct()
    header.int32(1, kind == .data ? 0 : 2)
    header.int32(2, Int32(body.count))
    header.int32(3, Int32(body.count))
    header.structure(kind == .data ? 5 : 7, facts)
    return header
  }

  private var facts: ThriftStruct {
    var facts = ThriftStruct()
    facts.int32(1, Int32(count))
    facts.int32(2, encoding.rawValue)
    if kind == .data {
      facts.int32(3, ParquetEncoding.hybridRuns.rawValue)
      facts.int32(4, ParquetEncoding.hybridRuns.rawValue)
    }
    return facts
  }
}
