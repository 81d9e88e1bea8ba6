/// Checks of content, all run.
package enum ContentChecks {
  package static let all: [any ContentCheck.Type] = [
    ScheduleInTimeline.self, MechanismFaults.self, HouseholdsAgree.self, ExitSharesFit.self, AreasKnown.self,
    QuantitiesKnown.self, EmptySelection.self, GatesRequired.self, TopUpNeedsBudget.self,
    NetIncomeLessCost.self,
    UnusualMagnitude.self, WholeCounts.self, AllocationFits.self,
  ]
}

/// Checks of the model, all run.
package enum ModelChecks {
  package static let all: [any ModelCheck.Type] = [
    TwoParties.self, FloorAreaAllowed.self, ParkingSold.self, AmountsInRange.self, MoneyAfterHorizon.self,
    LeversFit.self, UncertaintyFits.self, PublishedFigures.self, BondBesideHomes.self,
    BondInterestInConstruction.self,
    OpenEndedTopUp.self,
    RepaymentAfterOperation.self, HorizonInPeriod.self, ReliefFits.self, CoverageWithoutCash.self,
    MoneyWithinCost.self,
  ]
}
