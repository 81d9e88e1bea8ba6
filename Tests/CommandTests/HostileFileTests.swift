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

  // MARK: Pipes and pools

  @Test(arguments: [
    "run PIPE", "run FIRST --with PIPE", "sweep FIRST --over PIPE", "allocate PIPE --amount 1",
    "new --from PIPE", "compare FIRST PIPE",
    "sensitivity FIRST --model PIPE --vary funding.city.amount=1:3:1",
    "run extends.json", "run pool.json", "check <(cat FIRST)",
  ])
  func `a pipe that nobody writes to is not waited for`(command: String) throws {
    let folder = try Folder()
    _ = try folder.write(#"{"fundsim": 1, "extends": "pipe.json"}"#, to: "extends.json")
    _ = try folder.write(#"{"fundsim": 1, "projects": {"a": {"file": "pipe.json"}}}"#, to: "pool.json")
    let line = command.replacingOccurrences(of: "PIPE", with: "\(folder.path)/pipe.json")
      .replacingOccurrences(of: "FIRST", with: Program.root.path + "/Scenarios/examples/first.json")
    let ending = try program.shell("cd \(folder.path); mkfifo pipe.json; timeout 20 \"$fundsim\" \(line)")
    #expect([65, 66].contains(ending.code), "\(ending.code): \(ending.error)")
    #expect(ending.error.contains("pipe") || ending.error.contains("cannot be read"))
    #expect(ending.seconds < 5)
  }

  private static let hostile = "Tests/CommandTests/Fixtures/hostile/"

  @Test func `a pool inside a pool is refused at the first, and its files are not read`() throws {
    let said = try refusal(Self.hostile + "nested-pools/q0.json", code: 65)
    #expect(said.components(separatedBy: "A pool cannot hold another pool.").count == 6)
    // What lies below is not even looked for.
    let folder = try Folder()
    let inner = #"{"fundsim": 1, "projects": {"a": {"file": "missing.json"}}}"#
    for (name, text) in [
      ("by-base.json", #"{"fundsim": 1, "extends": "inner.json"}"#), ("inner.json", inner),
      (
        "outer.json",
        #"{"fundsim": 1, "timeline": {"start": "2025-01", "constructionMonths": 1}, "projects": {"x": {"file": "by-base.json"}, "y": {"file": "inner.json"}}}"#
      ),
    ] { _ = try folder.write(text, to: name) }
    let told = try program.run("check", folder.file("outer.json"), "--format", "json").output
    #expect(told.components(separatedBy: "A pool cannot hold another pool.").count == 3)
    #expect(!told.contains("missing.json"))
  }

  @Test func `a file that many projects name is read once`() throws {
    let folder = try Folder()
    let block = #"{"kind": "cost.lumpSum", "class": "worksBasic", "amount": 1}"#
    let costs = (0..<4000).map { "\"c\($0)\": \(block)" }.joined(separator: ", ")
    // Its unknown key is one finding of the file, however many name it.
    _ = try folder.write("{\"fundsim\": 1, \"costs\": {\(costs)}, \"a\": 1, \"a\": 2}", to: "large.json")
    let projects = (0..<200).map { "\"p\($0)\": {\"file\": \"large.json\"}" }.joined(separator: ", ")
    let pool = try folder.write(
      "{\"fundsim\": 1, \"timeline\": {\"start\": \"2025-01\", \"constructionMonths\": 1}, \"projects\": {\(projects)}}",
      to: "pool.json")
    let ending = try program.run("check", pool)
    #expect(ending.code == 65 && ending.seconds < 3, "\(ending.seconds) s")
  }

  // MARK: Files the user did not name

  @Test func `a file that is no scenario is not shown where another names it`() throws {
    let folder = try Folder()
    let secrets = [
      ("passwords", "root:x:0:\nsecret-word: [\n"), ("secret.json", #"{"password": "secret-word"}"#),
      ("secret.yaml", "secret-word:\n  - {deep: secret-word}\n"),
      ("secret.csv", "secret-word,secret-word\n1,2\n"),
      ("broken.json", #"{"fundsim": 1, "password": "secret-word" "#),
    ]
    for (name, text) in secrets {
      _ = try folder.write(text, to: name)
      let base = try folder.write("{\"fundsim\": 1, \"extends\": \"\(name)\"}", to: "base.json")
      let pool = try folder.write(
        "{\"fundsim\": 1, \"projects\": {\"a\": {\"file\": \"\(name)\"}}}", to: "pool.json")
      for file in [base, pool] {
        for format in ["csv", "json"] {
          let ending = try program.run("check", file, "--format", format)
          #expect(ending.code == 65 && (ending.output + ending.error).contains(name), "\(name)")
          #expect(!(ending.output + ending.error).contains("secret-word"), "\(file) \(name)")
        }
      }
      // Named by the user it is: what is wrong is shown.
      #expect(try program.run("check", folder.file(name)).code == 65)
    }
  }

  @Test(arguments: [
    "seeds/../secret.json#password", "seeds/sub/../../secret.json#password", "seeds//../secret.json#password",
    "seeds/link.json#password",
  ])
  func `a citation stays in its folder`(source: String) throws {
    let folder = try Folder()
    for inner in ["seeds", "seeds/sub"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(inner), withIntermediateDirectories: true)
    }
    _ = try folder.write(
      #"{"facts": {"password": {"label": "secret-word", "value": 8128496, "unit": "元"}}}"#, to: "secret.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("seeds/link.json"), withDestinationPath: "../secret.json")
    let file = try folder.write(
      """
      {"fundsim": 1, "title": "t", "timeline": {"start": "2025-01", "constructionMonths": 12},
       "costs": {"a": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": {"value": 5, "source": "\(source)"}}}}
      """, to: "s.json")
    let ending = try program.run("check", file, "--sources", "--format", "json")
    #expect(ending.output.contains("citation-missing"))
    #expect(
      !ending.output.contains("secret-word") && !ending.output.contains("8128496")
        && !ending.output.contains("8,128,496"))
  }

  // MARK: Extreme numbers

  @Test(arguments: ["4611686018427387904", "9223372036854775807", "99999", "-1", "x"])
  func `any number of columns`(columns: String) throws {
    for arguments in [
      ["run", "Scenarios/yonganli.json"], ["--help"], ["run", "--help"], ["runn"], ["list", "mechanisms"],
    ] {
      let ending = try program.run(arguments, environment: ["COLUMNS": columns])
      #expect([0, 64].contains(ending.code) && !ending.isSignal, "\(arguments)")
    }
  }

  @Test func `distributions far outside of the usual`() throws {
    for name in ["trap-pert.json", "trap-truncated-normal.json"] {
      for command in [["check"], ["sweep", "--sample", "256"], ["sensitivity", "--sample", "64"]] {
        let ending = try program.run([command[0], Self.hostile + name] + command.dropFirst())
        #expect(ending.code == 0, "\(name) \(command): \(ending.error)")
      }
    }
  }

  /// Many uncertain numbers, each of a cost of its own.
  private func uncertain(_ count: Int, in folder: Folder) throws -> String {
    let costs = (0..<count).map {
      "\"c\($0)\": {\"kind\": \"cost.lumpSum\", \"class\": \"worksBasic\", \"amount\": 1000}"
    }
    let numbers = (0..<count).map {
      "\"u\($0)\": {\"input\": \"costs.c\($0).amount\", \"distribution\": \"uniform\", \"minimum\": 900, \"maximum\": 1100}"
    }
    return try folder.write(
      """
      {"fundsim": 1, "title": "t", "timeline": {"start": "2025-01", "constructionMonths": 12},
       "project": {"households": 100}, "costs": {\(costs.joined(separator: ", "))},
       "funding": {"g": {"kind": "subsidy.lumpSum", "payer": "city", "amount": 100000}},
       "uncertain": {\(numbers.joined(separator: ", "))}}
      """, to: "many.json")
  }

  @Test func `more uncertain numbers than Sobol' points have dimensions`() throws {
    let folder = try Folder()
    let many = try uncertain(129, in: folder)
    let study = try program.run("sensitivity", many, "--sample", "64", "--format", "json")
    #expect(study.code == 0 && study.output.contains("\"total\""), "\(study.error)")
    let more = try uncertain(257, in: folder)
    let refused = try program.run("sweep", more, "--sample", "64", "--method", "sobol")
    #expect(
      refused.code == 64 && refused.error.contains("at most 256") && refused.error.contains("--method lhs"))
    #expect(try program.run("sweep", more, "--sample", "64", "--method", "lhs").code == 0)
  }

  @Test(arguments: [
    "sweep FILE --sample 9223372036854775807", "sweep FILE --sample 9223372036854775807 --method lhs",
    "sweep FILE --sample 9223372036854775807 --method sobol",
    "sweep FILE --sample 8 --row 9223372036854775807",
    "sweep FILE --sample 8 --row -9223372036854775808", "sweep FILE --sample 8 --threads 9223372036854775807",
    "sweep FILE --sample 8 --shard 1/9223372036854775807",
    "sweep FILE --sample 8 --shard 9223372036854775807/9223372036854775807",
    "sweep FILE --vary funding.homes.price=1:1e300:1e-300",
    "sweep FILE --vary funding.homes.price=1:2:1e-300",
    "sweep FILE --vary funding.homes.price=-1e308:1e308:1e300",
    "sweep FILE --vary timeline.constructionMonths=1:9223372036854775807:1",
    "sweep FILE --sample 8 --precision residentShare=1e-300",
    "breakeven FILE --solve funding.homes.price --for npv=1e308",
    "breakeven FILE --solve funding.homes.price --for irr=1e308",
    "breakeven FILE --solve funding.homes.price --vary costs.building.unitCost=1:1e308:1e-308",
    "explain FILE irr --depth 9223372036854775807", "sensitivity FILE --steps 1e-300",
    "sensitivity FILE --for npv=1e308 --sample 16",
    "run FILE --as-of 9999-12", "run FILE --as-of 0001", "run FILE --set timeline.constructionMonths=1e18",
    "run FILE --set funding.homes.price=1e300", "run FILE --set finance.discountRate=1e300",
  ])
  func `extreme numbers on the command line are answered or refused`(line: String) throws {
    let arguments = line.replacingOccurrences(of: "FILE", with: "Scenarios/yonganli.json").split(
      separator: " "
    ).map(String.init)
    let ending = try program.run(arguments)
    #expect(
      [0, 1, 64, 65].contains(ending.code) && !ending.isSignal, "\(ending.code): \(ending.error.suffix(300))")
    #expect(ending.seconds < 20, "\(ending.seconds) s")
  }

  @Test func `a shortfall that exists is not printed as nothing`() throws {
    let file = Self.hostile + "short-by-30-yuan.json"
    for (arguments, said) in [
      (["run", file], "Shortfall of <0.01 wan yuan"),
      (["run", file, "--unit", "yuan"], "Shortfall of 30.00 yuan"),
      (["run", file, "--unit", "yi"], "Shortfall of <0.0001 yi yuan"),
      (["run", file, "--lang", "zh"], "存在缺口 <0.01 万元"),
      (["breakeven", "--all", file], "all costs, in proportion >-0.01%"),
      (["compare", file, file], "<0.01"), (["explain", file, "fundingGap"], "30"),
    ] {
      let text = try program.run(arguments).output
      #expect(text.contains(said), "\(arguments)")
    }
  }
}
