package import FundFormula

/// The funding models that are part of the program, for those who have no files of them.
package enum FundingModels {
  package static let all = EmbeddedScenarios.models

  /// What a model is called in its own file.
  package static func label(of model: EmbeddedScenario) -> Bilingual {
    OverlayHead(of: model.id, bytes: model.bytes)?.title ?? Bilingual(verbatim: model.id)
  }

  /// The model of an id, or of its title in either language.
  package static func model(_ name: String) -> EmbeddedScenario? {
    all.first { $0.id == name }
      ?? all.first { model in
        let label = label(of: model)
        return label.en == name || label.zh == name
      }
  }
}
