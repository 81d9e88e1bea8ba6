package import FundFormula

/// What government pays the project: subsidies, rewards, top-ups, and through operation what a contract promises.
package enum GovernmentGross: Indicator {
  package static let id = "governmentGross"
  package static let label = Bilingual(en: "government outlay", zh: "财政投入总额")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en:
      "What government pays the project over all time: subsidies, rewards, top-ups, and what it pays through operation.",
    zh: "全周期各级财政补助、奖补、差额补足及运营期付费之和。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let paid = book.flows.filter {
      $0.isCash && $0.to == Party.project && book.group($0.from) == .government && counts($0)
    }
    return total(paid.map(\.row), count: book.timeline.count).sum
  }

  /// Whether what government pays is outlay; else it is lent.
  static func counts(_ flow: Flow) -> Bool { [.sources, .operating].contains(flow.counting.side) }
}
