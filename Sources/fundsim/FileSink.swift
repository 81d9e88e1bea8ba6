import Foundation
import FundFormula

/// A file that grows part by part beside its place and takes it when it is whole: nobody ever sees a part of it, and
/// nothing is left where writing fails or is interrupted.
///
/// Where nothing may be replaced the place is taken exclusively: of two runs to one new path one is refused.
final class FileSink {
  private let place: OutputPlace
  private let force: Bool
  private let temporary: String
  private let language: Language
  /// −1 once it is closed.
  private var descriptor: Int32

  /// Where Ctrl-C finds the file that is being written. Written before the handler is set, read by it.
  nonisolated(unsafe) static var unfinished: UnsafeMutablePointer<CChar>?
  /// What is said then, written before the handler is set too.
  private nonisolated(unsafe) static var farewell: UnsafeMutablePointer<CChar>?

  init(_ path: String, force: Bool, _ language: Language) throws {
    place = try OutputPlace(path, force: force, language)
    self.force = force
    self.language = language
    Self.farewell = strdup(Bilingual(en: "\nStopped: no file was written.\n", zh: "\n已中断，未写出文件。\n")[language])
    Self.removeWhenEnded()
    guard let (name, descriptor) = Self.temporaryFile(beside: place) else {
      throw Files.unwritable(path, language)
    }
    (temporary, self.descriptor) = (name, descriptor)
  }

  deinit { closeFile() }

  /// A new file beside the place, `.result.json.fundsim-4711.tmp`: should the program be killed, its name says whose it was.
  /// What replaces a file has its mode and owner from the beginning on.
  private static func temporaryFile(beside place: OutputPlace) -> (name: String, descriptor: Int32)? {
    let folder = Files.folder(of: place.target)
    var name = place.target.dropFirst(folder.count)
    // A name may have 255 bytes.
    while name.utf8.count > 200 { name.removeLast() }
    // An earlier program with this number may have been killed: what it left is not ours to remove.
    for number in 0..<100 {
      let path = folder + ".\(name).fundsim-\(getpid())\(number == 0 ? "" : "-\(number)").tmp"
      unfinished = strdup(path)
      let descriptor = open(
        path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, place.replaced == nil ? 0o666 : 0o600)
      if descriptor >= 0 {
        if let replaced = place.replaced {
          // Only root may give a file away; the mode comes last, for a change of owner takes parts of it.
          _ = fchown(descriptor, replaced.st_uid, replaced.st_gid)
          fchmod(descriptor, replaced.st_mode & 0o7777)
        }
        return (path, descriptor)
      }
      unfinished = nil
      guard errno == EEXIST else { return nil }
    }
    return nil
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
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else {
        discard()
        throw Files.unwritable(place.path, language)
      }
      rest = rest.dropFirst(written)
    }
  }

  /// The file takes its place.
  func finish() throws {
    // What a disk could not take may be told only now.
    guard closeFile() else {
      discard()
      throw Files.unwritable(place.path, language)
    }
    let isTaken = force ? rename(temporary, place.target) == 0 : takesFreePlace()
    guard isTaken else {
      let isOccupied = errno == EEXIST
      discard()
      throw isOccupied
        ? OutputPlace.exists(place.path, language) : Files.unwritable(place.path, language)
    }
    Self.unfinished = nil
  }

  /// Takes the place where nothing stands there; the number of the error says `EEXIST` where something does.
  private func takesFreePlace() -> Bool {
    if link(temporary, place.target) == 0 { return unlink(temporary) == 0 }
    guard errno != EEXIST else { return false }
    // File systems without second names: the place is claimed by an empty file first.
    let claim = open(place.target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard claim >= 0 else { return false }
    close(claim)
    return rename(temporary, place.target) == 0
  }

  @discardableResult private func closeFile() -> Bool {
    guard descriptor >= 0 else { return true }
    defer { descriptor = -1 }
    return close(descriptor) == 0
  }

  /// Nothing is left.
  func discard() {
    closeFile()
    unlink(temporary)
    Self.unfinished = nil
  }
}

/// Words on standard error by a call that is allowed while the program is being ended.
private func say(_ words: UnsafeMutablePointer<CChar>) { _ = write(STDERR_FILENO, words, strlen(words)) }
