internal import CXLSXWriter
package import FundFormula

/// Why a workbook could not be written.
package enum WorkbookError: Error, Equatable {
  /// The file could not be written; the library's own words.
  case notWritten(String)
  /// A number that no workbook can hold, at this address.
  case notFinite(String)
  /// A text or formula that is too long or otherwise refused, at this address.
  case refused(String, String)
}

/// A workbook of nothing but cells: inputs, scalars and rows with live formulas, unformatted.
///
/// The proof of the cell forms stands on it, and a report may append its sheets to another workbook.
package struct BareWorkbook {
  /// Writes `cells`, those of a `WorkbookReading`, to the file at `path`, the same bytes each time.
  ///
  /// - Parameter cached: what a formula's cell shows until it is recalculated; the engine's value, or a poison.
  /// - Throws: `WorkbookError`.
  package static func write(
    _ cells: [WorkbookReading.Cell], to path: String, cached: (WorkbookReading.Cell) -> Double
  ) throws(WorkbookError) {
    guard let workbook = workbook_new(path) else { throw .notWritten("no workbook at \(path)") }
    var fault: WorkbookError?
    do throws(WorkbookError) {
      fixTime(of: workbook)
      try fill(workbook, cells, cached)
    } catch { fault = error }
    // Closing frees the workbook, so it is due even after a fault.
    let status = workbook_close(workbook)
    if let fault { throw fault }
    if status != LXW_NO_ERROR { throw .notWritten(text(of: status)) }
  }

  /// 2000-01-01 in place of now.
  private static func fixTime(of workbook: UnsafeMutablePointer<lxw_workbook>) {
    var properties = lxw_doc_properties()
    properties.created = 946_684_800
    workbook_set_properties(workbook, &properties)
  }

  private static func fill(
    _ workbook: UnsafeMutablePointer<lxw_workbook>, _ cells: [WorkbookReading.Cell],
    _ cached: (WorkbookReading.Cell) -> Double
  ) throws(WorkbookError) {
    var sheets: [WorkbookReading.Sheet: UnsafeMutablePointer<lxw_worksheet>] = [:]
    for sheet in WorkbookReading.Sheet.allCases {
      guard let made = workbook_add_worksheet(workbook, sheet.rawValue) else {
        throw .refused(sheet.rawValue, "no such sheet")
      }
      sheets[sheet] = made
    }
    for cell in cells {
      guard let sheet = sheets[cell.sheet] else { continue }
      let status = try write(cell, on: sheet, cached)
      if status != LXW_NO_ERROR { throw .refused(WorkbookReading.address(cell), text(of: status)) }
    }
  }

  private static func write(
    _ cell: WorkbookReading.Cell, on sheet: UnsafeMutablePointer<lxw_worksheet>,
    _ cached: (WorkbookReading.Cell) -> Double
  ) throws(WorkbookError) -> lxw_error {
    let (row, column) = (lxw_row_t(cell.row), lxw_col_t(cell.column))
    switch cell.content {
    // `write_string` keeps a leading `=` as text.
    case .text(let text):
      return text.isEmpty ? LXW_NO_ERROR : worksheet_write_string(sheet, row, column, text, nil)
    case .number(let number):
      guard number.isFinite else { throw .notFinite(WorkbookReading.address(cell)) }
      return worksheet_write_number(sheet, row, column, number, nil)
    case .formula(let formula, _, _):
      let shown = cached(cell)
      guard shown.isFinite else { throw .notFinite(WorkbookReading.address(cell)) }
      return worksheet_write_formula_num(sheet, row, column, "=" + formula, nil, shown)
    }
  }

  private static func text(of status: lxw_error) -> String {
    lxw_strerror(status).map { String(cString: $0) } ?? "error \(status.rawValue)"
  }
}
