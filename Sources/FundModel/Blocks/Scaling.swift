internal import FundFormula

/// How a whole block is spoken of where a number is asked for: `scale:costs.building`, `scale:costs`.
package enum ScaledPath {
  package static let prefix = "scale:"
}

extension ScenarioContent {
  /// The blocks that `scale:PATH` speaks of: the one at the path, or all of a section that can be scaled; as paths of
  /// their adjustment factors. Empty where the path is neither. What is a share of other blocks of the section moves
  /// with them and is not scaled again.
  package func factors(under path: String) -> [String] {
    let own = allBlocks.filter { block in
      guard block.mechanism.isScalable else { return false }
      return block.path == path || (block.path.hasPrefix("\(path).") && !block.mechanism.follows(block))
    }.map { "\($0.path).\(CommonFields.scale.declaration.name)" }
    return own
      + projects.flatMap { project -> [String] in
        // A section of a pool is that of all its projects.
        let isSection = Section(rawValue: path) != nil
        guard isSection || path.hasPrefix(project.prefix) else { return [] }
        let inner = isSection ? path : String(path.dropFirst(project.prefix.count))
        return project.content.factors(under: inner).map { project.prefix + $0 }
      }
  }

  /// The same content with these adjustment factors written, 1 where the author gave none: inputs of the model then,
  /// and nothing else changes.
  package func withFactors(_ paths: [String]) -> ScenarioContent {
    guard !paths.isEmpty else { return self }
    let name = CommonFields.scale.declaration.name
    let written = blocks.mapValues { blocks in
      blocks.map { block in
        guard paths.contains("\(block.path).\(name)"), !block.says(name) else { return block }
        var values = block.values
        values[name] = .number(SourcedNumber(1, isAssumed: true))
        return block.with(values)
      }
    }
    let members = projects.map { project in
      PooledContent(
        id: project.id, label: project.label,
        content: project.content.withFactors(
          paths.filter { $0.hasPrefix(project.prefix) }.map { String($0.dropFirst(project.prefix.count)) }),
        inherited: project.inherited)
    }
    var scaled = self
    scaled.blocks = written
    scaled.projects = members
    return scaled
  }
}
