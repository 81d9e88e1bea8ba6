import Foundation
import FundFormula
import FundReport
import FundScenario

/// How a program ends: the codes of sysexits that we use, and two of our own.
enum Code: Int32 {
  case noAnswer = 1
  case notBalanced = 2
  case usage = 64
  case badScenario = 65
  case cannotRead = 66
  case ourFault = 70
  case cannotWrite = 73
}

/// An end with a text for the user.
struct Failure: Error {
  let code: Code
  let text: String
}

/// Standard output and standard error, and the terminal behind them.
enum Console {
  /// - Returns: false where there is no room for it, such as on a full disk.
  static func output(_ text: String) -> Bool { write(text, to: STDOUT_FILENO) }
  /// Words on standard error: of what others wrote into them, nothing steers the terminal.
  static func error(_ text: String) { _ = write(VisibleText.lines(text), to: STDERR_FILENO) }
  /// One line that is written over again; orders to the terminal pass.
  static func progress(_ text: String) { _ = write("\r\u{1B}[K" + text, to: STDERR_FILENO) }

  /// A reader that has gone away (a closed pipe) is no fault of ours.
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      if written < 0 { return errno == EPIPE }
      bytes = bytes.dropFirst(written)
    }
    return true
  }

  /// Columns of the terminal: `COLUMNS`, else what the terminal says, else 80.
  static var width: Int {
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns >= 20 {
      return min(columns, WriterOptions.widest)
    }
    var size = winsize()
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 {
      return Int(size.ws_col)
    }
    return 80
  }

  /// Whether standard error is a terminal that understands orders.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && takesOrders }

  /// The parser of the command line reads `COLUMNS` by itself, and computes with any number.
  static func boundColumns() {
    guard let columns = environment("COLUMNS").flatMap({ Int($0) }) else { return }
    if columns < 20 { unsetenv("COLUMNS") }
    if columns > WriterOptions.widest { setenv("COLUMNS", String(WriterOptions.widest), 1) }
  }

  /// A clock that only goes forward, in seconds.
  static var seconds: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  /// Cores that may be used.
  static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Colour on a terminal that has it, unless `NO_COLOR` is set (to anything but nothing, as no-color.org says).
  static var usesColour: Bool { isTerminal && takesOrders && (environment("NO_COLOR") ?? "").isEmpty }

  /// Whether the terminal takes escapes: `dumb` ones, and those nobody has named, do not.
  private static var takesOrders: Bool { !["", "dumb"].contains(environment("TERM") ?? "") }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
