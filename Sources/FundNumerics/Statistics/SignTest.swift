/// Which of two things is so less often, by the rows in which only one of them is (符号检验): of those each is as likely
/// as the other where there is no difference.
///
/// Source: Q. McNemar, Psychometrika 12, 1947, doi:10.1007/BF02295996, with the correction for continuity of A. Edwards,
/// Psychometrika 13, 1948, doi:10.1007/BF02289261.
///
/// - Parameters:
///   - first: rows in which only the first is so.
///   - second: rows in which only the second is so.
///   - level: the confidence, 0 < level < 1.
/// - Returns: true where the first is so less often, as far as that many rows can tell.
package func isRarer(_ first: Int, than second: Int, level: Double = 0.95) -> Bool {
  // Without the correction four rows against none would do, which chance gives one time in eight.
  Double(second - first) - 1 >= normalQuantile((1 + level) / 2) * Double(first + second).squareRoot()
}
