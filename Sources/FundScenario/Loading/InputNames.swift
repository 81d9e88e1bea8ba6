import FundFormula
import FundModel

/// Inputs by their whole names, as lists print them: 居民出资·扩面认购率, “Residents: take-up”.
enum InputNames {
  /// The keys of all inputs of that name in either language, in the order of the file.
  static func keys(named text: String, in tree: SourceNode) -> [[String]] {
    // No path of ids holds these signs, and paths are asked for often.
    guard text.contains("·") || text.contains(": ") else { return [] }
    return records(of: tree).flatMap { keys, label in
      [(label.zh, "·"), (label.en, ": ")].flatMap { own, sign -> [[String]] in
        guard text.hasPrefix(own + sign) else { return [] }
        return fields(named: String(text.dropFirst(own.count + sign.count)), under: keys, in: tree)
      }
    }.withoutRepeats
  }

  /// What lists print of all fields of facts and blocks that the file has, in Chinese, then in English.
  static func all(in tree: SourceNode) -> [String] {
    let remarks: Set = ["uncertain", "levers", "published"]
    let labels = records(of: tree).filter { !remarks.contains($0.keys[0]) }.flatMap { keys, label in
      FieldNames(under: keys, in: tree).names.compactMap { name -> Bilingual? in
        guard let own = name.label?.withoutHint, tree.value(at: keys + [name.id]) != nil else { return nil }
        return Bilingual(en: "\(label.en): \(own.en)", zh: "\(label.zh)·\(own.zh)")
      }
    }
    return labels.map(\.zh) + labels.map(\.en)
  }

  /// The keys of the one input of that name.
  static func only(_ text: String, in tree: SourceNode) -> [String]? {
    let found = keys(named: text, in: tree)
    return found.count == 1 ? found[0] : nil
  }

  /// A field by its label; of numbers by name or by year also the name behind it: 工程数量 lifts.
  private static func fields(named text: String, under keys: [String], in tree: SourceNode) -> [[String]] {
    func named(_ word: String) -> [[String]] {
      FieldNames(under: keys, in: tree).names.filter { $0.matches(word) && $0.label != nil }.map {
        keys + [$0.id]
      }
    }
    let whole = named(text)
    guard whole.isEmpty, let space = text.lastIndex(of: " ") else { return whole }
    let part = String(text[text.index(after: space)...])
    return named(String(text[..<space])).map { $0 + [part] }.filter { tree.value(at: $0) != nil }
  }

  /// Groups of facts and records with their labels; of a pool's projects too, below the project's label.
  private static func records(of tree: SourceNode) -> [(keys: [String], label: Bilingual)] {
    let own = Sections.factsFirst.flatMap { section -> [(keys: [String], label: Bilingual)] in
      if section.isFacts { return [(section.path, section.label)] }
      return (tree.value(at: section.path)?.entries ?? []).map { entry in
        let label = entry.value["label"].flatMap { $0.bilingual(path: "").0 }
        return (section.path + [entry.key], label ?? Bilingual(verbatim: entry.key))
      }
    }
    let projects = (tree["projects"]?.entries ?? []).filter { $0.value.isMapping }.flatMap { entry in
      let project = PoolLoader.label(of: entry)
      return records(of: entry.value).map { keys, label in
        (
          keys: ["projects", entry.key] + keys,
          label: Bilingual(en: "\(project.en): \(label.en)", zh: "\(project.zh)·\(label.zh)")
        )
      }
    }
    return own + projects
  }
}

extension [[String]] {
  fileprivate var withoutRepeats: [[String]] {
    var seen: Set<[String]> = []
    return filter { seen.insert($0).inserted }
  }
}
