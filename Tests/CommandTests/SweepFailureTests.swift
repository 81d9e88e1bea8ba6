import Foundation
import Testing

/// What `sweep` leaves behind where it fails or is ended: nothing; an existing file stays as it was.
struct SweepFailureTests {
  private let program: Program
  private static let project = "Scenarios/yonganli.json"
  /// Rows enough for some seconds.
  private static let long = "sweep \(project) --sample 30000000"

  init() throws { program = try Program() }

  /// Words of one message in both languages.
  typealias Words = (en: String, zh: String)

  /// The program fails with a code and a message in the language asked for, and prints nothing.
  private func fails(
    _ arguments: [String], _ code: Int32, _ words: Words, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (language, word) in [("en", words.en), ("zh", words.zh)] {
      let ending = try program.run(arguments + ["--lang", language])
      #expect(ending.code == code && !ending.isSignal, "\(ending.error)", sourceLocation: sourceLocation)
      #expect(ending.error.contains(word), "\(ending.error)", sourceLocation: sourceLocation)
      #expect(ending.output.isEmpty, sourceLocation: sourceLocation)
      #expect(!ending.error.contains("NSCocoa") && !ending.error.contains("Error Domain"))
    }
  }

  private static let unwritable: Words = ("cannot be written", "无法写入")

  // MARK: Files

  @Test(arguments: ["csv", "parquet"]) func `a full disk`(kind: String) throws {
    let folder = try Folder()
    for (language, word) in [("en", Self.unwritable.en), ("zh", Self.unwritable.zh)] {
      // No file may grow beyond 64 KiB: what writing comes to on a disk that is full.
      let ending = try program.shell(
        "ulimit -f 64; $fundsim sweep \(Self.project) --sample 20000 --lang \(language) --out \(folder.file("rows.\(kind)"))"
      )
      #expect(ending.code == 73 && !ending.isSignal, "\(ending.error)")
      #expect(ending.error.contains(word) && ending.output.isEmpty, "\(ending.error)")
      #expect(folder.contents == [])
    }
  }

  @Test func `a full disk leaves an existing file as it was`() throws {
    let folder = try Folder()
    let mine = try folder.write("mine", to: "rows.csv")
    let ending = try program.shell(
      "ulimit -f 64; $fundsim sweep \(Self.project) --sample 20000 --force --out \(mine)")
    #expect(ending.code == 73)
    #expect(folder.contents == ["rows.csv"])
    #expect(try String(contentsOfFile: mine, encoding: .utf8) == "mine")
  }

  @Test func `standard output on a full disk`() throws {
    for (language, word) in [("en", "standard output"), ("zh", "标准输出")] {
      let ending = try program.shell(
        "$fundsim sweep \(Self.project) --sample 10 --lang \(language) >/dev/full")
      #expect(ending.code == 73 && ending.error.contains(word), "\(ending.error)")
    }
  }

  @Test func `a reader that has gone away is no failure to tell of`() throws {
    let ending = try program.shell("$fundsim sweep \(Self.project) --sample 10 | true")
    #expect(ending.code == 0 && ending.error.isEmpty)
  }

  @Test(arguments: ["--out", "-o"]) func `a folder that is none, below a file, or a device`(option: String)
    throws
  {
    let folder = try Folder()
    _ = try folder.write("mine", to: "file.csv")
    let sweep = ["sweep", Self.project, "--sample", "10", option]
    try fails(sweep + [folder.file("none/rows.csv")], 73, Self.unwritable)
    // Of a path below a file nobody, not even root, makes a file.
    try fails(sweep + [folder.file("file.csv/rows.csv")], 73, Self.unwritable)
    try fails(sweep + [folder.file("file.csv")], 73, ("exists already", "已存在"))
    try FileManager.default.createDirectory(
      atPath: folder.file("folder.csv"), withIntermediateDirectories: false)
    try fails(sweep + [folder.file("folder.csv"), "--force"], 73, ("is a folder or a device", "是文件夹或设备"))
    #expect(folder.contents == ["file.csv", "folder.csv"])
    #expect(try String(contentsOfFile: folder.file("file.csv"), encoding: .utf8) == "mine")
  }

  @Test func `a device is never replaced`() throws {
    let folder = try Folder()
    // A pipe of the test's own stands for /dev/null, which a test must not put at risk.
    let ending = try program.shell(
      "mkfifo \(folder.file("pipe")); $fundsim run \(Self.project) --force -o \(folder.file("pipe")); echo $?; test -p \(folder.file("pipe")) && echo still"
    )
    #expect(ending.output == "73\nstill\n", "\(ending.output)\(ending.error)")
    #expect(folder.contents == ["pipe"])
  }

  @Test func `a folder that vanishes meanwhile`() throws {
    let folder = try Folder()
    let inner = folder.file("inner")
    let ending = try program.shell(
      """
      mkdir \(inner)
      $fundsim sweep \(Self.project) --sample 400000 --out \(inner)/rows.csv & pid=$!
      until [ -n "$(ls -A \(inner))" ]; do sleep 0.01; done
      rm -r \(inner); wait $pid
      """)
    #expect(ending.code == 73 && ending.error.contains(Self.unwritable.en), "\(ending.error)")
    #expect(ending.output.isEmpty && folder.contents == [])
  }

  // MARK: Ends

  @Test(arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)] as [(String, Int32)])
  func `ended while it writes`(signal: String, code: Int32) throws {
    let folder = try Folder()
    let mine = try folder.write("mine", to: "rows.csv")
    let ending = try program.shell(
      """
      $fundsim \(Self.long) --force --out \(mine) & pid=$!
      until [ $(ls -A \(folder.path) | wc -l) = 2 ]; do sleep 0.01; done
      sleep 0.2; kill -\(signal) $pid; wait $pid
      """)
    #expect(ending.code == code && ending.output.isEmpty, "\(ending.code)")
    #expect(folder.contents == ["rows.csv"])
    #expect(try String(contentsOfFile: mine, encoding: .utf8) == "mine")
  }

  // MARK: Questions

  @Test func `a sample of nothing, a distribution upside down, a path that is none`() throws {
    let folder = try Folder()
    let out = ["--out", folder.file("rows.csv")]
    try fails(
      ["sweep", Self.project, "--sample", "0"] + out, 64, ("needs at least one row", "--sample 至少为 1"))
    let upside = try folder.write(
      #"{"uncertain": {"sale-price": {"minimum": 10900, "maximum": 9000}}}"#, to: "upside.json")
    try fails(
      ["sweep", Self.project, "--with", upside, "--sample", "10"] + out, 65, ("must be below", "须小于"))
    try fails(["sweep", folder.file("none.json"), "--sample", "10"] + out, 66, ("There is no file", "找不到文件"))
    try fails(
      ["sweep", Self.project, "--vary", "funding.nobody.price=1:2:1"] + out, 64,
      ("no `nobody` under `funding`", "“funding”下没有“nobody”"))
    try fails(
      ["sweep", Self.project, "--sample", "10", "--indicators", "nothing", "--out", folder.file("rows.csv")],
      64,
      ("Nothing that is computed here is called `nothing`", "没有名为“nothing”的数"))
    #expect(folder.contents == ["upside.json"])
  }

  // MARK: Progress

  @Test func `progress is for a terminal`() throws {
    let folder = try Folder()
    let sweep = "\(Self.long) --indicators fundingGap"
    // Neither into a file …
    let filed = try program.shell("timeout -s INT 2.5 $fundsim \(sweep)")
    #expect(filed.error.isEmpty, "\(filed.error)")
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    // … nor on a terminal where it is unwanted.
    func shown(_ options: String) throws -> String {
      let file = folder.file("typescript")
      _ = try program.shell(
        "script -qec \"timeout -s INT 2.5 $fundsim \(sweep) \(options)\" \(file) </dev/null >/dev/null")
      return try String(contentsOfFile: file, encoding: .utf8)
    }
    let terminal = try shown("")
    #expect(terminal.contains(" / 30000000  ") && terminal.contains(" k/s"), "\(terminal)")
    #expect(try !shown("--quiet").contains("k/s"))
  }
}
