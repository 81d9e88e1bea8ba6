// The command line: options in, a room's work called, text out. Commands hold no arithmetic and no formatting; this
// is the only room that touches files, environment, terminal and the number of BLAS threads.

import ArgumentParser
import FundNumerics

@main
struct Fundsim: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "fundsim",
    abstract: "Does the money of a neighbourhood renewal balance, and who pays what? 老旧小区改造与自主更新资金平衡测算",
    discussion: """
      FIRST STEPS
        fundsim run Scenarios/examples/first.json
        fundsim check Scenarios/examples/first.json
        fundsim explain Scenarios/examples/first.json fundingGap

      Results go to standard output, everything else to standard error. Chinese with --lang zh or a Chinese locale.

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
      OwnFaults.tell(in: Console.language)
      Console.boundColumns()
      setUpLinearAlgebra(Processor.kernels)
      var command = try parseAsRoot()
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
    let (code, text) = (exitCode(for: error), fullMessage(for: error))
    if !text.isEmpty {
      // The help is ours alone; an error repeats what was typed.
      if code.isSuccess { _ = Console.output(text + "\n") } else { Console.error(text + "\n") }
    }
    Self.exit(withError: code)
  }
}
