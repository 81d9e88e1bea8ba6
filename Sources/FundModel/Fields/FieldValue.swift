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

// MARK: - Parts

extension FieldValue {
  /// The whole of a value, or what it holds under a name of its own.
  package struct Part: Sendable {
    /// The last key of its path; nil for the whole.
    package let name: String?
    /// A number, a moment, or whatever else the value is.
    package let value: FieldValue

    fileprivate init(_ name: String?, _ value: FieldValue) {
      self.name = name
      self.value = value
    }

    /// The number it is; nil where it is none.
    package var number: SourcedNumber? {
      if case .number(let number) = value { number } else { nil }
    }
  }

  /// Numbers and dates by name, the steps of a path; any other value is one part, the whole.
  package var parts: [Part] {
    switch self {
    case .numbers(let numbers): numbers.map { Part($0.name, .number($0.number)) }
    case .path(let steps): steps.map { Part($0.name, .number($0.number)) }
    case .dates(let dates): dates.map { Part($0.name, .moment(.date($0.date))) }
    case .published(let figure): [Part(nil, .number(figure.number))]
    case .number, .word, .flag, .words, .schedule, .moment: [Part(nil, self)]
    }
  }

  /// The value with another number in the part of this name; unchanged where it has no such number.
  func with(_ value: Double, in part: String?) -> FieldValue {
    func changed(_ old: SourcedNumber) -> SourcedNumber {
      SourcedNumber(value, isAtLeast: old.isAtLeast)
    }
    switch self {
    case .numbers(let numbers):
      return .numbers(
        numbers.map { $0.name == part ? .init(name: $0.name, number: changed($0.number)) : $0 })
    case .path(let steps):
      return .path(
        steps.map {
          $0.name == part ? .init(from: $0.from, name: $0.name, number: changed($0.number)) : $0
        })
    case .number: return part == nil ? .number(SourcedNumber(value, isAssumed: true)) : self
    case .word, .flag, .words, .schedule, .moment, .dates, .published: return self
    }
  }
}
