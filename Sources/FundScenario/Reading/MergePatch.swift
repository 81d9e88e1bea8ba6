/// `base` with the difference `overlay` laid over it (JSON merge patch, RFC 7386).
///
/// A null removes, mappings merge, everything else replaces. Every value keeps its own place, so that a
/// finding points into the file that wrote it; the order is the base's, then what the overlay adds.
///
/// Two rules of ours: a sourced number (a mapping with `value` or `values`) is replaced whole, on either
/// side, and so never inherits a citation; and the overlay's top-level `replaces: [funding, debt]` drops
/// those blocks of the base first. The key itself does not survive; ``replacedBlocks(of:)`` gives the names
/// to check.
package func merged(_ base: SourceNode, with overlay: SourceNode) -> SourceNode {
  guard let entries = overlay.entries else { return overlay }
  var reduced = base
  if case .mapping(let kept) = base.content {
    let dropped = Set(replacedBlocks(of: overlay).map(\.name))
    reduced.content = .mapping(kept.filter { !dropped.contains($0.key) })
  }
  var patch = overlay
  patch.content = .mapping(entries.filter { $0.key != replacesKey })
  return patched(reduced, with: patch)
}

/// The block names an overlay's `replaces` lists, each with its place; none where it is missing or no list
/// of texts.
package func replacedBlocks(of overlay: SourceNode) -> [(name: String, place: Place)] {
  (overlay[replacesKey]?.items ?? []).compactMap { item in item.string.map { ($0, item.place) } }
}

private let replacesKey = "replaces"

private func patched(_ target: SourceNode, with patch: SourceNode) -> SourceNode {
  guard let changes = patch.entries else { return patch }
  var result = target
  if !target.isMapping || target.isSourcedNumber || patch.isSourcedNumber && !target.isBlock {
    result = SourceNode(.mapping([]), at: patch.place)
  }
  var entries = result.entries ?? []
  var positions: [String: Int] = [:]
  for (index, entry) in entries.enumerated() where positions[entry.key] == nil {
    positions[entry.key] = index
  }
  var removed: Set<Int> = []
  for change in changes {
    if change.value.isNull {
      if let index = positions.removeValue(forKey: change.key) { removed.insert(index) }
    } else if let index = positions[change.key] {
      let old = entries[index]
      let value = patched(old.value, with: change.value)
      let merges = old.value.isMapping && value.place == old.value.place
      entries[index] = SourceNode.Entry(
        key: change.key, keyPlace: merges ? old.keyPlace : change.keyPlace, value: value)
    } else {
      positions[change.key] = entries.count
      let empty = SourceNode(.null, at: change.value.place)
      entries.append(
        SourceNode.Entry(
          key: change.key, keyPlace: change.keyPlace, value: patched(empty, with: change.value)))
    }
  }
  result.content = .mapping(entries.enumerated().filter { !removed.contains($0.offset) }.map(\.element))
  return result
}

extension SourceNode {
  /// Whether this is a number with its source: a mapping that has `value` or `values`, and is not the block of a published
  /// figure, which says what it is held against, nor a block that has a field of that name.
  package var isSourcedNumber: Bool {
    (entry("value") != nil || entry("values") != nil) && entry("of") == nil && !isBlock
  }

  /// Whether this is a block of a section, or of `uncertain`: `gate.share` has a `value`, a discrete distribution `values`.
  fileprivate var isBlock: Bool { entry("kind") != nil || entry("distribution") != nil }
}
