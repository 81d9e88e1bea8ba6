/// The cells of `QuantileCounts`: how many numbers each has seen and, while all were equal, which.
///
/// A count is 31 bits beside one that says that several numbers were seen: such a cell, the usual one, costs a number four
/// bytes of memory to go to, and only the others ask which number they know.
struct QuantileCells {
  private static let several: UInt32 = 1 << 31
  /// A count that is full, and what is carried then; no cell that has seen a number looks empty.
  private static let (full, carry) = (1 << 31 - 1, 1 << 30)

  private var words: [UInt32] = []
  /// The only number of a cell that has seen no other.
  private var onlyNumbers: [Double] = []
  /// How often `carry` was taken from a count, by its place.
  private var carries: [Int: Int] = [:]

  var count: Int { words.count }

  mutating func append(_ more: Int) {
    words.append(contentsOf: repeatElement(0, count: more))
    onlyNumbers.append(contentsOf: repeatElement(0, count: more))
  }

  /// How many numbers a cell has seen.
  func total(at place: Int) -> Int {
    Int(words[place] & ~Self.several) + (carries.isEmpty ? 0 : (carries[place] ?? 0) * Self.carry)
  }

  /// The number, where all were equal; else NaN.
  func only(at place: Int) -> Double { words[place] < Self.several ? onlyNumbers[place] : .nan }

  /// Counts a number in each of some cells, which are its own.
  mutating func add(_ numbers: Span<Double>, at places: Span<Int>) {
    for place in Self.add(numbers, at: places, &words, &onlyNumbers) { carries[place, default: 0] += 1 }
  }

  /// The places with a carry due.
  private static func add(
    _ numbers: Span<Double>, at places: Span<Int>, _ words: inout [UInt32], _ onlyNumbers: inout [Double]
  ) -> [Int] {
    var due: [Int] = []
    // A span asks once whether the words are its own, the array for every number.
    var words = words.mutableSpan
    var onlyNumbers = onlyNumbers.mutableSpan
    for index in places.indices {
      let place = places[index]
      let next = words[place] &+ 1
      if next > several {
        words[place] = next
      } else if begin(&words[place], &onlyNumbers[place], numbers[index]) {
        due.append(place)
      }
    }
    return due
  }

  /// Counts a number in a cell that has seen one number only, or none, or is full; whether a carry is due.
  private static func begin(_ word: inout UInt32, _ only: inout Double, _ number: Double) -> Bool {
    if word == 0 { only = number }
    let isMore = word >= several || only != number
    let count = Int(word & ~several) + 1
    let isFull = count >= full
    word = UInt32(isFull ? count - carry : count) | (isMore ? several : 0)
    return isFull
  }

  /// Counts what another such cell has seen.
  ///
  /// - Parameters:
  ///   - total: how many numbers, at least 1.
  ///   - only: which, where all were equal; else NaN.
  mutating func add(_ total: Int, only: Double, at place: Int) {
    let word = words[place]
    if word == 0 { onlyNumbers[place] = only }
    let isMore = word >= Self.several || onlyNumbers[place] != only
    let sum = Int(word & ~Self.several) + total
    let due = sum < Self.full ? 0 : (sum - Self.full) / Self.carry + 1
    words[place] = UInt32(sum - due * Self.carry) | (isMore ? Self.several : 0)
    if due > 0 { carries[place, default: 0] += due }
  }
}
