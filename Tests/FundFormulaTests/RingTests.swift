import FundFormula
import FundNumerics
import Testing

/// Rings with a meaning, each against a second road in plain arithmetic.
@Suite struct RingTests {
  private static func named(_ row: Row, _ key: String) -> Row {
    row.named(key, Bilingual(verbatim: key), .yuan)
  }

  private static func input(_ path: String, _ value: Double, _ bounds: ClosedRange<Double> = 0...1) -> Scalar
  {
    .input(Input(path: path, label: Bilingual(verbatim: path), value: value, bounds: bounds))
  }

  // MARK: Cash → bridging loan → interest → tax → cash

  /// Two half-years a year: seven bad years, so that losses expire, then good ones.
  private static let income: [Double] =
    [-100, -99, -98, -97, 5, 3, -8, 5, 3, -8, 5, 3, -8, 5, 304, 311, 290, 297, 304, 311]

  private static func cashRing() throws -> Graph {
    let count = income.count
    let calendar = (0..<count).map { 2027 + $0 / 2 }
    func row(_ key: String) -> Row { .reference(key, count: count) }
    let earned = named(input("level", 1, 0...10) * Row.constant(income), "income")
    let interest = named(input("rate", 0.03) * row("loan").previous(), "interest")
    let profit = named((row("income") - row("interest")).sums(of: calendar), "profit")
    let gain = larger(row("profit"), Scalar.zero)
    let loss = larger(Row.zero(count) - row("profit"), Scalar.zero)
    let cameIn = named(loss.runningSum, "cameIn")
    let gone = named(
      larger(row("gone").previous(), row("cameIn").shifted(by: 12)) + row("used"), "gone")
    let stale = larger(row("gone").previous(), row("cameIn").shifted(by: 12))
    let used = named(smaller(gain, larger(row("cameIn").previous() - stale, Scalar.zero)), "used")
    let tax = named(input("tax", 0.25) * (gain - row("used")), "tax")
    let before =
      row("cash").previous() + row("income") - row("interest") - row("tax") - row("loan").previous()
    let loan = named(larger(Row.zero(count) - before, Scalar.zero), "loan")
    let cash = named(before + row("loan"), "cash")
    return try Graph([earned, interest, profit, cameIn, gone, used, tax, loan, cash].map(\.formula))
  }

  /// The same by hand: one loop, losses as a queue of years.
  private static func cashByHand() -> (cash: [Double], loan: [Double], tax: [Double]) {
    var (cash, loan, tax): ([Double], [Double], [Double]) = ([], [], [])
    var losses: [(year: Int, left: Double)] = []
    var profit = 0.0
    for t in 0..<income.count {
      let (owed, held) = (loan.last ?? 0, cash.last ?? 0)
      profit += income[t] - 0.03 * owed
      var due = 0.0
      if t % 2 == 1 {
        let year = t / 2
        losses.removeAll { $0.year + 5 < year }
        var taxed = max(profit, 0)
        for place in losses.indices {
          let set = min(taxed, losses[place].left)
          losses[place].left -= set
          taxed -= set
        }
        due = 0.25 * taxed
        if profit < 0 { losses.append((year, -profit)) }
        profit = 0
      }
      let left = held + income[t] - 0.03 * owed - due - owed
      loan.append(max(0, -left))
      cash.append(left + loan[t])
      tax.append(due)
    }
    return (cash, loan, tax)
  }

  @Test func `cash, bridging loan, interest and tax after losses that expire are one ring`() throws {
    let graph = try Self.cashRing()
    #expect(
      graph.stages.contains {
        if case .ring(let ring) = $0 { ring.contains(graph.node("tax")!) } else { false }
      })
    let values = graph.evaluate()
    let (cash, loan, tax) = Self.cashByHand()
    #expect(tax.contains { $0 > 0 } && loan.contains { $0 > 0 } && cash.contains { $0 > 0 })
    for (key, expected) in [("cash", cash), ("loan", loan), ("tax", tax)] {
      for (t, number) in values[graph.node(key)!].enumerated() {
        #expect(abs(number - expected[t]) < 1e-9, "\(key) in \(t)")
      }
    }
  }

  @Test func `its words come to its numbers`() throws {
    let graph = try Self.cashRing()
    let values = graph.evaluate()
    for (node, name) in graph.named {
      for t in Self.income.indices {
        let found = graph.explanation(of: node, period: t, at: values)
        let value = try WordsEvaluator.value(of: found.numbers).value
        #expect(abs((value ?? .nan) - values[node][t]) < 1e-9, "\(name.key) in \(t): \(found.numbers)")
      }
    }
  }

  @Test func `a cell of a ring looks at its own column and those to its left`() throws {
    let graph = try Self.cashRing()
    let members = Set(
      graph.stages.flatMap { stage in
        if case .ring(let ring) = stage { ring } else { [Int]() }
      })
    var seen = 0
    for cell in WorkbookReading(graph, at: graph.evaluate()).cells {
      guard let origin = cell.origin, members.contains(origin.node),
        case .formula(let text, _, _) = cell.content
      else { continue }
      for match in text.matches(of: /rows!\$?([A-Z]+)\$?\d+(?::\$?([A-Z]+)\$?\d+)?/) {
        let last = String(match.2 ?? match.1)
        #expect(Self.column(last) <= cell.column, "\(WorkbookReading.address(cell)): \(text)")
        seen += 1
      }
    }
    #expect(seen > 100)
  }

  private static func column(_ name: String) -> Int {
    name.unicodeScalars.reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1
  }

  // MARK: Rings inside one period

  /// A bridging loan that pays its own interest: gap ÷ (1 − r).
  @Test func `a loan that bears its own interest is closed`() throws {
    let gap = Row.constant([100, 0, 50])
    let loan = Self.named(gap + Row.reference("interest", count: 3), "loan")
    let interest = Self.named(Self.input("rate", 0.04) * Row.reference("loan", count: 3), "interest")
    let graph = try Graph([loan.formula, interest.formula])
    let values = graph.evaluate()
    for (number, gap) in zip(values[graph.node("loan")!], [100.0, 0, 50]) {
      #expect(abs(number - gap / 0.96) < 1e-12)
    }
    for (number, gap) in zip(values[graph.node("interest")!], [100.0, 0, 50]) {
      #expect(abs(number - 0.04 * gap / 0.96) < 1e-12)
    }
    let found = graph.explanation(of: graph.node("loan")!, period: 0, at: values)
    #expect(found.names.en == "100 ÷ max(1 − rate; 0)")
    #expect(graph.stages.allSatisfy { if case .node = $0 { true } else { false } })
  }

  /// In a taxed year (gap + τp) ÷ (1 − r + τr), and none where money is left.
  @Test func `in a taxed year too, and no loan where nothing lacks`() throws {
    let (gap, profit) = ([100.0, -80, 50], [40.0, 40, 0])
    func row(_ key: String) -> Row { .reference(key, count: 3) }
    let loan = Self.named(
      larger(Row.constant(gap) + row("interest") + row("taxes"), Scalar.zero), "loan")
    let interest = Self.named(Self.input("rate", 0.04) * row("loan"), "interest")
    let taxes = Self.named(
      Self.input("tax", 0.25) * (Row.constant(profit) - row("interest")), "taxes")
    let graph = try Graph([loan, interest, taxes].map(\.formula))
    let values = graph.evaluate()[graph.node("loan")!]
    for t in 0..<3 {
      let closed = (gap[t] + 0.25 * profit[t]) / (1 - 0.04 + 0.25 * 0.04)
      #expect(abs(values[t] - max(0, closed)) < 1e-12, "in \(t)")
    }
  }

  @Test func `the smallest of falling forms behind a minus is the largest`() throws {
    // x = 10 − max(2, 1 − 0.5 x): at x = 8 the max is 2.
    let x = Self.named(
      Scalar.constant(10) * Row.constant([1])
        - larger(Row.constant([1]) - Scalar.constant(0.5) * Row.reference("x", count: 1), Scalar.constant(2)),
      "x")
    #expect(try Graph([x.formula]).evaluate(named: "x") == [8])
  }

  @Test func `a round that adds no less than the last has a reason`() throws {
    let x = Self.named(
      Row.constant([5, 5]) + Self.input("rate", 1, 0...2) * Row.reference("x", count: 2), "x")
    let graph = try Graph([x.formula])
    #expect(graph.evaluate().outcome(graph.node("x")!) == .missing(.outOfRange))
    let half = graph.evaluate(setting: [graph.input("rate")!: 0.5])
    #expect(half[graph.node("x")!] == [10, 10])
  }

  @Test func `a largest value times a number of either sign is closed where it is chosen`() throws {
    // x = s · m + 1 with m = max(x ÷ 2, 1).
    let x = Self.named(
      Self.input("sign", -1, -1...1) * larger(Scalar.constant(0.5) * Row.reference("x", count: 1), Scalar.one)
        + Scalar.one, "x")
    let graph = try Graph([x.formula])
    #expect(graph.evaluate(named: "x") == [0])
    #expect(graph.evaluate(setting: [0: 0.75])[graph.node("x")!] == [1.75])
  }

  @Test func `a largest of a smallest has no closed form`() {
    let inner = smaller(Scalar.constant(0.5) * Row.reference("x", count: 1), Scalar.constant(3))
    let x = Self.named(larger(Scalar.constant(0.5) * inner, Scalar.constant(-1)), "x")
    #expect(throws: GraphError.ring(["x"])) { try Graph([x.formula]) }
  }

  @Test func `two amounts that need each other and themselves are named`() {
    func row(_ key: String) -> Row { .reference(key, count: 2) }
    let half = Scalar.constant(0.4)
    let a = Self.named(half * row("a") + half * row("b") + Scalar.one, "a")
    let b = Self.named(half * row("a") - half * row("b"), "b")
    #expect(throws: GraphError.ring(["a", "b"])) { try Graph([a.formula, b.formula]) }
  }

  // MARK: Axes

  @Test func `no ring crosses axes`() {
    let yearly = Self.named(
      Row.reference("monthly", count: 4).summed(to: .years(2), at: [0, 0, 1, 1]), "yearly")
    let monthly = Self.named(
      Row.reference("yearly", on: .years(2)).posted(on: .periods(4), at: [1, 3]).previous(), "monthly")
    #expect(throws: GraphError.ring(["yearly", "monthly"])) { try Graph([yearly.formula, monthly.formula]) }
  }

  @Test func `rows of equal count on two axes do not meet`() async {
    await #expect(processExitsWith: .failure) {
      _ = Row.constant([1, 2]) + Row.constant([1, 2], on: .years(2))
    }
  }

  @Test func `equal constants on two axes are two rows`() throws {
    let sums = Row.constant([1, 2]).sum + Row.constant([1, 2], on: .years(2)).sum
    #expect(try Graph([sums.formula]).nodes.count == 5)
  }

  @Test func `in a pool each instrument keeps its own dates, time is shared`() throws {
    var prefixing = Prefixing("a.", name: Bilingual(verbatim: "A"))
    let dates = Row.constant([1, 2], on: .dates(of: "debt.loan", 2))
    #expect(prefixing(dates).axis == .dates(of: "a.debt.loan", 2))
    let periods = prefixing(dates.summed(to: .periods(3), at: [0, 2]))
    #expect(periods.axis == .periods(3))
    #expect(try numbers(periods) == [1, 0, 2])
  }
}

extension Graph {
  fileprivate func evaluate(named key: String) -> [Double] { evaluate()[node(key)!] }
}
