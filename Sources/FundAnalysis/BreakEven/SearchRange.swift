internal import Foundation

/// Where a function of one number is sampled: over all its bounds, densely around what holds today.
struct SearchRange {
  let base: Double
  let bounds: ClosedRange<Double>

  /// Ascending, the ends of the bounds and the base among them.
  ///
  /// - Parameter count: about how many.
  func samples(_ count: Int = 1400) -> [Double] {
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    guard low < high else { return [low, low.nextUp] }
    let size = max(abs(base), high - low <= 1000 ? (high - low) / 4 : 1)
    let near = max(low, base - 4 * size)...min(high, base + 4 * size)
    let even = max(count / 2, 8)
    var places = (0...even).map {
      near.lowerBound + (near.upperBound - near.lowerBound) * Double($0) / Double(even)
    }
    // Outwards by equal ratios, and inwards to where a number all but vanishes.
    let steps = max(count / 4, 4)
    for (end, sign) in [(low, -1.0), (high, 1.0)] {
      let farthest = abs(end - base)
      guard farthest > 0 else { continue }
      let nearest = min(1e-6 * size, farthest)
      let ratio = pow(farthest / nearest, 1 / Double(steps))
      var distance = nearest
      for _ in 0..<steps {
        places.append(base + sign * distance)
        distance *= ratio
      }
    }
    if low <= 0, high > 0 { places += (1...8).map { size * Double("1e-\($0)")! } }
    places += [low, high, base]
    var ascending: [Double] = []
    for place in places.sorted() where bounds.contains(place) && place != ascending.last {
      ascending.append(place)
    }
    return ascending
  }
}
