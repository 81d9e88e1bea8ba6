import ArgumentParser

@main
struct Fundsim: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "fundsim")
}
