import FundFormula
import FundReport
import Testing

struct NumberTextTests {
  @Test(arguments: [
    (2.675, 2, "2.68"), (24.5655, 3, "24.566"), (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (1.005, 2, "1.01"),
    (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "-3"), (0.4999, 0, "0"), (999.995, 2, "1,000.00"),
    (9.99, 1, "10.0"), (0.05, 1, "0.1"), (0.049, 1, "0.0"), (1e-7, 2, "0.00"),
    (1e21, 0, "1,000,000,000,000,000,000,000"),
    (123, 2, "123.00"), (1234.5, 2, "1,234.50"), (1_234_567.891, 2, "1,234,567.89"), (1e-300, 3, "0.000"),
    (0.006, 2, "0.01"), (0.0005, 2, "0.00"),
  ])
  func `rounds half away from zero by the decimal text`(value: Double, decimals: Int, expected: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == expected)
  }

  @Test(arguments: [0.0, -0.0, -0.001, -0.0049, -1e-300])
  func `never prints a negative zero`(value: Double) {
    #expect(NumberText.fixed(value, decimals: 2) == "0.00")
    #expect(NumberText.count(value) == "0")
  }

  @Test func `prints money in yuan, wan and yi`() {
    #expect(NumberText.amount(49_566_600, in: .yuan) == "49,566,600.00")
    #expect(NumberText.amount(71_550.5, in: .yuan, decimals: 0) == "71,551")
    #expect(NumberText.amount(49_566_600, in: .wan) == "4,956.66")
    #expect(NumberText.amount(49_566_650, in: .wan) == "4,956.67")
    #expect(NumberText.amount(1_979_000_000, in: .yi) == "19.7900")
    #expect(NumberText.amount(-50, in: .wan) == "-0.01")
  }

  /// 1.005 万元 is 10,050 yuan; divided in binary its half is lost at some amounts, moved in the text never.
  @Test func `moves the point in the text instead of dividing`() {
    #expect(NumberText.amount(10_050, in: .wan) == "1.01")
    #expect(NumberText.amount(11_150, in: .wan) == "1.12")
    #expect(NumberText.share(0.28585) == "28.59%")
    #expect(NumberText.share(0.00285) == "0.29%")
  }

  @Test func `prints shares, changes, ratios, years and counts`() {
    #expect(NumberText.share(60.0 / 530) == "11.32%")
    #expect(NumberText.rate(0.0612) == "6.12%")
    #expect(NumberText.change(0.177) == "+17.70%")
    #expect(NumberText.change(-0.113) == "-11.30%")
    #expect(NumberText.ratio(1.245, language: .zh) == "1.25倍")
    #expect(NumberText.ratio(1.245, language: .en) == "1.25×")
    #expect(NumberText.years(12.345) == "12.35")
    #expect(NumberText.count(1234.5) == "1,235")
  }

  @Test func `prints every digit for explain`() {
    #expect(NumberText.exact(1_234_567.000_1) == "1,234,567.0001")
    #expect(NumberText.exact(0.1 + 0.2) == "0.30000000000000004")
    #expect(NumberText.exact(-1e-7) == "-0.0000001")
    #expect(NumberText.exact(1e16) == "10,000,000,000,000,000")
    #expect(NumberText.exact(-0.0) == "0")
    #expect(NumberText.plain(1_234_567.5) == "1234567.5")
  }

  @Test func `the plain text gives the number back`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
      guard value.isFinite else { continue }
      #expect(Double(NumberText.plain(value)) == value)
    }
  }

  /// The other road: an integer of ten-thousandths is rounded by integer division and written by hand.
  @Test func `agrees with integer arithmetic on random ten-thousandths`() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<50_000 {
      let magnitude = Int.random(in: 1...9, using: &generator)
      let limit = (0..<magnitude + 3).reduce(1) { product, _ in product * 10 }
      var units = Int.random(in: -limit...limit, using: &generator)
      if Bool.random(using: &generator) { units = units / 100 * 100 + 50 }
      let value = Double(units) / 10_000
      let rounded = (abs(units) + 50) / 100
      let cents = rounded % 100
      var expected = "\(rounded / 100)." + (cents < 10 ? "0\(cents)" : "\(cents)")
      if units < 0, rounded > 0 { expected = "-" + expected }
      let printed = NumberText.fixed(value, decimals: 2)
      #expect(printed.filter { $0 != "," } == expected, "\(units) ten-thousandths")
      // The same digits as yuan, printed in 万元; money that is there is no zero.
      let seen = rounded > 0 || units == 0 ? printed : units > 0 ? "<0.01" : ">-0.01"
      #expect(NumberText.amount(Double(units), in: .wan) == seen)
      let groups = printed.drop { $0 == "-" }.prefix { $0 != "." }.split(separator: ",")
      #expect((1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 })
    }
  }

  @Test(arguments: [
    (30.0, MoneyUnit.wan, "<0.01"), (-30, .wan, ">-0.01"), (49.99, .wan, "<0.01"), (50, .wan, "0.01"),
    (0.006, .wan, "<0.01"),
    (4999, .yi, "<0.0001"), (0.004, .wan, "0.00"), (-1e-7, .wan, "0.00"), (0, .wan, "0.00"),
    (0.004, .yuan, "0.00"),
  ])
  func `money that is there is never printed as nothing`(yuan: Double, unit: MoneyUnit, expected: String) {
    #expect(NumberText.amount(yuan, in: unit) == expected)
  }

  @Test func `nor is a share or a change`() {
    #expect(NumberText.share(0.00003) == "<0.01%" && NumberText.share(-0.00003) == ">-0.01%")
    #expect(NumberText.change(0.00001) == "<0.01%" && NumberText.change(-0.00001) == ">-0.01%")
    #expect(NumberText.share(0.0000003, decimals: 3) == "<0.001%")
    #expect(NumberText.amount(0.3, in: .yuan, decimals: 0) == "<1")
    // What rounding leaves of a zero is one.
    #expect(NumberText.share(1e-12) == "0.00%" && NumberText.change(-1e-12) == "0.00%")
  }
}
