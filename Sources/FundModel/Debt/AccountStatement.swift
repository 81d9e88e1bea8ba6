package import FundFormula

/// The statement of an account (收支表): all its cash, line by line; signed yuan, positive into the account. Coverage,
/// tables by year and verdicts read it; nothing else sums these.
package struct AccountStatement: Sendable {
  package let party: String
  private let flows: [Flow]
  private let timeline: Timeline

  init(_ party: String = Party.project, in book: FlowBook) {
    self.party = party
    timeline = book.timeline
    flows = book.flows.filter { $0.isCash && ($0.from == party || $0.to == party) }
  }

  /// What some lines come to in each period.
  package func row(_ lines: Set<StatementLine>) -> Row {
    flows.net(of: party, count: timeline.count) { lines.contains($0.statementLine) }
  }

  /// What flows of these blocks come to in each period, on some lines.
  func row(_ lines: Set<StatementLine>, ofBlocks blocks: Set<String>) -> Row {
    flows.net(of: party, count: timeline.count) {
      lines.contains($0.statementLine) && blocks.contains($0.block)
    }
  }

  /// What flows of other blocks come to in each period, on some lines.
  func row(_ lines: Set<StatementLine>, exceptBlocks blocks: Set<String>) -> Row {
    flows.net(of: party, count: timeline.count) {
      lines.contains($0.statementLine) && !blocks.contains($0.block)
    }
  }

  /// Whether any flow stands on some lines.
  func has(_ lines: Set<StatementLine>) -> Bool { flows.contains { lines.contains($0.statementLine) } }

  /// What is available for debt before income tax: operating income less cost, taxes on turnover and upkeep.
  static let operating: Set<StatementLine> = [.income, .operatingCost, .upkeepInvestment, .turnoverTax]
}
