import FundFormula
internal import FundModel
import FundScenario

/// What a formula may be asked for by: its key or a path, and every name that tables and explanations print for it, in
/// either language.
extension ScenarioRun {
  /// The nodes that `word` names; ids and keys go before names. Empty where it names none.
  ///
  /// - Parameter asRow: whether the periods are asked for, and not the sum over them.
  func nodes(called word: String, asRow: Bool) -> [Int] {
    for id in [word] + ids(called: word) {
      let nodes = model.nodes(named: id, asRow: asRow)
      if !nodes.isEmpty { return nodes }
      if let input = model.graph.inputNode(id) { return [input] }
    }
    // A table prints a price or a unit behind some names: 建安工程（2,800 元/㎡）.
    guard let last = word.last, "）)".contains(last), let open = word.lastIndex(where: { "（(".contains($0) })
    else { return [] }
    let name = String(word[..<open]).trimmedSpaces
    return name.isEmpty ? [] : nodes(called: name, asRow: asRow)
  }

  /// The ids that a printed name stands for, the likeliest first: a block before its formulas.
  private func ids(called word: String) -> [String] {
    let sides = word.split(separator: "/").map { String($0) }
    let side =
      sides.count == 2
      ? parties(called: sides[0]).flatMap { party in classes(called: sides[1]).map { "\(party)/\($0)" } } : []
    let path = (try? scenario.path(named: word).get()).map { [$0] } ?? []
    // Where somebody tops up, the gap is what that leaves: it comes from nowhere.
    let gap = model.hasTopUp ? FundingGapBeforeTopUp.id : FundingGap.id
    let question = ProductAccount.question.isEither(word) ? [gap] : []
    return question + side + blocks(called: word) + parties(called: word) + path
      + model.graph.named.filter { $0.name.label.isEither(word) }.map(\.name.key)
  }

  private func blocks(called word: String) -> [String] {
    scenario.content.allBlocks.filter { $0.label.isEither(word) }.map(\.path)
  }

  private func parties(called word: String) -> [String] {
    scenario.content.parties.filter { $0.id == word || $0.label.isEither(word) }.map(\.id)
  }

  private func classes(called word: String) -> [String] {
    FlowClass.allCases.filter { $0.rawValue == word || $0.label.isEither(word) }.map(\.rawValue)
  }

  /// What a word may have meant: ids, then names.
  var explainedNames: [String] {
    let labels =
      scenario.content.allBlocks.map(\.label) + scenario.content.parties.map(\.label)
      + model.indicators.map { $0.label } + model.graph.named.map(\.name.label)
    return model.names + labels.flatMap { [$0.zh, $0.en] }
  }
}

extension Graph {
  /// The node of the input at a path; nil where no formula reads it.
  fileprivate func inputNode(_ path: String) -> Int? {
    guard let place = input(path) else { return nil }
    return nodes.firstIndex { if case .input(place) = $0.kind { true } else { false } }
  }
}

extension Bilingual {
  fileprivate func isEither(_ word: String) -> Bool { zh == word || en == word }
}
