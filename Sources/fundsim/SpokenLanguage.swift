import Foundation
import FundFormula

/// The language of this run, settled before the command line is parsed, for help and errors of the parser speak it too:
/// what `--lang` says wherever it stands, else the locale's.
enum SpokenLanguage {
  /// The language that `--lang` asks for; nil where it is left out or names none.
  static let asked: Language? = askedWord(in: CommandLine.arguments).flatMap { Language(rawValue: $0) }

  static let language: Language = isChinese ? .zh : .en

  /// Known without a call into another room: those may be made for a newer processor than this one.
  static let isChinese: Bool =
    switch askedWord(in: CommandLine.arguments) {
    case "zh": true
    case "en": false
    default: locale.lowercased().hasPrefix("zh")
    }

  /// What the parser is given. `--lang zh` in front of the command has been heard here and belongs to no command.
  static var arguments: [String] {
    var rest = CommandLine.arguments.dropFirst()
    while let first = rest.first {
      if first == option, let word = rest.dropFirst().first, known.contains(word) {
        rest = rest.dropFirst(2)
      } else if first.hasPrefix(option + "="), known.contains(String(first.dropFirst(option.count + 1))) {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return Array(rest)
  }

  private static let option = "--lang"
  private static let known = ["en", "zh"]

  /// The last word behind `--lang`, as the parser takes the last; nil where none is a language.
  private static func askedWord(in arguments: [String]) -> String? {
    let arguments = arguments.prefix { $0 != "--" }
    let separate = zip(arguments, arguments.dropFirst()).compactMap { $0 == option ? $1 : nil }
    let joined = arguments.filter { $0.hasPrefix(option + "=") }.map {
      String($0.dropFirst(option.count + 1))
    }
    return (separate + joined).last(where: known.contains)
  }

  /// As POSIX settles it: the first of these that says anything.
  private static var locale: String {
    let environment = ProcessInfo.processInfo.environment
    return ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
  }
}
