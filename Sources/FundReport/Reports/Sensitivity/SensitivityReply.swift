package import FundAnalysis
package import FundFormula

extension SensitivityAnswer {
  /// - Parameter title: the scenario's.
  package func reply(title: Bilingual, unit: MoneyUnit) -> Reply {
    let report = SensitivityReport(alone, overall, title: title, unit: unit, isOfRepayment: isOfRepayment)
    return Reply(report.document, json: report.json)
  }
}
