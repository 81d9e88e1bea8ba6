// A table as every reader of one gets it: opened, decoded, parted into cells. What columns and rows mean is the readers'
// (parameter sheets, communities, regions); how a file is a table, and how a number stands in a cell, is said here alone.

import FundFormula

/// The rows of a table as the file has them.
struct TableSource {
  let file: String
  let separator: TableSeparator
  /// Rows that hold something and are no remarks, the first being the head.
  let rows: [TableRow]
  /// Rows that are remarks of the author, passed over by all readers.
  let remarks: [TableRow]
  /// Faults of the text and cells that hold a spreadsheet's error; what else is said of those cells is an echo.
  let findings: [Finding]

  /// Reads a table: UTF-8, UTF-16 in either order, or GB18030, with or without byte order mark; comma, semicolon or tab;
  /// any line ends. Either a table (with findings beside it) or at least one error. O(bytes).
  ///
  /// - Parameter most: rows read at most, so that a table beyond it is told and not held.
  static func read(_ bytes: [UInt8], file: String, most: Int = .max) -> Result<TableSource, TableRefusal> {
    decoded(bytes, file: file).map { TableSource($0, file: file, most: most) }
  }

  /// The place of a cell, its column from 0.
  func place(_ row: Int, _ column: Int) -> Place { Place(file: file, line: row, column: column + 1) }

  private init(_ bytes: [UInt8], file: String, most: Int) {
    self.file = file
    separator = TableSeparator(of: bytes)
    var text = TableText(bytes, partedBy: separator)
    var (rows, remarks, findings): ([TableRow], [TableRow], [Finding]) = ([], [], [])
    while rows.count < most, let row = text.next() {
      guard !row.isBlank else { continue }
      guard !row.isRemark else {
        remarks.append(row)
        continue
      }
      rows.append(row)
      // Beyond a hundred nobody reads on.
      guard findings.count <= SourceScan.mostFaults else { continue }
      for column in row.cells.indices where SpreadsheetError.stands(in: row[column]) {
        let place = Place(file: file, line: row.number, column: column + 1)
        findings.append(TableFault.spreadsheetError(row[column]).finding(at: place))
      }
    }
    if let head = rows.first, let sign = Self.signOfOneCell(head) {
      let place = Place(file: file, line: head.number, column: 1)
      findings.append(TableFault.otherSeparator(sign).finding(at: place))
    }
    for fault in text.faults {
      let (fault, row, column): (TableFault, Int, Int) =
        switch fault {
        case .unclosedQuote(let row, let column): (.unclosedQuote, row, column)
        case .textAfterQuote(let row, let column): (.textAfterQuote, row, column)
        }
      findings.append(fault.finding(at: Place(file: file, line: row, column: column + 1)))
    }
    (self.rows, self.remarks, self.findings) = (rows, remarks, findings)
  }

  /// The sign that parts the words of a head that is one cell; nil where there are several, or one word.
  private static func signOfOneCell(_ head: TableRow) -> Character? {
    guard head.cells.count == 1 else { return nil }
    return head[0].first { "，；、|｜".contains($0) }
  }

  // MARK: Decoding

  private static func decoded(_ bytes: [UInt8], file: String) -> Result<[UInt8], TableRefusal> {
    let start = Place(file: file, line: 1, column: 1)
    if let foreign = ForeignFile(bytes) { return .failure(TableRefusal([foreign.finding(file: file)])) }
    guard bytes.count <= largestSource else {
      return .failure(TableRefusal([TableFault.tooLarge.finding(at: start)]))
    }
    guard let text = utf8(bytes) else {
      return .failure(TableRefusal([TableFault.encoding.finding(at: start)]))
    }
    let source = SourceText(text, file: file)
    let faults = source.encodingFaults()
    return faults.isEmpty
      ? .success(source.bytes) : .failure(TableRefusal(scanFindings(faults, in: source)))
  }

  /// The text as UTF-8; nil where its encoding is none of those known.
  private static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
    if bytes.starts(with: [0xFF, 0xFE]) { return decodedUTF16(bytes.dropFirst(2), bigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return decodedUTF16(bytes.dropFirst(2), bigEndian: true) }
    if let bigEndian = orderOfUTF16(bytes) { return decodedUTF16(bytes[...], bigEndian: bigEndian) }
    return String(validating: bytes, as: UTF8.self) == nil ? decodedGB18030(bytes) : bytes
  }

  private static func decodedUTF16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let (high, low) = bigEndian ? (0, 1) : (1, 0)
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { start in
      UInt16(bytes[start + high]) << 8 | UInt16(bytes[start + low])
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  /// The order of UTF-16 without a mark, by the zeros beside line ends and separators, which no text in UTF-8 or GB18030
  /// holds; nil where the bytes are not in it.
  private static func orderOfUTF16(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count.isMultiple(of: 2), bytes.contains(0) else { return nil }
    var (big, little) = (0, 0)
    for start in stride(from: 0, to: bytes.count, by: 2) {
      let (first, second) = (bytes[start], bytes[start + 1])
      if first == 0, second != 0, second < 0x80 { big += 1 }
      if second == 0, first != 0, first < 0x80 { little += 1 }
    }
    return big == little ? nil : big > little
  }
}

/// Why there is no table: at least one error.
struct TableRefusal: Error {
  let findings: [Finding]
  init(_ findings: [Finding]) { self.findings = findings }
}

// MARK: - What is passed over

extension TableSource {
  /// That rows (and columns) are passed over, counted, so that a name that begins with `#` is not lost unseen; nil where
  /// none are.
  ///
  /// - Parameters:
  ///   - rows: the remarks worth a word.
  ///   - columns: titles of columns that hold remarks.
  func passedOver(rows: [TableRow], columns: [String] = []) -> Finding? {
    guard let first = rows.first?.number ?? (columns.isEmpty ? nil : self.rows.first?.number) else {
      return nil
    }
    let numbers = rows.prefix(6).map { String($0.number) }
    let (moreEn, moreZh) = rows.count > 6 ? (", …", "等") : ("", "")
    var (en, zh): ([String], [String]) = ([], [])
    if !rows.isEmpty {
      en.append(
        "\(rows.count) row\(rows.count == 1 ? "" : "s") of remarks (\(numbers.joined(separator: ", "))\(moreEn))"
      )
      zh.append("\(rows.count) 行说明（第 \(numbers.joined(separator: "、"))\(moreZh) 行）")
    }
    if !columns.isEmpty {
      let titles = columns.map(\.excerpt)
      en.append(
        "\(columns.count) column\(columns.count == 1 ? "" : "s") of remarks (\(titles.joined(separator: ", ")))"
      )
      zh.append("\(columns.count) 列备注（\(titles.joined(separator: "、"))）")
    }
    return Finding(
      .notice, check: .remarks, at: place(first, 0),
      Bilingual(
        en: "Passed over in the table: \(en.joined(separator: " and ")).",
        zh: "表格中未读取：\(zh.joined(separator: "、"))。"))
  }
}

extension [Finding] {
  /// Without what is said a second time of a cell that holds a spreadsheet's error.
  var withoutEchoes: [Finding] {
    let told = Set(filter { $0.check == CheckName.spreadsheetError.rawValue }.compactMap(\.place))
    guard !told.isEmpty else { return self }
    return filter { finding in
      finding.check == CheckName.spreadsheetError.rawValue || finding.place.map { !told.contains($0) } ?? true
    }
  }
}
