internal import FundFormula

extension Model {
  /// The nodes a word means, as an author speaks of results: an indicator's id, a block's path, a party's id, a line of
  /// the balance (`city/fiscalGrant`: what a party pays as one class, possibly several), or a key of the graph.
  ///
  /// - Parameter asRow: whether the periods are asked for, and not the sum over them.
  package func nodes(named word: String, asRow: Bool = false) -> [Int] {
    let keys =
      asRow
      ? ["\(word).row", "flows.\(word)", word, "rows.\(word)", "accounts.\(word).cash"]
      : [
        "indicators.\(word)", word, "\(word).total", "balance.\(word)", "rows.\(word)", "flows.\(word)",
        "parties.\(word).paid",
      ]
    let side = word.split(separator: "/").map(String.init)
    if side.count == 2 {
      return balance.lines.filter { $0.payer == side[0] && $0.flowClass.rawValue == side[1] }.compactMap {
        node($0.amount)
      }
    }
    // An indicator may be called by its label; of a stopped project it is what stopped it.
    if !asRow, let indicator = indicators.first(where: { [$0.id, $0.label.en, $0.label.zh].contains(word) }),
      let node = node(of: indicator)
    {
      return [node]
    }
    return keys.lazy.compactMap { graph.node($0) }.first.map { [$0] } ?? []
  }

  /// What a word may have meant.
  package var names: [String] {
    indicators.map { $0.id } + content.allBlocks.map(\.path) + content.allBlocks.map(\.id)
      + graph.named.map(\.name.key)
  }
}
