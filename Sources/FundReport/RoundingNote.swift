package import FundFormula

/// A total whose printed addends do not give the printed total, though the unrounded ones do.
package struct RoundingDifference: Sendable, Hashable {
  /// The id of the column.
  package var column: String
  /// The id of the total's row.
  package var total: String
  /// Printed total − sum of the printed addends, in units of the last printed place.
  package var unitsOfLastPlace: Int

  package init(column: String, total: String, unitsOfLastPlace: Int) {
    self.column = column
    self.total = total
    self.unitsOfLastPlace = unitsOfLastPlace
  }
}

extension Table {
  /// What a writer prints below a table that seems not to add.
  package static let roundingNote = Bilingual(
    en: "Figures may not add because of rounding.", zh: "尾差系四舍五入所致。")

  /// The totals that seem not to add when money is printed in `unit`.
  ///
  /// Rows say by `addsTo` and `subtractsFrom` what makes up which total. A column is looked at where the total
  /// and all its parts are numbers printed with the same places (empty cells count as nothing). Where the
  /// unrounded numbers don't add either (to 1e-9 of the largest), rounding is not to blame and nothing is
  /// listed: that would be a fault, not to be excused by a note.
  /// Linear in the number of cells for each total.
  package func roundingDifferences(in unit: MoneyUnit) -> [RoundingDifference] {
    rows.flatMap { total -> [RoundingDifference] in
      let parts = rows.compactMap { row -> (row: Row, sign: Int)? in
        if row.addsTo == total.id { return (row, 1) }
        return row.subtractsFrom == total.id ? (row, -1) : nil
      }
      guard !parts.isEmpty else { return [] }
      return columns.indices.compactMap { index in
        difference(in: index, of: total, from: parts, unit: unit).map { units in
          RoundingDifference(column: columns[index].id, total: total.id, unitsOfLastPlace: units)
        }
      }
    }
  }

  /// Printed total − printed sum in one column; nil for none, or where rounding is not the reason.
  private func difference(
    in column: Int, of total: Row, from parts: [(row: Row, sign: Int)], unit: MoneyUnit
  ) -> Int? {
    guard let printed = total.cells[column].printedUnits(in: unit) else { return nil }
    var sum = 0
    var unrounded = 0.0
    var largest = printed.value.magnitude
    var isBare = true
    for part in parts where part.row.cells[column] != .empty {
      guard let addend = part.row.cells[column].printedUnits(in: unit), addend.decimals == printed.decimals
      else { return nil }
      let next = sum.addingReportingOverflow(part.sign * addend.units)
      if next.overflow { return nil }
      sum = next.partialValue
      unrounded += Double(part.sign) * addend.value
      largest = max(largest, addend.value.magnitude)
      isBare = false
    }
    let difference = printed.units.subtractingReportingOverflow(sum)
    let adds = abs(printed.value - unrounded) <= 1e-9 * largest
    return isBare || difference.overflow || difference.partialValue == 0 || !adds
      ? nil : difference.partialValue
  }

  /// The table's own notes, and the rounding note where a printed column seems not to add.
  package func printedNotes(in unit: MoneyUnit) -> [Bilingual] {
    roundingDifferences(in: unit).isEmpty ? notes : notes + [Self.roundingNote]
  }
}

extension Table.Cell {
  /// The number, the printed one in units of its last place, and where that place is.
  fileprivate func printedUnits(in unit: MoneyUnit) -> (value: Double, units: Int, decimals: Int)? {
    let places: (decimals: Int, shift: Int)
    switch self {
    case .amount: places = (unit.decimals, -unit.power)
    case .amountYuan, .count: places = (0, 0)
    case .share: places = (2, 2)
    case .years: places = (2, 0)
    case .number(_, let decimals): places = (decimals, 0)
    case .flagged(let cell, mark: _), .shaded(let cell, heat: _): return cell.printedUnits(in: unit)
    // A difference of shares is printed in points, which nothing adds up.
    case .difference: return nil
    case .empty, .text, .titled, .rate, .change, .ratio, .unit, .missing: return nil
    }
    guard let value = number, let decimal = DecimalText(value),
      let units = decimal.shifted(by: places.shift).units(decimals: places.decimals)
    else { return nil }
    return (value, units, places.decimals)
  }
}
