import Testing

/// Help and usage errors are in one language: that of `--lang`, wherever it stands, else of the locale.
struct LanguageTests {
  private let program: Program

  init() throws { program = try Program() }

  private static let chineseLocale = ["LC_ALL": "zh_CN.UTF-8"]

  /// Every command with the words that call it.
  private static let commands: [[String]] = [
    [], ["run"], ["check"], ["explain"], ["compare"], ["breakeven"], ["sweep"], ["sensitivity"], ["diff"],
    ["list"],
    ["list", "inputs"], ["list", "indicators"], ["list", "mechanisms"], ["list", "models"],
    ["list", "scenarios"],
    ["new"],
    ["allocate"], ["schema"],
  ]

  // MARK: Whole texts

  /// Three English words in a row, but for what is typed: lines that call the program, and words of the file format.
  private func englishSentence(in text: String) -> Substring? {
    for line in text.split(separator: "\n") where !line.contains("fundsim ") && !line.hasPrefix("    ") {
      if let words = line.firstMatch(of: #/[A-Za-z']{2,}( [A-Za-z']{2,}){2,}/#) { return words.0 }
    }
    return nil
  }

  private func hasChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value)
    }
  }

  @Test(arguments: commands) func `help is in one language`(words: [String]) throws {
    let english = try program.run(words + ["--help"])
    let chinese = try program.run(words + ["--help"], environment: Self.chineseLocale)
    #expect(english.code == 0 && chinese.code == 0)
    #expect(english.output.hasPrefix("OVERVIEW: ") && !hasChinese(english.output))
    #expect(chinese.output.hasPrefix("概述：") && englishSentence(in: chinese.output) == nil)
    #expect(try program.run(words + ["--help", "--lang", "zh"]).output == chinese.output)
    #expect(
      try program.run(words + ["--help", "--lang=en"], environment: Self.chineseLocale).output
        == english.output)
    #expect(try program.run(["--lang", "zh"] + words + ["--help"]).output == chinese.output)
    #expect(try program.run(["--lang", "zh", "help"] + words).output == chinese.output)
  }

  @Test(arguments: commands) func `Chinese help has every option of the English, and fits the terminal`(
    words: [String]
  ) throws {
    let english = try program.run(words + ["--help"]).output
    let chinese = try program.run(words + ["--help"], environment: Self.chineseLocale).output
    func options(_ text: String) -> [Substring] {
      text.matches(of: #/\n  (?:-. ?, )?(--[a-z-]+|-h)/#).map(\.1)
    }
    #expect(!options(english).isEmpty && options(english) == options(chinese))
    for line in chinese.split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
      #expect(columns <= 80, "\(line)")
      // An example that had to be broken cannot be typed.
      #expect(!line.hasPrefix("  fundsim ") || line.hasSuffix("\\") || columns < 79, "\(line)")
    }
  }

  @Test func `the last language counts, and what stands behind two dashes does not`() throws {
    func isChinese(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Bool {
      try program.run(arguments, environment: environment).error.hasPrefix("错误：")
    }
    #expect(try isChinese(["run", "--lang", "en", "--lang", "zh", "--frob"]))
    #expect(try !isChinese(["run", "--lang", "zh", "--lang", "en", "--frob"]))
    #expect(try !isChinese(["run", "x.json", "--frob", "--", "--lang", "zh"]))
    // No language: that of the locale.
    #expect(try isChinese(["run", "x.json", "--lang", "fr"], Self.chineseLocale))
    #expect(try isChinese(["run"], ["LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"]))
    #expect(try !isChinese(["run"], ["LC_ALL": "C", "LANG": "zh_CN.UTF-8"]))
  }

  // MARK: The parser's own sentences

  /// The words of a command line, what the parser says of it, and what we say in Chinese.
  struct Slip: Sendable, CustomTestStringConvertible {
    let words: String
    let english: String
    let chinese: String
    var testDescription: String { words }
  }

  private static let slips: [Slip] = [
    .init(
      words: "run x --frobnicate", english: "Unknown option '--frobnicate'", chinese: "没有选项“--frobnicate”。"),
    .init(
      words: "run x --strickt", english: "Unknown option '--strickt'. Did you mean '--strict'?",
      chinese: "没有选项“--strickt”，是否应为“--strict”？"),
    .init(words: "run x -q", english: "Unknown option '-q'", chinese: "没有选项“-q”。"),
    .init(words: "run x ---q", english: "Invalid option: ---q", chinese: "选项“---q”写法有误。"),
    .init(
      words: "run x --format", english: "Missing value for '--format <format>'",
      chinese: "选项“--format <格式>”后缺少取值。"),
    .init(
      words: "run x -oq",
      english: "Unknown option '-oq'\n   or: Missing value for '-o <file>' in '-oq'",
      chinese: "没有选项“-oq”，或选项“-o <文件>”后缺少取值（见“-oq”）。"),
    .init(
      words: "run x --force=yes",
      english: "The option '--force' does not take any value, but 'yes' was specified.",
      chinese: "选项“--force”不带取值，却写了“yes”。"),
    .init(words: "run x y", english: "Unexpected argument 'y'", chinese: "多余的参数“y”。"),
    .init(words: "run x y z", english: "2 unexpected arguments: 'y', 'z'", chinese: "有 2 个多余的参数：“y”、“z”。"),
    .init(words: "run", english: "Missing expected argument '<file>'", chinese: "缺少参数“<文件>”。"),
    .init(words: "check", english: "Missing expected argument '<file> ...'", chinese: "缺少参数“<文件> ...”。"),
    .init(
      words: "allocate x", english: "Missing expected argument '--amount <sum>'",
      chinese: "缺少必填选项“--amount <金额>”。"),
    .init(
      words: "run x --format xml",
      english:
        "The value 'xml' is invalid for '--format <format>'. Please provide one of 'table', 'json', 'csv' or 'markdown'.",
      chinese: "取值“xml”不适用于“--format <格式>”，可选：“table”、“json”、“csv”、\n“markdown”。"),
    .init(
      words: "schema --lang fr",
      english: "The value 'fr' is invalid for '--lang <language>'. Please provide one of 'en' and 'zh'.",
      chinese: "取值“fr”不适用于“--lang <语言>”，可选：“en”、“zh”。"),
    .init(
      words: "run x --as-of then", english: "The value 'then' is invalid for '--as-of <date>'",
      chinese: "取值“then”不适用于“--as-of <日期>”。"),
    .init(
      words: "sweep x --sample many", english: "The value 'many' is invalid for '--sample <rows>'",
      chinese: "取值“many”不适用于“--sample <组数>”。"),
    .init(
      words: "--generate-completion-script foo",
      english:
        "Can't generate completion scripts for 'foo'.\nPlease use --generate-completion-script=<shell> with one of:",
      chinese: "无法为“foo”生成补全脚本。\n请用 --generate-completion-script=<shell>，可选："),
  ]

  @Test(arguments: slips) func `every sentence of the parser is known in Chinese`(slip: Slip) throws {
    let words = slip.words.split(separator: " ").map(String.init)
    let english = try program.run(words)
    let chinese = try program.run(words, environment: Self.chineseLocale)
    #expect(english.code == 64 && chinese.code == 64)
    #expect(english.error.hasPrefix("Error: \(slip.english)\n"))
    #expect(chinese.error.hasPrefix("错误：\(slip.chinese)\n"))
    #expect(!hasChinese(english.error) && englishSentence(in: chinese.error) == nil)
    #expect(chinese.error.contains("用法：fundsim ") && chinese.error.contains("--help”。"))
  }

  // MARK: Our own

  @Test(arguments: [
    ("rum x.json", "There is no command `rum`. Did you mean `run`?", "没有命令“rum”。是否指“run”？"),
    ("list thing", "There is no command `thing`. Commands: inputs, ", "没有命令“thing”。可用的命令：inputs、"),
    ("help rum", "There is no command `rum`.", "没有命令“rum”。"),
    ("plan.json", "`fundsim run plan.json`", "文件写在命令之后：fundsim run plan.json。"),
  ])
  func `a word that is no command says which is meant`(words: String, en: String, zh: String) throws {
    let words = words.split(separator: " ").map(String.init)
    let (english, chinese) = (try program.run(words), try program.run(words + ["--lang", "zh"]))
    #expect(english.code == 64 && chinese.code == 64)
    #expect(english.error.contains(en) && !hasChinese(english.error))
    #expect(chinese.error.contains(zh) && englishSentence(in: chinese.error) == nil)
  }

  @Test(arguments: [
    "run Scenarios/yonganli.json --set costs", "breakeven x", "breakeven x --all --for a=1 --for b=1",
    "breakeven x --solve ,",
    "breakeven x --solve a --vary b=1 --vary c=1 --vary d=1", "breakeven x --solve a,b --vary c=1:2:1",
    "breakeven x --solve a --for b=1 --for c=1", "compare x", "compare x y --model z",
    "compare Scenarios/examples/first.json Scenarios/examples/first.json --base 9", "diff x",
    "explain x --depth 0",
    "new --preset a --from b", "new --set a=1", "new --as-of 2024", "new --preset frob",
    "allocate x --amount much",
    "sweep x", "sweep x --over y --vary z=1", "sweep x --over y --shard 1/2", "sweep x --sample 0",
    "sweep x --sample 1 --threads 0", "sweep x --precision a=1 --vary b=1",
    "sweep x --sample 9 --row 1 --out y.csv",
    "sweep x --sample 9 --out y.csv -o y.csv", "sweep x --over y --precision a=1",
    "sweep x --vary a=1 --precision b=1",
    "sweep Scenarios/yonganli.json --sample 9 --shard 3",
    "sweep Scenarios/yonganli.json --sample 9 --precision gap=1",
    "sweep Scenarios/yonganli.json --sample 9 --row 10 -o y.json",
    "sweep Scenarios/yonganli.json --sample 9 --out y.xlsx",
    "sensitivity x --steps 0", "sensitivity x --sample 1", "sensitivity x --vary a=1",
    "sensitivity x --model a --for b=1",
    "sensitivity x --model a", "breakeven Scenarios/yonganli.json --solve title",
    "breakeven Scenarios/yonganli.json --solve timeline.start",
    "breakeven Scenarios/yonganli.json --solve funding.homes.price --vary funding.homes.price=1:2:1",
    "breakeven Scenarios/yonganli.json --solve funding.homes.price,funding.homes.price",
    "breakeven Scenarios/yonganli.json --solve funding.homes.price --vary costs.building.unitCost=1:9999:0.01",
    "run Scenarios", "run nothing.json", "run Scenarios/yonganli.json -o out.docx", "schema --format csv",
    "run Scenarios/yonganli.json -o out.csv --format json", "run Scenarios/yonganli.json -o /nowhere/out.csv",
    "list scenarios nowhere", "compare Scenarios/yonganli.json --model nothing",
    "run Scenarios/yonganli.json --with Scenarios",
    "compare Scenarios/yonganli.json --model a --sort frob", "explain Scenarios/yonganli.json frob",
  ])
  func `what is wrong with a command is said in one language`(words: String) throws {
    let words = words.split(separator: " ").map(String.init)
    let english = try program.run(words)
    let chinese = try program.run(words, environment: Self.chineseLocale)
    #expect(english.code != 0 && english.code == chinese.code)
    #expect(english.output.isEmpty && chinese.output.isEmpty)
    #expect(
      !english.error.isEmpty && !hasChinese(english.error.replacing(#/`[^`]*`/#, with: "")),
      "\(english.error)")
    #expect(hasChinese(chinese.error))
    #expect(englishSentence(in: chinese.error) == nil, "\(chinese.error)")
  }
}
