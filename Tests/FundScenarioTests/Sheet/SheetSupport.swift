import FundFormula
import FundScenario
import Testing

/// Reads `text` as the sheet `参数表.csv`.
func sheet(_ text: String) -> (SourceNode?, [Finding]) { readSource(Array(text.utf8), file: "参数表.csv") }

/// A sheet of these rows below the usual header; the first of them is row 2.
func sheet(rows: String...) -> (SourceNode?, [Finding]) {
  sheet((["编号,名称,数值,单位,依据,状态,备注"] + rows).joined(separator: "\r\n") + "\r\n")
}

/// The tree of a sheet as compact JSON; fails the test where it has findings.
func sheetTree(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
  let (tree, findings) = sheet(text)
  #expect(findings.map(\.summary) == [], sourceLocation: sourceLocation)
  return try #require(tree, sourceLocation: sourceLocation).json
}

extension SourceNode {
  /// Everything but places: keys in order, values, and what is text and what is not.
  var shape: String {
    switch content {
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.debugDescription):\($0.value.shape)" }.joined(separator: ",") + "}"
    case .sequence(let items): "[" + items.map(\.shape).joined(separator: ",") + "]"
    case .scalar(let text, _): string.map(\.debugDescription) ?? text
    case .null: "null"
    }
  }
}

/// The cells of comma-separated text: a reader of RFC 4180 of the tests' own, by characters where ours goes by bytes.
func cells(_ text: String) -> [[String]] {
  var rows: [[String]] = [[]]
  var cell = ""
  var isQuoted = false
  var scalars = Array(text.unicodeScalars)[...]
  while let scalar = scalars.popFirst() {
    switch (scalar, isQuoted) {
    case ("\"", true) where scalars.first == "\"":
      cell.unicodeScalars.append("\"")
      scalars = scalars.dropFirst()
    case ("\"", _): isQuoted.toggle()
    case (",", false):
      rows[rows.count - 1].append(cell)
      cell = ""
    case ("\r", false): break
    case ("\n", false):
      rows[rows.count - 1].append(cell)
      cell = ""
      rows.append([])
    default: cell.unicodeScalars.append(scalar)
    }
  }
  return rows.dropLast()
}
