import Foundation
import Testing

/// Funding models and presets by their names, outside the checkout.
struct NamedModelTests {
  private let program: Program
  private let folder: Folder

  init() throws {
    program = try Program()
    folder = try Folder()
    _ = try folder.write(try Program.text(of: "Scenarios/yonganli.json"), to: "project.json")
  }

  /// In a folder that holds nothing but a project.
  private func outside(_ arguments: String) throws -> Program.Ending {
    try program.shell("cd '\(folder.path)' && \"$fundsim\" \(arguments)")
  }

  @Test(arguments: ["zero-subsidy", "'Owners alone, no subsidy (Junping street)'", "居民自筹、零补助（君平街模式）"])
  func `a model by its name is the file of the checkout`(_ name: String) throws {
    let file = Program.root.appendingPathComponent("Scenarios/models/zero-subsidy.json").path
    let (named, byPath) = (
      try outside("run project.json --with \(name) --format json"),
      try outside("run project.json --with \(file) --format json")
    )
    #expect(named.code == 0)
    #expect(named.output == byPath.output)
  }

  @Test func `models are compared by their names`() throws {
    let ending = try outside("compare project.json --model zero-subsidy 'PPP 模式（改建—运营—移交，ROT）'")
    #expect(ending.code == 0)
    #expect(ending.output.contains("Owners alone, no subsidy"))
  }

  @Test func `a file goes before a model of the same name`() throws {
    let text = try Program.text(of: "Scenarios/models/residents-extra-area.json")
    _ = try folder.write(text, to: "zero-subsidy")
    let (own, other) = (
      try outside("run project.json --with zero-subsidy --format json"),
      try outside("run project.json --with residents-extra-area --format json")
    )
    #expect(own.code == 0)
    #expect(own.output == other.output)
  }

  @Test func `a name that is none is told with those that are`() throws {
    let ending = try outside("run project.json --with zero")
    #expect(ending.code == 66)
    #expect(
      ending.error.hasPrefix(
        "There is no file and no funding model `zero`. Did you mean “zero-subsidy”? Models:\n"
          + "  bond-and-operation  Special bond and operation\n"))
    let chinese = try outside("run project.json --with zero --lang zh")
    #expect(
      chinese.error.hasPrefix("没有名为“zero”的文件或筹资模式。是否指“zero-subsidy”？可用模式：\n  bond-and-operation  专项债券加运营\n"))
    let path = try outside("run project.json --with zero.json")
    #expect(path.error == "There is no file `zero.json`.\n")
  }

  @Test func `the program lists its models in both languages`() throws {
    let list = try program.run("list", "models", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: Any]
    let models = try #require(object?["models"] as? [[String: Any]])
    #expect(models.count == 9)
    for model in models {
      for key in ["title", "summary"] {
        let text = try #require(model[key] as? [String: String])
        #expect(text["en"]?.isEmpty == false && text["zh"]?.isEmpty == false && text["en"] != text["zh"])
      }
    }
  }

  @Test func `a preset is a file to start from wherever the program runs`() throws {
    let ending = try outside("new --preset 居民自筹 -o mine.json && \"$fundsim\" run mine.json --lang en")
    #expect(ending.code == 0)
    let file = try Program.text(of: "Scenarios/presets/owners-only.json")
    #expect(try String(contentsOfFile: folder.file("mine.json"), encoding: .utf8) == file)
  }
}
