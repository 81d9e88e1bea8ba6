/// The largest magnitude that counts as a number: beyond it sums of squares would overflow.
let largestMagnitude = 1e150

/// Whether statistics count it as a number.
package func isCounted(_ x: Double) -> Bool { abs(x) <= largestMagnitude }

/// Sums over one block of two columns, about numbers near their means, where both have a number.
struct BlockSums {
  let count: Int
  /// Near the mean of each column.
  private let x: Double
  private let y: Double
  /// Σ(xᵢ − x), Σ(yᵢ − y), Σ(xᵢ − x)(yᵢ − y).
  private let first: Double
  private let second: Double
  private let product: Double

  init(_ a: Span<Double>, _ b: Span<Double>) {
    precondition(a.count == b.count, "blocks of \(a.count) and \(b.count) numbers")
    var (total, xs, ys) = (Four.zero, Four.zero, Four.zero)
    forEachFour(a, b) { present, a, b in
      total += present
      xs += a
      ys += b
    }
    count = Int(ordered(total))
    x = count > 0 ? ordered(xs) / Double(count) : 0
    y = count > 0 ? ordered(ys) / Double(count) : 0
    let (x, y) = (x, y)
    var (s, t, product) = (Four.zero, Four.zero, Four.zero)
    forEachFour(a, b) { present, a, b in
      let (dx, dy) = (a - present * x, b - present * y)
      s += dx
      t += dy
      product += dx * dy
    }
    first = ordered(s)
    second = ordered(t)
    self.product = ordered(product)
  }

  /// The same of one column with itself.
  init(_ a: Span<Double>, _ extent: BlockExtent) {
    count = extent.count
    let x = count > 0 ? extent.sum / Double(count) : 0
    var (s, product) = (Four.zero, Four.zero)
    forEachFour(a) { present, a in
      let dx = a - present * x
      s += dx
      product += dx * dx
    }
    self.x = x
    y = x
    first = ordered(s)
    second = first
    self.product = ordered(product)
  }

  /// Adds Σxᵢ.
  func addFirst(to sum: inout ExactSum) {
    sum.add(x, times: 1, count: count)
    sum.add(first)
  }

  /// Adds Σyᵢ.
  func addSecond(to sum: inout ExactSum) {
    sum.add(y, times: 1, count: count)
    sum.add(second)
  }

  /// Adds Σxᵢyᵢ.
  func addProducts(to sum: inout ExactSum) {
    sum.add(x, times: y, count: count)
    sum.add(x, times: second)
    sum.add(y, times: first)
    sum.add(product)
  }
}

/// How many numbers a block has, the least and the largest of them (+∞ and −∞ where there is none), and about their sum.
package struct BlockExtent: Sendable {
  package let count: Int
  let minimum: Double
  let maximum: Double
  let sum: Double

  package init(_ block: Span<Double>) {
    var (total, sum) = (Four.zero, Four.zero)
    var (low, high) = (Four(repeating: .infinity), Four(repeating: -.infinity))
    for place in stride(from: 0, to: block.count, by: 4) {
      let x = place + 4 <= block.count ? block.four(at: place) : rest(of: block, from: place)
      let isPresent = x.magnitude .<= largestMagnitude
      total += Four.zero.replacing(with: 1, where: isPresent)
      sum += Four.zero.replacing(with: x, where: isPresent)
      low.replace(with: x, where: isPresent .& (x .< low))
      high.replace(with: x, where: isPresent .& (x .> high))
    }
    count = Int(ordered(total))
    self.sum = ordered(sum)
    minimum = low.min()
    maximum = high.max()
  }
}

/// Hands over four lanes at a time: 1 where both have a number, else 0; and the numbers, or 0.
@inline(__always)
private func forEachFour(_ a: Span<Double>, _ b: Span<Double>, _ body: (Four, Four, Four) -> Void) {
  for place in stride(from: 0, to: a.count, by: 4) {
    let isWhole = place + 4 <= a.count
    let x = isWhole ? a.four(at: place) : rest(of: a, from: place)
    let y = isWhole ? b.four(at: place) : rest(of: b, from: place)
    let isPresent = (x.magnitude .<= largestMagnitude) .& (y.magnitude .<= largestMagnitude)
    body(
      Four.zero.replacing(with: 1, where: isPresent), Four.zero.replacing(with: x, where: isPresent),
      Four.zero.replacing(with: y, where: isPresent))
  }
}

/// Hands over four lanes of one column at a time: 1 where there is a number, else 0; and the number, or 0.
@inline(__always)
private func forEachFour(_ a: Span<Double>, _ body: (Four, Four) -> Void) {
  for place in stride(from: 0, to: a.count, by: 4) {
    let x = place + 4 <= a.count ? a.four(at: place) : rest(of: a, from: place)
    let isPresent = x.magnitude .<= largestMagnitude
    body(Four.zero.replacing(with: 1, where: isPresent), Four.zero.replacing(with: x, where: isPresent))
  }
}

/// The last numbers of a block, what is missing to four being missing.
func rest(of block: Span<Double>, from place: Int) -> Four {
  var numbers = Four(repeating: .nan)
  for lane in 0..<(block.count - place) { numbers[lane] = block[place + lane] }
  return numbers
}

/// The sum of four numbers in one order.
@inline(__always)
func ordered(_ x: Four) -> Double { (x[0] + x[1]) + (x[2] + x[3]) }
