/// Correlated inputs with any distributions: standard normal numbers are correlated, and their probabilities drawn from.
///
/// Source: R. Nelsen, "An introduction to copulas", 2006, section 2.
package struct GaussianCopula: Sendable {
  package let inputs: Int
  /// L with L·Lᵀ the correlation of the normal numbers; zero above the diagonal. `[inputs × inputs]`, row-major.
  package let factor: [Double]

  /// - Parameters:
  ///   - inputs: how many are correlated.
  ///   - correlations: of pairs of inputs; pairs not given are independent but for what they share with others.
  ///   - measure: what the correlations are measured on.
  /// - Complexity: O(inputs³); more where a contradiction has to be found.
  package init(
    inputs: Int, correlations: [Correlation], measure: CorrelationMeasure = .normal
  ) throws(CorrelationFault) {
    let matrix = try CorrelationMatrix(inputs: inputs, correlations: correlations, measure: measure)
    switch choleskyFactor(of: matrix.entries, order: inputs) {
    case .factor(let factor):
      self.inputs = inputs
      self.factor = factor
    case .notPositiveDefinite(let row):
      throw .contradiction(matrix.contradiction(upTo: row))
    }
  }

  /// Replaces independent standard normal numbers by correlated ones.
  ///
  /// Each lane is computed alone and in one order, whatever the width of the block.
  ///
  /// - Parameter offset: where the inputs' vectors of normal numbers lie, one after the other.
  /// - Complexity: O(inputs² · width).
  package func correlate(_ lanes: Lanes, from offset: Int) {
    func vector(_ input: Int) -> LaneReference { lanes.vector(input, from: offset) }
    // From the last one on: each needs only those before it, which are still as they were.
    for row in (0..<inputs).reversed() {
      lanes.withVector(vector(row)) { $0.replaceEach { $0 * factor[row * inputs + row] } }
      for column in 0..<row where factor[row * inputs + column] != 0 {
        lanes.accumulate(vector(column), times: factor[row * inputs + column], into: vector(row))
      }
    }
  }
}
