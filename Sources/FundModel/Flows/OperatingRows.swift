package import FundFormula

/// What operation earns and costs an account, as rows that blocks take shares of.
extension ProjectGraph {
  /// The operating income of an account, or of these of its blocks.
  package func operatingIncome(of account: String, blocks ids: [String] = []) -> Row {
    income(of: account, blocks: ids) { key, _ in .reference(key, count: timeline.count) }
  }

  /// The part of it that is earned in `months`, whose ends are changes of the operation axis; what is settled once a year
  /// belongs to the month in which it is.
  func operatingIncome(of account: String, blocks ids: [String] = [], in months: Range<Int>) -> Row {
    let (shares, settled) = (timeline.shares(ofOperationIn: months), timeline.ends(in: months))
    return income(of: account, blocks: ids) { key, block in
      hasParts(block)
        ? operation.byPeriod(
          Row.reference(key + Flow.partsSuffix, on: operation.axis) * operation.within(months))
        : Row.reference(key, count: timeline.count)
          * Row.constant(block.mechanism.earnsByParts ? shares : settled)
    }
  }

  private func income(of account: String, blocks ids: [String], _ row: (String, Block) -> Row) -> Row {
    let blocks = content.blocks(in: .operations).filter {
      $0.account == account && (ids.isEmpty || ids.contains($0.id))
    }
    let rows = blocks.flatMap { block in block.mechanism.incomes(of: block).map { row($0, block) } }
    return FundFormula.total(rows, count: timeline.count)
  }

  /// Whether the parts of the income of a block have a row of their own: not where a condition may delay it.
  private func hasParts(_ block: Block) -> Bool {
    operation.isFiner && block.mechanism.earnsByParts
      && !Gate.required(by: block, in: self).contains { Gate.effect(of: $0) == .delay }
  }

  /// The operating cost of an account.
  package func operatingCost(of account: String) -> Row {
    let blocks = content.blocks(in: .operations).filter { $0.account == account }
    let keys = blocks.flatMap { $0.mechanism.costs(of: $0) }
    return FundFormula.total(keys.map { .reference($0, count: timeline.count) }, count: timeline.count)
  }
}
