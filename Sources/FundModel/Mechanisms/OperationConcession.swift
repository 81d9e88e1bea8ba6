package import FundFormula

/// A concession of idle space (空间经营权授予): the account that holds it fits the space out, lets it for so many years,
/// pays its grantor a part of the rent, and hands it back. Sources: 劲松 (20 years), 黄石花园 (91 % let).
package enum OperationConcession: Mechanism {
  package static let kind = "operation.concession"
  package static let section = Section.operations
  package static let label = Bilingual(en: "concession of space", zh: "空间经营权授予")
  package static let summary = Bilingual(
    en:
      "area × fit-out; then area × rent × occupancy for the years granted, less running cost and the grantor's part",
    zh: "面积 × 装修单价；授权年限内面积 × 租金 × 出租率，另计运营成本与授权方分成")

  static let area = Field<Scalar>.required("area", .area, en: "area granted", zh: "授权面积")
  static let fitOut = Field<Scalar>.number(
    "fitOut", .yuanPerArea, default: 0, en: "fit-out per m²", zh: "装修改造单价")
  static let rent = Field<Scalar>.required("rent", .yuanPerAreaMonth, en: "rent per m² and month", zh: "月租金")
  static let occupancy = OperatingIncome.occupancy
  static let years = Field<Int>.structural("years", .years, 1...60, en: "years granted", zh: "授权年限")
  static let runningShare = Field<Scalar>.number(
    "runningShare", .fraction, 0...1, default: 0, en: "running cost, share of the rent", zh: "运营成本占租金比例")
  static let grantorShare = Field<Scalar>.number(
    "grantorShare", .fraction, 0...1, default: 0, en: "the grantor's part of the rent", zh: "授权方分成比例")
  static let grantor = Field<String>.party("grantor", default: "rightsHolder", en: "who grants it", zh: "授权方")
  static let spaceValue = Field<Scalar?>.optional(
    "spaceValue", .yuan, en: "worth of the space entrusted (memo)", zh: "授权空间价值（备查）")
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .throughConstruction, en: "when the fit-out is paid", zh: "装修支付时间")
  static let growth = OperationFields.growth
  package static let fields = FieldList(
    area, fitOut, rent, occupancy, years, runningShare, grantorShare, grantor, spaceValue, schedule, growth)

  package static func incomes(of block: Block) -> [String] { ["flows.\(block.path).rent"] }
  package static var earnsByParts: Bool { true }

  /// The months for which it is granted.
  private static func months(of block: Block, on timeline: Timeline) -> Range<Int> {
    timeline.handover..<max(timeline.handover, timeline.afterHandover(years: block[years]))
  }

  package static func changes(of block: Block, on timeline: Timeline) -> [Int] {
    OperationFields.changes(of: block, in: months(of: block, on: timeline))
  }

  package static func costs(of block: Block) -> [String] {
    block.says(runningShare.declaration.name) ? ["flows.\(block.path).running"] : []
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let months = months(of: block, on: project.timeline)
    let row =
      ((block[area] * block[rent] * 12) * OperationFields.years(of: block, in: months, project))
      * project.operation.value(of: occupancy.declaration, of: block, in: months)
    func flow(
      _ part: String, _ flowClass: FlowClass, from: String, to: String, _ row: Row, isCash: Bool = true,
      isConditional: Bool = true, parts: Row? = nil
    ) -> Flow {
      Flow(
        id: "\(block.path).\(part)",
        Bilingual(
          en: "\(block.label.en): \(flowClass.label.en)", zh: "\(block.label.zh)·\(flowClass.label.zh)"),
        flowClass, from: from, to: to, row, block: block.path, isCash: isCash, isConditional: isConditional,
        parts: parts)
    }
    // What is a share of the rent meets the rent's conditions with it, not a second time.
    let rentRow = Row.reference("flows.\(block.path).rent", count: project.timeline.count)
    let account = block.account
    var flows = [
      flow(
        "rent", .operatingIncome, from: "users", to: account, project.operation.byPeriod(row),
        parts: project.operation.isFiner ? row : nil)
    ]
    if block.says("fitOut") {
      flows.append(
        flow(
          "fitOut", .worksUpgrading, from: account, to: "contractors",
          project.row(block[area] * block[fitOut], on: block[schedule])))
    }
    if block.says("runningShare") {
      flows.append(
        flow(
          "running", .operatingCost, from: account, to: "contractors", block[runningShare] * rentRow,
          isConditional: false))
    }
    if block.says("grantorShare") {
      flows.append(
        flow(
          "grantor", .incomeShare, from: account, to: block[grantor], block[grantorShare] * rentRow,
          isConditional: false))
    }
    if let value = block[spaceValue] {
      // Given for the years granted and handed back at their end: neither touches cash.
      flows.append(
        flow(
          "space", .inKind, from: block[grantor], to: account, project.row(value, on: .atHandover),
          isCash: false))
    }
    return flows
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let timeline = project.timeline
    guard timeline.handover + 12 * block[years] > (timeline.periods.last?.to ?? 0) else { return [] }
    return [
      Fault(
        "years", isError: false,
        Bilingual(
          en: "The concession runs beyond the timeline; its last years are not computed.",
          zh: "授权年限超出时间轴，超出部分未计入测算。"),
        remedy: Bilingual(
          en: "Lengthen `timeline.operationYears`.", zh: "请延长“timeline.operationYears”（运营期）。"))
    ]
  }
}
