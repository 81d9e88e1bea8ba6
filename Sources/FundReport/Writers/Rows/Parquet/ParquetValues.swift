import FundFormula

/// Gathers the values of one column until a row group is full.
protocol ParquetValues: Sendable {
  /// Adds the values of `rows` of a block's column.
  mutating func append(_ column: RowBlock.Column, _ rows: Range<Int>)
  /// What was gathered, as a chunk; then nothing is.
  mutating func take() -> ParquetChunk
}

extension RowColumn.Kind {
  /// What gathers the values of such a column.
  var parquetValues: any ParquetValues {
    switch self {
    case .wholeNumber: ParquetWholeNumbers()
    case .number: ParquetNumbers()
    case .text: ParquetTexts()
    }
  }
}

/// INT64, required.
struct ParquetWholeNumbers: ParquetValues {
  private var values: [Int] = []

  mutating func append(_ column: RowBlock.Column, _ rows: Range<Int>) {
    guard case .wholeNumbers(let new) = column else {
      preconditionFailure("\(column.kind) among whole numbers")
    }
    values += new[rows]
  }

  mutating func take() -> ParquetChunk {
    defer { values.removeAll(keepingCapacity: true) }
    var bytes = [UInt8](numbers: values.count)
    var (least, greatest) = (Int.max, Int.min)
    for (index, value) in values.enumerated() {
      bytes.store(bits(value), number: index)
      least = min(least, value)
      greatest = max(greatest, value)
    }
    return ParquetChunk(
      data: ParquetPage(kind: .data, count: values.count, encoding: .plain, body: bytes), missing: 0,
      bounds: values.isEmpty
        ? nil : ParquetChunk.Bounds(least: .number(bits(least)), greatest: .number(bits(greatest))))
  }

  private func bits(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value)) }
}

/// DOUBLE, optional.
struct ParquetNumbers: ParquetValues {
  private var values: [Double] = []

  mutating func append(_ column: RowBlock.Column, _ rows: Range<Int>) {
    guard case .numbers(let new) = column else {
      preconditionFailure("\(column.kind) among numbers")
    }
    values += new[rows]
  }

  mutating func take() -> ParquetChunk {
    defer { values.removeAll(keepingCapacity: true) }
    var bytes = [UInt8](numbers: values.count)
    var (least, greatest) = (Double.infinity, -Double.infinity)
    var present = 0
    for number in values {
      guard let value = Outcome(number).value else { continue }
      bytes.store(value.bitPattern, number: present)
      present += 1
      least = min(least, value)
      greatest = max(greatest, value)
    }
    bytes.removeLast(bytes.count - 8 * present)
    return ParquetChunk(
      data: ParquetPage(
        kind: .data, count: values.count, encoding: .plain, body: levels(present).counted + bytes),
      missing: values.count - present, bounds: present == 0 ? nil : bounds(least, greatest))
  }

  /// Which rows have a value.
  private func levels(_ present: Int) -> HybridRuns {
    present == values.count
      ? HybridRuns(of: 1, count: present, width: 1)
      : HybridRuns(values.map { Outcome($0).value == nil ? 0 : 1 }, width: 1)
  }

  /// A zero is −0 as the least and +0 as the greatest: the format asks for it.
  private func bounds(_ least: Double, _ greatest: Double) -> ParquetChunk.Bounds {
    ParquetChunk.Bounds(
      least: .number((least == 0 ? -0.0 : least).bitPattern), greatest: .number(greatest.bitPattern))
  }
}
