import Foundation
import FundFormula
import FundScenario

/// Reading scenario files and writing results.
enum Files {
  /// The bytes of a file, or why not, in words.
  static func read(_ path: String, _ language: Language) throws -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw unreadable(Bilingual(en: "There is no file `\(path)`.", zh: "找不到文件“\(path)”。"), language)
    }
    guard !isFolder.boolValue else {
      throw unreadable(
        Bilingual(en: "`\(path)` is a folder, not a file.", zh: "“\(path)”是文件夹，不是文件。"), language)
    }
    // A file far beyond any scenario is not read into memory: its first bytes are enough to be refused.
    // At the end of a file, such as an empty one, reading gives nil and throws nothing.
    guard let handle = FileHandle(forReadingAtPath: path),
      case .success(let data) = Result(catching: { try handle.read(upToCount: largestSource + 1) ?? Data() })
    else {
      throw unreadable(
        Bilingual(en: "`\(path)` cannot be read: check its permissions.", zh: "无法读取“\(path)”，请检查文件权限。"),
        language)
    }
    return [UInt8](data)
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
    if !FileManager.default.fileExists(atPath: name), let model = FundingModels.model(name) {
      return .init(name: name, bytes: model.bytes)
    }
    do {
      return .init(name: name, bytes: try read(name, language))
    } catch  where !name.contains("/") && !name.contains(".") {
      // Not a path by its look: a name that is none.
      throw noModel(name, language)
    }
  }

  private static func noModel(_ name: String, _ language: Language) -> Failure {
    let known = FundingModels.all.map { model in
      let label = FundingModels.label(of: model)[language]
      return language == .en ? "\(model.id) (\(label))" : "\(model.id)（\(label)）"
    }
    return unreadable(
      Bilingual(
        en: "There is no file and no funding model `\(name)`. Models: \(known.joined(separator: ", ")).",
        zh: "没有名为“\(name)”的文件或筹资模式。可用模式：\(known.joined(separator: "、"))。"), language)
  }

  /// A file that a scenario cites, `seeds/changsha.json`: in the scenario's folder or the nearest one above it.
  static func bytes(cited name: String, by scenario: String) -> [UInt8]? {
    var folder = URL(fileURLWithPath: scenario).deletingLastPathComponent().path
    while true {
      if let bytes = try? read(folder + "/" + name, .en) { return bytes }
      let above = URL(fileURLWithPath: folder).deletingLastPathComponent().path
      guard above != folder else { return nil }
      folder = above
    }
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

  /// Whether a file could be written there, as far as can be told before there is something to write.
  static func checkWritable(_ path: String, force: Bool, _ language: Language) throws {
    try checkReplaceable(path, force: force, language)
    let folder = folder(of: path)
    if access(folder.isEmpty ? "." : folder, W_OK) != 0 { throw unwritable(path, language) }
  }

  /// What stands there already may be replaced: a file, and with `force` only. A device or a folder never is.
  static func checkReplaceable(_ path: String, force: Bool, _ language: Language) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(
        code: .cannotWrite,
        text: Bilingual(
          en: "`\(path)` is a folder or a device, not a file: name a file, or leave the option out.\n",
          zh: "“\(path)”是文件夹或设备，不是文件；请另写文件名，或去掉该选项。\n")[language])
    }
    if !force { throw exists(path, language) }
  }

  /// Standard output takes no more.
  static func noRoom(_ language: Language) -> Failure {
    Failure(
      code: .cannotWrite,
      text: Bilingual(
        en: "The result cannot be written to standard output: check the free space.\n",
        zh: "结果无法写入标准输出，请检查剩余空间。\n")[language])
  }

  static func exists(_ path: String, _ language: Language) -> Failure {
    Failure(
      code: .cannotWrite,
      text: Bilingual(
        en: "`\(path)` exists already. Use --force to replace it.\n", zh: "文件“\(path)”已存在。如需覆盖请加 --force。\n"
      )[language])
  }

  static func unwritable(_ path: String, _ language: Language) -> Failure {
    Failure(
      code: .cannotWrite,
      text: Bilingual(
        en: "`\(path)` cannot be written: check the folder, its permissions and the free space.\n",
        zh: "无法写入“\(path)”，请检查文件夹、权限和剩余空间。\n")[language])
  }

  private static func unreadable(_ text: Bilingual, _ language: Language) -> Failure {
    Failure(code: .cannotRead, text: text[language] + "\n")
  }
}
