/// The internal rates of return of many lanes whose flows fall on the same times.
///
/// The answers are those of `internalRate`, and as there the number of roots is proved; but a few lanes are worked
/// on at a time, and the proof is the cheapest that will do (`RateGroup`). What it does not settle goes through
/// `internalRate`, lane by lane. Every lane is computed with no regard to its neighbours and to its place.
package struct LaneRates: Sendable {
  /// The numbers that stand for answers which are no rate.
  package struct Reasons: Sendable {
    let noFlows, noSignChange, noRoot, several: Double

    package init(noFlows: Double, noSignChange: Double, noRoot: Double, several: Double) {
      self.noFlows = noFlows
      self.noSignChange = noSignChange
      self.noRoot = noRoot
      self.several = several
    }

    /// What `answer` is in a lane.
    package func number(_ answer: InternalRate) -> Double {
      switch answer {
      case .rate(let rate): rate
      case .noFlows: noFlows
      case .noSignChange: noSignChange
      case .noRoot: noRoot
      case .several: several
      }
    }
  }

  private let times: [Double]
  private let reasons: Reasons
  /// Nil where the times do not increase: every lane then takes the long way.
  private let timeline: GapTimeline?

  /// - Parameter times: `[flows]`, finite, in the unit of time that the rate is for, in any order.
  package init(times: [Double], reasons: Reasons) {
    self.times = times
    self.reasons = reasons
    timeline = GapTimeline(times)
  }

  /// Writes each lane's rate, or the reason why there is none, into `result`; where a flow is no finite number, the
  /// first such flow.
  ///
  /// Complexity: some 0.2 µs a lane of 31 flows, ten times that where the proof goes through `internalRate`.
  ///
  /// - Parameter flows: one vector of lanes for each of the times.
  package func write(_ flows: [LaneReference], on lanes: Lanes, into result: LaneReference) {
    precondition(flows.count == times.count, "\(flows.count) flows do not match \(times.count) times")
    guard let timeline else {
      for lane in 0..<lanes.width { lanes[result, lane] = provedRate(of: flows, lane, on: lanes) }
      return
    }
    var group = RateGroup(timeline)
    for first in stride(from: 0, to: lanes.width, by: Wide.scalarCount) {
      for (place, flow) in flows.enumerated() { group.flows[place] = lanes.wide(flow, from: first) }
      let (numbers, isSettled) = group.answers(reasons)
      for lane in first..<min(first + Wide.scalarCount, lanes.width) {
        lanes[result, lane] =
          isSettled[lane - first] ? numbers[lane - first] : provedRate(of: flows, lane, on: lanes)
      }
    }
  }

  private func provedRate(of flows: [LaneReference], _ lane: Int, on lanes: Lanes) -> Double {
    let amounts = flows.map { lanes[$0, lane] }
    return amounts.first { !$0.isFinite } ?? reasons.number(internalRate(amounts: amounts, times: times))
  }
}
