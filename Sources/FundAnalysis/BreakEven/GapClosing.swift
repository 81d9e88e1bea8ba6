package import FundFormula
package import FundModel
internal import FundScenario

/// How a gap could be closed (缺口怎么补): each lever alone, and the smallest change of all together.
package struct GapClosing: Sendable {
  /// One lever: the value that closes the gap alone, how far it may go, who pays then.
  package struct Line: Sendable {
    package enum Verdict: Sendable, Equatable {
      /// Within its limit and everything the site and the conditions allow.
      case within
      /// Beyond the limit.
      case beyond
      /// These conditions or physical limits do not hold any more.
      case breaks([Bilingual])
      /// Nobody has said how far it may go.
      case noLimit
      /// No value closes the gap.
      case none
    }

    package let label: Bilingual
    package let breakEven: BreakEven
    package let limit: SourcedNumber?
    package let verdict: Verdict
    /// Who bears most of it, and how much: paid less received, more than today.
    package let payer: (party: Party, amount: Double)?
    /// What a household pays more, on average; nil where the scenario has no households.
    package let perHousehold: Double?
    package var unknown: MovableNumber { breakEven.unknown }
    package var needed: Double? { breakEven.solved }
    /// `needed` as it would be set: rounded so that the gap is closed.
    package var advised: Double? { breakEven.advised?.value ?? needed }
    package var change: Double? { needed.flatMap(unknown.change) }
  }

  /// Money from outside in the amount of the gap.
  package struct Grant: Sendable {
    package let amount: Double
    /// Who tops up; nil where nobody does.
    package let payer: Party?
    /// The most it pays.
    package let maximum: Double?
    /// Nil where there is no most.
    package var isWithin: Bool? { maximum.map { amount <= $0 + Tolerance.amount } }
  }

  package let target: SolveTarget
  package let today: Outcome
  package let lines: [Line]
  /// Whether the scenario names its levers itself; else they are those that need least change.
  package let isDeclared: Bool
  package let grant: Grant?
  /// All levers together, each within its limit; nil with fewer than two.
  package let joint: JointBreakEven?
}

extension SolveSystem {
  /// The names that `GapClosing` asks for: to be given to the `MovableModel` it is asked of.
  package static func leverNames(of content: ScenarioContent) -> [String] {
    content.levers.map { Lever($0).input } + factors
  }

  /// The levers a scenario names, or those of its prices and amounts that need least change; nil where the target is met
  /// already,
  /// and where a rate of return is asked for that is what money costs: what raises it is no remedy.
  package func gapClosing(_ critical: CriticalPoints, target place: Int = 0) -> GapClosing? {
    let target = targets[place]
    guard !target.isMet(base.outcome(target.node)), !critical.isCostOfMoney else { return nil }
    let declared = source.scenario.content.levers.map(Lever.init)
    let lines =
      declared.isEmpty
      ? critical.points.filter(isLever).prefix(8).map { point in
        line(point.unknown.label, point.breakEven, market(point.unknown))
      }
      : declared.compactMap { lever in
        (try? source.unknown(lever.input)).map { unknown in
          line(lever.label, breakEven(unknown, target: place), lever.limit ?? market(unknown))
        }
      }
    return GapClosing(
      target: target, today: base.outcome(target.node), lines: lines, isDeclared: !declared.isEmpty,
      grant: grant(target), joint: joint(lines, place))
  }

  /// Prices, amounts, shares of the blocks and the factor of all costs: what people decide. Facts of the project and
  /// rates of evaluation are none.
  private func isLever(_ point: CriticalPoint) -> Bool {
    guard point.change != nil else { return false }
    // A project of a pool has its sections below its own path.
    let path = point.unknown.name.split(separator: ".").map(String.init)
    let section = path.first == "projects" ? path.dropFirst(2).first : path.first
    return point.unknown.isScale || ["costs", "funding", "debt", "operations"].contains(section ?? "")
  }

  /// What homes fetch on the market bounds what owners and buyers pay for area.
  private func market(_ unknown: MovableNumber) -> SourcedNumber? {
    let isPrice =
      unknown.name.hasSuffix(".extraPrice")
      || (unknown.name.hasPrefix("funding.") && unknown.name.hasSuffix(".price")
        && kind(of: unknown) == HomesForSale.kind)
    guard isPrice else { return nil }
    return source.model.content.homeTypes.compactMap { record -> SourcedNumber? in
      if case .number(let number)? = record.values[ProjectFacts.marketPriceName] { number } else { nil }
    }.max { $0.value < $1.value }.map { number in
      var number = number
      number.note = nil
      return number
    }
  }

  private func kind(of unknown: MovableNumber) -> String? {
    source.scenario.content.allBlocks.first { unknown.name.hasPrefix("\($0.path).") }?.kind
  }

  // MARK: One lever

  private func line(_ label: Bilingual, _ breakEven: BreakEven, _ limit: SourcedNumber?) -> GapClosing.Line {
    guard let needed = breakEven.advised?.value ?? breakEven.solved else {
      return GapClosing.Line(
        label: label, breakEven: breakEven, limit: limit, verdict: .none, payer: nil, perHousehold: nil)
    }
    let effects = LeverEffects(self, breakEven.unknown, at: needed)
    return GapClosing.Line(
      label: label, breakEven: breakEven, limit: limit,
      verdict: verdict(needed, breakEven.unknown, limit, effects.broken), payer: effects.payer,
      perHousehold: effects.perHousehold)
  }

  private func verdict(
    _ needed: Double, _ unknown: MovableNumber, _ limit: SourcedNumber?, _ broken: [Bilingual]
  ) -> GapClosing.Line.Verdict {
    if let limit {
      let room = 1e-9 * max(abs(limit.value), 1)
      let isWithin = needed >= unknown.base ? needed <= limit.value + room : needed >= limit.value - room
      if !isWithin { return .beyond }
    }
    if !broken.isEmpty { return .breaks(broken) }
    return limit == nil ? .noLimit : .within
  }

  private func grant(_ target: SolveTarget) -> GapClosing.Grant? {
    guard [FundingGap.id, FundingGapBeforeTopUp.id].contains(target.name),
      let gap = base.outcome(target.node).value, !target.isReached(by: gap)
    else { return nil }
    let block = source.scenario.content.blocks(in: .funding).first { $0.kind == TopUp.kind }
    let payer = block.flatMap { block in source.model.flows.first { $0.block == block.path }?.from }
    let maximum: Double? =
      if case .number(let number)? = block?.values[TopUp.maximumName] { number.value } else { nil }
    return GapClosing.Grant(
      amount: gap - target.value, payer: payer.flatMap(source.model.content.party), maximum: maximum)
  }

  // MARK: All together

  private func joint(_ lines: [GapClosing.Line], _ place: Int) -> JointBreakEven? {
    // One lever a number: a block and its own price would be moved twice.
    var (unknowns, limits, moved): ([MovableNumber], [ClosedRange<Double>], Set<Int>) = ([], [], [])
    for line in lines where line.verdict != .none && !line.unknown.isWhole {
      let inputs = Set(line.unknown.parts.map(\.input))
      let isWithin = unknowns.contains { covers($0, line.unknown) || covers(line.unknown, $0) }
      guard moved.isDisjoint(with: inputs), !isWithin, line.unknown.base != 0 else { continue }
      let range = range(of: line)
      guard range.lowerBound < range.upperBound else { continue }
      moved.formUnion(inputs)
      unknowns.append(line.unknown)
      limits.append(range)
    }
    guard unknowns.count > 1 else { return nil }
    let alone =
      (try? SolveSystem(source, for: [AskedTarget(targets[place].name, decimalText(targets[place].value))]))
    return alone?.jointBreakEven(unknowns, limits: limits)
  }

  /// Whether one is the factor of a section or block that the other stands in.
  private func covers(_ one: MovableNumber, _ other: MovableNumber) -> Bool {
    one.isScale && other.name.hasPrefix("\(one.name.dropFirst(ScaledPath.prefix.count)).")
  }

  /// From today to the limit, in the direction that helps; to the bounds where nobody has set one.
  private func range(of line: GapClosing.Line) -> ClosedRange<Double> {
    let (base, bounds) = (line.unknown.base, line.unknown.bounds)
    guard let needed = line.needed else { return base...base }
    if needed >= base {
      return base...max(base, min(bounds.upperBound, line.limit?.value ?? bounds.upperBound))
    }
    return min(base, max(bounds.lowerBound, line.limit?.value ?? bounds.lowerBound))...base
  }
}
