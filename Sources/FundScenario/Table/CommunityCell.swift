package import FundFormula
package import FundModel

/// Why a cell of a programme's table is no number of its column.
package enum CommunityCellFault: Error, Sendable {
  case notANumber(CellNumber.Fault)
  /// A length or term that is no whole number.
  case notWhole
  /// A percentage where something else is measured.
  case percentage
  case unit(UnitFault)

  package var check: CheckName {
    switch self {
    case .notANumber(let fault): fault.check
    case .notWhole: .wholeNumber
    case .percentage, .unit: .unit
    }
  }

  /// What is wrong, without its subject, and what would mend it.
  package func words(_ cell: String, _ kind: UnitKind, unit: String?) -> (Bilingual, Bilingual?) {
    let (text, own) = (cell.excerpt, unit.map(Bilingual.init(verbatim:)) ?? kind.unit)
    switch self {
    case .notANumber(let fault):
      return fault.words(cell) ?? (
        Bilingual(en: "`\(text)` is no number.", zh: "“\(text)”不是数字。"),
        Bilingual(
          en:
            "Write digits, with a unit behind them if wanted; leave the cell empty where the template's value holds.",
          zh: "请填写数字（可带单位）；沿用模板取值时留空。")
      )
    case .notWhole:
      return (
        Bilingual(
          en: "`\(text)` is no whole number of \(kind.unit.en).", zh: "“\(text)”不是整数（\(kind.unit.zh)）。"),
        Bilingual(en: "Lengths and terms are whole numbers.", zh: "时长、期限须为整数。")
      )
    case .percentage:
      return (
        Bilingual(
          en: "`\(text)` is a percentage, and the column is in \(own.en).",
          zh: "“\(text)”是百分数，而本列的单位是\(own.zh)。"),
        Bilingual(
          en: "Write the number itself, and format the cell as a plain number.",
          zh: "请直接填写数字，并将单元格格式设为“常规”。")
      )
    case .unit(let fault): return (fault.message, fault.remedy)
    }
  }
}

extension UnitKind {
  /// The number of a cell in this kind's base unit: `6000`, `1,350`, `６０`, `6%`, `1.2万`, `19.79亿元`.
  ///
  /// - Parameters:
  ///   - unit: the column's; a unit in the cell itself goes before it. A bare number without either is in base units, and
  ///     so is one with 万 or 亿 alone.
  ///   - factor: what one of the column's unit is in base units.
  ///   - separator: what parts the cells of the table.
  package func number(
    inCell cell: String, unit: String?, factor: NumberUnit, partedBy separator: TableSeparator = .comma
  ) -> Result<Double, CommunityCellFault> {
    switch CellNumber.read(cell, partedBy: separator) {
    case .success(let number):
      // Beside the unit % a percentage is so many of that unit: a spreadsheet has formatted the cell.
      if !number.isPercentage || unit?.halfWidth.trimmedSpaces.hasPrefix("%") == true {
        return scaled(number.digits, by: factor).map { .success($0) } ?? .failure(.notANumber(.notANumber))
      }
      guard unit == nil, isShare || self == .number || self == .ratePerYear else {
        return .failure(.percentage)
      }
      return measured(number.digits, "%")
    case .failure(.notANumber): return number(withUnit: cell.halfWidth, partedBy: separator)
    case .failure(let fault): return .failure(.notANumber(fault))
    }
  }

  private func number(
    withUnit cell: String, partedBy separator: TableSeparator
  ) -> Result<Double, CommunityCellFault> {
    guard let (number, own) = cell.numberWithUnit else { return .failure(.notANumber(.notANumber)) }
    if case .failure(let fault) = CellNumber.read(number, partedBy: separator) {
      return .failure(.notANumber(fault))
    }
    // 1.2万 of something is 1.2 万 of its base unit.
    if let plain = NumberUnit(own), plain.dimension == .none, plain.power > 0, !accepts(plain) {
      return measured(number, own + self.unit.zh)
    }
    return measured(number, own)
  }

  private func measured(_ digits: String, _ unit: String) -> Result<Double, CommunityCellFault> {
    converted(digits, unit: unit).mapError { fault in
      if case .notANumber = fault { .notANumber(.notANumber) } else { .unit(fault) }
    }
  }
}

extension DeclaredInput {
  /// What a cell says of a number or date that shapes the calculation, as `--set` takes it: whole numbers as digits,
  /// dates as months (`2025/3/1` is 2025-03), anything else as it stands.
  package func setting(
    inCell cell: String, unit columnUnit: String?, factor: NumberUnit,
    partedBy separator: TableSeparator = .comma
  ) -> Result<String, CommunityCellFault> {
    switch value {
    case .number?:
      let read = (unit ?? .number).number(
        inCell: cell, unit: columnUnit, factor: factor, partedBy: separator)
      return read.flatMap { number in
        guard number == number.rounded(), abs(number) < 1e9 else { return .failure(.notWhole) }
        return .success("\(Int(number))")
      }
    case .other(.moment)?:
      if case .month(let month)? = SheetDate(cell) { return .success(month) }
      return .success(CellJSON.string(cell) ?? cell)
    default: return .success(cell)
    }
  }
}
