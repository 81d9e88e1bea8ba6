internal import FundFormula

/// What is available for some debts of an account, and what these cost, over their life: the parts of every coverage
/// (本息覆盖倍数). Amounts in yuan.
///
/// Debts rank: special bonds before market loans, or as their author says. Net income R − C − X: operating income less
/// cost and the taxes its account owes, income tax computed with the interest of these and earlier-ranking debts alone,
/// less what earlier-ranking debts cost; and the sales that serve debt. Sales are applied to the works first, as far as
/// capital, grants and the draws of these and earlier-ranking debts leave them unpaid: neither a later-ranking debt nor
/// the balance horizon changes that, and no top-up serves debt. What an earlier-ranking debt draws counts only as far as it
/// is repaid in the life of these, when its service is taken off: what is still owed then is no money of theirs. Other debts
/// of the same rank count as earlier ones.
/// Source: 财政部专项债券信息披露模板, whose ratios these are; the order of ranks is ours
/// (Documentation/decisions/model.md, 2026-11-30: what is available for a debt).
struct DebtCover {
  private let book: FlowBook
  private let statement: AccountStatement
  /// Paths of the debts covered.
  let debts: Set<String>
  /// Paths of those that are served before them.
  private let earlier: Set<String>
  /// Paths of the operations that serve them; nil where all of the account do.
  private let streams: Set<String>?

  /// - Parameter bondsOnly: special bonds alone; else all debt but bridging loans.
  init(_ book: FlowBook, bondsOnly: Bool, of account: String = Party.project) {
    self.init(book, covering: book.debtBlocks(bondsOnly: bondsOnly, of: account), of: account)
  }

  /// - Parameter streams: paths of the operations whose income and cost alone count, sales and other debts apart.
  init(
    _ book: FlowBook, covering debts: Set<String>, streams: Set<String>? = nil,
    of account: String = Party.project
  ) {
    self.book = book
    self.debts = debts
    self.streams = streams
    statement = AccountStatement(account, in: book)
    let last = debts.map(book.rank(ofDebt:)).max() ?? 0
    earlier = book.debtBlocks(bondsOnly: false, of: account).filter {
      streams == nil && !debts.contains($0) && book.rank(ofDebt: $0) <= last
    }
  }

  var isEmpty: Bool { debts.isEmpty }

  // MARK: What they cost

  /// Principal and interest paid in each period.
  var service: Row {
    Row.zero(book.timeline.count) - statement.row([.principal, .interest], ofBlocks: debts)
  }
  var principal: Row { Row.zero(book.timeline.count) - statement.row([.principal], ofBlocks: debts) }

  /// What other debts cost; negative.
  var otherService: Row { statement.row([.principal, .interest], exceptBlocks: debts) }

  // MARK: What is available

  /// R − C − X, with the sales that serve debt, less what earlier debts cost.
  var netIncome: Scalar { available(incomeBeforeTax + incomeTax) }

  /// Whether income tax is taken off.
  var isTaxed: Bool { statement.has([.incomeTax]) }
  /// Whether operation costs anything.
  var hasCost: Bool { statement.has([.operatingCost]) }

  /// The same before income tax.
  var netIncomeBeforeTax: Scalar { available(incomeBeforeTax) }

  /// The same where income stands net of cost already: cost is not taken off a second time.
  var incomeLessTax: Scalar { available(row([.income, .turnoverTax]) + incomeTax) }

  /// The same before operating cost and all taxes.
  var grossIncome: Scalar {
    available(
      book.net { $0.to == statement.party && [.operating, .operatingCost].contains($0.counting.income) })
  }

  private var incomeBeforeTax: Row { row(AccountStatement.operating) }

  private func row(_ lines: Set<StatementLine>) -> Row {
    streams.map { statement.row(lines, ofBlocks: $0) } ?? statement.row(lines)
  }

  /// Income tax, negative: with the interest of these and earlier debts alone. A stream of its own pays none: what the
  /// account owes is owed on all its streams.
  private var incomeTax: Row {
    let none = Row.zero(book.timeline.count)
    guard streams == nil else { return none }
    let served = debts.union(earlier)
    let isOfProject = statement.party == Party.project
    let key = isOfProject ? Self.taxedSets(book).first { $0.debts == served }?.key : nil
    return key.map { none - book.row($0) } ?? statement.row([.incomeTax])
  }

  /// Sets of debts with whose interest alone income tax is computed: the bonds with what ranks before them, and all up to
  /// each rank. None where no other debt, bridging loans among them, bears interest; in a pool every project files its own.
  private static func taxedSets(_ book: FlowBook) -> [(key: String, part: String, debts: Set<String>)] {
    guard book.pooled.isEmpty,
      book.project.content.allBlocks.contains(where: {
        $0.account == Party.project && $0.mechanism.isIncomeTax
      })
    else { return [] }
    let bearing = Set(
      book.flows.filter { $0.flowClass == .interestAccrued && $0.from == Party.project }.map(\.block))
    let bonds = DebtCover(book, bondsOnly: true)
    var sets = [(key: "rows.incomeTaxForBonds", part: "forBonds", debts: bonds.debts.union(bonds.earlier))]
    for rank in book.debtRanks {
      let debts = book.debtBlocks(bondsOnly: false).filter { book.rank(ofDebt: $0) <= rank }
      if !sets.contains(where: { $0.debts == debts }) {
        sets.append(("rows.incomeTaxToRank\(rank)", "toRank\(rank)", debts))
      }
    }
    return sets.filter { set in !set.debts.isEmpty && bearing.contains { !set.debts.contains($0) } }
  }

  /// Income tax of the project as it would be were the interest of some debts all that is charged; nothing where it is.
  /// Formulas of their own, which every coverage of these debts reads.
  static func rows(_ book: FlowBook) -> [Row] {
    taxedSets(book).map { set in
      func interest(_ flowClass: FlowClass) -> Row {
        let flows = book.flows.filter {
          $0.flowClass == flowClass && $0.from == Party.project && set.debts.contains($0.block)
        }
        return total(flows.map(\.row), count: book.timeline.count)
      }
      let charged = InterestCharged(
        all: interest(.interestAccrued), whileBuilt: interest(.interestWhileBuilt))
      let taxes = book.project.content.allBlocks.filter { $0.account == Party.project }.compactMap { block in
        block.mechanism.incomeTax(of: block, charged: charged, part: set.part, in: book.project)
      }
      let isBonds = set.part == "forBonds"
      return total(taxes, count: book.timeline.count).named(
        set.key,
        isBonds
          ? Bilingual(en: "income tax, were bonds the only debt", zh: "企业所得税（仅计专项债券利息）")
          : Bilingual(
            en: "income tax, with the interest of earlier-ranking debt alone", zh: "企业所得税（仅计在先债务利息）"),
        .yuan)
    }
  }

  /// A row over the life of the debts, less what earlier debts cost, and the sales that serve them.
  private func available(_ row: Row) -> Scalar {
    let before = earlier.isEmpty ? row : row + statement.row([.principal, .interest], ofBlocks: earlier)
    let earned = (before * .constant(book.life(of: debts))).sum
    return streams == nil && statement.has([.sales]) ? earned + larger(.zero, sales - applied) : earned
  }

  /// Sales that come before the debts are repaid.
  private var sales: Scalar {
    let inTime = book.throughLife(of: debts)
    return (statement.row([.sales]) * .constant(inTime)).sum
  }

  /// Sales applied to the works: what capital, grants and the draws of these and earlier debts leave unpaid, earlier ones as
  /// far as they are repaid in time.
  var applied: Scalar {
    let topUps = Set(book.flows.filter { $0.flowClass == .topUp }.map(\.block))
    let uses = Scalar.zero - statement.row([.works]).sum
    let sources = statement.row([.capital], exceptBlocks: topUps).sum
    let draws = statement.row([.drawn], ofBlocks: debts).sum
    return larger(.zero, uses - sources - draws - earlierDraws)
  }

  private var earlierDraws: Scalar {
    let drawn = statement.row([.drawn], ofBlocks: earlier).sum
    let inTime = book.throughLife(of: debts)
    guard book.throughLife(of: earlier.union(debts)) != inTime else { return drawn }
    let repaid = Row.zero(inTime.count) - statement.row([.principal], ofBlocks: earlier)
    return smaller(drawn, (repaid * .constant(inTime)).sum)
  }
}
