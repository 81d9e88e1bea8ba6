/// Every mechanism, in the order lists and handbook show them. One line each.
package enum Mechanisms {
  package static let all: [any Mechanism.Type] = [
    CostPerArea.self,
    CostPerHousehold.self,
    CostPerUnit.self,
    CostLumpSum.self,
    CostShareOf.self,
    CostDemolition.self,
    CostTransition.self,
    SubsidyPerHousehold.self,
    SubsidyPerArea.self,
    SubsidyPerUnit.self,
    SubsidyLumpSum.self,
    SubsidyShareOf.self,
    SubsidyMatching.self,
    ResidentPriceByBand.self,
    ResidentPerArea.self,
    ResidentPerHousehold.self,
    ResidentShareOf.self,
    ResidentParking.self,
    ResidentMaintenanceFund.self,
    ResidentMeans.self,
    HomesForSale.self,
    TopUp.self,
    SpecialBond.self,
    BankLoan.self,
    OperatingIncome.self,
    OperatingCost.self,
  ]

  private static let byKind: [String: any Mechanism.Type] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.kind, $0) })

  package static func mechanism(_ kind: String) -> (any Mechanism.Type)? { byKind[kind] }
}
