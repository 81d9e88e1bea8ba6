package import FundAnalysis
package import FundFormula
import FundScenario

extension BreakEvenAnswer {
  /// - Parameter title: the scenario's.
  package func reply(title: Bilingual, unit: MoneyUnit) -> Reply {
    switch self {
    case .one(let found, let stoppedBy, let findings):
      let report = BreakEvenReport(found, title: title, stoppedBy: stoppedBy, findings: findings, unit: unit)
      return Self.reply(
        report.document, report.json, isAnswered: found.solved != nil && !findings.haveErrors)
    case .plan(let found, let findings):
      let report = PlanBreakEvenReport(found, title: title, findings: findings, unit: unit)
      let isAnswered = found.advised != nil || found.holdsEverywhere
      return Self.reply(report.document, report.json, isAnswered: isAnswered && !findings.haveErrors)
    case .several(let found):
      let report = JointBreakEvenReport(found, title: title, unit: unit)
      return Self.reply(report.document, report.json, isAnswered: found.failure == nil)
    case .length(let found):
      let report = StructuralBreakEvenReport(found, title: title, unit: unit)
      return Self.reply(report.document, report.json, isAnswered: found.solved != nil)
    case .table(let table):
      let report = BreakEvenTableReport(table, title: title, unit: unit)
      return Self.reply(report.document, report.json, isAnswered: report.hasAnswer)
    case .all(let critical, let closing, let capacity, let run):
      let report = CriticalPointsReport(critical, closing: closing, capacity: capacity, of: run, unit: unit)
      return Self.reply(report.document, report.json, isAnswered: report.hasAnswer)
    }
  }

  private static func reply(
    _ document: @autoclosure @escaping () -> Document, _ json: @autoclosure @escaping () -> String,
    isAnswered: Bool
  ) -> Reply {
    Reply(document(), json: json(), meaning: isAnswered ? .answered : .noAnswer)
  }
}

extension [Finding] {
  /// Whether a run would be refused.
  fileprivate var haveErrors: Bool { contains { $0.severity == .error } }
}
