internal import FundModel

/// What of a funding model pays for a project: its funding, debt and conditions, without what it builds. Homes for sale
/// stand among the funding in a file; the project's own stay, those of the model are left out.
func fundingAlone(of model: SourceNode, over project: SourceNode) -> SourceNode {
  let paying = [Section.funding, .debt, .gates].map(\.rawValue)
  // Who pays may be a party of the model's own.
  let kept = paying + ["fundsim", "title", "summary", "parties", "replaces"]
  var alone = model
  alone.content = .mapping((model.entries ?? []).filter { kept.contains($0.key) })
  if let replaces = alone["replaces"], let items = replaces.items {
    alone["replaces"] = SourceNode(
      .sequence(items.filter { paying.contains($0.string ?? "") }), at: replaces.place)
  }
  let funding = Section.funding.rawValue
  let isReplaced = replacedBlocks(of: alone).contains { $0.name == funding }
  let own = project[funding]?.entries ?? []
  let building = own.filter { builds($0.value) }
  let others = (alone[funding]?.entries ?? []).filter { entry in
    !builds(entry.value) && !building.contains { $0.key == entry.key }
  }
  alone[funding] = SourceNode(
    .mapping(others + (isReplaced ? building : [])), at: (alone[funding] ?? project[funding] ?? model).place)
  return alone
}

/// Whether a block says what is built.
private func builds(_ block: SourceNode) -> Bool {
  block["kind"]?.string.flatMap(Mechanisms.mechanism)?.builds ?? false
}
