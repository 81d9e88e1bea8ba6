import FundFormula
import FundModel

/// A number far outside what its kind usually is was probably given in another unit: 元 for 万元 is ten thousand times,
/// 0.0235 % for 2.35 % a hundredth.
package enum UnusualMagnitude: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    draft.numbers.compactMap { number in
      let range = UsualRange.of(number.field.name, number.kind, isHome: number.isHome)
      guard let range, number.value != 0, !range.plausible.contains(abs(number.value)) else { return nil }
      return finding(number, range, draft)
    }
  }

  private static func finding(_ number: Draft.Number, _ range: UsualRange, _ draft: Draft) -> Finding {
    let unit = number.kind.unit
    func text(_ value: Double, _ unit: String) -> String {
      number.kind.isShare ? "\(decimalText((value * 1e8).rounded() / 1e6))%" : "\(grouped(value)) \(unit)"
    }
    let (low, high) = (range.usual.lowerBound, range.usual.upperBound)
    return draft.finding(
      .magnitude, number.path, severity: .warning,
      en:
        "\(number.subject.words.en) comes to \(text(number.value, unit.en)); usual are \(text(low, "").trimmedSpaces) to \(text(high, "").trimmedSpaces) (\(range.reason.en)).",
      zh:
        "\(number.subject.words.zh)折合 \(text(number.value, unit.zh))，通常为 \(text(low, "").trimmedSpaces) 至 \(text(high, unit.zh))（\(range.reason.zh)）。",
      remedy: remedy(number, range, draft))
  }

  private static func remedy(_ number: Draft.Number, _ range: UsualRange, _ draft: Draft) -> (String, String)
  {
    let unit = number.kind.unit
    guard number.kind.isShare else {
      return ("Check the unit: a number without one is in \(unit.en).", "请核对单位：未写单位的数按\(unit.zh)计。")
    }
    // A fraction written as a percentage, or a percentage as a fraction of a fraction.
    guard let meant = [100, 0.01].map({ number.value * $0 }).first(where: { range.usual.contains(abs($0)) })
    else {
      return ("Check the decimal point and the unit.", "请核对小数点和单位。")
    }
    let percent = decimalText((meant * 1e8).rounded() / 1e6)
    let clause = Sample.percent(percent).clause(in: AuthorForm(of: draft.place(number.path)))
    return ("If \(percent)% is meant, \(clause.en).", "若为 \(percent)%，\(clause.zh)。")
  }
}

extension Draft {
  /// A number as the file gives it.
  struct Number {
    let path: String
    let field: FieldDeclaration
    let kind: UnitKind
    let number: SourcedNumber
    /// The name under the field, of named numbers and of those that change with the years.
    let name: String?
    let isHome: Bool

    var value: Double { number.value }
    var subject: Subject {
      name.map { Subject(path: "\(path)", label: Bilingual(verbatim: $0)) }
        ?? Subject(path: path, label: field.label)
    }
  }

  /// All numbers that measure something, in the order of the fields; lengths and other numbers that shape the calculation
  /// have checks of their own.
  var numbers: [Number] {
    // Where only some are asked for the records of others are passed over.
    let parents = asked.map { Set($0.flatMap(Self.parents)) }
    let found = Sections.factsFirst.flatMap { section in
      section.records(in: content).flatMap { record, fields -> [Number] in
        guard parents?.contains(record.path) ?? true else { return [] }
        return fields.declarations.flatMap { numbers($0, in: record, isHome: section.name == "homeTypes") }
      }
    }
    return asked.map { asked in found.filter { asked.contains($0.path) } } ?? found
  }

  /// The paths above a path: `costs.works` and `costs` above `costs.works.amount`.
  private static func parents(of path: String) -> [String] {
    path.indices.filter { path[$0] == "." }.map { String(path[..<$0]) }
  }

  private func numbers(_ field: FieldDeclaration, in record: Record, isHome: Bool) -> [Number] {
    guard [.number, .numbers, .path].contains(field.kind.form), let kind = field.kind.unit else { return [] }
    let path = "\(record.path).\(field.name)"
    func number(_ number: SourcedNumber, _ name: String?) -> Number {
      Number(
        path: name.map { "\(path).\($0)" } ?? path, field: field, kind: kind, number: number, name: name,
        isHome: isHome)
    }
    return switch record.values[field.name] {
    case .number(let one)?: [number(one, nil)]
    case .numbers(let several)?: several.map { number($0.number, $0.name) }
    case .path(let steps)?: steps.map { number($0.number, $0.name) }
    default: []
    }
  }
}
