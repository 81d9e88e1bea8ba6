import Foundation
import Testing

/// Where `-o` writes and in which format: the name says it, links stay, what is no file is never replaced.
struct OutputFileTests {
  private let program: Program
  private static let first = "Scenarios/examples/first.json"

  init() throws { program = try Program() }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  private func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  // MARK: The ending

  @Test(arguments: [
    ("r.json", "json"), ("r.csv", "csv"), ("R.CSV", "csv"), ("r.md", "markdown"), ("r.markdown", "markdown"),
    ("r.txt", "table"), ("v1.2/result", "table"), (".json", "table"),
  ])
  func `the ending of the name chooses the format`(name: String, format: String) throws {
    let folder = try Folder()
    let file = folder.file(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    #expect(try program.run("run", Self.first, "-o", file).code == 0)
    #expect(try text(file) == program.run("run", Self.first, "--format", format).output)
  }

  @Test(arguments: ["out.xlsx", "out.docx", "out.html", "表.xlsx", "out.foo", "out.json.bak", "out.parquet"])
  func `an ending that is not written is refused with those that are`(name: String) throws {
    let folder = try Folder()
    for arguments in [["run", Self.first], ["new", "--preset", "self-renewal"], ["list", "indicators"]] {
      let ending = try program.run(arguments + ["-o", folder.file(name)])
      #expect(ending.code == 64 && ending.output.isEmpty)
      #expect(ending.error.contains(".json") && ending.error.contains(".csv"), "\(ending.error)")
    }
    let chinese = try program.run("run", Self.first, "-o", folder.file(name), "--lang", "zh").error
    #expect(chinese.contains("文件后缀决定格式：.txt（文本表格）、.json"))
    #expect(chinese.contains("尚不支持") == ["xlsx", "docx", "html"].contains((name as NSString).pathExtension))
    #expect(folder.contents.isEmpty)
  }

  @Test func `a format that the name contradicts is refused, one that it lacks is taken`() throws {
    let folder = try Folder()
    let refused = try program.run("run", Self.first, "-o", folder.file("r.csv"), "--format", "json")
    #expect(refused.code == 64 && refused.error.contains("--format json"))
    #expect(try program.run("run", Self.first, "-o", folder.file("r"), "--format", "json").code == 0)
    #expect(try text(folder.file("r")).hasPrefix("{"))
    #expect(folder.contents == ["r"])
  }

  @Test func `a scenario is JSON or a parameter sheet, whichever command writes it`() throws {
    let folder = try Folder()
    let row = ["sweep", "Scenarios/yonganli.json", "--sample", "16", "--row", "3"]
    for (command, name) in [(row, "row"), (["new", "--from", Self.first], "new")] {
      let (json, sheet) = (folder.file("\(name).json"), folder.file("\(name).csv"))
      #expect(try program.run(command + ["-o", json]).code == 0)
      #expect(try program.run(command + ["-o", sheet]).code == 0)
      #expect(try text(json).hasPrefix("{") && !text(sheet).contains("{\n"))
      // The sheet is the scenario: it computes to the same.
      let results = try [json, sheet].map { try RunResult.of(program, $0)["totalUses"] }
      #expect(results[0] != nil && results[0] == results[1])
      #expect(try program.run(command + ["-o", folder.file("\(name).md")]).code == 64)
    }
    #expect(try program.run("schema", "--format", "csv").code == 64)
  }

  @Test func `what cannot be written is told before anything is computed`() throws {
    let folder = try Folder()
    let file = try folder.write("mine", to: "r.json")
    // The scenario is missing too: the file to be written is looked at first.
    for path in [file, folder.file("missing/r.json"), folder.file("r.foo")] {
      let ending = try program.run("run", "missing.json", "-o", path)
      #expect([64, 73].contains(ending.code), "\(ending.error)")
    }
  }

  // MARK: Links and modes

  @Test func `a link is written through, and stays`() throws {
    let folder = try Folder()
    let target = try folder.write("old", to: "target.txt")
    let link = folder.file("link.txt")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "target.txt")
    #expect(try program.run("run", Self.first, "-o", link).code == 73)
    #expect(try text(target) == "old")
    #expect(try program.run("run", Self.first, "-o", link, "--force").code == 0)
    #expect(isLink(link) && !isLink(target))
    #expect(try text(target).hasPrefix("First example"))
  }

  @Test func `a link to nothing makes its target, one in a circle nothing`() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(atPath: folder.file("deep"), withIntermediateDirectories: true)
    let links = [("a.txt", "deep/b.txt"), ("deep/b.txt", "c.txt"), ("x.txt", "y.txt"), ("y.txt", "x.txt")]
    for (link, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(link), withDestinationPath: target)
    }
    #expect(try program.run("run", Self.first, "-o", folder.file("a.txt")).code == 0)
    #expect(isLink(folder.file("a.txt")) && isLink(folder.file("deep/b.txt")))
    #expect(try text(folder.file("deep/c.txt")).hasPrefix("First example"))
    #expect(try program.run("run", Self.first, "-o", folder.file("x.txt"), "--force").code == 73)
    #expect(isLink(folder.file("x.txt")))
  }

  @Test func `what is no file is never replaced, closed or open`() throws {
    let folder = try Folder()
    for script in [
      "\"$fundsim\" run \(Self.first) -o /dev/stdout --force >&-",
      "\"$fundsim\" run \(Self.first) -o /dev/fd/7 --force",
      "\"$fundsim\" run \(Self.first) -o /dev/null --force",
      "mkfifo \(folder.path)/pipe.txt; \"$fundsim\" run \(Self.first) -o \(folder.path)/pipe.txt --force",
      "ln -s pipe.txt \(folder.path)/l.txt; \"$fundsim\" run \(Self.first) -o \(folder.path)/l.txt --force",
    ] {
      #expect(try program.shell(script).code == 73, "\(script)")
    }
    let kinds = try program.shell("stat -c %F /dev/stdout /dev/null \(folder.path)/pipe.txt").output
    #expect(kinds == "symbolic link\ncharacter special file\nfifo\n")
  }

  @Test(arguments: [0o600, 0o640, 0o666])
  func `a file that is replaced keeps its mode`(mode: Int) throws {
    let folder = try Folder()
    let file = try folder.write("secret", to: "r.json")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    #expect(try program.run("run", Self.first, "-o", file, "--force").code == 0)
    #expect(try self.mode(file) == mode)
    #expect(try text(file).hasPrefix("{"))
  }

  // MARK: Several at once

  @Test func `of many runs to one new path one writes, and the others say so`() throws {
    let folder = try Folder()
    let file = folder.file("r.json")
    let runs = "for i in 1 2 3 4 5 6; do \"$fundsim\" run \(Self.first) -o \(file) & done; wait"
    let said = try program.shell(runs).error.split(separator: "\n")
    #expect(said.filter { $0 == "Written: \(file)" }.count == 1)
    #expect(said.filter { $0.contains("exists already") }.count == 5)
    #expect(try text(file).hasPrefix("{"))
    #expect(folder.contents == ["r.json"])
  }

  @Test func `a file made meanwhile is not replaced`() throws {
    let folder = try Folder()
    let (rows, sweep) = (folder.file("rows.csv"), "sweep Scenarios/yonganli.json --sample 400000 --quiet")
    // As soon as the unfinished file is there, somebody takes the place.
    let ending = try program.shell(
      "\"$fundsim\" \(sweep) --out \(rows) & until ls -A \(folder.path) | grep -q .; do :; done; "
        + "echo mine > \(rows); wait $!")
    #expect(ending.code == 73 && ending.error.contains("exists already"))
    #expect(try text(rows) == "mine\n")
    #expect(folder.contents == ["rows.csv"])
  }

  @Test func `what a killed program leaves says whose it is`() throws {
    let folder = try Folder()
    let long = String(repeating: "表", count: 80)
    let sweep =
      "\"$fundsim\" sweep Scenarios/yonganli.json --sample 400000 --quiet --out \(folder.path)/\(long).csv"
    let ending = try program.shell(
      "\(sweep) & pid=$!; until ls -A \(folder.path) | grep -q .; do :; done; kill -9 $pid; wait $pid; echo $pid"
    )
    let pid = ending.output.split(separator: "\n").last ?? ""
    let left = try #require(folder.contents.first)
    #expect(folder.contents.count == 1)
    #expect(left.hasPrefix(".表表") && left.hasSuffix(".fundsim-\(pid).tmp"))
  }
}
