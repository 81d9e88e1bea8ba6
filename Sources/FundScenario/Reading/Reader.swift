import FundFormula
import Yams

/// The largest file that is read, in bytes.
package let largestSource = 4 << 20

/// Reads a file in JSON or YAML, or a parameter sheet where its name ends in `.csv`: the tree of what the author wrote,
/// or findings that say why there is none.
///
/// UTF-8 with or without byte order mark, any line ends, comments with `#`. Anchors, aliases, tags, several
/// documents and keys that are not text are refused; types are told by quotes and by JSON's syntax, so `no`
/// is text and `1e3` a number. Either the tree or at least one error is returned, never both. O(bytes), at
/// most a second for 4 MB.
package func readSource(_ bytes: [UInt8], file: String) -> (SourceNode?, [Finding]) {
  if let foreign = ForeignFile(bytes) { return (nil, [foreign.finding(file: file)]) }
  guard bytes.count <= largestSource else {
    return (nil, [ReadingFault.tooLarge(bytes: bytes.count).finding(at: nil).in(file)])
  }
  if file.lowercased().hasSuffix(".csv") { return readSheet(bytes, file: file) }
  if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
    return (nil, [ReadingFault.utf16.finding(at: nil).in(file)])
  }
  return readText(bytes, file: file)
}

/// Reads JSON or YAML, whatever the name of the file.
func readText(_ bytes: [UInt8], file: String) -> (SourceNode?, [Finding]) {
  let source = SourceText(bytes, file: file)
  var faults = source.encodingFaults()
  guard faults.isEmpty else { return (nil, scanFindings(faults, in: source)) }
  let scan = SourceScan(source.bytes)
  faults = scan.found
  guard faults.isEmpty else { return (nil, scanFindings(faults, in: source)) }
  return composed(source, scan)
}

func scanFindings(_ faults: [SourceScan.Found], in source: SourceText) -> [Finding] {
  var findings = faults.prefix(SourceScan.mostFaults).map { found in
    found.fault.finding(at: source.place(at: found.offset), line: source.surroundings(of: found.offset))
  }
  if faults.count >= SourceScan.mostFaults {
    findings.append(ReadingFault.moreFaults.finding(at: nil).in(source.file))
  }
  return findings
}

extension Finding {
  /// The same finding at the beginning of `file`, where it speaks of the whole.
  fileprivate func `in`(_ file: String) -> Finding {
    var finding = self
    finding.place = place ?? Place(file: file, line: 1, column: 1)
    return finding
  }
}

// MARK: - Composing

/// Ends the text of a key in the parser's copy, so that keys written twice stay apart; no file may hold it.
private let keyMark: Unicode.Scalar = "\u{10FFFE}"

private func composed(_ source: SourceText, _ scan: SourceScan) -> (SourceNode?, [Finding]) {
  do {
    return try compose(source, scan, edits: scan.edits)
  } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
    // The parser stops at the first: once more, with every key made unique, and all of them are found.
    let marks = scan.keyEnds.enumerated().map { number, offset in
      SourceScan.Edit(offset: offset, removed: 0, text: Array("\(keyMark)\(number)".utf8))
    }
    let edits = (scan.edits + marks).sorted { $0.offset < $1.offset }
    if let result = try? compose(source, scan, edits: edits), result.1.isEmpty == false { return result }
    var text = ParserText(source, edits: scan.edits, blanks: scan.blanks)
    let place = text.place(line: context.mark.line, column: context.mark.column)
    return (nil, [ReadingFault.duplicateKey(keys.first ?? "", firstLine: place.line).finding(at: place)])
  } catch {
    return (nil, [syntaxFinding(error, source, scan)])
  }
}

private func compose(
  _ source: SourceText, _ scan: SourceScan, edits: [SourceScan.Edit]
) throws -> (SourceNode?, [Finding]) {
  let text = ParserText(source, edits: edits, blanks: scan.blanks)
  // `.basic` resolves no types: we tell them by quotes and text ourselves.
  let parser = try Parser(
    yaml: String(decoding: text.bytes, as: UTF8.self), resolver: .basic, encoding: .utf8)
  guard let root = try parser.singleRoot() else {
    return (nil, [ReadingFault.empty.finding(at: nil).in(source.file)])
  }
  // The parser holds the anchors the walk looks for.
  return withExtendedLifetime(parser) {
    var walk = TreeWalk(text: text, source: source)
    let tree = walk.converted(root, path: [], depth: 0)
    if walk.findings.isEmpty, tree.isNull {
      walk.findings = [ReadingFault.empty.finding(at: nil).in(source.file)]
    } else if walk.findings.isEmpty, !tree.isMapping {
      let line = source.surroundings(of: walk.offset(root))
      walk.findings = [ReadingFault.notAMapping.finding(at: tree.place, line: line)]
    }
    return (walk.findings.isEmpty ? tree : nil, walk.findings)
  }
}

/// The parser's tree as ours.
private struct TreeWalk {
  var text: ParserText
  let source: SourceText
  var findings: [Finding] = []

  mutating func offset(_ node: Yams.Node) -> Int {
    text.offset(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private mutating func place(_ node: Yams.Node) -> Place {
    text.place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private mutating func note(_ fault: ReadingFault, path: [String], at place: Place) {
    if findings.count == SourceScan.mostFaults {
      findings.append(ReadingFault.moreFaults.finding(at: nil).in(source.file))
    }
    guard findings.count < SourceScan.mostFaults else { return }
    var finding = fault.finding(at: place)
    finding.path = path.joined(separator: ".")
    findings.append(finding)
  }

  mutating func converted(_ node: Yams.Node, path: [String], depth: Int) -> SourceNode {
    let place = place(node)
    // The scan lets no anchor through; should it ever, nothing is followed.
    if node.anchor != nil {
      note(.anchor("&"), path: path, at: place)
      return SourceNode(.null, at: place)
    }
    if depth > SourceScan.deepest {
      note(.tooDeep, path: [], at: place)
      return SourceNode(.null, at: place)
    }
    switch node {
    case .scalar(let scalar):
      return SourceNode(content(scalar, path: path, at: place), at: place)
    case .sequence(let sequence):
      var items: [SourceNode] = []
      items.reserveCapacity(sequence.count)
      for (index, item) in sequence.enumerated() {
        items.append(converted(item, path: path + [String(index + 1)], depth: depth + 1))
      }
      return SourceNode(.sequence(items), at: place)
    case .mapping(let mapping):
      return SourceNode(.mapping(entries(mapping, path: path, depth: depth)), at: place)
    case .alias:
      note(.alias("*"), path: path, at: place)
      return SourceNode(.null, at: place)
    }
  }

  private mutating func content(
    _ scalar: Yams.Node.Scalar, path: [String], at place: Place
  ) -> SourceNode.Content {
    let text = scalar.string
    guard scalar.style != .plain else {
      return text.isEmpty || text == "null" || text == "~" ? .null : .scalar(text: text, quoted: false)
    }
    let refused = text.unicodeScalars.first { scalar in
      scalar.value < 32 ? !(scalar == "\n" || scalar == "\t" || scalar == "\r") : scalar.value == 0x7F
    }
    if let refused { note(.controlCharacter(refused.value), path: path, at: place) }
    return .scalar(text: text, quoted: true)
  }

  private mutating func entries(
    _ mapping: Yams.Node.Mapping, path: [String], depth: Int
  ) -> [SourceNode.Entry] {
    var entries: [SourceNode.Entry] = []
    entries.reserveCapacity(mapping.count)
    var firstLines: [String: Int] = [:]
    for (keyNode, valueNode) in mapping {
      let keyPlace = place(keyNode)
      guard case .scalar(let scalar) = keyNode else {
        note(.keyNotText, path: path, at: keyPlace)
        continue
      }
      let key = unmarked(scalar.string)
      let keyPath = path + [key]
      if key.isEmpty, scalar.style == .plain { note(.emptyKey, path: path, at: keyPlace) }
      if let firstLine = firstLines[key] {
        note(.duplicateKey(key, firstLine: firstLine), path: keyPath, at: keyPlace)
      } else {
        firstLines[key] = keyPlace.line
      }
      let value = converted(valueNode, path: keyPath, depth: depth + 1)
      entries.append(SourceNode.Entry(key: key, keyPlace: keyPlace, value: value))
    }
    return entries
  }

  private func unmarked(_ key: String) -> String {
    guard let mark = key.unicodeScalars.lastIndex(of: keyMark) else { return key }
    return String(key.unicodeScalars[..<mark])
  }
}

// MARK: - The parser's own faults

/// A fault of the parser in our words, at the place it names.
private func syntaxFinding(_ error: any Error, _ source: SourceText, _ scan: SourceScan) -> Finding {
  let (reason, mark): (String, Mark?) =
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      (problem, mark)
    case YamlError.reader(let problem, _, _, _): (problem, nil)
    default: ("unknown", nil)
    }
  var text = ParserText(source, edits: scan.edits, blanks: scan.blanks)
  let offset = text.offset(line: mark?.line ?? 1, column: mark?.column ?? 1)
  let fault: ReadingFault =
    switch reason {
    case "did not find expected key", "did not find expected <document start>",
      "mapping values are not allowed in this context":
      .indentation(reason: reason)
    case "did not find expected '-' indicator": .listIndentation(reason: reason)
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'": .missingComma
    default: .syntax(reason: reason)
    }
  return fault.finding(at: source.place(at: offset), line: source.surroundings(of: offset))
}
