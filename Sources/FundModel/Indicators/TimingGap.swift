package import FundFormula

/// How far cumulative cash without bridging loans falls below zero.
package enum TimingGap: Indicator {
  package static let id = "timingGap"
  package static let label = Bilingual(en: "largest timing gap", zh: "最大时点资金缺口")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "How far cumulative cash without bridging loans falls below zero.",
    zh: "不计短期过桥借款时累计资金低于零的最大额度。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static let needsBudget = true
  package static let addsUp = false

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let bridges = Set(book.flows.filter { $0.flowClass == .bridgeLoan }.map(\.block))
    let cash = book.net { !bridges.contains($0.block) }.runningSum + book.finance[FinanceFacts.openingCash]
    return larger(.zero, .zero - cash.smallest)
  }
}
