package import FundFormula

/// What a number in the file measures; a unit in the file converts to the base unit of its kind: yuan, m², fractions,
/// months, years.
package enum UnitKind: String, Sendable, Hashable, CaseIterable {
  case yuan, yuanPerArea, yuanPerHousehold, yuanPerMonth, yuanPerYear, yuanPerAreaMonth, yuanPerHouseholdMonth
  case yuanPerUnitYear, yuanPerUnitMonth, yuanPerAreaYear
  /// Per m², metre, lift or whatever a quantity counts; and the same a year.
  case yuanPerQuantity, yuanPerQuantityYear
  /// What a quantity counts: pieces, metres, m².
  case quantity
  case area, length, count, households, fraction, ratePerYear, years, months, number

  /// How formulas and tables print a number of this kind.
  package var valueUnit: ValueUnit {
    switch self {
    case .yuan, .yuanPerMonth, .yuanPerYear: .yuan
    case .yuanPerArea, .yuanPerAreaMonth, .yuanPerAreaYear: .yuanPerArea
    case .yuanPerHousehold, .yuanPerHouseholdMonth, .yuanPerUnitYear, .yuanPerUnitMonth, .yuanPerQuantity,
      .yuanPerQuantityYear:
      .yuanPerHousehold
    case .area: .area
    case .households: .households
    case .count, .quantity: .count
    case .fraction: .share
    case .ratePerYear: .rate
    case .years: .years
    case .length, .months, .number: .number
    }
  }
}

/// What may stand in a field of the scenario file.
package enum FieldKind: Sendable, Hashable {
  /// A number, plain or sourced; an input of the graph.
  case number(UnitKind)
  /// A whole number that shapes the graph (months, years, terms): varied by enumeration only.
  case structural(UnitKind)
  case choice([Choice])
  case flag
  case text
  case party
  /// Cost classes and ids of cost blocks.
  case costs
  /// Ids of funding blocks.
  case funding
  /// Ids of operations blocks.
  case operations
  /// Ids of gates.
  case gates
  case schedule
  case moment
  /// One of these words, or the name of a number in that field of `project` (areas, quantities).
  case fact(String, [Choice])
  /// Numbers by name: `{"pipes": {"value": 1200, "unit": "m"}}`.
  case numbers(UnitKind)
  /// Dates by name.
  case dates
  /// A number that changes with the years: plain, or `{"2026": 0.6, "2028": 0.9}`, each holding until the next.
  case path(UnitKind)
  /// A number as a source prints it: its unit is held against what computes it, once the model exists.
  case published
  /// A number in the unit of an input that the block names; once that is known it is a number in its base unit.
  case measured
  /// Such numbers by name.
  case measuredNumbers

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

/// What the file says in a field, after all checks.
package enum FieldValue: Sendable, Hashable {
  case number(SourcedNumber)
  case word(String)
  case flag(Bool)
  case words([String])
  case schedule(Schedule)
  case moment(Moment)
  case numbers([NamedNumber])
  case dates([NamedDate])
  case path([YearNumber])
  case published(PublishedNumber)

  package struct NamedNumber: Sendable, Hashable {
    package let name: String
    package let number: SourcedNumber
    package init(name: String, number: SourcedNumber) {
      self.name = name
      self.number = number
    }
  }

  package struct NamedDate: Sendable, Hashable {
    package let name: String
    package let date: YearMonth
    package init(name: String, date: YearMonth) {
      self.name = name
      self.date = date
    }
  }

  /// A number that holds from the first month of `from` on (nil: from the beginning).
  package struct YearNumber: Sendable, Hashable {
    package let from: YearMonth?
    /// The date as the author wrote it, part of the number's path: `2026` or `2026-07`.
    package let name: String?
    package let number: SourcedNumber
    package init(from: YearMonth?, name: String?, number: SourcedNumber) {
      self.from = from
      self.name = name
      self.number = number
    }
  }
}

/// A number with where it comes from, in the base unit of its kind.
package struct SourcedNumber: Sendable, Hashable {
  package var value: Double
  /// The unit as the author wrote it.
  package var unitText: String?
  package var source: String?
  package var note: String?
  package var isAssumed: Bool
  /// A lower bound in the source (“at least”): marked in tables.
  package var isAtLeast: Bool

  package init(
    _ value: Double, unitText: String? = nil, source: String? = nil, note: String? = nil,
    isAssumed: Bool = false, isAtLeast: Bool = false
  ) {
    self.value = value
    self.unitText = unitText
    self.source = source
    self.note = note
    self.isAssumed = isAssumed
    self.isAtLeast = isAtLeast
  }
}

/// A field of a block, declared once: the reader, the checks, the JSON Schema, the handbook and `list` read it here.
package struct FieldDeclaration: Sendable, Hashable {
  package let name: String
  package let kind: FieldKind
  /// What the value may be, in base units.
  package let bounds: ClosedRange<Double>
  package let isRequired: Bool
  /// Taken where the file is silent.
  package let fallback: FieldValue?
  package let label: Bilingual
}

/// A declared field with the Swift type its value has in a mechanism.
package struct Field<Value>: Sendable {
  package let declaration: FieldDeclaration

  private init(
    _ name: String, _ kind: FieldKind, bounds: ClosedRange<Double> = -1e15...1e15, required: Bool = false,
    fallback: FieldValue? = nil, en: String, zh: String
  ) {
    declaration = FieldDeclaration(
      name: name, kind: kind, bounds: bounds, isRequired: required, fallback: fallback,
      label: Bilingual(en: en, zh: zh))
  }
}

extension Field where Value == Scalar {
  /// A number every block of this kind must give.
  package static func required(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double> = 0...1e15, en: String, zh: String
  ) -> Self { Self(name, .number(unit), bounds: bounds, required: true, en: en, zh: zh) }

  /// A number with a value where the file is silent.
  package static func number(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double> = 0...1e15, default value: Double,
    en: String,
    zh: String
  ) -> Self {
    Self(name, .number(unit), bounds: bounds, fallback: .number(SourcedNumber(value)), en: en, zh: zh)
  }
}

extension Field where Value == Scalar? {
  /// A number the file may leave out.
  package static func optional(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double> = 0...1e15, en: String, zh: String
  ) -> Self { Self(name, .number(unit), bounds: bounds, en: en, zh: zh) }
}

extension Field where Value == Int {
  package static func structural(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double>, default value: Int? = nil, en: String,
    zh: String
  ) -> Self {
    Self(
      name, .structural(unit), bounds: bounds, required: value == nil,
      fallback: value.map { .number(SourcedNumber(Double($0))) }, en: en, zh: zh)
  }
}

extension Field where Value == Int? {
  /// A whole number that shapes the graph and that the file may leave out.
  package static func optionalStructural(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double>, en: String, zh: String
  ) -> Self { Self(name, .structural(unit), bounds: bounds, en: en, zh: zh) }
}

extension Field where Value == Bool {
  package static func flag(_ name: String, default value: Bool, en: String, zh: String) -> Self {
    Self(name, .flag, fallback: .flag(value), en: en, zh: zh)
  }
}

extension Field where Value == String {
  package static func choice(
    _ name: String, _ choices: [FieldKind.Choice], default value: String? = nil, en: String, zh: String
  ) -> Self {
    Self(name, .choice(choices), required: value == nil, fallback: value.map(FieldValue.word), en: en, zh: zh)
  }

  /// The name of one of the project's areas, or one every project has.
  package static func area(_ name: String, default value: String? = nil, en: String, zh: String) -> Self {
    Self(
      name, .fact("areas", ProjectFacts.areaChoices), required: value == nil,
      fallback: value.map(FieldValue.word),
      en: en, zh: zh)
  }

  /// The name of one of the project's quantities, or one every project may have.
  package static func quantity(_ name: String, en: String, zh: String) -> Self {
    Self(name, .fact("quantities", ProjectFacts.quantityChoices), required: true, en: en, zh: zh)
  }

  /// The id of a party.
  package static func party(_ name: String, default value: String? = nil, en: String, zh: String) -> Self {
    Self(name, .party, required: value == nil, fallback: value.map(FieldValue.word), en: en, zh: zh)
  }
}

extension Field where Value == String? {
  /// The name of one of the project's areas, where it is counted by one.
  package static func optionalArea(_ name: String, en: String, zh: String) -> Self {
    Self(name, .fact("areas", ProjectFacts.areaChoices), en: en, zh: zh)
  }

  /// The name of one of the project's quantities, where it is counted by one.
  package static func optionalQuantity(_ name: String, en: String, zh: String) -> Self {
    Self(name, .fact("quantities", ProjectFacts.quantityChoices), en: en, zh: zh)
  }

  package static func optionalChoice(_ name: String, _ choices: [FieldKind.Choice], en: String, zh: String)
    -> Self
  {
    Self(name, .choice(choices), en: en, zh: zh)
  }

  package static func text(_ name: String, en: String, zh: String) -> Self {
    Self(name, .text, en: en, zh: zh)
  }
}

extension Field where Value == String {
  /// A word every block of this kind must give.
  package static func name(_ name: String, en: String, zh: String) -> Self {
    Self(name, .text, required: true, en: en, zh: zh)
  }
}

extension Field where Value == SourcedNumber? {
  package static func optionalMeasured(_ name: String, en: String, zh: String) -> Self {
    Self(name, .measured, en: en, zh: zh)
  }
}

extension Field where Value == PublishedNumber {
  package static func published(_ name: String, en: String, zh: String) -> Self {
    Self(name, .published, required: true, en: en, zh: zh)
  }
}

extension Field where Value == [String] {
  /// Cost classes and ids of cost blocks; the default is given in classes.
  package static func costs(_ name: String, default value: [FlowClass]? = nil, en: String, zh: String) -> Self
  {
    Self(
      name, .costs, required: value == nil, fallback: value.map { .words($0.map(\.rawValue)) }, en: en, zh: zh
    )
  }

  /// Ids of funding blocks.
  package static func funding(_ name: String, default value: [String]? = nil, en: String, zh: String) -> Self
  {
    Self(name, .funding, required: value == nil, fallback: value.map(FieldValue.words), en: en, zh: zh)
  }
}

extension Field where Value == [String] {
  /// Ids of operations blocks.
  package static func operations(_ name: String, default value: [String]? = nil, en: String, zh: String)
    -> Self
  {
    Self(name, .operations, required: value == nil, fallback: value.map(FieldValue.words), en: en, zh: zh)
  }

  /// Ids of gates.
  package static func gates(_ name: String, default value: [String], en: String, zh: String) -> Self {
    Self(name, .gates, fallback: .words(value), en: en, zh: zh)
  }
}

extension Field where Value == Schedule {
  package static func schedule(_ name: String, default value: Schedule, en: String, zh: String) -> Self {
    Self(name, .schedule, fallback: .schedule(value), en: en, zh: zh)
  }
}

extension Field where Value == Schedule? {
  package static func optionalSchedule(_ name: String, en: String, zh: String) -> Self {
    Self(name, .schedule, en: en, zh: zh)
  }
}

extension Field where Value == Moment {
  package static func moment(_ name: String, default value: Moment, en: String, zh: String) -> Self {
    Self(name, .moment, fallback: .moment(value), en: en, zh: zh)
  }
}

extension Field where Value == Moment? {
  package static func optionalMoment(_ name: String, en: String, zh: String) -> Self {
    Self(name, .moment, en: en, zh: zh)
  }
}

extension Field where Value == [String: Scalar] {
  package static func numbers(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double> = 0...1e15, en: String, zh: String
  ) -> Self { Self(name, .numbers(unit), bounds: bounds, fallback: .numbers([]), en: en, zh: zh) }
}

extension Field where Value == [String: SourcedNumber] {
  package static func measuredNumbers(_ name: String, en: String, zh: String) -> Self {
    Self(name, .measuredNumbers, fallback: .numbers([]), en: en, zh: zh)
  }
}

extension Field where Value == [String: YearMonth] {
  package static func dates(_ name: String, en: String, zh: String) -> Self {
    Self(name, .dates, fallback: .dates([]), en: en, zh: zh)
  }
}

extension Field where Value == Row {
  /// A number that may change with the years; in a mechanism a row.
  package static func path(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double>, default value: Double? = nil, en: String,
    zh: String
  ) -> Self {
    Self(
      name, .path(unit), bounds: bounds, required: value == nil,
      fallback: value.map { .path([.init(from: nil, name: nil, number: SourcedNumber($0))]) }, en: en, zh: zh)
  }
}

extension Field where Value == Row? {
  /// A number that may change with the years, and that the file may leave out.
  package static func optionalPath(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double>, en: String, zh: String
  ) -> Self { Self(name, .path(unit), bounds: bounds, en: en, zh: zh) }
}

extension Field where Value == YearMonth {
  package static func date(_ name: String, en: String, zh: String) -> Self {
    Self(name, .moment, required: true, en: en, zh: zh)
  }
}

/// The fields of one kind of block, in the order help and schema list them.
package struct FieldList: Sendable {
  package let declarations: [FieldDeclaration]

  package init<each Value>(_ field: repeat Field<each Value>) {
    var all: [FieldDeclaration] = []
    repeat all.append((each field).declaration)
    declarations = all
  }

  /// No fields.
  package static let none = FieldList([])

  private init(_ declarations: [FieldDeclaration]) { self.declarations = declarations }

  package static func + (left: FieldList, right: FieldList) -> FieldList {
    FieldList(left.declarations + right.declarations)
  }

  package subscript(name: String) -> FieldDeclaration? { declarations.first { $0.name == name } }
}

extension FieldKind {
  /// The kind of number it holds; nil for words, schedules and the like.
  package var unit: UnitKind? {
    switch self {
    case .number(let unit), .structural(let unit), .numbers(let unit), .path(let unit): unit
    default: nil
    }
  }
}
