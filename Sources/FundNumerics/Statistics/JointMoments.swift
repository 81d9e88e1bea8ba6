/// Covariance and correlation of two columns that stream by in blocks, as `Moments` does it for one.
///
/// A row counts where both columns have a number within ±1e150.
package struct JointMoments: Sendable, Equatable {
  package private(set) var count = 0
  private var (sumX, sumY) = (ExactSum(), ExactSum())
  private var (squaresX, squaresY, products) = (ExactSum(), ExactSum(), ExactSum())

  package init() {}

  /// Adds the rows of one block, at most `Moments.blockWidth` of them.
  package mutating func add(_ x: Span<Double>, _ y: Span<Double>) {
    precondition(
      x.count == y.count && x.count <= Moments.blockWidth, "blocks of \(x.count) and \(y.count) numbers")
    let sums = BlockSums(x, y)
    guard sums.count > 0 else { return }
    count += sums.count
    sums.addFirst(to: &sumX)
    sums.addSecond(to: &sumY)
    sums.addProducts(to: &products)
    if sums.count == x.count {
      BlockSums(x, x).addProducts(to: &squaresX)
      BlockSums(y, y).addProducts(to: &squaresY)
    } else {
      // The squares of the rows that count, and of no others.
      let rows = x.indices.filter { abs(x[$0]) <= largestMagnitude && abs(y[$0]) <= largestMagnitude }
      let (a, b) = (rows.map { x[$0] }, rows.map { y[$0] })
      BlockSums(a.span, a.span).addProducts(to: &squaresX)
      BlockSums(b.span, b.span).addProducts(to: &squaresY)
    }
  }

  /// Adds all that another part of the columns has seen.
  package mutating func add(_ other: JointMoments) {
    count += other.count
    sumX.add(other.sumX)
    sumY.add(other.sumY)
    squaresX.add(other.squaresX)
    squaresY.add(other.squaresY)
    products.add(other.products)
  }

  /// Over n − 1; nil below two rows.
  package var covariance: Double? {
    count > 1 ? centered(products, sumX, sumY, count) / Double(count - 1) : nil
  }

  /// Pearson's, in −1...1; nil below two rows or where a column does not vary.
  package var correlation: Double? {
    guard count > 1 else { return nil }
    let x = centered(squaresX, sumX, sumX, count)
    let y = centered(squaresY, sumY, sumY, count)
    guard x > 0, y > 0 else { return nil }
    return max(-1, min(1, centered(products, sumX, sumY, count) / x.squareRoot() / y.squareRoot()))
  }
}
