import Foundation
import FundFormula

/// Where a file is to be written: at the end of the links that lead there, and only in the place of a regular file.
///
/// A link is written through: it stays, its target is made or replaced.
struct OutputPlace {
  /// As the user named it.
  let path: String
  /// The file itself, no link.
  let target: String
  /// What stands there, to be replaced; nil for nothing.
  let replaced: stat?

  /// Fails where something else than a file stands there, or a file that is not to be replaced.
  init(_ path: String, force: Bool, _ language: Language) throws {
    self.path = path
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard let end = Self.end(of: path) else { throw Files.unwritable(path, language) }
      (target, replaced) = (end, nil)
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Self.notAFile(path, language) }
    guard force else { throw Self.exists(path, language) }
    guard let whole = realpath(path, nil) else { throw Files.unwritable(path, language) }
    defer { free(whole) }
    (target, replaced) = (String(cString: whole), status)
  }

  /// Whether the folder takes a file, as far as can be told before there is something to write.
  func checkFolder(_ language: Language) throws {
    let folder = Files.folder(of: target)
    if access(folder.isEmpty ? "." : folder, W_OK) != 0 { throw Files.unwritable(path, language) }
  }

  /// Where a chain of links ends that leads to nothing yet; nil where it leads in a circle.
  private static func end(of path: String) -> String? {
    var path = path
    for _ in 0..<mostLinks {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return path }
      path = next.hasPrefix("/") ? next : Files.folder(of: path) + next
    }
    return nil
  }

  /// As many as Linux follows.
  private static let mostLinks = 40

  static func exists(_ path: String, _ language: Language) -> Failure {
    Failure(
      code: .cannotWrite,
      text: Bilingual(
        en: "`\(path)` exists already. Use --force to replace it.\n", zh: "文件“\(path)”已存在。如需覆盖请加 --force。\n"
      )[language])
  }

  private static func notAFile(_ path: String, _ language: Language) -> Failure {
    Failure(
      code: .cannotWrite,
      text: Bilingual(
        en: "`\(path)` is a folder or a device, not a file: name a file, or leave the option out.\n",
        zh: "“\(path)”是文件夹或设备，不是文件；请另写文件名，或去掉该选项。\n")[language])
  }
}
