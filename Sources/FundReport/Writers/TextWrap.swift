/// Breaks text into lines: Chinese anywhere except before closing and after opening punctuation, words of other
/// scripts at spaces (a number stays with its Chinese unit: 1,350 元), a word longer than the line anywhere.
package enum TextWrap {
  /// The lines of `text`, none wider than `width` (at least 2) columns; one empty line for an empty text.
  ///
  /// Runs of spaces become one; U+00A0 never breaks.
  package static func lines(_ text: String, width: Int) -> [String] {
    let width = max(width, 2)
    var lines: [String] = []
    var line = ""
    var used = 0
    func flush() {
      lines.append(line)
      line = ""
      used = 0
    }
    for piece in pieces(of: text) {
      let gap = piece.followsSpace && used > 0 ? 1 : 0
      if used + gap + piece.width <= width {
        line += (gap == 1 ? " " : "") + piece.text
        used += gap + piece.width
        continue
      }
      if used > 0 { flush() }
      for character in piece.text {
        let columns = DisplayWidth.of(character)
        if used + columns > width { flush() }
        line.append(character)
        used += columns
      }
    }
    if used > 0 || lines.isEmpty { flush() }
    return lines
  }

  /// The lines of `text` with as few lines as `width` allows, each about as long as the others.
  package static func balancedLines(_ text: String, width: Int) -> [String] {
    var best = lines(text, width: width)
    guard best.count > 1 else { return best }
    var narrower = max(width, 2) - 1
    while narrower >= max(widestPiece(of: text), 2) {
      let next = lines(text, width: narrower)
      if next.count > best.count { break }
      best = next
      narrower -= 1
    }
    return best
  }

  /// The width of the widest part of `text` that is not to be broken.
  package static func widestPiece(of text: String) -> Int {
    pieces(of: text).map(\.width).max() ?? 0
  }

  /// A part of a text that stays on one line.
  private struct Piece {
    var text: String
    var width: Int
    var followsSpace: Bool
    var last: Character

    mutating func append(_ character: Character) {
      text.append(character)
      width += DisplayWidth.of(character)
      last = character
    }
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var followsSpace = false
    for character in text {
      if character == " " {
        followsSpace = true
        continue
      }
      let width = DisplayWidth.of(character)
      if !followsSpace, let last = pieces.last?.last, staysTogether(last, character) {
        pieces[pieces.count - 1].append(character)
      } else if followsSpace, width == 2, let last = pieces.last?.last, last.isNumber,
        DisplayWidth.of(last) == 1
      {
        pieces[pieces.count - 1].append(" ")
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(
          Piece(text: String(character), width: width, followsSpace: followsSpace, last: character))
      }
      followsSpace = false
    }
    return pieces
  }

  private static func staysTogether(_ left: Character, _ right: Character) -> Bool {
    if closing.contains(right) || opening.contains(left) { return true }
    if DisplayWidth.of(right) == 0 || right == "\u{A0}" || left == "\u{A0}" { return true }
    return DisplayWidth.of(left) < 2 && DisplayWidth.of(right) < 2
  }

  private static let closing = Set<Character>("，。、；：？！）》】」』〉〕］｝”’…—～·％%,.;:?!)]}/※㎡°℃‰")
  private static let opening = Set<Character>("（《【「『〈〔［｛“‘([{¥￥")
}
