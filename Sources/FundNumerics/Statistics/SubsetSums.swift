/// The sums of some columns over those of their rows in which something happened, as they stream by in blocks; the memory
/// does not grow.
///
/// A block is summed in one fixed order and the blocks' sums are added without rounding: neither the order of the blocks
/// nor how threads and shards share them changes a bit, as long as the blocks are the same.
package struct SubsetSums: Sendable, Equatable, Codable {
  /// Rows in which it happened.
  package private(set) var count = 0
  private var sums: [ExactSum]

  package init(columns: Int) { sums = Array(repeating: ExactSum(), count: columns) }

  /// Of how many columns.
  package var columns: Int { sums.count }

  /// The mean of a column over these rows; nil where there are none.
  package func mean(_ column: Int) -> Double? { count > 0 ? sums[column].value / Double(count) : nil }

  /// Adds one block.
  ///
  /// - Parameters:
  ///   - columns: finite numbers. `[columns][rows]`
  ///   - extents: of the columns, where they are known: where all rows count nothing is summed again. `[columns]`
  ///   - marks: 1 for the rows that count, else 0. `[rows]`
  package mutating func add(
    _ columns: [[Double]], _ extents: [BlockExtent] = [], where marks: Span<Double>
  ) {
    precondition(columns.count == sums.count, "\(columns.count) columns for \(sums.count) sums")
    var total = Four.zero
    for place in stride(from: 0, to: marks.count, by: 4) { total += four(of: marks, from: place) }
    let hits = Int(ordered(total))
    guard hits > 0 else { return }
    if hits == marks.count, extents.count == columns.count { return addAll(extents, rows: hits) }
    count += hits
    for (column, numbers) in columns.enumerated() {
      precondition(numbers.count == marks.count, "\(numbers.count) numbers for \(marks.count) marks")
      let numbers = numbers.span
      var sum = Four.zero
      for place in stride(from: 0, to: marks.count, by: 4) {
        sum += four(of: numbers, from: place) * four(of: marks, from: place)
      }
      sums[column].add(ordered(sum))
    }
  }

  /// Adds one block all of whose rows count.
  ///
  /// - Parameter extents: of the columns, which are finite. `[columns]`
  package mutating func addAll(_ extents: [BlockExtent], rows: Int) {
    precondition(extents.count == sums.count, "\(extents.count) columns for \(sums.count) sums")
    count += rows
    for column in sums.indices { sums[column].add(extents[column].sum) }
  }

  /// Adds all that another part of the columns has seen.
  package mutating func add(_ other: SubsetSums) {
    count += other.count
    for column in sums.indices { sums[column].add(other.sums[column]) }
  }
}

/// Four neighbouring numbers; 0 past the last.
@inline(__always)
private func four(of block: Span<Double>, from place: Int) -> Four {
  if place + 4 <= block.count { return block.four(at: place) }
  var numbers = Four.zero
  for lane in 0..<(block.count - place) { numbers[lane] = block[place + lane] }
  return numbers
}
