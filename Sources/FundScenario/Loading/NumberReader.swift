import FundFormula
import FundModel

/// Reads a number, plain or sourced, into the base unit of its field.
struct NumberReader {
  static let keys = ["value", "values", "unit", "source", "note", "assumed", "atLeast"]

  let subject: Subject
  let unit: UnitKind
  let bounds: ClosedRange<Double>
  let asOf: YearMonth?
  private(set) var findings: [Finding] = []

  init(_ subject: Subject, unit: UnitKind, bounds: ClosedRange<Double>, asOf: YearMonth?) {
    self.subject = subject
    self.unit = unit
    self.bounds = bounds
    self.asOf = asOf
  }

  mutating func number(_ node: SourceNode) -> SourcedNumber? {
    sourced(node) { reader, written, unit in reader.value(written, unit: unit) }
  }

  /// A number in any unit that something computed may have, with the digits it is written with.
  mutating func published(_ node: SourceNode) -> PublishedNumber? {
    var (text, kind, one): (String, UnitKind?, Double) = ("", nil, 1)
    let number = sourced(node) { reader, written, unit in
      text = written.numberText ?? ""
      kind = reader.kind(measuredIn: unit)
      guard unit == nil || kind != nil else { return nil }
      if let kind, case .success(let base) = kind.converted("1", unit: unit?.text) { one = base }
      return reader.value(written, unit: unit, of: kind)
    }
    guard let number else { return nil }
    return PublishedNumber(number, text: text, unit: kind, one: one, lastDigit: lastDigit(of: text))
  }

  /// A number as it is written, in whatever unit: what that must measure is known once the input it belongs to is.
  mutating func measured(_ node: SourceNode) -> PublishedNumber? {
    var text = ""
    let number = sourced(node) { reader, written, _ in
      text = written.numberText ?? ""
      return reader.value(written, unit: nil)
    }
    return number.map { PublishedNumber($0, text: text, unit: nil, one: 1, lastDigit: 0) }
  }

  /// What a unit measures; nil where none is written or nothing computed has it.
  private mutating func kind(measuredIn node: SourceNode?) -> UnitKind? {
    guard let node, let text = node.text else { return nil }
    guard let unit = NumberUnit(text) else {
      let fault = UnitFault.unknownUnit(text, suggestion: nearest(text, among: commonUnits))
      report(.unit, node.place, en: fault.message.en, zh: fault.message.zh, remedy: fault.remedy)
      return nil
    }
    if let kind = UnitKind.measured(in: unit) { return kind }
    report(
      .unit, node.place, en: "Nothing that is computed has the unit `\(text.excerpt)`.",
      zh: "测算结果中没有以“\(text.excerpt)”为单位的数。",
      remedy: Bilingual(en: "Use 元, 万元, 元/户, ㎡, %, 倍 or 年.", zh: "可用元、万元、元/户、㎡、%、倍、年。"))
    return nil
  }

  /// What a number says beside its value, read alike for all kinds.
  private mutating func sourced(
    _ node: SourceNode, _ value: (inout NumberReader, SourceNode, SourceNode?) -> Double?
  ) -> SourcedNumber? {
    guard node.isMapping else {
      return value(&self, node, nil).map { SourcedNumber($0, isAssumed: true) }
    }
    if let entry = node.entry("byYear") {
      report(
        .byYear, entry.keyPlace,
        en: "\(subject.words.en) is one number for all years; `byYear` does not apply.",
        zh: "\(subject.words.zh)在各年只有一个取值，不能按年份（byYear）填写。",
        remedy: Bilingual(
          en: "Give one value; numbers by the date of a document go under `values`.",
          zh: "请只填一个数值；按文件生效日期分列的取值写在“values”中。"))
      return nil
    }
    for entry in node.entries ?? [] where !Self.keys.contains(entry.key) {
      findings.append(.unknownField(entry, path: "\(subject.path).\(entry.key)", among: Self.keys))
    }
    let source = source(in: node)
    let note = text(node, "note")
    let unitText = text(node, "unit")
    let assumed = flag(node, "assumed") ?? (source == nil)
    let isAtLeast = flag(node, "atLeast") ?? false
    guard let written = written(in: node), node["unit"] == nil || unitText != nil,
      let value = value(&self, written, node["unit"])
    else { return nil }
    return SourcedNumber(
      value, unitText: unitText, source: source, note: note, isAssumed: assumed, isAtLeast: isAtLeast)
  }

  /// The one value that holds: `value`, or the one of `values` in force.
  private mutating func written(in node: SourceNode) -> SourceNode? {
    switch (node["value"], node["values"]) {
    case (let value?, nil): return value
    case (nil, let values?): return dated(values)
    case (_?, _?):
      report(
        .twoWays, node.entry("values")?.keyPlace ?? node.place,
        en: "\(subject.words.en) gives both `value` and `values`.",
        zh: "\(subject.words.zh)同时给出了“value”和“values”。",
        remedy: Bilingual(en: "Keep one of them.", zh: "请只保留其中一项。"))
    case (nil, nil):
      report(
        .missingValue, node.place, en: "\(subject.words.en) gives no `value`.",
        zh: "\(subject.words.zh)未填写“value”（数值）。",
        remedy: unit.sample.sentence(in: AuthorForm(of: node.place)))
    }
    return nil
  }

  /// The value in force on the date asked for: the latest that is not after it.
  private mutating func dated(_ values: SourceNode) -> SourceNode? {
    guard let written = values.entries, !written.isEmpty else {
      report(
        .wrongType, values.place,
        en: "`values` must give a value for each date.",
        zh: "“values”须按日期列出数值。",
        remedy: Sample.group([("2023", .plain("5000")), ("2024-07", .plain("6000"))])
          .sentence(in: AuthorForm(of: values.place), at: "\(subject.path).values"))
      return nil
    }
    var entries: [(date: YearMonth, value: SourceNode)] = []
    for entry in written {
      guard let date = YearMonth(entry.key) else {
        report(
          .date, entry.keyPlace, en: "`\(entry.key.excerpt)` is no date.", zh: "“\(entry.key.excerpt)”不是日期。",
          remedy: .keyForm)
        return nil
      }
      if entries.contains(where: { $0.date == date }) {
        report(
          .namedTwice, entry.keyPlace, en: "`values` gives two values for \(date).",
          zh: "“values”中 \(date) 有两个取值。",
          remedy: Bilingual(en: "Keep one of them.", zh: "请只保留其中一个。"))
        return nil
      }
      entries.append((date, entry.value))
    }
    entries.sort { $0.date < $1.date }
    guard let asOf, let first = entries.first?.date else { return entries.last?.value }
    guard let found = entries.last(where: { $0.date <= asOf }) else {
      report(
        .noValueYet, values.place,
        en: "\(subject.words.en) has no value on \(asOf): the first is from \(first).",
        zh: "\(subject.words.zh)在 \(asOf) 尚无取值，最早的取值自 \(first) 起。",
        remedy: Bilingual(
          en: "Add the value of that time, or choose another date with `--as-of`.",
          zh: "请补充当时的取值，或用“--as-of”另选日期。"))
      return nil
    }
    return found.value
  }

  private mutating func value(
    _ node: SourceNode, unit unitNode: SourceNode?, of kind: UnitKind? = nil
  ) -> Double? {
    guard let text = node.numberText else {
      report(
        .notANumber, node.place, en: "\(subject.words.en) must be a number, not \(node.shown.en).",
        zh: "\(subject.words.zh)须为数字，而此处是\(node.shown.zh)。", remedy: remedy(forText: node))
      return nil
    }
    switch (kind ?? unit).converted(text, unit: unitNode?.text) {
    case .success(let value):
      if bounds.contains(value) { return value }
      report(value, written: text, unitNode, at: node.place)
    case .failure(let fault):
      findings.append(
        Finding(
          check: fault == .notANumber(text) ? .outOfRange : .unit, path: subject.path,
          at: unitNode?.place ?? node.place, fault.message, remedy: fault.remedy))
    }
    return nil
  }

  /// What was probably meant by something that is no number.
  private func remedy(forText node: SourceNode) -> Bilingual {
    let form = AuthorForm(of: node.place)
    guard let text = node.text?.trimmedSpaces, !text.isEmpty else {
      return unit.sample.sentence(in: form)
    }
    if isDecimal(text) {
      return Bilingual(en: "Write it without quotes: \(text).", zh: "请去掉引号：\(text)。")
    }
    let plain = text.filter { $0 != "," && $0 != "，" && $0 != " " && $0 != "_" }
    if plain != text, isDecimal(plain) {
      return Bilingual(en: "Write it without separators: \(plain).", zh: "请去掉分隔符：\(plain)。")
    }
    if let (number, unit) = text.numberWithUnit {
      let clause = Sample.number(number, unit: Bilingual(verbatim: unit)).clause(in: form)
      return Bilingual(en: "The unit stands beside the number: \(clause.en).", zh: "单位应与数值分开填写：\(clause.zh)。")
    }
    let clause = unit.sample.clause(in: form)
    return Bilingual(
      en: "A number is needed here, with its unit beside it: \(clause.en).", zh: "此处应为数字，单位另写：\(clause.zh)。")
  }

  // MARK: Bounds

  private mutating func report(
    _ value: Double, written text: String, _ unitNode: SourceNode?, at place: Place
  ) {
    let unitText = unitNode?.text ?? ""
    let gap = unitText.first.map { $0.isASCII && $0.isLetter } == true ? " " : ""
    let shown = "\(text.excerpt)\(gap)\(unitText)"
    let (en, zh): (String, String)
    if value < 0, bounds.lowerBound == 0 {
      (en, zh) = ("it cannot be negative", "不能为负数")
    } else if bounds.upperBound >= 1e13, value > 0 {
      (en, zh) = ("that is too large to compute with", "数值过大，无法计算")
    } else {
      (en, zh) = ("it must lie from \(range(\.en))", "应在 \(range(\.zh))之间")
    }
    report(
      .outOfRange, place, en: "\(subject.words.en) is \(shown); \(en).",
      zh: "\(subject.words.zh)为 \(shown)，\(zh)。",
      remedy: value < 0 && bounds.lowerBound == 0
        ? withoutSign(text) : percentage(text, value, unitNode, AuthorForm(of: place)))
  }

  private func range(_ language: KeyPath<Bilingual, String>) -> String {
    let word = language == \Bilingual.en ? " to " : " 至 "
    let (low, high) = (decimalText(bounds.lowerBound), decimalText(bounds.upperBound))
    guard unit.isShare else {
      let isChinese = language == \Bilingual.zh
      let name = unit == .months && isChinese ? "个月" : unit.unit[keyPath: language]
      return low + word + high + (unit == .number ? "" : " \(name)")
    }
    return "\(decimalText(bounds.lowerBound * 100))%" + word + "\(decimalText(bounds.upperBound * 100))%"
  }

  /// The number without its minus sign: which way money goes is said by the block, not by the sign.
  private func withoutSign(_ text: String) -> Bilingual {
    let number = String(text.drop { $0 == "-" }).excerpt
    guard unit.measuresMoney else {
      return Bilingual(en: "If \(number) is meant, leave out the minus sign.", zh: "若为 \(number)，请去掉负号。")
    }
    return Bilingual(
      en: "Leave out the minus sign: whether money is paid or received is said by the section and the rule.",
      zh: "请去掉负号；是支出还是收入，由所在栏目和资金规则决定。")
  }

  /// A percentage written as a plain number.
  private func percentage(
    _ text: String, _ value: Double, _ unitNode: SourceNode?, _ form: AuthorForm
  ) -> Bilingual? {
    guard unit.isShare, unitNode == nil, bounds.contains(value / 100) else { return nil }
    let clause = Sample.percent(text).clause(in: form)
    return Bilingual(en: "If \(text)% is meant, \(clause.en).", zh: "若为 \(text)%，\(clause.zh)。")
  }

  // MARK: What stands beside the value

  /// Where a number comes from, as its author wrote it; nil where nothing is said: no text, an empty one, a placeholder.
  static func source(of node: SourceNode) -> String? {
    guard let text = node["source"]?.string, saysSomething(text) else { return nil }
    return text
  }

  private static func saysSomething(_ text: String) -> Bool {
    text.contains { $0.isLetter || $0.isNumber } && !placeholders.contains(text.trimmedSpaces.lowercased())
  }

  /// Words that stand where a source is still to be written.
  private static let placeholders: Set<String> = [
    "无", "暂无", "没有", "未知", "不详", "待定", "待补", "待补充", "待填", "none", "null", "n/a", "na", "nil", "tbd", "tba",
    "todo", "unknown", "yes", "no", "true", "false",
  ]

  private mutating func source(in node: SourceNode) -> String? {
    guard let inner = node["source"] else { return nil }
    guard inner.string != nil else {
      wrongType(inner, "source", en: "a text", zh: "文本")
      return nil
    }
    if let text = Self.source(of: node) { return text }
    let assumed = AuthorForm(of: inner.place).assumed
    findings.append(
      Finding(
        .warning, check: .noSource, path: "\(subject.path).source", at: inner.place,
        Bilingual(
          en: "The source of \(subject.words.en) says nothing: \(inner.shown.en).",
          zh: "\(subject.words.zh)的依据（source）没有内容：\(inner.shown.zh)。"),
        remedy: Bilingual(
          en: "Name the document, or write \(assumed.en) instead.", zh: "请写明出处；没有依据的，请改写\(assumed.zh)。")))
    return nil
  }

  private mutating func text(_ node: SourceNode, _ key: String) -> String? {
    guard let inner = node[key] else { return nil }
    if let text = inner.text { return text }
    wrongType(inner, key, en: "a text", zh: "文本")
    return nil
  }

  private mutating func flag(_ node: SourceNode, _ key: String) -> Bool? {
    guard let inner = node[key] else { return nil }
    if let flag = inner.bool { return flag }
    wrongType(inner, key, en: "true or false", zh: " true（是）或 false（否）")
    return nil
  }

  private mutating func wrongType(_ node: SourceNode, _ key: String, en: String, zh: String) {
    report(
      .wrongType, node.place, en: "`\(key)` must be \(en), not \(node.shown.en).",
      zh: "“\(key)”须为\(zh)，而此处是\(node.shown.zh)。")
  }

  private mutating func report(
    _ check: CheckName, _ place: Place, en: String, zh: String, remedy: Bilingual? = nil
  ) {
    findings.append(
      Finding(check: check, path: subject.path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}

/// The power of ten of the last digit of a number in JSON's syntax: −2 for 1.25, 3 for 47e3.
private func lastDigit(of text: String) -> Int {
  let parts = text.lowercased().split(separator: "e")
  let fraction = parts.first?.split(separator: ".").dropFirst().first?.count ?? 0
  let exponent = parts.dropFirst().first.flatMap { Int($0) } ?? 0
  return min(max(exponent, -400), 400) - fraction
}
