import FundFormula

/// A file of another kind than text, told by its first bytes.
enum ForeignFile {
  case workbook, document, slides, archive, oldOffice, pdf, picture

  /// The kind of a file that is no text; nil where it may be one. O(bytes) for archives only.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
      self = Self.archive(bytes)
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = .oldOffice
    } else if bytes.starts(with: Array("%PDF-".utf8)) {
      self = .pdf
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .picture
    } else if [[0x1F, 0x8B], [0x52, 0x61, 0x72, 0x21], [0x37, 0x7A, 0xBC, 0xAF]].contains(where: bytes.starts)
    {
      self = .archive
    } else {
      return nil
    }
  }

  /// What a ZIP archive holds, by the names of its parts (ISO/IEC 29500-2, OpenDocument 1.3 part 2).
  private static func archive(_ bytes: [UInt8]) -> Self {
    let parts: [(String, Self)] = [
      ("xl/workbook", .workbook), ("xl/worksheets", .workbook), ("word/document", .document),
      ("ppt/presentation", .slides), ("opendocument.spreadsheet", .workbook),
      ("opendocument.text", .document),
    ]
    return parts.first { holds(bytes, $0.0) }?.1 ?? .archive
  }

  private static func holds(_ bytes: [UInt8], _ name: String) -> Bool {
    let name = Array(name.utf8)
    guard bytes.count >= name.count else { return false }
    return (0...bytes.count - name.count).contains { start in
      bytes[start] == name[0] && bytes[start..<start + name.count].elementsEqual(name)
    }
  }

  func finding(file: String) -> Finding {
    Finding(check: .fileKind, at: Place(file: file, line: 1, column: 1), message, remedy: remedy)
  }

  private var message: Bilingual {
    switch self {
    case .workbook: Bilingual(en: "The file is a workbook (.xlsx), no text.", zh: "该文件是工作簿（.xlsx），不是文本文件。")
    case .document: Bilingual(en: "The file is a Word document, no text.", zh: "该文件是 Word 文档，不是文本文件。")
    case .slides: Bilingual(en: "The file is a presentation, no text.", zh: "该文件是演示文稿，不是文本文件。")
    case .archive: Bilingual(en: "The file is an archive (.zip or the like).", zh: "该文件是压缩包，不是文本文件。")
    case .oldOffice:
      Bilingual(
        en: "The file is an Excel, WPS or Word file (.xls, .et, .doc).",
        zh: "该文件是 Excel、WPS 或 Word 文件（.xls、.et、.doc）。")
    case .pdf: Bilingual(en: "The file is a PDF.", zh: "该文件是 PDF。")
    case .picture: Bilingual(en: "The file is a picture.", zh: "该文件是图片。")
    }
  }

  private var remedy: Bilingual {
    switch self {
    case .workbook, .oldOffice:
      Bilingual(
        en: "Save the sheet as “CSV UTF-8 (comma delimited)” and name that file.",
        zh: "请将工作表另存为“CSV UTF-8（逗号分隔）”，再使用该文件。")
    case .archive: Bilingual(en: "Unpack it and name the file inside.", zh: "请先解压，再使用其中的文件。")
    case .document, .slides, .pdf, .picture:
      Bilingual(
        en: "Put the numbers into a table, saved as CSV, or into a scenario file (JSON or YAML).",
        zh: "请将数据整理成表格并另存为 CSV，或写成情景文件（JSON 或 YAML）。")
    }
  }
}
