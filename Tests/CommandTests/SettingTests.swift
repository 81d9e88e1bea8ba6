import Foundation
import Testing

/// Numbers changed from the command line and by overlays.
struct SettingTests {
  private let program: Program
  private static let first = "Scenarios/examples/first.json"

  init() throws { program = try Program() }

  private func city(_ arguments: String...) throws -> Double? {
    let ending = try program.run(["run", Self.first, "--format", "json"] + arguments)
    #expect(ending.code == 0, "\(ending.error)")
    return try JSONDecoder().decode(RunResult.self, from: Data(ending.output.utf8)).amount("city")
  }

  @Test(arguments: [
    "funding.city.amount=15000", "funding.市级补助.amount=15000", "funding.市级补助.每户补助额=15000",
    "funding.City subsidy.amount=15000", "funding.city.amount=1.5万元/户", "funding.city.amount=15000 元/户",
    #"funding.city.amount={"value": 1.5, "unit": "万元/户", "source": "a notice"}"#,
  ])
  func `a number is set by ids or labels, plain or with a unit`(setting: String) throws {
    // 120 households.
    #expect(try city("--set", setting) == 1_800_000)
  }

  @Test func `later settings win, and an overlay goes before them`() throws {
    let folder = try Folder()
    let overlay = try folder.write(
      "# a lower subsidy\nfunding:\n  city: {amount: {value: 1, unit: 万元/户}}\n", to: "overlay.yaml")
    #expect(try city("--with", overlay) == 1_200_000)
    #expect(try city("--with", overlay, "--set", "funding.city.amount=15000") == 1_800_000)
    #expect(
      try city("--set", "funding.city.amount=1", "--set", "funding.city.amount=15000") == 1_800_000)
  }

  @Test func `a number that is set loses its source and counts as assumed`() throws {
    let file = "Scenarios/changsha-programme.json"
    let ending = try program.run(
      "list", "inputs", file, "--format", "json", "--set", "funding.city-subsidy.amount=8000")
    let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    let inputs = try #require(object?["inputs"] as? [[String: Any]])
    let amount = try #require(inputs.first { $0["path"] as? String == "funding.city-subsidy.amount" })
    #expect(amount["value"] as? Double == 8000)
    #expect(amount["assumed"] as? Bool == true)
    #expect(amount["source"] == nil || amount["source"] is NSNull)
  }

  @Test func `a policy number is the one in force when construction starts, or as of a date`() throws {
    let dated =
      #"funding.city.amount={"values": {"2020": 10000, "2025": 12000, "2026-05": 15000}, "unit": "元/户"}"#
    // Construction starts in March 2025.
    #expect(try city("--set", dated) == 1_440_000)
    #expect(try city("--set", dated, "--as-of", "2024") == 1_200_000)
    #expect(try city("--set", dated, "--as-of", "2026-06") == 1_800_000)
  }

  @Test func `a path that leads nowhere is an error with what was meant`() throws {
    let ending = try program.run("run", Self.first, "--set", "funding.ciyt.amount=1")
    #expect(ending.code == 65)
    #expect(ending.error.contains("no `ciyt` under `funding`"))
    #expect(ending.error.contains("Did you mean `city`?"))
    let chinese = try program.run("run", Self.first, "--set", "funding.ciyt.amount=1", "--lang", "zh")
    #expect(chinese.error.contains("是否应为“city”？"))
  }

  /// Names that are near to what lists print, on every option that takes one.
  @Test(arguments: [
    ("run --set 销售单价=9000", "是否指“新增住房·销售单价”？"), ("run --set 扩面单价=9000", "是否指“居民出资·扩面单价”？"),
    ("breakeven --solve 销售单价", "是否指“新增住房·销售单价”？"), ("sweep --vary 销售单价=1:2:1", "是否指“新增住房·销售单价”？"),
    ("breakeven --solve funding.homes.price --for 缺口=0", "是否指“资金缺口”"),
    ("breakeven --solve funding.homes.price --for 内部收益=6%", "“项目投资财务内部收益率（所得税前）”"),
    ("compare --model zero-subsidy --sort 缺口", "是否应为 资金缺口、"),
    ("compare --model 居民自筹", "是否指“居民自筹、零补助（君平街模式）”？"),
  ])
  func `a name that is nearly one is told`(asked: String, words: String) throws {
    var arguments = asked.split(separator: " ").map(String.init)
    arguments.insert("Scenarios/yonganli.json", at: 1)
    let ending = try program.run(arguments + ["--lang", "zh"])
    #expect([64, 65, 66].contains(ending.code) && ending.error.contains(words), "\(ending.error)")
  }
}
