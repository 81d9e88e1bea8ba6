import FundFormula

/// What the blocks of one project are found by, made once for all that ask: time and space linear in blocks.
final class BlockIndex: Sendable {
  /// All blocks, section by section.
  let all: [Block]
  private let places: [String: Int]
  private let costs: [Block]
  private let costsByID: [String: Int]
  private let costsByClass: [ClassOfAccount: [Int]]
  /// What words of funding blocks name, by the name of their field.
  private let namedByFunding: [String: Set<String>]

  private struct ClassOfAccount: Hashable {
    let account: String
    let flowClass: String
  }

  init(_ content: ScenarioContent) {
    all = content.allBlocks
    places = Dictionary(all.enumerated().map { ($1.path, $0) }) { first, _ in first }
    costs = content.blocks(in: .costs)
    costsByID = Dictionary(uniqueKeysWithValues: costs.enumerated().map { ($1.id, $0) })
    var byClass: [ClassOfAccount: [Int]] = [:]
    for (place, block) in costs.enumerated() {
      guard let flowClass = block.mechanism.costClass(of: block) else { continue }
      byClass[ClassOfAccount(account: block.account, flowClass: flowClass.rawValue), default: []].append(
        place)
    }
    costsByClass = byClass
    var named: [String: Set<String>] = [:]
    for block in content.blocks(in: .funding) {
      for (field, value) in block.values {
        if case .words(let ids) = value { named[field, default: []].formUnion(ids) }
      }
    }
    namedByFunding = named
  }

  subscript(path: String) -> Block? { places[path].map { all[$0] } }

  /// The cost blocks that ids name, or classes of an account, in the author's order.
  func costs(_ selection: [String], of account: String) -> [Block] {
    var found: [Int] = []
    for word in selection {
      if let place = costsByID[word] { found.append(place) }
      found += costsByClass[ClassOfAccount(account: account, flowClass: word)] ?? []
    }
    if selection.count > 1 || found.count > 1 { found = Set(found).sorted() }
    return found.map { costs[$0] }
  }

  /// Whether a funding block names `id` in a field of this name.
  func isNamedByFunding(_ id: String, in field: String) -> Bool {
    namedByFunding[field]?.contains(id) ?? false
  }
}
