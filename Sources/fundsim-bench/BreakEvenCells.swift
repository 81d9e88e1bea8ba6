import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// W2 without the process around it: a table of 101 × 101 cells, from targets to roots.
enum BreakEvenCells {
  static func measure(_ scenario: CheckedScenario, _ table: inout Table) throws {
    let price = "funding.homes.price"
    let (cost, extra) = ("costs.building.unitCost", "funding.residents.extraPrice")
    guard [price, cost, extra].allSatisfy({ scenario.model.graph.input($0) != nil }) else { return }
    let source = try MovableModel(scenario, moving: [])
    let rows = try source.variation(VariedNumber(price, from: "8000", to: "11000", step: "30"))
    let columns = try source.variation(VariedNumber(cost, from: "2300", to: "3300", step: "10"))
    let number = try source.unknown(extra)
    table.add(
      "W2: 10201 cells solved for a return of 6 %, solving alone",
      try Times(50) {
        let system = try SolveSystem(source, for: [AskedTarget("irr", "6%")])
        _ = system.table(number, rows: rows, columns: columns)
      })
  }
}
