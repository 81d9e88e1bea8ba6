import FundFormula

/// What the column 状态 (status) says of a row.
///
/// 假设 is `assumed: true`, 不低于 `atLeast: true`; 非假设 and 非下限 are the same with `false`, for files that say so.
/// 结构 (structure) marks texts, choices and dates, so that they can be filtered away; 公开数据 (published) is what
/// lists print beside a source. Both are for people: they change nothing.
struct SheetStatus: Equatable {
  var assumed: Bool?
  var atLeast: Bool?
  var isStructural = false

  /// Words with what they mean; the first of a meaning is the one written.
  private enum Word: CaseIterable {
    case assumed, notAssumed, atLeast, notAtLeast, structural, published

    var words: [Bilingual] {
      switch self {
      case .assumed: [Bilingual(en: "assumed", zh: "假设"), Bilingual(verbatim: "假设值")]
      case .notAssumed: [Bilingual(en: "not assumed", zh: "非假设")]
      case .atLeast: [Bilingual(en: "at least", zh: "不低于"), Bilingual(verbatim: "atleast")]
      case .notAtLeast: [Bilingual(en: "no lower bound", zh: "非下限")]
      case .structural: [Bilingual(en: "structure", zh: "结构"), Bilingual(verbatim: "结构性参数")]
      case .published: [Bilingual(en: "published", zh: "公开数据")]
      }
    }
  }

  init(assumed: Bool? = nil, atLeast: Bool? = nil, isStructural: Bool = false) {
    self.assumed = assumed
    self.atLeast = atLeast
    self.isStructural = isStructural
  }

  /// The words of a cell, parted by `；`, `、` or a comma; the first that is none is returned instead.
  static func read(_ cell: String) -> (status: SheetStatus, unknown: String?) {
    var status = SheetStatus()
    let parts = cell.split { ";；,，、/+".contains($0) }.map { String($0).trimmedSpaces.lowercased() }
    for part in parts where !part.isEmpty {
      let word = Word.allCases.first { $0.words.contains { $0.zh == part || $0.en == part } }
      switch word {
      case .assumed: status.assumed = true
      case .notAssumed: status.assumed = false
      case .atLeast: status.atLeast = true
      case .notAtLeast: status.atLeast = false
      case .structural: status.isStructural = true
      case .published: break
      case nil: return (status, part)
      }
    }
    return (status, nil)
  }

  /// The cell.
  func text(in language: Language) -> String {
    let words: [Word?] = [
      assumed.map { $0 ? .assumed : .notAssumed }, atLeast.map { $0 ? .atLeast : .notAtLeast },
      isStructural ? .structural : nil,
    ]
    return words.compactMap { $0?.words[0][language] }.joined(separator: language == .zh ? "；" : "; ")
  }

  /// The words that may stand there.
  static let known = Bilingual(
    en: "assumed, at least, structure, published, or nothing", zh: "假设、不低于、结构、公开数据，或留空")
}
