// The file format: bytes and settings in, a checked scenario or findings with their places out.
// This room reads by the fields that mechanisms declare; it opens no file and decides nothing about money.

package import FundFormula
package import FundModel

/// What a scenario is loaded from. Nothing here is read from disk: the caller hands bytes in, and a way to get those
/// that `extends` names.
package struct LoadRequest: Sendable {
  /// A file the caller has read.
  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]
    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// One `--set PATH=VALUE`.
  package struct Setting: Sendable {
    package let path: String
    package let value: String
    package init(path: String, value: String) {
      self.path = path
      self.value = value
    }
  }

  package var main: File
  /// Laid over it, in order.
  package var overlays: [File]
  package var settings: [Setting]
  /// Of the last overlay only the funding is laid over, not what it builds.
  package var isSameProduct = false
  /// The date whose policy numbers hold; the start of construction where nil.
  package var asOf: YearMonth?
  /// The file a file's `extends` names, nil where it cannot be read: (name as written, name of the file that says so).
  package var fileNamed: @Sendable (String, String) -> File?

  package init(
    _ main: File, overlays: [File] = [], settings: [Setting] = [], asOf: YearMonth? = nil,
    fileNamed: @escaping @Sendable (String, String) -> File? = { _, _ in nil }
  ) {
    self.main = main
    self.overlays = overlays
    self.settings = settings
    self.asOf = asOf
    self.fileNamed = fileNamed
  }
}

/// A scenario that passed every check: only the loader can make one. What it holds compiles into a model.
package struct CheckedScenario: Sendable {
  package let content: ScenarioContent
  package let model: Model
  /// Warnings and notices; no errors.
  package let findings: [Finding]
  /// The merged tree as its authors wrote it: for differences and exports.
  package let source: SourceNode
  /// FNV-1a of the merged tree, keys sorted: the same inputs have the same hash whatever file they came from.
  package var hash: String { source.fingerprint }
  package let file: String
  /// The date whose policy numbers hold; the start of construction where nil.
  let asOf: YearMonth?

  fileprivate init(
    content: ScenarioContent, model: Model, findings: [Finding], source: SourceNode, file: String,
    asOf: YearMonth?
  ) {
    self.content = content
    self.model = model
    self.findings = findings
    self.source = source
    self.file = file
    self.asOf = asOf
  }
}

/// What loading came to: a scenario, or findings with at least one error.
package enum LoadResult: Sendable {
  case scenario(CheckedScenario)
  case refused([Finding])

  package var findings: [Finding] {
    switch self {
    case .scenario(let scenario): scenario.findings
    case .refused(let findings): findings
    }
  }
}

/// Reads, merges and checks a scenario, and compiles its model. Every finding of a stage is reported; a stage with
/// errors ends the loading.
package func loadScenario(_ request: LoadRequest) -> LoadResult {
  var loading = Loading(request: request)
  func sorted(_ findings: [Finding]) -> [Finding] { inOrder(findings, of: request) }
  guard let tree = loading.mergedTree() else { return .refused(sorted(loading.findings)) }
  if let overlay = loading.overlayAlone { return .refused(sorted(loading.findings + [overlay])) }
  let (checked, findings) = checkedScenario(
    tree, asOf: request.asOf, isChanged: !request.overlays.isEmpty || !request.settings.isEmpty)
  guard let checked else { return .refused(sorted(loading.findings + findings)) }
  return .scenario(
    CheckedScenario(
      content: checked.content, model: checked.model, findings: sorted(loading.findings + findings),
      source: tree, file: request.main.name, asOf: request.asOf))
}

extension CheckedScenario {
  /// The path of ids that a path of ids or labels means, as `--set` takes it; or what is wrong with it.
  package func path(named text: String) -> Result<String, PathFault> {
    PathSetting(.init(path: text, value: "")).resolved(in: source).map { $0.joined(separator: ".") }.mapError
    {
      PathFault(message: $0.finding.message, remedy: $0.finding.remedy)
    }
  }

  /// The scenario with settings made, read and checked anew: how numbers that shape the calculation are varied.
  package func changed(by settings: [LoadRequest.Setting]) -> LoadResult {
    var (tree, notes): (SourceNode, [Finding]) = (source, [])
    for setting in settings {
      switch PathSetting(setting).applied(to: tree) {
      case .success(let (changed, told)):
        tree = changed
        notes += told
      case .failure(let fault): return .refused([fault.finding])
      }
    }
    tree = PrintedNames.resolved(tree)
    let (checked, findings) = checkedScenario(tree, asOf: asOf, isChanged: true)
    guard let checked else { return .refused(notes + findings) }
    return .scenario(
      CheckedScenario(
        content: checked.content, model: checked.model, findings: notes + findings, source: tree, file: file,
        asOf: asOf))
  }
}

/// Why a path written by hand means nothing here.
package struct PathFault: Error, Sendable {
  package let message: Bilingual
  package let remedy: Bilingual?
}

/// Checks a merged tree and compiles it, the projects of a pool first. Every finding of a stage is reported; a stage
/// with errors ends it.
func checkedScenario(
  _ tree: SourceNode, asOf: YearMonth?, isChanged: Bool
) -> ((content: ScenarioContent, model: Model)?, [Finding]) {
  var (projects, findings) = PoolLoader.projects(of: tree, asOf: asOf, isChanged: isChanged)
  var hasErrors: Bool { findings.contains { $0.severity == .error } }
  var reader = ScenarioReader(tree, asOf: asOf, projects: projects ?? [])
  let content = reader.content()
  findings += reader.findings
  guard let content, !hasErrors else { return (nil, findings) }
  let draft = Draft(content: content, source: tree, isChanged: isChanged)
  findings += unrepeated(ContentChecks.all.flatMap { $0.findings(in: draft) })
  guard !hasErrors else { return (nil, findings) }
  do {
    let model = try Model(content)
    let values = model.graph.evaluate()
    findings += ModelChecks.all.flatMap { $0.findings(in: draft, model: model, values: values) }
    return (hasErrors ? nil : (content, model), findings)
  } catch {
    return (nil, findings + [draft.finding(of: error)])
  }
}

/// The tree of a scenario as its authors wrote it, to be written anew; its content is not checked.
///
/// A file that stands alone keeps all it says, `replaces` and nulls of an overlay too; one that `extends` another, or is
/// changed by overlays and settings, is merged. Either the tree (with warnings and notices at most) or at least one error.
package func scenarioTree(_ request: LoadRequest) -> (SourceNode?, [Finding]) {
  let (node, findings) = readSource(request.main.bytes, file: request.main.name)
  let named = node.map(PrintedNames.resolved)
  // What a newer program writes may mean something else.
  if let fault = named.flatMap({ $0["fundsim"] == nil ? nil : ScenarioReader.formatFault(in: $0) }) {
    return (nil, findings + [fault])
  }
  guard named?["extends"] != nil || !request.overlays.isEmpty || !request.settings.isEmpty else {
    return (node, findings)
  }
  var loading = Loading(request: request)
  let tree = loading.mergedTree()
  return (loading.hasErrors ? nil : tree, inOrder(loading.findings, of: request))
}

/// One finding for one slip: what a mechanism says of a value another check has spoken of is left out.
private func unrepeated(_ findings: [Finding]) -> [Finding] {
  let told = Set(findings.filter { $0.check != CheckName.mechanism.rawValue }.map(\.path))
  return findings.filter { $0.check != CheckName.mechanism.rawValue || !told.contains($0.path) }
}

/// Errors first; then by file (the scenario, its overlays, settings, bases), line and column.
private func inOrder(_ findings: [Finding], of request: LoadRequest) -> [Finding] {
  let files =
    [request.main.name] + request.overlays.map(\.name) + request.settings.map { PathSetting($0).place.file }
    + findings.compactMap(\.place?.file)
  func rank(_ finding: (offset: Int, element: Finding)) -> (Severity, Int, Int, Int, Int) {
    let place = finding.element.place
    return (
      finding.element.severity, place.flatMap { files.firstIndex(of: $0.file) } ?? 0, place?.line ?? 0,
      place?.column ?? 0, finding.offset
    )
  }
  return findings.enumerated().sorted { rank($0) < rank($1) }.map(\.element)
}

/// Reading and merging: the file, what it extends, overlays, settings.
struct Loading {
  let request: LoadRequest
  var findings: [Finding] = []
  var hasErrors: Bool { findings.contains { $0.severity == .error } }
  /// Where the file is an overlay, read as if it were a scenario: what to say of it.
  private(set) var overlayAlone: Finding?
  /// What other files name, each file read and parsed once.
  private var files: [Naming: LoadRequest.File?] = [:]
  private var trees: [String: SourceNode?] = [:]

  private struct Naming: Hashable {
    let name: String
    let file: String
  }

  init(request: LoadRequest) { self.request = request }

  mutating func mergedTree() -> SourceNode? {
    let main = extended(request.main, seen: [])
    let patches = request.overlays.compactMap { extended($0, seen: []) }
    guard var tree = main else { return nil }
    if patches.isEmpty, let replaces = tree["replaces"], tree["timeline"]?["start"] == nil {
      overlayAlone = Self.overlayAlone(at: replaces.place)
    }
    tree["replaces"] = nil
    for (place, whole) in patches.enumerated() {
      let patch =
        request.isSameProduct && place == patches.count - 1 ? fundingAlone(of: whole, over: tree) : whole
      refuseModelOfPool(patch, over: tree)
      tree = merged(tree, with: patch)
    }
    for setting in request.settings {
      switch PathSetting(setting).applied(to: tree) {
      case .success(let (changed, notes)):
        tree = changed
        findings += notes
      case .failure(let fault): findings.append(fault.finding)
      }
    }
    // Once more: what a file or a setting names may stand in another file.
    return hasErrors ? nil : PrintedNames.resolved(tree)
  }

  /// The file that `name` means in `file`.
  mutating func fileNamed(_ name: String, in file: String) -> LoadRequest.File? {
    let naming = Naming(name: name, file: file)
    if let known = files[naming] { return known }
    let found = request.fileNamed(name, file)
    files[naming] = .some(found)
    return found
  }

  /// The tree of a file that another names; nil, and a finding where it is named, where it is no scenario.
  ///
  /// The user named the first file, not this one: what it holds is shown only where it is a scenario.
  private mutating func tree(of file: LoadRequest.File, namedAt naming: (path: String, place: Place))
    -> SourceNode?
  {
    if let known = trees[file.name] { return known }
    let (read, faults) = readSource(file.bytes, file: file.name)
    let node = read.map(PrintedNames.resolved)
    let isScenario = node.map(ScenarioReader.isScenario) ?? false
    trees[file.name] = .some(isScenario ? node : nil)
    guard isScenario else {
      report(
        .extends, naming.path, naming.place,
        en: "The file `\(file.name.excerpt)` cannot be read as a scenario.",
        zh: "文件“\(file.name.excerpt)”不能作为测算情景读取。",
        remedy: Bilingual(
          en: "`fundsim check \(file.name)` says what is wrong with it.",
          zh: "运行“fundsim check \(file.name)”可查看原因。"))
      return nil
    }
    findings += faults
    return node
  }

  /// A file on top of what it extends.
  ///
  /// - Parameter naming: where another file names this one; nil for a file of the command line. A project of a pool is no
  ///   pool itself: files that its `projects` name are not read.
  mutating func extended(
    _ file: LoadRequest.File, seen: [String], namedAt naming: (path: String, place: Place)? = nil
  ) -> SourceNode? {
    var node: SourceNode?
    if let naming {
      node = tree(of: file, namedAt: naming)
    } else {
      let (read, faults) = readSource(file.bytes, file: file.name)
      findings += faults
      node = read.map(PrintedNames.resolved)
    }
    // Files that `projects` names lie beside the file that names them.
    if naming?.path.hasPrefix("projects.") != true {
      node = node.map { withProjects($0, of: file.name, seen: seen) }
    }
    if let node { checkReplacedBlocks(of: node) }
    guard let node, let extends = node.entry("extends") else { return node }
    guard let name = extends.value.string, !name.isEmpty else {
      report(
        .extends, "extends", extends.value.place,
        en: "`extends` must name a file, not be \(extends.value.shown.en).",
        zh: "“extends”须为文件名，而此处是\(extends.value.shown.zh)。",
        remedy: Bilingual(en: "Write the path of the base scenario in quotes.", zh: "请用引号写出基础情景文件的路径。"))
      return nil
    }
    guard let base = fileNamed(name, in: file.name) else {
      report(
        .extends, "extends", extends.value.place, en: "The base file `\(name.excerpt)` cannot be read.",
        zh: "无法读取基础情景文件“\(name.excerpt)”。",
        remedy: Bilingual(
          en: "Check the path; it is taken from the folder of this file.", zh: "请检查路径；路径从本文件所在的文件夹算起。"))
      return nil
    }
    let chain = seen + [file.name]
    guard !chain.contains(base.name) else {
      let circle = (chain + [base.name]).joined(separator: " → ")
      report(
        .extendsCycle, "extends", extends.value.place,
        en: "The files extend each other in a circle: \(circle).",
        zh: "文件之间循环引用（extends）：\(circle)。",
        remedy: Bilingual(en: "Remove one `extends`.", zh: "请删去其中一个“extends”。"))
      return nil
    }
    guard chain.count <= Self.deepest else {
      report(
        .extends, "extends", extends.value.place, en: "More than \(Self.deepest) files extend one another.",
        zh: "“extends”逐级引用超过 \(Self.deepest) 个文件。",
        remedy: Bilingual(en: "Merge some of them.", zh: "请合并部分文件。"))
      return nil
    }
    let path = naming?.path.hasPrefix("projects.") == true ? naming?.path : "extends"
    guard let below = extended(base, seen: chain, namedAt: (path ?? "extends", extends.value.place)) else {
      return nil
    }
    var own = node
    own["extends"] = nil
    var result = merged(below, with: own)
    // What an overlay and its base replace, both replace in the scenario they are laid over.
    let items = [below, own].flatMap { $0["replaces"]?.items ?? [] }
    if !items.isEmpty { result["replaces"] = SourceNode(.sequence(items), at: items[0].place) }
    return result
  }

  private static let deepest = 16

  /// A funding model replaces a project's blocks; those of a pool's projects it would leave as they are.
  private mutating func refuseModelOfPool(_ patch: SourceNode, over tree: SourceNode) {
    guard let replaces = patch["replaces"], let projects = tree["projects"]?.entries, !projects.isEmpty else {
      return
    }
    report(
      .pool, "replaces", replaces.place,
      en:
        "A funding model is laid over a single project; this is a pool, whose projects it would not change.",
      zh: "筹资模式只能叠加于单个项目；本情景为统筹项目包，叠加不会改变其中各项目。",
      remedy: Bilingual(
        en: "Lay it over one of the projects' own files.", zh: "请叠加于统筹包内某个项目自身的文件。"))
  }

  private static func overlayAlone(at place: Place) -> Finding {
    Finding(
      check: .extends, path: "replaces", at: place,
      Bilingual(
        en: "This is a funding model: a difference to be laid over a project, no scenario of its own.",
        zh: "这是筹资模式（方案调整项），须叠加于项目情景，不能单独测算。"),
      remedy: Bilingual(
        en: "Use `fundsim check PROJECT --with FILE`, or `fundsim compare PROJECT --model FILE`.",
        zh: "请用“fundsim check 项目文件 --with 本文件”，或“fundsim compare 项目文件 --model 本文件”。"))
  }

  private mutating func checkReplacedBlocks(of file: SourceNode) {
    guard let list = file["replaces"] else { return }
    guard let items = list.items else {
      report(
        .wrongType, "replaces", list.place,
        en: "`replaces` must be a list of sections, not \(list.shown.en).",
        zh: "“replaces”须为栏目列表，而此处是\(list.shown.zh)。",
        remedy: Sample.plain("[\"funding\", \"debt\"]").sentence(in: AuthorForm(of: list.place)))
      return
    }
    for item in items where !ScenarioReader.sections.contains(item.string ?? "") {
      report(
        .replaces, "replaces", item.place, en: "`replaces` names no section: \(item.shown.en).",
        zh: "“replaces”中的\(item.shown.zh)不是情景文件的栏目。",
        remedy: .nearestOrKnown(item.text ?? "", among: ScenarioReader.sections))
    }
  }

  private mutating func report(
    _ check: CheckName, _ path: String, _ place: Place, en: String, zh: String, remedy: Bilingual?
  ) {
    findings.append(Finding(check: check, path: path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}

extension SourceNode {
  /// A short hash of the content, over a canonical text with sorted keys.
  var fingerprint: String { FundScenario.fingerprint(of: canonicalText) }

  private var canonicalText: String {
    switch content {
    case .null: return "null"
    case .scalar(let text, _):
      // Quotes around a word change nothing; around a number or a truth value they make it text.
      return string == nil ? text : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    case .sequence(let items): return "[" + items.map(\.canonicalText).joined(separator: ",") + "]"
    case .mapping(let entries):
      return "{"
        + entries.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value.canonicalText)" }.joined(
          separator: ",") + "}"
    }
  }
}

/// The title of a scenario file without checking it; nil where it is none.
package func loadedTitle(of file: String, bytes: [UInt8]) -> Bilingual? {
  let (node, _) = readSource(bytes, file: file)
  guard let node, node["fundsim"] != nil, let title = node["title"] else { return nil }
  return title.bilingual(path: "title").0
}

/// A short hash of a text: FNV-1a, 64 bits.
package func fingerprint(of text: String) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
