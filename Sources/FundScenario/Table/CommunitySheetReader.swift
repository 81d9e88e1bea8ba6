import FundFormula

/// Reads the table of a programme's communities, a table as ``TableSource`` opens one; blank rows and remarks are passed
/// over, the remarks counted in a notice.
///
/// The first row names the columns. One names the communities (名称; without such a title the first column), others may
/// give an id (编号), group (区县, 街道) or hold remarks (备注, or a title that begins with `#`); all others are values. A
/// second row that begins with 单位 gives units. Beside errors there is a sheet too, of the rows that can be read, so that
/// what is wrong in their cells is told at once; without one there is at least one error. O(bytes).
package func readCommunities(_ bytes: [UInt8], file: String) -> (CommunitySheet?, [Finding]) {
  // One row more than is read: a table too long is told as one.
  switch TableSource.read(bytes, file: file, most: CommunitySheet.mostRows + 3) {
  case .failure(let refusal): return (nil, refusal.findings)
  case .success(let table):
    var reader = CommunityReader(table)
    let sheet = reader.sheet()
    return (sheet, reader.findings.inRowOrder)
  }
}

extension [Finding] {
  /// In the order of rows and columns; the first hundred, and that there are more.
  package var inRowOrder: [Finding] {
    let sorted = withoutEchoes.enumerated().sorted {
      ($0.element.place?.line ?? 0, $0.element.place?.column ?? 0, $0.offset)
        < ($1.element.place?.line ?? 0, $1.element.place?.column ?? 0, $1.offset)
    }.map(\.element)
    guard sorted.count > SourceScan.mostFaults, let file = sorted[0].place?.file else { return sorted }
    // An error is never lost behind warnings.
    let first = (sorted.filter { $0.severity == .error } + sorted.filter { $0.severity != .error }).prefix(
      SourceScan.mostFaults)
    return first + [SheetFault.moreFaults.finding(path: "", at: Place(file: file, line: 1, column: 1))]
  }
}

private struct CommunityReader {
  let table: TableSource
  var file: String { table.file }
  var findings: [Finding]

  init(_ table: TableSource) {
    self.table = table
    findings = table.findings
  }

  mutating func sheet() -> CommunitySheet? {
    let rows = table.rows
    guard let head = rows.first, let columns = columns(head, rows.dropFirst()) else {
      if findings.isEmpty { note(.emptyFile, 1, 0, Words.noRows) }
      return nil
    }
    if let passed = table.passedOver(rows: table.remarks, columns: columns.remarks.map { head[$0] }) {
      findings.append(passed)
    }
    var body = rows.dropFirst()
    var units: TableRow?
    if let first = body.first, CommunityRole.unit.matches(first[columns.name]) {
      units = first
      body = body.dropFirst()
    }
    if body.isEmpty, findings.isEmpty { note(.emptyFile, head.number, 0, Words.noRows) }
    if body.count > CommunitySheet.mostRows {
      note(.tooManyValues, body[body.startIndex + CommunitySheet.mostRows].number, 0, Words.tooManyRows)
      return nil
    }
    func column(_ position: Int) -> CommunitySheet.Column {
      let unit = units?[position] ?? ""
      return .init(position: position, title: head[position], unit: unit.isEmpty ? nil : unit)
    }
    let read = body.compactMap { row($0, columns, width: columns.width) }
    checkNames(read, columns)
    return CommunitySheet(
      file: file, separator: table.separator, header: head.number, names: column(columns.name),
      hasIDs: columns.id != nil,
      groupings: columns.groups.map(column), columns: columns.values.map(column), rows: read)
  }

  // MARK: Columns

  /// Which column is for what.
  private struct Columns {
    var name = 0
    var id: Int?
    var groups: [Int] = []
    var values: [Int] = []
    var remarks: [Int] = []
    /// Columns from the first to the last that has a title.
    var width = 0
  }

  private mutating func columns(_ head: TableRow, _ rows: ArraySlice<TableRow>) -> Columns? {
    var columns = Columns()
    columns.width = (head.cells.indices.last { !head[$0].isEmpty } ?? -1) + 1
    guard columns.width > 0 else { return nil }
    guard columns.width <= CommunitySheet.mostColumns else {
      note(.tooManyCells, head.number, CommunitySheet.mostColumns, Words.tooManyColumns)
      return nil
    }
    let titles = (0..<columns.width).map { head[$0] }
    let named = titles.indices.first { CommunityRole.name.matches(titles[$0]) }
    let isKept = [CommunityRole.id, .group, .remark].contains { $0.matches(titles[0]) }
    guard let name = named ?? (isKept || titles[0].isEmpty ? nil : 0) else {
      note(.missingColumn, head.number, 0, Words.noNames)
      return nil
    }
    columns.name = name
    for place in titles.indices where place != name {
      let title = titles[place]
      if title.isEmpty {
        if rows.contains(where: { !$0[place].isEmpty }) {
          note(.unknownColumn, head.number, place, Words.noTitle)
        }
      } else if CommunityRole.remark.matches(title) {
        columns.remarks.append(place)
      } else if let first = titles.firstIndex(of: title), first < place {
        note(.duplicateKey, head.number, place, Words.columnTwice(title))
      } else if CommunityRole.id.matches(title), columns.id == nil {
        columns.id = place
      } else if CommunityRole.group.matches(title) {
        columns.groups.append(place)
      } else {
        columns.values.append(place)
      }
    }
    return columns
  }

  // MARK: Rows

  private mutating func row(_ row: TableRow, _ columns: Columns, width: Int) -> CommunitySheet.Row? {
    let name = row[columns.name]
    if let extra = row.cells.indices.dropFirst(width).first(where: { !row[$0].isEmpty }) {
      note(.tooManyCells, row.number, extra, Words.tooLong(name, width))
    }
    if row.cells.count < width {
      note(.tooManyCells, row.number, row.cells.count - 1, Words.tooShort(name, row.cells.count, width))
      return nil
    }
    // Where the names are merged cells the word may stand beside: 合计 among the ids, 甲区小计 among the districts.
    let beside = name.isEmpty ? (columns.groups + [columns.id].compactMap { $0 }) : []
    if let total = ([columns.name] + beside).first(where: { TotalRow.isNamed(row[$0]) }) {
      note(.unreadCell, row.number, total, Words.total(row[total]))
      return nil
    }
    if name.isEmpty {
      note(.missingValue, row.number, columns.name, Words.noName)
      return nil
    }
    if name.hasPrefix("#"), !SpreadsheetError.stands(in: name) {
      let (message, remedy) = Words.signed(name)
      findings.append(
        Finding(.warning, check: .remarks, at: place(row.number, columns.name), message, remedy: remedy))
    }
    for group in columns.groups where row[group].isEmpty {
      note(.missingValue, row.number, group, Words.noGroup(name))
    }
    if let id = columns.id, row[id].isEmpty { note(.missingValue, row.number, id, Words.noID(name)) }
    return CommunitySheet.Row(
      number: row.number, name: name, id: row[columns.id], groups: columns.groups.map { row[$0] },
      cells: columns.values.map { row[$0] })
  }

  /// Two communities of one name may lie in different districts, not in one.
  private mutating func checkNames(_ rows: [CommunitySheet.Row], _ columns: Columns) {
    var (names, ids): ([[String]: Int], [String: Int]) = ([:], [:])
    for row in rows {
      let own = [row.name] + row.groups
      if let first = names[own] {
        note(.duplicateKey, row.number, columns.name, Words.nameTwice(row.name, first))
      } else {
        names[own] = row.number
      }
      guard let id = columns.id, !row.id.isEmpty else { continue }
      if let first = ids[row.id] {
        note(.duplicateKey, row.number, id, Words.idTwice(row.id, row.name, first))
      } else {
        ids[row.id] = row.number
      }
    }
  }

  // MARK: Findings

  private func place(_ row: Int, _ column: Int) -> Place {
    Place(file: file, line: row, column: column + 1)
  }

  private mutating func note(
    _ check: CheckName, _ row: Int, _ column: Int, _ words: (Bilingual, Bilingual?)
  ) {
    findings.append(Finding(check: check, at: place(row, column), words.0, remedy: words.1))
  }
}

private enum Words {
  typealias Pair = (Bilingual, Bilingual?)

  private static func say(_ en: String, _ zh: String, _ doEn: String, _ doZh: String) -> Pair {
    (Bilingual(en: en, zh: zh), Bilingual(en: doEn, zh: doZh))
  }

  static let noRows = say(
    "The table has no communities.", "表格中没有小区。",
    "The first row names the columns, each further row is a community.", "首行为列名，其后每行一个小区。")
  static let tooManyRows = say(
    "The table has more than \(CommunitySheet.mostRows) communities.",
    "表格中的小区超过 \(CommunitySheet.mostRows) 个。",
    "Split it, by district for instance.", "请拆分，例如每个区县一张表。")
  static let tooManyColumns = say(
    "The table has more than \(CommunitySheet.mostColumns) columns.", "表格超过 \(CommunitySheet.mostColumns) 列。",
    "Keep the columns that differ from community to community.", "请只保留各小区不同的参数列。")
  static let noNames = say(
    "No column names the communities.", "没有小区名称列。",
    "Call it name or community.", "请将该列命名为“名称”或“小区名称”。")
  static let noTitle = say(
    "This column has values, but no title.", "本列有内容，但首行没有列名。",
    "Name it by the path of a number, `project.households`; a title that begins with `#` is a remark.",
    "请以参数路径命名，如“project.households”；以 # 开头的列为备注。")
  static func columnTwice(_ title: String) -> Pair {
    say(
      "The column “\(title.excerpt)” is there twice.", "“\(title.excerpt)”列重复。",
      "Delete or rename one of them.",
      "请删去或改名其中一列。")
  }
  static func tooLong(_ name: String, _ width: Int) -> Pair {
    say(
      "“\(name.excerpt)”: the row has more cells than the \(width) columns of the first row.",
      "“\(name.excerpt)”：本行的单元格多于首行的 \(width) 列。",
      "Put a text or number that holds a comma in quotation marks.", "含逗号的文字或数字请加英文双引号。")
  }
  static func tooShort(_ name: String, _ count: Int, _ width: Int) -> Pair {
    say(
      "“\(name.excerpt)”: the row has \(count) cells, the first row \(width) columns.",
      "“\(name.excerpt)”：本行有 \(count) 个单元格，而首行有 \(width) 列。",
      "Leave a cell empty where the template's value holds, but keep its comma.", "沿用模板取值的单元格可留空，但应保留逗号。")
  }
  static func total(_ name: String) -> Pair {
    say(
      "“\(name.excerpt)” is a total or average, no community: it would be counted twice.",
      "“\(name.excerpt)”是合计行，不是小区，会重复计入。", "Delete the row, or put `# ` before it.",
      "请删去该行，或在行首加“# ”（井号加空格）作为说明。")
  }
  static let noName = say(
    "The community has no name.", "小区名称为空。", "Write its name; a row of remarks begins with `#` and a space.",
    "请填写名称；说明行请以“# ”（井号加空格）开头。")
  static func signed(_ name: String) -> Pair {
    say(
      "“\(name.excerpt)” is read as a community whose name begins with `#`.",
      "“\(name.excerpt)”以 # 开头，按小区名称读取。",
      "If the row is a remark, write a space behind the `#`.", "若为说明行，请在 # 后加一个空格。")
  }
  static func noGroup(_ name: String) -> Pair {
    say(
      "“\(name.excerpt)”: the cell that groups is empty.", "“\(name.excerpt)”：分组为空。",
      "Write what it belongs to, or delete the column.", "请填写所属分组，或删去该列。")
  }
  static func noID(_ name: String) -> Pair {
    say(
      "“\(name.excerpt)” has no id.", "“\(name.excerpt)”没有编号。", "Write it, or delete the column.",
      "请填写编号，或删去该列。")
  }
  static func nameTwice(_ name: String, _ first: Int) -> Pair {
    say(
      "“\(name.excerpt)” stands in row \(first) already.", "“\(name.excerpt)”已见于第 \(first) 行。",
      "Keep one row, or tell them apart by name or district.", "请保留一行，或以名称、区县加以区分。")
  }
  static func idTwice(_ id: String, _ name: String, _ first: Int) -> Pair {
    say(
      "“\(name.excerpt)”: the id `\(id.excerpt)` stands in row \(first) already.",
      "“\(name.excerpt)”：编号“\(id.excerpt)”已见于第 \(first) 行。", "Give each community an id of its own.",
      "请为每个小区填写不同的编号。")
  }
}
