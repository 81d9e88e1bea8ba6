import Foundation
import FundFormula

/// What the program says where it fails by a fault of its own: a sentence and exit code 70, in place of a dump of registers.
enum OwnFaults {
  /// Written before the handlers are set, read by them.
  private nonisolated(unsafe) static var words: UnsafeMutablePointer<CChar>?

  /// From now on a trap (a broken precondition, an overflow, memory that ran out) ends in words.
  static func tell(in language: Language) {
    words = strdup(
      Bilingual(
        en:
          "\nThis is a fault of fundsim, not of your file: please report it with the command and the file.\n",
        zh: "\n这是 fundsim 自身的错误，并非您的文件有误；请附上命令和文件反馈给开发者。\n")[language])
    useStackOfOurOwn()
    var action = sigaction()
    #if canImport(Glibc) || canImport(Musl)
      action.__sigaction_handler.sa_handler = { _ in OwnFaults.end() }
    #else
      action.__sigaction_u.__sa_handler = { _ in OwnFaults.end() }
    #endif
    action.sa_flags = Int32(SA_ONSTACK)
    for trap in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] { sigaction(trap, &action, nil) }
  }

  /// A stack that is full has no room to say so.
  private static func useStackOfOurOwn() {
    let size = 64 << 10
    var stack = stack_t()
    stack.ss_sp = malloc(size)
    stack.ss_size = size
    sigaltstack(&stack, nil)
  }

  /// By calls alone that are allowed while the program is being ended.
  private static func end() {
    if let words { _ = write(STDERR_FILENO, words, strlen(words)) }
    if let unfinished = FileSink.unfinished { unlink(unfinished) }
    _exit(Code.ourFault.rawValue)
  }
}
