import FundFormula

/// A region that shares a sum by factors, as a table gives it.
package struct Region: Sendable, Hashable {
  package let name: String
  /// Area, households, buildings, communities, in the order of the factors.
  package let factors: [Double]
  package let difficulty: Double
}

/// Reads a table of regions from comma-separated text: 地区, 面积, 户数, 楼栋, 小区, 困难系数 (or region, area, households,
/// buildings, communities, difficulty), columns in any order. Either all regions or at least one error.
package func readRegions(_ bytes: [UInt8], file: String) -> ([Region], [Finding]) {
  let decoded = String(validating: bytes, as: UTF8.self) == nil ? decodedGB18030(bytes) ?? bytes : bytes
  let content = decoded.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(decoded.dropFirst(3)) : decoded
  var reader = RegionReader(file: file)
  let regions = reader.regions(content)
  return (reader.findings.isEmpty ? regions : [], reader.findings)
}

private struct RegionReader {
  let file: String
  var findings: [Finding] = []

  private static let columns: [(id: String, names: [String])] = [
    ("region", ["地区", "region", "name", "名称"]), ("area", ["面积", "建筑面积", "改造面积", "area"]),
    ("households", ["户数", "households"]), ("buildings", ["楼栋", "楼栋数", "buildings"]),
    ("communities", ["小区", "小区数", "communities"]), ("difficulty", ["困难系数", "财政困难系数", "difficulty"]),
  ]
  private static let most = 10_000

  init(file: String) { self.file = file }

  mutating func regions(_ bytes: [UInt8]) -> [Region] {
    var text = SheetText(bytes, separator: UInt8(ascii: ","))
    var rows: [SheetRow] = []
    while rows.count <= Self.most, let row = text.next() {
      if !row.isBlank, !row.isRemark { rows.append(row) }
    }
    guard text.faults.isEmpty, rows.count <= Self.most else {
      fault(
        1, 1, en: "The table cannot be read: a quote is not closed, or it has more than \(Self.most) rows.",
        zh: "表格无法读取：引号未闭合，或超过 \(Self.most) 行。")
      return []
    }
    guard let head = rows.first else {
      fault(1, 1, en: "The table has no rows.", zh: "表格没有内容。")
      return []
    }
    var places: [String: Int] = [:]
    for (id, names) in Self.columns {
      // A unit in brackets is no part of the name: shares do not hang on it.
      places[id] = head.cells.firstIndex { cell in
        let name = cell.split(whereSeparator: { "（(".contains($0) }).first.map(String.init) ?? ""
        return names.contains(name.trimmedSpaces.lowercased())
      }
    }
    for (id, names) in Self.columns where places[id] == nil && id != "difficulty" {
      fault(
        head.number, 1, en: "The table has no column `\(id)` (\(names[0])).", zh: "表格缺少“\(names[0])”（\(id)）列。"
      )
    }
    guard findings.isEmpty else { return [] }
    if rows.count == 1 { fault(head.number, 1, en: "The table names no region.", zh: "表格没有地区。") }
    for row in rows.dropFirst()
    where ["合计", "小计", "总计", "total", "sum"].contains(row[places["region"]].lowercased()) {
      fault(
        row.number, (places["region"] ?? 0) + 1,
        en: "“\(row[places["region"]])” is a sum, no region: it would get half of all.",
        zh: "“\(row[places["region"]])”是合计行，不是地区，会分走一半资金；请删去该行。")
    }
    return rows.dropFirst().map { row in
      func number(_ id: String, default usual: Double? = nil) -> Double {
        let place = places[id]
        let cell = row[place].replacing(",", with: "")
        if cell.isEmpty, let usual { return usual }
        guard let value = Double(cell), value.isFinite, value >= 0, value < 1e15 else {
          fault(
            row.number, (place ?? 0) + 1, en: "“\(row[place].excerpt)” is no number of \(id).",
            zh: "“\(Self.columns.first { $0.id == id }?.names[0] ?? id)”列的“\(row[place].excerpt)”不是有效数值。")
          return 0
        }
        return value
      }
      return Region(
        name: row[places["region"]],
        factors: ["area", "households", "buildings", "communities"].map { number($0) },
        difficulty: number("difficulty", default: 1))
    }
  }

  private mutating func fault(_ line: Int, _ column: Int, en: String, zh: String) {
    findings.append(
      Finding(
        check: .unreadCell, at: Place(file: file, line: line, column: column), Bilingual(en: en, zh: zh),
        remedy: Bilingual(
          en: "Columns: region, area, households, buildings, communities, difficulty (1 where left out).",
          zh: "列名：地区、面积、户数、楼栋、小区、困难系数（缺省为 1）。")))
  }
}
