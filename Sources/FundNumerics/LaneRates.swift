internal import Synchronization

/// The internal rates of return of many lanes whose flows fall on the same times.
///
/// The answers are those of `internalRate`, and as there the number of roots is proved; but a few lanes are worked
/// on at a time, and the proof is the cheapest that will do (`RateGroup`). What it does not settle goes through
/// `internalRate`, lane by lane. Every lane is computed with no regard to its neighbours and to its place.
package struct LaneRates: Sendable {
  /// The numbers that stand for answers which are no rate.
  package struct Reasons: Sendable, Hashable {
    let noFlows, noSignChange, noRoot, several: Double

    package init(noFlows: Double, noSignChange: Double, noRoot: Double, several: Double) {
      self.noFlows = noFlows
      self.noSignChange = noSignChange
      self.noRoot = noRoot
      self.several = several
    }

    /// Reasons are NaN, which equals nothing: bits are compared.
    package static func == (a: Reasons, b: Reasons) -> Bool { a.bits == b.bits }

    package func hash(into hasher: inout Hasher) { hasher.combine(bits) }

    private var bits: [UInt64] { [noFlows, noSignChange, noRoot, several].map(\.bitPattern) }

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
  private let least: Double
  /// Nil where the times do not increase: every lane then takes the long way.
  private let timeline: GapTimeline?
  private let grid: RateGrid?

  /// - Parameters:
  ///   - times: `[flows]`, finite, in the unit of time that the rate is for, in any order.
  ///   - least: what is smaller than this is no flow but what rounding left of one.
  package init(times: [Double], reasons: Reasons, least: Double = 0) {
    self.times = times
    self.reasons = reasons
    self.least = least
    timeline = GapTimeline(times)
    grid = timeline.map(RateGrid.init)
  }

  /// The rates of these times, made once for all blocks: a batch asks for the same again and again.
  package static func known(times: [Double], reasons: Reasons, least: Double = 0) -> LaneRates {
    recent.withLock { recent in
      let place = recent.firstIndex {
        $0.times == times && $0.reasons == reasons && $0.least == least
      }
      if let place { return recent[place] }
      let rates = LaneRates(times: times, reasons: reasons, least: least)
      recent.insert(rates, at: 0)
      if recent.count > mostRecent { recent.removeLast() }
      return rates
    }
  }

  private static let recent: Mutex<[LaneRates]> = Mutex([])
  private static let mostRecent = 16

  /// Writes each lane's rate, or the reason why there is none, into `result`; where a flow is no finite number, the
  /// first such flow.
  ///
  /// Complexity: some 0.2 µs a lane of 31 flows equally spaced, ten times that where the proof goes through
  /// `internalRate`.
  ///
  /// - Parameter offset: where the vectors of flows, one for each of the times, lie one after the other.
  package func write(flowsFrom offset: Int, on lanes: Lanes, into result: LaneReference) {
    guard least > 0, lanes.hasSpecks(below: least, vectors: times.count, from: offset) else {
      return write(flowsFrom: offset, of: lanes, on: lanes, into: result)
    }
    // Lanes without specks have the same numbers in the copy, and so the same bits in the answer.
    let flows = Lanes(width: lanes.width, vectors: times.count)
    flows.copy(vectors: times.count, from: offset, of: lanes, without: least)
    write(flowsFrom: 0, of: flows, on: lanes, into: result)
  }

  /// The same with the flows in another block of as many lanes.
  private func write(flowsFrom offset: Int, of lanes: Lanes, on target: Lanes, into result: LaneReference) {
    guard let timeline, let grid else {
      for lane in 0..<lanes.width { target[result, lane] = provedRate(offset, lane, on: lanes) }
      return
    }
    var group = RateGroup(timeline)
    let values = grid.presentValues(ofFlowsFrom: offset, on: lanes)
    let sizes = values.vector(RateGrid.places.count, from: 0)
    values.sizes(
      ofRow: LaneRow(first: lanes.vector(0, from: offset), step: lanes.spacing, count: times.count),
      in: lanes, into: sizes)
    for first in stride(from: 0, to: lanes.width, by: Wide.scalarCount) {
      group.size = values.wide(sizes, from: first)
      values.gather(&group.values, from: 0, first)
      if group.haveSeveralForSure() {
        target.set(result, to: Wide(repeating: reasons.several), from: first)
        continue
      }
      lanes.gather(&group.flows, from: offset, first)
      let (numbers, areSettled) = group.answers(reasons)
      for lane in first..<min(first + Wide.scalarCount, lanes.width) {
        target[result, lane] =
          areSettled[lane - first] ? numbers[lane - first] : provedRate(offset, lane, on: lanes)
      }
    }
  }

  private func provedRate(_ offset: Int, _ lane: Int, on lanes: Lanes) -> Double {
    let amounts = times.indices.map { lanes[lanes.vector($0, from: offset), lane] }
    return amounts.first { !$0.isFinite } ?? reasons.number(internalRate(amounts: amounts, times: times))
  }
}
