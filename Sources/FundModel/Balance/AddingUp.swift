package import FundFormula

extension ValueUnit {
  /// Amounts, areas, households and counts of several projects may be added; prices, shares and rates may not.
  package var addsUp: Bool {
    switch self {
    case .yuan, .area, .households, .count: true
    default: false
    }
  }
}

/// What of a project may be added to what others come to.
extension Model {
  /// 1, or the reason why the project stops; nil where no condition can stop it. What a stopped project plans is no
  /// part of what several projects come to.
  package var goesOn: Int? { graph.node(ModelViews.goesOnKey) }

  /// Whether a named scalar may be added up over projects.
  package func addsUp(_ node: Int) -> Bool {
    guard let name = graph.nodes[node].name else { return false }
    if let indicator = indicators.first(where: { self.node(of: $0) == node || graph.node($0.key) == node }) {
      return indicator.addsUp
    }
    return name.unit.addsUp && !accounts.contains { self.node($0.lowestCash) == node }
  }

  /// Whether a scalar is a present value: amounts of several projects add up only at one date and rate.
  package func isPresentValue(_ node: Int) -> Bool {
    if indicators.contains(where: {
      $0 == Npv.self && (self.node(of: $0) == node || graph.node($0.key) == node)
    }) {
      return true
    }
    return parties.contains { self.node($0.presentValue) == node }
      || investors.contains { self.node($0.npv) == node }
  }

  /// What present values stand on, but for the rate: the month they are counted from, and the convention of the first
  /// period.
  package var presentValueDate: String {
    "\(timeline.start) \(content.finance[FinanceFacts.firstPeriod])"
  }

  /// The two amounts that a ratio divides, where both add up: over several projects it is the one sum over the other.
  /// Nil for a scalar that is no such ratio.
  package func parts(ofRatio node: Int) -> (numerator: Int, denominator: Int, orElse: Reason)? {
    // A ratio that a condition may stop stands behind it; one that has a name already, behind a sum of one.
    var place = node
    if let indicator = indicators.first(where: { self.node(of: $0) == node }),
      let planned = graph.node(indicator.key)
    {
      place = planned
    }
    while case .operation(let operation) = graph.nodes[place].kind, operation is Add,
      graph.nodes[place].arguments.count == 1
    {
      place = graph.nodes[place].arguments[0]
    }
    guard case .operation(let operation) = graph.nodes[place].kind, let divide = operation as? Divide else {
      return nil
    }
    let parts = graph.nodes[place].arguments
    guard parts.allSatisfy(isSum) else { return nil }
    return (parts[0], parts[1], divide.reason)
  }

  /// A scalar that adds up, an input of such a unit, or an unnamed sum or difference of such.
  private func isSum(_ node: Int) -> Bool {
    guard !graph.nodes[node].shape.isRow else { return false }
    if graph.nodes[node].name != nil { return addsUp(node) }
    switch graph.nodes[node].kind {
    case .input(let place): return graph.inputs[place].unit.addsUp
    case .constant(let values): return values.allSatisfy { $0 == 0 }
    case .operation(let operation):
      if operation is Add || operation is Subtract { return graph.nodes[node].arguments.allSatisfy(isSum) }
      // Over the periods: of rows of money.
      return operation is Sum
    }
  }
}
