import ArgumentParser
import FundFormula
import FundReport

/// What the parser of the command line says, in the language of this run.
///
/// The parser has sentences of its own, in English alone, and hands them over as text. Each is recognised here as a whole
/// and told in Chinese with what was typed in it. `LanguageTests` has the parser write every one: should a new version
/// say one otherwise, that test fails.
enum ParserWords {
  /// The text with which `command` ends by `error`: help, or what is wrong with the command line.
  static func text(of error: any Error, for command: (some ParsableCommand).Type) -> String {
    guard SpokenLanguage.isChinese else { return command.fullMessage(for: error) }
    var text = command.fullMessage(for: error, columns: unbroken)
    var lines: [String] = []
    let message = command.message(for: error)
    let head = "Error: " + message
    if !command.exitCode(for: error).isSuccess, !message.isEmpty, text.hasPrefix(head) {
      lines = ("错误：" + chinese(message)).split(separator: "\n").map(String.init)
      text.removeFirst(head.count)
      if text.hasPrefix("\n") { text.removeFirst() }
    }
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { chineseLine(String($0)) }
    return HelpLayout(width: Console.width, headings: Set(headings.map(\.zh))).text(of: lines)
  }

  /// Wider than any help: its lines are broken by ``HelpLayout``, which knows how wide Chinese is.
  private static let unbroken = 100_000

  // MARK: - Sentences

  /// A sentence of the parser and ours. `{}` stands for what was typed, in the same order in both, `{names}` for words
  /// in a list, `{sentence}` for another sentence.
  private static let sentences: [Bilingual] = [
    // Two readings of letters behind one dash.
    Bilingual(en: "{sentence}\n   or: {sentence} in '{}'", zh: "{sentence}，或{sentence}（见“{}”）。"),
    Bilingual(en: "Unknown option '{}'. Did you mean '{}'?", zh: "没有选项“{}”，是否应为“{}”？"),
    Bilingual(en: "Unknown option '{}'", zh: "没有选项“{}”。"),
    Bilingual(en: "Invalid option: {}", zh: "选项“{}”写法有误。"),
    Bilingual(en: "Missing value for '{}'", zh: "选项“{}”后缺少取值。"),
    Bilingual(
      en: "The option '{}' does not take any value, but '{}' was specified.",
      zh: "选项“{}”不带取值，却写了“{}”。"),
    Bilingual(en: "Unexpected argument '{}'", zh: "多余的参数“{}”。"),
    Bilingual(en: "{} unexpected arguments: '{names}'", zh: "有 {} 个多余的参数：{names}。"),
    Bilingual(en: "Missing expected argument '--{}'", zh: "缺少必填选项“--{}”。"),
    Bilingual(en: "Missing expected argument '{}'", zh: "缺少参数“{}”。"),
    Bilingual(
      en: "The value '{}' is invalid for '{}'. Please provide one of {names}.",
      zh: "取值“{}”不适用于“{}”，可选：{names}。"),
    Bilingual(en: "The value '{}' is invalid for '{}'", zh: "取值“{}”不适用于“{}”。"),
    Bilingual(
      en:
        "Can't generate completion scripts for '{}'.\nPlease use --generate-completion-script=<shell> with one of:\n{}",
      zh: "无法为“{}”生成补全脚本。\n请用 --generate-completion-script=<shell>，可选：\n{}"),
    Bilingual(
      en:
        "Can't autodetect a supported shell.\nPlease use --generate-completion-script=<shell> with one of:\n{}",
      zh: "无法识别所用的 shell。\n请用 --generate-completion-script=<shell>，可选：\n{}"),
  ]

  /// A sentence of the parser in Chinese; any other text as it is, such as what commands say themselves.
  private static func chinese(_ message: String) -> String {
    for sentence in sentences {
      if let translated = translated(message, by: sentence) { return translated }
    }
    return message
  }

  private static func translated(_ message: String, by sentence: Bilingual) -> String? {
    let template = parts(of: sentence.en)
    guard let found = pieces(of: message, between: template.map(\.text)) else { return nil }
    let values = zip(template.dropFirst(), found).map { part, piece in
      switch part.hole {
      case "names": names(in: piece).map { "“\($0)”" }.joined(separator: "、")
      case "sentence": withoutStop(chinese(piece))
      default: piece
      }
    }
    let own = parts(of: sentence.zh)
    return own[0].text + zip(own.dropFirst(), values).map { $1 + $0.text }.joined()
  }

  /// The fixed texts of a template, each but the first behind its hole.
  private static func parts(of template: String) -> [(hole: String, text: String)] {
    template.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, part in
      guard index > 0, let end = part.firstIndex(of: "}") else { return ("", String(part)) }
      return (String(part[..<end]), String(part[part.index(after: end)...]))
    }
  }

  /// What stands in `message` between the fixed texts; nil where it is another sentence.
  private static func pieces(of message: String, between texts: [String]) -> [String]? {
    guard message.hasPrefix(texts[0]) else { return nil }
    var rest = message.dropFirst(texts[0].count)
    var found: [String] = []
    for (index, text) in texts.enumerated().dropFirst() {
      let isLast = index == texts.count - 1
      if isLast, !rest.hasSuffix(text) { return nil }
      let range =
        isLast
        ? rest.index(rest.endIndex, offsetBy: -text.count)..<rest.endIndex : rest.firstRange(of: text)
      guard let range, !text.isEmpty || isLast else { return nil }
      found.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return rest.isEmpty ? found : nil
  }

  /// `'table', 'json' or 'csv'`, with or without the outer marks.
  private static func names(in list: String) -> [String] {
    list.split(separator: "'").map(String.init).filter { ![", ", " or ", " and "].contains($0) }
  }

  private static func withoutStop(_ sentence: String) -> String {
    sentence.hasSuffix("。") ? String(sentence.dropLast()) : sentence
  }

  // MARK: - Help

  private static let headings: [Bilingual] = [
    Bilingual(en: "ARGUMENTS:", zh: "参数："),
    Bilingual(en: "OPTIONS:", zh: "选项："),
    Bilingual(en: "SUBCOMMANDS:", zh: "命令："),
  ]

  /// Lines of help, as a whole.
  private static let lines: [Bilingual] =
    headings + [
      Bilingual(en: "OVERVIEW: {}", zh: "概述：{}"),
      Bilingual(en: "USAGE: {}", zh: "用法：{}"),
      Bilingual(en: "Usage: {}", zh: "用法：{}"),
      Bilingual(en: "Help:  {}", zh: "说明：{}"),
      Bilingual(en: "  See '{}' for more information.", zh: "  详见“{}”。"),
      Bilingual(en: "  See '{}' for detailed help.", zh: "  各命令的用法见“{}”。"),
      Bilingual(en: "{}Show the version.", zh: "{}显示版本号。"),
      Bilingual(en: "{}Show help information.", zh: "{}显示帮助。"),
      Bilingual(en: "{}Show subcommand help information.", zh: "{}显示某个命令的帮助。"),
      Bilingual(en: "{} (values: {}; default: {})", zh: "{}（可选：{}；默认：{}）"),
      Bilingual(en: "{} (values: {})", zh: "{}（可选：{}）"),
      Bilingual(en: "{} (default: {})", zh: "{}（默认：{}）"),
    ]

  private static func chineseLine(_ line: String) -> String {
    var line = line
    for words in lines {
      if let translated = translated(line, by: words) { line = translated }
    }
    for (english, chinese) in [("<options>", "<选项>"), ("<subcommand>", "<命令>"), ("<subcommands>", "<命令>")] {
      line = line.replacing(english, with: chinese)
    }
    return line
  }
}
