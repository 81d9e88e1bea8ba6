package import FundFormula

/// A scenario to start from: complete, small, every quantity assumed and every choice told in a note.
///
/// The folder holds one file per preset; a new one is a file and a line in ``Presets/all``. It knows the file format and
/// nothing else.
package struct Preset: Sendable {
  /// The name on the command line, `self-renewal`.
  package let id: String
  package let label: Bilingual
  /// What it shows, one sentence.
  package let summary: Bilingual
  /// The scenario file.
  package let text: String

  /// The file as a tree; every preset can be read.
  package var tree: SourceNode {
    guard let tree = readText(Array(text.utf8), file: id).0 else {
      preconditionFailure("preset \(id) cannot be read")
    }
    return tree
  }
}

/// The presets, in the order lists show them.
package enum Presets {
  package static let all = [
    selfRenewal, twoPriceHomes, perHouseholdSubsidy, standardPerArea, bondAndOperation, operatorEPCO,
    publicPrivateROT, ownersOnly, ownersMatched,
  ]

  /// The preset of an id, or of its name in either language.
  package static func preset(_ name: String) -> Preset? {
    all.first { $0.id == name || $0.label.en == name || $0.label.zh == name }
  }
}
