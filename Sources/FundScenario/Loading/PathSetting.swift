import FundFormula

/// One `--set PATH=VALUE` on its way into the tree: ids or labels on the path, a number (with a unit if wanted), a
/// word, or JSON as the value.
struct PathSetting {
  /// Why a setting cannot be made.
  struct Fault: Error { let finding: Finding }

  private let path: String
  private let value: String
  private let place: Place

  init(_ setting: LoadRequest.Setting) {
    path = setting.path
    value = setting.value
    place = Place(file: "--set \(setting.path)=\(setting.value)", line: 1, column: 1)
  }

  /// The tree with the value in its place, and what the author should know about it.
  func applied(to tree: SourceNode) -> Result<(SourceNode, [Finding]), Fault> {
    resolved(in: tree).flatMap { keys in
      node().map { value in
        var changed = tree
        let old = tree.value(at: keys)
        changed.set(value, at: keys)
        return (changed, unitNotes(old: old, new: value, keys: keys))
      }
    }
  }

  // MARK: The path

  /// The keys of the path: at each level an id, or the label of a block in either language.
  private func resolved(in tree: SourceNode) -> Result<[String], Fault> {
    var (keys, here): ([String], SourceNode?) = ([], tree)
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !parts.contains(""), !parts.isEmpty else {
      return fault(
        "set-path", Bilingual(en: "`\(path)` is no path.", zh: "“\(path)”不是有效路径。"),
        Bilingual(
          en: "Write it as `funding.city-subsidy.amount`.", zh: "请写成“funding.city-subsidy.amount”的形式。"))
    }
    for (index, part) in parts.enumerated() {
      let entries = here?.entries ?? []
      if let entry = entries.first(where: { $0.key == part })
        ?? entries.first(where: { labels($0.value).contains(part) })
      {
        keys.append(entry.key)
        here = entry.value
      } else if index + 1 == parts.count || index == parts.count - 2 && here?.isSourcedNumber != true {
        // A field that the file leaves out may be given; whether it exists its block's check says.
        keys.append(FieldNames.id(ofLabel: part, keys: keys, in: tree) ?? part)
        here = here?[keys.last ?? part]
      } else {
        let known = entries.map(\.key)
        return fault(
          "set-path",
          Bilingual(
            en: "`\(path)` names nothing: there is no `\(part)` under `\(keys.joined(separator: "."))`.",
            zh: "路径“\(path)”无对应参数：“\(keys.joined(separator: "."))”下没有“\(part)”。"),
          nearest(part, among: known).map {
            Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？")
          }
            ?? Bilingual(
              en: "`fundsim list inputs FILE` shows all paths.", zh: "运行“fundsim list inputs 文件”可列出全部路径。"))
      }
    }
    return .success(keys)
  }

  private func labels(_ node: SourceNode) -> [String] {
    guard let label = node["label"] else { return [] }
    return [label.text, label["en"]?.text, label["zh"]?.text].compactMap { $0 }
  }

  // MARK: The value

  private func node() -> Result<SourceNode, Fault> {
    let text = value.trimmedSpaces
    if isDecimal(text) { return .success(SourceNode(.scalar(text: text, quoted: false), at: place)) }
    if let (number, unit) = numberWithUnit(text) {
      func scalar(_ text: String, quoted: Bool) -> SourceNode {
        SourceNode(.scalar(text: text, quoted: quoted), at: place)
      }
      return .success(
        SourceNode(
          .mapping([
            .init(key: "value", keyPlace: place, value: scalar(number, quoted: false)),
            .init(key: "unit", keyPlace: place, value: scalar(unit, quoted: true)),
          ]), at: place))
    }
    if text.hasPrefix("{") || text.hasPrefix("[") {
      let (tree, findings) = readSource(Array("{\"value\": \(text)}".utf8), file: place.file)
      if let inner = tree?["value"] { return .success(inner) }
      return .failure(Fault(finding: findings[0]))
    }
    let plain = ["true", "false"].contains(text)
    return .success(SourceNode(.scalar(text: text, quoted: !plain), at: place))
  }

  /// `20亿元` or `8000 元/户`: a number and the unit behind it.
  private func numberWithUnit(_ text: String) -> (number: String, unit: String)? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    let unit = String(text.dropFirst(number.count)).trimmedSpaces
    guard isDecimal(String(number)), !unit.isEmpty, NumberUnit(unit) != nil else { return nil }
    return (String(number), unit)
  }

  /// A plain number in the place of one with a unit of its own is in base units: say so, it is easily meant otherwise.
  private func unitNotes(old: SourceNode?, new: SourceNode, keys: [String]) -> [Finding] {
    guard let unit = old?["unit"]?.text, new.number != nil, let parsed = NumberUnit(unit), parsed.factor != 1,
      new.isSourcedNumber == false
    else { return [] }
    let text = new.text ?? ""
    return [
      Finding(
        .warning, check: "set-unit", path: keys.joined(separator: "."), at: place,
        Bilingual(
          en:
            "`\(text)` is taken in base units (yuan, m², fractions); the file gives this number in \(unit).",
          zh: "“\(text)”按基本单位（元、㎡、小数）读取；文件中该数的单位是\(unit)。"),
        remedy: Bilingual(
          en: "If \(unit) is meant, write `\(text)\(unit)`.", zh: "若指\(unit)，请写成“\(text)\(unit)”。"))
    ]
  }

  private func fault<T>(_ check: String, _ message: Bilingual, _ remedy: Bilingual?) -> Result<T, Fault> {
    .failure(Fault(finding: Finding(check: check, path: path, at: place, message, remedy: remedy)))
  }
}

extension String {
  /// Without spaces at both ends.
  var trimmedSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
