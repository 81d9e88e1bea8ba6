/// A walk over the tokens of a file before the parser sees it.
///
/// It follows the token rules of libyaml's scanner (indentation, simple keys, plain text), but without
/// recursion and without building anything: so what could harm the parser (deep nesting, anchors that
/// multiply) is refused before it, and the common slips of an author (a comma, a colon or a quote
/// forgotten) are told in our words at the place where they happened. O(bytes).
struct SourceScan {
  /// Nesting beyond this is refused.
  static let deepest = 64
  /// More values than this in one file are refused: they would take seconds to read.
  static let mostValues = 150_000
  /// Faults beyond this are not told; a notice says that there are more.
  static let mostFaults = 100

  /// A fault and the byte where it is.
  struct Found {
    var fault: ReadingFault
    var offset: Int
  }

  /// A replacement the parser needs in its copy of the text: `bytes[offset..<offset + removed]` by `text`.
  struct Edit {
    var offset: Int
    var removed: Int
    var text: [UInt8]
  }

  private(set) var found: [Found] = []
  private(set) var edits: [Edit] = []
  /// Stretches that the parser must see as spaces.
  private(set) var blanks: [Range<Int>] = []
  /// Where the text of each key ends (before a closing quote), in order.
  private(set) var keyEnds: [Int] = []

  private let bytes: [UInt8]
  private let end: Int
  private var at = 0
  private var lineStart = 0
  private var line = 0
  private var values = 0

  private var indent = -1
  private var indents: [Int] = []
  private var flows: [Flow] = []
  private var simpleKeyAllowed = true
  private var simpleKeys: [SimpleKey?] = [nil]
  private var documents = 0
  private var hasContent = false
  private var hasEnded = false
  private var previousEnd = 0
  /// The line (from 0) on which quoted text just ended; nil once a sign follows.
  private var quoteEndLine: Int?
  /// The first line of plain text that ran over several lines, and where the whole of it ended.
  private var runOver: (firstLine: Range<Int>, end: Int)?

  /// An open bracket and what may follow in it.
  private struct Flow {
    enum Phase { case key, afterKey, value, afterValue }
    var isMapping: Bool
    var opened: Int
    var phase: Phase
    var key = 0..<0
  }

  private struct SimpleKey {
    var start: Int
    var column: Int
    var line: Int
    var required: Bool
    var isQuoted = false
    var isScalar = true
    var end: Int
  }

  /// Thrown inside the walk when going on makes no sense.
  private struct Stop: Error {}

  /// Walks over `bytes`, which hold valid UTF-8 without NUL.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes + [0]
    end = bytes.count
    do throws(Stop) {
      while at < end { try step() }
      try finish()
    } catch {}
  }
}

// MARK: - Walking

extension SourceScan {
  private var column: Int { at - lineStart }
  private var isFlow: Bool { !flows.isEmpty }

  private func byte(_ ahead: Int = 0) -> UInt8 { at + ahead <= end ? bytes[at + ahead] : 0 }
  private func isBreak(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }
  private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
  private func isBlankOrEnd(_ byte: UInt8) -> Bool { isBlank(byte) || isBreak(byte) || byte == 0 }

  private mutating func note(_ fault: ReadingFault, at offset: Int) {
    if found.count < Self.mostFaults { found.append(Found(fault: fault, offset: offset)) }
  }

  private mutating func stop(_ fault: ReadingFault, at offset: Int) throws(Stop) -> Never {
    note(fault, at: offset)
    throw Stop()
  }

  private mutating func newLine() {
    at += byte() == 13 && byte(1) == 10 ? 2 : 1
    lineStart = at
    line += 1
  }

  private mutating func step() throws(Stop) {
    try skipToToken()
    try forgetStaleKeys()
    if !isFlow { unroll(to: column) }
    guard at < end else { return }
    if column == 0 {
      if byte() == UInt8(ascii: "%") { try stop(.directive, at: at) }
      if isDocumentMark { return try documentMark() }
    }
    if hasEnded { try stop(.severalDocuments, at: at) }
    hasContent = true
    switch byte() {
    case UInt8(ascii: "["), UInt8(ascii: "{"): try open()
    case UInt8(ascii: "]"), UInt8(ascii: "}"): try close()
    case UInt8(ascii: ",") where isFlow: try comma()
    case UInt8(ascii: "-") where isBlankOrEnd(byte(1)): try dash()
    case UInt8(ascii: "?") where isFlow || isBlankOrEnd(byte(1)): try stop(.complexKey, at: at)
    case UInt8(ascii: ":") where isFlow || isBlankOrEnd(byte(1)): try colon()
    case UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "!"): try refusedMark()
    case UInt8(ascii: "|") where !isFlow, UInt8(ascii: ">") where !isFlow: try textBlock()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): try quoted()
    case 9: try stop(.tab, at: at)
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: ">"),
      UInt8(ascii: ","):
      try stop(.reservedCharacter(String(UnicodeScalar(byte()))), at: at)
    default: try plain()
    }
  }

  private mutating func finish() throws(Stop) {
    if let flow = flows.last {
      try stop(.unclosedBracket(String(UnicodeScalar(bytes[flow.opened]))), at: flow.opened)
    }
    if let key = simpleKeys[0], key.required { try stop(.missingColon(keyText(key)), at: key.end) }
    if !hasContent { note(.empty, at: 0) }
  }

  private mutating func skipToToken() throws(Stop) {
    while true {
      let start = at
      while byte() == 32 || (byte() == 9 && (isFlow || !simpleKeyAllowed)) { at += 1 }
      if byte() == 9 { blankTabs(from: start) }
      if byte() == UInt8(ascii: "#") {
        while at < end, !isBreak(byte()) { at += 1 }
      }
      guard isBreak(byte()) else { return }
      newLine()
      if !isFlow { simpleKeyAllowed = true }
    }
  }

  /// Tabs on a line with nothing else, or before a comment, harm nobody: the parser gets spaces.
  @discardableResult
  private mutating func blankTabs(from start: Int) -> Bool {
    var last = at
    while isBlank(bytes[last]) { last += 1 }
    guard last >= end || isBreak(bytes[last]) || bytes[last] == UInt8(ascii: "#") else { return false }
    blanks.append(start..<last)
    at = last
    return true
  }

  private mutating func forgetStaleKeys() throws(Stop) {
    guard let key = simpleKeys[simpleKeys.count - 1], key.line < line || key.start + 4096 < at else { return }
    if key.required { try stop(.missingColon(keyText(key)), at: key.end) }
    simpleKeys[simpleKeys.count - 1] = nil
  }

  private mutating func unroll(to column: Int) {
    while indent > column, let outer = indents.popLast() { indent = outer }
  }

  private mutating func roll(to column: Int, at offset: Int) throws(Stop) {
    guard !isFlow, indent < column else { return }
    indents.append(indent)
    indent = column
    try checkDepth(at: offset)
  }

  private mutating func checkDepth(at offset: Int) throws(Stop) {
    if indents.count + flows.count > Self.deepest { try stop(.tooDeep, at: offset) }
  }

  private mutating func countValue() throws(Stop) {
    values += 1
    if values > Self.mostValues { try stop(.tooManyValues, at: at) }
  }

  private func keyText(_ key: SimpleKey) -> String { shortText(key.start, key.end) }

  private func shortText(_ from: Int, _ to: Int) -> String {
    let whole = String(decoding: bytes[from..<min(to, from + 400)], as: UTF8.self)
    var text = whole.prefix { !$0.isNewline }
    if let quote = text.first, text.count > 1, quote == text.last, quote == "\"" || quote == "'" {
      text = text.dropFirst().dropLast()
    }
    return text.count > 40 ? text.prefix(40) + "…" : String(text)
  }
}

// MARK: - Structure

extension SourceScan {
  private var isDocumentMark: Bool {
    let mark = byte()
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: ".") else { return false }
    return byte(1) == mark && byte(2) == mark && isBlankOrEnd(byte(3))
  }

  private mutating func documentMark() throws(Stop) {
    if let flow = flows.last {
      try stop(.unclosedBracket(String(UnicodeScalar(bytes[flow.opened]))), at: flow.opened)
    }
    if byte() == UInt8(ascii: "-") {
      documents += 1
      if documents > 1 || hasContent { try stop(.severalDocuments, at: at) }
    } else {
      hasEnded = true
    }
    unroll(to: -1)
    simpleKeys[0] = nil
    simpleKeyAllowed = false
    at += 3
  }

  private mutating func saveSimpleKey(isScalar: Bool = true, isQuoted: Bool = false) throws(Stop) {
    guard simpleKeyAllowed else { return }
    if let key = simpleKeys[simpleKeys.count - 1], key.required {
      try stop(.missingColon(keyText(key)), at: key.end)
    }
    simpleKeys[simpleKeys.count - 1] = SimpleKey(
      start: at, column: column, line: line, required: !isFlow && indent == column, isQuoted: isQuoted,
      isScalar: isScalar, end: at)
  }

  private mutating func dropSimpleKey() throws(Stop) {
    if let key = simpleKeys[simpleKeys.count - 1], key.required {
      try stop(.missingColon(keyText(key)), at: key.end)
    }
    simpleKeys[simpleKeys.count - 1] = nil
  }

  /// A value (or, in braces, a key) begins here.
  private mutating func enterFlowItem(isScalar: Bool) throws(Stop) {
    guard var flow = flows.last else { return }
    switch flow.phase {
    case .key where !isScalar: try stop(.keyNotText, at: at)
    case .key:
      flow.phase = .afterKey
      flow.key = at..<at
    case .afterKey:
      try stop(.missingColon(shortText(flow.key.lowerBound, flow.key.upperBound)), at: previousEnd)
    case .value: flow.phase = .afterValue
    case .afterValue: try stop(.missingComma, at: previousEnd)
    }
    flows[flows.count - 1] = flow
  }

  private mutating func open() throws(Stop) {
    try enterFlowItem(isScalar: false)
    try saveSimpleKey(isScalar: false)
    try countValue()
    let isMapping = byte() == UInt8(ascii: "{")
    flows.append(Flow(isMapping: isMapping, opened: at, phase: isMapping ? .key : .value))
    simpleKeys.append(nil)
    try checkDepth(at: at)
    simpleKeyAllowed = true
    at += 1
  }

  private mutating func close() throws(Stop) {
    let mark = String(UnicodeScalar(byte()))
    guard let flow = flows.last else { try stop(.strayBracket(mark), at: at) }
    if flow.isMapping != (byte() == UInt8(ascii: "}")) {
      try stop(.mismatchedBracket(opened: flow.isMapping ? "{" : "[", closed: mark), at: at)
    }
    try checkKeyHasValue(flow)
    flows.removeLast()
    simpleKeys.removeLast()
    simpleKeyAllowed = false
    at += 1
    previousEnd = at
    if let key = simpleKeys[simpleKeys.count - 1], key.start == flow.opened {
      simpleKeys[simpleKeys.count - 1]?.end = at
    }
  }

  private mutating func checkKeyHasValue(_ flow: Flow) throws(Stop) {
    let key = shortText(flow.key.lowerBound, flow.key.upperBound)
    if flow.isMapping, flow.phase == .afterKey { try stop(.missingColon(key), at: previousEnd) }
    if flow.isMapping, flow.phase == .value { try stop(.missingValue(key), at: previousEnd) }
  }

  private mutating func comma() throws(Stop) {
    let last = flows.count - 1
    let isFirst = flows[last].phase == (flows[last].isMapping ? .key : .value)
    if isFirst { try stop(.extraComma, at: at) }
    try checkKeyHasValue(flows[last])
    flows[last].phase = flows[last].isMapping ? .key : .value
    simpleKeys[simpleKeys.count - 1] = nil
    simpleKeyAllowed = true
    at += 1
  }

  private mutating func dash() throws(Stop) {
    if isFlow { try stop(.dashInBrackets, at: at) }
    if !simpleKeyAllowed { try stop(.dashInLine, at: at) }
    try roll(to: column, at: at)
    try dropSimpleKey()
    try countValue()
    simpleKeyAllowed = true
    at += 1
  }

  private mutating func colon() throws(Stop) {
    quoteEndLine = nil
    if let last = flows.indices.last {
      switch flows[last].phase {
      case .afterKey: flows[last].phase = .value
      case .key: try stop(.emptyKey, at: at)
      case .value, .afterValue:
        try stop(flows[last].isMapping ? .secondColon : .colonInList, at: at)
      }
    }
    if let key = simpleKeys[simpleKeys.count - 1] {
      try checkKey(key)
      simpleKeys[simpleKeys.count - 1] = nil
      try roll(to: key.column, at: key.start)
      simpleKeyAllowed = false
    } else if let text = runOver, text.end == previousEnd, !isFlow {
      try stop(
        .missingColon(shortText(text.firstLine.lowerBound, text.firstLine.upperBound)),
        at: text.firstLine.upperBound)
    } else {
      try stop(isFlow || simpleKeyAllowed ? .emptyKey : .secondColon, at: at)
    }
    at += 1
    previousEnd = at
  }

  private mutating func checkKey(_ key: SimpleKey) throws(Stop) {
    guard key.isScalar else { try stop(.keyNotText, at: key.start) }
    keyEnds.append(key.isQuoted ? key.end - 1 : key.end)
    guard !key.isQuoted else { return }
    let text = keyText(key)
    switch text {
    case "<<": note(.mergeKey, at: key.start)
    case "true", "false", "null", "~": note(.keyNotQuoted(text), at: key.start)
    case _ where text.hasPrefix("“") || text.hasPrefix("‘"): note(.chineseQuote(text), at: key.start)
    case _ where isDecimal(text) && !isYear(text): note(.keyNotQuoted(text), at: key.start)
    default: break
    }
  }

  private func isYear(_ text: String) -> Bool { text.utf8.count == 4 && !text.contains { !$0.isNumber } }

  /// Anchor, alias or tag: noted, then passed over.
  private mutating func refusedMark() throws(Stop) {
    let start = at
    let mark = byte()
    at += 1
    while at < end, !isBlankOrEnd(byte()), !(isFlow && ",[]{}".utf8.contains(byte())) { at += 1 }
    let text = shortText(start, at)
    switch mark {
    case UInt8(ascii: "&"): note(.anchor(text), at: start)
    case UInt8(ascii: "*"): note(.alias(text), at: start)
    default: note(.tag(text), at: start)
    }
    if found.count >= Self.mostFaults { throw Stop() }
    guard mark == UInt8(ascii: "*") else { return }
    // An alias stands for a value: what follows must see one.
    at = start
    try enterFlowItem(isScalar: true)
    try saveSimpleKey()
    at = start + 1
    while at < end, !isBlankOrEnd(byte()), !(isFlow && ",[]{}".utf8.contains(byte())) { at += 1 }
    endScalar()
    simpleKeyAllowed = false
  }
}

// MARK: - Scalars

extension SourceScan {
  /// Tells the pending key and the bracket around it where the scalar just read ends.
  private mutating func endScalar(at offset: Int? = nil) {
    let offset = offset ?? at
    simpleKeys[simpleKeys.count - 1]?.end = offset
    previousEnd = offset
    if let last = flows.indices.last, flows[last].phase == .afterKey {
      flows[last].key = flows[last].key.lowerBound..<offset
    }
  }

  /// Outside brackets, nothing but a colon or a comment may follow quoted text on its line.
  private mutating func checkNothingBefore() throws(Stop) {
    if !isFlow, quoteEndLine == line { try stop(.textAfterQuote, at: at) }
    quoteEndLine = nil
  }

  private mutating func quoted() throws(Stop) {
    try checkNothingBefore()
    try enterFlowItem(isScalar: true)
    try saveSimpleKey(isQuoted: true)
    try countValue()
    let start = at
    let quote = byte()
    at += 1
    while true {
      if at >= end || (column == 0 && isDocumentMark) {
        try stop(.unclosedQuote(String(UnicodeScalar(quote))), at: start)
      }
      let next = byte()
      if next == quote {
        guard quote == UInt8(ascii: "'"), byte(1) == quote else { break }
        at += 2
      } else if next == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try escape()
      } else if isBreak(next) {
        newLine()
      } else {
        at += 1
      }
    }
    at += 1
    endScalar()
    quoteEndLine = line
    simpleKeyAllowed = false
  }

  private mutating func escape() throws(Stop) {
    let next = byte(1)
    if isBreak(next) {
      at += 1
      return newLine()
    }
    guard next == UInt8(ascii: "u") else {
      if !"0abt\tnvfre \"/\\N_LPxU".utf8.contains(next) {
        let rest = String(decoding: bytes[at..<min(at + 6, end)], as: UTF8.self)
        try stop(.badEscape(String(rest.prefix(2))), at: at)
      }
      at += 2
      return
    }
    guard let unit = codeUnit(at: at) else {
      try stop(.badEscape(String(decoding: bytes[at..<min(at + 6, end)], as: UTF8.self)), at: at)
    }
    guard (0xD800...0xDFFF).contains(unit) else {
      at += 6
      return
    }
    guard unit < 0xDC00, let low = codeUnit(at: at + 6), (0xDC00...0xDFFF).contains(low) else {
      note(.loneSurrogate(String(decoding: bytes[at..<at + 6], as: UTF8.self)), at: at)
      at += 6
      return
    }
    let scalar = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    let digits = String(scalar, radix: 16)
    let text = "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    edits.append(Edit(offset: at, removed: 12, text: Array(text.utf8)))
    at += 12
  }

  /// The four hexadecimal digits of a `\uXXXX` at `offset`.
  private func codeUnit(at offset: Int) -> UInt32? {
    guard offset + 6 <= end, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
    else {
      return nil
    }
    var value: UInt32 = 0
    for digit in bytes[offset + 2..<offset + 6] {
      guard let nibble = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      value = value << 4 + UInt32(nibble)
    }
    return value
  }

  private mutating func plain() throws(Stop) {
    if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") || byte(1) == UInt8(ascii: "*") {
      try stop(.slashComment, at: at)
    }
    try checkNothingBefore()
    try enterFlowItem(isScalar: true)
    try saveSimpleKey()
    try countValue()
    let start = at
    var last = at
    var crossedLine = false
    var firstLine = start..<start
    while at < end {
      if column == 0, isDocumentMark { break }
      if byte() == UInt8(ascii: "#") { break }
      if at > start, byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
        try stop(.slashComment, at: at)
      }
      if isFlow, crossedLine, !isFlowIndicator(byte()), byte() != UInt8(ascii: ":") {
        try stop(.missingComma, at: last)
      }
      while at < end, !isBlankOrEnd(byte()) {
        if byte() == UInt8(ascii: ":") {
          if isBlankOrEnd(byte(1)) { break }
          if isFlow, isFlowIndicator(byte(1)) || byte(1) == UInt8(ascii: "?") {
            try stop(.colonInText, at: at)
          }
        }
        if isFlow, isFlowIndicator(byte()) { break }
        at += 1
        last = at
      }
      guard isBlank(byte()) || isBreak(byte()) else { break }
      if isFlow, byte() == 32 { try checkMissingComma(start, last) }
      while isBlank(byte()) || isBreak(byte()) {
        if isBreak(byte()) {
          if !crossedLine { firstLine = start..<last }
          newLine()
          crossedLine = true
        } else if crossedLine, byte() == 9, column < indent + 1 {
          if !blankTabs(from: at) { try stop(.tab, at: at) }
        } else {
          at += 1
        }
      }
      if !isFlow, column < indent + 1 { break }
    }
    endScalar(at: last)
    if last > firstLine.upperBound, crossedLine { runOver = (firstLine, last) }
    simpleKeyAllowed = crossedLine
  }

  private func isFlowIndicator(_ byte: UInt8) -> Bool { ",[]{}".utf8.contains(byte) }

  /// In brackets, a number or truth value followed by a quote means a comma was forgotten.
  private mutating func checkMissingComma(_ start: Int, _ last: Int) throws(Stop) {
    var next = at
    while isBlank(bytes[next]) { next += 1 }
    guard bytes[next] == UInt8(ascii: "\"") else { return }
    let text = shortText(start, last)
    if isDecimal(text) || ["true", "false", "null"].contains(text) { try stop(.missingComma, at: last) }
  }

  private mutating func textBlock() throws(Stop) {
    try dropSimpleKey()
    try countValue()
    let start = at
    at += 1
    var contentIndent = 0
    var sign = false
    while true {
      if !sign, byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") {
        sign = true
      } else if contentIndent == 0, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte()) {
        contentIndent = max(indent, 0) + Int(byte() - UInt8(ascii: "0"))
      } else {
        break
      }
      at += 1
    }
    while isBlank(byte()) { at += 1 }
    if byte() == UInt8(ascii: "#") {
      while at < end, !isBreak(byte()) { at += 1 }
    }
    guard at >= end || isBreak(byte()) else { try stop(.textBlockHeader, at: start) }
    if at < end { newLine() }
    try textBlockBreaks(&contentIndent)
    while column == contentIndent, at < end {
      while at < end, !isBreak(byte()) { at += 1 }
      previousEnd = at
      if at < end { newLine() }
      try textBlockBreaks(&contentIndent)
    }
    simpleKeyAllowed = true
  }

  private mutating func textBlockBreaks(_ contentIndent: inout Int) throws(Stop) {
    var widest = 0
    while true {
      while contentIndent == 0 || column < contentIndent, byte() == 32 { at += 1 }
      widest = max(widest, column)
      if contentIndent == 0 || column < contentIndent, byte() == 9 { try stop(.tab, at: at) }
      guard isBreak(byte()) else { break }
      newLine()
    }
    if contentIndent == 0 { contentIndent = max(widest, indent + 1, 1) }
  }
}
