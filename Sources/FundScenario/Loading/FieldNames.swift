import FundFormula
import FundModel

/// Which fields a place in the tree has, for paths written with labels.
enum FieldNames {
  /// The fields of the block at `keys`; nil where there is no block.
  static func fields(at keys: [String], in tree: SourceNode) -> FieldList? {
    switch keys.first {
    case "timeline": return TimelineFacts.fields
    case "finance": return FinanceFacts.fields
    case "project":
      return keys.count >= 3 && keys[1] == "homeTypes" ? ProjectFacts.homeTypeFields : ProjectFacts.fields
    default:
      guard keys.count >= 2, let kind = tree.value(at: Array(keys.prefix(2)))?["kind"]?.text else {
        return nil
      }
      return Mechanisms.mechanism(kind)?.allFields
    }
  }

  /// The id of the field whose label is `label` in either language.
  static func id(ofLabel label: String, keys: [String], in tree: SourceNode) -> String? {
    fields(at: keys, in: tree)?.declarations.first {
      $0.name == label || $0.label.en == label || $0.label.zh == label
    }?.name
  }
}
