import FundFormula
import FundNumerics
import Testing

/// Plans of so many rows that a whole block would not fit: fewer lanes at a time, the same answers.
@Suite struct NarrowPlanTests {
  init() { setLinearAlgebraThreads(1) }

  /// Rows that bend, each held against what all come to, so that all must be kept until then; and a share of the sum.
  private func graph(rows: Int, periods: Int) throws -> Graph {
    func input(_ path: String, _ value: Double) -> Scalar {
      .input(Input(path: path, label: Bilingual(verbatim: path), value: value))
    }
    let (x, y) = (input("x", 1), input("y", 2))
    let bent = (0..<rows).map { row -> Row in
      let weights = (0..<periods).map { Double(($0 * 7 + row * 3) % 11) - 5 + Double(row) / 4096 }
      return larger(x * Row.constant(weights), y * Row.constant(weights.map { 1 - $0 }))
    }
    let whole = total(bent, count: periods)
    let size = whole * whole + Scalar.one
    let sum = total(bent.map { ($0 / size).sum }).named("sum", Bilingual(verbatim: "sum"), .number)
    let share = (sum / (x + y)).named("share", Bilingual(verbatim: "share"), .number)
    return try Graph([sum.formula, share.formula])
  }

  private func plan(_ graph: Graph) -> Plan {
    let outputs = ["sum", "share"].compactMap(graph.node)
    return Plan(graph, at: graph.evaluate(), varying: [0, 1], outputs: outputs)
  }

  @Test func `storage does not grow with rows and periods`() throws {
    #expect(plan(try graph(rows: 20, periods: 30)).makeLanes().width == Plan.blockWidth)
    for (rows, periods) in [(400, 120), (1500, 120)] {
      let lanes = plan(try graph(rows: rows, periods: periods)).makeLanes()
      #expect(
        lanes.width < Plan.blockWidth && lanes.count < 10 << 20, "\(lanes.width) lanes of \(lanes.count)")
    }
  }

  @Test func `narrow blocks give what one evaluation gives, every lane at its place`() throws {
    let graph = try graph(rows: 400, periods: 120)
    let plan = plan(graph)
    let xs = (0..<Plan.blockWidth).map { Double($0) / 17 - 4 }
    let ys = (0..<Plan.blockWidth).map { 3 - Double($0 * $0 % 101) / 13 }
    let answer = plan.evaluate([xs, ys], on: plan.makeLanes())
    for lane in stride(from: 0, to: Plan.blockWidth, by: 5) {
      let own = graph.evaluate(setting: [0: xs[lane], 1: ys[lane]])
      for (place, output) in plan.outputs.enumerated() {
        #expect(abs(answer[place][lane] - own[output][0]) <= 1e-9 * max(1, abs(own[output][0])))
      }
    }
  }
}
