import FundModel

/// Every schedule and moment lies inside the timeline.
package enum ScheduleInTimeline: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let timeline = TimelineFacts.timeline(of: draft.content.timeline)
    return (draft.content.allBlocks + [draft.content.finance]).flatMap { block in
      block.values.sorted { $0.key < $1.key }.compactMap { name, value -> Finding? in
        let path = "\(block.path).\(name)"
        switch value {
        case .schedule(.following): return nil
        case .schedule(let schedule) where timeline.shares(schedule) == nil:
          return outside(path, timeline, draft)
        case .moment(let moment):
          guard let month = timeline.month(of: moment) else { return outside(path, timeline, draft) }
          let isInside = timeline.start <= month && month <= timeline.periods.last?.to ?? timeline.end
          return isInside ? nil : outside(path, timeline, draft)
        default: return nil
        }
      }
    }
  }

  private static func outside(_ path: String, _ timeline: Timeline, _ draft: Draft) -> Finding {
    let (first, last) = (timeline.periods.first?.label ?? "", timeline.periods.last?.label ?? "")
    return draft.finding(
      "outside-timeline", path,
      en: "`\(path)` lies outside the timeline (\(first) to \(last)), or ends before it begins.",
      zh: "“\(path)”超出时间轴范围（\(first) 至 \(last)），或终点早于起点。",
      remedy: (
        "Change the moment, or lengthen `timeline` (`operationYears`, `salesMonths`).",
        "请修改时间，或延长时间轴（“operationYears”、“salesMonths”）。"
      ))
  }
}
