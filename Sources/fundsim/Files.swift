import Foundation
import FundFormula
import FundScenario

/// Reading scenario files and writing results.
enum Files {
  /// The bytes of a file, or why not, in words.
  ///
  /// A pipe is not read: one without a writer would be waited for without end.
  ///
  /// - Parameter most: bytes beyond which nothing is read.
  static func read(_ path: String, _ language: Language, most: Int = largestSource) throws -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? unreadable(Bilingual(en: "There is no file `\(path)`.", zh: "找不到文件“\(path)”。"), language)
        : unreadable(path, language)
    }
    try refuseUnlessRegular(status, path, language)
    // Without O_NONBLOCK a pipe that took the file's place meanwhile would be waited for.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path, language) }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path, language) }
    try refuseUnlessRegular(status, path, language)
    // A file far beyond any scenario is not read into memory: its first bytes are enough to be refused.
    // At the end of a file, such as an empty one, reading gives nil and throws nothing.
    guard
      case .success(let data) = Result(catching: {
        try FileHandle(fileDescriptor: descriptor).read(upToCount: most + 1) ?? Data()
      })
    else { throw unreadable(path, language) }
    return [UInt8](data)
  }

  /// A device of characters, such as `/dev/null`, gives what it has at once or nothing: nobody waits for it.
  private static func refuseUnlessRegular(_ status: stat, _ path: String, _ language: Language) throws {
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFCHR: return
    case S_IFDIR:
      throw unreadable(
        Bilingual(en: "`\(path)` is a folder, not a file.", zh: "“\(path)”是文件夹，不是文件。"), language)
    default:
      throw unreadable(
        Bilingual(
          en: "`\(path)` is a pipe or a device, not a regular file: save what it gives as a file first.",
          zh: "“\(path)”是管道或设备，不是普通文件；请先将内容存成文件。"), language)
    }
  }

  /// The file that `name` means in the file `from`: a path from that file's folder.
  static func file(named name: String, from: String) -> LoadRequest.File? {
    let path = name.hasPrefix("/") ? name : folder(of: from) + name
    guard let bytes = try? read(path, .en) else { return nil }
    return .init(name: path, bytes: bytes)
  }

  /// An overlay: the file at a path, or where there is none, the funding model of that id or title that is part of the
  /// program.
  static func overlay(_ name: String, _ language: Language) throws -> LoadRequest.File {
    if !FileManager.default.fileExists(atPath: name) {
      if let model = FundingModels.model(name) { return .init(name: name, bytes: model.bytes) }
      // Not a path by its look: a name that is none.
      if !name.contains("/"), !name.contains(".") { throw noModel(name, language) }
    }
    return .init(name: name, bytes: try read(name, language))
  }

  private static func noModel(_ name: String, _ language: Language) -> Failure {
    let models = FundingModels.all.map { (id: $0.id, label: FundingModels.label(of: $0)[language]) }
    let near = nearestNames(name, among: models.map(\.label) + models.map(\.id)).map { "“\($0)”" }
    let meant =
      near.isEmpty
      ? Bilingual(verbatim: "")
      : Bilingual(
        en: " Did you mean \(near.joined(separator: ", "))?", zh: "是否指\(near.joined(separator: "、"))？")
    let known = models.map { "\n  \($0.id)  \($0.label)" }.joined()
    return unreadable(
      Bilingual(
        en: "There is no file and no funding model `\(name)`.\(meant.en) Models:\(known)",
        zh: "没有名为“\(name)”的文件或筹资模式。\(meant.zh)可用模式：\(known)"), language)
  }

  /// A file that a scenario cites, `seeds/changsha.json`: in the scenario's folder or the nearest one above it. No link
  /// leads out of the folder that the citation names.
  static func bytes(cited name: String, by scenario: String) -> [UInt8]? {
    var folder = URL(fileURLWithPath: scenario).deletingLastPathComponent().path
    while true {
      let path = folder + "/" + name
      if isInside(path, Self.folder(of: path)), let bytes = try? read(path, .en) { return bytes }
      let above = URL(fileURLWithPath: folder).deletingLastPathComponent().path
      guard above != folder else { return nil }
      folder = above
    }
  }

  /// Whether a file, its links followed, lies where its path says.
  private static func isInside(_ path: String, _ folder: String) -> Bool {
    guard let file = realpath(path, nil) else { return false }
    defer { free(file) }
    guard let root = realpath(folder, nil) else { return false }
    defer { free(root) }
    return String(cString: file).hasPrefix(String(cString: root) + "/")
  }

  /// The names of the scenario files in a folder, sorted; nil where there is no such folder.
  static func scenarios(in folder: String) -> [String]? {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return names?.filter { name in [".json", ".yaml", ".yml", ".csv"].contains { name.hasSuffix($0) } }
      .sorted()
  }

  /// The folder of a path with its slash; empty for a bare name.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Writes a whole file or nothing: a temporary file beside it, then a rename. An existing file only with `force`.
  static func write(_ text: String, to path: String, force: Bool, _ language: Language) throws {
    let sink = try FileSink(path, force: force, language)
    try sink.write(Array(text.utf8))
    try sink.finish()
  }

  /// The ending of a file's name, in small letters without its dot; nil where it has none: `.json` is a name.
  static func ending(of path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return name[name.index(after: dot)...].lowercased()
  }

  /// Standard output takes no more.
  static func noRoom(_ language: Language) -> Failure {
    Failure(
      code: .cannotWrite,
      text: Bilingual(
        en: "The result cannot be written to standard output: check the free space.\n",
        zh: "结果无法写入标准输出，请检查剩余空间。\n")[language])
  }

  static func unwritable(_ path: String, _ language: Language) -> Failure {
    Failure(
      code: .cannotWrite,
      text: Bilingual(
        en: "`\(path)` cannot be written: check the folder, its permissions and the free space.\n",
        zh: "无法写入“\(path)”，请检查文件夹、权限和剩余空间。\n")[language])
  }

  private static func unreadable(_ path: String, _ language: Language) -> Failure {
    unreadable(
      Bilingual(en: "`\(path)` cannot be read: check its permissions.", zh: "无法读取“\(path)”，请检查文件权限。"),
      language)
  }

  private static func unreadable(_ text: Bilingual, _ language: Language) -> Failure {
    Failure(code: .cannotRead, text: text[language] + "\n")
  }
}
