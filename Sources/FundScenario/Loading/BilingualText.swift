import FundFormula

extension SourceNode {
  /// The text it is: the same in both languages, or one for each; with what is wrong at `path`.
  func bilingual(path: String) -> (Bilingual?, [Finding]) {
    if let text = text { return (Bilingual(verbatim: text), []) }
    var faults = (entries ?? []).filter { !["en", "zh"].contains($0.key) }.map { entry in
      var finding = Finding.unknownField(entry, path: "\(path).\(entry.key)", among: [])
      finding.remedy = .known(["en", "zh"])
      return finding
    }
    let given = ["en", "zh"].compactMap { key in self[key] }
    let wrong = isMapping ? given.filter { $0.text == nil } : [self]
    let subject = Subject(path: path)
    for inner in wrong + (isMapping && given.isEmpty ? [self] : []) {
      faults.append(
        Finding(
          check: .wrongType, path: path, at: inner.place,
          Bilingual(
            en: "\(subject.words.en) must be a text, not \(inner.shown.en).",
            zh: "\(subject.words.zh)须为文本，而此处是\(inner.shown.zh)。"),
          remedy: Self.eitherLanguage(in: AuthorForm(of: inner.place), at: path)))
    }
    let (en, zh) = (self["en"]?.text, self["zh"]?.text)
    return ((en ?? zh).map { Bilingual(en: en ?? $0, zh: zh ?? $0) }, faults)
  }

  private static func eitherLanguage(in form: AuthorForm, at path: String) -> Bilingual {
    let both = Sample.group([("en", .plain("\"…\"")), ("zh", .plain("\"…\""))]).sentence(in: form, at: path)
    return Bilingual(
      en: "Write one text, or one for each language. \(both.en)", zh: "请写一段文本；如分语言填写，\(both.zh)")
  }
}
