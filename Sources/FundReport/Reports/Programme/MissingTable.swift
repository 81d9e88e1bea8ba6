import FundAnalysis
import FundFormula
import FundModel

/// The table of figures without a value, and why.
extension ProgrammeReport {
  var missing: Table? {
    let rows = programme.figures.enumerated().flatMap { place, figure in
      totals.missing[place].map { entry in
        Table.Row(
          id: "\(figure.id).\(entry.reason.id)",
          cells: [
            .text(figure.label), .text(entry.reason.label), .count(Double(entry.communities)),
            .count(Double(entry.rows)),
          ])
      }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "missing", title: Bilingual(en: "Without a value", zh: "无值情况"),
      columns: [
        label, .init(id: "reason", title: Bilingual(en: "Why", zh: "原因")),
        .init(id: "communities", title: Bilingual(en: "Communities", zh: "小区数"), alignment: .trailing),
        .init(id: "rows", title: Bilingual(en: "Rows", zh: "组数"), alignment: .trailing),
      ], rows: rows,
      notes: [
        Bilingual(
          en: "What has no value adds nothing to a sum; its rows are counted here.", zh: "无值的组不计入合计，在此列出组数。")
      ])
  }
}
