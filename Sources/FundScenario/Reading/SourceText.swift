/// The bytes of a file as the author wrote them, and the way from a byte to a line and a column.
struct SourceText {
  let file: String
  /// The text, without a byte order mark.
  let bytes: [UInt8]
  /// Bytes of the byte order mark that was dropped.
  let dropped: Int
  /// Where each line begins.
  let lineStarts: [Int]

  /// `bytes` without a leading UTF-8 byte order mark; lines end with LF, CR LF or CR.
  init(_ bytes: [UInt8], file: String) {
    self.file = file
    dropped = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.bytes = dropped == 0 ? bytes : Array(bytes.dropFirst(3))
    var starts = [0]
    for (index, byte) in self.bytes.enumerated() {
      let isLoneReturn = byte == 13 && !(index + 1 < self.bytes.count && self.bytes[index + 1] == 10)
      if byte == 10 || isLoneReturn { starts.append(index + 1) }
    }
    lineStarts = starts
  }

  /// The number of the line (from 0) that holds `offset`.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Line and column of `offset`, the column in characters. O(length of the line).
  func place(at offset: Int) -> Place {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(of: offset)
    let column = characterCount(in: lineStarts[line]..<offset) + 1
    return Place(file: file, line: line + 1, column: column)
  }

  /// The characters (grapheme clusters) in a stretch of one line.
  func characterCount(in range: Range<Int>) -> Int {
    var count = 0
    for byte in bytes[range] {
      // From U+0300 on some scalars join others; the common Chinese ones (lead bytes E3…E9) do not.
      let isPlain = byte < 0xCC || (0xE3...0xE9).contains(byte)
      guard isPlain else { return String(decoding: bytes[range], as: UTF8.self).count }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    return count
  }

  /// The line that holds `offset`, at most 400 bytes of it on either side.
  func surroundings(of offset: Int) -> String {
    let line = line(of: offset)
    let lineEnd = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    let from = max(lineStarts[line], offset - 400)
    let text = String(decoding: bytes[from..<min(lineEnd, offset + 400)], as: UTF8.self)
    return String(text.drop { $0.isWhitespace }.prefix { !$0.isNewline })
  }
}

// MARK: - Checks before reading

extension SourceText {
  /// Invalid UTF-8 (the first place) and characters no text file should hold (the first twenty).
  func encodingFaults() -> [SourceScan.Found] {
    var found: [SourceScan.Found] = []
    var at = 0
    while at < bytes.count, found.count < 20 {
      let byte = bytes[at]
      if byte < 0x80 {
        if byte < 32 ? !(byte == 9 || byte == 10 || byte == 13) : byte == 0x7F {
          found.append(SourceScan.Found(fault: .controlCharacter(UInt32(byte)), offset: at))
        }
        at += 1
        continue
      }
      guard let (scalar, length) = scalar(at: at) else {
        let fault = ReadingFault.invalidUTF8(byte: at + dropped, line: line(of: at) + 1)
        return found + [SourceScan.Found(fault: fault, offset: at)]
      }
      if isRefused(scalar) { found.append(SourceScan.Found(fault: .controlCharacter(scalar), offset: at)) }
      at += length
    }
    return found
  }

  /// C1 controls, line separators (the parser would count lines by them), byte order marks, noncharacters.
  private func isRefused(_ scalar: UInt32) -> Bool {
    scalar < 0xA0 || scalar == 0x2028 || scalar == 0x2029 || scalar == 0xFEFF || scalar & 0xFFFE == 0xFFFE
  }

  private func scalar(at offset: Int) -> (value: UInt32, length: Int)? {
    let first = bytes[offset]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first), offset + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in offset + 1..<offset + length {
      guard bytes[index] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    let smallest: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    let isSurrogate = (0xD800...0xDFFF).contains(value)
    return value >= smallest && value <= 0x10FFFF && !isSurrogate ? (value, length) : nil
  }
}

// MARK: - From the parser's marks to the author's places

/// The text the parser gets: the author's with the scan's edits; it leads the parser's marks back.
///
/// Marks come almost in order, so each is found from the one before: O(bytes) for a whole file.
struct ParserText {
  let bytes: [UInt8]
  private let source: SourceText
  /// Where each edit ends in the parser's text, and in the author's; an offset in between is the author's
  /// start.
  private let shifts: [(start: Int, end: Int, sourceStart: Int, sourceEnd: Int)]
  private let lineStarts: [Int]
  private var line = 0
  private var scalars = 0
  private var at = 0
  private var sourceLine = 0
  private var sourceAt = 0
  private var characters = 0

  /// `source` with `edits`, which are in order and do not overlap, and spaces in `blanks`.
  init(_ source: SourceText, edits: [SourceScan.Edit], blanks: [Range<Int>]) {
    self.source = source
    var original = source.bytes
    for index in blanks.joined() { original[index] = 32 }
    var bytes: [UInt8] = []
    var shifts: [(start: Int, end: Int, sourceStart: Int, sourceEnd: Int)] = []
    var copied = 0
    bytes.reserveCapacity(source.bytes.count + edits.reduce(0) { $0 + $1.text.count })
    for edit in edits {
      bytes += original[copied..<edit.offset]
      let start = bytes.count
      bytes += edit.text
      copied = edit.offset + edit.removed
      shifts.append((start, bytes.count, edit.offset, copied))
    }
    bytes += original[copied...]
    self.bytes = bytes
    self.shifts = shifts
    lineStarts = edits.isEmpty ? source.lineStarts : SourceText(bytes, file: "").lineStarts
  }

  /// The author's byte for the parser's line and column (from 1, in Unicode scalars).
  mutating func offset(line wantedLine: Int, column: Int) -> Int {
    let wanted = min(max(wantedLine - 1, 0), lineStarts.count - 1)
    if wanted != line || column - 1 < scalars {
      line = wanted
      scalars = 0
      at = lineStarts[wanted]
    }
    while scalars < column - 1, at < bytes.count {
      at += 1
      while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
      scalars += 1
    }
    return sourceOffset(at)
  }

  /// The author's place for the parser's line and column.
  mutating func place(line: Int, column: Int) -> Place {
    let offset = min(offset(line: line, column: column), source.bytes.count)
    let line = source.line(of: offset)
    if line != sourceLine || offset < sourceAt {
      sourceLine = line
      sourceAt = source.lineStarts[line]
      characters = 0
    }
    characters += source.characterCount(in: sourceAt..<offset)
    sourceAt = offset
    return Place(file: source.file, line: line + 1, column: characters + 1)
  }

  private func sourceOffset(_ offset: Int) -> Int {
    var low = 0
    var high = shifts.count
    while low < high {
      let middle = (low + high) / 2
      if shifts[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let shift = shifts[low - 1]
    return offset < shift.end ? shift.sourceStart : shift.sourceEnd + offset - shift.end
  }
}
