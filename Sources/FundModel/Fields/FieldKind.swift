package import FundFormula

/// What may stand in a field of the scenario file: a form, and what sets one field of that form apart from another.
///
/// A form is one case here, one file beside this one with its typed fields, and one `KindOfField` in FundScenario, which
/// says how it is read, described and written.
package struct FieldKind: Sendable, Hashable {
  package enum Form: Sendable, Hashable, CaseIterable {
    case number, structural, choice, flag, text, party, fact
    case costs, funding, operations, gates
    case schedule, moment, date
    case numbers, dates, path
    case published, measured, measuredNumbers
  }

  package let form: Form
  /// What its numbers measure; nil for words, schedules and the like, and for numbers whose unit stands beside them.
  package let unit: UnitKind?
  /// The words it may be.
  package let choices: [Choice]
  /// The field of `project` whose names it may be too (areas, quantities).
  package let facts: String?
  /// Shapes the graph: dates, lengths, terms, schedules, choices. Varied by enumeration only; other numbers are inputs.
  package let isStructural: Bool

  init(
    _ form: Form, unit: UnitKind? = nil, choices: [Choice] = [], facts: String? = nil,
    isStructural: Bool
  ) {
    self.form = form
    self.unit = unit
    self.choices = choices
    self.facts = facts
    self.isStructural = isStructural
  }

  /// One word of a choice.
  package struct Choice: Sendable, Hashable {
    package let id: String
    package let label: Bilingual
    package init(_ id: String, en: String, zh: String) {
      self.id = id
      self.label = Bilingual(en: en, zh: zh)
    }
  }
}
