/// Where a function of one number is zero on a range: everything its samples and their refinement show.
package struct ZeroSet: Sendable, Equatable {
  package enum Place: Sendable, Equatable {
    /// Zero here, and not right beside it.
    case root(Double)
    /// Zero all along.
    case interval(ClosedRange<Double>)
    /// The sign changes without a zero: the function jumps from `before` to `after` (or through a pole).
    case jump(at: Double, before: Double, after: Double)

    /// The zero nearest to a number; nil where there is none.
    package func zero(nearest number: Double) -> Double? {
      switch self {
      case .root(let x): x
      case .interval(let range): min(max(number, range.lowerBound), range.upperBound)
      case .jump: nil
      }
    }

    /// Where it begins.
    package var start: Double {
      switch self {
      case .root(let x): x
      case .interval(let range): range.lowerBound
      case .jump(at: let x, _, _): x
      }
    }
  }

  /// A range without a value, and the number that stood in its place (a NaN that carries a reason).
  package struct Gap: Sendable {
    package let range: ClosedRange<Double>
    package let number: Double

    package init(range: ClosedRange<Double>, number: Double) {
      self.range = range
      self.number = number
    }
  }

  package struct Sample: Sendable, Equatable {
    package let place: Double
    package let value: Double

    package init(place: Double, value: Double) {
      self.place = place
      self.value = value
    }
  }

  package init() {}

  /// Ascending.
  package var places: [Place] = []
  /// Ascending.
  package var gaps: [Gap] = []
  /// The lowest and the highest place that has a value; nil where none has.
  package var ends: (low: Sample, high: Sample)?

  /// The lowest of each stretch of zeros.
  package var roots: [Double] {
    places.compactMap { if case .jump = $0 { nil } else { $0.start } }
  }

  package static func == (left: ZeroSet, right: ZeroSet) -> Bool {
    left.places == right.places && left.gaps.map(\.range) == right.gaps.map(\.range)
      && left.ends?.low == right.ends?.low && left.ends?.high == right.ends?.high
  }
}

/// Looks for all zeros of many functions at once. Every round asks all functions for what they still need together, so
/// that a batch of lanes answers it.
///
/// Each function is sampled; between samples of opposite sign the crossing is closed in on until two neighbouring
/// numbers remain (Chandrupatla 1997, _Advances in Engineering Software_ 28:145), which tells a root from a jump. Where
/// samples come close to zero without reaching it the stretch is sampled again, finer. Zeros of a pair that lie between
/// two samples without showing in either flank are not found: sample as finely as the function may turn.
package struct ZeroSearch {
  /// Values of functions at places, one for each pair; NaN (whatever its payload) where there is none.
  package typealias Evaluate = (_ functions: [Int], _ places: [Double]) -> [Double]

  /// The size of what a function adds up, one a function: rounding, zeros and jumps are measured by it.
  private let scales: [Double]
  private let evaluate: Evaluate

  /// A value that is zero but for rounding.
  private static let noise = 1e-13
  /// A value that is zero to whoever reads it; a smaller step from one number to the next is no jump.
  private static let tolerance = 1e-9
  /// A stretch of zeros shorter than this part of the distance between samples is a root.
  private static let shortest = 1e-3

  package init(scales: [Double], evaluate: @escaping Evaluate) {
    self.scales = scales
    self.evaluate = evaluate
  }

  /// The zeros of each function.
  ///
  /// - Parameter samples: `[functions][places]`, ascending, at least two places each.
  package func zeros(samples: [[Double]]) -> [ZeroSet] {
    precondition(samples.count == scales.count, "\(samples.count) sample lists for \(scales.count) functions")
    let values = sampled(samples)
    var tasks: [Task] = []
    for (function, places) in samples.enumerated() {
      let scan = Scan(function: function, places: places, values: values[function], scale: scales[function])
      tasks += scan.tasks
    }
    var found = samples.map { _ in ZeroSet() }
    for (function, places) in samples.enumerated() {
      let known = places.indices.filter { values[function][$0].isFinite }
      if let first = known.first, let last = known.last {
        found[function].ends = (
          .init(place: places[first], value: values[function][first]),
          .init(place: places[last], value: values[function][last])
        )
      }
    }
    while !tasks.isEmpty { tasks = round(of: tasks, &found) }
    for function in found.indices {
      found[function].places = joined(found[function].places)
      found[function].gaps.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
    return found
  }

  private func sampled(_ samples: [[Double]]) -> [[Double]] {
    let functions = samples.enumerated().flatMap { function, places in places.map { _ in function } }
    let flat = evaluate(functions, samples.flatMap { $0 })
    var offset = 0
    return samples.map { places in
      defer { offset += places.count }
      return Array(flat[offset..<offset + places.count])
    }
  }

  /// Asks what all tasks need at once and lets each take its answers: finished ones say what they found or which
  /// tasks follow.
  private func round(of tasks: [Task], _ found: inout [ZeroSet]) -> [Task] {
    let requests = tasks.map(\.requests)
    let functions = zip(tasks, requests).flatMap { task, places in places.map { _ in task.function } }
    let answers = evaluate(functions, requests.flatMap { $0 })
    var (next, offset): ([Task], Int) = ([], 0)
    for (task, places) in zip(tasks, requests) {
      var task = task
      switch task.take(Array(answers[offset..<offset + places.count])) {
      case .open: next.append(task)
      case .found(let place): found[task.function].places.append(place)
      case .gap(let gap): found[task.function].gaps.append(gap)
      case .nothing: break
      case .followed(let by): next += by
      }
      offset += places.count
    }
    return next
  }

  /// Ascending; what two neighbouring stretches both found stands once.
  private func joined(_ places: [ZeroSet.Place]) -> [ZeroSet.Place] {
    var result: [ZeroSet.Place] = []
    for place in places.sorted(by: { $0.start < $1.start }) {
      if let last = result.last {
        if last == place { continue }
        if case .interval(let range) = last, range.contains(place.start) {
          if case .interval(let other) = place, other.upperBound > range.upperBound {
            result[result.count - 1] = .interval(range.lowerBound...other.upperBound)
          }
          continue
        }
        if case .root(let old) = last, case .root(let new) = place, new - old <= 1e-14 * abs(new) { continue }
      }
      result.append(place)
    }
    return result
  }

  // MARK: What the samples show

  /// The samples of one function and what there is to look into.
  private struct Scan {
    let function: Int
    let places: [Double]
    let values: [Double]
    let scale: Double

    private var noise: Double { scale * ZeroSearch.noise }

    /// −1, 0, 1; nil without a value.
    private func sign(_ index: Int) -> Int? {
      guard places.indices.contains(index) else { return nil }
      return ZeroSearch.sign(values[index], noise)
    }

    var tasks: [Task] { crossings + zeros + turns + gaps }

    /// Neighbours of opposite sign.
    private var crossings: [Task] {
      places.indices.dropLast().compactMap { i in
        guard let left = sign(i), let right = sign(i + 1), left * right < 0 else { return nil }
        return .crossing(
          Crossing(
            function: function, scale: scale, low: (places[i], values[i]),
            high: (places[i + 1], values[i + 1])))
      }
    }

    /// Samples that are zero, runs of them as one.
    private var zeros: [Task] {
      var tasks: [Task] = []
      var index = 0
      while index < places.count {
        guard sign(index) == 0 else {
          index += 1
          continue
        }
        var last = index
        while sign(last + 1) == 0 { last += 1 }
        tasks.append(
          .plateau(
            Plateau(
              function: function, noise: noise, zero: places[index]...places[last],
              outside: (
                index > 0 ? places[index - 1] : nil, last + 1 < places.count ? places[last + 1] : nil
              ))))
        index = last + 1
      }
      return tasks
    }

    /// Samples nearer to zero than both neighbours, near enough that the function may reach it in between.
    private var turns: [Task] {
      places.indices.dropFirst().dropLast().compactMap { i in
        guard let sign = sign(i), sign != 0, self.sign(i - 1) == sign, self.sign(i + 1) == sign else {
          return nil
        }
        let (a, m, b) = (abs(values[i - 1]), abs(values[i]), abs(values[i + 1]))
        guard m <= a, m <= b, m <= 2 * max(a - m, b - m) else { return nil }
        return .turn(
          Turn(function: function, scale: scale, places: [places[i - 1], places[i + 1]], sign: sign))
      }
    }

    /// Stretches without a value.
    private var gaps: [Task] {
      var tasks: [Task] = []
      var index = 0
      while index < places.count {
        guard sign(index) == nil else {
          index += 1
          continue
        }
        var last = index
        while last + 1 < places.count, sign(last + 1) == nil { last += 1 }
        tasks.append(
          .gap(
            GapEdges(
              function: function, number: values[index],
              low: Edge(
                inside: places[index], outside: index > 0 ? places[index - 1] : nil),
              high: Edge(
                inside: places[last], outside: last + 1 < places.count ? places[last + 1] : nil))))
        index = last + 1
      }
      return tasks
    }
  }

  fileprivate static func sign(_ value: Double, _ noise: Double) -> Int? {
    guard value.isFinite else { return nil }
    return abs(value) <= noise ? 0 : value > 0 ? 1 : -1
  }

  // MARK: Looking closer

  private enum Step {
    case open
    case found(ZeroSet.Place)
    case gap(ZeroSet.Gap)
    case nothing
    case followed(by: [Task])
  }

  private enum Task {
    case crossing(Crossing)
    case plateau(Plateau)
    case turn(Turn)
    case gap(GapEdges)
    case resample(Resample)

    var function: Int {
      switch self {
      case .crossing(let task): task.function
      case .plateau(let task): task.function
      case .turn(let task): task.function
      case .gap(let task): task.function
      case .resample(let task): task.function
      }
    }

    var requests: [Double] {
      switch self {
      case .crossing(let task): [task.request]
      case .plateau(let task): task.requests
      case .turn(let task): task.requests
      case .gap(let task): task.requests
      case .resample(let task): task.requests
      }
    }

    mutating func take(_ values: [Double]) -> Step {
      switch self {
      case .crossing(var task):
        let step = task.take(values[0])
        self = .crossing(task)
        return step
      case .plateau(var task):
        let step = task.take(values)
        self = .plateau(task)
        return step
      case .turn(var task):
        let step = task.take(values)
        self = .turn(task)
        return step
      case .gap(var task):
        let step = task.take(values)
        self = .gap(task)
        return step
      case .resample(let task): return task.take(values)
      }
    }
  }

  /// A stretch with a place without value in it: sampled finer.
  private struct Resample {
    let function: Int
    let scale: Double
    let low: Double
    let high: Double
    private static let parts = 16

    var requests: [Double] {
      (0...Self.parts).map { low + (high - low) * Double($0) / Double(Self.parts) }
    }

    func take(_ values: [Double]) -> Step {
      .followed(by: Scan(function: function, places: requests, values: values, scale: scale).tasks)
    }
  }

  /// Closes in on a change of sign by inverse quadratic interpolation, or halving where that is not safe.
  private struct Crossing {
    let function: Int
    let scale: Double
    private let whole: (low: Double, high: Double)
    private var a: (x: Double, y: Double)
    private var b: (x: Double, y: Double)
    private var part = 0.5

    init(function: Int, scale: Double, low: (x: Double, y: Double), high: (x: Double, y: Double)) {
      self.function = function
      self.scale = scale
      whole = (low.x, high.x)
      a = high
      b = low
    }

    var request: Double { a.x + part * (b.x - a.x) }

    mutating func take(_ value: Double) -> Step {
      let x = request
      guard value.isFinite else {
        // The function has no value in between: what lies beside is sampled again.
        let (low, high) = (min(a.x, b.x), max(a.x, b.x))
        let isNarrow = high - low <= 1e-12 * max(abs(low), abs(high))
        return isNarrow
          ? .gap(.init(range: low...high, number: value))
          : .followed(by: [.resample(Resample(function: function, scale: scale, low: low, high: high))])
      }
      var c = a
      if (value > 0) != (a.y > 0) {
        c = b
        b = a
      }
      a = (x, value)
      let best = abs(a.y) < abs(b.y) ? a : b
      let width = 4 * abs(best.x) * 0x1p-52 + 1e-16 * (whole.high - whole.low)
      let least = width / abs(b.x - c.x)
      let isClosed = abs(b.x - a.x) <= width || least > 0.5
      if best.y == 0 || isClosed { return ended(best) }
      let (xi, phi) = ((a.x - b.x) / (c.x - b.x), (a.y - b.y) / (c.y - b.y))
      part = 0.5
      if phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi {
        part =
          a.y / (b.y - a.y) * c.y / (b.y - c.y)
          + (c.x - a.x) / (b.x - a.x) * a.y / (c.y - a.y) * b.y / (c.y - b.y)
      }
      part = min(max(part, least), 1 - least)
      if !part.isFinite { part = 0.5 }
      return .open
    }

    private func ended(_ best: (x: Double, y: Double)) -> Step {
      if best.y != 0, abs(a.y - b.y) > scale * ZeroSearch.tolerance {
        let (low, high) = a.x < b.x ? (a, b) : (b, a)
        return .found(.jump(at: high.x, before: low.y, after: high.y))
      }
      return .followed(by: [
        .plateau(
          Plateau(
            function: function, noise: scale * ZeroSearch.noise, zero: best.x...best.x,
            outside: (whole.low, whole.high)))
      ])
    }
  }

  /// A place where a condition changes between two numbers: halved until they are neighbours.
  private struct Edge {
    /// The last place known to lie inside.
    var inside: Double
    /// The first known to lie outside; nil at the end of the range.
    var outside: Double?
    private let width: Double

    init(inside: Double, outside: Double?) {
      self.inside = inside
      self.outside = outside
      width = 1e-15 * abs((outside ?? inside) - inside)
    }

    private var middle: Double? {
      guard let outside else { return nil }
      let middle = inside + (outside - inside) / 2
      let isClosed = abs(outside - inside) <= width || middle == inside || middle == outside
      return isClosed ? nil : middle
    }

    var request: Double? { middle }

    mutating func take(isInside: Bool) {
      guard let middle else { return }
      if isInside { inside = middle } else { outside = middle }
    }
  }

  /// How far zeros reach to both sides of one.
  private struct Plateau {
    let function: Int
    let noise: Double
    private let zero: ClosedRange<Double>
    private let span: Double
    private var low: Edge
    private var high: Edge
    private var isProbed = false

    init(function: Int, noise: Double, zero: ClosedRange<Double>, outside: (low: Double?, high: Double?)) {
      self.function = function
      self.noise = noise
      self.zero = zero
      low = Edge(inside: zero.lowerBound, outside: outside.low)
      high = Edge(inside: zero.upperBound, outside: outside.high)
      span = (outside.high ?? zero.upperBound) - (outside.low ?? zero.lowerBound)
    }

    /// First one look a little to each side: most zeros stand alone.
    var requests: [Double] {
      isProbed ? [low.request, high.request].compactMap { $0 } : [probe(low), probe(high)].compactMap { $0 }
    }

    private func probe(_ edge: Edge) -> Double? {
      edge.outside.map { edge.inside + 1e-6 * ($0 - edge.inside) }
    }

    mutating func take(_ values: [Double]) -> Step {
      var answers = values.map { $0.isFinite && abs($0) <= noise }[...]
      if !isProbed {
        isProbed = true
        for edge in [\Plateau.low, \Plateau.high] {
          guard let place = probe(self[keyPath: edge]), let isZero = answers.popFirst() else { continue }
          if isZero { self[keyPath: edge].inside = place } else { self[keyPath: edge].outside = place }
        }
        // Alone: nothing beside it is zero.
        if low.inside == zero.lowerBound, high.inside == zero.upperBound, zero.lowerBound == zero.upperBound {
          return .found(.root(zero.lowerBound))
        }
      } else {
        if low.request != nil, let isZero = answers.popFirst() { low.take(isInside: isZero) }
        if high.request != nil, let isZero = answers.popFirst() { high.take(isInside: isZero) }
      }
      if low.request != nil || high.request != nil { return .open }
      let isShort = high.inside - low.inside <= ZeroSearch.shortest * span
      return .found(
        isShort
          ? .root(zero.lowerBound == zero.upperBound ? zero.lowerBound : (low.inside + high.inside) / 2)
          : .interval(low.inside...high.inside))
    }
  }

  /// A stretch in which a function comes near zero and turns: sampled finer and finer around the nearest place.
  private struct Turn {
    let function: Int
    let scale: Double
    var places: [Double]
    let sign: Int
    private let span: Double
    private static let parts = 16

    init(function: Int, scale: Double, places: [Double], sign: Int) {
      self.function = function
      self.scale = scale
      self.places = places
      self.sign = sign
      span = places[1] - places[0]
    }

    var requests: [Double] {
      let (low, high) = (places[0], places[1])
      return (0...Self.parts).map { low + (high - low) * Double($0) / Double(Self.parts) }
    }

    mutating func take(_ values: [Double]) -> Step {
      let places = requests
      let noise = scale * ZeroSearch.noise
      let signs = values.map { ZeroSearch.sign($0, noise) }
      if signs.contains(where: { $0 != nil && $0 != sign }) {
        // It crosses, or it reaches zero: the finer samples show where.
        let scan = Scan(function: function, places: places, values: values, scale: scale)
        return .followed(by: scan.tasks.filter { if case .turn = $0 { false } else { true } })
      }
      guard
        let nearest = values.indices.filter({ values[$0].isFinite }).min(by: {
          abs(values[$0]) < abs(values[$1])
        })
      else { return .nothing }
      let (left, right) = (max(nearest - 1, 0), min(nearest + 1, Self.parts))
      let depth = [values[left], values[right]].filter(\.isFinite).map(abs).max()! - abs(values[nearest])
      if places[right] - places[left] <= 1e-10 * span || depth <= noise {
        return abs(values[nearest]) <= scale * ZeroSearch.tolerance
          ? .found(.root(places[nearest])) : .nothing
      }
      // Too far from zero for what is left of the curve.
      if abs(values[nearest]) > 2 * depth { return .nothing }
      self.places = [places[left], places[right]]
      return .open
    }
  }

  /// The ends of a stretch without a value.
  private struct GapEdges {
    let function: Int
    let number: Double
    var low: Edge
    var high: Edge

    var requests: [Double] { [low.request, high.request].compactMap { $0 } }

    mutating func take(_ values: [Double]) -> Step {
      var answers = values[...]
      if low.request != nil, let value = answers.popFirst() { low.take(isInside: !value.isFinite) }
      if high.request != nil, let value = answers.popFirst() { high.take(isInside: !value.isFinite) }
      guard low.request == nil, high.request == nil else { return .open }
      return .gap(.init(range: low.inside...high.inside, number: number))
    }
  }
}
