/// What of an author's text may be shown: the one filter for everything that is echoed, whatever the stream.
///
/// A scenario, a table or a command line may come from anybody. A terminal takes some characters for orders (ESC, the
/// single-byte controls of C1), others turn or hide what stands beside them (direction marks, line separators, tags).
package enum VisibleText {
  /// `text` on one line: breaks and tabs become one space, what steers goes.
  package static func line(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isBreak(scalar) || scalar == "\t" {
        if result.last != " " { result.append(" ") }
      } else if !steers(scalar) {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// `text` with its lines: what steers goes, and a carriage return, which writes over its line, ends it.
  package static func lines(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "\n", last == "\r" {
        // The line is ended already.
      } else if isBreak(scalar) {
        result.append("\n")
      } else if !steers(scalar) {
        result.append(scalar)
      }
      last = scalar
    }
    return String(result)
  }

  /// `text` for a field that may hold lines: only what steers goes.
  package static func field(_ text: String) -> String {
    guard holdsSteering(text) else { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text.unicodeScalars.filter { !steers($0) })
    return String(result)
  }

  /// JSON text in which what steers is written as an escape: the same value to every reader.
  package static func json(_ text: String) -> String {
    guard holdsSteering(text) else { return text }
    return text.unicodeScalars.map { steers($0) ? escaped($0) : String($0) }.joined()
  }

  /// Whether anything in `text` steers. Bytes first: a megabyte of JSON is mostly digits.
  static func holdsSteering(_ text: String) -> Bool {
    let candidates = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.indices.filter { mayBegin[Int(bytes[$0])] }
    }
    guard let candidates else { return text.unicodeScalars.contains(where: steers) }
    let utf8 = text.utf8
    return candidates.contains { steers(text.unicodeScalars[utf8.index(utf8.startIndex, offsetBy: $0)]) }
  }

  /// True for the first bytes, in UTF-8, of what `steers`: a test holds the two together.
  private static let mayBegin: [Bool] = (0..<256).map { byte in
    switch byte {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: true
    default: false
    }
  }

  /// A character as an escape of JSON: `\u009b`.
  static func escaped(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  /// Whether a character is an order to the terminal, or hides or turns what stands beside it.
  static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0xAD: true
    // Marks of direction, of invisible structure, separators of lines, annotations, tags.
    case 0x061C, 0x180E, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
