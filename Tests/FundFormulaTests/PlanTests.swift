import FundFormula
import FundNumerics
import FundTestSupport
import Testing

/// Runs a plan over any number of lanes in blocks; the last is padded with its first lane.
private func run(_ plan: Plan, _ lanes: [[Double]]) -> [[Double]] {
  let storage = plan.makeLanes()
  var answers: [[Double]] = []
  for start in stride(from: 0, to: lanes.count, by: Plan.blockWidth) {
    let block = (start..<start + Plan.blockWidth).map { lanes[$0 < lanes.count ? $0 : start] }
    let columns = plan.varying.indices.map { input in block.map { $0[input] } }
    let answer = plan.evaluate(columns, on: storage)
    for lane in 0..<min(Plan.blockWidth, lanes.count - start) { answers.append(answer.map { $0[lane] }) }
  }
  return answers
}

/// What differs between two numbers of the engine.
private func difference(_ number: Double, _ expected: Double, within limit: Double) -> String? {
  switch (Outcome(number), Outcome(expected)) {
  case (.value(let a), .value(let b)): abs(a - b) <= limit ? nil : "\(a) ≠ \(b)"
  case (let a, let b): a == b ? nil : "\(a) ≠ \(b)"
  }
}

@Suite struct PlanTests {
  init() { setLinearAlgebraThreads(1) }

  /// A random graph with a random part of its inputs varied, and 1,000 lanes.
  private struct Case {
    let random: RandomGraph
    let graph: Graph
    let plan: Plan
    let base: Evaluation
    let lanes: [[Double]]

    init(seed: UInt64) throws {
      random = RandomGraph(seed: seed)
      graph = try random.graph()
      var draws = SplitMix(seed + 77)
      let chosen = random.knobs.indices.filter { _ in Double.random(in: 0..<1, using: &draws) < 0.6 }
      let setting = random.setting(&draws)
      let graph = graph
      let places = random.knobs.map { graph.input($0.input.path)! }
      base = graph.evaluate(setting: Dictionary(uniqueKeysWithValues: zip(places, setting)))
      settings = Dictionary(uniqueKeysWithValues: zip(places, setting))
      let scalars = graph.nodes.indices.filter { graph.nodes[$0].shape == .scalar }
      plan = Plan(graph, at: base, varying: chosen.map { places[$0] }, outputs: scalars)
      let random = random
      lanes = (0..<1000).map { _ in
        let drawn = random.setting(&draws)
        return chosen.map { drawn[$0] }
      }
    }
    let settings: [Int: Double]

    func point(_ lane: [Double]) -> Evaluation {
      graph.evaluate(setting: settings.merging(zip(plan.varying, lane)) { $1 })
    }
  }

  @Test(arguments: 0..<120)
  func `every lane of a batch equals the graph at that point`(seed: Int) throws {
    let sample = try Case(seed: UInt64(seed) + 5000)
    let answers = run(sample.plan, sample.lanes)
    for (index, lane) in sample.lanes.enumerated() where index % 7 == 0 || index >= 990 {
      let point = sample.point(lane)
      let largest = sample.graph.nodes.indices.flatMap { point[$0] }.filter(\.isFinite).map(abs).max() ?? 1
      for (place, node) in sample.plan.outputs.enumerated() {
        let isRate: Bool
        if case .operation(let operation) = sample.graph.nodes[node].kind {
          isRate = operation is RateOfReturn
        } else {
          isRate = false
        }
        let expected = point[node][0]
        let limit = isRate ? 1e-9 * max(1, abs(expected)) : 1e-12 * max(1, largest)
        let fault = difference(answers[index][place], expected, within: limit)
        #expect(fault == nil, "\(sample.graph.title(of: node)) in lane \(index)")
      }
    }
  }

  @Test(arguments: 0..<60)
  func `a lane has the same bits whatever block it stands in`(seed: Int) throws {
    let sample = try Case(seed: UInt64(seed) + 9000)
    let whole = run(sample.plan, sample.lanes)
    let shifted = run(sample.plan, Array(sample.lanes.dropFirst(131)))
    let backwards = Array(run(sample.plan, sample.lanes.reversed()).reversed())
    let alone = run(sample.plan, [sample.lanes[17]])[0]
    #expect(whole.map { $0.map(\.bitPattern) } == backwards.map { $0.map(\.bitPattern) })
    #expect(whole.dropFirst(131).map { $0.map(\.bitPattern) } == shifted.map { $0.map(\.bitPattern) })
    #expect(whole[17].map(\.bitPattern) == alone.map(\.bitPattern))
  }

  // MARK: By hand

  private static func input(_ path: String, _ value: Double) -> Scalar {
    .input(Input(path: path, label: Bilingual(verbatim: path), value: value))
  }

  /// The outputs of `plan` at one lane.
  private static func lane(_ formulas: [Formula], varying: [String], at values: [Double]) throws -> (
    Plan, [Double]
  ) {
    let graph = try Graph(formulas)
    let outputs = formulas.indices.map { graph.node("out.\($0)")! }
    let plan = Plan(graph, at: graph.evaluate(), varying: varying.map { graph.input($0)! }, outputs: outputs)
    return (plan, run(plan, [values])[0])
  }

  private static func outputs(_ scalars: [Scalar]) -> [Formula] {
    scalars.enumerated().map { $1.named("out.\($0)", Bilingual(verbatim: "out"), .yuan).formula }
  }

  @Test func `sums and present values of affine rows fold into one product`() throws {
    let (price, cost) = (Self.input("price", 3), Self.input("cost", 2))
    let flows = price * Row.constant([0, 10, 20]) - cost * Row.constant([15, 1, 1])
    let times = Row.constant([0, 1, 2])
    let (plan, answer) = try Self.lane(
      Self.outputs([flows.sum, flows.presentValue(at: .constant(0.25), times: times)]),
      varying: ["price", "cost"], at: [4, 1])
    #expect(plan.summary.bent == 0)
    #expect(plan.summary.rows == 2 && plan.summary.terms == 2)
    #expect(abs(answer[0] - 103) < 1e-12)
    #expect(abs(answer[1] - (-15 + 39 / 1.25 + 79 / 1.5625)) < 1e-12)
  }

  @Test func `terms that fall on the same times are one, of either sign, and equal rows too`() throws {
    let (price, own, fee) = (Self.input("price", 3), Self.input("own", 2), Self.input("fee", 1))
    let row = Row.constant([0, 10, 20])
    let flows = price * row + own * row - fee * row
    let again = own * row - fee * row + price * row
    let (plan, answer) = try Self.lane(
      Self.outputs([flows.sum, again.sum, (Scalar.constant(2) * flows).sum]),
      varying: ["price", "own", "fee"],
      at: [4, 7, 5])
    #expect(plan.summary.terms == 1 && plan.summary.rows == 2)
    #expect(answer == [180, 180, 360])  // 30 × (4 + 7 − 5)
  }

  @Test func `a missing term among those that are one is missing in the answer with its reason`() throws {
    let (price, fee, share) = (Self.input("price", 3), Self.input("fee", 1), Self.input("share", 2))
    let row = Row.constant([0, 10, 20])
    let formulas = Self.outputs([(price * row - (fee / share) * row).sum, (price * row).sum])
    let (_, answer) = try Self.lane(formulas, varying: ["price", "fee", "share"], at: [4, 6, 0])
    #expect(Outcome(answer[0]) == .missing(.noDenominator))
    #expect(answer[1] == 120)
    let (_, whole) = try Self.lane(formulas, varying: ["price", "fee", "share"], at: [4, 6, 3])
    #expect(whole == [60, 120])
  }

  @Test func `a product of two varied scalars and a row is one term`() throws {
    let (a, b, c) = (Self.input("a", 3), Self.input("b", 2), Self.input("c", 5))
    let row = a * (b * (Row.constant([1, 2]) + c * Row.constant([0, 1])) + Row.constant([1, 1]))
    let (plan, answer) = try Self.lane(Self.outputs([row.sum]), varying: ["a", "b", "c"], at: [2, 3, 7])
    #expect(plan.summary.bent == 0)
    #expect(answer == [64])  // 2 × (3 × (1 + 2 + 7) + 2)
  }

  @Test func `a product in a later level reads what an earlier one gave`() throws {
    let (a, b) = (Self.input("a", 3), Self.input("b", 2))
    let first = (a * Row.constant([1, 2, 3])).sum
    let second = (larger(first - b, .zero) * Row.constant([1, 1])).sum
    let third = (second * (b * Row.constant([1, 4]))).sum
    let (_, answer) = try Self.lane(Self.outputs([first, second, third]), varying: ["a", "b"], at: [2, 5])
    #expect(answer == [12, 14, 350])
  }

  @Test func `constants, inputs and affine sums may be asked for`() throws {
    let (a, b) = (Self.input("a", 3), Self.input("b", 2))
    let fixed = b * b
    let graph = try Graph([
      fixed.formula, a.formula, (a + b).formula, (a * Row.constant([1, 2])).sum.formula,
    ])
    let scalars = graph.nodes.indices.filter { graph.nodes[$0].shape == .scalar }
    let plan = Plan(graph, at: graph.evaluate(), varying: [graph.input("a")!], outputs: scalars)
    #expect(Set(run(plan, [[10]])[0]) == [2, 4, 10, 12, 30])
  }

  @Test func `a ring of affine rows is a product, one whose rate varies a kernel`() throws {
    let (amount, rate) = (Self.input("amount", 100), Self.input("rate", 0.1))
    let balance = Row.reference("balance", count: 3)
    let closing = (balance.previous() + rate * balance.previous() + amount * Row.constant([1, 0, 0]))
      .named("balance", Bilingual(verbatim: "balance"), .yuan)
    let formulas = Self.outputs([balance.value(in: .constant(3))]) + [closing.formula]
    let graph = try Graph(formulas)
    let (out, base) = (graph.node("out.0")!, graph.evaluate())
    func plan(_ paths: [String]) -> Plan {
      Plan(graph, at: base, varying: paths.map { graph.input($0)! }, outputs: [out])
    }
    let (straight, bent) = (plan(["amount"]), plan(["amount", "rate"]))
    #expect(straight.summary.bent == 0 && straight.summary.rows == 1)
    #expect(bent.summary.bent > 0)
    #expect(abs(run(straight, [[50]])[0][0] - 60.5) < 1e-12)
    #expect(abs(run(bent, [[50, 0.2]])[0][0] - 72) < 1e-12)
  }

  @Test func `a missing term spoils only the rows that read it`() throws {
    let (a, b) = (Self.input("a", 3), Self.input("b", 2))
    let share = a.divided(by: b, orElse: .noDebt)
    let row = share * Row.constant([1, 2, 3])
    let formulas = Self.outputs([
      row.sum, (a * Row.constant([1, 2, 3])).sum, row.shifted(by: 1).value(in: .one),
      row.shifted(by: 1).value(in: .constant(2)),
    ])
    let (_, answer) = try Self.lane(formulas, varying: ["a", "b"], at: [5, 0])
    #expect(answer.map { Outcome($0) } == [.missing(.noDebt), .value(30), .value(0), .missing(.noDebt)])
  }

  @Test func `a fixed missing scalar in front of a varied row stays missing`() throws {
    let (a, b) = (Self.input("a", 3), Self.input("b", 0))
    let row = a.divided(by: b, orElse: .noDebt) * (Self.input("c", 1) * Row.constant([1, 2]))
    let (_, answer) = try Self.lane(Self.outputs([row.sum]), varying: ["c"], at: [5])
    #expect(Outcome(answer[0]) == .missing(.noDebt))
  }
}
