import FundFormula
import FundReport

/// Rows that any program can draw again: each value is a function of its row and column.
///
/// `mixed(row, column)` is SplitMix64's output at 16·row + column + 1; `Tests/Proofs/check_rows.py` draws the same.
struct RowPattern {
  let lanes: Range<Int>

  init(_ lanes: Range<Int>) { self.lanes = lanes }

  static let models: [String?] = ["base", "甲，乙", "a,b", "say \"x\"", "two\nlines", "", nil]

  static let schema = RowSchema(
    columns: [
      RowColumn("row", .wholeNumber, label: Bilingual(en: "row", zh: "行")),
      RowColumn("anyInteger", .wholeNumber, label: Bilingual(en: "any integer", zh: "任意整数")),
      RowColumn("anyNumber", .number, unit: "yuan", label: Bilingual(en: "any number", zh: "任意数")),
      RowColumn("funding.city.amount", .number, unit: "yuan", label: Bilingual(en: "amount", zh: "金额")),
      RowColumn("share", .number, unit: "fraction", label: Bilingual(en: "share", zh: "占比")),
      RowColumn("never", .number, unit: "years", label: Bilingual(en: "never", zh: "无")),
      RowColumn("zero", .number, label: Bilingual(en: "zero", zh: "零")),
      RowColumn("model", .text, label: Bilingual(en: "model", zh: "模式")),
      RowColumn("distinct", .text, label: Bilingual(en: "distinct", zh: "各异")),
      RowColumn("long", .text, label: Bilingual(en: "long", zh: "长")),
    ], metadata: [("scenario", "Scenarios/浙工新村.json"), ("seed", "42"), ("empty", "")], version: "0.1.0")

  func block(_ rows: Range<Int>) -> RowBlock {
    RowBlock([
      .wholeNumbers(Array(rows)),
      .wholeNumbers(rows.map { Int(truncatingIfNeeded: mixed($0, 1)) }),
      .numbers(rows.map { Double(bitPattern: mixed($0, 2)) }),
      .numbers(rows.map { amount($0) }),
      .numbers(rows.map { Double(mixed($0, 4) >> 11) * 0x1p-53 }),
      .numbers(rows.map { _ in Reason.notReached.number }),
      .numbers(rows.map { $0 % 3 == 0 ? -0.0 : $0 % 3 == 1 ? 0 : .infinity }),
      .texts(rows.map { Self.models[Int(mixed($0, 7) % 7)] }),
      .texts(rows.map { "r\(mixed($0, 8))" }),
      .texts(rows.map { $0 / 100 % 2 == 0 ? nil : String(repeating: "长", count: 30) }),
    ])
  }

  /// Missing in long runs and here and there.
  private func amount(_ row: Int) -> Double {
    let drawn = mixed(row, 3)
    if row / 1000 % 3 == 1 || row % 5000 < 4000 && drawn % 5 == 0 { return Reason.noRoot.number }
    return Double(drawn % 1_000_000_000_000) / 100
  }

  private func mixed(_ row: Int, _ column: Int) -> UInt64 {
    var generator = SeededGenerator(seed: UInt64(16 * row + column) &* 0x9E37_79B9_7F4A_7C15)
    return generator.next()
  }
}
