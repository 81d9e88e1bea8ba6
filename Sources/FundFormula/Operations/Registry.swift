/// Every operation of the graph, one instance each, in the order of their files' names; a law holds the list equal to
/// the folder.
package enum Operations {
  package static let all: [any Operation] = [
    Add(), Coarsen(places: [0, 0, 1]), Defer(targets: [1, 1, 2]), Divide(orElse: .noDenominator), Element(),
    FirstPeriod(),
    GroupSum(groups: [1, 1, 2]), Growth(),
    Maximum(), Minimum(), Multiply(), Post(lasts: [1, 2]), PresentValue(), Previous(), RateOfReturn(),
    RoundUp(), RunningMaximum(),
    RunningSum(), Shift(by: 1), Smallest(), Step(tolerance: 0), Subtract(), Sum(),
  ]
}
