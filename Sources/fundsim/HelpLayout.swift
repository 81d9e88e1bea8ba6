import FundReport

/// Lines of help for a terminal: Chinese characters take two columns and may be parted anywhere, which the parser of the
/// command line does not know.
struct HelpLayout {
  let width: Int
  /// The lines below which options and commands are listed.
  let headings: Set<String>

  /// Where explanations begin, in the parser's help too.
  private static let column = 26

  /// The text of lines that are not broken yet. Those of two columns, an option and what it means, stand below a heading.
  func text(of lines: [String]) -> String {
    var isList = false
    return lines.flatMap { line in
      if line.isEmpty || headings.contains(line) { isList = !line.isEmpty }
      return isList && line.hasPrefix("  ") ? entry(line) : wrapped(line)
    }.joined(separator: "\n")
  }

  /// An option's line: its name and, from the column on, what it means; a long name stands alone, with the meaning below.
  private func entry(_ line: String) -> [String] {
    let (name, meaning) = (line.prefix(Self.column), line.dropFirst(Self.column))
    let isMeaning = name.allSatisfy { $0 == " " }
    guard !meaning.isEmpty, isMeaning || name.last == " " else { return [line] }
    let label = isMeaning ? "" : String(name.trimmedEnd)
    let explained = TextWrap.lines(String(meaning), width: width - Self.column)
    let margin = String(repeating: " ", count: Self.column)
    guard DisplayWidth.of(label) < Self.column else { return [label] + explained.map { margin + $0 } }
    let gap = String(repeating: " ", count: Self.column - DisplayWidth.of(label))
    return explained.enumerated().map { ($0 == 0 ? label + gap : margin) + $1 }
  }

  /// Lines that fit stay as they are, with their spaces: examples and tables.
  private func wrapped(_ line: String) -> [String] {
    guard DisplayWidth.of(line) > width else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    return TextWrap.lines(line, width: width - indent.count).map { indent + $0 }
  }
}

extension StringProtocol {
  fileprivate var trimmedEnd: SubSequence {
    guard let last = lastIndex(where: { $0 != " " }) else { return prefix(0) }
    return self[...last]
  }
}
