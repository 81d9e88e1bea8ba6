import Foundation

/// The built program, run as a user runs it: arguments in, exit code, output and errors out.
struct Program {
  /// There is no program to test.
  struct Missing: Error, CustomStringConvertible {
    let folder: String
    var description: String {
      "There is no built `fundsim` in \(folder) or above: run `swift build -c release --build-tests` first."
    }
  }

  /// What a run of the program came to.
  struct Ending {
    let code: Int32
    let isSignal: Bool
    let output: String
    let error: String
    let seconds: Double

    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  let path: String

  /// The program in the build folder of this test bundle.
  init() throws {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("fundsim").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue,
        FileManager.default.isExecutableFile(atPath: candidate)
      {
        path = candidate
        return
      }
      folder.deleteLastPathComponent()
    }
    throw Missing(folder: bundle.deletingLastPathComponent().path)
  }

  /// The repository, where `Scenarios/` is.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file of the repository as text.
  static func text(of name: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
  }

  /// Runs the program in the repository, without a terminal and without input, in English and 80 columns wide unless
  /// `environment` says otherwise.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Ending {
    try run(arguments, environment: environment)
  }

  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Ending {
    try Self.run(path, arguments, environment: environment)
  }

  /// Runs the program through a shell in which `$fundsim` is its path.
  func shell(_ script: String, environment: [String: String] = [:]) throws -> Ending {
    try Self.run(
      "/bin/bash", ["-c", script], environment: environment.merging(["fundsim": path]) { $1 })
  }

  private static func run(
    _ executable: String, _ arguments: [String], environment: [String: String]
  ) throws -> Ending {
    let folder = try Folder()
    let (output, error) = (folder.file("output"), folder.file("error"))
    for file in [output, error] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = root
    let usual = ["LC_ALL": "C.UTF-8", "COLUMNS": "80", "PATH": "/usr/bin:/bin", "TERM": "xterm"]
    process.environment = usual.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: error)
    let clock = ContinuousClock()
    let start = clock.now
    try process.run()
    process.waitUntilExit()
    let time = (clock.now - start).components
    return Ending(
      code: process.terminationStatus, isSignal: process.terminationReason == .uncaughtSignal,
      output: try String(contentsOfFile: output, encoding: .utf8),
      error: try String(contentsOfFile: error, encoding: .utf8),
      seconds: Double(time.seconds) + Double(time.attoseconds) / 1e18)
  }
}

/// A folder of a test's own, gone when the test is done with it.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("fundsim-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and gives its path.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  func write(_ text: String, to name: String) throws -> String { try write(text.utf8, to: name) }

  var contents: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}
