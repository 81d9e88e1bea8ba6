import Foundation
import Testing

/// Whatever a file, a name or a command line holds: nothing that steers a terminal is echoed, on no stream, in no format.
struct EchoTests {
  private let program: Program
  /// ESC, C1's CSI, a bell, a carriage return, marks that turn text around, a tag, a separator of lines.
  private static let steering: [Unicode.Scalar] = [
    "\u{1B}", "\u{9B}", "\u{7}", "\u{0}", "\r", "\u{202E}", "\u{2066}", "\u{200F}", "\u{E0041}", "\u{2028}",
    "\u{85}",
  ]

  /// Those that a scenario may hold, as escapes.
  private static let accepted = steering.filter { $0.value >= 0x20 || $0 == "\r" }

  init() throws { program = try Program() }

  private func expectClean(_ text: String, _ what: String, allowing allowed: Set<Unicode.Scalar> = []) {
    let found = text.unicodeScalars.filter { Self.steering.contains($0) && !allowed.contains($0) }
    #expect(found.isEmpty, "\(what): \(found.map { String($0.value, radix: 16) })")
  }

  /// A scenario with everything in its texts, escaped as JSON allows.
  private func scenario(in folder: Folder, kind: String = "cost.lumpSum") throws -> String {
    let steering = Self.accepted.flatMap { String($0).utf16 }.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
    return try folder.write(
      """
      {"fundsim": 1, "title": "T\(steering)", "summary": "S\(steering)",
       "timeline": {"start": "2025-01", "constructionMonths": 12}, "project": {"households": 100},
       "costs": {"a": {"kind": "\(kind)\(kind.hasPrefix("x") ? steering : "")", "label": "L\(steering)", "class": "worksBasic",
         "amount": {"value": 1000000, "unit": "元", "source": "N\(steering)", "note": "M\(steering)"}}},
       "funding": {"m": {"kind": "subsidy.lumpSum", "label": "F\(steering)", "amount": 900000, "payer": "city"}}}
      """, to: "s.json")
  }

  @Test(arguments: ["table", "json", "csv", "markdown"])
  func `results of a scenario`(format: String) throws {
    let folder = try Folder()
    let file = try scenario(in: folder)
    for command in [
      ["run", file], ["check", file, "--sources"], ["explain", file, "costs.a"], ["list", "inputs", file],
      ["compare", file, file], ["diff", file, "--set", "costs.a.amount=5"], ["breakeven", file, "--all"],
      ["list", "scenarios", folder.path, "--details"], ["sweep", file, "--vary", "costs.a.amount=1:3:1"],
    ] {
      let ending = try program.run(command + ["--format", format])
      #expect(!ending.isSignal && !ending.output.isEmpty, "\(command)")
      expectClean(ending.output, "\(command) \(format)", allowing: format == "csv" ? ["\r"] : [])
      expectClean(ending.error, "\(command) \(format)")
    }
  }

  @Test func `findings, in every format and on standard error`() throws {
    let folder = try Folder()
    let faulty = try scenario(in: folder, kind: "x")
    for file in [faulty, "Tests/CommandTests/Fixtures/hostile/c1-in-stderr.json"] {
      let ending = try program.run("run", file)
      #expect(ending.code == 65 && ending.error.contains("There is no kind"))
      // A finding is one line and its remedy: no text of the author's passes for another.
      #expect(ending.error.split(separator: "\n").allSatisfy { $0.hasPrefix(file) || $0.hasPrefix("    ") })
      expectClean(ending.error, file)
      for format in ["table", "json", "csv", "markdown"] {
        expectClean(
          try program.run("check", file, "--format", format).output, format,
          allowing: format == "csv" ? ["\r"] : [])
      }
    }
  }

  @Test func `what was typed`() throws {
    let evil = "x\u{1B}[31m\u{9B}31m\r\u{202E}y"
    let first = "Scenarios/examples/first.json"
    for arguments in [
      ["run", evil], ["run", first, "--set", "\(evil)=1"], ["run", first, "--set", evil],
      ["run", first, "--with", evil],
      ["run", first, "--format", evil], ["run", "--\(evil)"], [evil], ["explain", first, evil],
      ["new", "--preset", evil],
      ["breakeven", first, "--solve", evil], ["sweep", first, "--vary", "\(evil)=1:2:1"],
      ["run", first, "-o", "\(evil)/r.json"],
      ["run", first, "-o", "r.\(evil)"], ["compare", first, first, "--base", evil],
      ["list", "scenarios", evil],
      ["allocate", first, "--amount", evil], ["sweep", first, "--over", evil],
    ] {
      let ending = try program.run(arguments)
      #expect(ending.code != 0 && !ending.error.isEmpty)
      expectClean(ending.error + ending.output, "\(arguments.map(\.debugDescription))")
    }
  }

  @Test func `a scenario written anew holds the same texts, as escapes`() throws {
    let folder = try Folder()
    let file = try scenario(in: folder)
    let anew = try program.run("new", "--from", file).output
    expectClean(anew, "new")
    func object(_ text: String) throws -> NSDictionary? {
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
    }
    let before = try #require(try object(String(contentsOfFile: file, encoding: .utf8)))
    #expect(try object(anew) == before)
  }

  @Test func `a terminal that takes no orders gets none`() throws {
    let onTerminal = "script -qec '\"$fundsim\" run Scenarios/zhegong-xincun.json' /dev/null"
    #expect(try program.shell(onTerminal, environment: ["TERM": "xterm"]).output.contains("\u{1B}["))
    for term in ["dumb", ""] {
      #expect(
        try !program.shell(onTerminal, environment: ["TERM": term]).output.contains("\u{1B}"), "TERM=\(term)")
    }
  }
}
