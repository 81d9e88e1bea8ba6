import FundFormula
import FundModel
import Testing

struct AllocationTests {
  func used(_ result: Computed, _ id: String) -> Double { result("allocation.\(id).used") }

  let costs = ScenarioBuilder().cost("pipes", 100, "worksBasic").cost("lift", 60, "worksImproving")
    .cost("gym", 40, "worksUpgrading")

  @Test func `each source takes what is left of its costs, in the order of priorities`() throws {
    let result = try costs.grant("city", 80, ["eligible": ["worksBasic"], "priority": 2])
      .grant("state", 70, ["eligible": ["worksBasic", "worksImproving"], "priority": 1]).computed()
    // The state spreads 70 over 100 and 60: 43.75 and 26.25; the city finds 56.25 of the pipes unpaid.
    #expect(near(result("allocation.state.costs.pipes"), 43.75))
    #expect(near(result("allocation.state.costs.lift"), 26.25))
    #expect(near(used(result, "city"), 56.25))
    #expect(near(result("allocation.city.unused"), 23.75))
    #expect(result.model.allocation.sources.map(\.block) == ["funding.state", "funding.city"])
  }

  @Test func `among equals the one with fewer classes goes first`() throws {
    let result = try costs.grant("wide", 150, ["eligible": ["worksBasic", "worksImproving"]])
      .grant("narrow", 80, ["eligible": ["worksBasic"]]).computed()
    #expect(near(used(result, "narrow"), 80))
    #expect(near(used(result, "wide"), 80))  // 20 + 60 are left
    #expect(near(result("allocation.wide.unused"), 70))
  }

  @Test func `the same rank shares by entitlement`() throws {
    let result = try costs.grant("a", 90, ["eligible": ["worksBasic"]]).grant(
      "b", 60, ["eligible": ["worksBasic"]]
    )
    .computed()
    #expect(near(used(result, "a"), 60))  // 90/150 of 100
    #expect(near(used(result, "b"), 40))
  }

  @Test func `money for a block goes before money for its class`() throws {
    let result = try costs.grant("class", 90, ["eligible": ["worksBasic"]]).grant(
      "block", 60, ["eligible": ["pipes"]]
    )
    .computed()
    #expect(near(used(result, "block"), 60))
    #expect(near(used(result, "class"), 40))
  }

  @Test func `leaves no cost unpaid beside money that could pay it`() throws {
    // a may pay x and y, b may pay y and z: all 30 are paid only if a keeps to x.
    let result = try ScenarioBuilder().cost("x", 10, "worksBasic").cost("y", 10, "worksImproving")
      .cost("z", 10, "worksUpgrading").grant("a", 10, ["eligible": ["worksBasic", "worksImproving"]])
      .grant("b", 20, ["eligible": ["worksImproving", "worksUpgrading"]]).computed()
    #expect(near(used(result, "a"), 10))
    #expect(near(used(result, "b"), 20))
    #expect(near(result("allocation.a.costs.x"), 10))
  }

  @Test func `without a cost it may pay for a source stays unused`() throws {
    let result = try costs.grant("land", 50, ["eligible": ["landPremium"]]).computed()
    #expect(used(result, "land") == 0)
    #expect(near(result("allocation.land.unused"), 50))
    #expect(result("funding.land.total") == 0)
  }

  @Test func `free money is no part of it`() throws {
    let result = try costs.grant("free", 500).computed()
    #expect(result.model.allocation.sources.isEmpty)
    #expect(near(result("funding.free.total"), 500))
  }

  @Test func `a cost block may be called used`() throws {
    let result = try ScenarioBuilder().cost("used", 10).grant("a", 4, ["eligible": ["used"]]).computed()
    #expect(near(used(result, "a"), 4))
  }

  @Test func `of grants that exclude each other the earlier stands`() throws {
    let scenario = costs.grant("a", 30, ["excludes": ["b"], "priority": 1]).grant("b", 50, ["priority": 2])
    let result = try scenario.computed()
    #expect(near(used(result, "a"), 30))
    #expect(used(result, "b") == 0)
    #expect(near(result("allocation.b.unused"), 50))
    // Who says so does not matter.
    let other = try costs.grant("a", 30, ["priority": 1]).grant("b", 50, ["excludes": ["a"], "priority": 2])
      .computed()
    #expect(near(used(other, "a"), 30))
    #expect(used(other, "b") == 0)
    // A grant that has nothing to pay excludes nobody.
    let idle = try costs.grant("a", 30, ["eligible": ["landPremium"], "excludes": ["b"], "priority": 1])
      .grant("b", 50, ["priority": 2]).computed()
    #expect(near(used(idle, "b"), 50))
  }

  @Test func `of the same rank the larger`() throws {
    let result = try costs.grant("a", 30, ["excludes": ["b"]]).grant("b", 50).computed()
    #expect(used(result, "a") == 0)
    #expect(near(used(result, "b"), 50))
    let same = try costs.grant("b", 50).grant("a", 50, ["excludes": ["b"]]).computed()
    #expect(near(used(same, "a"), 50))
    #expect(used(same, "b") == 0)
    // c cannot stand beside b, b not beside a: a falls b, so c stands.
    let chain = try costs.grant("a", 30).grant("b", 20, ["excludes": ["a", "c"]]).grant("c", 10).computed()
    #expect(["a", "b", "c"].map { used(chain, $0).isNaN ? -1 : used(chain, $0) } == [30, 0, 10])
  }

  // MARK: Laws on random cases

  struct Case {
    var costs: [(id: String, amount: Double, flowClass: String)] = []
    var grants: [(id: String, amount: Double, eligible: [String], priority: Int)] = []

    init(seed: UInt64, onePriority: Bool) {
      var random = SeededGenerator(seed: seed)
      let classes = ["worksBasic", "worksImproving", "worksUpgrading", "worksRebuild"]
      for index in 0..<random.whole(2...6) {
        let amount = random.chance(0.1) ? 0 : random.number(1e4...1e8)
        costs.append(("c\(index)", amount, classes[random.whole(0...3)]))
      }
      // With one priority all have two classes: one rank, different costs.
      for index in 0..<random.whole(1...4) {
        let named =
          onePriority
          ? Array(classes.shuffled(using: &random).prefix(2)) : classes.filter { _ in random.chance(0.5) }
        let eligible = !onePriority && random.chance(0.2) ? ["c0"] : named.isEmpty ? ["worksBasic"] : named
        grants.append(
          ("g\(index)", random.number(0...1.2e8), eligible, onePriority ? 1 : random.whole(1...2)))
      }
    }

    func scenario(reversed: Bool = false) -> ScenarioBuilder {
      var builder = ScenarioBuilder()
      for cost in reversed ? costs.reversed() : costs {
        builder = builder.cost(cost.id, cost.amount, cost.flowClass)
      }
      for grant in reversed ? grants.reversed() : grants {
        builder = builder.grant(
          grant.id, grant.amount,
          ["eligible": .words(grant.eligible), "priority": .number(Double(grant.priority))])
      }
      return builder
    }

    func mayPay(_ grant: Int, _ cost: Int) -> Bool {
      grants[grant].eligible.contains(costs[cost].id)
        || grants[grant].eligible.contains(costs[cost].flowClass)
    }
  }

  @Test(arguments: 1...200) func `laws of any allocation`(seed: Int) throws {
    let random = Case(seed: UInt64(seed), onePriority: seed % 2 == 0)
    let result = try random.scenario().computed()
    var paid = [Double](repeating: 0, count: random.costs.count)
    for grant in random.grants {
      let (used, unused) = (self.used(result, grant.id), result("allocation.\(grant.id).unused"))
      #expect(near(used + unused, grant.amount))
      #expect(used >= 0 && unused >= -1e-6)
      var sum = 0.0
      for (index, cost) in random.costs.enumerated() {
        guard let cell = result.outcome("allocation.\(grant.id).costs.\(cost.id)")?.value else { continue }
        #expect(cell >= -1e-6)
        sum += cell
        paid[index] += cell
      }
      #expect(near(sum, used))
      #expect(near(result("funding.\(grant.id).total"), used))
    }
    for (index, cost) in random.costs.enumerated() { #expect(paid[index] <= cost.amount + 1e-6) }
    // Each rank leaves no money beside a cost it could pay.
    for (index, grant) in random.grants.enumerated() where result("allocation.\(grant.id).unused") > 0.005 {
      for (cost, amount) in random.costs.map(\.amount).enumerated() where random.mayPay(index, cost) {
        #expect(amount - paid[cost] <= 0.005)
      }
    }
    // The order of blocks changes nothing.
    let other = try random.scenario(reversed: true).computed()
    for grant in random.grants { #expect(near(used(result, grant.id), used(other, grant.id))) }
  }

  @Test func `sources of one rank pay all that any sharing could`() throws {
    var worst = 0.0
    for seed in 1...300 {
      let random = Case(seed: UInt64(1000 + seed), onePriority: true)
      let result = try random.scenario().computed()
      // One rank only where all have as many classes among the costs there are.
      let ranks = Set(
        random.grants.indices.map { grant in
          Set(random.costs.indices.filter { random.mayPay(grant, $0) }.map { random.costs[$0].flowClass })
            .count
        })
      guard ranks.count == 1 else { continue }
      let best = MaximumFlow(
        sources: random.grants.map(\.amount), sinks: random.costs.map(\.amount), edges: random.mayPay
      ).value
      worst = max(worst, best - random.grants.map { used(result, $0.id) }.reduce(0, +))
    }
    #expect(worst < 0.005, "defect of \(worst) yuan")
  }
}

/// The most that sources can pay to sinks, by augmenting paths (Edmonds–Karp).
struct MaximumFlow {
  let value: Double

  init(sources: [Double], sinks: [Double], edges: (Int, Int) -> Bool) {
    let (n, m) = (sources.count, sinks.count)
    let (start, end) = (n + m, n + m + 1)
    var capacity = [[Double]](repeating: [Double](repeating: 0, count: n + m + 2), count: n + m + 2)
    for source in 0..<n {
      capacity[start][source] = sources[source]
      for sink in 0..<m where edges(source, sink) { capacity[source][n + sink] = .infinity }
    }
    for sink in 0..<m { capacity[n + sink][end] = sinks[sink] }
    var flow = 0.0
    while true {
      var (from, queue, next) = ([Int](repeating: -1, count: n + m + 2), [start], 0)
      from[start] = start
      while next < queue.count, from[end] < 0 {
        for node in capacity.indices where from[node] < 0 && capacity[queue[next]][node] > 1e-7 {
          from[node] = queue[next]
          queue.append(node)
        }
        next += 1
      }
      guard from[end] >= 0 else { break }
      var (amount, node) = (Double.infinity, end)
      while node != start {
        amount = min(amount, capacity[from[node]][node])
        node = from[node]
      }
      node = end
      while node != start {
        capacity[from[node]][node] -= amount
        capacity[node][from[node]] += amount
        node = from[node]
      }
      flow += amount
    }
    value = flow
  }
}
