import FundFormula
import FundModel

/// Reads when money moves: a moment, a span, shares at moments, or as other costs are paid.
///
/// `"handover"` · `"2025-03"` · `"handover+6"` · `{"from": "start", "to": "handover", "profile": "sCurve"}` ·
/// `{"shares": {"start": 0.3, "handover": 0.7}}` · `{"follow": ["works"]}`.
struct ScheduleReader {
  let path: String
  let context: RecordContext
  private(set) var findings: [Finding] = []

  init(path: String, context: RecordContext) {
    self.path = path
    self.context = context
  }

  mutating func schedule(_ node: SourceNode) -> Schedule? {
    if node.text != nil { return moment(node, path: path).map(Schedule.at) }
    let keys = Set(node.keys)
    if keys.contains("shares") { return shares(node) }
    if keys.contains("follow") { return following(node) }
    if keys.contains("from") || keys.contains("to") { return span(node) }
    report(
      node.place, en: "`\(path)` is no schedule.", zh: "“\(path)”不是有效的时间安排。",
      remedy: Bilingual(
        en:
          "Write a moment (\"handover\", \"2025-03\"), {\"from\": …, \"to\": …}, {\"shares\": {…}} or {\"follow\": […]}.",
        zh: "请写时点（\"handover\"、\"2025-03\"）、{\"from\": …, \"to\": …}、{\"shares\": {…}} 或 {\"follow\": […]}。"))
    return nil
  }

  /// A date, a milestone, or a milestone and so many months before or after it.
  mutating func moment(_ node: SourceNode, path: String) -> Moment? {
    guard let text = node.text else {
      report(node.place, en: "`\(path)` must be a date or a milestone.", zh: "“\(path)”须为日期或关键节点。")
      return nil
    }
    if let moment = moment(text) { return moment }
    report(
      node.place, en: "`\(text)` is neither a date nor a milestone.", zh: "“\(text)”既不是日期也不是关键节点。",
      remedy: nearest(text, among: context.milestones).map {
        Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？")
      }
        ?? Bilingual(
          en: "Milestones here: \(context.milestones.joined(separator: ", ")); dates as 2025-03.",
          zh: "此处的关键节点：\(context.milestones.joined(separator: "、"))；日期写成 2025-03。"))
    return nil
  }

  private func moment(_ text: String) -> Moment? {
    if let date = YearMonth(text) { return .date(date) }
    if context.milestones.contains(text) { return .milestone(text, plus: 0) }
    for sign in ["+", "-"] {
      let parts = text.split(separator: Character(sign), omittingEmptySubsequences: false)
      guard parts.count >= 2, let months = Int(parts[parts.count - 1]) else { continue }
      let name = parts.dropLast().joined(separator: sign)
      if context.milestones.contains(name) { return .milestone(name, plus: sign == "+" ? months : -months) }
    }
    return nil
  }

  private mutating func span(_ node: SourceNode) -> Schedule? {
    only(["from", "to", "profile"], in: node)
    guard let from = node["from"], let to = node["to"] else {
      report(node.place, en: "A span needs `from` and `to`.", zh: "时段须同时给出“from”和“to”。")
      return nil
    }
    let profile = node["profile"]?.text ?? "even"
    if !["even", "sCurve"].contains(profile) {
      report(
        node["profile"]?.place ?? node.place, en: "`profile` must be `even` or `sCurve`.",
        zh: "“profile”须为“even”（均匀）或“sCurve”（S 曲线）。")
    }
    guard let first = moment(from, path: "\(path).from"), let last = moment(to, path: "\(path).to") else {
      return nil
    }
    return .span(from: first, to: last, isSCurve: profile == "sCurve")
  }

  private mutating func shares(_ node: SourceNode) -> Schedule? {
    only(["shares"], in: node)
    guard let entries = node["shares"]?.entries, !entries.isEmpty else {
      report(
        node.place, en: "`shares` must map moments to shares: {\"start\": 0.3, \"handover\": 0.7}.",
        zh: "“shares”须为“时点: 比例”，如 {\"start\": 0.3, \"handover\": 0.7}。")
      return nil
    }
    var shares: [Schedule.Share] = []
    for entry in entries {
      let key = SourceNode(.scalar(text: entry.key, quoted: true), at: entry.keyPlace)
      guard let moment = moment(key, path: "\(path).shares") else { continue }
      guard let share = entry.value.number, share >= 0, share <= 1 else {
        report(
          entry.value.place, en: "A share must be a number from 0 to 1.", zh: "比例须为 0 至 1 之间的数。")
        continue
      }
      shares.append(Schedule.Share(moment, share))
    }
    let sum = shares.map(\.share).reduce(0, +)
    if shares.count == entries.count, abs(sum - 1) > 1e-9 {
      findings.append(
        Finding(
          check: "shares", path: path, at: node["shares"]?.place,
          Bilingual(
            en: "The shares add to \(decimalText((sum * 1e9).rounded() / 1e9)), not to 1.",
            zh: "各比例之和为 \(decimalText((sum * 1e9).rounded() / 1e9))，不等于 1。"),
          remedy: Bilingual(en: "Correct one of them; they are not rescaled.", zh: "请更正其中一项；程序不会自动折算。")))
      return nil
    }
    return .shares(shares)
  }

  private mutating func following(_ node: SourceNode) -> Schedule? {
    only(["follow"], in: node)
    let names = FlowClass.costs.map(\.rawValue) + context.costIDs
    let items = node["follow"]?.items ?? node["follow"].map { [$0] } ?? []
    var costs: [String] = []
    for item in items {
      let word = item.text ?? ""
      if names.contains(word) {
        costs.append(word)
      } else {
        report(
          item.place, en: "There is no cost class or cost block `\(word)` to follow.",
          zh: "没有名为“\(word)”的费用类别或费用编号可供跟随。",
          remedy: nearest(word, among: names).map {
            Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？")
          })
      }
    }
    return costs.isEmpty ? nil : .following(costs)
  }

  private mutating func only(_ keys: [String], in node: SourceNode) {
    for entry in node.entries ?? [] where !keys.contains(entry.key) {
      findings.append(.unknownField(entry, path: "\(path).\(entry.key)", among: keys))
    }
  }

  private mutating func report(_ place: Place, en: String, zh: String, remedy: Bilingual? = nil) {
    findings.append(
      Finding(check: "schedule", path: path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}
