import Foundation
import FundFormula
import FundScenario
import Testing

/// What is part of the program is what lies in the folders, to the byte.
@Suite struct EmbeddedScenarioTests {
  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Scenarios/\(folder)").path
    ).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  @Test func `the models of the program are the files in Scenarios/models`() throws {
    let models = FundingModels.all
    #expect(models.map(\.id) == (try names(in: "models")), "`make embed` writes them anew")
    for model in models {
      let file = try Repository.bytes("Scenarios/models/\(model.id).json")
      #expect(model.bytes == file, "\(model.id): `make embed` writes it anew")
    }
  }

  @Test func `the presets of the program are the files in Scenarios/presets`() throws {
    #expect(Presets.all.map(\.id).sorted() == (try names(in: "presets")), "a preset is a file and an entry")
    for preset in Presets.all {
      let file = try Repository.bytes("Scenarios/presets/\(preset.id).json")
      #expect(Array(preset.text.utf8) == file, "\(preset.id): `make embed` writes it anew")
    }
  }

  @Test func `a model is known by its id and by its title in either language`() throws {
    for name in ["ppp-rot", "PPP: renovate, operate, transfer (ROT)", "PPP 模式（改建—运营—移交，ROT）"] {
      #expect(FundingModels.model(name)?.id == "ppp-rot", "\(name)")
    }
    #expect(FundingModels.model("ppp") == nil)
    let names = FundingModels.all.flatMap { model -> [String] in
      let label = FundingModels.label(of: model)
      return [model.id, label.en, label.zh]
    }
    #expect(Set(names).count == 3 * FundingModels.all.count, "a name means one model")
  }
}
