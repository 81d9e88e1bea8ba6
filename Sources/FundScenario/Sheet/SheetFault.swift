import FundFormula

/// What can be wrong with a parameter sheet before anybody asks what its values mean.
enum SheetFault {
  // The sheet as a whole
  case noRows
  case missingColumn(SheetColumn)
  case repeatedColumn(SheetColumn)
  case unknownColumn(String)
  case tooManyValues
  case tooDeep
  case moreFaults
  // A row as text
  case tooManyCells(SheetHeader)
  // Where it belongs
  case missingPath
  case wrongPath(String)
  case repeatedPath(String, row: Int)
  case leafAndGroup(String, row: Int)
  // What it says
  case missingValue
  case notANumber(String, CellNumber.Fault)
  case numberAsUnit(String, digits: String)
  case percentageOf(String, unit: Bilingual)
  case ambiguousDate(String)
  case notJSON(String)
  case unitBesideText(String)
  case statusBesideText(String)
  case wordsBesideText(SheetColumn)
  case unknownStatus(String)
  case unknownOrder(String)

  var check: CheckName {
    switch self {
    case .noRows: .emptyFile
    case .missingColumn: .missingColumn
    case .repeatedColumn, .repeatedPath: .duplicateKey
    case .unknownColumn: .unknownColumn
    case .tooManyValues: .tooManyValues
    case .tooDeep: .nestedTooDeep
    case .moreFaults: .moreFindings
    case .tooManyCells: .tooManyCells
    case .missingPath, .wrongPath: .rowPath
    case .leafAndGroup: .leafAndGroup
    case .missingValue: .missingValue
    case .notANumber(_, let fault): fault.check
    case .percentageOf, .unitBesideText, .numberAsUnit: .unit
    case .ambiguousDate: .date
    case .notJSON: .syntax
    case .statusBesideText, .unknownStatus: .rowStatus
    case .wordsBesideText: .unreadCell
    case .unknownOrder: .choice
    }
  }

  var severity: Severity {
    switch self {
    case .moreFaults: .notice
    case .unknownColumn, .wordsBesideText: .warning
    default: .error
    }
  }

  func finding(path: String, at place: Place) -> Finding {
    let (message, remedy) = words
    return Finding(severity, check: check, path: path, at: place, message, remedy: remedy)
  }
}

// MARK: - Words

extension SheetFault {
  private typealias Words = (Bilingual, Bilingual?)

  private var words: (Bilingual, Bilingual?) { sheetWords ?? rowWords ?? valueWords }

  private func say(_ en: String, _ zh: String, doEn: String? = nil, doZh: String? = nil) -> Words {
    (Bilingual(en: en, zh: zh), doEn.map { Bilingual(en: $0, zh: doZh ?? "") })
  }

  private var sheetWords: Words? {
    switch self {
    case .noRows:
      return say(
        "The sheet has no rows with values.", "参数表中没有任何数据行。",
        doEn: "`fundsim new --preset NAME -o sheet.csv` writes one to start from.",
        doZh: "运行“fundsim new --preset 名称 -o 参数表.csv”可生成一份。")
    case .missingColumn(let column):
      let names = SheetColumn.allCases.filter { $0 != .order }.map(\.title)
      return say(
        "The first row names no column `\(column.title.en)`.", "首行没有“\(column.title.zh)”列。",
        doEn: "The first row must name the columns: \(names.map(\.en).joined(separator: ", ")).",
        doZh: "首行须为列名：\(names.map(\.zh).joined(separator: "、"))。")
    case .repeatedColumn(let column):
      return say(
        "The column `\(column.title.en)` is there twice.", "“\(column.title.zh)”列重复。",
        doEn: "Delete or rename one of them.", doZh: "请删去或改名其中一列。")
    case .unknownColumn(let name):
      let near = nearest(name, among: SheetColumn.headers)
      return say(
        "The column `\(name.excerpt)` is not read.", "“\(name.excerpt)”列不会被读取。",
        doEn: near.map { "Did you mean `\($0)`?" } ?? "Remarks belong in the column `note`.",
        doZh: near.map { "是否应为“\($0)”？" } ?? "说明请写在“备注”列。")
    case .tooManyValues:
      return say(
        "The sheet holds more than \(SourceScan.mostValues) values.", "参数表中的值超过 \(SourceScan.mostValues) 个。",
        doEn: "Split a pool into one sheet per project.", doZh: "项目打包请拆成每个项目一张表。")
    case .tooDeep:
      return say(
        "Values are nested more than \(SourceScan.deepest) levels deep here.",
        "此处嵌套超过 \(SourceScan.deepest) 层。",
        doEn: "A scenario needs fewer than ten levels; check the path.", doZh: "情景文件一般不到十层，请检查编号。")
    case .moreFaults:
      return say(
        "There are more findings; the first \(SourceScan.mostFaults) are shown.",
        "问题较多，仅列出前 \(SourceScan.mostFaults) 条。")
    default: return nil
    }
  }

  private var rowWords: Words? {
    switch self {
    case .tooManyCells(let header):
      return say(
        "The row has cells beyond the \(header.width) columns that the first row names.",
        "本行的单元格超出首行所列的 \(header.width) 列。",
        doEn: "Put a text or number with a comma in quotation marks, or clear the cells.",
        doZh: "含逗号的文字或数字请加引号，或清除多余的单元格。")
    case .missingPath:
      return say(
        "The row has a value but no id.", "本行有数值，但没有编号。",
        doEn: "Write the path of the value, such as `funding.city.amount`; begin a remark with `#`.",
        doZh: "请填写编号（路径），如“funding.city.amount”；说明行请以 `#` 开头。")
    case .wrongPath(let text):
      return say(
        "`\(text.excerpt)` is no path.", "“\(text.excerpt)”不是有效的编号。",
        doEn: "Write it as `funding.city-subsidy.amount`, names parted by single dots.",
        doZh: "请写成“funding.city-subsidy.amount”的形式，各级名称以一个点分隔。")
    case .repeatedPath(let path, let row):
      return say(
        "`\(path.excerpt)` is there twice; the first is in row \(row).",
        "“\(path.excerpt)”重复；第一次出现在第 \(row) 行。",
        doEn: "Delete one of the rows, or give it another id.", doZh: "请删去其中一行，或改用别的编号。")
    case .leafAndGroup(let path, let row):
      return say(
        "`\(path.excerpt)` is a value and a group at once; see row \(row).",
        "“\(path.excerpt)”既是一个值，又含有下级项目；参见第 \(row) 行。",
        doEn: "Keep the row with the value, or the rows below it.", doZh: "请保留数值行，或保留其下级各行。")
    default: return nil
    }
  }

  private var valueWords: Words {
    switch self {
    case .missingValue:
      return say(
        "The row has no value.", "本行没有数值。",
        doEn: "Write the value, or delete the row; write `null` where nothing is meant.",
        doZh: "请填写数值，或删去本行；确实为空时请写 `null`。")
    case .notANumber(let text, let fault):
      if let words = fault.words(text) { return words }
      let words = ("The value must be a number, not `\(text.excerpt)`.", "此处的数值须为数字，而非“\(text.excerpt)”。")
      if let (number, unit) = text.halfWidth.numberWithUnit {
        return say(
          words.0, words.1, doEn: "Write \(number) here, and `\(unit)` in the column `unit`.",
          doZh: "此处请写 \(number)，单位“\(unit)”写在“单位”列。")
      }
      return say(
        words.0, words.1, doEn: "Write digits only, such as 12000, 0.05 or 5%.",
        doZh: "请只写数字，如 12000、0.05 或 5%。")
    case .numberAsUnit(let text, let digits):
      return say(
        "The unit is `\(text.excerpt)`, a number: a comma may have parted \(digits),\(text.excerpt) into two cells.",
        "单位为“\(text.excerpt)”，是数字：\(digits),\(text.excerpt) 可能被千分位逗号拆成了两格。",
        doEn: "Write \(digits)\(text.excerpt) without the comma, or in quotation marks.",
        doZh: "请写成 \(digits)\(text.excerpt)（不加逗号），或给整个数字加英文双引号。")
    case .percentageOf(let text, let unit):
      return say(
        "`\(text.excerpt)` is a percentage; the value is in \(unit.en).",
        "“\(text.excerpt)”是百分数，而此处的单位是\(unit.zh)。",
        doEn: "Write the number itself, and format the cell as a plain number.",
        doZh: "请直接填写数字，并将单元格格式设为“常规”。")
    case .ambiguousDate(let text):
      return say(
        "`\(text.excerpt)` is not clear as a date: a spreadsheet has rewritten it.",
        "“\(text.excerpt)”作为日期含义不明，可能已被表格软件改写。",
        doEn:
          "Write 2025年3月 or 2025/3/1; spreadsheets also leave \"2025-03\" (with its quotation marks) alone.",
        doZh: "请写成 2025年3月 或 2025/3/1；连同引号写成 \"2025-03\" 也不会被改写。")
    case .notJSON(let text):
      return say(
        "`\(text.excerpt)` is neither a list nor a group that can be read.",
        "“\(text.excerpt)”不是可以识别的列表或分组。",
        doEn:
          "Write a list as [\"works\", \"fees\"], with English signs; put text that begins with a bracket in \"…\".",
        doZh: "列表请写成 [\"works\", \"fees\"]，用英文半角符号；以括号开头的文字请放在 \"…\" 之中。")
    case .unitBesideText(let text):
      return say(
        "The row has a unit, but its value `\(text.excerpt)` is no number.",
        "本行填有单位，但数值“\(text.excerpt)”不是数字。",
        doEn: "Write a number, or clear the unit.", doZh: "请填写数字，或清除单位。")
    case .statusBesideText(let text):
      return say(
        "`assumed` and `at least` are said of numbers; the value here is `\(text.excerpt)`.",
        "“假设”和“不低于”只用于数字，而此处为“\(text.excerpt)”。",
        doEn: "Clear the status or write `structure`.", doZh: "请清除状态，或填“结构”。")
    case .wordsBesideText(let column):
      return say(
        "The cell `\(column.title.en)` is not read: the value of the row is no number.",
        "本行的值不是数字，“\(column.title.zh)”不会被读取。",
        doEn: "Write remarks in rows of their own that begin with `#`.", doZh: "说明请另起一行，以 `#` 开头。")
    case .unknownStatus(let word):
      return say(
        "The status `\(word.excerpt)` is unknown.", "无法识别状态“\(word.excerpt)”。",
        doEn: "Known: \(SheetStatus.known.en).", doZh: "可填：\(SheetStatus.known.zh)。")
    case .unknownOrder(let word):
      return say(
        "The column `order` names the parts of a number; `\(word.excerpt)` is none.",
        "“次序”列填写数的各组成部分，而“\(word.excerpt)”不是。",
        doEn: "Clear the cell.", doZh: "请清除此单元格。")
    default: preconditionFailure("no words for \(self)")
    }
  }
}
