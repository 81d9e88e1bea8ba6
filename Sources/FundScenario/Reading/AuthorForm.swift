import FundFormula

/// The form in which an author wrote a value: what to write instead is said in the same.
enum AuthorForm {
  /// JSON, or a file of neither ending.
  case json
  case yaml
  /// A parameter sheet: numbers and units in columns of their own, groups as rows.
  case sheet
  /// `--set PATH=VALUE`.
  case setting

  init(of place: Place?) {
    let file = place?.file.lowercased() ?? ""
    self =
      if file.hasPrefix("--set") {
        .setting
      } else if file.hasSuffix(".csv") {
        .sheet
      } else if file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
        .yaml
      } else {
        .json
      }
  }

  /// A key before its value.
  fileprivate func key(_ key: String) -> String {
    let isPlain = key.utf8.first.map { $0 > 57 } ?? false
    return self == .yaml && isPlain ? "\(key): " : "\"\(key)\": "
  }

  /// How a field is added.
  func field(_ path: String, _ sample: Sample) -> Bilingual {
    switch self {
    case .json, .yaml:
      let name = key(path.lastKey)
      return Bilingual(
        en: "Add `\(name)\(sample.text(in: self, \.en))`.", zh: "请添加“\(name)\(sample.text(in: self, \.zh))”。")
    case .setting:
      let shown = sample.settings(at: path)
      return Bilingual(en: "Add \(shown.en).", zh: "请添加 \(shown.zh)。")
    case .sheet:
      if case .group = sample { return sample.rows(at: path) }
      let clause = sample.clause(in: self)
      return Bilingual(
        en: "Add a row with the id `\(path)`: \(clause.en).", zh: "请添加一行，编号为“\(path)”，\(clause.zh)。")
    }
  }

  /// How a number is marked as assumed, or as a lower bound: the end of a sentence without its full stop.
  func mark(_ key: String, status: Bilingual) -> Bilingual {
    switch self {
    case .json, .yaml:
      Bilingual(en: "`\(self.key(key))true`", zh: "“\(self.key(key))true”（\(status.zh)）")
    case .setting: Bilingual(en: "`\(key)` in the file", zh: "文件中的“\(key)”")
    case .sheet: Bilingual(en: "`\(status.en)` in the column `status`", zh: "“状态”列的“\(status.zh)”")
    }
  }
}

/// A value that could stand somewhere, for remedies in the author's form.
indirect enum Sample {
  /// A number with its unit in both languages.
  case number(String, unit: Bilingual)
  /// What stands in JSON as it is: `10`, `"city"`, `["works"]`.
  case plain(String)
  /// Values by their keys: rows of a sheet.
  case group([(key: String, value: Sample)])

  /// As a file has it.
  func text(in form: AuthorForm, _ language: KeyPath<Bilingual, String>) -> String {
    switch self {
    case .plain(let text): return text
    case .number(let number, let unit):
      return "{\(form.key("value"))\(number), \(form.key("unit"))\"\(unit[keyPath: language])\"}"
    case .group(let entries):
      return "{"
        + entries.map { form.key($0.key) + $0.value.text(in: form, language) }.joined(separator: ", ") + "}"
    }
  }

  /// “write …”, the end of a sentence without its full stop.
  func clause(in form: AuthorForm) -> Bilingual {
    switch form {
    case .json, .yaml:
      return Bilingual(en: "write \(text(in: form, \.en))", zh: "请写成 \(text(in: form, \.zh))")
    case .setting:
      return Bilingual(en: "write \(setting(\.en))", zh: "请写成 \(setting(\.zh))")
    case .sheet:
      guard case .number(let number, let unit) = self else {
        return Bilingual(
          en: "write \(setting(\.en)) in the column `value`", zh: "请在“数值”列填 \(setting(\.zh))")
      }
      return Bilingual(
        en: "write \(number) in the column `value` and `\(unit.en)` in the column `unit`",
        zh: "请在“数值”列填 \(number)、“单位”列填“\(unit.zh)”")
    }
  }

  /// The whole sentence.
  func sentence(in form: AuthorForm) -> Bilingual {
    let clause = clause(in: form)
    return Bilingual(en: clause.en.prefix(1).uppercased() + clause.en.dropFirst() + ".", zh: clause.zh + "。")
  }

  /// The whole sentence, for what a sheet and `--set` write under paths of their own.
  func sentence(in form: AuthorForm, at path: String) -> Bilingual {
    guard case .group = self else { return sentence(in: form) }
    switch form {
    case .json, .yaml: return sentence(in: form)
    case .sheet: return rows(at: path)
    case .setting:
      let shown = settings(at: path)
      return Bilingual(en: "Write \(shown.en).", zh: "请写成 \(shown.zh)。")
    }
  }

  /// Rows of a sheet, one for each value of a group.
  fileprivate func rows(at path: String) -> Bilingual {
    let values = leaves(at: path)
    let en = values.map { "`\($0.path)` with \($0.value.setting(\.en))" }
    let zh = values.map { "“\($0.path)”填 \($0.value.setting(\.zh))" }
    return Bilingual(
      en: "Write \(values.count == 1 ? "a row" : "rows") with the id \(en.joined(separator: ", ")).",
      zh: "请\(values.count == 1 ? "另写一行" : "分行填写")：编号\(zh.joined(separator: "，"))。")
  }

  fileprivate func settings(at path: String) -> Bilingual {
    func text(_ language: KeyPath<Bilingual, String>) -> String {
      leaves(at: path).map { "--set \($0.path)=\($0.value.setting(language))" }.joined(separator: " ")
    }
    return Bilingual(en: "`\(text(\.en))`", zh: text(\.zh))
  }

  /// As it stands in a cell and behind `--set`: a text without its quotes, a unit behind its number.
  private func setting(_ language: KeyPath<Bilingual, String>) -> String {
    switch self {
    case .plain(let text): return CellJSON.string(text) ?? text
    case .number(let number, let unit):
      let unit = unit[keyPath: language]
      let gap = unit.first.map { $0.isASCII && $0.isLetter } == true ? " " : ""
      return number + gap + unit
    case .group: return text(in: .json, language)
    }
  }

  /// The values inside groups, each with its path.
  private func leaves(at path: String) -> [(path: String, value: Sample)] {
    guard case .group(let entries) = self else { return [(path, self)] }
    return entries.flatMap { $0.value.leaves(at: "\(path).\($0.key)") }
  }
}
