import FundFormula
import FundModel
import Synchronization
import Testing

/// What compiling costs, counted and not timed: twice the blocks, twice the work.
@Suite(.serialized) struct WorkTests {
  /// A cost in one sum that counts how often its class is asked for.
  private enum CountedCost: Mechanism {
    static let kind = "cost.lumpSum"
    static let section = Section.costs
    static let label = CostLumpSum.label
    static let summary = CostLumpSum.summary
    static let fields = CostLumpSum.fields
    static let asked = Atomic(0)

    static func costClass(of block: Block) -> FlowClass? {
      asked.add(1, ordering: .relaxed)
      return CostLumpSum.costClass(of: block)
    }
    static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
      CostLumpSum.flows(of: block, in: project)
    }
  }

  /// `count` costs, each paid as the one before it, and as many grants of a share of each.
  private func chain(_ count: Int) -> ScenarioContent {
    var builder = ScenarioBuilder(building: 12).cost("c0", 1000)
    for place in 1..<count {
      builder = builder.cost(
        "c\(place)", 1000, "otherCost", ["schedule": .schedule(.following(["c\(place - 1)"]))])
    }
    for place in 0..<count {
      builder = builder.block(
        "funding.g\(place)", "subsidy.shareOf",
        ["payer": "city", "share": 0.5, "base": .words(["c\(place)"])])
    }
    return builder.content
  }

  private func asked(_ count: Int) throws -> Int {
    var content = chain(count)
    content.blocks[.costs] = content.blocks(in: .costs).map { Block($0.record, CountedCost.self) }
    let before = CountedCost.asked.load(ordering: .relaxed)
    _ = try Model(content)
    return CountedCost.asked.load(ordering: .relaxed) - before
  }

  @Test func `a block asks for the costs it names, not for all`() throws {
    let (few, many) = (try asked(40), try asked(80))
    #expect(many <= 2 * few, "\(few) and \(many) questions")
  }

  @Test func `chains of costs give formulas in proportion`() throws {
    let (few, many) = (try Model(chain(60)).graph.nodes.count, try Model(chain(120)).graph.nodes.count)
    #expect(Double(many) <= 2.05 * Double(few), "\(few) and \(many) nodes")
  }

  @Test func `what follows a chain of costs may pay where its first does`() {
    let project = ProjectGraph(chain(200))
    #expect(project.activePeriods(.following(["c199"])) == [0])
    // A ring of schedules ends.
    let ring = ScenarioBuilder(building: 12)
      .cost("a", 1, "otherCost", ["schedule": .schedule(.following(["b"]))])
      .cost("b", 1, "otherCost", ["schedule": .schedule(.following(["a"]))])
    #expect(ProjectGraph(ring.content).activePeriods(.following(["a"])).isEmpty)
  }

  private func pool(_ count: Int) throws -> Model {
    var content = ScenarioBuilder(building: 12).content
    content.projects = (0..<count).map { place in
      let own = ScenarioBuilder(building: 12).cost("works", 1000).grant("city", Double(900 + place)).content
      return PooledContent(id: "p\(place)", label: Bilingual(verbatim: "p\(place)"), content: own)
    }
    return try Model(content)
  }

  @Test func `a pool gives formulas in proportion to its projects`() throws {
    let (few, many) = (try pool(50), try pool(100))
    #expect(Double(many.graph.nodes.count) <= 2.05 * Double(few.graph.nodes.count))
    #expect(few.pool?.isPaired == false && few.pool?.transfers.isEmpty == true)
    let paired = try pool(Pool.mostPaired)
    #expect(paired.pool?.transfers.count == Pool.mostPaired * (Pool.mostPaired - 1))
  }

  @Test func `pairs of grants and costs are counted`() {
    var builder = ScenarioBuilder(building: 12)
    for place in 0..<6 { builder = builder.cost("c\(place)", 1000) }
    for place in 0..<5 { builder = builder.grant("g\(place)", 100, ["eligible": ["worksBasic"]]) }
    builder = builder.grant("one", 100, ["eligible": ["c0", "c1"]]).grant("free", 100)
    #expect(Allocation.pairs(in: ProjectGraph(builder.content)) == 32)
  }
}
