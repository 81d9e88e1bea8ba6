package import FundFormula

/// What a flow is, and with it what it counts as: the one table that every view reads.
package enum FlowClass: String, Sendable, Hashable, CaseIterable, Codable {
  case worksBasic, worksImproving, worksUpgrading, worksRebuild, demolition, otherCost, agencyFee, contingency
  case transition, compensation, landPremium, sellingCost, workingCapital, bondFee
  case fiscalGrant, centralBudgetInvestment, treasuryBondFunds, pooledDepartmentFunds, incentiveGrant
  case performanceReward, operatingSubsidy, topUp
  case costShare, extraAreaPurchase, parkingPurchase, maintenanceFundUse, homeSale
  case rightsHolderShare, utilityShare, operatorEquity, equity
  case operatingIncome, operatingCost, upkeepInvestment, incomeShare, upkeepSupport
  case surtax, incomeTax, dividend, maintenanceFundDeposit, accountTransfer
  case bondDrawn, loanDrawn, bridgeLoan, principalPaid, interestPaid, interestAccrued
  case interestWhileBuilt
  case debtBalance, providentFund, householdLoan, inKind

  /// On which side of the capital balance a class stands.
  package enum BalanceSide: Sendable, Hashable { case uses, sources, debt, operating, none }

  /// How a class enters income in FIRR and coverage.
  package enum Income: Sendable, Hashable {
    case none
    /// Income of operation: both.
    case operating
    /// Cost of operation: both, negative.
    case operatingCost
    /// Subsidy of operation: FIRR yes, coverage no.
    case subsidy
    /// Income tax: neither before it.
    case tax
    /// Sales at market price: FIRR yes, coverage only what the balance does not apply to uses.
    case sale
    /// Investment: negative in FIRR.
    case investment
  }

  /// One row of the table.
  package struct Counting: Sendable {
    package let side: BalanceSide
    package let income: Income
    /// Part of total investment (项目总投资).
    package let isInvestment: Bool
    /// Counts as own capital when it is a source.
    package let isCapital: Bool
    /// Rests on a market: sales.
    package let isMarket: Bool
    package let label: Bilingual
  }

  package var counting: Counting {
    func use(_ en: String, _ zh: String, income: Income = .investment, investment: Bool = true) -> Counting {
      Counting(
        side: .uses, income: income, isInvestment: investment, isCapital: false, isMarket: false,
        label: Bilingual(en: en, zh: zh))
    }
    func source(
      _ en: String, _ zh: String, income: Income = .none, capital: Bool = true, market: Bool = false
    )
      -> Counting
    {
      Counting(
        side: .sources, income: income, isInvestment: false, isCapital: capital, isMarket: market,
        label: Bilingual(en: en, zh: zh))
    }
    func other(_ side: BalanceSide, _ en: String, _ zh: String, income: Income = .none) -> Counting {
      Counting(
        side: side, income: income, isInvestment: false, isCapital: false, isMarket: false,
        label: Bilingual(en: en, zh: zh))
    }
    return switch self {
    case .worksBasic: use("basic works", "基础类改造工程费")
    case .worksImproving: use("improving works", "完善类改造工程费")
    case .worksUpgrading: use("upgrading works", "提升类改造工程费")
    case .worksRebuild: use("rebuilding works", "拆建工程费（建安工程费）")
    case .demolition: use("demolition", "拆除费")
    case .otherCost: use("other construction cost", "工程建设其他费用")
    case .agencyFee: use("agent-builder fee", "代建管理费")
    case .contingency: use("contingency", "基本预备费")
    case .transition: use("transition allowance", "临时安置费（过渡费）")
    case .compensation: use("compensation of those who do not return", "货币化（异地）安置补偿费")
    case .landPremium: use("land premium", "土地出让价款（补缴）")
    case .sellingCost: use("selling cost", "销售费用", investment: false)
    case .workingCapital: use("working capital", "流动资金")
    case .bondFee: use("bond issue and payment fees", "债券发行及兑付费用", income: .none)
    case .fiscalGrant: source("fiscal grant for construction", "财政补助资金（建设）")
    case .centralBudgetInvestment: source("central budget investment", "中央预算内投资")
    case .treasuryBondFunds: source("ultra-long treasury bond funds", "超长期特别国债资金")
    case .pooledDepartmentFunds: source("pooled departmental funds", "整合部门资金")
    case .incentiveGrant: source("incentive grant", "正向激励奖补资金")
    case .performanceReward: source("reward in place of subsidy", "以奖代补资金")
    case .operatingSubsidy: other(.operating, "operating subsidy", "运营补贴", income: .subsidy)
    case .topUp: source("top-up of the remainder", "差额补足资金")
    case .costShare: source("resident cost share", "居民分担建设资金")
    case .extraAreaPurchase:
      source("purchase of extra area", "扩面购房款", income: .sale, capital: false, market: true)
    case .parkingPurchase: source("purchase of parking", "车位购置款", income: .sale, capital: false, market: true)
    case .maintenanceFundUse: source("use of the maintenance fund", "住宅专项维修资金使用")
    case .homeSale: source("sale of added homes", "新增住房销售收入", income: .sale, capital: false, market: true)
    case .rightsHolderShare: source("contribution of the owning unit", "产权单位出资")
    case .utilityShare: source("contribution of utility companies", "专营单位出资")
    case .operatorEquity: source("operator's investment", "运营主体投资")
    case .equity: source("share capital", "股权资本金")
    case .operatingIncome: other(.operating, "operating income", "营业收入（运营收入）", income: .operating)
    case .operatingCost: other(.operating, "cash operating cost", "经营成本（付现）", income: .operatingCost)
    case .upkeepInvestment:
      other(.operating, "investment to keep operating", "维持运营投资", income: .operatingCost)
    case .incomeShare: other(.operating, "share of income", "收益分成", income: .operatingCost)
    case .upkeepSupport: other(.operating, "support of upkeep", "反哺物业资金", income: .operatingCost)
    case .surtax: other(.operating, "surtaxes", "税金及附加", income: .operatingCost)
    case .incomeTax: other(.operating, "income tax", "企业所得税", income: .tax)
    case .dividend: other(.none, "distribution to investors", "利润分配（分红）")
    case .maintenanceFundDeposit:
      other(.none, "deposit into the maintenance fund", "住宅专项维修资金交存（续筹）")
    case .accountTransfer: other(.none, "transfer between accounts", "账户间划转")
    case .bondDrawn: other(.debt, "special bond issued", "专项债券发行")
    case .loanDrawn: other(.debt, "bank loan drawn", "银行借款")
    case .bridgeLoan: other(.debt, "short-term bridging loan", "短期借款（过桥）")
    case .principalPaid: other(.debt, "principal repaid", "偿还本金")
    case .interestPaid: use("interest paid", "支付利息", income: .none, investment: false)
    case .interestAccrued: other(.none, "interest accrued", "应计利息")
    case .interestWhileBuilt: other(.none, "interest during construction (memo)", "建设期利息（备查）")
    case .debtBalance: other(.none, "debt balance (memo)", "期末债务余额（备查）")
    case .providentFund: other(.none, "provident-fund withdrawal", "住房公积金提取")
    case .householdLoan: other(.none, "household loan", "居民个人贷款")
    case .inKind: other(.none, "contribution in kind (memo)", "实物及权益投入（备查）")
    }
  }

  package var label: Bilingual { counting.label }

  /// Whether it comes to the project: a source or income of operation.
  var isIncome: Bool {
    counting.side == .sources
      || (counting.side == .operating && [.operating, .subsidy].contains(counting.income))
  }

  /// Classes a cost block may have.
  package static let costs: [FlowClass] = [
    .worksBasic, .worksImproving, .worksUpgrading, .worksRebuild, .demolition, .otherCost, .agencyFee,
    .contingency, .transition, .compensation, .landPremium, .sellingCost, .workingCapital, .bondFee,
  ]

  /// Classes money from a payer other than residents, buyers and lenders may have.
  package static let contributions: [FlowClass] = [
    .fiscalGrant, .centralBudgetInvestment, .treasuryBondFunds, .pooledDepartmentFunds, .incentiveGrant,
    .performanceReward, .operatingSubsidy, .rightsHolderShare, .utilityShare, .operatorEquity, .equity,
    .bondDrawn,
    .loanDrawn, .maintenanceFundDeposit,
  ]

  /// The class of a contribution when its author names none.
  package static func contribution(from group: PartyGroup) -> FlowClass {
    switch group {
    case .utilities: .utilityShare
    case .rightsHolder: .rightsHolderShare
    case .operator: .operatorEquity
    case .residents: .costShare
    case .lender: .loanDrawn
    default: .fiscalGrant
    }
  }
}

/// How sure a source is.
package enum SourceStatus: String, Sendable, Hashable, CaseIterable, Codable {
  case received, committed, applied, planned, unsecured

  /// Counts in `securedSources`.
  package var isSecured: Bool { self == .received || self == .committed }

  package var label: Bilingual {
    switch self {
    case .received: Bilingual(en: "received", zh: "已到位")
    case .committed: Bilingual(en: "approved or signed", zh: "已批复/已签约")
    case .applied: Bilingual(en: "applied for", zh: "已申报")
    case .planned: Bilingual(en: "planned", zh: "拟申请")
    case .unsecured: Bilingual(en: "not secured", zh: "待落实")
    }
  }
}
