import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport
import FundScenario

/// `fundsim allocate TABLE --amount SUM`: a sum divided among regions by factors.
struct AllocateCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract:
      "Divide a sum among regions by factors: 40 % area, 40 % households, 10 % buildings, 10 % communities.",
    discussion: """
      TABLE is a CSV file with the columns region, area, households, buildings, communities, difficulty
      (地区, 面积, 户数, 楼栋, 小区, 困难系数); the difficulty factor is 1 where it is left out.

      EXAMPLE
        fundsim allocate regions.csv --amount 4.87亿元
      """)

  @Argument(help: "The table of regions (CSV).") var table: String
  @Option(help: ArgumentHelp("The sum, in yuan or with a unit: 4.87亿元.", valueName: "sum")) var amount: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let yuan = yuanAmount(amount), yuan >= 0 else {
      throw ValidationError("--amount needs a sum such as 487000000 or 4.87亿元; got `\(amount)`. 请填写金额。")
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
