package import FundFormula

/// A total whose printed addends do not give the printed total, though the unrounded ones do.
package struct RoundingDifference: Sendable, Hashable {
  /// The id of the column.
  package var column: String
  /// The id of the total's row.
  package var total: String
  /// Printed total − sum of the printed addends, in units of the last printed place.
  package var unitsOfLastPlace: Int
}

extension Table {
  /// What a writer prints below a table that seems not to add.
  package static let roundingNote = Bilingual(
    en: "Figures may not add because of rounding.", zh: "尾差系四舍五入所致。")

  /// The totals that seem not to add when money is printed in `unit`.
  ///
  /// Rows say by `addsTo` and `subtractsFrom` what makes up which total. A column is looked at where the total
  /// and all its parts are numbers printed with the same places (empty cells count as nothing). A difference
  /// that rounding cannot explain (more than half a unit of the last place for each number) is no rounding
  /// difference and is not listed: it would be a fault, not to be excused by a note.
  /// Linear in the number of cells for each total.
  package func roundingDifferences(in unit: MoneyUnit) -> [RoundingDifference] {
    rows.flatMap { total -> [RoundingDifference] in
      let parts = rows.compactMap { row -> (row: Row, sign: Int)? in
        if row.addsTo == total.id { return (row, 1) }
        return row.subtractsFrom == total.id ? (row, -1) : nil
      }
      guard !parts.isEmpty else { return [] }
      return columns.indices.compactMap { index in
        guard let printed = total.cells[index].printedUnits(in: unit), let decimals = printed.decimals
        else { return nil }
        var sum = 0
        var count = 0
        for part in parts {
          if part.row.cells[index].isEmpty { continue }
          guard let addend = part.row.cells[index].printedUnits(in: unit), addend.decimals == decimals
          else { return nil }
          let (next, overflows) = sum.addingReportingOverflow(part.sign * addend.units)
          if overflows { return nil }
          sum = next
          count += 1
        }
        let difference = printed.units.subtractingReportingOverflow(sum)
        guard count > 0, !difference.overflow, difference.partialValue != 0,
          difference.partialValue.magnitude <= (count + 1) / 2
        else { return nil }
        return RoundingDifference(
          column: columns[index].id, total: total.id, unitsOfLastPlace: difference.partialValue)
      }
    }
  }

  /// The table's own notes, and the rounding note where a printed column seems not to add.
  package func printedNotes(in unit: MoneyUnit) -> [Bilingual] {
    roundingDifferences(in: unit).isEmpty ? notes : notes + [Self.roundingNote]
  }
}

extension Table.Cell {
  fileprivate var isEmpty: Bool { self == .empty }

  /// The printed number in units of its last place, and where that place is.
  fileprivate func printedUnits(in unit: MoneyUnit) -> (units: Int, decimals: Int?)? {
    let places: (decimals: Int, shift: Int)
    switch self {
    case .amount: places = (unit.decimals, -unit.power)
    case .amountYuan, .count: places = (0, 0)
    case .share: places = (2, 2)
    case .years: places = (2, 0)
    case .number(_, let decimals): places = (decimals, 0)
    case .flagged(let cell, mark: _): return cell.printedUnits(in: unit)
    case .empty, .text, .rate, .change, .ratio, .unit, .missing: return nil
    }
    guard let value = number, let decimal = DecimalText(value),
      let units = decimal.shifted(by: places.shift).units(decimals: places.decimals)
    else { return nil }
    return (units, places.decimals)
  }
}
