import FundFormula
import FundScenario
import Testing

/// What to write instead is said in the form in which the author wrote: JSON, YAML, a parameter sheet, `--set`.
@Suite struct AuthorFormTests {
  private static let columns = "编号,数值,单位,依据,状态\n"
  private static let head = "fundsim,1,,,\ntitle,枫林里,,,\ntimeline.start,2025年1月,,,\n"
  private static let months = "timeline.constructionMonths,18,,,\n"
  private static let works = """
    project.households,300,户,survey 2024,
    costs.works.kind,总额费用,,,
    costs.works.class,基础类改造工程费,,,

    """
  private static let amount = "costs.works.amount,900,万元,estimate 2024,\n"

  private func findings(_ text: String, file: String, set: [(String, String)] = []) -> [Finding] {
    loadScenario(
      LoadRequest(
        .init(name: file, bytes: Array(text.utf8)), settings: set.map { .init(path: $0.0, value: $0.1) })
    ).findings
  }

  /// Rows in place of the one they spoil, and the remedy.
  struct Row: Sendable, CustomTestStringConvertible {
    let rows: String
    let en: String
    let zh: String
    var testDescription: String { rows }
  }

  private static let rows: [Row] = [
    Row(
      rows: "costs.works.amount,900,万元,estimate 2024,\ncosts.works.schedule.from,开工,,,\n",
      en:
        "Write rows with the id `costs.works.schedule.from` with start, `costs.works.schedule.to` with handover.",
      zh: "请分行填写：编号“costs.works.schedule.from”填 start，“costs.works.schedule.to”填 handover。"),
    Row(
      rows: "costs.works.amount,900,万元,estimate 2024,\ncosts.works.schedule.shares,一半,,,\n",
      en:
        "Write rows with the id `costs.works.schedule.shares.start` with 0.3, `costs.works.schedule.shares.handover` with 0.7.",
      zh: "请分行填写：编号“costs.works.schedule.shares.start”填 0.3，“costs.works.schedule.shares.handover”填 0.7。"),
    Row(
      rows: "costs.works.amount,900,万元,estimate 2024,\ncosts.works.schedule,哪天,,,\n",
      en: "Milestones here: start, handover, salesEnd, end; with months, start+6; dates as 2024/7/1.",
      zh: "此处的关键节点：开工、交房、销售期末、期末；可加月数，如 开工+6；日期写成 2024年7月。"),
    Row(
      rows: "costs.works.amount,900,万元,待定,\n",
      en: "Name the document, or write `assumed` in the column `status` instead.",
      zh: "请写明出处；没有依据的，请改写“状态”列的“假设”。"),
    Row(
      rows: "costs.works.amount.values,900,,,\n",
      en:
        "Write rows with the id `costs.works.amount.values.2023` with 5000, `costs.works.amount.values.2024-07` with 6000.",
      zh: "请分行填写：编号“costs.works.amount.values.2023”填 5000，“costs.works.amount.values.2024-07”填 6000。"),
    Row(
      rows: "",
      en:
        "Add a row with the id `costs.works.amount`: write 500 in the column `value` and `万元` in the column `unit`.",
      zh: "请添加一行，编号为“costs.works.amount”，请在“数值”列填 500、“单位”列填“万元”。"),
  ]

  @Test(arguments: rows) func `a sheet's author is told of rows and columns`(row: Row) {
    let text = Self.columns + Self.head + Self.months + Self.works + row.rows
    let remedies = findings(text, file: "参数表.csv").compactMap(\.remedy)
    #expect(remedies.map(\.en).contains(row.en), "\(remedies)")
    #expect(remedies.map(\.zh).contains(row.zh), "\(remedies)")
    #expect(!remedies.contains { $0.en.contains("{") || $0.zh.contains("{") })
  }

  @Test func `what is missing at the top is a row too`() {
    let remedies = findings(Self.columns + "title,枫林里,,,\n", file: "s.csv").compactMap(\.remedy?.zh)
    #expect(remedies.contains("请分行填写：编号“timeline.start”填 2025-01，“timeline.constructionMonths”填 18。"))
    #expect(remedies.contains("请添加一行，编号为“fundsim”，请在“数值”列填 1。"))
  }

  /// The rows that the remedy of a schedule names: written, they are read.
  @Test func `what a remedy says can be typed`() {
    let mended = "costs.works.schedule.from,start,,,\ncosts.works.schedule.to,handover,,,\n"
    let text = Self.columns + Self.head + Self.months + Self.works + Self.amount + mended
    #expect(findings(text, file: "s.csv").filter { $0.severity == .error } == [])
    let yaml = sound.replacing(
      "\"payer\": \"city\",", with: "payer: city, schedule: {from: \"start\", to: \"handover\"},")
    #expect(findings(yaml, file: "s.yaml") == [])
  }

  @Test(arguments: [
    ("s.json", "Write {\"from\": \"start\", \"to\": \"handover\"}."),
    ("s.yaml", "Write {from: \"start\", to: \"handover\"}."),
    ("s.yml", "Write {from: \"start\", to: \"handover\"}."),
  ])
  func `files are told of in their own notation`(file: String, remedy: String) {
    let text = sound.replacing(
      "\"payer\": \"city\",", with: "\"payer\": \"city\", \"schedule\": {\"from\": \"start\"},")
    #expect(findings(text, file: file).compactMap(\.remedy?.en) == [remedy])
  }

  @Test func `a field that is missing is named in the file's notation`() {
    let text = sound.replacing("\"payer\": \"city\",", with: "")
    #expect(findings(text, file: "s.json").compactMap(\.remedy?.zh) == ["请添加“\"payer\": \"city\"”。"])
    #expect(findings(text, file: "s.yaml").compactMap(\.remedy?.zh) == ["请添加“payer: \"city\"”。"])
  }

  @Test func `settings are told of as settings`() {
    let found = findings(
      sound, file: "s.json", set: [("funding.city-subsidy.schedule", "{\"from\": \"start\"}")])
    #expect(
      found.compactMap(\.remedy?.zh) == [
        "请写成 --set funding.city-subsidy.schedule.from=start --set funding.city-subsidy.schedule.to=handover。"
      ])
  }
}
