import Foundation
import FundNumerics

/// A million rates of return of 31 flows (W5).
struct Rates {
  static let count = 1_000_000
  static let years = 31
  private static let times = (0..<years).map(Double.init)
  private static let width = 256

  /// Kinds of projects, in percent of the lanes. A lane is of the kind that its number modulo 100 falls on.
  private static let mix: [(kind: Kind, percent: Int)] = [
    (.outlayThenIncome, 60), (.replacement, 20), (.restoration, 10), (.advance, 5), (.loss, 5),
  ]

  private enum Kind: String {
    case outlayThenIncome = "outlay, then income"
    case replacement = "the same with a replacement that costs more than its year brings"
    case restoration = "the same with a cost at the end"
    case advance = "money in advance"
    case loss = "nothing comes back"
  }

  /// `[years][lanes]`
  private let flows: [[Double]]

  init() {
    var flows = Array(repeating: [Double](repeating: 0, count: Self.count), count: Self.years)
    var draws = Draws()
    let kinds = Self.mix.flatMap { Array(repeating: $0.kind, count: $0.percent) }
    for lane in 0..<Self.count {
      for (year, flow) in Self.project(kinds[lane % 100], &draws).enumerated() { flows[year][lane] = flow }
    }
    self.flows = flows
  }

  private static func project(_ kind: Kind, _ draws: inout Draws) -> [Double] {
    let building = 1 + Int(3 * draws.next())
    let (income, growth) = (draws.next() * 25 + 2, draws.next() * 0.06 - 0.01)
    var flows = times.enumerated().map { year, time in
      year < building
        ? -100 / Double(building) * (0.8 + 0.4 * draws.next())
        : income * pow(1 + growth, time) * (0.9 + 0.2 * draws.next())
    }
    switch kind {
    case .outlayThenIncome: break
    case .replacement: flows[building + 8 + Int(12 * draws.next())] -= 2 * income + 30 * draws.next()
    case .restoration: flows[years - 1] -= 3 * income + 200 * draws.next()
    case .advance: flows[0] = 30 * draws.next()
    case .loss: for year in building..<years { flows[year] = 0 }
    }
    return flows
  }

  func measure(_ table: inout Table) {
    print(
      "W5: \(Self.count) series of \(Self.years) flows: "
        + Self.mix.map { "\($1) % \($0.rawValue)" }.joined(separator: ", "))
    let answers = rates()
    checkAgainstScalar(answers)
    let reasons = (1...4).map { reason in
      answers.count { $0.isNaN && $0.significandBitPattern & 0xFF == reason }
    }
    print(
      "\(answers.count { $0.isFinite }) rates; none: \(reasons[0]) no flows, \(reasons[1]) no change of sign, "
        + "\(reasons[2]) no root, \(reasons[3]) several\n")
    table.add(
      "W5: \(Self.count) rates, 1 thread", Times(10) { _ = rates() }, lanes: Self.count, target: "2 M/s")
    let few = 50_000
    table.add("the scalar proof alone, 1 thread", Times(3) { _ = scalarRates(few) }, lanes: few)
  }

  /// Flows `[years][lanes]` and answers `[lanes]` as little-endian doubles, for the peer beside.
  func write(to file: String) throws {
    var data = Data()
    for column in flows + [rates()] { column.withUnsafeBytes { data.append(contentsOf: $0) } }
    try data.write(to: URL(filePath: file))
  }

  private func rates() -> [Double] {
    let reasons = LaneRates.Reasons(
      noFlows: Self.missing(1), noSignChange: Self.missing(2), noRoot: Self.missing(3),
      several: Self.missing(4))
    let rates = LaneRates(times: Self.times, reasons: reasons)
    let lanes = FundNumerics.Lanes(width: Self.width, vectors: Self.years + 1)
    let places = (0...Self.years).map { lanes.vector($0, from: 0) }
    var answers: [Double] = []
    answers.reserveCapacity(Self.count)
    for first in stride(from: 0, to: Self.count, by: Self.width) {
      let own = first..<min(first + Self.width, Self.count)
      for (year, column) in flows.enumerated() { lanes.store(column[own], at: places[year].offset) }
      rates.write(flowsFrom: 0, on: lanes, into: places[Self.years])
      answers += lanes.load(own.count, at: places[Self.years].offset)
    }
    return answers
  }

  private func scalarRates(_ count: Int) -> [InternalRate] {
    (0..<count).map { lane in
      internalRate(amounts: flows.map { $0[lane] }, times: Self.times)
    }
  }

  private func checkAgainstScalar(_ answers: [Double]) {
    for (lane, expected) in scalarRates(20_000).enumerated() {
      let found = answers[lane]
      let agrees =
        switch expected {
        case .rate(let rate): abs(found - rate) <= 1e-12 * max(1, abs(rate))
        case .noFlows: found.bitPattern == Self.missing(1).bitPattern
        case .noSignChange: found.bitPattern == Self.missing(2).bitPattern
        case .noRoot: found.bitPattern == Self.missing(3).bitPattern
        case .several: found.bitPattern == Self.missing(4).bitPattern
        }
      precondition(agrees, "lane \(lane): \(found) instead of \(expected)")
    }
  }

  private static func missing(_ reason: UInt64) -> Double { Double(nan: reason, signaling: false) }
}

/// Numbers from 0 to 1, the same in every run (SplitMix64).
private struct Draws {
  private var state: UInt64 = 31

  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
