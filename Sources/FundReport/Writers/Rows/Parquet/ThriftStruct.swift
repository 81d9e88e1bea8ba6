/// A struct in Thrift's compact protocol, field by field in ascending order: what Parquet writes its headers in.
///
/// Source: Apache Thrift, `doc/specs/thrift-compact-protocol.md`.
struct ThriftStruct {
  private enum Kind: UInt8 {
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  private var fields: [UInt8] = []
  private var last = 0

  /// The fields and the stop.
  var bytes: [UInt8] { fields + [0] }

  /// A 32-bit number or a case of an enumeration.
  mutating func int32(_ field: Int, _ value: Int32) {
    open(field, .int32)
    append(zigzag: Int(value))
  }

  mutating func int64(_ field: Int, _ value: Int) {
    open(field, .int64)
    append(zigzag: value)
  }

  mutating func binary(_ field: Int, _ value: [UInt8]) {
    open(field, .binary)
    append(binary: value)
  }

  mutating func text(_ field: Int, _ value: String) { binary(field, Array(value.utf8)) }

  mutating func structure(_ field: Int, _ value: ThriftStruct) {
    open(field, .structure)
    fields += value.bytes
  }

  mutating func list(_ field: Int, _ values: [Int32]) {
    open(field, listOf: .int32, values.count)
    for value in values { append(zigzag: Int(value)) }
  }

  mutating func list(_ field: Int, _ values: [String]) {
    open(field, listOf: .binary, values.count)
    for value in values { append(binary: Array(value.utf8)) }
  }

  mutating func list(_ field: Int, _ values: [ThriftStruct]) {
    open(field, listOf: .structure, values.count)
    for value in values { fields += value.bytes }
  }

  private mutating func open(_ field: Int, _ kind: Kind) {
    precondition((1...15).contains(field - last), "field \(field) after \(last)")
    fields.append(UInt8(field - last) << 4 | kind.rawValue)
    last = field
  }

  private mutating func open(_ field: Int, listOf kind: Kind, _ count: Int) {
    open(field, .list)
    fields.append(UInt8(min(count, 15)) << 4 | kind.rawValue)
    if count >= 15 { fields.append(varint: UInt64(count)) }
  }

  private mutating func append(zigzag value: Int) {
    fields.append(varint: UInt64(bitPattern: Int64(value << 1 ^ value >> 63)))
  }

  private mutating func append(binary value: [UInt8]) {
    fields.append(varint: UInt64(value.count))
    fields += value
  }
}
