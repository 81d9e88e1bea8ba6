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
  package let hash: String
  package let file: String

  fileprivate init(
    content: ScenarioContent, model: Model, findings: [Finding], source: SourceNode, file: String
  ) {
    self.content = content
    self.model = model
    self.findings = findings
    self.source = source
    self.file = file
    hash = source.fingerprint
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
  guard let tree = loading.mergedTree() else { return .refused(loading.findings) }
  var reader = ScenarioReader(tree, asOf: request.asOf)
  let content = reader.content()
  loading.findings += reader.findings
  guard let content, !loading.hasErrors else { return .refused(sorted(loading.findings)) }
  let draft = Draft(content: content, source: tree)
  loading.findings += ContentChecks.all.flatMap { $0.findings(in: draft) }
  guard !loading.hasErrors else { return .refused(sorted(loading.findings)) }
  do {
    let model = try Model(content)
    let values = model.graph.evaluate()
    loading.findings += ModelChecks.all.flatMap { $0.findings(in: draft, model: model, values: values) }
    guard !loading.hasErrors else { return .refused(sorted(loading.findings)) }
    return .scenario(
      CheckedScenario(
        content: content, model: model, findings: sorted(loading.findings), source: tree,
        file: request.main.name))
  } catch {
    return .refused(sorted(loading.findings + [draft.finding(of: error)]))
  }
}

/// Errors first, then by place.
private func sorted(_ findings: [Finding]) -> [Finding] {
  findings.enumerated().sorted { left, right in
    (left.element.severity, left.element.place?.file ?? "", left.element.place?.line ?? 0, left.offset)
      < (
        right.element.severity, right.element.place?.file ?? "", right.element.place?.line ?? 0, right.offset
      )
  }.map(\.element)
}

/// Reading and merging: the file, what it extends, overlays, settings.
private struct Loading {
  let request: LoadRequest
  var findings: [Finding] = []
  var hasErrors: Bool { findings.contains { $0.severity == .error } }

  init(request: LoadRequest) { self.request = request }

  mutating func mergedTree() -> SourceNode? {
    guard var tree = extended(request.main, seen: []) else { return nil }
    for overlay in request.overlays {
      guard let patch = extended(overlay, seen: []) else { continue }
      checkReplacedBlocks(of: patch)
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
    return hasErrors ? nil : tree
  }

  /// A file on top of what it extends.
  private mutating func extended(_ file: LoadRequest.File, seen: [String]) -> SourceNode? {
    let (node, faults) = readSource(file.bytes, file: file.name)
    findings += faults
    guard let node, let extends = node.entry("extends") else { return node }
    guard let name = extends.value.string, !name.isEmpty else {
      findings.append(
        Finding(
          check: "extends", path: "extends", at: extends.value.place,
          Bilingual(en: "`extends` must name a file.", zh: "“extends”须为文件名。"),
          remedy: Bilingual(
            en: "Write the path of the base scenario in quotes.", zh: "请用引号写出基础情景文件的路径。")))
      return nil
    }
    guard let base = request.fileNamed(name, file.name) else {
      findings.append(
        Finding(
          check: "extends", path: "extends", at: extends.value.place,
          Bilingual(en: "The base file `\(name)` cannot be read.", zh: "无法读取基础情景文件“\(name)”。"),
          remedy: Bilingual(
            en: "Check the path; it is taken from the folder of this file.", zh: "请检查路径；路径以本文件所在文件夹为准。")))
      return nil
    }
    guard !(seen + [file.name]).contains(base.name), seen.count < 16 else {
      findings.append(
        Finding(
          check: "extends-cycle", path: "extends", at: extends.value.place,
          Bilingual(
            en:
              "The files extend each other in a circle: \((seen + [file.name, base.name]).joined(separator: " → ")).",
            zh: "文件之间循环引用（extends）：\((seen + [file.name, base.name]).joined(separator: " → "))。"),
          remedy: Bilingual(en: "Remove one of the `extends`.", zh: "请删除其中一个“extends”。")))
      return nil
    }
    guard let below = extended(base, seen: seen + [file.name]) else { return nil }
    var own = node
    own["extends"] = nil
    return merged(below, with: own)
  }

  private mutating func checkReplacedBlocks(of patch: SourceNode) {
    for block in replacedBlocks(of: patch) where !ScenarioReader.sections.contains(block.name) {
      findings.append(
        Finding(
          check: "replaces", path: "replaces", at: block.place,
          Bilingual(
            en: "`replaces` names no section: `\(block.name)`.", zh: "“replaces”中的“\(block.name)”不是情景文件的栏目。"),
          remedy: nearest(block.name, among: ScenarioReader.sections).map {
            Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？")
          }))
    }
  }
}

extension SourceNode {
  /// A short hash of the content: FNV-1a, 64 bits, over a canonical text with sorted keys.
  var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in canonicalText.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private var canonicalText: String {
    switch content {
    case .null: return "null"
    case .scalar(let text, let quoted): return quoted ? "\"\(text)\"" : text
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
  return RecordReader.bilingual(title, path: "title").0
}
