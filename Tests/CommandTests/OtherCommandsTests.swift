import Foundation
import Testing

/// `new`, `schema` and `diff`: what they print is a scenario, a schema and a difference.
struct OtherCommandsTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(arguments: ["自主更新", "财政按户补助", "专项债券加运营", "居民自筹"])
  func `a preset is written whole, and is a scenario without errors`(name: String) throws {
    let folder = try Folder()
    let file = folder.file("project.json")
    let written = try program.run("new", "--preset", name, "-o", file)
    #expect(written.code == 0)
    #expect(written.output.isEmpty)
    #expect(try program.run("new", "--preset", name).output == String(contentsOfFile: file, encoding: .utf8))
    let checked = try program.run("check", file)
    #expect(checked.code == 0, "\(checked.output)")
    #expect(try program.run("run", file).code == 0)
  }

  @Test func `without a name the presets are listed, and an unknown one is a wrong command line`() throws {
    let list = try program.run("new", "--lang", "zh")
    #expect(list.code == 0)
    for name in ["自主更新", "财政按户补助", "专项债券加运营", "居民自筹"] { #expect(list.output.contains(name)) }
    let unknown = try program.run("new", "--preset", "magic")
    #expect(unknown.code == 64)
    #expect(unknown.error.contains("There is no preset `magic`."))
  }

  @Test func `the schema printed is the schema committed`() throws {
    let ending = try program.run("schema")
    #expect(ending.code == 0)
    #expect(ending.output == (try Program.text(of: "Scenarios/schema/fundsim-1.schema.json")))
  }

  @Test func `a difference names the input, the result and who pays more`() throws {
    let ending = try program.run(
      "diff", "Scenarios/examples/first.json", "--set", "funding.city.amount=15000", "--lang", "en")
    #expect(ending.code == 0)
    #expect(ending.output.contains("funding.city.amount"))
    // 120 × 3,000 yuan more from the city.
    #expect(ending.output.contains("36.00"))
    #expect(ending.error.isEmpty)
  }

  @Test func `sources are followed to their facts`() throws {
    for name in ["changsha-programme", "zhegong-xincun", "yonganli"] {
      let ending = try program.run("check", "--sources", "Scenarios/\(name).json")
      #expect(ending.code == 0)
      #expect(ending.output.contains("1 file checked: no errors"), "\(name)")
      #expect(ending.output.contains("with neither: 0"), "\(name)")
      // Of the cited facts one is told to be approximate by its source; none is missing or says otherwise.
      #expect(!ending.output.contains("warning"), "\(name)")
    }
    let folder = try Folder()
    try FileManager.default.copyItem(
      atPath: Program.root.appendingPathComponent("seeds").path, toPath: folder.file("seeds"))
    let text = try Program.text(of: "Scenarios/zhegong-xincun.json").replacingOccurrences(
      of: "seeds/cases.json#base-price", with: "seeds/cases.json#no-such-price")
    let ending = try program.run(
      "check", "--sources", "--format", "json", folder.write(text, to: "project.json"))
    #expect(ending.output.contains("`seeds/cases.json` has no fact `no-such-price`."))
  }
}
