package import FundFormula

/// The project as mechanisms see it: its facts as formulas, its time, and what other blocks come to.
package struct ProjectGraph: Sendable {
  package let content: ScenarioContent
  package let timeline: Timeline
  package let homeTypes: [HomeType]
  /// All households: as the file says, else the sum of the home types.
  package let households: Scalar

  package init(_ content: ScenarioContent) {
    self.content = content
    timeline = TimelineFacts.timeline(of: content.timeline)
    homeTypes = content.homeTypes.map { record in
      let title = record[ProjectFacts.titleArea]
      return HomeType(
        id: record.id, label: record.label, count: record[ProjectFacts.count], titleArea: title,
        newArea: record[ProjectFacts.homeNewArea] ?? title, record: record)
    }
    let counted = FundFormula.total(homeTypes.map(\.count))
    households = (content.project[ProjectFacts.households] ?? counted).named(
      "project.totalHouseholds", Bilingual(en: "households", zh: "总户数"), .households)
  }

  // MARK: Facts

  /// A kind of area: `old`, `new`, `extra`, or one the project names.
  package func area(_ name: String) -> Scalar {
    let old =
      content.project[ProjectFacts.oldArea] ?? FundFormula.total(homeTypes.map { $0.count * $0.titleArea })
    let new =
      content.project[ProjectFacts.newArea] ?? FundFormula.total(homeTypes.map { $0.count * $0.newArea })
    return switch name {
    case "old": old
    case "new": new
    case "extra": larger(.zero, new - old)
    default: content.project[ProjectFacts.areas][name] ?? .zero
    }
  }

  package func quantity(_ name: String) -> Scalar { content.project[ProjectFacts.quantities][name] ?? .zero }

  // MARK: Time

  /// What share of an amount falls in each period.
  package func weights(_ schedule: Schedule) -> Row {
    if case .following(let costs) = schedule {
      let rows = costBlocks(costs).map { Row.reference("\($0.path).row", count: timeline.count) }
      let row = FundFormula.total(rows, count: timeline.count)
      return row / larger(row.sum, .constant(0.01))
    }
    // A schedule outside the timeline is a finding of the loader; here it pays nothing.
    return .constant(timeline.shares(schedule) ?? Array(repeating: 0, count: timeline.count))
  }

  /// The periods in which a schedule may pay, by structure alone: what follows costs may pay wherever they do.
  package func activePeriods(_ schedule: Schedule, seen: Set<String> = []) -> [Int] {
    guard case .following(let costs) = schedule else {
      let shares = timeline.shares(schedule) ?? []
      return shares.indices.filter { shares[$0] > 0 }
    }
    let blocks = costBlocks(costs).filter { !seen.contains($0.path) }
    return Set(
      blocks.flatMap { activePeriods($0[CostFields.schedule], seen: seen.union([$0.path])) }
    ).sorted()
  }

  package func row(_ amount: Scalar, on schedule: Schedule) -> Row { amount * weights(schedule) }

  // MARK: Other blocks

  /// The cost blocks that classes or ids name, but for the block that asks.
  package func costBlocks(_ selection: [String], except asking: String = "") -> [Record] {
    (content.blocks[.costs] ?? []).filter { block in
      guard block.path != asking else { return false }
      if selection.contains(block.id) { return true }
      let costClass = Mechanisms.mechanism(block.kind)?.costClass(of: block)
      return costClass.map { selection.contains($0.rawValue) } ?? false
    }
  }

  /// What the named costs come to, over all time.
  package func total(ofCosts selection: [String], except asking: String = "") -> Scalar {
    FundFormula.total(costBlocks(selection, except: asking).map { Scalar.reference("\($0.path).total") })
  }

  /// What the named funding blocks bring, over all time.
  package func total(ofFunding ids: [String]) -> Scalar {
    FundFormula.total(ids.map { Scalar.reference("funding.\($0).total") })
  }

  /// What the households of one type pay of the named funding blocks.
  package func total(ofFunding ids: [String], homeType: HomeType) -> Scalar {
    let blocks = (content.blocks[.funding] ?? []).filter {
      ids.contains($0.id) && $0.kind != ResidentMeans.kind
    }
    let flows = blocks.flatMap { Mechanisms.mechanism($0.kind)?.flows(of: $0, in: self) ?? [] }
    return FundFormula.total(
      flows.filter { $0.homeType == homeType.id && $0.to == Party.project }.map {
        Row.reference("flows.\($0.id)", count: timeline.count).sum
      })
  }

  /// A label for one home type's part of a block.
  package func label(_ block: Record, _ type: HomeType) -> Bilingual {
    Bilingual(en: "\(block.label.en), \(type.label.en)", zh: "\(block.label.zh)（\(type.label.zh)）")
  }

  /// An amount of which every household bears the same part, split over home types by their households; in one piece
  /// where the project has none.
  package func perHousehold(_ amount: Scalar) -> [(type: HomeType?, amount: Scalar)] {
    guard !homeTypes.isEmpty else { return [(nil, amount)] }
    // By the households of the types, whatever the project says in all: the parts must add to the amount.
    let counted = FundFormula.total(homeTypes.map(\.count))
    return homeTypes.map { ($0, amount * ($0.count / larger(counted, .constant(1e-6)))) }
  }
}

extension ProjectGraph {
  /// Whether the floor area before is known.
  package var hasOldArea: Bool { !homeTypes.isEmpty || content.project[ProjectFacts.oldArea] != nil }

  /// Whether the floor area after is known.
  package var hasNewArea: Bool {
    content.project[ProjectFacts.newArea] != nil
      || (!homeTypes.isEmpty && content.homeTypes.allSatisfy { $0.says("newArea") })
  }
}
