import ArgumentParser
import FundFormula

// The parser takes texts of one language: here it is given that of this run. Every text is written in both where the
// option or command is declared.

extension ArgumentHelp {
  /// - Parameter name: what stands for the value, `<file>`.
  init(_ text: Bilingual, name: Bilingual? = nil) {
    self.init(stringLiteral: text[SpokenLanguage.language])
    valueName = name?[SpokenLanguage.language]
  }

  init(en: String, zh: String, name: Bilingual? = nil) {
    self.init(Bilingual(en: en, zh: zh), name: name)
  }
}

extension CommandConfiguration {
  init(
    commandName: String, abstract: Bilingual, discussion: Bilingual = Bilingual(verbatim: ""),
    version: String = "", subcommands: [any ParsableCommand.Type] = []
  ) {
    let language = SpokenLanguage.language
    self.init(
      commandName: commandName, abstract: abstract[language], discussion: discussion[language],
      version: version, subcommands: subcommands)
  }
}

extension ValidationError {
  /// What is wrong with the command line; the usage line stands below it.
  init(en: String, zh: String) { self.init(Bilingual(en: en, zh: zh)[SpokenLanguage.language]) }
}

extension Bilingual {
  // What stands for values in help, without the brackets.
  static let scenarioFile = Bilingual(en: "file", zh: "文件")
  static let folder = Bilingual(en: "folder", zh: "文件夹")
  static let path = Bilingual(en: "path", zh: "路径")
  static let setting = Bilingual(en: "path=value", zh: "路径=值")
  static let variation = Bilingual(en: "path=from:to:step", zh: "路径=起:止:步长")
  static let indicator = Bilingual(en: "indicator", zh: "指标")
  static let target = Bilingual(en: "indicator=value", zh: "指标=值")
  static let model = Bilingual(en: "file|name", zh: "文件|名称")
  static let name = Bilingual(en: "name", zh: "名称")
  static let number = Bilingual(en: "number", zh: "数")
  static let rows = Bilingual(en: "rows", zh: "组数")
}
