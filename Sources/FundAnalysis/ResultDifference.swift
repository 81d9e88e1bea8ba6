package import FundFormula
package import FundModel

/// A number that two scenarios come to.
package struct ResultDifference: Sendable, Codable, Equatable {
  /// A value, or the reason why there is none.
  package struct Figure: Sendable, Codable, Equatable {
    package let value: Double?
    package let reason: Reason?

    init(_ outcome: Outcome) {
      value = outcome.value
      reason = outcome.reason
    }
  }

  package enum Verdict: String, Sendable, Codable { case better, worse }

  /// `indicators.irr`, `balance.funding.city-subsidy.fiscalGrant`, `parties.city.paid`.
  package let id: String
  package let label: Bilingual
  package let unit: ValueUnit
  /// Nil where this scenario has no such result.
  package let first: Figure?
  package let second: Figure?
  /// False where both agree within the tolerance of computing.
  package let differs: Bool
  /// Whether the second is better, for results that have a better direction and for values that differ.
  package let verdict: Verdict?

  /// Second less first; zero where they do not differ, nil where a value is missing. A line, class or party that only
  /// one scenario has counts as zero in the other.
  package let difference: Double?

  /// The difference in parts of the first, where that is not zero.
  package var relativeDifference: Double? {
    guard let value = first?.value, value != 0 else { return nil }
    return difference.map { $0 / abs(value) }
  }

  /// - Parameter tolerance: how far amounts may lie apart and still agree; all else agrees to a billionth.
  init(
    _ id: String, _ label: Bilingual, _ unit: ValueUnit, _ first: Outcome?, _ second: Outcome?,
    tolerance: Double, better: Better, isZeroWhereAbsent: Bool
  ) {
    self.id = id
    self.label = label
    self.unit = unit
    self.first = first.map(Figure.init)
    self.second = second.map(Figure.init)
    let absent = isZeroWhereAbsent ? Outcome.value(0) : nil
    guard let a = (first ?? absent)?.value, let b = (second ?? absent)?.value else {
      differs = first != second
      difference = first == second ? 0 : nil
      verdict = nil
      return
    }
    differs = abs(b - a) > (unit.isAmount ? tolerance : 1e-9)
    difference = differs ? b - a : 0
    switch better {
    case _ where !differs: verdict = nil
    case .more: verdict = b > a ? .better : .worse
    case .less: verdict = b < a ? .better : .worse
    case .neither: verdict = nil
    }
  }
}

/// What two scenarios come to, side by side: every line, changed or not.
package struct ResultDifferences: Sendable, Codable {
  /// A side of the capital balance.
  package enum Side: String, Sendable, Codable { case uses, sources, topUp }

  /// One line of the capital balance, inside the balance horizon.
  package struct Line: Sendable, Codable {
    package let side: Side
    package let flowClass: FlowClass
    /// Id of who pays (a source) or is paid (a use).
    package let party: String
    package let amount: ResultDifference
  }

  /// All lines of one class on one side of the balance.
  package struct ClassTotal: Sendable, Codable {
    package let side: Side
    package let flowClass: FlowClass
    package let amount: ResultDifference
  }

  /// What one payer brings in sources and top-ups, inside the balance horizon.
  package struct Payer: Sendable, Codable {
    package let party: String
    package let group: PartyGroup
    package let amount: ResultDifference
  }

  /// What a party pays and receives over all time.
  package struct PartyTotals: Sendable, Codable {
    package let party: String
    package let label: Bilingual
    package let group: PartyGroup
    package let paid: ResultDifference
    package let received: ResultDifference
    /// Paid less received; less is better for the party.
    package let net: ResultDifference
  }

  /// One household of a home type: yuan a household, positive when it pays.
  package struct Household: Sendable, Codable {
    package let homeType: String
    package let label: Bilingual
    package let lines: [ResultDifference]
    package let payment: ResultDifference
    package let net: ResultDifference
  }

  package let indicators: [ResultDifference]
  package let lines: [Line]
  package let classes: [ClassTotal]
  package let payers: [Payer]
  package let parties: [PartyTotals]
  package let households: [Household]
}

// MARK: Finding them

extension ResultDifferences {
  init(_ first: Model, _ second: Model) {
    let both = Both(first, second)
    indicators = Indicators.all.compactMap { indicator in
      let id = indicator.id
      let has = { (model: Model) in model.indicators.contains { $0.id == id } }
      guard has(first) || has(second) else { return nil }
      return both.difference(
        indicator.key, indicator.label, indicator.unit, better: indicator.better, isZeroWhereAbsent: false)
    }
    lines = Self.lines(both)
    classes = Self.classes(lines, both)
    payers = Self.payers(lines, both)
    parties = Self.parties(both)
    households = Self.households(both)
  }

  private static func lines(_ both: Both) -> [Line] {
    Pairs(both.first.model.balance.lines, both.second.model.balance.lines) { $0.id }.all.compactMap { a, b in
      guard let line = a ?? b else { return nil }
      return Line(
        side: line.flowClass == .topUp ? .topUp : line.isUse ? .uses : .sources, flowClass: line.flowClass,
        party: line.payer, amount: both.difference("balance.\(line.id)", line.label, .yuan))
    }
  }

  private static func classes(_ lines: [Line], _ both: Both) -> [ClassTotal] {
    groups(lines) { "\($0.side.rawValue).\($0.flowClass.rawValue)" }.map { id, members in
      ClassTotal(
        side: members[0].side, flowClass: members[0].flowClass,
        amount: both.sum(members.map(\.amount), "classes.\(id)", members[0].flowClass.label))
    }
  }

  private static func payers(_ lines: [Line], _ both: Both) -> [Payer] {
    groups(lines.filter { $0.side != .uses }) { $0.party }.map { id, members in
      let party = both.party(id)
      return Payer(
        party: id, group: party?.group ?? .other,
        amount: both.sum(members.map(\.amount), "payers.\(id)", party?.label ?? Bilingual(verbatim: id)))
    }
  }

  private static func parties(_ both: Both) -> [PartyTotals] {
    Pairs(both.first.model.parties, both.second.model.parties) { $0.party.id }.all.compactMap { a, b in
      guard let party = (a ?? b)?.party else { return nil }
      let key = "parties.\(party.id)"
      let net = { (side: Both.Side) -> Outcome? in
        guard let paid = side.outcome("\(key).paid"), let received = side.outcome("\(key).received") else {
          return nil
        }
        return paid.reason.map(Outcome.missing) ?? received.reason.map(Outcome.missing)
          ?? Outcome((paid.value ?? 0) - (received.value ?? 0))
      }
      return PartyTotals(
        party: party.id, label: party.label, group: party.group,
        paid: both.difference("\(key).paid", party.label, .yuan),
        received: both.difference("\(key).received", party.label, .yuan),
        net: both.difference(
          "\(key).net", party.label, net(both.first), net(both.second), better: .less))
    }
  }

  private static func households(_ both: Both) -> [Household] {
    Pairs(both.first.model.households, both.second.model.households) { $0.homeType.id }.all.compactMap {
      a, b in
      guard let type = (a ?? b)?.homeType else { return nil }
      let key = "households.\(type.id)"
      return Household(
        homeType: type.id, label: type.label,
        lines: Pairs(a?.lines ?? [], b?.lines ?? []) { $0.id }.all.compactMap { a, b in
          (a ?? b).map { both.difference("\(key).\($0.id)", $0.label, .yuanPerHousehold) }
        },
        payment: both.difference("\(key).payment", type.label, .yuanPerHousehold),
        net: both.difference("\(key).net", type.label, .yuanPerHousehold, better: .less))
    }
  }

  /// Neighbours or not, what has the same key, in the order of each key's first.
  private static func groups(_ lines: [Line], by key: (Line) -> String) -> [(key: String, lines: [Line])] {
    var groups: [(key: String, lines: [Line])] = []
    for line in lines {
      if let place = groups.firstIndex(where: { $0.key == key(line) }) {
        groups[place].lines.append(line)
      } else {
        groups.append((key(line), [line]))
      }
    }
    return groups
  }
}

/// Two models computed, side by side.
private struct Both {
  struct Side {
    let model: Model
    let values: Evaluation

    init(_ model: Model) {
      self.model = model
      values = model.graph.evaluate()
    }

    func outcome(_ key: String) -> Outcome? { model.graph.node(key).map { values.outcome($0) } }
  }

  let first: Side
  let second: Side
  private let tolerance: Double

  init(_ first: Model, _ second: Model) {
    self.first = Side(first)
    self.second = Side(second)
    tolerance =
      1e-9
      * max(
        self.first.values.largestAmount(in: first.graph), self.second.values.largestAmount(in: second.graph))
  }

  func party(_ id: String) -> Party? { first.model.content.party(id) ?? second.model.content.party(id) }

  func difference(
    _ key: String, _ label: Bilingual, _ unit: ValueUnit, better: Better = .neither,
    isZeroWhereAbsent: Bool = true
  ) -> ResultDifference {
    ResultDifference(
      key, label, unit, first.outcome(key), second.outcome(key), tolerance: tolerance, better: better,
      isZeroWhereAbsent: isZeroWhereAbsent)
  }

  /// An amount in yuan that is no formula of its own.
  func difference(
    _ id: String, _ label: Bilingual, _ first: Outcome?, _ second: Outcome?, better: Better = .neither
  ) -> ResultDifference {
    ResultDifference(
      id, label, .yuan, first, second, tolerance: tolerance, better: better, isZeroWhereAbsent: true)
  }

  /// The sum of several amounts on each side; a side that has none of them has no sum.
  func sum(_ parts: [ResultDifference], _ id: String, _ label: Bilingual) -> ResultDifference {
    func total(_ figures: [ResultDifference.Figure]) -> Outcome? {
      guard !figures.isEmpty else { return nil }
      return figures.lazy.compactMap(\.reason).first.map(Outcome.missing)
        ?? Outcome(figures.compactMap(\.value).reduce(0, +))
    }
    return difference(
      id, label, total(parts.compactMap(\.first)), total(parts.compactMap(\.second)))
  }
}
