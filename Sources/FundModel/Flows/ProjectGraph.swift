package import FundFormula

/// The project as mechanisms see it: its facts as formulas, its time, and what other blocks come to.
package struct ProjectGraph: Sendable {
  package let content: ScenarioContent
  package let timeline: Timeline
  /// The parts of time in which operation earns and costs so much a year.
  let operation: OperationAxis
  package let homeTypes: [HomeType]
  /// All households: as the file says, else the sum of the home types.
  package let households: Scalar
  /// Floor area before and after, as the file says, else the sum of the home types.
  private let oldArea: Scalar
  private let newArea: Scalar
  /// Whether the floor area after is known.
  package let hasNewArea: Bool
  let blocks: BlockIndex
  /// The account of the block that asks: a schedule that follows a class of costs follows those of its own account.
  private var account = Party.project

  /// - Parameter periods: those of the pool the project stands in; its own where nil.
  package init(_ content: ScenarioContent, periods: [Timeline.Period]? = nil) {
    self.content = content
    let own = TimelineFacts.timeline(of: content.timeline)
    let timeline = periods.map { Timeline(own, on: $0) } ?? own
    self.timeline = timeline
    operation = OperationAxis(
      timeline,
      changes: Set(content.blocks(in: .operations).flatMap { $0.mechanism.changes(of: $0, on: timeline) }))
    homeTypes = content.homeTypes.map(HomeType.init)
    let pooled = content.projects.map { Scalar.reference($0.prefix + Self.householdsKey) }
    let counted = FundFormula.total(homeTypes.map(\.count) + pooled)
    households = (content.project[ProjectFacts.households] ?? counted).named(
      Self.householdsKey, Bilingual(en: "households", zh: "总户数"), .households)
    func area(_ fact: Field<Scalar?>, _ key: String, _ own: (HomeType) -> Scalar) -> Scalar {
      if let said = content.project[fact] { return said }
      let pooled = content.projects.map { Scalar.reference($0.prefix + key) }
      return FundFormula.total(homeTypes.map { $0.count * own($0) } + pooled)
    }
    let homeTypes = homeTypes
    oldArea = area(ProjectFacts.oldArea, Self.oldAreaKey, \.titleArea)
    newArea = area(ProjectFacts.newArea, Self.newAreaKey, \.newArea)
    hasNewArea = Self.hasNewArea(content)
    blocks = BlockIndex(content)
  }

  private static func hasNewArea(_ content: ScenarioContent) -> Bool {
    if content.project.says(ProjectFacts.newArea.declaration.name) { return true }
    // In a pool all must know: its own homes, if it has any, and every project.
    guard !content.homeTypes.isEmpty || !content.projects.isEmpty else { return false }
    return content.homeTypes.allSatisfy { $0.says("newArea") }
      && content.projects.allSatisfy { hasNewArea($0.content) }
  }

  /// The project as the blocks of an account see it.
  package func seen(from account: String) -> ProjectGraph {
    var project = self
    project.account = account
    return project
  }

  // MARK: Facts

  /// A kind of area: `old`, `new`, `extra`, or one the project names.
  package func area(_ name: String) -> Scalar {
    switch name {
    case "old": oldArea
    case "new": newArea
    case "extra": larger(.zero, newArea - oldArea)
    case ProjectFacts.built: FundFormula.total([newArea] + saleAreas)
    case ProjectFacts.vacated:
      FundFormula.total(
        homeTypes.flatMap { type in
          [ExitOption.swap, .cash].compactMap { type.households[$0].map { $0 * type.newArea } }
        })
    default: content.project[ProjectFacts.areas][name] ?? .zero
    }
  }

  /// Extra area as it is built: no more than all new area.
  var extraBuilt: Scalar { hasOldArea ? smaller(area("new"), area("extra")) : .zero }

  /// Floor area built for sale: where a funding model sells none, none is built.
  var saleAreas: [Scalar] {
    content.blocks(in: .funding).compactMap { $0.mechanism.addedArea(of: $0, in: self) }
  }

  package func quantity(_ name: String) -> Scalar {
    switch name {
    case "households": .reference(Self.householdsKey)
    case "parking": content.project[ProjectFacts.parkingBuilt] ?? .zero
    case "communities": content.project[ProjectFacts.communities] ?? .zero
    default: content.project[ProjectFacts.quantities][name] ?? .zero
    }
  }

  /// Floor areas as formulas of their own, for the pool a project stands in.
  static let oldAreaKey = "project.floorAreaBefore"
  static let newAreaKey = "project.floorAreaAfter"
  var areas: [Scalar] {
    [
      (area("old") * .one).named(Self.oldAreaKey, Bilingual(en: "floor area before", zh: "原建筑面积"), .area),
      (area("new") * .one).named(Self.newAreaKey, Bilingual(en: "floor area after", zh: "新建筑面积"), .area),
    ]
  }

  package static let householdsKey = "project.totalHouseholds"

  /// Households that return to the project: all, where nobody may leave.
  package var returningHouseholds: Scalar {
    homeTypes.contains { $0.households.count > 1 }
      ? FundFormula.total(homeTypes.map(\.returning)) : households
  }

  // MARK: Time

  /// What share of an amount falls in each period.
  package func weights(_ schedule: Schedule) -> Row {
    if case .following(let costs) = schedule {
      let rows = costBlocks(costs, of: account).map { Row.reference("\($0.path).row", count: timeline.count) }
      let row = FundFormula.total(rows, count: timeline.count)
      return row / larger(row.sum, .constant(0.01))
    }
    // A schedule outside the timeline is a finding of the loader; here it pays nothing.
    return .constant(timeline.shares(schedule) ?? Array(repeating: 0, count: timeline.count))
  }

  /// The schedules that a schedule comes to: itself, or those of the costs it follows, each told once.
  private func schedules(behind schedule: Schedule) -> [Schedule] {
    var (open, found, seen): ([Schedule], [Schedule], Set<String>) = ([schedule], [], [])
    while let next = open.popLast() {
      if case .following(let costs) = next {
        for block in costBlocks(costs, of: account) where seen.insert(block.path).inserted {
          open.append(block[CostFields.schedule])
        }
      } else {
        found.append(next)
      }
    }
    return found
  }

  /// The periods in which a schedule may pay, by structure alone: what follows costs may pay wherever they do.
  package func activePeriods(_ schedule: Schedule) -> [Int] {
    let active = schedules(behind: schedule).flatMap { one -> [Int] in
      let shares = timeline.shares(one) ?? []
      return shares.indices.filter { shares[$0] > 0 }
    }
    return Set(active).sorted()
  }

  /// The same by months, from the first to the last; nil where it pays nothing.
  func activeMonths(_ schedule: Schedule) -> Range<Int>? {
    let months = schedules(behind: schedule).flatMap { timeline.sharesByMonth($0)?.map(\.month) ?? [] }
    guard let first = months.min(), let last = months.max() else { return nil }
    return first..<last + 1
  }

  /// Months of the places of the axes of dates, by the key of their axis.
  var dates: [String: [Int]] {
    var dates = [OperationAxis.key: operation.parts.map { $0.upperBound - 1 }]
    for block in content.blocks(in: .debt) {
      guard let mechanism = block.mechanism as? any DebtMechanism.Type else { continue }
      dates[block.path] = mechanism.dates(of: block, in: seen(from: block.account))
    }
    return dates
  }

  package func row(_ amount: Scalar, on schedule: Schedule) -> Row { amount * weights(schedule) }

  // MARK: Other blocks

  /// The cost blocks that classes or ids name, but for the block that asks; by class those of one account.
  package func costBlocks(
    _ selection: [String], except asking: String = "", of account: String = Party.project
  ) -> [Block] {
    blocks.costs(selection, of: account).filter { $0.path != asking }
  }

  /// What the costs a block names come to, over all time; never less than nothing.
  package func total(ofCosts selection: [String], for block: Block) -> Scalar {
    let costs = costBlocks(selection, except: block.path, of: block.account)
    let all = FundFormula.total(costs.map { Scalar.reference("\($0.path).total") })
    return costs.contains { $0.mechanism.mayBeNegative($0) } ? larger(.zero, all) : all
  }

  /// What the named funding blocks bring, over all time.
  package func total(ofFunding ids: [String]) -> Scalar {
    FundFormula.total(ids.map { Scalar.reference("funding.\($0).total") })
  }

  /// What the households of one type pay of the named funding blocks.
  package func total(ofFunding ids: [String], homeType: HomeType) -> Scalar {
    let blocks = content.blocks(in: .funding).filter {
      ids.contains($0.id) && !$0.mechanism.isMeans
    }
    let flows = blocks.flatMap { block in
      block.mechanism.flows(of: block, in: self).filter { $0.to == block.account }
    }
    return FundFormula.total(
      flows.filter { $0.homeType == homeType.id && $0.exit == .return }.map {
        Row.reference("flows.\($0.id)", count: timeline.count).sum
      })
  }

  /// A label for one home type's part of a block.
  package func label(_ block: Block, _ type: HomeType) -> Bilingual {
    Bilingual(en: "\(block.label.en), \(type.label.en)", zh: "\(block.label.zh)（\(type.label.zh)）")
  }

  /// An amount of which every household bears the same part, split over home types by their households; in one piece
  /// where the project has none.
  package func perHousehold(_ amount: Scalar) -> [(type: HomeType?, amount: Scalar)] {
    guard !homeTypes.isEmpty else { return [(nil, amount)] }
    // By the households of the types, whatever the project says in all: the parts must add to the amount.
    let counted = FundFormula.total(homeTypes.map(\.returning))
    return homeTypes.map { ($0, amount * ($0.returning / larger(counted, .constant(1e-6)))) }
  }
}

extension ProjectGraph {
  /// Whether the floor area before is known.
  package var hasOldArea: Bool { !homeTypes.isEmpty || content.project[ProjectFacts.oldArea] != nil }
}

extension ProjectGraph {
  /// A pool on the periods that hold all its projects; any other project as it is.
  var onPoolPeriods: ProjectGraph {
    guard !content.projects.isEmpty else { return self }
    let timelines = [timeline] + content.projects.map { TimelineFacts.timeline(of: $0.content.timeline) }
    return ProjectGraph(content, periods: TimelineFacts.periods(of: content.timeline, holding: timelines))
  }
}
