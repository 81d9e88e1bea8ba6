import FundFormula

/// The sections of a scenario file, in the order of lists and schema: one line each, and a property of
/// ``ScenarioContent``. The reader, the schema, parameter sheets, lists of inputs and of sources read them here.
package enum Sections {
  package static let all = facts + blocks + remarks

  private static let facts: [SectionDeclaration] = [
    .init(["timeline"], TimelineFacts.label, .facts(TimelineFacts.fields, \.timeline)),
    .init(["project"], ProjectFacts.label, .facts(ProjectFacts.fields, \.project)),
    .init(
      ["project", "homeTypes"], ProjectFacts.homeTypeLabel,
      plural: Bilingual(en: "home types", zh: "户型"),
      .records(ProjectFacts.homeTypeFields, \.homeTypes),
      inSheets: .titled),
    .init(["parties"], Bilingual(en: "parties", zh: "参与方"), .parties, inSheets: .titled),
    .init(["finance"], FinanceFacts.label, .facts(FinanceFacts.fields, \.finance)),
  ]

  private static let blocks: [SectionDeclaration] = Section.allCases.map {
    .init(
      [$0.rawValue], $0.label, .blocks($0),
      inSheets: [.taxes, .gates].contains($0) ? .named : .titled)
  }

  private static let remarks: [SectionDeclaration] = [
    // A tolerance is the author's own: of a published figure the number alone has a source.
    .init(
      ["levers"], Lever.sectionLabel, .records(Lever.fields, \.levers),
      sourced: FieldList(Lever.limit),
      inSheets: .plain),
    .init(
      ["uncertain"], Uncertainty.sectionLabel, .records(Uncertainty.fields, \.uncertain),
      inSheets: .plain),
    .init(
      ["published"], PublishedFigure.label, .records(PublishedFigure.fields, \.published),
      sourced: FieldList(PublishedFigure.value), inSheets: .plain),
  ]

  /// Those at the top of a file.
  package static let top = all.filter { $0.path.count == 1 }

  /// Groups of facts, then groups of records: the order in which inputs are listed.
  package static let factsFirst = all.filter(\.isFacts) + all.filter { !$0.isFacts }

  /// The innermost section that a path of keys lies in.
  package static func section(holding keys: [String]) -> SectionDeclaration? {
    all.last { keys.starts(with: $0.path) }
  }
}
