import FundFormula

/// The form in which an author wrote a value: what to write instead is said in the same.
enum AuthorForm {
  /// JSON or YAML.
  case file
  /// A parameter sheet: numbers and units in columns of their own.
  case sheet
  /// `--set PATH=VALUE`.
  case setting

  init(of place: Place?) {
    let file = place?.file.lowercased() ?? ""
    self = file.hasPrefix("--set") ? .setting : file.hasSuffix(".csv") ? .sheet : .file
  }

  /// How a number with its unit is written: the end of a sentence, without its full stop.
  func number(_ number: String, unit en: String, _ zh: String? = nil) -> Bilingual {
    let zh = zh ?? en
    switch self {
    case .file:
      return Bilingual(
        en: "write {\"value\": \(number), \"unit\": \"\(en)\"}",
        zh: "请写成 {\"value\": \(number), \"unit\": \"\(zh)\"}")
    case .sheet:
      return Bilingual(
        en: "write \(number) in the column `value` and `\(en)` in the column `unit`",
        zh: "请在“数值”列填 \(number)、“单位”列填“\(zh)”")
    case .setting:
      let gap = en.first.map { $0.isASCII && $0.isLetter } == true ? " " : ""
      return Bilingual(en: "write \(number)\(gap)\(en)", zh: "请写成 \(number)\(zh)")
    }
  }

  /// How a plain word or number is written.
  func plain(_ text: String) -> Bilingual {
    switch self {
    case .file, .setting: Bilingual(en: "write \(text)", zh: "请写成 \(text)")
    case .sheet: Bilingual(en: "write \(text) in the column `value`", zh: "请在“数值”列填 \(text)")
    }
  }

  /// How a field is added.
  func field(_ path: String, _ name: String, _ sample: Sample) -> Bilingual {
    switch self {
    case .file, .setting:
      let (en, zh) = (sample.json(\.en), sample.json(\.zh))
      return Bilingual(en: "Add `\"\(name)\": \(en)`.", zh: "请添加“\"\(name)\": \(zh)”。")
    case .sheet:
      let clause = sample.clause(in: self)
      return Bilingual(
        en: "Add a row with the id `\(path)`: \(clause.en).", zh: "请添加一行，编号为“\(path)”，\(clause.zh)。")
    }
  }
}

/// A value that could stand somewhere, for remedies in the author's form.
enum Sample {
  /// A number with its unit in both languages.
  case number(String, unit: Bilingual)
  /// What stands in JSON as it is: `10`, `"city"`, `["works"]`.
  case plain(String)

  func json(_ language: KeyPath<Bilingual, String>) -> String {
    switch self {
    case .number(let number, let unit): "{\"value\": \(number), \"unit\": \"\(unit[keyPath: language])\"}"
    case .plain(let text): text
    }
  }

  /// “write …”, the end of a sentence without its full stop.
  func clause(in form: AuthorForm) -> Bilingual {
    switch self {
    case .number(let number, let unit): form.number(number, unit: unit.en, unit.zh)
    case .plain(let text): form.plain(form == .file ? text : unquoted(text))
    }
  }

  /// The whole sentence.
  func sentence(in form: AuthorForm) -> Bilingual {
    let clause = clause(in: form)
    return Bilingual(en: clause.en.prefix(1).uppercased() + clause.en.dropFirst() + ".", zh: clause.zh + "。")
  }

  /// A text stands in a cell and behind `--set` without its quotes.
  private func unquoted(_ text: String) -> String { CellJSON.string(text) ?? text }
}
