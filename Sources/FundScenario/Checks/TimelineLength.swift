import FundModel

/// A timeline has at most 1,200 periods: a hundred years of months.
package enum TimelineLength: ContentCheck {
  static let most = 1200

  package static func findings(in draft: Draft) -> [Finding] {
    let timeline = TimelineFacts.timeline(of: draft.content.timeline)
    guard timeline.count > most else { return [] }
    return [
      draft.finding(
        "timeline-length", "timeline",
        en: "The timeline has \(timeline.count) periods; at most \(most) are computed.",
        zh: "时间轴共 \(timeline.count) 期，最多计算 \(most) 期。",
        remedy: ("Use a longer `operationStep`.", "请加大“operationStep”（运营期步长）。"))
    ]
  }
}
