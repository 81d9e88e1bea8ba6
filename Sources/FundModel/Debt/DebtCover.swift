internal import FundFormula

/// What is available for some debts of an account, and what these cost, over their life: the parts of every coverage
/// (本息覆盖倍数). Amounts in yuan.
///
/// Special bonds rank before market loans. Net income R − C − X: operating income less cost and the taxes its account
/// owes, income tax computed with the interest of these debts alone; and the sales that serve debt. Sales are applied to
/// the works first, as far as capital, grants and the draws of these debts leave them unpaid: neither a later-ranking
/// debt nor the balance horizon changes that, and no top-up serves debt.
/// Source: 财政部专项债券信息披露模板, whose ratios these are; the order of ranks is ours (DECISIONS).
struct DebtCover {
  private let book: FlowBook
  private let statement: AccountStatement
  /// Paths of the debts covered.
  private let debts: Set<String>
  /// Whether other debts rank behind these.
  private let isRanked: Bool

  /// - Parameter bondsOnly: special bonds alone, which rank before market loans; else all debt but bridging loans.
  init(_ book: FlowBook, bondsOnly: Bool, of account: String = Party.project) {
    self.book = book
    statement = AccountStatement(account, in: book)
    debts = book.debtBlocks(bondsOnly: bondsOnly, of: account)
    isRanked = bondsOnly && account == Party.project
  }

  var isEmpty: Bool { debts.isEmpty }

  // MARK: What they cost

  /// Principal and interest paid in each period.
  var service: Row {
    Row.zero(book.timeline.count) - statement.row([.principal, .interest], ofBlocks: debts)
  }
  var principal: Row { Row.zero(book.timeline.count) - statement.row([.principal], ofBlocks: debts) }

  /// What other debts, short-term bridging loans, cost; negative.
  var otherService: Row { statement.row([.principal, .interest], exceptBlocks: debts) }

  // MARK: What is available

  /// R − C − X, with the sales that serve debt.
  var netIncome: Scalar { withSales(incomeBeforeTax + incomeTax) }

  /// The same before operating cost and all taxes.
  var grossIncome: Scalar {
    withSales(
      book.net { $0.to == statement.party && [.operating, .operatingCost].contains($0.counting.income) })
  }

  private var incomeBeforeTax: Row { statement.row(AccountStatement.operating) }

  /// Income tax, negative: with the interest of these debts alone.
  private var incomeTax: Row {
    isRanked && !Self.rows(book).isEmpty
      ? Row.zero(book.timeline.count) - book.row(Self.bondTaxKey) : statement.row([.incomeTax])
  }

  private static let bondTaxKey = "rows.incomeTaxForBonds"

  /// Income tax of the project as it would be were the interest of special bonds all that is charged; nothing where it
  /// is. A formula of its own, which every coverage of the bonds reads.
  static func rows(_ book: FlowBook) -> [Row] {
    let bonds = book.debtBlocks(bondsOnly: true)
    let accrued = book.flows.filter { $0.flowClass == .interestAccrued && $0.from == Party.project }
    // In a pool every project files its own.
    guard !bonds.isEmpty, book.pooled.isEmpty, accrued.contains(where: { !bonds.contains($0.block) }) else {
      return []
    }
    func interest(_ flowClass: FlowClass) -> Row {
      let flows = book.flows.filter {
        $0.flowClass == flowClass && $0.from == Party.project && bonds.contains($0.block)
      }
      return total(flows.map(\.row), count: book.timeline.count)
    }
    let charged = InterestCharged(all: interest(.interestAccrued), whileBuilt: interest(.interestWhileBuilt))
    let taxes = book.project.content.allBlocks.filter { $0.account == Party.project }.compactMap { block in
      block.mechanism.incomeTax(of: block, charged: charged, part: "forBonds", in: book.project)
    }
    guard !taxes.isEmpty else { return [] }
    return [
      total(taxes, count: book.timeline.count).named(
        bondTaxKey,
        Bilingual(en: "income tax, were bonds the only debt", zh: "企业所得税（仅计专项债券利息）"), .yuan)
    ]
  }

  /// A row over the life of the debts, and the sales that serve them.
  private func withSales(_ row: Row) -> Scalar {
    let earned = (row * .constant(book.life(of: debts))).sum
    return statement.has([.sales]) ? earned + larger(.zero, sales - applied) : earned
  }

  /// Sales that come before the debts are repaid.
  private var sales: Scalar {
    let inTime = book.throughLife(of: debts)
    return (statement.row([.sales]) * .constant(inTime)).sum
  }

  /// Sales applied to the works: what capital, grants and the draws of these debts leave unpaid.
  var applied: Scalar {
    let topUps = Set(book.flows.filter { $0.flowClass == .topUp }.map(\.block))
    let uses = Scalar.zero - statement.row([.works]).sum
    let sources = statement.row([.capital], exceptBlocks: topUps).sum
    let draws = statement.row([.drawn], ofBlocks: debts).sum
    return larger(.zero, uses - sources - draws)
  }
}
