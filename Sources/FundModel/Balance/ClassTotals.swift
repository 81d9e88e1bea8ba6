package import FundFormula

/// The lines of one class on one side of the capital balance, together: yuan inside the balance horizon.
package struct ClassTotal: Sendable {
  /// Where a class stands in the balance: top-ups apart from the other sources.
  package enum Side: String, Sendable, Hashable, Codable, CaseIterable { case uses, sources, topUp }

  package let side: Side
  /// The class the lines count as.
  package let flowClass: FlowClass
  package let amount: Scalar

  /// `balance.classes.uses.worksBasic`.
  package static func key(_ side: Side, _ flowClass: FlowClass) -> String {
    "balance.classes.\(side.rawValue).\(flowClass.rawValue)"
  }

  /// Every class that has a line, in the order of the table of classes.
  static func all(_ balance: CapitalBalance) -> [ClassTotal] {
    Side.allCases.flatMap { side -> [ClassTotal] in
      let lines =
        switch side {
        case .uses: balance.uses
        case .sources: balance.sources
        case .topUp: balance.topUps
        }
      guard !lines.isEmpty else { return [] }
      let byClass = Dictionary(grouping: lines) { $0.countsAs ?? $0.flowClass }
      return FlowClass.allCases.compactMap { flowClass in
        guard let mine = byClass[flowClass] else { return nil }
        let label = flowClass.label
        return ClassTotal(
          side: side, flowClass: flowClass,
          amount: total(mine.map(\.amount)).named(
            key(side, flowClass), Bilingual(en: "\(label.en), in all", zh: "\(label.zh)合计"), .yuan))
      }
    }
  }

  package static let debtKey = "balance.debt"

  /// What debt brings, net of what is repaid inside the horizon (债务性资金); nil without debt.
  static func debt(_ balance: CapitalBalance) -> Scalar? {
    let lines = balance.sources.filter { $0.counting.side == .debt }
    guard !lines.isEmpty else { return nil }
    return total(lines.map(\.amount)).named(debtKey, Bilingual(en: "debt", zh: "债务性资金"), .yuan)
  }
}
