package import FundFormula

/// A table of unprinted values: a writer rounds, aligns and leaves out, the table only says what is what.
package struct Table: Sendable, Hashable, Codable {
  /// A stable name, `balance`.
  package var id: String
  package var title: Bilingual
  package var columns: [Column]
  package var rows: [Row]
  package var notes: [Bilingual]
  /// The id of the column that names the rows; it takes the indent.
  package var labelColumn: String
  /// How many leading columns every page repeats: where the page is too narrow, the other columns are spread over
  /// several tables and none is left out. Nil for a table that drops columns by importance.
  package var repeatedColumns: Int?

  /// A table whose every row has as many cells as there are columns.
  ///
  /// - Parameters:
  ///   - labelColumn: the id of the column that names the rows; the first column when nil.
  ///   - repeatedColumns: how many leading columns every page repeats; nil where columns are dropped instead.
  package init(
    id: String, title: Bilingual, columns: [Column], rows: [Row], notes: [Bilingual] = [],
    labelColumn: String? = nil, repeatedColumns: Int? = nil
  ) {
    for row in rows {
      precondition(
        row.cells.count == columns.count,
        "row \(row.id) of table \(id) has \(row.cells.count) cells for \(columns.count) columns")
    }
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.labelColumn = labelColumn ?? columns.first?.id ?? ""
    self.repeatedColumns = repeatedColumns
  }

  /// One column: what it is called, how it stands, when it may go.
  package struct Column: Sendable, Hashable, Codable {
    package var id: String
    /// The title without its unit.
    package var title: Bilingual
    package var alignment: Alignment
    /// 0 is never dropped; of the others the highest goes first when the page is narrow.
    package var importance: Int
    /// The unit all cells share, printed behind the title; nil where the cells carry their own (11.32%).
    package var unit: PrintedUnit?

    package init(
      id: String, title: Bilingual, alignment: Alignment = .leading, importance: Int = 0,
      unit: PrintedUnit? = nil
    ) {
      self.id = id
      self.title = title
      self.alignment = alignment
      self.importance = importance
      self.unit = unit
    }
  }

  package enum Alignment: String, Sendable, Codable { case leading, centre, trailing }

  /// A unit that a title or a cell names. Money follows the unit of the report (and is yuan in a data file).
  package enum PrintedUnit: Sendable, Hashable, Codable {
    /// The report's money unit.
    case money
    /// The report's money unit for one of something: 万元/户.
    case moneyPer(Bilingual)
    /// Yuan in every report: the bill of a household.
    case yuan
    /// A fraction, printed as per cent.
    case percent
    case ratio
    case years
    /// Any other: 元/㎡, 户.
    case named(Bilingual)
  }

  /// One row of cells.
  package struct Row: Sendable, Hashable, Codable {
    package var id: String
    package var cells: [Cell]
    package var indent: Int
    package var style: Style
    /// The id of the row in which this one is an addend.
    package var addsTo: String?
    /// The id of the row from which this one is taken away.
    package var subtractsFrom: String?

    package init(
      id: String, cells: [Cell], indent: Int = 0, style: Style = .normal, addsTo: String? = nil,
      subtractsFrom: String? = nil
    ) {
      self.id = id
      self.cells = cells
      self.indent = indent
      self.style = style
      self.addsTo = addsTo
      self.subtractsFrom = subtractsFrom
    }
  }

  package enum Style: String, Sendable, Codable { case normal, total, heading, emphasis }

  /// One value, unrounded, or the reason why there is none.
  package indirect enum Cell: Sendable, Hashable, Codable {
    case empty
    case text(Bilingual)
    /// The name of a row whose numbers share a unit: 项目总投资（万元）.
    case titled(Bilingual, unit: PrintedUnit)
    /// Yuan, printed in the report's money unit.
    case amount(Double)
    /// Yuan, printed in yuan without places: the bill of a household.
    case amountYuan(Double)
    /// A fraction of a whole, printed as per cent.
    case share(Double)
    /// A fraction per year, printed as per cent.
    case rate(Double)
    /// A relative change as a fraction, printed as per cent with its sign.
    case change(Double)
    /// A multiple, printed with 倍 or ×.
    case ratio(Double)
    case years(Double)
    case count(Double)
    case number(Double, decimals: Int)
    /// The name of a unit, for rows of different units.
    case unit(PrintedUnit)
    /// No value, and why.
    case missing(Bilingual)
    /// A number less another one: its sign always shown, shares and rates in percentage points.
    case difference(Cell)
    /// A cell with a mark behind it: ※ for an assumed number.
    case flagged(Cell, mark: String)
    /// A number with its place in the range of its table, from 0 to 1: shaded where there is colour.
    case shaded(Cell, heat: Double)

    /// The number in its base unit (yuan, fraction); nil for a cell that holds none.
    package var number: Double? {
      switch self {
      case .amount(let value), .amountYuan(let value), .share(let value), .rate(let value),
        .change(let value), .ratio(let value), .years(let value), .count(let value):
        value
      case .number(let value, decimals: _): value
      case .flagged(let cell, mark: _), .difference(let cell), .shaded(let cell, heat: _): cell.number
      case .empty, .text, .titled, .unit, .missing: nil
      }
    }
  }
}
