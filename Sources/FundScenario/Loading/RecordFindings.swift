import FundFormula
import FundModel

extension Finding {
  /// A key that nothing reads. A label in its place is told by its id.
  static func unknownField(
    _ entry: SourceNode.Entry, path: String, among names: [String], labels: [(Bilingual, String)] = []
  ) -> Finding {
    let words = labels.flatMap { label, id in label.spoken.map { ($0, id) } }
    let meant = nearest(entry.key, among: words.map(\.0)).flatMap { word in words.first { $0.0 == word }?.1 }
    let remedy =
      Bilingual.didYouMean(entry.key, among: names)
      ?? meant.map { id in
        let label = labels.first { $0.1 == id }?.0.withoutHint.zh ?? id
        return Bilingual(en: "Did you mean `\(id)`?", zh: "是否应为“\(label)”（\(id)）？")
      } ?? .known(names, labels: labels)
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

  /// An id as such a section has them, and where the name goes.
  private static func idRemedy(_ entry: SourceNode.Entry, path: String) -> Bilingual {
    let above = path.split(separator: ".").dropLast().map(String.init)
    let id = above.last.flatMap(Section.init(rawValue:))?.sampleID ?? "new-one"
    guard AuthorForm(of: entry.keyPlace) == .sheet else {
      return Bilingual(
        en: "Use an id such as `\(id)`, and write the name in `label`.",
        zh: "请改用“\(id)”这样的编号，名称写在“label”中。")
    }
    let whole = (above + [id]).joined(separator: ".")
    return Bilingual(
      en: "Begin the ids of these rows with `\(whole).`, and put the name in a row `\(whole).label.zh`.",
      zh: "请将这些行的编号改以“\(whole).”开头；名称“\(entry.key.excerpt)”另起一行，编号为“\(whole).label.zh”。")
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
        remedy: idRemedy(entry, path: path))
    ]
  }
}

extension Section {
  /// An id as its blocks have them.
  var sampleID: String {
    switch self {
    case .costs: "works"
    case .funding: "city-subsidy"
    case .debt: "bond"
    case .operations: "rent"
    case .taxes: "income-tax"
    case .gates: "consent"
    }
  }
}
