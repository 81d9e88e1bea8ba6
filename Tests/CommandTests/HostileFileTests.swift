import Foundation
import Testing

/// Files that are no scenarios: a clear message, soon, in our own words.
@Suite(.serialized)
struct HostileFileTests {
  private let program: Program

  init() throws { program = try Program() }

  /// Runs a file and holds what every refusal has in common.
  private func refusal(
    _ file: String, code: Int32, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    for (command, language) in [("run", "en"), ("check", "en"), ("explain", "zh")] {
      let ending = try program.run(command, file, "--lang", language)
      #expect(ending.code == code, sourceLocation: sourceLocation)
      #expect(ending.seconds < 1, "\(ending.seconds) s", sourceLocation: sourceLocation)
      #expect(!ending.isSignal, sourceLocation: sourceLocation)
      for word in [
        "Fatal error", "Error Domain", "NSCocoa", "Optional(", "Yams", ".swift", "Stack dump", "0x",
      ] {
        #expect(!(ending.error + ending.output).contains(word), sourceLocation: sourceLocation)
      }
      #expect((ending.error + ending.output).count < 60_000, sourceLocation: sourceLocation)
    }
    return try program.run("run", file).error
  }

  @Test func `ten megabytes`() throws {
    let folder = try Folder()
    let text = #"{"fundsim": 1, "title": ""# + String(repeating: "x", count: 10_000_000) + #""}"#
    #expect(
      try refusal(folder.write(text, to: "large.json"), code: 65).contains("The file has more than 4 MB"))
  }

  @Test(arguments: [("[", "]"), (#"{"a":"#, "}")])
  func `ten thousand levels`(open: String, close: String) throws {
    let folder = try Folder()
    let text = String(repeating: open, count: 10_000) + "1" + String(repeating: close, count: 10_000)
    let said = try refusal(folder.write(text, to: "deep.json"), code: 65)
    #expect(said.contains("Values are nested more than 64 levels deep here."))
  }

  @Test func `an anchor bomb`() throws {
    let folder = try Folder()
    let lines = (1...20).map { "a\($0): &a\($0) [\(String(repeating: "*a\($0 - 1),", count: 9))]" }
    let text = (["fundsim: 1", "a0: &a0 x"] + lines).joined(separator: "\n")
    #expect(try refusal(folder.write(text, to: "bomb.yaml"), code: 65).contains("is a YAML anchor"))
  }

  @Test func `bytes that are no UTF-8`() throws {
    let folder = try Folder()
    let bytes = Array(#"{"fundsim": 1, "title": ""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
    #expect(
      try refusal(folder.write(bytes, to: "bytes.json"), code: 65).contains("The file is not valid UTF-8"))
    // 项目 in GBK, as an older Chinese program saves it.
    let chinese = Array(#"{"title": ""#.utf8) + [0xCF, 0xEE, 0xC4, 0xBF] + Array(#""}"#.utf8)
    #expect(try refusal(folder.write(chinese, to: "gbk.json"), code: 65).contains("GBK"))
  }

  @Test func `nothing, and what never ends`() throws {
    let folder = try Folder()
    #expect(try refusal(folder.write("", to: "empty.json"), code: 65).contains("The file is empty."))
    #expect(try refusal("/dev/null", code: 65).contains("The file is empty."))
    #expect(try refusal("/dev/zero", code: 65).contains("The file has more than 4 MB"))
  }

  @Test func `a folder, and a file that is not there`() throws {
    let folder = try Folder()
    #expect(try refusal(folder.path, code: 66) == "`\(folder.path)` is a folder, not a file.\n")
    let missing = folder.file("missing.json")
    #expect(try refusal(missing, code: 66) == "There is no file `\(missing)`.\n")
  }

  @Test func `an overlay and a base are read as carefully`() throws {
    let folder = try Folder()
    let first = "Scenarios/examples/first.json"
    let missing = try program.run("run", first, "--with", folder.file("missing.json"))
    #expect(missing.code == 66)
    let own = try folder.write(#"{"extends": "own.json", "fundsim": 1}"#, to: "own.json")
    let circle = try program.run("run", own)
    #expect(circle.code == 65)
    #expect(circle.error.contains("extend each other in a circle"))
    let lost = try program.run("run", folder.write(#"{"extends": "nowhere.json"}"#, to: "lost.json"))
    #expect(lost.code == 65)
    #expect(lost.error.contains("The base file `nowhere.json` cannot be read."))
  }
}
