// Results become documents, documents become text: blocks in two languages, and the writers of each format.
// This room computes no result of its own; it touches no file (but for the workbook it is told to write), clock, locale
// or terminal.

package import FundFormula

/// What a command has to say, ready for any writer: a title and its blocks, in the order of reading.
package struct Document: Sendable, Hashable, Codable {
  package var title: Bilingual
  package var blocks: [DocumentBlock]

  package init(title: Bilingual, blocks: [DocumentBlock] = []) {
    self.title = title
    self.blocks = blocks
  }

  /// The tables among the blocks.
  package var tables: [Table] {
    blocks.compactMap { block in
      if case .table(let table) = block { table } else { nil }
    }
  }
}

/// One block of a document. (A `Block` without more is a block of a scenario.)
package enum DocumentBlock: Sendable, Hashable, Codable {
  /// A heading; level 1 is the largest below the title.
  case heading(level: Int, text: Bilingual)
  case paragraph(text: Bilingual)
  /// A warning about the whole document: 演示数据，不得作为申报依据.
  case banner(text: Bilingual)
  /// The answer in one sentence; `good` when it is the one hoped for.
  case verdict(text: Bilingual, good: Bool)
  case bullets(items: [Bilingual])
  case keyValues(items: [KeyValue])
  case table(Table)
}

/// A named value with an optional remark.
package struct KeyValue: Sendable, Hashable, Codable {
  package var label: Bilingual
  package var value: Table.Cell
  package var note: Bilingual?

  package init(_ label: Bilingual, _ value: Table.Cell, note: Bilingual? = nil) {
    self.label = label
    self.value = value
    self.note = note
  }
}
