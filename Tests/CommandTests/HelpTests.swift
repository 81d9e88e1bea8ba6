import Foundation
import Testing

/// Help, READMEs and guides say what the program does.
struct HelpTests {
  /// What tells of every command and shows what it prints.
  private static let handbooks = [
    "README.md", "README.zh.md", "Documentation/guide.md", "Documentation/guide.zh.md",
  ]

  /// A command as the program describes it to programs.
  private struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }
      let kind: String
      let names: [Name]?
      let valueName: String?
      let abstract: String?
      let shouldDisplay: Bool
    }
    let commandName: String
    let abstract: String?
    let arguments: [Argument]?
    let subcommands: [Command]?
  }

  private struct Description: Decodable { let command: Command }

  private let program: Program

  init() throws { program = try Program() }

  /// Every command with the words that call it, `help` itself left out.
  private func commands() throws -> [(words: [String], command: Command)] {
    let text = try program.run("--experimental-dump-help").output
    let root = try JSONDecoder().decode(Description.self, from: Data(text.utf8)).command
    func all(_ command: Command, _ words: [String]) -> [(words: [String], command: Command)] {
      [(words, command)]
        + (command.subcommands ?? []).filter { $0.commandName != "help" }
        .flatMap { all($0, words + [$0.commandName]) }
    }
    return all(root, [])
  }

  @Test func `the top help is the approved one`() throws {
    let approved = try Program.text(of: "Tests/CommandTests/Fixtures/help.txt")
    #expect(try program.run("--help").output == approved, "`make samples` writes it anew")
    #expect(try program.run([]).output == approved)
  }

  @Test func `the help of every command explains every argument`() throws {
    let commands = try commands()
    #expect(commands.count > 8)
    for (words, command) in commands {
      let ending = try program.run(words + ["--help"])
      #expect(ending.code == 0)
      #expect(ending.error.isEmpty)
      #expect(try program.run(["help"] + words).output == ending.output)
      #expect(command.abstract?.isEmpty == false, "\(words)")
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        #expect(argument.abstract?.isEmpty == false, "\(words): \(argument.valueName ?? "")")
        for name in argument.names ?? [] where name.kind == "long" {
          #expect(ending.output.contains("--\(name.name)"), "\(words)")
        }
        // `--set <set>` says nothing.
        if argument.kind == "option", let name = argument.names?.first(where: { $0.kind == "long" })?.name,
          !["format", "unit"].contains(name)
        {
          #expect(argument.valueName != name, "\(words) --\(name)")
        }
      }
    }
  }

  @Test(arguments: [
    (
      ["run"],
      ["--set", "--with", "--as-of", "--format", "--lang", "--unit", "--output", "--force", "--strict"]
    ),
    (["check"], ["--sources", "--set", "--with", "--as-of", "--format", "--lang", "--output", "--quiet"]),
    (["explain"], ["--depth", "--set", "--with", "--format", "--lang", "--output"]),
    (["diff"], ["--set", "--with", "--format", "--lang", "--output"]),
    (["new"], ["--preset", "--lang", "--output", "--force"]), (["schema"], ["--output", "--force"]),
    (["list", "inputs"], ["--set", "--with", "--as-of", "--format", "--lang", "--output"]),
    (["list", "indicators"], ["--format", "--lang", "--output"]),
    (["list", "mechanisms"], ["--format", "--lang", "--output"]),
    (["list", "models"], ["--format", "--lang", "--output"]),
    (["list", "scenarios"], ["--details", "--format", "--lang", "--output"]),
  ])
  func `commands have the options the handbook promises`(words: [String], options: [String]) throws {
    let help = try program.run(words + ["--help"]).output
    for option in options { #expect(help.contains("\(option)"), "\(words)") }
  }

  @Test(arguments: handbooks)
  func `READMEs and guides name every command`(name: String) throws {
    let text = try Program.text(of: name)
    for (words, command) in try commands() where !words.isEmpty && (command.subcommands ?? []).isEmpty {
      #expect(
        text.contains("`fundsim \(words.joined(separator: " "))")
          || text.contains("`\(words.joined(separator: " "))"), "\(words)")
    }
  }

  @Test(arguments: handbooks)
  func `the samples of READMEs and guides are what the program prints`(name: String) throws {
    var samples = 0
    var lines = try Program.text(of: name).split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      guard line.hasPrefix("<!-- sample: "), line.hasSuffix(" -->") else { continue }
      samples += 1
      let parts = line.dropFirst(13).dropLast(4).split(separator: "|").map { words in
        words.split(separator: " ").joined(separator: " ")
      }
      #expect(lines.popFirst() == "```text")
      let shown = lines.prefix { $0 != "```" }
      let ending = try program.run(parts[0].split(separator: " ").map(String.init))
      var printed = ending.lines[...]
      if parts.count > 1 {
        printed = printed.drop { $0 != parts[1] }
        printed = printed.prefix { !$0.isEmpty }
      }
      #expect(!shown.isEmpty)
      #expect(shown.map(String.init) == Array(printed), "`make samples` writes \(name) anew")
    }
    #expect(samples >= (name.hasPrefix("README") ? 1 : 4))
  }

  @Test func `the version is one`() throws {
    #expect(try program.run("--version").output == "0.1.0\n")
    #expect(try Program.text(of: "CHANGELOG.md").contains("## 0.1.0"))
  }
}
