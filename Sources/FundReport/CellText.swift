package import FundFormula

/// A cell as a reader sees it.
package struct PrintedCell: Sendable, Hashable {
  package var text: String
  /// The mark that hangs behind a number, without a space; empty for none.
  package var mark: String
  package var isNumber: Bool
  package var isNegative: Bool
  /// Where it stands in the range of its table, from 0 to 1; nil for cells that are not shaded.
  package var heat: Double?

  /// Text and mark in one string.
  package var whole: String { mark.isEmpty ? text : text + "\u{A0}" + mark }
}

/// Prints cells, units and titles in one language and one unit of money.
package struct CellText: Sendable {
  package var language: Language
  package var moneyUnit: MoneyUnit

  package init(language: Language, moneyUnit: MoneyUnit) {
    self.language = language
    self.moneyUnit = moneyUnit
  }

  /// The cell as it stands in a table whose titles carry the units.
  package func printed(_ cell: Table.Cell) -> PrintedCell {
    if case .flagged(let inner, let mark) = cell {
      var result = printed(inner)
      result.mark += mark
      return result
    }
    if case .shaded(let inner, let heat) = cell {
      var result = printed(inner)
      result.heat = heat
      return result
    }
    let text = self.text(of: cell)
    let isNumber = cell.number != nil
    return PrintedCell(text: text, mark: "", isNumber: isNumber, isNegative: isNumber && text.hasPrefix("-"))
  }

  /// The cell as it stands alone, with its unit: 6,000.00 万元.
  package func printedWithUnit(_ cell: Table.Cell) -> PrintedCell {
    var result = printed(cell)
    if let unit = cell.ownUnit { result.text += " " + name(of: unit) }
    return result
  }

  /// The unit's name in a report.
  package func name(of unit: Table.PrintedUnit) -> String {
    switch unit {
    case .money: moneyUnit.name[language]
    case .moneyPer(let one): moneyUnit.name[language] + "/" + one[language]
    case .yuan: MoneyUnit.yuan.name[language]
    case .percent: "%"
    case .ratio: Bilingual(en: "×", zh: "倍")[language]
    case .years: Bilingual(en: "years", zh: "年")[language]
    case .named(let name): name[language]
    }
  }

  /// The column's title with its unit: 金额（万元）.
  package func title(of column: Table.Column) -> String {
    titled(column.title, unit: column.unit.map { name(of: $0) })
  }

  /// `title` with `unit` in the brackets of the language.
  func titled(_ title: Bilingual, unit: String?) -> String {
    guard let unit, !unit.isEmpty else { return title[language] }
    return title[language] + Bilingual(en: " ", zh: "")[language] + bracketed(unit)
  }

  /// (wan yuan), （万元）.
  func bracketed(_ unit: String) -> String {
    Bilingual(en: "(\(unit))", zh: "（\(unit)）")[language]
  }

  private func text(of cell: Table.Cell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text), .missing(let text): text[language]
    case .amount(let yuan): NumberText.amount(yuan, in: moneyUnit)
    case .amountYuan(let yuan): NumberText.amount(yuan, in: .yuan, decimals: 0)
    case .share(let fraction): NumberText.share(fraction)
    case .rate(let fraction): NumberText.rate(fraction)
    case .change(let fraction): NumberText.change(fraction)
    case .ratio(let value): NumberText.ratio(value, language: language)
    case .years(let value): NumberText.years(value)
    case .count(let value): NumberText.count(value)
    case .number(let value, let decimals): NumberText.fixed(value, decimals: decimals)
    case .unit(let unit): name(of: unit)
    case .titled(let text, .percent), .titled(let text, .ratio): text[language]
    case .titled(let text, let unit): titled(text, unit: name(of: unit))
    case .difference(let cell): signed(difference(cell))
    case .flagged(let cell, mark: _), .shaded(let cell, heat: _): text(of: cell)
    }
  }

  private func difference(_ cell: Table.Cell) -> String {
    switch cell {
    case .share(let fraction), .rate(let fraction): NumberText.fixed(fraction, decimals: 2, shiftedBy: 2)
    default: text(of: cell)
    }
  }

  /// A plus sign before what is above zero as printed; `<0.01` says by itself on which side of zero it lies.
  private func signed(_ text: String) -> String {
    if text.hasPrefix("<") || text.hasPrefix(">") { return text }
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return isZero || text.hasPrefix("-") ? text : "+" + text
  }
}

extension Table.Cell {
  /// The unit that must follow the number where no title names it.
  var ownUnit: Table.PrintedUnit? {
    switch self {
    case .amount: .money
    case .amountYuan: .yuan
    case .years: .years
    case .flagged(let cell, mark: _), .difference(let cell), .shaded(let cell, heat: _): cell.ownUnit
    default: nil
    }
  }
}

extension Document {
  /// What an English reader needs to know of the unit of money; nil where the unit needs no words.
  package static func moneyNote(for unit: MoneyUnit, language: Language) -> String? {
    switch (language, unit) {
    case (.en, .wan): "1 wan yuan = 10,000 yuan"
    case (.en, .yi): "1 yi yuan = 100,000,000 yuan"
    case (.en, .yuan), (.zh, _): nil
    }
  }

  /// Whether any cell is an amount in the report's unit of money.
  package var hasAmounts: Bool {
    blocks.contains { block in
      switch block {
      case .keyValues(let items): items.contains { $0.value.isAmount }
      case .table(let table): table.rows.contains { $0.cells.contains { $0.isAmount } }
      case .heading, .paragraph, .banner, .verdict, .bullets: false
      }
    }
  }
}

extension Table.Cell {
  fileprivate var isAmount: Bool {
    switch self {
    case .amount, .unit(.money), .unit(.moneyPer): true
    case .flagged(let cell, mark: _), .difference(let cell), .shaded(let cell, heat: _): cell.isAmount
    default: false
    }
  }
}
