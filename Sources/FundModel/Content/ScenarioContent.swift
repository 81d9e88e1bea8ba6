package import FundFormula

/// All a model is made of: the checked content of a scenario file. Records hold what the declared fields say.
package struct ScenarioContent: Sendable {
  package var title: Bilingual
  package var summary: Bilingual
  package var timeline: Record
  package var project: Record
  package var homeTypes: [Record]
  package var finance: Record
  package var parties: [Party]
  /// Blocks of each section in the author's order.
  package var blocks: [Section: [Block]]
  /// The projects of a pool; empty for a scenario that is none.
  package var projects: [PooledContent]
  /// Figures that the source prints, to hold results against; see ``PublishedFigure``.
  package var published: [Record]
  /// Numbers that could be moved to close a gap, and how far; see ``Lever``.
  package var levers: [Record]
  /// Numbers that are not known for certain, with their distributions; see ``Uncertainty``.
  package var uncertain: [Record]

  package init(
    title: Bilingual, summary: Bilingual, timeline: Record, project: Record, homeTypes: [Record],
    finance: Record,
    parties: [Party], blocks: [Section: [Block]], projects: [PooledContent] = [],
    published: [Record] = [], levers: [Record] = [], uncertain: [Record] = []
  ) {
    self.title = title
    self.summary = summary
    self.timeline = timeline
    self.project = project
    self.homeTypes = homeTypes
    self.finance = finance
    self.parties = parties
    self.blocks = blocks
    self.projects = projects
    self.published = published
    self.levers = levers
    self.uncertain = uncertain
  }

  /// Content whose sections are still to be read.
  package init(parties: [Party], projects: [PooledContent]) {
    let nothing = Bilingual(verbatim: "")
    let unread = Record(path: "", label: nothing, values: [:])
    self.init(
      title: nothing, summary: nothing, timeline: unread, project: unread, homeTypes: [], finance: unread,
      parties: parties, blocks: [:], projects: projects)
  }

  package func party(_ id: String) -> Party? { parties.first { $0.id == id } }

  /// The blocks of one section in the author's order.
  package func blocks(in section: Section) -> [Block] { blocks[section] ?? [] }

  /// All blocks, section by section.
  package var allBlocks: [Block] { Section.allCases.flatMap(blocks(in:)) }
}
