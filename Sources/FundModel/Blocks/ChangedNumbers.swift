extension ScenarioContent {
  /// The same content with numbers at these paths: those of fields, of names in a field, and of a field's dates. What no
  /// record of this content holds is left alone, and so are the projects of a pool.
  package func with(numbers: [(path: String, value: Double)]) -> ScenarioContent {
    guard !numbers.isEmpty else { return self }
    return ScenarioContent(
      title: title, summary: summary, timeline: timeline, project: project.with(numbers),
      homeTypes: homeTypes.map { $0.with(numbers) }, finance: finance.with(numbers), parties: parties,
      blocks: blocks.mapValues { $0.map { $0.with(numbers) } }, projects: projects, published: published,
      levers: levers, uncertain: uncertain)
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
      values[parts[0]] = Self.changed(values[parts[0]], parts.count > 1 ? parts[1] : nil, to: value)
    }
    return with(values)
  }

  private static func changed(_ old: FieldValue?, _ part: String?, to value: Double) -> FieldValue? {
    func number(_ old: SourcedNumber) -> SourcedNumber { SourcedNumber(value, isAtLeast: old.isAtLeast) }
    switch old {
    case .numbers(let numbers):
      return .numbers(
        numbers.map { $0.name == part ? .init(name: $0.name, number: number($0.number)) : $0 })
    case .path(let steps):
      return .path(
        steps.map {
          $0.name == part ? .init(from: $0.from, name: $0.name, number: number($0.number)) : $0
        })
    case .number, nil: return part == nil ? .number(SourcedNumber(value, isAssumed: true)) : old
    default: return old
    }
  }
}
