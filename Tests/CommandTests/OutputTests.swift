import Foundation
import Testing

/// Files are written whole or not at all; languages, colour and width follow what the user has.
struct OutputTests {
  private let program: Program
  private static let zhegong = "Scenarios/zhegong-xincun.json"

  init() throws { program = try Program() }

  // MARK: Files

  @Test func `output goes whole into the file and the notice to standard error`() throws {
    let folder = try Folder()
    let file = folder.file("balance.md")
    let ending = try program.run("run", Self.zhegong, "--format", "markdown", "--output", file)
    #expect(ending.code == 0)
    #expect(ending.output.isEmpty)
    #expect(ending.error == "Written: \(file)\n")
    let shown = try program.run("run", Self.zhegong, "--format", "markdown").output
    #expect(try String(contentsOfFile: file, encoding: .utf8) == shown)
    #expect(folder.contents == ["balance.md"])
  }

  @Test func `an existing file is replaced only by force`() throws {
    let folder = try Folder()
    let file = try folder.write("mine", to: "balance.json")
    let refused = try program.run("run", Self.zhegong, "--format", "json", "-o", file)
    #expect(refused.code == 73)
    #expect(refused.output.isEmpty)
    #expect(refused.error == "`\(file)` exists already. Use --force to replace it.\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    let forced = try program.run("run", Self.zhegong, "--format", "json", "-o", file, "--force")
    #expect(forced.code == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("{"))
    #expect(folder.contents == ["balance.json"])
  }

  @Test func `a folder that cannot be written is 73 and nothing is left behind`() throws {
    let folder = try Folder()
    let file = try folder.write("a file is no folder", to: "file")
    // Nobody can create files in /proc, not even root.
    for path in [folder.file("missing/balance.txt"), file + "/balance.txt", "/proc/balance.txt"] {
      let ending = try program.run("run", Self.zhegong, "-o", path)
      #expect(ending.code == 73)
      #expect(ending.output.isEmpty)
      #expect(
        ending.error == "`\(path)` cannot be written: check the folder, its permissions and the free space.\n"
      )
    }
    #expect(folder.contents == ["file"])
  }

  @Test func `a folder in the place of the file is left alone`() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.file("results"), withIntermediateDirectories: false)
    let ending = try program.run("run", Self.zhegong, "-o", folder.file("results"), "--force")
    #expect(ending.code == 73)
    #expect(folder.contents == ["results"])
  }

  @Test func `a scenario with errors writes no file`() throws {
    let folder = try Folder()
    let ending = try program.run("run", folder.file("none.json"), "-o", folder.file("balance.txt"))
    #expect(ending.code == 66)
    #expect(folder.contents.isEmpty)
  }

  // MARK: Language, colour

  @Test func `the language is asked for, else that of the locale`() throws {
    func title(_ arguments: [String], _ locale: [String: String]) throws -> String {
      try program.run(["run", Self.zhegong] + arguments, environment: locale).lines[0]
    }
    let (english, chinese) = ("Zhegong New Village, Hangzhou: owners rebuild on site", "杭州浙工新村自主更新（原拆原建）")
    #expect(try title([], ["LC_ALL": "C.UTF-8"]) == english)
    #expect(try title([], ["LC_ALL": "zh_CN.UTF-8"]) == chinese)
    #expect(try title([], ["LC_ALL": "", "LANG": "zh_CN.UTF-8"]) == chinese)
    #expect(try title(["--lang", "en"], ["LC_ALL": "zh_CN.UTF-8"]) == english)
    #expect(try title(["--lang", "zh"], ["LC_ALL": "C.UTF-8"]) == chinese)
  }

  @Test func `colour is for terminals, and for none where NO_COLOR is set`() throws {
    let escape = "\u{1B}["
    let onTerminal = "script -qec '\"$fundsim\" run Scenarios/zhegong-xincun.json' /dev/null"
    #expect(try program.shell(onTerminal).output.contains(escape))
    #expect(try !program.shell(onTerminal, environment: ["NO_COLOR": "1"]).output.contains(escape))
    #expect(try !program.run("run", Self.zhegong).output.contains(escape))
  }

  // MARK: Width

  @Test(arguments: [80, 120], ["en", "zh"])
  func `no line is wider than the terminal`(width: Int, language: String) throws {
    let commands =
      ["changsha-programme", "zhegong-xincun", "yonganli", "examples/first"].flatMap { name in
        [["run", "Scenarios/\(name).json"], ["list", "inputs", "Scenarios/\(name).json"]]
      } + [
        ["list", "indicators"], ["list", "mechanisms"], ["list", "scenarios"], ["check", Self.zhegong],
      ]
    for command in commands {
      let ending = try program.run(
        command + ["--lang", language], environment: ["COLUMNS": "\(width)"])
      #expect(ending.code == 0)
      for line in ending.lines where columns(of: line) > width {
        Issue.record("\(command.joined(separator: " ")): \(columns(of: line)) columns: \(line)")
      }
    }
  }

  @Test func `ascii rules are ascii`() throws {
    let output = try program.run("run", Self.zhegong, "--ascii").output
    #expect(!output.contains("━"))
    #expect(!output.contains("─"))
    #expect(output.contains("----"))
  }

  @Test func `the unit of amounts is asked for`() throws {
    let changsha = "Scenarios/changsha-programme.json"
    #expect(try program.run("run", changsha, "--lang", "zh", "--unit", "yi").output.contains("231.0000 亿元"))
    #expect(try program.run("run", changsha, "--lang", "zh").output.contains("2,310,000.00 万元"))
    #expect(
      try program.run("run", changsha, "--lang", "zh", "--unit", "yuan").output.contains("23,100,000,000"))
  }
}

/// Columns a terminal gives a text: two for wide characters (Unicode's East Asian width W and F), none for marks.
func columns(of text: String) -> Int {
  let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
  return text.unicodeScalars.reduce(0) { sum, scalar in
    scalar.properties.generalCategory == .nonspacingMark
      ? sum : sum + (wide.contains { $0.contains(scalar.value) } ? 2 : 1)
  }
}
