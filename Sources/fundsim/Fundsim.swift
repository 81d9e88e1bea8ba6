// The command line: options in, a room's work called, text out. Commands hold no arithmetic and no formatting; this
// is the only room that touches files, environment, terminal and the number of BLAS threads (the workbook writer alone
// writes the file it is told to).

import ArgumentParser
import FundFormula
import FundNumerics

@main
struct Fundsim: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "fundsim",
    abstract: Bilingual(
      en: "Does the money of a neighbourhood renewal balance, and who pays what?",
      zh: "老旧小区改造与自主更新资金平衡测算：钱够不够，谁出多少。"),
    discussion: Bilingual(
      en: """
        FIRST STEPS
          fundsim run Scenarios/examples/first.json
          fundsim check Scenarios/examples/first.json
          fundsim explain Scenarios/examples/first.json fundingGap

        Results go to standard output, everything else to standard error. Chinese
        with --lang zh or a Chinese locale.

        EXIT CODES
          0   done
          1   no answer exists
          2   the money does not balance or cash falls below zero (with --strict)
          64  the command line is wrong
          65  the scenario has errors
          66  a file cannot be read
          70  a fault of the program
          73  a file cannot be written
          130 stopped by Ctrl-C; nothing half written is left
        """,
      zh: """
        上手三步
          fundsim run Scenarios/examples/first.json
          fundsim check Scenarios/examples/first.json
          fundsim explain Scenarios/examples/first.json 资金缺口

        结果写到标准输出，提示写到标准错误。系统语言为中文时用中文，也可加 --lang zh 或 --lang en 指定。

        退出码
          0   完成
          1   没有答案
          2   资金不平衡或累计资金为负（仅在加 --strict 时）
          64  命令写法有误
          65  情景文件有错误
          66  文件无法读取
          70  程序自身故障
          73  文件无法写入
          130 按 Ctrl-C 中断，未留下写了一半的文件
        """),
    version: version,
    subcommands: [
      RunCommand.self, CheckCommand.self, ExplainCommand.self, CompareCommand.self, BreakevenCommand.self,
      SweepCommand.self,
      SensitivityCommand.self,
      DiffCommand.self, ListCommand.self,
      NewCommand.self, AllocateCommand.self, SchemaCommand.self,
    ])

  static func main() {
    do {
      try Processor.check()
      OwnFaults.tell(in: SpokenLanguage.language)
      Console.boundColumns()
      setUpLinearAlgebra(Processor.kernels)
      try UnknownCommand.check(SpokenLanguage.arguments)
      var command = try parseAsRoot(SpokenLanguage.arguments)
      if let result = command as? any ResultCommand { try result.output.check(result.formats) }
      try command.run()
    } catch let failure as Failure {
      Console.error(failure.text)
      Self.exit(withError: ExitCode(failure.code.rawValue))
    } catch {
      end(with: error)
    }
  }

  /// Ends with what the parser of the command line has to say: help, or what is wrong with it.
  private static func end(with error: any Error) -> Never {
    let (code, text) = (exitCode(for: error), ParserWords.text(of: error, for: Self.self))
    if !text.isEmpty {
      // The help is ours alone; an error repeats what was typed.
      if code.isSuccess { _ = Console.output(text + "\n") } else { Console.error(text + "\n") }
    }
    Self.exit(withError: code)
  }
}
