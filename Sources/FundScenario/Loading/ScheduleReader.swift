import FundFormula
import FundModel

/// Reads when money moves: a moment, a span, shares at moments, or as other costs are paid.
///
/// `"handover"` · `"2025-03"` · `"handover+6"` · `{"from": "start", "to": "handover", "profile": "sCurve"}` ·
/// `{"shares": {"start": 0.3, "handover": 0.7}}` · `{"follow": ["works"]}`.
struct ScheduleReader {
  let subject: Subject
  let context: RecordContext
  private(set) var findings: [Finding] = []

  static let profiles: [FieldKind.Choice] = [
    .init("even", en: "evenly", zh: "均匀"), .init("sCurve", en: "S-curve", zh: "S 曲线"),
  ]
  /// Months a moment may lie before or after a milestone: the longest timeline.
  static let mostMonths = 1200

  init(subject: Subject, context: RecordContext) {
    self.subject = subject
    self.context = context
  }

  mutating func schedule(_ node: SourceNode) -> Schedule? {
    if node.text != nil { return moment(node, path: subject.path).map(Schedule.at) }
    let keys = Set(node.keys)
    if keys.contains("shares") { return shares(node) }
    if keys.contains("follow") { return following(node) }
    if keys.contains("from") || keys.contains("to") { return span(node) }
    report(
      .schedule, node.place, en: "\(subject.words.en) does not say when: \(node.shown.en).",
      zh: "\(subject.words.zh)未说明时间，此处是\(node.shown.zh)。",
      remedy: .schedules(in: AuthorForm(of: node.place), at: subject.path))
    return nil
  }

  /// A date, a milestone, or a milestone and so many months before or after it.
  mutating func moment(_ node: SourceNode, path: String) -> Moment? {
    if let text = node.text, let moment = moment(text) {
      if let finding = Finding.dayNotCounted(text, path: path, at: node.place) { findings.append(finding) }
      return moment
    }
    let date = AuthorForm(of: node.place).month
    let names = context.milestones.map { PrintedNames.milestoneLabel($0)?.zh ?? $0 }
    report(
      .schedule, node.place, path: path,
      en: "\(node.shown.en.capitalizedFirst) is neither a date nor a milestone.",
      zh: "\(node.shown.zh)既不是日期，也不是关键节点。",
      remedy: node.text.flatMap { Bilingual.didYouMean($0, among: context.milestones) }
        ?? Bilingual(
          en:
            "Milestones here: \(context.milestones.joined(separator: ", ")); with months, start+6; dates as \(date.en).",
          zh: "此处的关键节点：\(names.joined(separator: "、"))；可加月数，如 开工+6；日期写成 \(date.zh)。"))
    return nil
  }

  private func moment(_ text: String) -> Moment? {
    if let date = YearMonth(text) { return .date(date) }
    if context.milestones.contains(text) { return .milestone(text, plus: 0) }
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
    let (name, digits) = (String(text[..<sign]), text[text.index(after: sign)...])
    guard context.milestones.contains(name), !digits.isEmpty, digits.allSatisfy({ "0"..."9" ~= $0 }),
      let months = Int(digits), months <= Self.mostMonths
    else { return nil }
    return .milestone(name, plus: text[sign] == "+" ? months : -months)
  }

  private mutating func span(_ node: SourceNode) -> Schedule? {
    only(["from", "to", "profile"], in: node)
    guard let from = node["from"], let to = node["to"] else {
      report(
        .schedule, node.place, en: "\(subject.words.en) needs both `from` and `to`.",
        zh: "\(subject.words.zh)须同时填写“from”（起）和“to”（止）。",
        remedy: Sample.span.sentence(in: AuthorForm(of: node.place), at: subject.path))
      return nil
    }
    let word = node["profile"]?.text ?? (node["profile"] == nil ? "even" : "")
    let profile = Self.profiles.first { $0.id == word || $0.label.en == word || $0.label.zh == word }
    if profile == nil, let inner = node["profile"] {
      report(
        .choice, inner.place, path: "\(subject.path).profile", en: "`profile` cannot be \(inner.shown.en).",
        zh: "“profile”不能填\(inner.shown.zh)。",
        remedy: .didYouMean(word, among: Self.profiles.map(\.id))
          ?? Bilingual(en: "One of: even, sCurve (S-curve).", zh: "可填：even（均匀）、sCurve（S 曲线）。"))
    }
    let first = moment(from, path: "\(subject.path).from")
    let last = moment(to, path: "\(subject.path).to")
    guard let first, let last else { return nil }
    return .span(from: first, to: last, isSCurve: profile?.id == "sCurve")
  }

  private mutating func shares(_ node: SourceNode) -> Schedule? {
    only(["shares"], in: node)
    let place = node["shares"]?.place ?? node.place
    guard let entries = node["shares"]?.entries, !entries.isEmpty else {
      report(
        .schedule, place, path: "\(subject.path).shares",
        en: "`shares` must give a share for each moment.", zh: "“shares”须按时点填写比例。",
        remedy: Sample.shares.sentence(in: AuthorForm(of: place), at: "\(subject.path).shares"))
      return nil
    }
    var shares: [Schedule.Share] = []
    for entry in entries {
      let key = SourceNode(.scalar(text: entry.key, quoted: true), at: entry.keyPlace)
      let path = "\(subject.path).shares.\(entry.key)"
      let moment = moment(key, path: path)
      guard let share = entry.value.number, share >= 0, share <= 1 else {
        report(
          .shares, entry.value.place, path: path,
          en: "The share at `\(entry.key)` must be a number from 0 to 1, not \(entry.value.shown.en).",
          zh: "“\(entry.key)”的比例须为 0 至 1 之间的数，而此处是\(entry.value.shown.zh)。",
          remedy: AuthorForm(of: entry.value.place) == .sheet
            ? Bilingual(en: "Write 30% or 0.3.", zh: "请写成 30% 或 0.3。")
            : Bilingual(en: "Write 30% as 0.3.", zh: "30% 请写成 0.3。"))
        continue
      }
      if let moment { shares.append(Schedule.Share(moment, share)) }
    }
    guard shares.count == entries.count else { return nil }
    let sum = shares.map(\.share).reduce(0, +)
    guard abs(sum - 1) <= 1e-9 else {
      let shown = decimalText((sum * 1e9).rounded() / 1e9)
      report(
        .shares, place, path: "\(subject.path).shares", en: "The shares add to \(shown), not to 1.",
        zh: "各期比例合计为 \(shown)，不等于 1。",
        remedy: Bilingual(en: "Correct one of them; they are not rescaled.", zh: "请更正其中一项；程序不会自动折算。"))
      return nil
    }
    return .shares(shares)
  }

  private mutating func following(_ node: SourceNode) -> Schedule? {
    only(["follow"], in: node)
    let names = FlowClass.costs.map(\.rawValue) + context.costIDs
    let place = node["follow"]?.place ?? node.place
    let items = node["follow"]?.items ?? node["follow"].map { [$0] } ?? []
    var costs: [String] = []
    for item in items {
      if let word = item.text, names.contains(word) {
        costs.append(word)
      } else {
        report(
          .reference, item.place, path: "\(subject.path).follow",
          en: "There is no cost class or cost block \(item.shown.en) to follow.",
          zh: "没有\(item.shown.zh)这一费用类别或费用编号，无法跟随支付。",
          remedy: .nearestOrKnown(item.text ?? "", among: names))
      }
    }
    if items.isEmpty {
      report(
        .emptyList, place, path: "\(subject.path).follow", en: "`follow` names nothing.", zh: "“follow”是空列表。",
        remedy: Bilingual(en: "Name at least one cost class or cost block.", zh: "请至少填写一个费用类别或费用编号。"))
    }
    return costs.isEmpty ? nil : .following(costs)
  }

  private mutating func only(_ keys: [String], in node: SourceNode) {
    for entry in node.entries ?? [] where !keys.contains(entry.key) {
      findings.append(.unknownField(entry, path: "\(subject.path).\(entry.key)", among: keys))
    }
  }

  private mutating func report(
    _ check: CheckName, _ place: Place, path: String? = nil, en: String, zh: String, remedy: Bilingual? = nil
  ) {
    findings.append(
      Finding(check: check, path: path ?? subject.path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}

extension String {
  /// With a capital at its beginning.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
