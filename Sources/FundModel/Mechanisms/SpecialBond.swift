package import FundFormula

/// A special bond (专项债券): drawn at issue; interest amount × coupon for exactly n years on dates of its own, each year
/// after issue or each half-year; principal at the end or in equal parts. The periods of the timeline only sum them.
/// Source: local government bonds of ten years and more pay half-yearly, shorter ones yearly (地方政府债券发行通知).
package enum SpecialBond: DebtMechanism {
  package static let kind = "bond"
  package static let section = Section.debt
  package static let label = Bilingual(en: "special bond", zh: "专项债券")
  package static let summary = Bilingual(
    en: "amount × coupon for n years after issue; principal at the end or in equal parts",
    zh: "发行额 × 票面利率，发行次年起付 n 年；到期一次或等额还本")

  static let amount = Field<Scalar?>.optional("amount", .yuan, en: "amount issued", zh: "发行额")
  static let coupon = Field<Scalar>.required("coupon", .ratePerYear, 0...0.3, en: "coupon", zh: "票面利率")
  static let term = Field<Int>.structural("term", .years, 1...30, en: "term", zh: "期限（年）")
  static let issue = Field<Moment>.moment(
    "issue", default: .milestone("start", plus: 0), en: "issued", zh: "发行时间")
  static let repayment = Field<String>.choice(
    "repayment",
    [
      .init("bullet", en: "all at the end", zh: "到期一次还本"), .init("equalParts", en: "equal parts", zh: "等额还本"),
    ], default: "bullet", en: "how principal is repaid", zh: "还本方式")
  static let firstRepaymentYear = Field<Int>.structural(
    "firstRepaymentYear", .years, 1...30, default: 1, en: "year of the first equal part", zh: "等额还本起始年（第几年）")
  static let couponFrequency = Field<String>.choice(
    "couponFrequency",
    [
      .init(
        "byTerm", en: "half-yearly from ten years on, else yearly", zh: "按期限（10 年及以上按半年，10 年以下按年）"),
      .init("yearly", en: "yearly", zh: "按年付息"), .init("halfYearly", en: "half-yearly", zh: "按半年付息"),
    ], default: "byTerm", en: "how often interest is paid", zh: "付息方式")
  static let status = ContributionFields.status
  package static let fields =
    FieldList(amount, coupon, term, issue, repayment, firstRepaymentYear, couponFrequency, status)
    + DebtFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let timeline = project.timeline
    guard let issued = timeline.month(of: block[issue]) else { return [] }
    let debt = DebtRows(block: block, project: project, drawn: .bondDrawn, lender: "bondHolders")
    let borrowed = DebtFields.amount(amount, of: block, in: project)
    let drawn = borrowed * .constant(events([(issued, 1)], on: timeline))
    let repaid = borrowed * .constant(events(principal(of: block, issued: issued), on: timeline))
    // The balance on which a coupon falls due: what stood before the principal of that day.
    let coupons = Row.constant(events(coupons(of: block, issued: issued), on: timeline))
    func accrued(to end: Int) -> Row {
      (borrowed * block[coupon]) * .constant(outstanding(of: block, issued: issued, to: end, on: timeline))
    }
    return debt.flows(
      drawn: drawn, repaid: repaid, interest: (borrowed * block[coupon]) * coupons,
      accrued: accrued(to: Int.max), whileBuilt: accrued(to: timeline.handover),
      balance: (drawn - repaid).runningSum)
  }

  /// Months and shares of the principal payments.
  private static func principal(of block: Block, issued: Int) -> [(Int, Double)] {
    let last = block[term]
    guard block[repayment] == "equalParts" else { return [(issued + 12 * last, 1)] }
    let years = Array(min(block[firstRepaymentYear], last)...last)
    return years.map { (issued + 12 * $0, 1 / Double(years.count)) }
  }

  /// Months of the coupons, each with the share of the amount still standing × the years it pays for.
  private static func coupons(of block: Block, issued: Int) -> [(Int, Double)] {
    let every = ["yearly": 12, "halfYearly": 6][block[couponFrequency]] ?? (block[term] >= 10 ? 6 : 12)
    let parts = principal(of: block, issued: issued)
    return stride(from: every, through: 12 * block[term], by: every).map { month in
      let standing = parts.filter { $0.0 >= issued + month }.map(\.1).reduce(0, +)
      return (issued + month, standing * Double(every) / 12)
    }
  }

  /// Years of interest that run up in each period before `end`, on the part still standing.
  private static func outstanding(of block: Block, issued: Int, to end: Int, on timeline: Timeline)
    -> [Double]
  {
    let parts = principal(of: block, issued: issued)
    return timeline.periods.map { period in
      parts.map { part in
        Double(max(0, min(period.to, part.0, end) - max(period.from, issued))) / 12 * part.1
      }.reduce(0, +)
    }
  }

  private static func events(_ events: [(month: Int, share: Double)], on timeline: Timeline) -> [Double] {
    var row = [Double](repeating: 0, count: timeline.count)
    for event in events {
      if let period = timeline.period(ofMonth: event.month) { row[period] += event.share }
    }
    return row
  }

  package static func life(of block: Block, in project: ProjectGraph) -> ClosedRange<Int>? {
    let timeline = project.timeline
    guard let issued = timeline.month(of: block[issue]), let first = timeline.period(ofMonth: issued),
      let last = timeline.period(ofMonth: issued + 12 * block[term])
    else { return nil }
    return first...last
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let twoWays = DebtFields.faults(amount, of: block)
    guard twoWays.isEmpty else { return twoWays }
    let timeline = project.timeline
    guard let issued = timeline.month(of: block[issue]), timeline.period(ofMonth: issued) != nil else {
      return [
        Fault("issue", Bilingual(en: "The bond is issued outside the timeline.", zh: "债券发行时间不在时间轴范围内。"))
      ]
    }
    if block.says("firstRepaymentYear"), block[firstRepaymentYear] > block[term] {
      return [
        Fault(
          "firstRepaymentYear",
          Bilingual(
            en: "Repayment begins in year \(block[firstRepaymentYear]) of a bond of \(block[term]) years.",
            zh: "等额还本自第 \(block[firstRepaymentYear]) 年开始，晚于债券期限 \(block[term]) 年。"))
      ]
    }
    guard timeline.period(ofMonth: issued + 12 * block[term]) == nil else { return [] }
    let due = YearMonth(monthIndex: issued + 12 * block[term])?.description ?? "?"
    return [
      Fault(
        "term",
        Bilingual(
          en:
            "The bond falls due in \(due), after the timeline ends (\(timeline.periods.last?.label ?? "")).",
          zh: "债券于 \(due) 到期，晚于时间轴终点（\(timeline.periods.last?.label ?? "")）。"),
        remedy: Bilingual(
          en: "Lengthen `timeline.operationYears` so that the last repayment lies inside it.",
          zh: "请延长“timeline.operationYears”（运营期），使末次还本落在时间轴内。"))
    ]
  }
}
