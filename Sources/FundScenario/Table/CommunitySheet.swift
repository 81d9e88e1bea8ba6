import FundFormula

/// The communities of a programme as a table gives them: one row each, its cells as written. What the columns mean is
/// asked of the template.
package struct CommunitySheet: Sendable {
  /// A column of values.
  package struct Column: Sendable {
    /// From 0, as the file has them.
    package let position: Int
    /// The first row's cell; a unit may stand behind it in brackets.
    package let title: String
    /// What the row of units says; nil where it says nothing.
    package let unit: String?
  }

  package struct Row: Sendable {
    /// From 1, counted as a spreadsheet counts.
    package let number: Int
    package let name: String
    /// Empty where the table has no column of ids.
    package let id: String
    /// What it belongs to, one for each column that groups.
    package let groups: [String]
    /// By column of values; empty where the template's value holds.
    package let cells: [String]
  }

  package let file: String
  /// What parts its cells: it tells how numbers may be written in them.
  package let separator: TableSeparator
  /// The number of the row that names the columns.
  package let header: Int
  /// The column that names the communities.
  package let names: Column
  package let hasIDs: Bool
  /// The columns that group: 区县, 街道.
  package let groupings: [Column]
  package let columns: [Column]
  package let rows: [Row]

  /// The place of a cell.
  package func place(_ row: Int, _ column: Column) -> Place {
    Place(file: file, line: row, column: column.position + 1)
  }

  /// The most communities of one table.
  package static let mostRows = 20_000
  /// The most columns.
  package static let mostColumns = 200
}

/// What a column of the table is for, by its title.
enum CommunityRole {
  case name, id, group, remark, unit

  /// The words that mean it; in lower case.
  private var words: [String] {
    switch self {
    case .name: ["名称", "小区", "小区名称", "项目名称", "社区", "社区名称", "name", "community"]
    case .id: ["编号", "序号", "代码", "小区编号", "小区代码", "id", "no", "no.", "code"]
    case .group:
      [
        "区县", "区", "县区", "区（县）", "区(县)", "城区", "行政区", "所属区县", "街道", "所属街道", "片区", "所属片区", "分组", "group",
        "district", "subdistrict",
      ]
    case .remark: ["备注", "说明", "note", "notes", "remark", "remarks"]
    // In the column of names: the row of units.
    case .unit: ["单位", "计量单位", "unit", "units"]
    }
  }

  func matches(_ title: String) -> Bool {
    if self == .remark, title.hasPrefix("#"), !SpreadsheetError.stands(in: title) { return true }
    return words.contains(title.lowercased())
  }
}
