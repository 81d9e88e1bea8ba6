import FundFormula
import FundModel
import Testing

/// The table of classes, typed from its definition (Documentation/guide.md, what counts where) and not from the code.
struct FlowClassTests {
  typealias Side = FlowClass.BalanceSide

  static let uses: Set<FlowClass> = [
    // works, other cost, contingency, demolition, land premium, transition, selling cost, all interest and fees paid
    // inside the balance horizon, working capital
    .worksBasic, .worksImproving, .worksUpgrading, .worksRebuild, .demolition, .otherCost, .agencyFee,
    .contingency,
    .landPremium, .transition, .compensation, .sellingCost, .interestPaid, .bondFee, .workingCapital,
  ]
  static let grants: Set<FlowClass> = [
    // subsidy, reward, pooled departmental money, top-up
    .fiscalGrant, .centralBudgetInvestment, .treasuryBondFunds, .pooledDepartmentFunds, .incentiveGrant,
    .performanceReward, .topUp,
  ]
  static let contributions: Set<FlowClass> = [
    // resident contribution, maintenance fund; what other parties put in
    .costShare, .maintenanceFundUse, .rightsHolderShare, .utilityShare, .operatorEquity, .equity,
  ]
  static let sales: Set<FlowClass> = [.extraAreaPurchase, .parkingPurchase, .homeSale]
  static let operating: Set<FlowClass> = [
    .operatingIncome, .operatingCost, .operatingSubsidy, .upkeepInvestment, .incomeShare, .upkeepSupport,
    .surtax,
    .incomeTax,
  ]
  static let debt: Set<FlowClass> = [.bondDrawn, .loanDrawn, .bridgeLoan, .principalPaid]
  /// Never on any side: memos, the means of a contribution, which never add to it, money that changes hands after the
  /// result or between accounts, and what owners put by for upkeep.
  static let none: Set<FlowClass> = [
    .interestAccrued, .interestWhileBuilt, .debtBalance, .providentFund, .householdLoan, .inKind, .dividend,
    .accountTransfer,
    .maintenanceFundDeposit,
  ]
  /// What operation costs before income tax: R − C − X.
  static let operatingCosts: Set<FlowClass> = [
    .operatingCost, .upkeepInvestment, .incomeShare, .upkeepSupport, .surtax,
  ]

  @Test func `the table names every class once`() {
    let all = [Self.uses, Self.grants, Self.contributions, Self.sales, Self.operating, Self.debt, Self.none]
    #expect(all.map(\.count).reduce(0, +) == FlowClass.allCases.count)
    #expect(all.reduce(into: Set()) { $0.formUnion($1) } == Set(FlowClass.allCases))
  }

  @Test(arguments: FlowClass.allCases) func `counts as the table says`(flowClass: FlowClass) {
    let counting = flowClass.counting
    let side: Side =
      if Self.uses.contains(flowClass) {
        .uses
      } else if Self.debt.contains(flowClass) {
        .debt
      } else if Self.operating.contains(flowClass) {
        .operating
      } else if Self.none.contains(flowClass) {
        .none
      } else {
        .sources
      }
    #expect(counting.side == side)
    // FIRR: investment is negative, interest and fees of debt are financing; sales and operation are income; grants
    // and contributions are financing. An operating subsidy stays out of the cover.
    let income: FlowClass.Income =
      if Self.sales.contains(flowClass) {
        .sale
      } else if flowClass == .operatingIncome {
        .operating
      } else if Self.operatingCosts.contains(flowClass) {
        .operatingCost
      } else if flowClass == .operatingSubsidy {
        .subsidy
      } else if flowClass == .incomeTax {
        .tax
      } else if Self.uses.subtracting([.interestPaid, .bondFee]).contains(flowClass) {
        .investment
      } else {
        .none
      }
    #expect(counting.income == income)
    #expect(counting.isMarket == Self.sales.contains(flowClass))
    // Own capital: money that is neither borrowed nor paid for something at market price.
    #expect(counting.isCapital == (Self.grants.contains(flowClass) || Self.contributions.contains(flowClass)))
    // Total investment: what is built, not what it costs to sell or to borrow (interest is added apart).
    #expect(
      counting.isInvestment == Self.uses.subtracting([.sellingCost, .interestPaid]).contains(flowClass))
  }

  /// The same table, by what a yuan does to a scenario's figures.
  @Test(arguments: FlowClass.costs) func `a cost of any class is a use and lowers cash`(flowClass: FlowClass)
    throws
  {
    let result = try ScenarioBuilder().cost("x", 100, flowClass.rawValue).computed()
    #expect(near(result.indicator("totalUses"), 100))
    #expect(near(result.indicator("fundingGap"), 100))
    #expect(near(result.indicator("lifeBalance"), -100))
    #expect(near(result.row("rows.investmentCashFlow")[0], flowClass == .bondFee ? 0 : -100))
    #expect(near(result.indicator("totalInvestment"), flowClass == .sellingCost ? 0 : 100))
  }

  /// Special bonds of a programme whose terms are not published: drawn, owed to nobody's income, never served.
  @Test(arguments: [FlowClass.bondDrawn, .loanDrawn])
  func `money drawn on terms nobody gives is a source, no income and no outlay`(flowClass: FlowClass) throws {
    let result = try ScenarioBuilder().grant("x", 100, ["class": Given(.word(flowClass.rawValue))]).computed()
    #expect(near(result.indicator("totalSources"), 100))
    #expect(near(result.indicator("lifeBalance"), 0))
    #expect(near(result.indicator("governmentGross"), 0))
    #expect(result.outcome("indicators.coverage") == nil)
  }

  @Test func `a subsidy of operation is income before tax and covers no debt`() throws {
    let result = try ScenarioBuilder().grant("x", 100, ["class": "operatingSubsidy"]).computed()
    // The surplus of operation inside the horizon is a source.
    #expect(near(result.indicator("totalSources"), 100))
    #expect(near(result.row("rows.investmentCashFlow")[0], 100))
    #expect(result.row("rows.operatingNet") == [0, 0])
    #expect(near(result.indicator("lifeBalance"), 100))
  }

  @Test func `a deposit for upkeep is cash and nothing else`() throws {
    let result = try ScenarioBuilder().grant("x", 100, ["class": "maintenanceFundDeposit"]).computed()
    #expect(result.indicator("totalSources") == 0 && result.indicator("lifeBalance") == 0)
    #expect(near(result.row("accounts.project.cash"), [100, 100]))
  }

  @Test(
    arguments: FlowClass.contributions.filter {
      ![.bondDrawn, .loanDrawn, .operatingSubsidy, .maintenanceFundDeposit].contains($0)
    })
  func `money of any class is a source and no income`(flowClass: FlowClass) throws {
    let result = try ScenarioBuilder().grant("x", 100, ["class": Given(.word(flowClass.rawValue))]).computed()
    #expect(near(result.indicator("totalSources"), 100))
    #expect(near(result.indicator("lifeBalance"), 100))
    #expect(near(result.row("rows.investmentCashFlow")[0], 0))
    #expect(near(result.indicator("governmentGross"), 100))
  }
}
