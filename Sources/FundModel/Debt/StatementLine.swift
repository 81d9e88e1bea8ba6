/// A line of an account's statement: every flow that touches an account's cash stands in exactly one.
package enum StatementLine: String, Sendable, Hashable, CaseIterable {
  /// Operating income (营业收入), subsidies of operation apart.
  case income, subsidy
  /// Sales at market price: homes, extra area, parking.
  case sales
  /// Capital and grants: what others put in for construction.
  case capital
  case drawn
  /// Works and all other uses but interest.
  case works
  case operatingCost, upkeepInvestment, turnoverTax, incomeTax
  case interest, principal
  /// Paid out to investors.
  case distribution
  /// Between accounts, and what else neither income nor cost is.
  case transfer
}

extension FlowClass {
  /// The line on which a flow of this class stands in the statement of an account it touches.
  var statementLine: StatementLine {
    switch self {
    case .interestPaid: .interest
    case .principalPaid: .principal
    case .operatingIncome: .income
    case .operatingSubsidy: .subsidy
    case .operatingCost, .incomeShare, .upkeepSupport: .operatingCost
    case .upkeepInvestment: .upkeepInvestment
    case .surtax: .turnoverTax
    case .incomeTax: .incomeTax
    case .dividend: .distribution
    default:
      switch counting.side {
      case .uses: .works
      case .sources: counting.income == .sale ? .sales : .capital
      case .debt: .drawn
      case .operating, .none: .transfer
      }
    }
  }
}

extension Flow {
  /// The line it stands on, by the class it counts as.
  var statementLine: StatementLine { (countsAs ?? flowClass).statementLine }
}
