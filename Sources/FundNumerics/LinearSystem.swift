internal import COpenBLAS

/// A square system of linear equations, solved by LAPACK's `dgesv`.
///
/// Rows and columns are scaled to size one first, so that yuan beside rates does not look singular.
///
/// - Parameters:
///   - matrix: `[rows][columns]`, square.
///   - right: `[rows]`.
/// - Returns: `[columns]`; nil where the matrix is singular to ten digits, or a number is not finite.
package func solution(of matrix: [[Double]], _ right: [Double]) -> [Double]? {
  let count = matrix.count
  precondition(right.count == count && matrix.allSatisfy { $0.count == count }, "not a square system")
  guard count > 0 else { return [] }
  let rows = matrix.map { row in row.map(abs).max() ?? 0 }
  guard rows.allSatisfy({ $0 > 0 && $0.isFinite }), right.allSatisfy(\.isFinite) else { return nil }
  let columns = (0..<count).map { column in matrix.indices.map { abs(matrix[$0][column]) / rows[$0] }.max()! }
  guard columns.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
  var factors = (0..<count).flatMap { column in
    matrix.indices.map { matrix[$0][column] / rows[$0] / columns[column] }
  }
  var answer = zip(right, rows).map { $0 / $1 }
  var (size, one, pivots, info): (Int32, Int32, [Int32], Int32) = (
    Int32(count), 1, Array(repeating: 0, count: count), 0
  )
  var (leading, leadingRight) = (size, size)
  dgesv_(&size, &one, &factors, &leading, &pivots, &answer, &leadingRight, &info)
  // What is left on the diagonal says how far from singular the system is.
  let diagonal = (0..<count).map { abs(factors[$0 * count + $0]) }
  guard info == 0, diagonal.min()! > 1e-10 * diagonal.max()! else { return nil }
  return zip(answer, columns).map { $0 / $1 }
}

/// The shortest vector that solves an under-determined system: Aᵀ(AAᵀ)⁻¹b.
///
/// - Returns: nil where rows of `matrix` depend on each other.
package func shortestSolution(of matrix: [[Double]], _ right: [Double]) -> [Double]? {
  guard matrix.count < matrix.first?.count ?? 0 else { return solution(of: matrix, right) }
  let square = matrix.map { row in matrix.map { other in zip(row, other).map(*).reduce(0, +) } }
  guard let weights = solution(of: square, right) else { return nil }
  return (matrix.first ?? []).indices.map { column in
    zip(weights, matrix).map { $0 * $1[column] }.reduce(0, +)
  }
}
