import ArgumentParser
import FundFormula
import FundScenario

/// A first word that is no command: the parser calls it an unexpected argument and stops there.
enum UnknownCommand {
  /// Throws where a word stands for a command and is none, with the command it may have meant.
  static func check(_ arguments: [String]) throws {
    var commands = Fundsim.configuration.subcommands
    for word in arguments {
      guard !commands.isEmpty, !word.hasPrefix("-") else { return }
      if word == "help" { continue }
      let names = commands.compactMap { $0.configuration.commandName }
      guard let found = commands.first(where: { $0.configuration.commandName == word }) else {
        let remedy = remedy(for: word, among: names)
        throw ValidationError(
          en: "There is no command `\(word)`. \(remedy.en)", zh: "没有命令“\(word)”。\(remedy.zh)")
      }
      commands = found.configuration.subcommands
    }
  }

  private static func remedy(for word: String, among names: [String]) -> Bilingual {
    if Files.ending(of: word) != nil, names.contains("run") {
      return Bilingual(
        en: "A file stands behind its command: `fundsim run \(word)`.", zh: "文件写在命令之后：fundsim run \(word)。")
    }
    return .meant(
      word, among: names,
      orElse: Bilingual(
        en: "Commands: \(names.joined(separator: ", ")).", zh: "可用的命令：\(names.joined(separator: "、"))。"))
  }
}
