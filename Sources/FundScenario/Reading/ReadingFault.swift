import FundFormula

/// What can be wrong with the text of a file before anybody asks what it means.
enum ReadingFault: Hashable, Sendable {
  // The file as a whole
  case tooLarge(bytes: Int)
  case utf16
  case invalidUTF8(byte: Int, line: Int)
  case controlCharacter(UInt32)
  case empty
  case notAMapping
  case severalDocuments
  case directive
  case tooDeep
  case tooManyValues
  case moreFaults
  // What the format leaves out
  case anchor(String)
  case alias(String)
  case tag(String)
  case mergeKey
  case complexKey
  case keyNotText
  case keyNotQuoted(String)
  case chineseQuote(String)
  case slashComment
  case tab
  case duplicateKey(String, firstLine: Int)
  // Slips of the pen
  case loneSurrogate(String)
  case badEscape(String)
  case unclosedQuote(String)
  case unclosedBracket(String)
  case strayBracket(String)
  case mismatchedBracket(opened: String, closed: String)
  case missingComma
  case missingColon(String)
  case missingValue(String)
  case extraComma
  case emptyKey
  case secondColon
  case colonInList
  case colonInText
  case dashInBrackets
  case dashInLine
  case textAfterQuote
  case textBlockHeader
  case reservedCharacter(String)
  case indentation(reason: String)
  case listIndentation(reason: String)
  case syntax(reason: String)
}

extension ReadingFault {
  /// The finding for this fault; `line` is the author's text around it, searched for Chinese punctuation.
  func finding(at place: Place?, line: String = "") -> Finding {
    let (message, remedy) = words
    let hint = isSlip ? punctuationHint(line) : nil
    return Finding(
      self == .moreFaults ? .notice : .error, check: check, at: place, message, remedy: hint ?? remedy)
  }

  /// The stable short name.
  var check: CheckName {
    switch self {
    case .tooLarge: .fileTooLarge
    case .utf16: .utf16
    case .invalidUTF8: .invalidUTF8
    case .controlCharacter: .controlCharacter
    case .empty: .emptyFile
    case .notAMapping: .notAMapping
    case .severalDocuments: .severalDocuments
    case .directive: .directive
    case .tooDeep: .nestedTooDeep
    case .tooManyValues: .tooManyValues
    case .moreFaults: .moreFindings
    case .anchor: .anchor
    case .alias: .alias
    case .tag: .tag
    case .mergeKey: .mergeKey
    case .complexKey, .keyNotText, .keyNotQuoted: .keyNotText
    case .chineseQuote: .chineseQuote
    case .slashComment: .slashComment
    case .tab: .tab
    case .duplicateKey: .duplicateKey
    case .loneSurrogate: .loneSurrogate
    case .badEscape: .badEscape
    case .unclosedQuote: .unclosedQuote
    case .unclosedBracket: .unclosedBracket
    case .strayBracket, .mismatchedBracket: .strayBracket
    case .missingComma: .missingComma
    case .missingColon: .missingColon
    case .missingValue: .missingValue
    case .extraComma: .extraComma
    case .emptyKey, .secondColon, .colonInList, .colonInText: .strayColon
    case .dashInBrackets, .dashInLine: .strayDash
    case .textAfterQuote: .textAfterQuote
    case .textBlockHeader: .textBlock
    case .reservedCharacter: .reservedCharacter
    case .indentation, .listIndentation: .indentation
    case .syntax: .syntax
    }
  }

  /// Whether Chinese punctuation may be the true cause.
  private var isSlip: Bool {
    switch self {
    case .missingComma, .missingColon, .missingValue, .unclosedBracket, .unclosedQuote, .notAMapping, .syntax,
      .textAfterQuote, .secondColon,
      .indentation, .strayBracket, .mismatchedBracket:
      true
    default: false
    }
  }

  /// Chinese punctuation outside quotes in `line`, and what to type instead.
  private func punctuationHint(_ line: String) -> Bilingual? {
    let pairs: [Character: String] = [
      "：": ":", "，": ",", "“": "\"", "”": "\"", "｛": "{", "｝": "}", "［": "[", "］": "]", "＂": "\"",
    ]
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      } else if quote == nil, character == "#" {
        return nil
      } else if quote == nil, let half = pairs[character] {
        return Bilingual(
          en: "The line has a Chinese `\(character)`; type the English `\(half)` instead.",
          zh: "本行有中文标点“\(character)”，请改为英文半角“\(half)”。")
      }
    }
    return nil
  }
}

// MARK: - Words

extension ReadingFault {
  private typealias Words = (Bilingual, Bilingual?)

  private var words: (Bilingual, Bilingual?) {
    fileWords ?? formatWords ?? slipWords
  }

  private func say(_ en: String, _ zh: String, doEn: String? = nil, doZh: String? = nil) -> Words {
    (Bilingual(en: en, zh: zh), doEn.map { Bilingual(en: $0, zh: doZh ?? "") })
  }

  private var fileWords: Words? {
    switch self {
    case .tooLarge:
      // How large it is nobody knows: no more than the limit is ever read.
      return say(
        "The file has more than 4 MB, the most a scenario may have.", "文件超过 4 MB 的上限。",
        doEn: "Check that this is a scenario file; split a pool into one file per project.",
        doZh: "请确认这是情景文件；项目打包请拆成每个项目一个文件。")
    case .utf16:
      return say(
        "The file is encoded in UTF-16.", "文件编码为 UTF-16。",
        doEn: "Save as UTF-8 (Notepad: Save as, Encoding: UTF-8).",
        doZh: "请另存为 UTF-8 编码（记事本：另存为，编码选 UTF-8）。")
    case .invalidUTF8(let byte, let line):
      return say(
        "The file is not valid UTF-8: byte \(byte + 1), in line \(line), belongs to no character.",
        "文件不是有效的 UTF-8 编码：第 \(byte + 1) 个字节（第 \(line) 行）无法识别。",
        doEn: "Save as UTF-8; a file from an older Chinese program is often in GBK (ANSI).",
        doZh: "请另存为 UTF-8 编码；旧版中文软件保存的文件常为 GBK（ANSI）编码。")
    case .controlCharacter(let scalar):
      let code = codePoint(scalar)
      return say(
        "There is an invisible character \(code) here that a text file must not hold.",
        "此处有文本文件不允许的不可见字符 \(code)。",
        doEn: scalar == 0
          ? "Delete it; if there are many, the file is no text file or not saved as UTF-8."
          : "Delete it; it often comes with text pasted from other programs.",
        doZh: scalar == 0 ? "请删除；如有多处，说明文件不是文本文件或未存为 UTF-8。" : "请删除；多由其他软件粘贴带入。")
    case .empty:
      return say(
        "The file is empty.", "文件为空。", doEn: "Start one with `fundsim new --preset NAME`.",
        doZh: "可用 `fundsim new --preset 名称` 新建。")
    case .notAMapping:
      return say(
        "The file must begin with names and values, such as `title: …`, not with a list or a single value.",
        "文件最外层应为“名称: 值”的形式（如 `title: …`），不能是列表或单个值。",
        doEn: "Write `name: value` lines, with a space after the colon, or put everything in { }.",
        doZh: "请逐行写“名称: 值”，冒号后空一格；或用 { } 括起全部内容。")
    case .severalDocuments:
      return say(
        "A second document begins here; a file holds one scenario.", "此处开始了第二份文档；一个文件只能写一个情景。",
        doEn: "Delete the `---` or `...` line, or put the second part in a file of its own.",
        doZh: "请删除 `---` 或 `...` 行，或把后一部分另存为一个文件。")
    case .directive:
      return say(
        "A line that begins with `%` is not used in scenario files.", "情景文件不使用以 `%` 开头的行。",
        doEn: "Delete the line; a comment begins with `#`.", doZh: "请删除该行；注释请以 `#` 开头。")
    case .tooDeep:
      return say(
        "Values are nested more than \(SourceScan.deepest) levels deep here.",
        "此处嵌套超过 \(SourceScan.deepest) 层。",
        doEn: "A scenario needs fewer than ten levels; check the brackets or the indentation.",
        doZh: "情景文件一般不到十层，请检查括号或缩进。")
    case .tooManyValues:
      return say(
        "The file holds more than \(SourceScan.mostValues) names and values.",
        "文件中的名称和值超过 \(SourceScan.mostValues) 个。",
        doEn: "Split a pool into one file per project.", doZh: "项目打包请拆成每个项目一个文件。")
    case .moreFaults:
      return say(
        "There are more findings; the first \(SourceScan.mostFaults) are shown.",
        "问题较多，仅列出前 \(SourceScan.mostFaults) 条。")
    default: return nil
    }
  }

  private var formatWords: Words? {
    switch self {
    case .anchor(let text):
      return say(
        "`\(text)` is a YAML anchor; scenario files don't use them.", "`\(text)` 是 YAML 锚点，情景文件不支持。",
        doEn: "Put it in quotes if it is text; to share values between files, use `extends`.",
        doZh: "如为普通文字请加引号；多个文件共用数据请用 `extends`。")
    case .alias(let text):
      return say(
        "`\(text)` is a YAML alias; scenario files don't use them.", "`\(text)` 是 YAML 引用，情景文件不支持。",
        doEn: "Put it in quotes if it is text; otherwise write the value itself.",
        doZh: "如为普通文字请加引号；否则请直接写出数值。")
    case .tag(let text):
      return say(
        "`\(text)` is a YAML tag; scenario files don't use them.", "`\(text)` 是 YAML 标签，情景文件不支持。",
        doEn: "Put it in quotes if it is text; otherwise delete it.", doZh: "如为普通文字请加引号；否则请删除。")
    case .mergeKey:
      return say(
        "The YAML merge key `<<` is not used in scenario files.", "情景文件不支持 YAML 合并键 `<<`。",
        doEn: "Write the values here, or take them from a base file with `extends`.",
        doZh: "请在此直接写出各值，或用 `extends` 引用基础文件。")
    case .complexKey:
      return say(
        "`?` begins a YAML key over several lines; scenario files don't use them.",
        "`?` 表示 YAML 多行键名，情景文件不支持。",
        doEn: "Put it in quotes if it is text; otherwise write `name: value`.",
        doZh: "如为普通文字请加引号；否则请写成“名称: 值”。")
    case .keyNotText:
      return say(
        "A name must be text; here a list or a group in brackets stands before the colon.",
        "名称必须是文字；此处冒号前是括号括起的列表或一组值。",
        doEn: "Write `name: value`.", doZh: "请写成“名称: 值”。")
    case .keyNotQuoted(let text):
      return say(
        "A name must be text; `\(text)` is not.", "名称必须是文字；`\(text)` 不是文字。",
        doEn: "If it is meant as a name, put it in quotes: `\"\(text)\"`.", doZh: "如确为名称，请加引号：`\"\(text)\"`。")
    case .chineseQuote(let text):
      return say(
        "The name `\(text)` begins with a Chinese quotation mark.", "名称 `\(text)` 以中文引号开头。",
        doEn: "Use the English quotation mark `\"`, or none.", doZh: "请改用英文半角引号 `\"`，或不加引号。")
    case .slashComment:
      return say(
        "Comments with `//` or `/*` are not understood.", "不支持 `//` 或 `/*` 注释。",
        doEn: "Begin a comment with `#`; put text that holds `//` in quotes.",
        doZh: "注释请以 `#` 开头；含 `//` 的文字请加引号。")
    case .tab:
      return say(
        "The line is indented with a tab.", "本行用制表符（Tab）缩进。",
        doEn: "Indent with spaces, two per level, in the whole file.", doZh: "请在全文件中改用空格缩进，每层两个空格。")
    case .duplicateKey(let key, let firstLine):
      return say(
        "`\(key)` is written twice; the first is in line \(firstLine).",
        "`\(key)` 重复；第一次出现在第 \(firstLine) 行。",
        doEn: "Keep one of them, or rename one.", doZh: "请保留其中一个，或改名。")
    default: return nil
    }
  }

  private var slipWords: Words {
    switch self {
    case .loneSurrogate(let text):
      return say(
        "`\(text)` is half of a character.", "`\(text)` 只是半个字符。",
        doEn: "Write the character itself, or both halves such as `\\uD83D\\uDE00`.",
        doZh: "请直接写该字符，或写全两半，如 `\\uD83D\\uDE00`。")
    case .badEscape(let text):
      return say(
        "`\(text)` means nothing inside double quotes.", "双引号内的 `\(text)` 无法识别。",
        doEn: "Write `\\\\` for a backslash, or use single quotes.", doZh: "反斜杠请写成 `\\\\`，或改用单引号。")
    case .unclosedQuote(let quote):
      return say(
        "The text that begins here with `\(quote)` has no closing quote.", "此处以 `\(quote)` 开头的文字没有结束引号。",
        doEn: "Close it with `\(quote)`.", doZh: "请在文字末尾补上 `\(quote)`。")
    case .unclosedBracket(let bracket):
      let other = bracket == "{" ? "}" : "]"
      return say(
        "The `\(bracket)` opened here is never closed.", "此处的 `\(bracket)` 没有闭合。",
        doEn: "Add the missing `\(other)`.", doZh: "请补上 `\(other)`。")
    case .strayBracket(let bracket):
      return say(
        "This `\(bracket)` closes nothing.", "此处的 `\(bracket)` 没有对应的开括号。",
        doEn: "Delete it, or add the opening bracket.", doZh: "请删除，或补上开括号。")
    case .mismatchedBracket(let opened, let closed):
      return say(
        "This `\(closed)` closes a `\(opened)`.", "此处用 `\(closed)` 闭合了 `\(opened)`。",
        doEn: "Write `\(opened == "{" ? "}" : "]")`.", doZh: "请改为 `\(opened == "{" ? "}" : "]")`。")
    case .missingComma:
      return say(
        "A comma is missing here.", "此处缺少逗号。",
        doEn: "Write `,` between two values; put text over several lines in quotes.",
        doZh: "两个值之间请加 `,`；跨行的文字请加引号。")
    case .missingColon(let key):
      return say(
        "A colon is missing after `\(key)`.", "`\(key)` 后缺少冒号。",
        doEn: "Write `name: value`, with a space after the colon.", doZh: "请写成“名称: 值”，冒号后空一格。")
    case .missingValue(let key):
      return say(
        "`\(key)` has no value.", "`\(key)` 没有值。",
        doEn: "Write a value after the colon, or `null` for none.", doZh: "请在冒号后写值；确无数值请写 `null`。")
    case .extraComma:
      return say(
        "There is a comma too many here.", "此处多了一个逗号。",
        doEn: "Delete it, or write the value that belongs before it.", doZh: "请删除，或补上逗号前的值。")
    case .emptyKey:
      return say(
        "No name stands before this colon.", "此冒号前没有名称。",
        doEn: "Write the name before the colon, on the same line.", doZh: "请在同一行的冒号前写名称。")
    case .secondColon:
      return say(
        "There is a second colon after a value.", "值后面又出现了一个冒号。",
        doEn: "Put text with a colon in quotes; begin a new name on a new line or after a comma.",
        doZh: "含冒号的文字请加引号；新的名称请另起一行或写在逗号之后。")
    case .colonInList:
      return say(
        "There is a colon in a list.", "列表中出现了冒号。",
        doEn: "Use { } instead of [ ] for names with values.", doZh: "“名称: 值”请用 { } 而不是 [ ]。")
    case .colonInText:
      return say(
        "A space or a value is missing after this colon.", "此冒号后缺少空格或值。",
        doEn: "Write a space after the colon, or put the text in quotes.", doZh: "请在冒号后空一格，或给文字加引号。")
    case .dashInBrackets:
      return say(
        "A list with dashes cannot stand in brackets.", "括号内不能使用短横线列表。",
        doEn: "Write [a, b] without dashes.", doZh: "请写成 [a, b]，不加短横线。")
    case .dashInLine:
      return say(
        "A list item cannot begin in the middle of a line.", "列表项不能从行中间开始。",
        doEn: "Begin each `- ` on a line of its own.", doZh: "每个 `- ` 请另起一行。")
    case .textAfterQuote:
      return say(
        "There is more text after the closing quote.", "结束引号后还有文字。",
        doEn: "Put the quotes around the whole text; a quote inside is written `\\\"`.",
        doZh: "请用引号括起整段文字；文字中的引号写作 `\\\"`。")
    case .textBlockHeader:
      return say(
        "Text must begin on the line after `|` or `>`.", "`|` 或 `>` 后的文字应从下一行开始。",
        doEn: "Begin the text on the next line, or put it in quotes.", doZh: "请从下一行开始写，或改用引号。")
    case .reservedCharacter(let character):
      return say(
        "Text cannot begin with `\(character)`.", "文字不能以 `\(character)` 开头。",
        doEn: "Put the text in quotes.", doZh: "请给文字加引号。")
    case .indentation(let reason):
      return say(
        "The indentation does not fit the lines above (\(reason)).", "缩进与上文不一致（\(reason)）。",
        doEn: "Names of one group begin in the same column; check the line above, too.",
        doZh: "同一组的名称须左对齐，也请检查上一行。")
    case .listIndentation(let reason):
      return say(
        "A list item beginning with `- ` is expected here (\(reason)).", "此处应为以 `- ` 开头的列表项（\(reason)）。",
        doEn: "Align the dashes of one list in one column.", doZh: "同一列表的短横线须左对齐。")
    case .syntax(let reason):
      return say(
        "The file cannot be read from here on (\(reason)).", "从此处起无法读取（\(reason)）。",
        doEn: "Check commas, colons, quotes and indentation here and in the line above.",
        doZh: "请检查此处及上一行的逗号、冒号、引号和缩进。")
    default: preconditionFailure("no words for \(self)")
    }
  }
}

/// `U+0000`.
private func codePoint(_ scalar: UInt32) -> String {
  let digits = String(scalar, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
