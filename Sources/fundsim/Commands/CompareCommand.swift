import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport

/// `fundsim compare FILE…` and `fundsim compare FILE --model A B C`: funding models side by side.
struct CompareCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: Bilingual(
      en: "Lay funding models side by side: what they cost, who pays, which is best in what.",
      zh: "筹资模式比选：各模式花多少、谁出钱、哪项最优，并列成表。"),
    discussion: Bilingual(
      en: """
        Several scenario files, or one project and funding models that are laid
        over it (files with "replaces": ["funding", "debt", "gates"]). The first
        column is the base that the others are held against; a model that does
        not fit the project is left out with a note.

        EXAMPLES
          fundsim compare plan-a.json plan-b.json --sort fundingGapBeforeTopUp
          fundsim compare Scenarios/yonganli.json \\
            --model bond.json owners.json --difference
        """,
      zh: """
        比选几个完整情景，或在一个项目上叠加若干筹资模式（含 "replaces": ["funding", "debt", "gates"] 的文件）。第一列为基准；与项目不符的模式不列入，并说明原因。

        示例
          fundsim compare 方案甲.json 方案乙.json --sort 补足前资金缺口
          fundsim compare Scenarios/yonganli.json \\
            --model 专项债.json 居民自筹.json --difference
        """))

  @Argument(
    help: ArgumentHelp(
      en: "The scenario files; with --model one, the project.", zh: "情景文件；与 --model 同用时只写一个，即项目文件。",
      name: .scenarioFile))
  var files: [String] = []

  @Option(
    name: .customLong("model"), parsing: .upToNextOption,
    help: ArgumentHelp(
      en:
        "Funding models to lay over the project, up to the next option: files, or names of the program's own (`list models`).",
      zh: "叠加到项目上的筹资模式，可连写多个，到下一个选项为止：文件，或内置模式的名称（见 fundsim list models）。",
      name: .model))
  var models: [String] = []

  @Option(
    help: ArgumentHelp(
      en:
        "The scenario that the others are held against: its number, file or title; the first when left out.",
      zh: "作基准的情景：序号、文件名或标题；不写即第一个。", name: Bilingual(en: "which", zh: "情景")))
  var base: String?

  @Option(
    help: ArgumentHelp(
      en: "Sort the others by an indicator, best first; those without a value come last.",
      zh: "其余情景按该指标由优到劣排列，无值的排在最后。", name: .indicator)
  )
  var sort: String?

  @Flag(
    help: ArgumentHelp(
      en:
        "Lay only the models' funding, debt and conditions over the project, not what they build: the same product, paid otherwise.",
      zh: "只叠加各筹资模式的资金来源、债务和前置条件，建设内容不变（同一产品、不同出资）。"))
  var sameProduct = false

  @Flag(help: ArgumentHelp(en: "Also show each value less that of the base.", zh: "另列各情景与基准之差。"))
  var difference = false

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let tooFew = models.isEmpty ? files.count < 2 : files.isEmpty
    if tooFew {
      throw ValidationError(
        en: "Give two scenario files or more, or one before --model and its funding models.",
        zh: "请写两个以上情景文件；或写一个项目文件，再用 --model 写筹资模式。")
    }
    if sameProduct, models.isEmpty {
      throw ValidationError(
        en: "--same-product needs --model: it lays a model's funding over the project.",
        zh: "--same-product 须与 --model 同用：它把筹资模式的资金来源叠加到项目上。"
      )
    }
    if !models.isEmpty, files.count > 1 {
      throw ValidationError(
        en: "--model lays funding models over one project; \(files.count) files were given.",
        zh: "--model 只能用于一个项目文件，现有 \(files.count) 个。")
    }
  }

  func run() throws {
    let sorting = try sort.map { try indicator(named: $0, output.language) }
    let entries = try scenario.entries(files, models: models, sameProduct: sameProduct, output.language)
    let comparison: Comparison
    do {
      comparison = try Comparison(entries, base: base, sortedBy: sorting, isSameProduct: sameProduct)
    } catch {
      throw output.ending(of: error)
    }
    output.tellFindings(of: entries, leftOut: comparison.leftOut)
    let report = ComparisonReport(comparison, showsDifferences: difference, unit: output.unit)
    try output.send(report.document, json: report.json)
  }
}
