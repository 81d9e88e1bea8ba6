import FundFormula
import FundModel

/// Reads a parameter sheet into the tree of the scenario it is: what ``parameterSheet(of:in:)`` writes, and what Excel
/// and WPS make of it.
///
/// A table as ``TableSource`` opens one; columns in any order, named in either language; blank rows, and remarks that begin
/// with `#`, counted where they hold more than a heading. Places are rows and columns of the sheet as a spreadsheet counts them. Either the
/// tree (with warnings at most) or at least one error is returned. O(bytes).
func readSheet(_ bytes: [UInt8], file: String) -> (SourceNode?, [Finding]) {
  switch TableSource.read(bytes, file: file) {
  case .failure(let refusal): return (nil, refusal.findings)
  case .success(let table):
    var reader = SheetReader(table)
    let tree = reader.tree()
    let findings = reader.sortedFindings
    return (findings.contains { $0.severity == .error } ? nil : tree, findings)
  }
}

private struct SheetReader {
  /// A row with a value.
  private struct Line {
    let row: TableRow
    let keys: [String]
  }

  let table: TableSource
  var file: String { table.file }
  private var header = SheetHeader(TableRow(number: 1, cells: []))
  private var found: [Finding] = []
  /// Rows the author has made remarks by `#`, with more in them than a heading.
  private var remarks: [TableRow] = []
  private var hasMore = false
  private var values = 0

  init(_ table: TableSource) {
    self.table = table
    found = Array(table.findings.prefix(SourceScan.mostFaults))
    hasMore = table.findings.count > SourceScan.mostFaults
  }

  mutating func tree() -> SourceNode? {
    let rows = table.rows
    guard let first = rows.first else {
      if found.isEmpty { note(.noRows, row: 1, column: 0) }
      return nil
    }
    header = SheetHeader(first)
    checkHeader()
    guard header.positions[.id] != nil, header.positions[.value] != nil else { return nil }
    checkColumns(of: rows.dropFirst())
    remarks = table.remarks.filter(holdsMore)
    let lines = rows.dropFirst().compactMap { line($0) }
    if let passed = table.passedOver(rows: remarks.sorted { $0.number < $1.number }) { found.append(passed) }
    guard !lines.isEmpty else {
      if found.isEmpty { note(.noRows, row: first.number, column: 0) }
      return nil
    }
    return tree(lines)
  }

  // MARK: Columns

  private mutating func checkHeader() {
    for column in [SheetColumn.id, .value] where header.positions[column] == nil {
      note(.missingColumn(column), row: header.row, column: 0)
    }
    for (position, column) in header.repeated {
      note(.repeatedColumn(column), row: header.row, column: position)
    }
  }

  private mutating func checkColumns(of rows: ArraySlice<TableRow>) {
    for (position, name) in header.unknown where rows.contains(where: { !$0[position].isEmpty }) {
      note(.unknownColumn(name), row: header.row, column: position)
    }
    for row in rows {
      guard let extra = row.cells.indices.dropFirst(header.width).first(where: { !row[$0].isEmpty }) else {
        continue
      }
      note(.tooManyCells(header), row: row.number, column: extra)
    }
  }

  private func cell(_ column: SheetColumn, _ row: TableRow) -> String { row[header.positions[column]] }

  // MARK: Rows

  /// A row with its path; nil for one that holds nothing to read, and for one whose path is wrong.
  private mutating func line(_ row: TableRow) -> Line? {
    let path = cell(.id, row)
    // No path begins with `#`, so that here it needs no space behind it.
    guard !path.hasPrefix("#") || SpreadsheetError.stands(in: path) else {
      if holdsMore(row) { remarks.append(row) }
      return nil
    }
    guard !path.isEmpty else {
      // A name alone is a heading of the author's.
      if holdsMore(row) { note(.missingPath, row, .id) }
      return nil
    }
    guard let keys = SheetPath.keys(of: path) else {
      note(.wrongPath(path), row, .id, path: path)
      return nil
    }
    guard keys.count <= SourceScan.deepest else {
      note(.tooDeep, row, .id)
      return nil
    }
    return Line(row: row, keys: keys)
  }

  /// Whether a row says more than a path and a name: whether something would be lost with it.
  private func holdsMore(_ row: TableRow) -> Bool {
    let read: [SheetColumn] = [.value, .unit, .source, .status, .note]
    return read.contains { !cell($0, row).isEmpty }
  }

  private mutating func tree(_ lines: [Line]) -> SourceNode? {
    let names = SheetNames(
      lines.map { ($0.keys, SheetCell.string(cell(.value, $0.row)) ?? "") })
    let fields = SheetFields(kinds: names.kinds)
    var tree = SheetTree(at: Place(file: file, line: header.row, column: 1))
    for line in lines {
      guard max(values, tree.count) <= SourceScan.mostValues else {
        note(.tooManyValues, line.row, .id)
        return nil
      }
      let value = value(of: line, expecting: fields.expectation(names.ids(of: line.keys)))
      // A value that cannot be read still takes its place, so that a second one is told of.
      let place = place(.id, line.row)
      let leaf = value ?? SourceNode(.null, at: place)
      if let fault = tree.add(leaf, at: line.keys, place) {
        note(fault, line.row, .id, path: cell(.id, line.row))
      }
      values += 1
    }
    return tree.node
  }

  // MARK: Values

  private mutating func value(of line: Line, expecting expectation: SheetCell.Expectation) -> SourceNode? {
    let row = line.row
    let (text, place) = (cell(.value, row), place(.value, row))
    func fault(_ fault: SheetFault, _ column: SheetColumn = .value, _ reader: inout Self) -> SourceNode? {
      reader.note(fault, row, column, path: reader.cell(.id, row))
      return nil
    }
    let beside = beside(row)
    guard !text.isEmpty else { return fault(.missingValue, .value, &self) }
    switch SheetCell.reading(text, expecting: expectation, partedBy: table.separator, at: place) {
    case .notANumber(let wrong): return fault(.notANumber(text, wrong), .value, &self)
    case .ambiguousDate: return fault(.ambiguousDate(text), .value, &self)
    case .notJSON: return looselyRead(text, row)
    case .percentage(let number):
      // `80%` is 0.8. Beside the unit % (or %/年) it is 80 of that unit: a spreadsheet has formatted the cell.
      if beside.unit?.halfWidth.trimmedSpaces.hasPrefix("%") == true {
        return beside.node(number.digits, place, self, row)
      }
      if let unit = beside.unit {
        return fault(.percentageOf(text, unit: Bilingual(verbatim: unit)), .value, &self)
      }
      if case .number(let kind) = expectation, !kind.isShare, kind != .number {
        return fault(.percentageOf(text, unit: kind.unit), .value, &self)
      }
      return beside.node(number.fraction, place, self, row)
    case .content(.scalar(let number, quoted: false), _) where isDecimal(number):
      if let unit = beside.unit, unit.utf8.count == 3, unit.utf8.allSatisfy({ (48...57).contains($0) }) {
        return fault(.numberAsUnit(unit, digits: number), .unit, &self)
      }
      return beside.node(number, place, self, row)
    case .content(let content, let count):
      values += count
      checkBeside(text, beside, row)
      return SourceNode(content, at: place)
    }
  }

  /// What stands beside the value of a row.
  private struct Beside {
    var unit: String?
    var source: String?
    var note: String?
    var status: SheetStatus
    var order: [String]

    var isEmpty: Bool {
      unit == nil && source == nil && note == nil && status.assumed == nil && status.atLeast == nil
        && order.isEmpty
    }

    /// The number alone, or with its source.
    func node(_ digits: String, _ place: Place, _ reader: SheetReader, _ row: TableRow) -> SourceNode {
      guard !isEmpty else { return SourceNode(.scalar(text: digits, quoted: false), at: place) }
      let number = SheetSourced(
        value: digits, unit: unit, source: source, note: note, status: status, order: order)
      return number.node { reader.place($0, row) }
    }
  }

  private mutating func beside(_ row: TableRow) -> Beside {
    let (status, unknown) = SheetStatus.read(cell(.status, row))
    if let unknown { note(.unknownStatus(unknown), row, .status, path: cell(.id, row)) }
    let order = cell(.order, row).split { $0 == " " || $0 == "," }.map(String.init)
    if let wrong = order.first(where: { !SheetSourced.keys.contains($0) }) {
      note(.unknownOrder(wrong), row, .order, path: cell(.id, row))
    }
    return Beside(
      unit: SheetCell.string(cell(.unit, row)), source: SheetCell.string(cell(.source, row)),
      note: SheetCell.string(cell(.note, row)), status: status, order: order)
  }

  /// What belongs to numbers only, beside a value that is none.
  private mutating func checkBeside(_ text: String, _ beside: Beside, _ row: TableRow) {
    let path = cell(.id, row)
    if beside.unit != nil { note(.unitBesideText(text), row, .unit, path: path) }
    if beside.status.assumed != nil || beside.status.atLeast != nil {
      note(.statusBesideText(text), row, .status, path: path)
    }
    if beside.source != nil { note(.wordsBesideText(.source), row, .source, path: path) }
    if beside.note != nil { note(.wordsBesideText(.note), row, .note, path: path) }
  }

  /// A list or group that is not strict JSON, by the rules of scenario files: `[works, fees]`.
  private mutating func looselyRead(_ text: String, _ row: TableRow) -> SourceNode? {
    guard !hasMore else { return nil }
    let (tree, _) = readText(Array("{\"value\": \(text)}".utf8), file: file)
    guard let tree, tree.keys == ["value"], let value = tree["value"] else {
      note(.notJSON(text), row, .value, path: cell(.id, row))
      return nil
    }
    values += value.count
    return value.placed(at: place(.value, row))
  }

  // MARK: Findings

  func place(_ column: SheetColumn, _ row: TableRow) -> Place {
    Place(file: file, line: row.number, column: (header.positions[column] ?? 0) + 1)
  }

  private mutating func note(_ fault: SheetFault, _ row: TableRow, _ column: SheetColumn, path: String = "") {
    note(fault, at: place(column, row), path: path)
  }

  private mutating func note(_ fault: SheetFault, row: Int, column: Int) {
    note(fault, at: Place(file: file, line: row, column: column + 1), path: "")
  }

  private mutating func note(_ fault: SheetFault, at place: Place, path: String) {
    guard found.count < SourceScan.mostFaults else {
      // An error is never lost behind warnings.
      if fault.severity == .error, !found.contains(where: { $0.severity == .error }) {
        found.removeLast()
        found.append(fault.finding(path: path, at: place))
      }
      hasMore = true
      return
    }
    found.append(fault.finding(path: path, at: place))
  }

  /// In the order of rows and columns.
  var sortedFindings: [Finding] {
    let places = found.enumerated().map { number, finding in
      (finding.place?.line ?? 0, finding.place?.column ?? 0, number)
    }
    let sorted = places.sorted { $0 < $1 }.map { found[$0.2] }.withoutEchoes
    guard hasMore else { return sorted }
    return sorted + [SheetFault.moreFaults.finding(path: "", at: Place(file: file, line: 1, column: 1))]
  }
}

extension SourceNode {
  /// Values in the tree, itself included.
  fileprivate var count: Int {
    switch content {
    case .mapping(let entries): 1 + entries.reduce(0) { $0 + $1.value.count }
    case .sequence(let items): 1 + items.reduce(0) { $0 + $1.count }
    default: 1
    }
  }

  /// The same tree, all of it at one place.
  fileprivate func placed(at place: Place) -> SourceNode {
    switch content {
    case .mapping(let entries):
      let moved = entries.map { Entry(key: $0.key, keyPlace: place, value: $0.value.placed(at: place)) }
      return SourceNode(.mapping(moved), at: place)
    case .sequence(let items): return SourceNode(.sequence(items.map { $0.placed(at: place) }), at: place)
    default: return SourceNode(content, at: place)
    }
  }
}
