import FundFormula
import FundScenario
import Testing

@Suite struct `Reading a file` {
  @Test func `keeps what the author wrote, in order`() throws {
    let node = try tree(
      "# 说明\ntitle: 永安里 # 小区\nb: {\"x\": 1, y: [a, \"2\", true, null, ~]}\na:\n  - 1e3\n  -\n")
    #expect(node.json == #"{"title":永安里,"b":{"x":1,"y":[a,"2",true,null,null]},"a":[1e3,null]}"#)
    #expect(node.keys == ["title", "b", "a"])
  }

  @Test func `reads JSON as any editor writes it`() throws {
    let json = "{\n\t\"名称\": \"A & B * c! // d # e\",\r\n\t\"amount\": -1.5e-3,\n\t\"list\": [1,2,],\n}\n"
    #expect(try tree(json).json == #"{"名称":"A & B * c! // d # e","amount":-1.5e-3,"list":[1,2]}"#)
    #expect(try tree(#"{"a":"x\/y\n\u4e2d\"","b":[],"c":{}}"#)["a"]?.string == "x/y\n中\"")
  }

  @Test func `accepts a byte order mark, every line end and blank lines with tabs`() throws {
    for text in [
      "\u{FEFF}a: 1\nb: 2", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2\r", "a: 1\n\t\n\t # c\nb: 2\n",
      "---\na: 1\nb: 2\n...\n",
    ] {
      #expect(try tree(text).json == "{\"a\":1,\"b\":2}")
    }
    #expect(try tree("\u{FEFF}a: 1\r\n名称: x")["名称"]?.place == Place(file: "f.yaml", line: 2, column: 5))
  }

  @Test func `takes signs inside text for text`() throws {
    let node = try tree(
      "a: A & B\nb: 2 * 3\nc: 很好!\nd: '&x *y !z'\ne: http://x.cn/a\nf: |\n  &a *b\n  ? - !\ng: a#b\nh: -5\n")
    #expect(node["a"]?.string == "A & B")
    #expect(node["b"]?.string == "2 * 3")
    #expect(node["e"]?.string == "http://x.cn/a")
    #expect(node["f"]?.string == "&a *b\n? - !\n")
    #expect(node["h"]?.number == -5)
  }

  @Test func `accepts years as names`() throws {
    #expect(
      try tree("values: {2019: 5000, 2023-05: 6000, \"12\": 1}").json
        == #"{"values":{"2019":5000,"2023-05":6000,"12":1}}"#)
  }

  @Test func `gives every place in characters, Chinese and emoji alike`() throws {
    let node = try tree("{\"名称\": {\"👨‍👩‍👧 家\": [\"é\", 中文]}}")
    let inner = try #require(node.entry("名称"))
    #expect(inner.keyPlace.column == 2)
    #expect(inner.value.place.column == 8)
    let family = try #require(inner.value.entries?.first)
    #expect(family.keyPlace.column == 9)
    #expect(family.value.place.column == 16)
    #expect(family.value.items?.map(\.place.column) == [17, 22])
  }

  @Test func `pairs surrogates and keeps the columns behind them`() throws {
    let node = try tree(#"{"a": "\uD83D\uDE00\ud83c\udfe0", "b": 1}"#)
    #expect(node["a"]?.string == "😀🏠")
    #expect(node.entry("b")?.keyPlace.column == 35)
    #expect(node["b"]?.place.column == 40)
    #expect(try tree(#"{"a": "\\uD83D"}"#)["a"]?.string == #"\uD83D"#)
  }

  @Test func `finds every duplicate key, wherever it is`() {
    let text = "a: 1\nb:\n  名: 1\n  \"名\": 2\n  c: {x: 1, x: 2, x: 3}\na: 2\nd: {y: 1}\n"
    let findings = read(text).1
    #expect(
      findings.map(\.summary) == [
        "duplicate-key 4:3", "duplicate-key 5:13", "duplicate-key 5:19", "duplicate-key 6:1",
      ])
    #expect(findings.map(\.path) == ["b.名", "b.c.x", "b.c.x", "a"])
    #expect(
      findings[0].message
        == Bilingual(en: "`名` is written twice; the first is in line 3.", zh: "`名` 重复；第一次出现在第 3 行。"))
  }

  @Test func `tells invalid UTF-8 by byte and line`() {
    let bytes = Array("a: 1\nb: ".utf8) + [0xB8, 0xC4, 0xD4, 0xEC]
    let finding = readSource(bytes, file: "f").1[0]
    #expect(finding.summary == "invalid-utf-8 2:4")
    #expect(finding.message.en == "The file is not valid UTF-8: byte 9, in line 2, belongs to no character.")
    #expect(finding.message.zh == "文件不是有效的 UTF-8 编码：第 9 个字节（第 2 行）无法识别。")
    #expect(finding.remedy?.zh == "请另存为 UTF-8 编码；旧版中文软件保存的文件常为 GBK（ANSI）编码。")
    for bad: [UInt8] in [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8], [0xFF],
    ] {
      #expect(readSource([97] + bad, file: "f").1.map(\.summary) == ["invalid-utf-8 1:2"])
    }
  }

  @Test func `refuses UTF-16`() {
    for bytes: [UInt8] in [[0xFE, 0xFF, 0, 97], [0xFF, 0xFE, 97, 0]] {
      let finding = readSource(bytes, file: "f").1[0]
      #expect(finding.message == Bilingual(en: "The file is encoded in UTF-16.", zh: "文件编码为 UTF-16。"))
      #expect(finding.remedy?.en == "Save as UTF-8 (Notepad: Save as, Encoding: UTF-8).")
    }
  }

  @Test(arguments: [
    ("", "empty-file 1:1"), ("# nothing\n", "empty-file 1:1"), ("---\n", "empty-file 1:1"),
    ("null", "empty-file 1:1"),
    ("- a\n- b", "not-a-mapping 1:1"), ("[1]", "not-a-mapping 1:1"), ("永安里", "not-a-mapping 1:1"),
    ("a: \u{0}", "control-character 1:4"), ("a: \u{2028}", "control-character 1:4"),
    ("a: b\u{FEFF}", "control-character 1:5"), (#"a: "\u0000""#, "control-character 1:4"),
    ("a: &x 1", "anchor 1:4"), ("a: *x", "alias 1:4"), ("a: !t 1", "tag 1:4"),
    ("<<: {a: 1}", "merge-key 1:1"),
    ("a: &x 1\nb: *x\nc: !!str 1", "anchor 1:4 alias 2:4 tag 3:4"),
    ("a: 1\n---\nb: 2", "several-documents 2:1"), ("a: 1\n...\nb: 2", "several-documents 3:1"),
    ("%YAML 1.2\n---\na: 1", "directive 1:1"), ("? a\n: 1", "key-not-text 1:1"),
    ("{[1]: 2}", "key-not-text 1:2"),
    ("[1]: 2", "key-not-text 1:1"), ("12: 1", "key-not-text 1:1"), ("true: 1", "key-not-text 1:1"),
    ("{“a”: 1}", "chinese-quote 1:2"), ("a: 1 // x", "slash-comment 1:6"),
    ("{\"a\": 1, // x\n}", "slash-comment 1:10"),
    ("/* x */\na: 1", "slash-comment 1:1"), ("a:\n\tb: 1", "tab 2:1"), ("a:\n  b: 1\n\tc: 2", "tab 3:1"),
    (#"a: "\uD83D x""#, "lone-surrogate 1:5"), (#"a: "\uDE00""#, "lone-surrogate 1:5"),
    (#"a: "C:\dir""#, "bad-escape 1:7"),
    (#"a: "\u12""#, "bad-escape 1:5"), ("a: \"x\nb: 1", "unclosed-quote 1:4"),
    ("a: 'x", "unclosed-quote 1:4"),
    ("{\"a\": [1, 2}", "stray-bracket 1:12"), ("a: ]", "stray-bracket 1:4"),
    ("{\"a\": {\"b\": 1}", "unclosed-bracket 1:1"),
    ("{\"a\": 1\n \"b\": 2}", "missing-comma 1:8"), ("{\"a\": \"x\" \"b\": 2}", "missing-comma 1:10"),
    ("{\"a\": 1 \"b\": 2}", "missing-comma 1:8"), ("[{\"a\": 1} {\"b\": 1}]", "missing-comma 1:10"),
    ("{a: x\n b: y}", "missing-comma 1:6"), ("{\"a\" 1}", "missing-colon 1:5"),
    ("{\"a\"}", "missing-colon 1:5"),
    ("{a:1}", "missing-colon 1:5"), ("a:\n  b: 1\n  c 2\n  d: 3", "missing-colon 3:6"),
    ("标题 x\na: 1", "missing-colon 1:5"),
    ("{\"a\": }", "missing-value 1:6"), ("{\"a\": , \"b\": 1}", "missing-value 1:6"),
    ("{\"a\": 1,, \"b\": 2}", "extra-comma 1:9"),
    ("[,1]", "extra-comma 1:2"), ("{: 1}", "stray-colon 1:2"), ("a: b: c", "stray-colon 1:5"),
    ("x: [\"a\": 1]", "stray-colon 1:8"),
    ("{a:[1]}", "stray-colon 1:3"), ("a: [- 1]", "stray-dash 1:5"), ("a: - 1", "stray-dash 1:4"),
    ("a: | x\n  y", "text-block 1:4"), ("a: @x", "reserved-character 1:4"),
    ("a: %x", "reserved-character 1:4"),
    ("a: \"x\" y", "text-after-quote 1:8"), ("a:\n  b: 1\n c: 2", "indentation 3:2"),
    ("a:\n  - 1\n  b: 2", "indentation 3:3"),
  ])
  func `names what is wrong and where`(text: String, expected: String) {
    #expect(summaries(text).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("{\"a\": 1\n \"b\": 2}", "A comma is missing here.", "此处缺少逗号。"),
    ("a:\n  b: 1\n  c 2\n  d: 3", "A colon is missing after `c 2`.", "`c 2` 后缺少冒号。"),
    ("{\"a\": }", "`a` has no value.", "`a` 没有值。"),
    ("{\"a\": 1,, \"b\": 2}", "There is a comma too many here.", "此处多了一个逗号。"),
    ("{: 1}", "No name stands before this colon.", "此冒号前没有名称。"),
    ("a: b: c", "There is a second colon after a value.", "值后面又出现了一个冒号。"),
    ("x: [\"a\": 1]", "There is a colon in a list.", "列表中出现了冒号。"),
    ("{a:[1]}", "A space or a value is missing after this colon.", "此冒号后缺少空格或值。"),
    ("a: [- 1]", "A list with dashes cannot stand in brackets.", "括号内不能使用短横线列表。"),
    ("a: - 1", "A list item cannot begin in the middle of a line.", "列表项不能从行中间开始。"),
    ("a: | x\n  y", "Text must begin on the line after `|` or `>`.", "`|` 或 `>` 后的文字应从下一行开始。"),
    ("a: @x", "Text cannot begin with `@`.", "文字不能以 `@` 开头。"),
    ("a: \"x\" y", "There is more text after the closing quote.", "结束引号后还有文字。"),
    (
      "a:\n  b: 1\n c: 2", "The indentation does not fit the lines above (did not find expected key).",
      "缩进与上文不一致（did not find expected key）。"
    ),
    (
      "a:\n  - 1\n  b: 2",
      "A list item beginning with `- ` is expected here (did not find expected '-' indicator).",
      "此处应为以 `- ` 开头的列表项（did not find expected '-' indicator）。"
    ),
    (#"a: "\uD83D x""#, "`\\uD83D` is half of a character.", "`\\uD83D` 只是半个字符。"),
    (#"a: "C:\dir""#, "`\\d` means nothing inside double quotes.", "双引号内的 `\\d` 无法识别。"),
    ("a: 'x", "The text that begins here with `'` has no closing quote.", "此处以 `'` 开头的文字没有结束引号。"),
    ("{\"a\": 1", "The `{` opened here is never closed.", "此处的 `{` 没有闭合。"),
    ("a: ]", "This `]` closes nothing.", "此处的 `]` 没有对应的开括号。"),
    ("{\"a\": [1, 2}", "This `}` closes a `[`.", "此处用 `}` 闭合了 `[`。"),
    ("", "The file is empty.", "文件为空。"),
    (
      "[1]",
      "The file must begin with names and values, such as `title: …`, not with a list or a single value.",
      "文件最外层应为“名称: 值”的形式（如 `title: …`），不能是列表或单个值。"
    ),
    (
      "a: \u{2028}", "There is an invisible character U+2028 here that a text file must not hold.",
      "此处有文本文件不允许的不可见字符 U+2028。"
    ),
    ("a: &x 1", "`&x` is a YAML anchor; scenario files don't use them.", "`&x` 是 YAML 锚点，情景文件不支持。"),
    ("a: *x", "`*x` is a YAML alias; scenario files don't use them.", "`*x` 是 YAML 引用，情景文件不支持。"),
    ("a: !t 1", "`!t` is a YAML tag; scenario files don't use them.", "`!t` 是 YAML 标签，情景文件不支持。"),
    ("<<: {}", "The YAML merge key `<<` is not used in scenario files.", "情景文件不支持 YAML 合并键 `<<`。"),
    (
      "a: 1\n---\nb: 2", "A second document begins here; a file holds one scenario.",
      "此处开始了第二份文档；一个文件只能写一个情景。"
    ),
    (
      "%YAML 1.2\n---\na: 1", "A line that begins with `%` is not used in scenario files.",
      "情景文件不使用以 `%` 开头的行。"
    ),
    (
      "? a\n: 1", "`?` begins a YAML key over several lines; scenario files don't use them.",
      "`?` 表示 YAML 多行键名，情景文件不支持。"
    ),
    (
      "[1]: 2", "A name must be text; here a list or a group in brackets stands before the colon.",
      "名称必须是文字；此处冒号前是括号括起的列表或一组值。"
    ),
    ("12: 1", "A name must be text; `12` is not.", "名称必须是文字；`12` 不是文字。"),
    ("{“a”: 1}", "The name `“a”` begins with a Chinese quotation mark.", "名称 `“a”` 以中文引号开头。"),
    ("a: 1 // x", "Comments with `//` or `/*` are not understood.", "不支持 `//` 或 `/*` 注释。"),
    ("a:\n\tb: 1", "The line is indented with a tab.", "本行用制表符（Tab）缩进。"),
    (
      String(repeating: "[", count: 65), "Values are nested more than 64 levels deep here.", "此处嵌套超过 64 层。"
    ),
  ])
  func `says it in two languages, with a remedy`(text: String, en: String, zh: String) throws {
    let finding = try #require(read(text).1.first)
    #expect(finding.message == Bilingual(en: en, zh: zh))
    let remedy = try #require(finding.remedy)
    #expect(remedy.en.hasSuffix(".") && remedy.zh.hasSuffix("。"))
    #expect(finding.severity == .error && finding.place?.file == "f.yaml")
  }

  @Test func `says what the parser refuses in our words, with its reason in brackets`() {
    let finding = read("a: \"\\x4\"").1[0]
    #expect(finding.summary == "syntax 1:7")
    #expect(
      finding.message
        == Bilingual(
          en: "The file cannot be read from here on (did not find expected hexdecimal number).",
          zh: "从此处起无法读取（did not find expected hexdecimal number）。"))
    #expect(
      finding.remedy
        == Bilingual(
          en: "Check commas, colons, quotes and indentation here and in the line above.",
          zh: "请检查此处及上一行的逗号、冒号、引号和缩进。"))
  }

  @Test func `says when there is too much of something`() {
    let values = read("a: [" + String(repeating: "1,", count: 150_001) + "]").1
    #expect(
      values.map(\.message) == [
        Bilingual(
          en: "The file holds more than 150000 names and values.", zh: "文件中的名称和值超过 150000 个。")
      ])
    let anchors = read((0..<200).map { "a\($0): &x\n" }.joined()).1
    #expect(anchors.count == 101)
    #expect(anchors.last?.severity == .notice)
    #expect(
      anchors.last?.message
        == Bilingual(
          en: "There are more findings; the first 100 are shown.", zh: "问题较多，仅列出前 100 条。"))
  }

  @Test func `recognises Chinese punctuation as the cause`() {
    let finding = read("project:\n  名称：永安里\n  户数: 3").1[0]
    #expect(finding.summary == "missing-colon 2:9")
    #expect(
      finding.remedy
        == Bilingual(
          en: "The line has a Chinese `：`; type the English `:` instead.", zh: "本行有中文标点“：”，请改为英文半角“:”。"))
    #expect(
      read("{\"a\": 1， \"b\": 2}").1.first?.remedy?.en
        == "The line has a Chinese `，`; type the English `,` instead.")
  }
}

@Suite struct `Values as written` {
  private func plain(_ text: String) -> SourceNode {
    SourceNode(.scalar(text: text, quoted: false), at: Place(file: "f", line: 1, column: 1))
  }

  @Test func `numbers are JSON's numbers only`() {
    for (text, value) in [
      ("0", 0), ("-1", -1), ("12.50", 12.5), ("1e3", 1000), ("2E-2", 0.02), ("1.5e+2", 150),
    ] {
      #expect(plain(text).number == value)
      #expect(plain(text).string == nil)
    }
    for text in [
      "inf", ".inf", "nan", ".nan", "0x10", "1_000", "007", "0o7", "+1", ".5", "5.", "1e", "1,000", "--1",
      "１", "-",
    ] {
      #expect(plain(text).number == nil)
      #expect(plain(text).string == text)
    }
    #expect(plain("1e999").number == nil)
    #expect(plain("1e999").string == nil)
  }

  @Test func `quotes make text, and only true and false are truth`() throws {
    let node = try tree("a: \"12\"\nb: 'true'\nc: true\nd: no\ne: false\nf: ~\ng: \"\"")
    #expect(node["a"]?.string == "12" && node["a"]?.number == nil)
    #expect(node["b"]?.string == "true" && node["b"]?.bool == nil)
    #expect(node["c"]?.bool == true && node["c"]?.string == nil && node["e"]?.bool == false)
    #expect(node["d"]?.string == "no" && node["d"]?.bool == nil)
    #expect(node["f"]?.isNull == true && node["g"]?.string == "")
  }

  @Test func `setting keeps the order`() throws {
    var node = try tree("a: 1\nb: {c: 2}\nd: 3")
    node["a"] = plain("9")
    node.set(plain("5"), at: ["b", "e", "f"])
    node["d"] = nil
    node["z"] = plain("0")
    #expect(node.json == #"{"a":9,"b":{"c":2,"e":{"f":5}},"z":0}"#)
    #expect(node.value(at: ["b", "e", "f"])?.number == 5)
    #expect(node.value(at: ["b", "x", "f"]) == nil)
  }
}
