import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// What the source prints beside what the scenario computes (公开数据与测算对照).
struct PublishedTable {
  private let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  /// The table, where the scenario holds figures to compare with.
  var blocks: [DocumentBlock] { run.published.isEmpty ? [] : [.table(table)] }

  static let ties = Bilingual(en: "ties", zh: "相符")
  static let differs = Bilingual(en: "differs", zh: "不符")

  private var table: Table {
    Table(
      id: "published", title: Bilingual(en: "Published against computed", zh: "公开数据与测算对照"),
      columns: [
        .init(id: "figure", title: Bilingual(en: "Figure", zh: "项目")),
        .init(id: "published", title: Bilingual(en: "Published", zh: "公开数据"), alignment: .trailing),
        .init(id: "computed", title: Bilingual(en: "Computed", zh: "测算"), alignment: .trailing),
        .init(
          id: "difference", title: Bilingual(en: "Difference", zh: "差额"), alignment: .trailing,
          importance: 1),
        .init(id: "unit", title: Bilingual(en: "Unit", zh: "单位"), importance: 2),
        .init(id: "verdict", title: Bilingual(en: "Result", zh: "结果")),
        .init(id: "source", title: Bilingual(en: "Basis", zh: "依据"), importance: 3),
      ],
      rows: run.published.map { comparison in
        Table.Row(
          id: comparison.figure.id,
          cells: [
            .text(comparison.figure.label), Self.publishedCell(comparison),
            Table.Cell.outcome(comparison.computed, comparison.unit),
            comparison.difference.map { Table.Cell.outcome(.value($0), comparison.unit) } ?? .empty,
            Table.Cell.unit(of: .value(comparison.published), comparison.unit),
            .text(comparison.ties ? Self.ties : Self.differs),
            .text(Bilingual(verbatim: comparison.figure.published.number.source ?? "")),
          ])
      },
      notes: [
        Bilingual(
          en:
            "A figure ties where it lies within half a unit of the last digit printed, unless the file says otherwise.",
          zh: "相差不超过公开数值末位的半个单位即为相符，文件另有约定的除外。")
      ])
  }

  /// What the source prints, as a cell of the unit it is held against.
  static func publishedCell(_ comparison: PublishedComparison) -> Table.Cell {
    Table.Cell.outcome(.value(comparison.published), comparison.unit)
  }
}

/// A published figure in JSON, amounts in base units.
struct PublishedItem: Encodable {
  private let id: String
  private let label: Bilingual
  private let of: String
  private let unit: String
  private let published: Double
  private let computed: NumberOrReason
  private let status: String?
  private let difference: NumberOrReason
  private let tolerance: Double
  private let ties: Bool
  private let source: String?

  static func all(_ comparisons: [PublishedComparison]) -> [PublishedItem] {
    comparisons.map { comparison in
      PublishedItem(
        id: comparison.figure.id, label: comparison.figure.label, of: comparison.figure.of,
        unit: comparison.unit.rawValue, published: comparison.published,
        computed: NumberOrReason(comparison.computed), status: comparison.computed.reason?.id,
        difference: NumberOrReason(comparison.difference), tolerance: comparison.figure.tolerance,
        ties: comparison.ties, source: comparison.figure.published.number.source)
    }
  }
}
