import FundFormula

extension Finding {
  /// A key that nothing reads. A label in its place is told by its id.
  static func unknownField(
    _ entry: SourceNode.Entry, path: String, among names: [String], labels: [(Bilingual, String)] = []
  ) -> Finding {
    let byLabel = labels.first { $0.0.zh == entry.key || $0.0.en == entry.key }?.1
    let remedy =
      byLabel.map { Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？") }
      ?? .nearestOrKnown(entry.key, among: names)
    return Finding(
      check: .unknownField, path: path, at: entry.keyPlace,
      Bilingual(en: "Unknown field `\(entry.key.excerpt)`.", zh: "未知字段“\(entry.key.excerpt)”。"),
      remedy: remedy)
  }

  static func notAGroup(_ node: SourceNode, _ subject: Subject) -> Finding {
    Finding(
      check: .wrongType, path: subject.path, at: node.place,
      Bilingual(
        en: "\(subject.words.en) must be a group `{…}`, not \(node.shown.en).",
        zh: "\(subject.words.zh)须为一组“{…}”，而此处是\(node.shown.zh)。"))
  }

  /// What is wrong with a key as an id: `[a-z][a-z0-9-]*`, and none of `taken`.
  static func idFaults(_ entry: SourceNode.Entry, path: String, taken: [String] = []) -> [Finding] {
    let isLetter: (UInt8) -> Bool = { (97...122).contains($0) }
    let bytes = entry.key.utf8
    let isID =
      bytes.first.map(isLetter) == true
      && bytes.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 }
    guard !isID || taken.contains(entry.key) else { return [] }
    if isID {
      return [
        Finding(
          check: .id, path: path, at: entry.keyPlace,
          Bilingual(en: "The name `\(entry.key)` is taken.", zh: "“\(entry.key)”为保留名称。"),
          remedy: Bilingual(
            en: "Choose another; \(taken.joined(separator: ", ")) have a fixed meaning.",
            zh: "请换一个名称；\(taken.joined(separator: "、"))含义固定。"))
      ]
    }
    return [
      Finding(
        check: .id, path: path, at: entry.keyPlace,
        Bilingual(
          en:
            "`\(entry.key.excerpt)` cannot be an id: small letters, digits and hyphens, beginning with a letter.",
          zh: "“\(entry.key.excerpt)”不能作为编号：编号只能用小写英文字母、数字和连字符，并以字母开头。"),
        remedy: Bilingual(
          en: "Use an id such as `city-subsidy`, and write the name in `label`.",
          zh: "请改用“city-subsidy”这样的编号，名称写在“label”中。"))
    ]
  }
}
