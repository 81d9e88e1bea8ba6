import FundFormula

/// What is wrong with a format asked for, or with the ending of a file's name.
enum FormatFault {
  /// The command does not write this format.
  static func notWritten(_ format: Format, _ formats: [Format]) -> Bilingual {
    Bilingual(
      en: "This result is not written as \(format.rawValue), but as \(names(formats)).\n",
      zh: "该结果不能输出为 \(format.rawValue)，可用格式：\(names(formats))。\n")
  }

  /// The name ends in nothing that the command writes.
  static func unknownEnding(_ ending: String, _ path: String, _ formats: [Format]) -> Bilingual {
    let isPlanned = planned.contains(ending)
    return Bilingual(
      en: (isPlanned
        ? "`\(path)` ends in .\(ending), which fundsim does not write yet."
        : "`\(path)` ends in .\(ending), which names no format that is written here.")
        + " The ending chooses the format: \(endings(formats, in: .en)).\n",
      zh: (isPlanned ? "“\(path)”：尚不支持写出 .\(ending) 文件。" : "“\(path)”：此处没有与后缀 .\(ending) 对应的格式。")
        + "文件后缀决定格式：\(endings(formats, in: .zh))。\n")
  }

  /// The name says one format, `--format` another.
  static func contradiction(_ format: Format, _ path: String) -> Bilingual {
    Bilingual(
      en:
        "`\(path)` names one format, --format \(format.rawValue) another: leave --format out, or let the name end in "
        + ".\(format.endings[0]).\n",
      zh: "“\(path)”的后缀与 --format \(format.rawValue) 不一致：请去掉 --format，或将后缀改为 .\(format.endings[0])。\n")
  }

  /// Files that people hand in, and that are not written so far.
  private static let planned: Set<String> = ["xlsx", "xls", "docx", "doc", "html", "htm", "pdf"]

  private static func names(_ formats: [Format]) -> String { formats.map(\.rawValue).joined(separator: ", ") }

  /// `.txt (tables as text), .json (JSON)`.
  private static func endings(_ formats: [Format], in language: Language) -> String {
    formats.map { format in
      let ending = ".\(format.endings[0])"
      return format == .json || format == .markdown
        ? ending
        : Bilingual(en: "\(ending) (\(format.label.en))", zh: "\(ending)（\(format.label.zh)）")[language]
    }.joined(separator: Bilingual(en: ", ", zh: "、")[language])
  }
}
