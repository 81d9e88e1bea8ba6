import Foundation
import FundFormula

/// A file that grows part by part beside its place and takes it when it is whole: nobody ever sees a part of it, and
/// nothing is left where writing fails or is interrupted.
final class FileSink {
  private let path: String
  private let temporary: String
  private let language: Language
  private let handle: FileHandle

  /// Where Ctrl-C finds the file that is being written. Written before the handler is set, read by it.
  private nonisolated(unsafe) static var unfinished: UnsafeMutablePointer<CChar>?
  /// What is said then, written before the handler is set too.
  private nonisolated(unsafe) static var farewell: UnsafeMutablePointer<CChar>?

  init(_ path: String, force: Bool, _ language: Language) throws {
    try Files.checkReplaceable(path, force: force, language)
    self.path = path
    self.language = language
    temporary = Files.folder(of: path) + ".fundsim-\(getpid()).tmp"
    Self.unfinished = strdup(temporary)
    Self.farewell = strdup(Bilingual(en: "\nStopped: no file was written.\n", zh: "\n已中断，未写出文件。\n")[language])
    Self.removeWhenEnded()
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary)
    else {
      Self.unfinished = nil
      throw Files.unwritable(path, language)
    }
    self.handle = handle
  }

  /// What ends the program takes the unfinished file with it.
  private static func removeWhenEnded() {
    // A parent may have blocked what ends us; then the file would stay.
    var ending = sigset_t()
    sigemptyset(&ending)
    for interruption in [SIGINT, SIGTERM, SIGHUP] {
      sigaddset(&ending, interruption)
      signal(interruption) { number in
        if let path = FileSink.unfinished {
          unlink(path)
          if let farewell = FileSink.farewell { say(farewell) }
        }
        _exit(128 + number)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &ending, nil)
    // A file that grows beyond what is allowed is one that cannot be written, and no death.
    signal(SIGXFSZ, SIG_IGN)
  }

  func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    do { try handle.write(contentsOf: Data(bytes)) } catch {
      discard()
      throw Files.unwritable(path, language)
    }
  }

  /// The file takes its place.
  func finish() throws {
    guard (try? handle.close()) != nil, rename(temporary, path) == 0 else {
      discard()
      throw Files.unwritable(path, language)
    }
    Self.unfinished = nil
  }

  /// Nothing is left.
  func discard() {
    try? handle.close()
    unlink(temporary)
    Self.unfinished = nil
  }
}

/// Words on standard error by a call that is allowed while the program is being ended.
private func say(_ words: UnsafeMutablePointer<CChar>) { _ = write(STDERR_FILENO, words, strlen(words)) }
