package import FundFormula
internal import FundModel

/// A value as it would be set: rounded as it is printed, to the side that does what is asked. Homes, spaces and
/// households come whole.
package struct Advice: Sendable {
  package let value: Double
  package let outcome: Outcome
  /// True where it is the smallest that does, false where the largest.
  package let isSmallest: Bool
}

/// Rounding a solution to what is printed.
struct SafeRounding {
  /// Places after the point; negative for amounts printed in larger units.
  let places: Int

  /// - Parameter amountPlaces: those of an amount in yuan.
  init(of unknown: MovableNumber, amountPlaces: Int) {
    places =
      if unknown.isWhole {
        0
      } else if unknown.isScale {
        5
      } else {
        switch unknown.unit {
        case .yuan: amountPlaces
        // Printed with three places of a percent.
        case .share, .rate: 5
        case .yuanPerArea, .yuanPerHousehold, .area, .years, .households, .count: 2
        default: 4
        }
      }
  }

  /// The last printed place as a number.
  private var grain: Double { Double("1e\(-places)")! }

  /// A number of so many grains, as its decimal text reads.
  private func number(_ grains: Double) -> Double { Double("\(Int64(grains))e\(-places)")! }

  /// The number itself where it has no further places, else those next to it, the lower first; the number itself where
  /// it is too large to have any.
  func neighbours(of value: Double) -> [Double] {
    let grains = value / grain
    guard abs(grains) < 1e15 else { return [value] }
    let near = grains.rounded()
    // No nearer than a thousandth of the last place, however large: what lies beside it is another number.
    if abs(grains - near) <= min(1e-9 * max(1, abs(grains)), 1e-3) { return [number(near)] }
    return [number(grains.rounded(.down)), number(grains.rounded(.up))]
  }

  /// From an end of a range on inwards: the rounded numbers that come first.
  func inwards(from end: Double, upwards: Bool, count: Int = 4) -> [Double] {
    let first = neighbours(of: end)
    let start = ((upwards ? first.last : first.first) ?? end) / grain
    guard abs(start) < 1e15 else { return [end] }
    return (0..<count).map { number(start.rounded() + (upwards ? 1 : -1) * Double($0)) }
  }
}

extension SolveSystem {
  /// The rounded value next to the nearest root that does what is asked; nil where neither side is better and the number
  /// is no whole one, and where a rate of return says what money costs.
  func advice(
    _ unknown: MovableNumber, _ target: SolveTarget, _ roots: [Double], _ lanes: TargetLanes
  ) -> Advice? {
    guard let root = unknown.nearest(roots), target.better != .neither || unknown.isWhole else { return nil }
    let rounding = SafeRounding(of: unknown, amountPlaces: amountPlaces)
    let allowed = rounding.neighbours(of: root).filter(unknown.bounds.contains)
    guard !allowed.isEmpty else { return nil }
    let (figures, zeros) = (lanes.figures([allowed]), lanes.zeros([allowed]))
    let meeting = allowed.indices.first { place in
      guard zeros[place].isFinite else { return false }
      if target.better == .neither { return place == allowed.count - 1 }
      // By the present value: a rate without a single answer has one all the same.
      if target.isRate { return zeros[place] >= -1e-12 * target.scale }
      return figures[place].value.map(target.isReached) ?? false
    }
    return meeting.map { place in
      Advice(
        value: allowed[place], outcome: figures[place],
        isSmallest: allowed[place] >= root - 1e-9 * max(1, abs(root)))
    }
  }

  /// Whether the flows whose rate is asked begin with money, at this value of a number: the rate is then what that money
  /// costs, and more of it is no better.
  func isCostOfMoney(_ target: SolveTarget, _ unknown: MovableNumber, at value: Double) -> Bool {
    guard let row = graph.flows(ofRate: target.node) ?? graph.flows(ofRate: target.planned) else {
      return false
    }
    let settings = unknown.parts.map { ($0.input, $0.factor * value) }
    let flows = graph.evaluate(setting: Dictionary(uniqueKeysWithValues: settings))[row]
    return (flows.first { abs($0) > Tolerance.amount } ?? 0) > 0
  }
}
