import FundNumerics
import Testing

@Suite struct LinearSystemTests {
  @Test func `a system by hand`() throws {
    // 2x + y = 5, x − 3y = −8 → x = 1, y = 3.
    let answer = try #require(solution(of: [[2, 1], [1, -3]], [5, -8]))
    #expect(abs(answer[0] - 1) < 1e-14 && abs(answer[1] - 3) < 1e-14)
    #expect(solution(of: [], []) == [])
  }

  @Test func `sizes of rows and columns do not matter`() throws {
    // Yuan beside rates: x = 2e8, y = 0.03.
    let answer = try #require(solution(of: [[1e-9, 1e12], [3, 2e-7]], [1e-9 * 2e8 + 3e10, 6e8 + 6e-9]))
    #expect(abs(answer[0] / 2e8 - 1) < 1e-12 && abs(answer[1] / 0.03 - 1) < 1e-12)
  }

  @Test func `singular systems have no solution`() {
    #expect(solution(of: [[1, 2], [2, 4]], [1, 2]) == nil)
    #expect(solution(of: [[0, 0], [1, 1]], [1, 1]) == nil)
    #expect(solution(of: [[0, 1], [0, 1]], [1, 1]) == nil)
    #expect(solution(of: [[1]], [.nan]) == nil)
  }

  @Test func `of many solutions the shortest`() throws {
    // 3x + 4y = 25: the nearest point to the origin is (3, 4).
    let answer = try #require(shortestSolution(of: [[3, 4]], [25]))
    #expect(abs(answer[0] - 3) < 1e-14 && abs(answer[1] - 4) < 1e-14)
    #expect(shortestSolution(of: [[1, 1, 1], [2, 2, 2]], [1, 2]) == nil)
  }
}
