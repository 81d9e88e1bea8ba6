package import FundAnalysis
package import FundFormula

/// The document of `breakeven --vary`: a break-even table (平衡点测算表), shaded by height where there is colour.
package struct BreakEvenTableReport {
  private let title: Bilingual
  private let table: BreakEvenTable
  private let text: FigureText

  package init(_ table: BreakEvenTable, title: Bilingual, unit: MoneyUnit) {
    self.table = table
    self.title = title
    text = FigureText(unit: unit)
  }

  package var document: Document {
    var blocks: [DocumentBlock] = []
    if table.target.isBeforeTopUp { blocks.append(.paragraph(text: FigureText.beforeTopUp)) }
    if table.target.isPlan { blocks.append(.paragraph(text: FigureText.wholePlan)) }
    blocks.append(.table(grid))
    if table.target.isRate { blocks.append(.paragraph(text: FigureText.rateNote(table.target))) }
    return Document(title: title, blocks: blocks)
  }

  /// True where some cell has an answer.
  package var hasAnswer: Bool { solved.contains { _ in true } }

  private var solved: [Double] { table.cells.flatMap { $0 }.compactMap(number) }

  /// The cells as they are printed: solutions rounded so that they do what is asked.
  private var shown: [[BreakEvenTable.Cell]] {
    zip(table.cells, table.advised).map { cells, advised in
      zip(cells, advised).map { cell, advised in
        switch (cell, advised) {
        case (.solved(_, let count), let advised?): .solved(advised, count: count)
        case (.interval(let range), let advised?) where advised <= range.upperBound:
          advised > table.unknown.base
            ? .interval(advised...range.upperBound) : .interval(min(advised, range.lowerBound)...advised)
        default: cell
        }
      }
    }
  }

  private func number(_ cell: BreakEvenTable.Cell) -> Double? {
    switch cell {
    case .solved(let value, count: _): value
    case .interval(let range): min(max(table.unknown.base, range.lowerBound), range.upperBound)
    default: nil
    }
  }

  // MARK: The grid

  private var grid: Table {
    let known = solved
    let range = (known.min() ?? 0)...(known.max() ?? 0)
    let rows = zip(table.rows.values, shown).enumerated().map { index, row -> Table.Row in
      let head = Table.Cell.text(text.value(row.0, of: table.rows.unknown))
      return Table.Row(
        id: "row\(index + 1)",
        cells: [isToday(row.0, table.rows) ? .flagged(head, mark: "●") : head]
          + row.1.map { cell($0, in: range) },
        style: isToday(row.0, table.rows) ? .emphasis : .normal)
    }
    let target = text.target(table.target)
    return Table(
      id: "break-even",
      title: Bilingual(
        en: "\(table.unknown.label.en) at which \(target.en)",
        zh: "使\(target.zh)的\(table.unknown.label.zh)"),
      columns: [.init(id: "row", title: corner, alignment: .trailing)] + columns, rows: rows, notes: notes,
      repeatedColumns: 1)
  }

  private var corner: Bilingual {
    guard let columns = table.columns else { return table.rows.unknown.label }
    return Bilingual(
      en: "\(table.rows.unknown.label.en) \\ \(columns.unknown.label.en)",
      zh: "\(table.rows.unknown.label.zh) \\ \(columns.unknown.label.zh)")
  }

  private var columns: [Table.Column] {
    guard let columns = table.columns else {
      return [
        .init(
          id: "solved", title: table.unknown.label, alignment: .trailing,
          unit: .named(unitText))
      ]
    }
    return columns.values.enumerated().map { index, value in
      let head = text.value(value, of: columns.unknown)
      let mark = isToday(value, columns) ? " ●" : ""
      return .init(
        id: "column\(index + 1)", title: Bilingual(en: head.en + mark, zh: head.zh + mark),
        alignment: .trailing)
    }
  }

  private var unitText: Bilingual { text.unitText(of: table.unknown) }

  private func isToday(_ value: Double, _ variation: Variation) -> Bool {
    abs(value - variation.unknown.base) <= 1e-9 * max(abs(variation.unknown.base), 1e-9)
  }

  private func cell(_ cell: BreakEvenTable.Cell, in range: ClosedRange<Double>) -> Table.Cell {
    guard let value = number(cell) else {
      return .flagged(.missing(Bilingual(verbatim: "—")), mark: mark(cell))
    }
    let width = range.upperBound - range.lowerBound
    let printed = Table.Cell.shaded(
      text.cell(value, of: table.unknown), heat: width > 0 ? (value - range.lowerBound) / width : 0.5)
    let mark = mark(cell)
    return mark.isEmpty ? printed : .flagged(printed, mark: mark)
  }

  private func mark(_ cell: BreakEvenTable.Cell) -> String {
    switch cell {
    case .solved(_, let count): count > 1 ? "²" : ""
    case .interval: "≡"
    case .alwaysAbove: "↑"
    case .alwaysBelow: "↓"
    case .jump: "⤒"
    case .outside(_, let isAbove): isAbove ? "×↑" : "×↓"
    case .missing: "∅"
    }
  }

  private var notes: [Bilingual] {
    let marks = Set(table.cells.flatMap { $0 }.map(mark))
    let label = table.target.label
    let reasons = Set(
      table.cells.flatMap { $0 }.compactMap { if case .missing(let reason) = $0 { reason } else { nil } })
    var notes = [
      Bilingual(
        en: "Cells: \(table.unknown.label.en)" + (unitText.en.isEmpty ? "" : ", \(unitText.en)")
          + "; today \(text.value(table.unknown.base, of: table.unknown).en). ● today's value.",
        zh: "表中为\(table.unknown.label.zh)" + (unitText.zh.isEmpty ? "" : "（\(unitText.zh)）")
          + "，现值 \(text.value(table.unknown.base, of: table.unknown).zh)。● 现值。")
    ]
    let axes = [table.rows] + (table.columns.map { [$0] } ?? [])
    if let missed = MissedEnds.note(axes.map { ($0.unknown.label, $0.values, $0.missedEnd) }) {
      notes.append(missed)
    }
    let legend: [(String, Bilingual)] = [
      ("²", Bilingual(en: "² several solutions; the nearest to today.", zh: "² 有多个解，取最接近现值者。")),
      ("≡", Bilingual(en: "≡ any value of a range does.", zh: "≡ 区间内任意值均可。")),
      (
        "↑",
        Bilingual(
          en: "—\u{A0}↑ no solution: “\(label.en)” stays above the target.",
          zh: "—\u{A0}↑ 无解：\(label.zh)始终高于目标。")
      ),
      (
        "↓",
        Bilingual(
          en: "—\u{A0}↓ no solution: “\(label.en)” stays below the target.",
          zh: "—\u{A0}↓ 无解：\(label.zh)始终低于目标。")
      ),
      (
        "⤒", Bilingual(en: "—\u{A0}⤒ no solution: it jumps over the target.", zh: "—\u{A0}⤒ 无解：指标突变越过目标。")
      ),
      (
        "×↑",
        Bilingual(
          en:
            "—\u{A0}×↑ the solution lies outside the bounds; within them “\(label.en)” stays above the target.",
          zh: "—\u{A0}×↑ 解超出允许范围；范围内\(label.zh)始终高于目标。")
      ),
      (
        "×↓",
        Bilingual(
          en:
            "—\u{A0}×↓ the solution lies outside the bounds; within them “\(label.en)” stays below the target.",
          zh: "—\u{A0}×↓ 解超出允许范围；范围内\(label.zh)始终低于目标。")
      ),
      (
        "∅",
        Bilingual(
          en: "—\u{A0}∅ no figure: \(reasons.map(\.label.en).sorted().joined(separator: "; ")).",
          zh: "—\u{A0}∅ 指标无值：\(reasons.map(\.label.zh).sorted().joined(separator: "；"))。")
      ),
    ]
    notes += legend.filter { marks.contains($0.0) }.map(\.1)
    return notes
  }

  // MARK: JSON

  package var json: String {
    var fields: [String: JSONValue] = [
      "version": .count(1), "solve": .text(table.unknown.name), "label": JSONValue(table.unknown.label),
      "base": .number(table.unknown.base), "target": TargetJSON(table.target).json,
      "method": .text(table.isExact ? "affine" : "search"), "rows": Self.json(table.rows),
      "cells": .list(table.cells.map { .list($0.map(json)) }),
      // What each solution is rounded to, so that it does what is asked.
      "advised": .list(table.advised.map { .list($0.map { JSONValue($0) }) }),
    ]
    fields["columns"] = table.columns.map(Self.json)
    return JSONValue.object(fields).encoded
  }

  private static func json(_ variation: Variation) -> JSONValue {
    .object([
      "path": .text(variation.unknown.name), "label": JSONValue(variation.unknown.label),
      "values": .list(variation.values.map(JSONValue.number)),
    ])
  }

  private func json(_ cell: BreakEvenTable.Cell) -> JSONValue {
    func without(_ status: String, at place: Double? = nil) -> JSONValue {
      var fields: [String: JSONValue] = ["status": .text(status)]
      fields["from"] = place.map(JSONValue.number)
      return .object(fields)
    }
    return switch cell {
    case .solved(let value, let count):
      .object(["value": .number(value), "status": .text("solved"), "roots": .count(count)])
    case .interval(let range):
      .object([
        "value": JSONValue(number(cell)), "status": .text("interval"), "from": .number(range.lowerBound),
        "to": .number(range.upperBound),
      ])
    case .alwaysAbove: without("alwaysAbove")
    case .alwaysBelow: without("alwaysBelow")
    case .jump(let place): without("jump", at: place)
    case .outside(let place, _): without("outside", at: place)
    case .missing(let reason): without(reason.id)
    }
  }
}
