import Foundation
import FundNumerics
import Testing

/// The scalar proof is the second road: it shares no step with the lanes but the count of Descartes.
@Suite struct `Rates of lanes` {
  static let reasons = LaneRates.Reasons(noFlows: -101, noSignChange: -102, noRoot: -103, several: -104)

  /// One kind of series at 31 times.
  enum Kind: String, CaseIterable {
    case conventional, twoPhases, replacement, restoration, advance, random, sparse, nearDouble, tiny, huge,
      extreme
    case allSigns
  }

  private func amounts(_ kind: Kind, _ generator: inout FlowGenerator) -> [Double] {
    func draw(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    let income = draw(2...25)
    let building = Int.random(in: 1...4, using: &generator)
    var flows = (0..<31).map { (k: Int) -> Double in
      k < building ? -draw(60...140) / Double(building) : income * draw(0.8...1.2)
    }
    let late = Int.random(in: 8...29, using: &generator)
    switch kind {
    case .conventional: break
    case .twoPhases: for k in 10..<13 { flows[k] -= draw(0...200) }
    case .replacement: flows[late] -= draw(0...3) * income
    case .restoration: flows[30] -= draw(0...500)
    case .advance: flows[0] = draw(0...60)
    case .random: flows = flows.map { _ in draw(-1...1) }
    case .sparse: flows = flows.map { _ in draw(0...1) < 0.8 ? 0 : draw(-1...1) }
    case .nearDouble:
      // Two roots a little apart, or a near miss, times (1 + x + … + x²⁸).
      let root = exp(draw(-0.2...0.3))
      let distance = pow(10, draw(-9 ... -1)) * (draw(0...1) < 0.5 ? 1 : -1)
      flows = Array(repeating: 0, count: 31)
      for (place, factor) in [-1, 2 * root, distance - root * root].enumerated() {
        for k in 0..<29 { flows[place + k] += factor }
      }
    case .tiny: flows = flows.indices.map { $0 == 0 ? -1 : (1 + draw(-1e-9...1e-9)) / 30 }
    case .huge: flows[0] = -pow(10, draw(-12...2))
    case .extreme: flows = flows.map { $0 * pow(10, draw(-200...200)) }
    case .allSigns: flows = flows.map { draw(0...1) < 0.9 ? abs($0) : 0 }
    }
    return flows
  }

  private static let yearly = (0..<31).map(Double.init)
  private static let monthly = (1...31).map { Double($0) / 12 }
  /// Ends of 31 months after one another, in days ÷ 365.
  private static let dated = {
    var day = 0
    let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (0..<31).map { month in
      defer { day += months[month % 12] }
      return Double(day) / 365
    }
  }()
  /// No two gaps alike.
  private static let uneven = (0..<31).map { pow(Double($0), 1.1) }

  /// The series as lanes of blocks, `shift` places further.
  private func laneRates(_ series: [[Double]], times: [Double], width: Int = 256, shift: Int = 0) -> [Double]
  {
    let rates = LaneRates(times: times, reasons: Self.reasons)
    let lanes = Lanes(width: width, count: (times.count + 1) * width)
    let places = (0...times.count).map { LaneReference(offset: $0 * width, isUniform: false) }
    var answers: [Double] = []
    for first in stride(from: -shift, to: series.count, by: width) {
      for (time, place) in places.dropLast().enumerated() {
        for lane in 0..<width {
          let own = first + lane
          lanes[place, lane] = series.indices.contains(own) ? series[own][time] : Double(time - 3)
        }
      }
      rates.write(flowsFrom: 0, on: lanes, into: places[times.count])
      for lane in 0..<width where series.indices.contains(first + lane) {
        answers.append(lanes[places[times.count], lane])
      }
    }
    return answers
  }

  private func expect(_ found: Double, _ amounts: [Double], _ times: [Double]) -> Bool {
    switch internalRate(amounts: amounts, times: times) {
    case .noFlows: return found == -101
    case .noSignChange: return found == -102
    case .noRoot: return found == -103
    case .several: return found == -104
    case .rate(let rate):
      if found < -1 { return false }
      let u = log1p(rate)
      let flows = zip(amounts, times).filter { $0.0 != 0 }
      let series = FlowSeries(amounts: flows.map(\.0), times: flows.map(\.1))
      let condition = abs(u) < 10 ? series.condition(at: u) : 0
      return abs(found - rate) <= (1 + rate) * (1e-13 * max(1, abs(u)) + 32 * .ulpOfOne * condition)
    }
  }

  @Test(arguments: Kind.allCases)
  func `agree with the scalar proof`(_ kind: Kind) {
    var generator = FlowGenerator(seed: UInt64(kind.rawValue.utf8.reduce(0) { $0 + Int($1) }))
    for (times, count) in [
      (Self.yearly, 8192), (Self.monthly, 2048), (Self.dated, 2048), (Self.uneven, 1024),
    ] {
      let series = (0..<count).map { _ in amounts(kind, &generator) }
      let found = laneRates(series, times: times)
      for (own, rate) in zip(series, found) where !expect(rate, own, times) {
        Issue.record(
          "\(kind): \(rate) for \(own) at \(times[1]), \(internalRate(amounts: own, times: times))")
        return
      }
    }
  }
}
