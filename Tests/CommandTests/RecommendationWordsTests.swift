import Foundation
import Testing

/// The words of a recommendation: what is short has its own phrase, a tie is told as one, and what has no budget is not
/// judged. Amounts in 万元, by hand.
struct RecommendationWordsTests {
  private let program: Program
  private let folder: Folder

  init() throws {
    program = try Program()
    folder = try Folder()
  }

  /// Works and a grant by the city.
  private func plan(_ title: String, works: Int, grant: Int, more: String = "", finance: String = "") throws
    -> String
  {
    let text = """
      {"fundsim": 1, "title": "\(title)", "timeline": {"start": "2025-01", "constructionMonths": 12}\(finance),
       "project": {"households": 100},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": {"value": \(works), "unit": "万元"}}},
       "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": {"value": \(grant), "unit": "万元"}}\(more)}}
      """
    return try folder.write(text, to: "\(title).json")
  }

  private func said(_ files: [String], _ language: String) throws -> String {
    try program.run(["compare"] + files + ["--lang", language]).output
      .replacing("\n  ", with: language == "en" ? " " : "")
  }

  @Test func `what a top-up without a ceiling pays is told as that`() throws {
    let topUp = #", "rest": {"kind": "topUp", "payer": "district"}"#
    let files = [
      try plan("paid", works: 1000, grant: 1000),
      try plan("wish", works: 1000, grant: 700, more: topUp), try plan("short", works: 1000, grant: 800),
    ]
    let english = try said(files, "en")
    #expect(english.contains("② does not hold: 300.00 wan yuan left to a top-up without a ceiling."))
    #expect(english.contains("③ does not hold: a funding gap of 200.00 wan yuan."))
    let chinese = try said(files, "zh")
    #expect(chinese.contains("②不成立：靠未约定上限的补足 300.00 万元。③不成立：资金缺口 200.00 万元。"))
  }

  @Test func `a tie of residents is told, and what decides instead`() throws {
    let files = [
      try plan("dear", works: 1000, grant: 1000), try plan("cheap", works: 900, grant: 900),
    ]
    #expect(try said(files, "zh").contains("①②方案成立，居民负担并列，②财政净投入最低：户均出资 0 元"))
    #expect(
      try said(files, "en").contains(
        "①② hold; they ask the same of residents, and of these ② costs government least: residents pay 0"))
    let same = [files[0], try plan("alike", works: 1000, grant: 1000)]
    #expect(try said(same, "zh").contains("居民负担并列，①②财政净投入亦并列，以下为①的数值：户均出资 0 元"))
    #expect(try !said(same, "en").contains("asks least of residents"))
  }

  @Test func `without a budget nothing is judged`() throws {
    let outcome = #", "finance": {"usesAreOutcome": true}"#
    let files = [
      try plan("one", works: 1000, grant: 700, finance: outcome),
      try plan("other", works: 1000, grant: 800, finance: outcome),
    ]
    let chinese = try said(files, "zh")
    #expect(chinese.contains("各方案均无预算可供平衡，未判断是否成立。") && !chinese.contains("均不成立"))
    #expect(try !said(files, "en").contains("✗"))
  }

  @Test func `only a funding model laid over a project can be laid with its funding alone`() throws {
    let files = ["Scenarios/yonganli.json", "Scenarios/zhegong-xincun.json"]
    #expect(try !program.run(["compare"] + files).output.contains("--same-product"))
    let laid = ["compare", files[0], "--model", "residents-extra-area"]
    #expect(try program.run(laid).output.contains("--same-product"))
  }
}
