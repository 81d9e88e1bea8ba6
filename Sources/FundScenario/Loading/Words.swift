package import FundFormula
import FundModel

/// How findings speak of what they are about: the last word of its path, with its label where it has one.
struct Subject {
  let path: String
  let words: Bilingual

  init(path: String, label: Bilingual? = nil) {
    self.path = path
    let name = path.split(separator: ".").last.map(String.init) ?? path
    // A label's own brackets are left out: “term”（期限）, not （期限（年））.
    let plain = label.map { String($0.zh.prefix { $0 != "（" }) } ?? ""
    words = Bilingual(en: "`\(name)`", zh: "“\(name)”" + (plain.isEmpty ? "" : "（\(plain)）"))
  }

  /// The part of a group, spoken of with the group's label.
  func part(_ key: String) -> Subject { Subject(path: "\(path).\(key)", words: Self.words(key)) }

  private init(path: String, words: Bilingual) {
    self.path = path
    self.words = words
  }

  private static func words(_ key: String) -> Bilingual { Bilingual(en: "`\(key)`", zh: "“\(key)”") }
}

extension SourceNode {
  /// What stands here, for the sentence “… must be a number, not …”.
  var shown: Bilingual {
    switch content {
    case .null: Bilingual(en: "empty", zh: "空值")
    case .sequence: Bilingual(en: "a list `[…]`", zh: "列表“[…]”")
    case .mapping: Bilingual(en: "a group `{…}`", zh: "一组“{…}”")
    case .scalar(let text, quoted: true) where isDecimal(text) || text == "true" || text == "false":
      Bilingual(en: "the text \"\(text.excerpt)\"", zh: "文本\"\(text.excerpt)\"")
    case .scalar(let text, _): Bilingual(en: "`\(text.excerpt)`", zh: "“\(text.excerpt)”")
    }
  }
}

extension String {
  /// At most forty characters of it.
  var excerpt: String { count > 40 ? prefix(39) + "…" : self }

  /// Without spaces at both ends.
  package var trimmedSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// `20亿元` or `8000 元/户`: the longest number at its beginning and the unit behind it. A number alone has none: the
  /// `1` of `1.21` is a digit, not the unit 1.
  var numberWithUnit: (number: String, unit: String)? {
    let run = prefix { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    guard run.count <= 40, !isDecimal(self) else { return nil }
    for length in stride(from: run.count, to: 0, by: -1) where isDecimal(String(prefix(length))) {
      let unit = String(dropFirst(length)).trimmedSpaces
      if !unit.isEmpty, NumberUnit(unit) != nil { return (String(prefix(length)), unit) }
    }
    return nil
  }
}

extension Bilingual {
  /// “Did you mean …?”, where something is near.
  static func didYouMean(_ word: String, among names: [String]) -> Bilingual? {
    nearest(word, among: names).map { Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？") }
  }

  /// The words that may stand here, in Chinese with what they are called; the first twenty-four of many.
  static func known(_ names: [String], labels: [(Bilingual, String)] = []) -> Bilingual? {
    guard !names.isEmpty else { return nil }
    let (first, more) = (names.prefix(24), names.count > 24)
    let called = first.map { id in labels.first { $0.1 == id }.map { "\($0.0.withoutHint.zh)（\(id)）" } ?? id }
    return Bilingual(
      en: "Known here: \(first.joined(separator: ", "))\(more ? ", …" : "").",
      zh: "此处可用：\(called.joined(separator: "、"))\(more ? "，共 \(names.count) 项" : "")。")
  }

  static func nearestOrKnown(_ word: String, among names: [String]) -> Bilingual? {
    didYouMean(word, among: names) ?? known(names)
  }

  /// How a date is written: a spreadsheet rewrites 2024-07.
  static func dateForm(in form: AuthorForm) -> Bilingual {
    Bilingual(en: "Write it as 2024 or \(form.month.en).", zh: "请写成 2024 或 \(form.month.zh)。")
  }

  /// How a date is written in a key or on a path.
  static let keyForm = Bilingual(en: "Write it as 2024 or 2024-07.", zh: "请写成 2024 或 2024-07。")

  /// All ways to say when money moves.
  static func schedules(in form: AuthorForm, at path: String) -> Bilingual {
    let span = Sample.span.sentence(in: form, at: path)
    switch form {
    case .json, .yaml:
      let (span, shares) = (
        Sample.span.text(in: form, \.en), Sample.group([("shares", .shares)]).text(in: form, \.en)
      )
      let follow = Sample.group([("follow", .plain("[\"works\"]"))]).text(in: form, \.en)
      return Bilingual(
        en: "Write a moment (\"handover\", \"2025-03\"), \(span), \(shares) or \(follow).",
        zh: "请填写时点（\"handover\"、\"2025-03\"），或 \(span)、\(shares)、\(follow)。")
    case .sheet, .setting:
      return Bilingual(
        en: "Write a moment (handover, \(form.month.en)), or a span: \(span.en)",
        zh: "请填写时点（交房、\(form.month.zh)）；如为时段，\(span.zh)")
    }
  }
}

extension Bilingual {
  /// A field's label without the hint that some carry: “; … where left out”, “, in place of …”, （省略时为…）, （替代…）.
  package var withoutHint: Bilingual {
    let head = en.split(separator: ";", maxSplits: 1).first.map(String.init) ?? en
    let cut = ["（省略", "（替代"].compactMap { zh.firstRange(of: $0)?.lowerBound }.min()
    return Bilingual(
      en: head.firstRange(of: ", in place of").map { String(head[..<$0.lowerBound]) } ?? head,
      zh: cut.map { String(zh[..<$0]) } ?? zh)
  }
}

extension Bilingual {
  /// What a person may call it: both labels, and these without what stands in brackets, such as a unit.
  var spoken: [String] {
    let own = [en, zh, withoutHint.en, withoutHint.zh]
    return own + own.map { $0.prefix { !"(（".contains($0) }.description.trimmedSpaces }.filter { !$0.isEmpty }
  }
}

/// `1,234,567.89`: a number with separators, for sentences.
func grouped(_ value: Double) -> String {
  let parts = decimalText(value).split(separator: ".")
  let (sign, digits) = value < 0 ? ("-", parts[0].dropFirst()) : ("", parts[0])
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text += "," }
    text.append(digit)
  }
  return sign + text + (parts.count > 1 ? "." + parts[1] : "")
}

extension UnitKind {
  /// A number of this kind as a planner would write it, for remedies.
  var sample: Sample {
    func number(_ value: String, _ en: String, _ zh: String) -> Sample {
      .number(value, unit: Bilingual(en: en, zh: zh))
    }
    return switch self {
    case .yuan: number("500", "万元", "万元")
    case .yuanPerArea: number("3000", "yuan/m2", "元/㎡")
    case .yuanPerHousehold: number("6000", "yuan/household", "元/户")
    case .yuanPerMonth: number("5", "万元/月", "万元/月")
    case .yuanPerYear: number("120", "万元/年", "万元/年")
    case .yuanPerAreaMonth: number("30", "yuan/m2/month", "元/㎡·月")
    case .yuanPerHouseholdMonth: number("2000", "yuan/household/month", "元/户·月")
    case .yuanPerUnitYear, .yuanPerQuantityYear: number("3600", "yuan/unit/year", "元/个·年")
    case .yuanPerUnitMonth: number("300", "yuan/unit/month", "元/个·月")
    case .yuanPerAreaYear: number("600", "yuan/m2/year", "元/㎡·年")
    case .yuanPerQuantity: number("500000", "yuan/unit", "元/个")
    case .quantity, .count: number("400", "units", "个")
    case .area: number("80", "m2", "㎡")
    case .length: number("1200", "m", "米")
    case .households: number("548", "households", "户")
    case .fraction: number("30", "%", "%")
    case .ratePerYear: number("3.5", "%", "%")
    case .years: number("10", "years", "年")
    case .months: number("18", "months", "月")
    case .number: .plain("1.5")
    }
  }

  /// Whether it is money, in all or for one of something.
  var measuresMoney: Bool { dimensions.contains { $0.money != 0 } }

  /// Whether percentages are written here.
  var isShare: Bool { self == .fraction || self == .ratePerYear }
}

extension AuthorForm {
  /// A month, as a date is written.
  var month: Bilingual {
    self == .sheet ? Bilingual(en: "2024/7/1", zh: "2024年7月") : Bilingual(verbatim: "2024-07")
  }

  /// The mark of a number without a source.
  var assumed: Bilingual { mark("assumed", status: Bilingual(en: "assumed", zh: "假设")) }
  /// The mark of a lower bound.
  var atLeast: Bilingual { mark("atLeast", status: Bilingual(en: "at least", zh: "不低于")) }
}

extension Sample {
  static func percent(_ number: String) -> Sample { .number(number, unit: Bilingual(verbatim: "%")) }

  /// A schedule over a span, and shares at moments.
  static let span = Sample.group([("from", .plain("\"start\"")), ("to", .plain("\"handover\""))])
  static let shares = Sample.group([("start", .plain("0.3")), ("handover", .plain("0.7"))])
}

/// A sum of money written as `487000000` (yuan) or with a unit, `4.87亿元`; nil where the text is none.
package func yuanAmount(_ text: String) -> Double? {
  let text = text.trimmedSpaces
  if isDecimal(text) { return Double(text) }
  guard let (number, unit) = text.numberWithUnit, let parsed = NumberUnit(unit),
    parsed.dimension == NumberUnit("元")?.dimension
  else { return nil }
  return scaled(number, by: parsed)
}
