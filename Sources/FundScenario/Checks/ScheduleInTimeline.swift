import FundFormula
import FundModel

/// Every schedule and moment lies inside the timeline, and no span ends before it begins.
package enum ScheduleInTimeline: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let timeline = TimelineFacts.timeline(of: draft.content.timeline)
    let blocks = draft.content.allBlocks.map { ($0.record, $0.mechanism.fields) }
    return (blocks + [(draft.content.finance, FinanceFacts.fields)]).flatMap { block, fields in
      let inFields = fields.declarations.flatMap { field -> [Finding] in
        let path = "\(block.path).\(field.name)"
        switch block.values[field.name] {
        case .schedule(.span(let from, let to, _))?:
          return span(from, to, path: path, timeline, draft)
        case .schedule(.at(let moment))?, .moment(let moment)?:
          return timeline.month(of: moment).map { inside($0, path: path, timeline, draft) } ?? []
        case .schedule(.shares(let shares))?:
          return shares.compactMap { share in timeline.month(of: share.moment) }.first {
            timeline.period(ofMonth: $0) == nil
          }
          .map { inside($0, path: "\(path).shares", timeline, draft) } ?? []
        default: return []
        }
      }
      return inFields + operation(block, timeline, draft)
    }
  }

  private static func span(
    _ from: Moment, _ to: Moment, path: String, _ timeline: Timeline, _ draft: Draft
  ) -> [Finding] {
    guard let first = timeline.firstMonth(from: from), let end = timeline.endMonth(to: to) else { return [] }
    let outside =
      inside(first, path: "\(path).from", timeline, draft)
      + inside(end - 1, path: "\(path).to", timeline, draft)
    return first >= end ? [reversed(first, end, path: path, draft)] : outside
  }

  /// What recurs through operation between its own `from` and `to`.
  private static func operation(_ block: Record, _ timeline: Timeline, _ draft: Draft) -> [Finding] {
    guard block.path.hasPrefix("operations."), block.says("from") || block.says("to") else { return [] }
    func moment(_ field: String, default usual: String) -> Moment {
      if case .moment(let moment)? = block.values[field] { moment } else { .milestone(usual, plus: 0) }
    }
    guard let first = timeline.firstMonth(from: moment("from", default: "handover")),
      let end = timeline.endMonth(to: moment("to", default: "end")), first >= end
    else { return [] }
    return [reversed(first, end, path: block.says("to") ? "\(block.path).to" : "\(block.path).from", draft)]
  }

  private static func reversed(_ first: Int, _ end: Int, path: String, _ draft: Draft) -> Finding {
    let (begins, ends) = (shown(first), shown(end - 1))
    return draft.finding(
      .endsBeforeItBegins, path, en: "The span ends (\(ends)) before it begins (\(begins)).",
      zh: "时段的终点（\(ends)）早于起点（\(begins)）。",
      remedy: ("Change `from` or `to`.", "请修改“from”（起）或“to”（止）。"))
  }

  private static func inside(_ month: Int, path: String, _ timeline: Timeline, _ draft: Draft) -> [Finding] {
    guard timeline.period(ofMonth: month) == nil else { return [] }
    let (first, last) = (shown(timeline.start), shown((timeline.periods.last?.to ?? timeline.end) - 1))
    return [
      draft.finding(
        .outsideTimeline, path, en: "\(shown(month)) lies outside the timeline (\(first) to \(last)).",
        zh: "\(shown(month)) 不在时间轴范围内（\(first) 至 \(last)）。",
        remedy: month < timeline.start
          ? (
            "Change it, or begin the timeline earlier (`timeline.start`).", "请修改时间，或将开工时间（timeline.start）提前。"
          )
          : (
            "Change it, or lengthen the timeline (`operationYears`, `salesMonths`).",
            "请修改时间，或延长时间轴（运营期 operationYears、销售期 salesMonths）。"
          ))
    ]
  }

  private static func shown(_ month: Int) -> String {
    YearMonth(monthIndex: month)?.description ?? "\(month / 12)"
  }
}
