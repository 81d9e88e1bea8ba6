package import FundFormula
internal import FundModel

/// A field that two scenarios fill differently, or with the same value from another source.
package struct InputDifference: Sendable, Codable, Equatable {
  /// What a scenario says in a field.
  package struct Entry: Sendable, Codable, Equatable {
    package let value: Value
    /// The unit as the author wrote it.
    package let unitText: String?
    package let source: String?
    package let note: String?
    package let isAssumed: Bool
    /// A lower bound in its source.
    package let isAtLeast: Bool
    /// False where the field's default stands for it.
    package let isWritten: Bool
  }

  package enum Value: Sendable, Codable, Equatable {
    /// In base units.
    case number(Double)
    case flag(Bool)
    /// A choice, a party, a moment, a schedule: as a scenario file says it.
    case text(String)
    case list([String])
  }

  /// `funding.city-subsidy.amount`
  package let path: String
  package let label: Bilingual
  /// Path of the block or group of facts it stands in.
  package let block: String
  /// What a number measures.
  package let unit: ValueUnit?
  /// It shapes the graph: dates, lengths, terms, schedules, choices.
  package let isStructural: Bool
  /// Nil where this scenario neither says nor assumes anything there.
  package let first: Entry?
  package let second: Entry?

  /// False where only source, note or certainty differ.
  package var isOfValue: Bool { first?.value != second?.value }

  /// Second less first, where both are numbers.
  package var difference: Double? {
    guard case .number(let a)? = first?.value, case .number(let b)? = second?.value else { return nil }
    return b - a
  }

  /// The difference in parts of the first, where that is not zero.
  package var relativeDifference: Double? {
    guard case .number(let a)? = first?.value, a != 0 else { return nil }
    return difference.map { $0 / abs(a) }
  }

  static func all(_ first: ScenarioContent, _ second: ScenarioContent) -> [InputDifference] {
    let blocks = (Set(DeclaredInput.blocks(of: first)), Set(DeclaredInput.blocks(of: second)))
    return Pairs(DeclaredInput.all(in: first), DeclaredInput.all(in: second)) { $0.path }.all.compactMap {
      a, b in
      guard let input = a ?? b else { return nil }
      // The defaults of a block that only one scenario has say nothing.
      let isShared = blocks.0.contains(input.block) && blocks.1.contains(input.block)
      let (left, right) = (entry(a, orDefault: isShared), entry(b, orDefault: isShared))
      guard left?.value != right?.value || left?.basis != right?.basis else { return nil }
      return InputDifference(
        path: input.path, label: input.label, block: input.block, unit: input.unit?.valueUnit,
        isStructural: input.isStructural, first: left, second: right)
    }
  }

  private static func entry(_ input: DeclaredInput?, orDefault: Bool) -> Entry? {
    guard let input, input.isWritten || orDefault else { return nil }
    return switch input.value {
    case nil: nil
    case .number(let number):
      Entry(
        value: .number(number.value), unitText: number.unitText, source: number.source, note: number.note,
        isAssumed: number.isAssumed, isAtLeast: number.isAtLeast, isWritten: input.isWritten)
    case .other(let value):
      Entry(
        value: value.written, unitText: nil, source: nil, note: nil, isAssumed: false, isAtLeast: false,
        isWritten: input.isWritten)
    }
  }
}

extension InputDifference.Entry {
  /// What a value rests on. A default and the same number written without a source rest on the same: nothing.
  fileprivate var basis: [String] {
    [source ?? "", isAtLeast ? "atLeast" : "", isAssumed && isWritten ? "assumed" : ""]
  }
}

extension DeclaredInput {
  fileprivate static func blocks(of content: ScenarioContent) -> [String] {
    records(of: content).map(\.record.path)
  }
}

extension FieldValue {
  /// The value as a scenario file says it.
  fileprivate var written: InputDifference.Value {
    switch self {
    case .number(let number): .number(number.value)
    case .published(let figure): .number(figure.number.value)
    case .flag(let flag): .flag(flag)
    case .word(let word): .text(word)
    case .words(let words): .list(words)
    case .schedule(let schedule): .text(schedule.written)
    case .moment(let moment): .text(moment.written)
    case .numbers(let numbers): .list(numbers.map(\.name))
    case .dates(let dates): .list(dates.map(\.name))
    case .path(let steps): .list(steps.compactMap(\.name))
    }
  }
}

extension Moment {
  /// `2025-03`, `handover`, `start+9`.
  fileprivate var written: String {
    switch self {
    case .date(let date): date.description
    case .milestone(let name, 0): name
    case .milestone(let name, let months): "\(name)\(months > 0 ? "+" : "")\(months)"
    }
  }
}

extension Schedule {
  /// A moment, or JSON: `{"from": "start", "to": "handover"}`.
  fileprivate var written: String {
    switch self {
    case .at(let moment): moment.written
    case .span(let from, let to, let isSCurve):
      "{\"from\": \"\(from.written)\", \"to\": \"\(to.written)\"\(isSCurve ? ", \"profile\": \"sCurve\"" : "")}"
    case .shares(let shares):
      "{\"shares\": {"
        + shares.map { "\"\($0.moment.written)\": \(decimalText($0.share))" }.joined(separator: ", ") + "}}"
    case .following(let costs): "{\"follow\": [\(costs.map { "\"\($0)\"" }.joined(separator: ", "))]}"
    }
  }
}
