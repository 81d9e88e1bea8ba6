package import FundFormula

/// What an overlay says of itself, without the scenario it is laid over.
package struct OverlayHead: Sendable {
  package let title: Bilingual?
  package let summary: Bilingual?
  /// The sections it replaces whole; others it only changes.
  package let replaces: [String]
  /// The sections it speaks of.
  package let sections: [String]

  /// Nil where the file cannot be read as a scenario file.
  package init?(of file: String, bytes: [UInt8]) {
    let (node, _) = readSource(bytes, file: file)
    guard let node, node.isMapping, node["fundsim"] != nil || node["replaces"] != nil else { return nil }
    title = node["title"].flatMap { $0.bilingual(path: "title").0 }
    summary = node["summary"].flatMap { $0.bilingual(path: "summary").0 }
    replaces = (node["replaces"]?.items ?? []).compactMap(\.text)
    sections = node.keys.filter { ScenarioReader.sections.contains($0) }
  }
}
