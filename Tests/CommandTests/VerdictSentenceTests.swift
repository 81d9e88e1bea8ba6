import Foundation
import Testing

/// What `run` says of a plan: the worst first, a clause for each obstacle. Amounts in 万元, by hand.
struct VerdictSentenceTests {
  private let program: Program

  init() throws { program = try Program() }

  /// Works of 12,000, a grant of 6,000, 20 homes at handover for 2,000, a bond of 1,500 at 2.4 % over ten years with two
  /// coupons of 36 in construction: 2,572 are left to the top-up.
  private static let openTopUp = """
    {"fundsim": 1, "title": "bond",
     "timeline": {"start": "2025-01", "constructionMonths": 24, "salesMonths": 12, "operationYears": 10,
      "constructionStep": "year", "operationStep": "year"},
     "costs": {"works": {"kind": "cost.lumpSum", "class": "worksRebuild", "amount": {"value": 12000, "unit": "万元"}}},
     "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": {"value": 6000, "unit": "万元"}},
      "homes": {"kind": "sale.homes", "homes": 20, "homeArea": 100, "price": 10000, "schedule": "handover"},
      "rest": {"kind": "topUp", "payer": "district"}},
     "debt": {"bond": {"kind": "bond", "amount": {"value": 1500, "unit": "万元"}, "coupon": 0.024, "term": 10,
      "issue": "start", "couponFrequency": "yearly"}}}
    """

  /// The works are paid at once, the grant comes when they end: 700 are short in 2025 and nothing later, since 100 a year
  /// repay 300.
  private static let lateGrant = """
    {"fundsim": 1, "title": "late grant",
     "timeline": {"start": "2025-01", "constructionMonths": 24, "operationYears": 6,
      "constructionStep": "year", "operationStep": "year"},
     "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "schedule": "start",
      "amount": {"value": 1000, "unit": "万元"}}},
     "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "schedule": "handover",
      "amount": {"value": 700, "unit": "万元"}}},
     "debt": {"bond": {"kind": "bond", "amount": {"value": 300, "unit": "万元"}, "coupon": 0, "term": 5}},
     "operations": {"rent": {"kind": "operation.income", "price": {"value": 100, "unit": "万元/年"}}}}
    """

  /// The verdict's line, put together where it is broken.
  private func said(_ json: String, _ language: String) throws -> String {
    let folder = try Folder()
    let file = try folder.write(json, to: "plan.json")
    let output = try program.run("run", file, "--lang", language).output
    return output.replacing("\n  ", with: language == "en" ? " " : "")
  }

  @Test func `money of an open-ended top-up is told before the debt, and pays for nothing`() throws {
    let english = try said(Self.openTopUp, "en")
    // 1,500 and eight coupons of 36 fall due after construction, and nothing earns them.
    #expect(
      english.contains(
        "✗ Not covered: 2,572.00 wan yuan, left to a top-up that has no ceiling and no secured source; "
          + "the debt cannot be repaid either: 1,788.00 wan yuan short in 2035"))
    #expect(!english.contains("Construction can be paid"))
    let chinese = try said(Self.openTopUp, "zh")
    #expect(chinese.contains("✗ 尚缺 2,572.00 万元，仅靠未约定上限的差额补足，来源未落实；债务亦无法按期偿还，2035 资金短缺 1,788.00 万元"))
  }

  @Test func `cash that is short while debt stands is told first, not beside a balance`() throws {
    let english = try said(Self.lateGrant, "en")
    #expect(
      english.contains(
        "✗ Cash is short in time while debt stands, at worst by 700.00 wan yuan in 2025; "
          + "in the end uses are paid and the debt is repaid."))
    #expect(!english.contains("also short"))
    let chinese = try said(Self.lateGrant, "zh")
    #expect(chinese.contains("✗ 债务存续期内资金时序不足，2025 最多短缺 700.00 万元；建设资金最终可以平衡，债务可以还清。"))
  }

  /// 永安里: what the file's cash comes to at its lowest is in its table of cash.
  @Test func `without debt too what is short in time stands before the balance`() throws {
    let output = try program.run("run", "Scenarios/yonganli.json", "--lang", "zh").output
    #expect(output.contains("✗ 资金时序不足，2026-05 最多短缺 7,431.85 万元；静态资金平衡，结余 4.19 万元。"))
    let english = try program.run("run", "Scenarios/yonganli.json", "--lang", "en").output
    #expect(
      english.replacing("\n  ", with: " ").contains(
        "✗ Cash is short in time, at worst by 7,431.85 wan yuan in 2026-05; in the end it balances with a surplus"
      ))
  }

  @Test func `no headline says that it fails and balances`() throws {
    let folder = Program.root.appendingPathComponent("Scenarios").path
    let files = try ["/", "/examples/", "/presets/"].flatMap { part in
      try FileManager.default.contentsOfDirectory(atPath: folder + part).filter { $0.hasSuffix(".json") }
        .map { "Scenarios" + part + $0 }
    }
    try #require(files.count > 30)
    for file in files {
      let output = try program.run("run", file, "--lang", "zh").output
      #expect(!output.contains("✗ 资金平衡"), "\(file)")
    }
  }

  @Test func `an open-ended top-up that is agreed lacks its ceiling, not its source`() throws {
    let agreed = Self.openTopUp.replacing(
      "\"payer\": \"district\"}", with: "\"payer\": \"district\", \"status\": \"committed\"}")
    #expect(try said(agreed, "zh").contains("✗ 尚缺 2,572.00 万元，靠差额补足，虽已批复或签约，但未约定补足上限；"))
    #expect(try said(agreed, "en").contains("left to a top-up that is agreed but has no ceiling"))
  }
}
