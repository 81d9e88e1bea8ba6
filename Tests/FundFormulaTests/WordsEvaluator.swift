#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the numbers form of an explanation and computes it: an independent reader of the engine's formulas.
///
/// Grammar: sums of products of powers; `−` in front; brackets; `[x ≥ y]`; `max`, `min`, `smallest`, `sum`, `ceil`, `first`,
/// `element`, `NPV`, `IRR` with arguments parted by `;`; a bare word is a reason, so a missing value.
struct WordsEvaluator {
  struct Fault: Error {
    let text: String
  }

  private let characters: [Character]
  private var place = 0
  /// The largest magnitude met.
  private(set) var largest = 1.0
  /// What `IRR` is believed to be; the present value at it must be zero.
  private let rate: Double?

  /// The value of `text`, nil where it is missing, and the largest magnitude met on the way.
  static func value(of text: String, rate: Double? = nil) throws -> (value: Double?, largest: Double) {
    var reader = WordsEvaluator(characters: text.filter { $0 != " " }, rate: rate)
    let value = try reader.sum()
    guard reader.place == reader.characters.count else { throw Fault(text: "left over in \(text)") }
    return (value, reader.largest)
  }

  private init(characters: String, rate: Double?) {
    self.characters = Array(characters)
    self.rate = rate
  }

  private var next: Character? { place < characters.count ? characters[place] : nil }

  private mutating func takes(_ character: Character) -> Bool {
    guard next == character else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ character: Character) throws {
    if !takes(character) { throw Fault(text: "no \(character) at \(place) of \(String(characters))") }
  }

  private mutating func noted(_ value: Double?) -> Double? {
    if let value, value.isFinite { largest = max(largest, abs(value)) }
    return value
  }

  private mutating func sum() throws -> Double? {
    var value = try product()
    while let sign = next, sign == "+" || sign == "−" {
      place += 1
      let right = try product()
      value = noted(both(value, right) { sign == "+" ? $0 + $1 : $0 - $1 })
    }
    return value
  }

  private mutating func product() throws -> Double? {
    var value = try power()
    while let sign = next, sign == "×" || sign == "÷" {
      place += 1
      let right = try power()
      if sign == "÷", right == 0 {
        value = nil
      } else {
        value = noted(both(value, right) { sign == "×" ? $0 * $1 : $0 / $1 })
      }
    }
    return value
  }

  private mutating func power() throws -> Double? {
    let base = try atom()
    guard takes("^") else { return base }
    let exponent = try atom()
    return noted(both(base, exponent) { pow($0, $1) })
  }

  private func both(_ left: Double?, _ right: Double?, _ f: (Double, Double) -> Double) -> Double? {
    guard let left, let right else { return nil }
    return f(left, right)
  }

  private mutating func atom() throws -> Double? {
    if takes("−") { return try atom().map { -$0 } }
    if takes("(") {
      let value = try sum()
      try expect(")")
      return value
    }
    if takes("[") { return try step() }
    if let next, next.isNumber { return try number() }
    var word = ""
    while let next, next.isLetter {
      word.append(next)
      place += 1
    }
    guard !word.isEmpty else { throw Fault(text: "nothing at \(place) of \(String(characters))") }
    return takes("(") ? try call(word) : nil
  }

  private mutating func number() throws -> Double? {
    var digits = ""
    while let next, next.isNumber || next == "." {
      digits.append(next)
      place += 1
    }
    guard let value = Double(digits) else { throw Fault(text: "the number \(digits)") }
    return noted(value)
  }

  private mutating func step() throws -> Double? {
    let left = try sum()
    try expect("≥")
    let right = try sum()
    try expect("]")
    return both(left, right) { $0 >= $1 ? 1 : 0 }
  }

  private mutating func call(_ word: String) throws -> Double? {
    var values: [Double?] = []
    repeat { values.append(try sum()) } while takes(";")
    try expect(")")
    return noted(try result(word, values))
  }

  private mutating func result(_ word: String, _ values: [Double?]) throws -> Double? {
    let numbers = values.compactMap { $0 }
    let isWhole = numbers.count == values.count
    switch word {
    case "sum": return isWhole ? numbers.reduce(0) { $0 + $1 } : nil
    case "max": return isWhole ? numbers.max() : nil
    case "min": return isWhole ? numbers.min() : nil
    case "smallest": return numbers.min()
    case "ceil": return isWhole ? ceil(numbers[0]) : nil
    case "first":
      for (place, value) in values.enumerated() {
        guard let value else { return nil }
        if value >= 0.5 { return Double(place + 1) }
      }
      return nil
    case "deferred":
      guard isWhole else { return nil }
      let half = numbers.count / 2
      return (0..<half).filter { numbers[1 + $0] == numbers[0] }.reduce(0) { $0 + numbers[1 + half + $1] }
    case "element":
      guard let number = values[0] else { return nil }
      return number < 0.5 ? 0 : values[min(Int(number.rounded()), values.count - 1)]
    case "NPV": return isWhole ? presentValue(numbers[0], Array(numbers.dropFirst())) : nil
    case "IRR":
      guard isWhole, let rate else { return nil }
      let value = presentValue(rate, numbers)
      let size = presentValue(
        rate, numbers.prefix(numbers.count / 2) + numbers.suffix(numbers.count / 2).map(abs))
      if abs(value) > 1e-9 * size { throw Fault(text: "present value \(value) at \(rate)") }
      return rate
    default: throw Fault(text: "the word \(word)")
    }
  }

  /// Times, then as many amounts.
  private func presentValue(_ rate: Double, _ numbers: [Double]) -> Double {
    let half = numbers.count / 2
    return (0..<half).reduce(0) { $0 + numbers[half + $1] / pow(1 + rate, numbers[$1]) }
  }
}
