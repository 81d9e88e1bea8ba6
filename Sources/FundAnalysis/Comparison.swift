package import FundFormula
package import FundModel
package import FundScenario

/// Several funding models over one project, side by side (筹资模式比选): the same figures of each, the base first.
package struct Comparison: Sendable, Codable {
  /// The version of this shape in JSON.
  package static let version = 1

  package let version: Int
  /// The columns: the base, then the others as asked for or sorted.
  package let models: [ComparedModel]
  package let groups: [ComparisonGroup]
  /// Which plan holds, and what that costs whom.
  package let recommendation: Recommendation
  /// Only the funding of the models was laid over the base, not what they build.
  package let isSameProduct: Bool
  /// Models that don't fit the project.
  package let leftOut: [LeftOutModel]
}

/// One column of a comparison.
package struct ComparedModel: Sendable, Codable {
  /// Its place among the files as they were given, from 1.
  package let number: Int
  package let title: Bilingual
  package let file: String
  /// Whether that file is a funding model laid over the project, and not a project of its own.
  package let isOverlay: Bool
  /// Fingerprint of the merged scenario.
  package let hash: String
  package let assumedShare: Double
  /// The conditions that stop it, by label; its flows are then shown as planned. Empty for a project that goes ahead.
  package let stoppedBy: [Bilingual]
  /// What stands in its way, the worst first; empty for a plan that holds.
  package let obstacles: [Verdict.Obstacle]
  /// Yuan that are short, by the obstacle's word; none where it is not money.
  package let short: [String: Double]
  /// What speaks against it though it may hold; empty where nothing does.
  package let reservations: [Reservation]
  /// What it builds that the base does not, or in another size: the ids of rows.
  package let buildsOther: [String]
  /// Whether its money comes before its cost, so that its rate of return is what that money costs.
  package let hasMoneyFirst: Bool
  /// Who pays more than in the base: net payment over all time, parties first, then home types (a household).
  package let paysMore: [PaysMore]
}

/// A party or a home type that pays more, net of what it receives, than in the base.
package struct PaysMore: Sendable, Codable, Equatable {
  package enum Kind: String, Sendable, Codable { case party, homeType }

  package let kind: Kind
  package let id: String
  package let label: Bilingual
  /// The side a party stands on; nil for a home type.
  package let group: PartyGroup?
  /// Yuan more than in the base; of a home type, yuan more for each household.
  package let difference: Double
}

/// A model that does not fit the project, and why.
package struct LeftOutModel: Sendable, Codable {
  package let number: Int
  package let file: String
  /// With at least one error.
  package let findings: [Finding]
}

/// Rows that belong together.
package struct ComparisonGroup: Sendable, Codable {
  package let id: String
  package let label: Bilingual
  package let rows: [ComparisonRow]
}

/// The same figure of every model.
package struct ComparisonRow: Sendable, Codable {
  /// The key of the formula, `indicators.fundingGap`.
  package let id: String
  package let label: Bilingual
  package let unit: ValueUnit
  package let better: Better
  /// Stands below the row before: a class of the uses, a party's share.
  package let isDetail: Bool
  /// Something that must be met: 1 where it is.
  package let isCondition: Bool
  /// One a model; nil where a model has no such figure.
  package let figures: [ComparisonFigure?]
  /// The places of the models that are best by `better`; none where all are equal.
  package let best: [Int]
  /// Value less the base's; nil where one of the two is missing.
  package let differences: [Double?]

  private enum Key: String, CodingKey {
    case id, label, unit, better, isDetail, isCondition, figures, best, differences, differencesStatus
  }

  /// A figure that a model has not is one without a value, and why a difference is missing stands beside the differences.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encode(label, forKey: .label)
    try container.encode(unit, forKey: .unit)
    try container.encode(better, forKey: .better)
    try container.encode(isDetail, forKey: .isDetail)
    try container.encode(isCondition, forKey: .isCondition)
    var list = container.nestedUnkeyedContainer(forKey: .figures)
    for figure in figures {
      if let figure { try list.encode(figure) } else { try list.encode(AbsentFigure()) }
    }
    try container.encode(best, forKey: .best)
    try container.encode(differences, forKey: .differences)
    let missing = differences.indices.filter { differences[$0] == nil }.map { ("\($0)", reason(at: $0)) }
    if !missing.isEmpty {
      try container.encode(Dictionary(uniqueKeysWithValues: missing), forKey: .differencesStatus)
    }
  }

  /// Why a model has no difference from the base.
  private func reason(at place: Int) -> String {
    guard ![.flag, .period].contains(unit) else { return "notANumber" }
    return [figures[place], figures[0]].compactMap { $0?.status?.id }.first ?? NumberOrReason.notApplicable
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decode(String.self, forKey: .id)
    label = try container.decode(Bilingual.self, forKey: .label)
    unit = try container.decode(ValueUnit.self, forKey: .unit)
    better = try container.decode(Better.self, forKey: .better)
    isDetail = try container.decode(Bool.self, forKey: .isDetail)
    isCondition = try container.decode(Bool.self, forKey: .isCondition)
    figures = try container.decode([ComparisonFigure].self, forKey: .figures).map {
      $0.value == nil && $0.status == nil ? nil : $0
    }
    best = try container.decode([Int].self, forKey: .best)
    differences = try container.decode([Double?].self, forKey: .differences)
  }
}

/// A figure that a model has not, in JSON.
private struct AbsentFigure: ResultObject {
  let value = NumberOrReason(nil as Outcome?)
}

/// A value, or the reason why there is none.
package struct ComparisonFigure: Sendable, Hashable, Codable {
  package let value: Double?
  package let status: Reason?
  /// The label of the period that the value numbers.
  package let period: String?

  init(_ outcome: Outcome, period: String? = nil) {
    value = outcome.value
    status = outcome.reason
    self.period = period
  }

  private enum Key: String, CodingKey { case value, status, period }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    value = try container.decodeIfPresent(Double.self, forKey: .value)
    let id = try container.decodeIfPresent(String.self, forKey: .status)
    status = Reason.allCases.first { $0.id == id }
    period = try container.decodeIfPresent(String.self, forKey: .period)
  }

  /// A missing value is `null` with its reason's word, never left out.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if let value {
      try container.encode(value, forKey: .value)
    } else {
      try container.encodeNil(forKey: .value)
    }
    try container.encodeIfPresent(status?.id, forKey: .status)
    try container.encodeIfPresent(period, forKey: .period)
  }
}

extension ComparisonRow {
  /// - Parameters:
  ///   - tolerance: how far two values may lie apart and still agree.
  ///   - isZeroWhereAbsent: a model without the figure has none of it, such as money of a class.
  ///   - neverBest: the places of models that do not hold, or whose figure means something else.
  init(
    _ id: String, _ label: Bilingual, _ unit: ValueUnit, _ figures: [ComparisonFigure?], better: Better,
    tolerance: Double, isDetail: Bool = false, isCondition: Bool = false, isZeroWhereAbsent: Bool = false,
    neverBest: Set<Int> = []
  ) {
    self.id = id
    self.label = label
    self.unit = unit
    self.better = better
    self.isDetail = isDetail
    self.isCondition = isCondition
    self.figures = figures
    best = Self.best(
      of: figures.enumerated().map { neverBest.contains($0) ? nil : $1?.value }, better, tolerance)
    let values = figures.map { figure -> Double? in
      if let figure { figure.value } else { isZeroWhereAbsent ? 0 : nil }
    }
    differences = values.map { value in
      guard ![.flag, .period].contains(unit), let value, let base = values[0] else { return nil }
      return abs(value - base) > tolerance ? value - base : 0
    }
  }

  /// The places of the best values; none where there is nothing to choose between.
  private static func best(of values: [Double?], _ better: Better, _ tolerance: Double) -> [Int] {
    let known = values.compactMap { $0 }
    guard let least = known.min(), let most = known.max(), most - least > tolerance else { return [] }
    return better.best(of: values, within: tolerance)
  }
}

extension Better {
  /// The places of the best of several values, those within `tolerance` of it among them; none where nothing has a
  /// value or neither way is better.
  func best(of values: [Double?], within tolerance: Double) -> [Int] {
    let known = values.compactMap { $0 }
    guard self != .neither, let best = self == .more ? known.max() : known.min() else { return [] }
    return values.indices.filter { place in values[place].map { abs($0 - best) <= tolerance } ?? false }
  }
}
