import FundFormula

/// A region that shares a sum by factors, as a table gives it.
package struct Region: Sendable, Hashable {
  package let name: String
  /// Area, households, buildings, communities, in the order of the factors.
  package let factors: [Double]
  package let difficulty: Double
}

/// Reads a table of regions, a table as ``TableSource`` opens one: 地区, 面积, 户数, 楼栋, 小区, 困难系数 (or region, area,
/// households, buildings, communities, difficulty), columns in any order. Either all regions (with warnings and notices at
/// most) or at least one error.
package func readRegions(_ bytes: [UInt8], file: String) -> ([Region], [Finding]) {
  switch TableSource.read(bytes, file: file, most: RegionReader.most + 2) {
  case .failure(let refusal): return ([], refusal.findings)
  case .success(let table):
    var reader = RegionReader(table)
    let regions = reader.regions()
    let findings = reader.findings.inRowOrder
    return (findings.contains { $0.severity == .error } ? [] : regions, findings)
  }
}

private struct RegionReader {
  let table: TableSource
  var findings: [Finding]
  private var places: [Column: Int] = [:]

  static let most = 10_000

  init(_ table: TableSource) {
    self.table = table
    findings = table.findings
  }

  /// What a column is for.
  private enum Column: CaseIterable {
    case region, area, households, buildings, communities, difficulty

    static let factors: [Self] = [.area, .households, .buildings, .communities]

    /// The titles that mean it, in lower case; the first two are those told of.
    var titles: [String] {
      switch self {
      case .region: ["地区", "region", "name", "名称", "区县", "行政区"]
      case .area: ["面积", "area", "建筑面积", "改造面积"]
      case .households: ["户数", "households"]
      case .buildings: ["楼栋", "buildings", "楼栋数"]
      case .communities: ["小区", "communities", "小区数"]
      case .difficulty: ["困难系数", "difficulty", "财政困难系数"]
      }
    }

    var name: Bilingual { Bilingual(en: titles[1], zh: titles[0]) }

    /// A unit in brackets is no part of the title: shares do not hang on it.
    init?(title: String) {
      let name = title.split { "（(".contains($0) }.first.map { String($0).trimmedSpaces.lowercased() } ?? ""
      guard let column = Self.allCases.first(where: { $0.titles.contains(name) }) else { return nil }
      self = column
    }
  }

  mutating func regions() -> [Region] {
    guard let head = table.rows.first else {
      if findings.isEmpty { note(.emptyFile, 1, 0, Words.noRows) }
      return []
    }
    let width = readColumns(head)
    if let passed = table.passedOver(rows: table.remarks) { findings.append(passed) }
    guard Column.allCases.allSatisfy({ $0 == .difficulty || places[$0] != nil }) else { return [] }
    let rows = table.rows.dropFirst()
    if rows.isEmpty, findings.isEmpty { note(.emptyFile, head.number, 0, Words.noRegions) }
    guard rows.count <= Self.most else {
      note(.tooManyValues, rows[rows.startIndex + Self.most].number, 0, Words.tooMany)
      return []
    }
    let regions = rows.compactMap { region($0, width: width) }
    checkNames(rows)
    let factors = Column.factors.indices
    if !regions.isEmpty,
      regions.allSatisfy({ one in factors.allSatisfy { one.factors[$0] * one.difficulty == 0 } }),
      !findings.contains(where: { $0.severity == .error })
    {
      note(.outOfRange, rows[rows.startIndex].number, places[.area] ?? 0, Words.nothingToShareBy)
    }
    return regions
  }

  // MARK: Columns

  /// Where each column is; the number of columns up to the last with a title.
  private mutating func readColumns(_ head: TableRow) -> Int {
    let width = (head.cells.indices.last { !head[$0].isEmpty } ?? -1) + 1
    for place in 0..<width {
      let title = head[place]
      guard let column = Column(title: title) else {
        let isRead = !title.isEmpty || table.rows.dropFirst().contains { !$0[place].isEmpty }
        if isRead { note(.unknownColumn, head.number, place, Words.unknown(title), severity: .warning) }
        continue
      }
      if places[column] == nil {
        places[column] = place
      } else {
        note(.duplicateKey, head.number, place, Words.columnTwice(column.name))
      }
    }
    for column in Column.allCases where places[column] == nil && column != .difficulty {
      note(.missingColumn, head.number, 0, Words.missing(column.name))
    }
    return width
  }

  // MARK: Rows

  private mutating func region(_ row: TableRow, width: Int) -> Region? {
    let place = places[.region] ?? 0
    let name = row[place]
    if let extra = row.cells.indices.dropFirst(width).first(where: { !row[$0].isEmpty }) {
      note(.tooManyCells, row.number, extra, Words.tooLong(name, row.cells.count, width))
      return nil
    }
    if row.cells.count < width {
      note(.tooManyCells, row.number, row.cells.count - 1, Words.tooShort(name, row.cells.count, width))
      return nil
    }
    if TotalRow.isNamed(name) {
      note(.unreadCell, row.number, place, Words.total(name))
      return nil
    }
    if name.isEmpty { note(.missingValue, row.number, place, Words.noName) }
    return Region(
      name: name, factors: Column.factors.map { number($0, in: row) },
      difficulty: places[.difficulty] == nil ? 1 : number(.difficulty, in: row, orElse: 1))
  }

  /// The number of a cell; 0 beside a finding.
  private mutating func number(_ column: Column, in row: TableRow, orElse usual: Double? = nil) -> Double {
    let place = places[column] ?? 0
    let cell = row[place]
    if cell.isEmpty, let usual { return usual }
    switch CellNumber.read(cell, partedBy: table.separator) {
    case .success(let number) where number.isPercentage:
      note(.notANumber, row.number, place, Words.noNumber(cell, column.name))
    case .success(let number):
      if let value = Double(number.digits), (0..<1e15).contains(value) { return value }
      note(.outOfRange, row.number, place, Words.outOfRange(cell, column.name))
    case .failure(let fault):
      note(fault.check, row.number, place, fault.words(cell) ?? Words.noNumber(cell, column.name))
    }
    return 0
  }

  /// A region in two rows would share twice.
  private mutating func checkNames(_ rows: ArraySlice<TableRow>) {
    var first: [String: Int] = [:]
    for row in rows {
      let name = row[places[.region]]
      guard !name.isEmpty else { continue }
      if let other = first[name] {
        note(.duplicateKey, row.number, places[.region] ?? 0, Words.twice(name, other))
      } else {
        first[name] = row.number
      }
    }
  }

  private mutating func note(
    _ check: CheckName, _ row: Int, _ column: Int, _ words: (Bilingual, Bilingual),
    severity: Severity = .error
  ) {
    findings.append(
      Finding(severity, check: check, at: table.place(row, column), words.0, remedy: words.1))
  }
}

private enum Words {
  typealias Pair = (Bilingual, Bilingual)

  private static func say(_ en: String, _ zh: String, _ doEn: String, _ doZh: String) -> Pair {
    (Bilingual(en: en, zh: zh), Bilingual(en: doEn, zh: doZh))
  }

  private static let columns = (
    "Columns: region, area, households, buildings, communities, difficulty (1 where left out).",
    "列名：地区、面积、户数、楼栋、小区、困难系数（缺省为 1）。"
  )

  static let noRows = say("The table has no rows.", "表格没有内容。", columns.0, columns.1)
  static let noRegions = say(
    "The table names no region.", "表格没有地区。", "Write one row for each region.", "请为每个地区填写一行。")
  static let tooMany = say(
    "The table has more than \(RegionReader.most) regions.", "表格中的地区超过 \(RegionReader.most) 个。",
    "Divide among larger regions first.", "请先按上一级地区分配。")
  static func missing(_ name: Bilingual) -> Pair {
    say(
      "The table has no column `\(name.en)` (\(name.zh)).", "表格缺少“\(name.zh)”（\(name.en)）列。", columns.0,
      columns.1)
  }
  static func columnTwice(_ name: Bilingual) -> Pair {
    say(
      "The column `\(name.en)` is there twice.", "“\(name.zh)”列重复。", "Delete or rename one of them.",
      "请删去或改名其中一列。")
  }
  static func unknown(_ title: String) -> Pair {
    say(
      title.isEmpty ? "A column without a title is not read." : "The column `\(title.excerpt)` is not read.",
      title.isEmpty ? "没有列名的一列不会被读取。" : "“\(title.excerpt)”列不会被读取。", columns.0, columns.1)
  }
  static func tooLong(_ name: String, _ count: Int, _ width: Int) -> Pair {
    say(
      "“\(name.excerpt)”: the row has \(count) cells, the first row \(width) columns.",
      "“\(name.excerpt)”：本行有 \(count) 个单元格，而首行有 \(width) 列。",
      "Write numbers without commas, 1000 for 1,000, or in quotation marks.",
      "数字请不加千分位逗号（1,000 写成 1000），或加英文双引号。")
  }
  static func tooShort(_ name: String, _ count: Int, _ width: Int) -> Pair {
    say(
      "“\(name.excerpt)”: the row has \(count) cells, the first row \(width) columns.",
      "“\(name.excerpt)”：本行有 \(count) 个单元格，而首行有 \(width) 列。", "Write every cell; 0 where there is none.",
      "请填满各列，没有的填 0。")
  }
  static func total(_ name: String) -> Pair {
    say(
      "“\(name.excerpt)” is a total or average, no region: it would get a share of its own.",
      "“\(name.excerpt)”是合计行，不是地区，会多分走一份资金。", "Delete the row, or put `# ` before it.",
      "请删去该行，或在行首加“# ”（井号加空格）作为说明。")
  }
  static let noName = say("The region has no name.", "地区名称为空。", "Write its name.", "请填写地区名称。")
  static func twice(_ name: String, _ first: Int) -> Pair {
    say(
      "“\(name.excerpt)” stands in row \(first) already: it would share twice.",
      "“\(name.excerpt)”已见于第 \(first) 行，会重复参与分配。",
      "Keep one row, or add the two up.", "请只保留一行，或将两行相加。")
  }
  static func noNumber(_ cell: String, _ column: Bilingual) -> Pair {
    say(
      cell.isEmpty
        ? "The cell of `\(column.en)` is empty." : "`\(cell.excerpt)` is no number of \(column.en).",
      cell.isEmpty ? "“\(column.zh)”为空。" : "“\(column.zh)”列的“\(cell.excerpt)”不是有效数字。",
      "Write digits, such as 1200 or 3.5; 0 where there is none.", "请填写数字，如 1200、3.5；没有的填 0。")
  }
  static func outOfRange(_ cell: String, _ column: Bilingual) -> Pair {
    say(
      "\(cell.excerpt) cannot be a number of \(column.en): it must lie from 0 to 1e15.",
      "“\(column.zh)”不能为 \(cell.excerpt)，应在 0 至 1e15 之间。", "Check the sign and the unit.", "请核对正负号和单位。")
  }
  static let nothingToShareBy = say(
    "All factors of all regions are 0: there is nothing to share by.", "各地区的分配因素全部为 0，无从分配。",
    "Write area, households, buildings or communities of at least one region.", "请至少填写一个地区的面积、户数、楼栋或小区数。")
}
