extension ScenarioContent {
  /// The same content with numbers at these paths: those of fields, of names in a field, and of a field's dates. What no
  /// record of this content holds is left alone, and so are the projects of a pool.
  package func with(numbers: [(path: String, value: Double)]) -> ScenarioContent {
    guard !numbers.isEmpty else { return self }
    var changed = self
    changed.project = project.with(numbers)
    changed.homeTypes = homeTypes.map { $0.with(numbers) }
    changed.finance = finance.with(numbers)
    changed.blocks = blocks.mapValues { $0.map { $0.with(numbers) } }
    return changed
  }
}

extension Block {
  fileprivate func with(_ numbers: [(path: String, value: Double)]) -> Block {
    Block(record.with(numbers), mechanism)
  }
}

extension Record {
  fileprivate func with(_ numbers: [(path: String, value: Double)]) -> Record {
    let own = numbers.filter { $0.path.hasPrefix(path) && $0.path.dropFirst(path.count).first == "." }
    guard !own.isEmpty else { return self }
    var values = values
    for (path, value) in own {
      let parts = path.dropFirst(self.path.count + 1).split(separator: ".", maxSplits: 1).map(String.init)
      let part = parts.count > 1 ? parts[1] : nil
      if let old = values[parts[0]] {
        values[parts[0]] = old.with(value, in: part)
      } else if part == nil {
        values[parts[0]] = .number(SourcedNumber(value, isAssumed: true))
      }
    }
    return with(values)
  }
}
