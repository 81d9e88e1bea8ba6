package import FundFormula

/// All a model is made of: the checked content of a scenario file. Records hold what the declared fields say.
package struct ScenarioContent: Sendable {
  package let title: Bilingual
  package let summary: Bilingual
  package let timeline: Record
  package let project: Record
  package let homeTypes: [Record]
  package let finance: Record
  package let parties: [Party]
  /// Blocks of each section in the author's order.
  package let blocks: [Section: [Record]]

  package init(
    title: Bilingual, summary: Bilingual, timeline: Record, project: Record, homeTypes: [Record],
    finance: Record,
    parties: [Party], blocks: [Section: [Record]]
  ) {
    self.title = title
    self.summary = summary
    self.timeline = timeline
    self.project = project
    self.homeTypes = homeTypes
    self.finance = finance
    self.parties = parties
    self.blocks = blocks
  }

  package func party(_ id: String) -> Party? { parties.first { $0.id == id } }

  /// All blocks, section by section.
  package var allBlocks: [Record] { Section.allCases.flatMap { blocks[$0] ?? [] } }
}

/// A number that shapes the graph: listed beside the inputs, varied by enumeration only.
package struct StructuralNumber: Sendable {
  package let path: String
  package let label: Bilingual
  package let unit: UnitKind
  package let number: SourcedNumber
}

extension ScenarioContent {
  /// The structural numbers the author gave, in the order of the file's sections.
  package var structuralNumbers: [StructuralNumber] {
    let facts = [(timeline, TimelineFacts.fields), (finance, FinanceFacts.fields)]
    let blocks = allBlocks.compactMap { block in Mechanisms.mechanism(block.kind).map { (block, $0.fields) } }
    return (facts + blocks).flatMap { record, fields in
      fields.declarations.compactMap { field -> StructuralNumber? in
        guard case .structural(let unit) = field.kind, case .number(let number)? = record.values[field.name]
        else {
          return nil
        }
        return StructuralNumber(
          path: "\(record.path).\(field.name)",
          label: Bilingual(
            en: "\(record.label.en): \(field.label.en)", zh: "\(record.label.zh)·\(field.label.zh)"),
          unit: unit, number: number)
      }
    }
  }
}
