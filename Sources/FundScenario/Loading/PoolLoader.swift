import FundFormula
import FundModel

/// The projects of a pool (`projects`): their files in place of their names, and each checked as a scenario of its own.
enum PoolLoader {
  /// What an entry of `projects` may have beside a scenario's own keys.
  static let ownKeys = ["file", "label"]

  /// Fields of `finance` that a project takes from its pool where it does not give them itself.
  private static let inherited = ["discountRate", "firstPeriod", "coverageLimit", "coverageLimitAllDebt"]

  /// An entry of `projects` as a scenario: without label, with the pool's timeline where it gives none.
  static func scenario(of entry: SourceNode, in pool: SourceNode) -> SourceNode {
    var tree = entry
    for key in ownKeys + ["$schema"] { tree[key] = nil }
    if tree["fundsim"] == nil, let format = pool["fundsim"] { tree["fundsim"] = format }
    if tree["timeline"] == nil, let timeline = pool["timeline"] { tree["timeline"] = timeline }
    // Rates and conventions hold for all; amounts (opening cash, a budget) are the pool's alone.
    if let finance = pool["finance"]?.entries, tree["finance"].map({ $0.isMapping || $0.isNull }) ?? true {
      let missing = inheritedFields(of: entry)
      let shared = finance.filter { missing.contains($0.key) }
      if !shared.isEmpty {
        let place = tree["finance"]?.place ?? pool.place
        tree["finance"] = SourceNode(.mapping((tree["finance"]?.entries ?? []) + shared), at: place)
      }
    }
    return tree
  }

  /// The fields of `finance` that an entry of `projects` leaves to its pool.
  private static func inheritedFields(of entry: SourceNode) -> [String] {
    inherited.filter { entry["finance"]?[$0] == nil }
  }

  /// The label of an entry: its own, else its title, else its id.
  static func label(of entry: SourceNode.Entry) -> Bilingual {
    [entry.value["label"], entry.value["title"]].compactMap { $0 }.lazy.compactMap {
      $0.bilingual(path: "label").0
    }.first ?? Bilingual(verbatim: entry.key)
  }

  /// The checked projects of a pool and every finding, with paths from the pool's top; nil where one has errors.
  static func projects(
    of pool: SourceNode, asOf: YearMonth?, isChanged: Bool
  ) -> ([PooledContent]?, [Finding]) {
    guard let node = pool["projects"], !node.isNull else { return ([], []) }
    guard let entries = node.entries else {
      return (
        nil,
        [
          Finding(
            check: .wrongType, path: "projects", at: node.place,
            Bilingual(
              en: "`projects` must map ids to projects, not be \(node.shown.en).",
              zh: "“projects”须按编号列出各项目，而此处是\(node.shown.zh)。"),
            remedy: Sample.group([("north", .group([("file", .plain("\"north.json\""))]))])
              .sentence(in: AuthorForm(of: node.place), at: "projects"))
        ]
      )
    }
    var (projects, findings): ([PooledContent], [Finding]) = ([], [])
    for entry in entries {
      let path = "projects.\(entry.key)"
      findings += Finding.idFaults(entry, path: path, taken: ["pool"])
      guard entry.value.isMapping else {
        findings.append(.notAGroup(entry.value, Subject(path: path)))
        continue
      }
      findings += entry.value["label"]?.bilingual(path: "\(path).label").1 ?? []
      guard entry.value["projects"] == nil else {
        findings.append(
          Finding(
            check: .pool, path: path, at: entry.keyPlace,
            Bilingual(en: "A pool cannot hold another pool.", zh: "统筹项目包中不能再包含统筹项目包。"),
            remedy: Bilingual(en: "List its projects here.", zh: "请将其各项目直接列在此处。")))
        continue
      }
      if let file = entry.value["file"] {
        findings.append(
          Finding(
            check: .pool, path: "\(path).file", at: file.place,
            Bilingual(
              en: "A project's file cannot be set from outside; name it in the pool's file or an overlay.",
              zh: "项目文件不能用 --set 指定，请写在统筹情景或调整项文件中。")))
        continue
      }
      let foreign = ["extends", "replaces"].compactMap { key in entry.value[key].map { (key, $0) } }
      guard foreign.isEmpty else {
        findings += foreign.map { notInProject($0.0, $0.1, path) }
        continue
      }
      let (checked, found) = checkedScenario(
        scenario(of: entry.value, in: pool), asOf: asOf, isChanged: isChanged)
      findings += found.map { finding in
        var copy = finding
        copy.path = finding.path.isEmpty ? path : "\(path).\(finding.path)"
        return copy
      }
      if let checked {
        projects.append(
          PooledContent(
            id: entry.key, label: label(of: entry), content: checked.content,
            inherited: Set(inheritedFields(of: entry.value).map { "finance.\($0)" })))
      }
    }
    return (findings.contains { $0.severity == .error } ? nil : projects, findings)
  }
}

extension PoolLoader {
  /// What belongs to a file of its own: nothing here would read it.
  private static func notInProject(_ key: String, _ value: SourceNode, _ path: String) -> Finding {
    Finding(
      check: .pool, path: "\(path).\(key)", at: value.place,
      Bilingual(
        en: "`\(key)` belongs to a scenario's own file; in a project of a pool it is not read.",
        zh: "“\(key)”只能写在情景文件的顶层，统筹项目中不读取。"),
      remedy: key == "extends"
        ? Bilingual(
          en: "Name the project's file with `file`; what stands beside it is laid over it.",
          zh: "请用“file”指定项目文件，其旁所写内容会叠加在该文件之上。")
        : Bilingual(
          en: "Write it into a file of its own and name that with `file`.", zh: "请写入单独的文件，再用“file”指定。"))
  }
}

extension Loading {
  /// The tree with the files that `projects` names in their places; what stands beside `file` is laid over it.
  mutating func withProjects(_ tree: SourceNode, of file: String, seen: [String] = []) -> SourceNode {
    guard let entries = tree["projects"]?.entries else { return tree }
    var result = tree
    for entry in entries {
      guard let node = entry.value["file"] else { continue }
      let path = "projects.\(entry.key).file"
      guard let name = node.string, let found = fileNamed(name, in: file) else {
        findings.append(
          Finding(
            check: .pool, path: path, at: node.place,
            Bilingual(
              en: "The project's file \(node.shown.en) cannot be read.", zh: "无法读取项目文件\(node.shown.zh)。"),
            remedy: Bilingual(
              en: "Check the path; it is taken from the folder of this file.", zh: "请检查路径；路径从本文件所在的文件夹算起。")))
        continue
      }
      guard !(seen + [file]).contains(found.name) else {
        findings.append(
          Finding(
            check: .extendsCycle, path: path, at: node.place,
            Bilingual(en: "The pool names itself as a project.", zh: "统筹情景不能把自身列为项目。")))
        continue
      }
      // A pool among the projects stays as it is written: it is refused, and its own files are not read.
      guard let base = extended(found, seen: seen + [file], namedAt: (path, node.place)) else { continue }
      var own = entry.value
      own["file"] = nil
      result.set(merged(base, with: own), at: ["projects", entry.key])
    }
    return result
  }
}
