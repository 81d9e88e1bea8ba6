import FundModel

extension ScenarioBuilder {
  /// A scenario whose project investment cash flow is these amounts, one a year from 2025 on.
  static func investing(_ amounts: [Double], finance: Values = [:]) -> ScenarioBuilder {
    let steps = amounts.dropFirst().enumerated().map { index, amount in
      FieldValue.YearNumber(
        from: YearMonth(year: 2026 + index, month: 1), name: "\(2026 + index)", number: SourcedNumber(amount))
    }
    return ScenarioBuilder(building: 12, operating: amounts.count - 1, finance: finance)
      .cost("works", -amounts[0])
      .block("operations.income", "operation.income", ["price": 1, "occupancy": Given(.path(steps))])
  }
}
