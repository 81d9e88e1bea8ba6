package import FundFormula

/// How much a finding weighs.
package enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
  /// The scenario cannot be computed.
  case error
  /// It can, but a planner would not mean it.
  case warning
  /// Something a reviewer would ask about; never blocks.
  case notice

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// A place in a file the author wrote; line and column count from 1, columns in characters.
package struct Place: Sendable, Hashable, Codable {
  /// The file as the author named it, or `--set`, `--with …` for the command line.
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// One thing that is wrong or doubtful in what the author wrote: where, what, what to do.
package struct Finding: Sendable, Hashable, Codable {
  package var severity: Severity
  /// The ``CheckName``, `unknown-field`.
  package var check: String
  /// The dotted path of the value, `funding.city-subsidy.amount`; empty for the whole file.
  package var path: String
  package var place: Place?
  /// What is wrong, one sentence.
  package var message: Bilingual
  /// What would mend it, one sentence; nil where the message says it all.
  package var remedy: Bilingual?

  package init(
    _ severity: Severity = .error, check: CheckName, path: String = "", at place: Place? = nil,
    _ message: Bilingual, remedy: Bilingual? = nil
  ) {
    self.severity = severity
    self.check = check.rawValue
    self.path = path
    self.place = place
    self.message = message
    self.remedy = remedy
  }
}
