import Foundation
import FundNumerics
import Testing

/// One case of `irr.json` or `xirr.json`.
struct RateCase: Decodable, Sendable, CustomTestStringConvertible {
  var id: String
  var expect: String
  var cashflows: [Double]?
  var amounts: [Double]?
  var dates: [String]?
  var times: [Double]?
  var basis: String?
  var roots: [Double]
  var rootLogs: [Double]
  var signChanges: Int

  enum CodingKeys: String, CodingKey {
    case id, expect, cashflows, amounts, dates, times, basis, roots
    case rootLogs = "roots_log1p"
    case signChanges = "sign_changes"
  }

  var testDescription: String { id }

  /// Amounts and times in years: as given, else periods 0, 1, 2 …, else days / 365.
  func series() throws -> FlowSeries {
    let amounts = try #require(cashflows ?? amounts)
    if let times { return FlowSeries(amounts: amounts, times: times) }
    guard let dates else { return FlowSeries(amounts: amounts, times: amounts.indices.map(Double.init)) }
    try #require(basis == "ACT/365F")
    let days = try dates.map(dayNumber)
    let first = try #require(days.min())
    return FlowSeries(amounts: amounts, times: days.map { Double($0 - first) / 365 })
  }

  /// Days since 1970-01-01 of a date as yyyy-mm-dd in the Gregorian calendar.
  private func dayNumber(of date: String) throws -> Int {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    try #require(parts.count == 3)
    // Years beginning in March put the leap day last.
    let year = parts[1] > 2 ? parts[0] : parts[0] - 1
    let dayOfYear = (153 * (parts[1] > 2 ? parts[1] - 3 : parts[1] + 9) + 2) / 5 + parts[2] - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }

  static func all(in file: String) throws -> [RateCase] {
    struct File: Decodable {
      var cases: [RateCase]
    }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(file)")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
  }

  /// ln(1 + r) of the roots that a `Double` cannot hold and the scan behind the file did not reach (it ends
  /// at 250).
  var unrepresentableLogs: [Double] {
    switch id {
    case "tarioch-clean-none": [365 * log(4650.96 / 559.5)]
    // The first three days, −10, +10, +1338.17, alone: 1338.17·x² + 10·x − 10 = 0 with x = (1 + r)^(−1/365).
    case "pyxirr-neg_1938": [-365 * log(((100 + 40 * 1338.17).squareRoot() - 10) / (2 * 1338.17))]
    default: []
    }
  }

  /// What the file's `expect` and its list of roots mean in our words.
  func outcome() throws -> InternalRate {
    // "value", "roots_only" and "double_root" say how far the source went; the roots decide. "no_solution"
    // with a root (pyxirr-case_30_20, not verified) is a mistake of the source, see SOURCES.md.
    if roots.count == 1 { return .rate(roots[0]) }
    if roots.count > 1 { return .several(roots) }
    switch expect {
    case "invalid": return .noFlows
    case "total_loss": return .noSignChange
    case "no_solution": return signChanges == 0 ? .noSignChange : .noRoot
    case "roots_only": return .noRoot
    default:
      Issue.record("case \(id) expects \(expect) but has no root")
      return .noFlows
    }
  }
}

/// Flows `[n]` and their times `[n]`.
struct FlowSeries: Sendable {
  var amounts: [Double]
  var times: [Double]

  /// F(u) / Σ|terms|, computed independently of the room: relative to the largest term, naively.
  func balance(at u: Double) -> Double {
    let exponents = zip(amounts, times).map { amount, time in log(abs(amount)) - u * time }
    let largest = exponents.max() ?? 0
    var sum = 0.0
    var size = 0.0
    for (amount, exponent) in zip(amounts, exponents) {
      let term = exp(exponent - largest)
      sum += amount > 0 ? term : -term
      size += term
    }
    return sum / size
  }
}

private func isClose(_ found: [Double], _ expected: [Double], tolerance: Double) -> Bool {
  found.count == expected.count
    && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

@Suite struct `Rate roots of the published cases` {
  @Test func `all published cases are here`() throws {
    #expect(try RateCase.all(in: "irr.json").count == 34)
    #expect(try RateCase.all(in: "xirr.json").count == 57)
  }

  // Every case holds to 1e-12·max(1, |u|), also the one whose note says that double precision cannot hold 1 +
  // r (pyxirr-gh61): the comparison is of ln(1 + r), which it can.
  @Test(arguments: try RateCase.all(in: "irr.json") + RateCase.all(in: "xirr.json"))
  func `the roots are those of the case, one by one`(_ rateCase: RateCase) throws {
    let series = try rateCase.series()
    let found = rateRoots(amounts: series.amounts, times: series.times)
    #expect(isClose(found.logs, rateCase.rootLogs, tolerance: 1e-12), "\(found.logs) \(rateCase.rootLogs)")
    #expect(isClose(found.unrepresentable, rateCase.unrepresentableLogs, tolerance: 1e-12))
    for root in found.roots {
      #expect(!root.isDouble)
      #expect(root.rate == expm1(root.log))
      #expect(root.residual <= 1e-12)
    }
  }

  @Test(arguments: try RateCase.all(in: "irr.json") + RateCase.all(in: "xirr.json"))
  func `the outcome is the one rate, all rates, or the right reason`(_ rateCase: RateCase) throws {
    let series = try rateCase.series()
    let found = internalRate(amounts: series.amounts, times: series.times)
    switch (found, try rateCase.outcome()) {
    case (.rate(let found), .rate(let expected)):
      // A relative error of 1e-12·|u| in 1 + r.
      let scale = (1 + expected) * max(1, abs(log1p(expected)))
      #expect(abs(found - expected) <= 1e-12 * scale + .ulpOfOne)
    case (.several(let found), .several(let expected)):
      try #require(found.count == expected.count)
      for (found, expected) in zip(found, expected) {
        let scale = (1 + expected) * max(1, abs(log1p(expected)))
        #expect(abs(found - expected) <= 1e-12 * scale + .ulpOfOne)
      }
    case (let found, let expected):
      #expect(found == expected)
    }
  }
}
