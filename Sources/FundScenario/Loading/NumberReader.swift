import FundFormula
import FundModel

/// Reads a number, plain or sourced, into the base unit of its field.
struct NumberReader {
  static let keys = ["value", "values", "unit", "source", "note", "assumed", "atLeast"]

  let path: String
  let unit: UnitKind
  let bounds: ClosedRange<Double>
  let asOf: YearMonth?
  private(set) var findings: [Finding] = []

  init(path: String, unit: UnitKind, bounds: ClosedRange<Double>, asOf: YearMonth?) {
    self.path = path
    self.unit = unit
    self.bounds = bounds
    self.asOf = asOf
  }

  mutating func number(_ node: SourceNode) -> SourcedNumber? {
    guard node.isMapping else {
      return value(node, unit: nil).map { SourcedNumber($0, isAssumed: true) }
    }
    for entry in node.entries ?? [] where !Self.keys.contains(entry.key) {
      findings.append(.unknownField(entry, path: "\(path).\(entry.key)", among: Self.keys))
    }
    guard let written = node["value"] ?? dated(node) else {
      if node["values"] == nil {
        report("missing-value", node.place, en: "`\(path)` gives no `value`.", zh: "“\(path)”未给出“value”（数值）。")
      }
      return nil
    }
    guard let value = value(written, unit: node["unit"]) else { return nil }
    let source = text(node, "source")
    let assumed = flag(node, "assumed") ?? (source == nil)
    return SourcedNumber(
      value, unitText: node["unit"]?.text, source: source, note: text(node, "note"), isAssumed: assumed,
      isAtLeast: flag(node, "atLeast") ?? false)
  }

  /// The value in force on the date asked for: the latest that is not after it.
  private mutating func dated(_ node: SourceNode) -> SourceNode? {
    guard let values = node["values"] else { return nil }
    var entries: [(date: YearMonth, value: SourceNode)] = []
    for entry in values.entries ?? [] {
      guard let date = YearMonth(entry.key) else {
        report(
          "date", entry.keyPlace, en: "`\(entry.key)` is no date.", zh: "“\(entry.key)”不是日期。",
          remedy: Bilingual(en: "Write it as 2024 or 2024-07.", zh: "请写成 2024 或 2024-07。"))
        continue
      }
      entries.append((date, entry.value))
    }
    entries.sort { $0.date < $1.date }
    guard let asOf else { return entries.last?.value }
    guard let found = entries.last(where: { $0.date <= asOf }) else {
      report(
        "no-value-yet", values.place,
        en: "`\(path)` has no value on \(asOf): the first is from \(entries.first?.date.description ?? "…").",
        zh: "“\(path)”在 \(asOf) 尚无取值：最早自 \(entries.first?.date.description ?? "…") 起。",
        remedy: Bilingual(en: "Add an earlier value, or choose `--as-of`.", zh: "请补充更早的取值，或用“--as-of”指定日期。"))
      return nil
    }
    return found.value
  }

  private mutating func value(_ node: SourceNode, unit unitNode: SourceNode?) -> Double? {
    guard let text = node.numberText else {
      let shown = node.text ?? "…"
      report(
        "not-a-number", node.place, en: "`\(shown)` is not a number.", zh: "“\(shown)”不是数字。",
        remedy: Bilingual(
          en:
            "Write digits only, and a unit beside it: {\"value\": 12.5, \"unit\": \"\(unit.examples.en.prefixWord)\"}.",
          zh: "请只写数字，单位另写：{\"value\": 12.5, \"unit\": \"\(unit.examples.zh.prefixWord)\"}。"))
      return nil
    }
    switch unit.converted(text, unit: unitNode?.text) {
    case .success(let value):
      guard bounds.contains(value) else {
        report(
          "out-of-range", node.place,
          en:
            "`\(path)` is \(text)\(unitNode?.text ?? ""); it must lie from \(bound(bounds.lowerBound)) to \(bound(bounds.upperBound)).",
          zh:
            "“\(path)”为 \(text)\(unitNode?.text ?? "")，应在 \(bound(bounds.lowerBound)) 至 \(bound(bounds.upperBound)) 之间。",
          remedy: bounds.upperBound == 1 && value > 1
            ? Bilingual(
              en: "A share is a fraction: write 0.3 or {\"value\": 30, \"unit\": \"%\"}.",
              zh: "比例请写小数 0.3，或 {\"value\": 30, \"unit\": \"%\"}。")
            : nil)
        return nil
      }
      return value
    case .failure(let fault):
      findings.append(
        Finding(
          check: "unit", path: path, at: unitNode?.place ?? node.place, fault.message, remedy: fault.remedy))
      return nil
    }
  }

  private func bound(_ value: Double) -> String { decimalText(value) }

  private mutating func text(_ node: SourceNode, _ key: String) -> String? {
    guard let inner = node[key] else { return nil }
    if let text = inner.text { return text }
    report("wrong-type", inner.place, en: "`\(key)` must be a text.", zh: "“\(key)”须为文本。")
    return nil
  }

  private mutating func flag(_ node: SourceNode, _ key: String) -> Bool? {
    guard let inner = node[key] else { return nil }
    if let flag = inner.bool { return flag }
    report("wrong-type", inner.place, en: "`\(key)` must be true or false.", zh: "“\(key)”须为 true 或 false。")
    return nil
  }

  private mutating func report(
    _ check: String, _ place: Place, en: String, zh: String, remedy: Bilingual? = nil
  ) {
    findings.append(Finding(check: check, path: path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}

extension String {
  /// The first of several examples: up to a comma.
  fileprivate var prefixWord: String { String(prefix { $0 != "," && $0 != "、" }) }
}
