import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport
import FundScenario

/// `fundsim allocate TABLE --amount SUM`: a sum divided among regions by factors.
struct AllocateCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract: Bilingual(
      en:
        "Divide a sum among regions by factors: 40 % area, 40 % households, 10 % buildings, 10 % communities.",
      zh: "因素法分配测算：面积 40%、户数 40%、楼栋 10%、小区 10%，均乘以财政困难系数。"),
    discussion: Bilingual(
      en: """
        TABLE is a CSV file with the columns region, area, households, buildings,
        communities, difficulty; the difficulty factor is 1 where it is left out.

        EXAMPLE
          fundsim allocate regions.csv --amount 487000000
        """,
      zh: """
        表格为 CSV 文件，各列为 地区、面积、户数、楼栋、小区、困难系数；未写困难系数的按 1 计。

        示例
          fundsim allocate 分配表.csv --amount 4.87亿元
        """))

  @Argument(
    help: ArgumentHelp(
      en: "The table of regions (CSV).", zh: "各地区数据表（CSV）。", name: Bilingual(en: "table", zh: "表格")))
  var table: String
  @Option(
    help: ArgumentHelp(
      en: "The sum in yuan.", zh: "待分配金额，单位元，也可带单位：4.87亿元。", name: Bilingual(en: "sum", zh: "金额")))
  var amount: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let yuan = yuanAmount(amount), yuan >= 0 else {
      throw ValidationError(
        en: "--amount needs a sum in yuan such as 487000000; got `\(amount)`.",
        zh: "--amount 须为金额，如 487000000 或 4.87亿元；现为“\(amount)”。")
    }
    let (regions, findings) = readRegions(try Files.read(table, output.language), file: table)
    let shown = output.quiet ? findings.filter { $0.severity == .error } : findings
    guard !regions.isEmpty else {
      throw Failure(code: .badScenario, text: FindingsText.lines(shown, in: output.language))
    }
    Console.error(FindingsText.lines(shown, in: output.language))
    let report = AllocationReport(FactorAllocation(regions, amount: yuan))
    try output.send(report.document, json: report.json)
  }
}
