package import FundFormula

/// What restricted money pays of each cost (改造内容与资金来源匹配表): costs against sources, as the allocation settles it.
///
/// Sums over all time, as the allocation's; money without a purpose is not spread over costs.
package struct Matching: Sendable {
  /// One cost block: what it needs, what restricted money pays of it, what that leaves.
  package struct Cost: Sendable {
    package let path: String
    package let label: Bilingual
    package let need: Scalar
    package let paid: Scalar
    package let gap: Scalar
  }

  /// One source: what it is entitled to, what is used of it, what stays unused.
  package struct Source: Sendable {
    package let path: String
    package let label: Bilingual
    /// False for money that is bound only by the grants it excludes: no cost of its own.
    package let isBound: Bool
    package let entitlement: Scalar
    package let used: Scalar
    package let unused: Scalar
  }

  package let costs: [Cost]
  package let sources: [Source]
  /// What a source pays of a cost, by the paths of both; none where it may not.
  private let amounts: [String: [String: Scalar]]
  package let cells: [Allocation.Cell]
  package let need: Scalar
  package let paid: Scalar
  package let gap: Scalar

  var formulas: [Scalar] {
    costs.flatMap { [$0.need, $0.paid, $0.gap] }
      + sources.flatMap { [$0.entitlement, $0.used, $0.unused] } + [need, paid, gap]
  }

  package func amount(of source: Source, for cost: Cost) -> Scalar? {
    amounts[cost.path]?[source.path]
  }

  /// Nil where no money has a purpose. Costs and sources stand in the author's order.
  init?(_ book: FlowBook) {
    let restrictions = book.flows.compactMap(\.restriction)
    guard !restrictions.isEmpty else { return nil }
    func name(_ value: Scalar, _ key: String, _ label: Bilingual, _ en: String, _ zh: String) -> Scalar {
      value.named("matching.\(key)", Bilingual(en: "\(label.en): \(en)", zh: "\(label.zh)·\(zh)"), .yuan)
    }
    let cells = Dictionary(grouping: book.allocation.cells, by: \.cost)
    // What another account pays for itself is no gap of the project.
    costs = book.project.content.blocks(in: .costs).filter { block in
      block.account == Party.project || cells[block.path] != nil
    }.map { block in
      let need = name(.reference("\(block.path).total"), "\(block.id).need", block.label, "need", "需求")
      let paid = name(
        total((cells[block.path] ?? []).map(\.amount)), "\(block.id).paid", block.label,
        "paid by restricted money", "限定用途资金安排合计")
      return Cost(
        path: block.path, label: block.label, need: need, paid: paid,
        gap: name(need - paid, "\(block.id).gap", block.label, "left by restricted money", "限定用途资金安排后缺口"))
    }
    sources = restrictions.map { restriction in
      let (key, label) = ("sources.\(restriction.id)", restriction.label)
      func settled(_ part: String) -> Scalar { .reference("allocation.\(restriction.id).\(part)") }
      return Source(
        path: restriction.block, label: label, isBound: restriction.eligible != nil,
        entitlement: name(restriction.entitlement, "\(key).entitlement", label, "entitlement", "可用额度"),
        used: name(settled("used"), "\(key).used", label, "used", "已用额度"),
        unused: name(settled("unused"), "\(key).unused", label, "entitlement not used", "未用额度"))
    }
    self.cells = book.allocation.cells
    amounts = cells.mapValues { Dictionary(uniqueKeysWithValues: $0.map { ($0.source, $0.amount) }) }
    let all = Bilingual(en: "all costs", zh: "全部费用")
    need = name(total(costs.map(\.need)), "need", all, "need", "需求")
    paid = name(total(costs.map(\.paid)), "paid", all, "paid by restricted money", "限定用途资金安排合计")
    gap = name(need - paid, "gap", all, "left by restricted money", "限定用途资金安排后缺口")
  }
}
