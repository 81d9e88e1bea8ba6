import Foundation
import FundNumerics
import Testing

/// The scalar proof is the second road: it shares with the lanes no step but the count of Descartes.
@Suite struct `Rates of lanes` {
  static let reasons = LaneRates.Reasons(noFlows: -101, noSignChange: -102, noRoot: -103, several: -104)

  /// One kind of series at 31 times.
  enum Kind: String, CaseIterable {
    case conventional, twoPhases, replacement, restoration, advance, random, sparse, nearDouble, tiny, huge,
      extreme
    case hiddenPair, oneSign, prepaid
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
      // A pair of roots a little apart, or a near miss, and nothing else.
      flows = product(pair(near: exp(draw(-0.2...0.3)), &generator), Array(repeating: 1, count: 29))
    case .hiddenPair:
      // Such a pair and a third root: a grid sees only that one.
      let third = product([-1, exp(draw(-1...1))], Array(repeating: 1, count: 28))
      flows = product(pair(near: exp(draw(-0.2...0.3)), &generator), third)
    case .tiny: flows = flows.indices.map { $0 == 0 ? -1 : (1 + draw(-1e-9...1e-9)) / 30 }
    case .huge: flows[0] = -pow(10, draw(-12...2))
    case .extreme: flows = flows.map { $0 * pow(10, draw(-200...200)) }
    case .prepaid:
      // Buyers pay first, then comes the building, then more sales: two rates in most, none in some.
      flows = flows.indices.map { $0 == 0 ? draw(20...80) : $0 < 8 ? -draw(20...60) : draw(5...20) }
    case .oneSign: flows = flows.map { draw(0...1) < 0.9 ? abs($0) : 0 }
    }
    return flows
  }

  /// (x − `root`)² less or more a little.
  private func pair(near root: Double, _ generator: inout FlowGenerator) -> [Double] {
    let distance = pow(10, Double.random(in: -9 ... -1, using: &generator))
    return [-1, 2 * root, (Bool.random(using: &generator) ? distance : -distance) - root * root]
  }

  private func product(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: a.count + b.count - 1)
    for i in a.indices {
      for j in b.indices { result[i + j] += a[i] * b[j] }
    }
    return result
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
    let lanes = Lanes(width: width, vectors: times.count + 1)
    let places = (0...times.count).map { lanes.vector($0, from: 0) }
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
      (Self.yearly, 16_384), (Self.monthly, 4096), (Self.dated, 4096), (Self.uneven, 2048),
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

  /// Flows of which the last ones cancel: what is left of them in binary is no flow. The second road leaves them out.
  @Test func `what rounding leaves of a sum is no flow`() throws {
    var generator = FlowGenerator(seed: 16)
    var (specks, lost): (Int, Int) = (0, 0)
    for times in [Self.yearly, Self.dated] {
      var (series, clean): ([[Double]], [[Double]]) = ([], [])
      for _ in 0..<512 {
        let building = Double(Int.random(in: 1_000_000...9_000_000, using: &generator)) / 10
        var flows =
          [-building] + (1..<31).map { _ in Double.random(in: 2...25, using: &generator) * building / 100 }
        let first = Int.random(in: 2...30, using: &generator)
        var without = flows
        for place in first..<31 where Bool.random(using: &generator) || place == 30 {
          let (a, b) = (
            Double(Int.random(in: 1...9_999_999, using: &generator)) / 10,
            Double(Int.random(in: 1...9_999_999, using: &generator)) / 10
          )
          flows[place] = (a + b).roundedToTenths - a - b
          without[place] = 0
          if flows[place] != 0 { specks += 1 }
        }
        series.append(flows)
        clean.append(without)
      }
      let rates = LaneRates(times: times, reasons: Self.reasons, least: 0.005)
      let plain = LaneRates(times: times, reasons: Self.reasons)
      let lanes = Lanes(width: 256, vectors: times.count + 1)
      let places = (0...times.count).map { lanes.vector($0, from: 0) }
      func answers(_ rates: LaneRates, _ series: [[Double]]) -> [Double] {
        stride(from: 0, to: series.count, by: 256).flatMap { first in
          for time in times.indices {
            for lane in 0..<256 { lanes[places[time], lane] = series[first + lane][time] }
          }
          rates.write(flowsFrom: 0, on: lanes, into: places[times.count])
          return (0..<256).map { lanes[places[times.count], $0] }
        }
      }
      let (found, expected) = (answers(rates, series), answers(plain, clean))
      #expect(found.map(\.bitPattern) == expected.map(\.bitPattern))
      for (flows, without) in zip(series, clean) {
        #expect(
          internalRate(amounts: flows, times: times, least: 0.005)
            == internalRate(amounts: without, times: times))
      }
      lost += zip(answers(plain, series), expected).count { $0 != $1 }
    }
    // There were specks, and they did harm.
    #expect(specks > 1000 && lost > 100)
  }

  @Test func `a lane has the same bits in any place among any neighbours`() {
    var generator = FlowGenerator(seed: 97)
    for times in [Self.yearly, Self.dated] {
      let series = Kind.allCases.flatMap { kind in (0..<100).map { _ in amounts(kind, &generator) } }
      let plain = laneRates(series, times: times)
      let order = series.indices.shuffled(using: &generator)
      let others = laneRates(order.map { series[$0] }, times: times, shift: 77)
      let narrow = laneRates(series, times: times, width: 7, shift: 2)
      for (place, lane) in order.enumerated() {
        #expect(others[place].bitPattern == plain[lane].bitPattern)
        #expect(narrow[lane].bitPattern == plain[lane].bitPattern)
      }
    }
  }

  @Test(arguments: try RateCase.all(in: "irr.json"))
  func `the published cases hold among other lanes`(_ rateCase: RateCase) throws {
    let series = try rateCase.series()
    var generator = FlowGenerator(seed: 3)
    let others = (0..<9).map { _ in series.amounts.map { $0 * Double.random(in: -1...2, using: &generator) } }
    let found = laneRates([series.amounts] + others, times: series.times)
    #expect(found[0] == number(try rateCase.outcome(), near: found[0]))
    for (own, rate) in zip(others, found.dropFirst()) { #expect(expect(rate, own, series.times)) }
  }

  /// What stands for `answer`; `found` itself where it is that rate up to 1e-12 of 1 + r.
  private func number(_ answer: InternalRate, near found: Double) -> Double {
    switch answer {
    case .rate(let rate): abs(found - rate) <= 1e-12 * (1 + rate) * max(1, abs(log1p(rate))) ? found : rate
    case .noFlows: -101
    case .noSignChange: -102
    case .noRoot: -103
    case .several: -104
    }
  }

  @Test func `flows on the same day, out of order or all on one day go the long way`() {
    let (advance, plain) = ([-50.0, 110, -50], [-100.0, 60, 72])
    for times in [[0.0, 1, 0], [2, 1, 0], [1, 1, 1], [0, 1, 2]] {
      for (own, rate) in zip([advance, plain], laneRates([advance, plain], times: times)) {
        #expect(expect(rate, own, times), "\(rate) of \(own) at \(times)")
      }
    }
    #expect(laneRates([[0], [-1], [5]], times: [3]) == [-101, -102, -102])
  }

  @Test func `the first flow that is no number is handed on, whatever the neighbours`() {
    let (first, second) = (Double(nan: 5, signaling: false), Double(nan: 9, signaling: false))
    var series = Array(repeating: [-100.0, 60, 72, 0], count: 6)
    series[1] = [-100, first, 72, second]
    series[2] = [-100, 60, .infinity, first]
    series[4] = [0, 0, 0, second]
    let found = laneRates(series, times: [0, 1, 2, 3])
    #expect(found[1].bitPattern == first.bitPattern)
    #expect(found[2] == .infinity)
    #expect(found[4].bitPattern == second.bitPattern)
    for lane in [0, 3, 5] { #expect(abs(found[lane] - 0.2) < 1e-14) }
  }

  @Test func `present values at a rate of each lane's own are those of the formula`() throws {
    var generator = FlowGenerator(seed: 61)
    for times in [Self.yearly, Self.monthly, Self.dated, Self.uneven, [2.5]] {
      let values = try #require(LanePresentValues(times: times))
      let lanes = Lanes(width: 10, vectors: times.count + 2)
      let (rate, result) = (lanes.vector(times.count, from: 0), lanes.vector(times.count + 1, from: 0))
      for lane in 0..<10 {
        for k in times.indices {
          lanes[lanes.vector(k, from: 0), lane] = Double.random(in: -9...9, using: &generator)
        }
        lanes[rate, lane] = lane == 0 ? 0 : Double.random(in: -0.4...0.6, using: &generator)
      }
      values.write(flowsFrom: 0, at: rate, on: lanes, into: result)
      for lane in 0..<10 {
        let terms = times.indices.map {
          lanes[lanes.vector($0, from: 0), lane] / pow(1 + lanes[rate, lane], times[$0])
        }
        let size = terms.reduce(0) { $0 + abs($1) }
        #expect(abs(lanes[result, lane] - terms.reduce(0, +)) <= 1e-13 * size)
      }
    }
    #expect([[0, 1, 1], [0, .nan], []].allSatisfy { LanePresentValues(times: $0) == nil })
  }
}

extension Double {
  /// The nearest number with one decimal, as it would be written.
  fileprivate var roundedToTenths: Double { (self * 10).rounded() / 10 }
}
