import FundFormula

/// One `--set PATH=VALUE` on its way into the tree: ids or labels on the path, a number (with a unit if wanted), a
/// word, or JSON as the value.
struct PathSetting {
  /// Why a setting cannot be made.
  struct Fault: Error { let finding: Finding }

  private let path: String
  private let value: String
  let place: Place

  init(_ setting: LoadRequest.Setting) {
    path = setting.path.trimmedSpaces
    value = setting.value
    place = Place(file: "--set \(setting.path)=\(setting.value)".excerpt, line: 1, column: 1)
  }

  /// The tree with the value in its place, and what the author should know about it.
  func applied(to tree: SourceNode) -> Result<(SourceNode, [Finding]), Fault> {
    resolved(in: tree).flatMap { keys in
      node().map { value in
        var changed = tree
        let old = tree.value(at: keys)
        changed.set(value, at: keys)
        loseSource(of: keys, in: &changed)
        return (changed, unitNotes(old: old, new: value, keys: keys))
      }
    }
  }

  /// A number changed in part (`….value=5`, `….values.2024=5`) is no longer the one its source gives.
  private func loseSource(of keys: [String], in tree: inout SourceNode) {
    for length in 1..<max(1, keys.count) {
      let (outer, part) = (Array(keys.prefix(length)), keys[length])
      guard var number = tree.value(at: outer), number.isSourcedNumber,
        ["value", "values", "unit"].contains(part)
      else { continue }
      number["source"] = nil
      number["assumed"] = SourceNode(.scalar(text: "true", quoted: false), at: place)
      tree.set(number, at: outer)
    }
  }

  // MARK: The path

  /// The keys of the path: at each level an id, or a label in either language.
  func resolved(in tree: SourceNode) -> Result<[String], Fault> {
    let whole = InputNames.keys(named: path, in: tree)
    if whole.count == 1 { return .success(whole[0]) }
    if whole.count > 1 { return several(path, whole.map { $0.joined(separator: ".") }) }
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map { String($0).trimmedSpaces }
    guard !parts.contains(""), path.utf8.count <= 1000, parts.count <= 12 else {
      return fault(
        Bilingual(en: "`\(path.excerpt)` is no path.", zh: "“\(path.excerpt)”不是有效路径。"),
        Bilingual(
          en: "Write it as `funding.city-subsidy.amount`.", zh: "请写成“funding.city-subsidy.amount”的形式。"))
    }
    var keys: [String] = []
    for part in parts {
      let here = FieldNames(under: keys, in: tree)
      let found = here.names.first { $0.id == part }.map { [$0] } ?? here.names.filter { $0.matches(part) }
      switch (found.count, here.isOpen) {
      case (1, _): keys.append(found[0].id)
      case (0, true): keys.append(part)
      case (0, false): return missing(part, under: keys, among: here.names, in: tree)
      default: return several(part, found.map(\.id))
      }
    }
    return .success(keys)
  }

  private func several(_ label: String, _ ids: [String]) -> Result<[String], Fault> {
    fault(
      Bilingual(
        en: "“\(label.excerpt)” is the label of several: \(ids.joined(separator: ", ")).",
        zh: "“\(label.excerpt)”对应多项：\(ids.joined(separator: "、"))。"),
      Bilingual(en: "Use the id.", zh: "请改用编号。"))
  }

  private func missing(
    _ part: String, under keys: [String], among names: [FieldNames.Name], in tree: SourceNode
  ) -> Result<[String], Fault> {
    let above = keys.joined(separator: ".")
    let words = names.flatMap { [$0.id, $0.label?.en, $0.label?.zh].compactMap { $0 } }
    return fault(
      keys.isEmpty
        ? Bilingual(en: "A scenario has no section `\(part)`.", zh: "情景文件没有“\(part)”这一栏目。")
        : Bilingual(en: "There is no `\(part)` under `\(above)`.", zh: "“\(above)”下没有“\(part)”。"),
      .didYouMean(part, among: words)
        ?? .meant(part, among: keys.isEmpty ? InputNames.all(in: tree) : words, orElse: .allPaths))
  }

  // MARK: The value

  private func node() -> Result<SourceNode, Fault> {
    let text = value.trimmedSpaces
    func scalar(_ text: String, quoted: Bool) -> SourceNode {
      SourceNode(.scalar(text: text, quoted: quoted), at: place)
    }
    if isDecimal(text) { return .success(scalar(text, quoted: false)) }
    if let (number, unit) = text.numberWithUnit {
      return .success(
        SourceNode(
          .mapping([
            .init(key: "value", keyPlace: place, value: scalar(number, quoted: false)),
            .init(key: "unit", keyPlace: place, value: scalar(unit, quoted: true)),
          ]), at: place))
    }
    if text.hasPrefix("{") || text.hasPrefix("[") {
      let before = "{\"value\": "
      let (tree, findings) = readText(Array("\(before)\(text)}".utf8), file: place.file)
      if let inner = tree?["value"] { return .success(inner) }
      var finding = findings[0]
      finding.path = path
      if finding.place?.line == 1 { finding.place?.column -= before.count }
      return .failure(Fault(finding: finding))
    }
    return .success(scalar(text, quoted: !["true", "false"].contains(text)))
  }

  /// A plain number in the place of one with a unit of its own is in base units: say so, it is easily meant otherwise.
  private func unitNotes(old: SourceNode?, new: SourceNode, keys: [String]) -> [Finding] {
    guard let unit = old?["unit"]?.text, let text = new.numberText, let parsed = NumberUnit(unit),
      parsed.factor != 1
    else { return [] }
    return [
      Finding(
        .warning, check: .setUnit, path: keys.joined(separator: "."), at: place,
        Bilingual(
          en: "\(text) is taken in base units (yuan, m², fractions); the file gives this number in \(unit).",
          zh: "\(text) 按基本单位（元、㎡、小数）读取，而文件中此数的单位是\(unit)。"),
        remedy: Bilingual(
          en: "If \(unit) is meant, write `\(text)\(unit)`.", zh: "若指\(unit)，请写成“\(text)\(unit)”。"))
    ]
  }

  private func fault<T>(_ message: Bilingual, _ remedy: Bilingual?) -> Result<T, Fault> {
    .failure(Fault(finding: Finding(check: .setPath, path: path, at: place, message, remedy: remedy)))
  }
}
