package import FundFormula

/// A bank loan (银行贷款): drawn by schedule, interest on the opening balance and on part of the draws of a period,
/// repaid in equal principal, equal instalments or at the end after a grace period. Interest while it is drawn and in
/// grace is paid or added to the loan.
package enum BankLoan: DebtMechanism {
  package static let kind = "loan"
  package static let section = Section.debt
  package static let label = Bilingual(en: "bank loan", zh: "银行贷款")
  package static let summary = Bilingual(
    en: "drawn by schedule; equal principal, equal instalment or bullet after grace",
    zh: "按计划提款；宽限期后等额本金、等额本息或到期还本")

  static let amount = Field<Scalar>.required("amount", .yuan, en: "amount", zh: "贷款额")
  static let rate = Field<Scalar>.required("rate", .ratePerYear, 0...0.5, en: "rate a year", zh: "年利率")
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .throughConstruction, en: "when it is drawn", zh: "提款时间")
  static let years = Field<Int>.structural(
    "years", .years, 0...40, en: "years of repayment after grace", zh: "还款期（年）")
  static let firstRepayment = Field<Moment>.moment(
    "firstRepayment", default: .milestone("handover", plus: 1), en: "first month of repayment", zh: "首次还款时间")
  static let repayment = Field<String>.choice(
    "repayment",
    [
      .init("equalPrincipal", en: "equal principal", zh: "等额本金"),
      .init("equalInstalment", en: "equal instalments", zh: "等额本息"),
      .init("bullet", en: "all at once", zh: "到期一次还本"),
    ], default: "equalPrincipal", en: "how it is repaid", zh: "还款方式")
  static let interestInGrace = Field<String>.choice(
    "interestInGrace",
    [.init("paid", en: "paid", zh: "当期支付"), .init("capitalised", en: "added to the loan", zh: "资本化")],
    default: "paid",
    en: "interest before repayment", zh: "宽限期利息")
  static let drawTiming = Field<String>.choice(
    "drawTiming",
    [
      .init("begin", en: "at the beginning of a period", zh: "期初"),
      .init("middle", en: "in its middle", zh: "期中（半期计息）"),
      .init("end", en: "at its end", zh: "期末"),
    ], default: "middle", en: "draws bear interest from", zh: "提款计息时点")
  static let isBridge = Field<Bool>.flag(
    "bridge", default: false, en: "a short-term bridging loan", zh: "短期过桥借款")
  static let status = ContributionFields.status
  package static let fields = FieldList(
    amount, rate, schedule, years, firstRepayment, repayment, interestInGrace, drawTiming, isBridge, status)

  package static func flows(of block: Record, in project: ProjectGraph) -> [Flow] {
    let timeline = project.timeline
    let repaying = repayingPeriods(of: block, on: timeline)
    let count = timeline.count
    let drawn = project.row(block[amount], on: block[schedule]).named(
      "\(block.path).draw", Bilingual(en: "\(block.label.en): drawn", zh: "\(block.label.zh)·提款"), .yuan)
    let ratePerPeriod = block[rate] * Row.constant(timeline.periods.map { Double($0.months) / 12 })
    let timing = Scalar.constant(["begin": 1.0, "middle": 0.5, "end": 0.0][block[drawTiming]] ?? 0.5)
    let inGrace = Row.constant((0..<count).map { $0 < repaying.lowerBound ? 1 : 0 })

    // While it is drawn: what is owed grows by draws and, where it is added, by interest.
    let built = Row.reference("\(block.path).built", count: count)
    let early = ((built.previous() + timing * drawn) * ratePerPeriod) * inGrace
    let isAdded = block[interestInGrace] == "capitalised"
    let added = isAdded ? early : .zero(count)
    let owing = (built.previous() + drawn + added).named(
      "\(block.path).built",
      Bilingual(en: "\(block.label.en): owed before repayment", zh: "\(block.label.zh)·还款前余额"), .yuan)
    let owed = owing.value(in: .constant(Double(count))).named(
      "\(block.path).owed",
      Bilingual(en: "\(block.label.en): owed when repayment begins", zh: "\(block.label.zh)·还款期初余额"),
      .yuan)

    // While it is repaid: interest on the opening balance.
    let balance = Row.reference("\(block.path).balance", count: count)
    let late =
      ((balance.previous() + timing * drawn) * ratePerPeriod)
      * Row.constant((0..<count).map { repaying.contains($0) ? 1 : 0 })
    let repaid = principal(
      of: block, repaying, owed: owed, interest: late, ratePerPeriod: ratePerPeriod, count: count)
    let closing = (balance.previous() + drawn + added - repaid).named(
      "\(block.path).balance", Bilingual(en: "\(block.label.en): balance", zh: "\(block.label.zh)·期末余额"),
      .yuan)
    let debt = DebtRows(
      block: block, project: project, drawn: block[isBridge] ? .bridgeLoan : .loanDrawn, lender: "bank")
    return debt.flows(
      drawn: drawn, repaid: repaid, interest: isAdded ? late : early + late, accrued: early + late,
      balance: closing)
  }

  /// Principal repaid in each period: equal parts, what an equal instalment leaves after interest, or all at the end.
  private static func principal(
    of block: Record, _ repaying: Range<Int>, owed: Scalar, interest: Row, ratePerPeriod: Row, count: Int
  ) -> Row {
    let isRepaying = Row.constant((0..<count).map { repaying.contains($0) ? 1 : 0 })
    switch block[repayment] {
    case "bullet":
      return owed * .constant((0..<count).map { $0 == repaying.upperBound - 1 ? 1 : 0 })
    case "equalInstalment":
      // Discount factors of the repaying periods; an instalment of 1 in each is worth their sum.
      let key = "\(block.path).discount"
      let ones = Row.constant(Array(repeating: 1, count: count))
      let discount =
        (Row.reference(key, count: count).previous(opening: .one) / (ones + ratePerPeriod * isRepaying))
        .named(
          key, Bilingual(en: "\(block.label.en): discount factor", zh: "\(block.label.zh)·折现系数"), .number)
      let instalment = (owed / (discount * isRepaying).sum).named(
        "\(block.path).instalment",
        Bilingual(en: "\(block.label.en): instalment", zh: "\(block.label.zh)·每期还本付息额"), .yuan)
      return instalment * isRepaying - interest * isRepaying
    default:
      return owed * .constant((0..<count).map { repaying.contains($0) ? 1 / Double(repaying.count) : 0 })
    }
  }

  /// The periods in which principal is repaid: as many as `years` has steps, from the first repayment on.
  private static func repayingPeriods(of block: Record, on timeline: Timeline) -> Range<Int> {
    guard let month = timeline.month(of: block[firstRepayment]), let first = timeline.period(ofMonth: month)
    else {
      return timeline.count - 1..<timeline.count
    }
    let steps = max(1, block[years] * 12 / timeline.periods[first].step.months)
    return first..<min(first + steps, timeline.count)
  }

  package static func life(of block: Record, in project: ProjectGraph) -> ClosedRange<Int>? {
    let repaying = repayingPeriods(of: block, on: project.timeline)
    let drawing = project.timeline.shares(block[schedule])?.firstIndex { $0 > 0 } ?? 0
    return min(drawing, repaying.lowerBound)...repaying.upperBound - 1
  }

  package static func faults(of block: Record, in project: ProjectGraph) -> [Fault] {
    let timeline = project.timeline
    guard let month = timeline.month(of: block[firstRepayment]), let first = timeline.period(ofMonth: month)
    else {
      return [
        Fault(
          "firstRepayment",
          Bilingual(en: "The first repayment lies outside the timeline.", zh: "首次还款时间不在时间轴范围内。"),
          remedy: Bilingual(
            en: "Lengthen `timeline.operationYears`.", zh: "请延长“timeline.operationYears”（运营期）。"))
      ]
    }
    var faults: [Fault] = []
    let steps = max(1, block[years] * 12 / timeline.periods[first].step.months)
    if first + steps > timeline.count {
      faults.append(
        Fault(
          "years",
          Bilingual(
            en: "The loan is repaid after the timeline ends (\(timeline.periods.last?.label ?? "")).",
            zh: "贷款还清时间晚于时间轴终点（\(timeline.periods.last?.label ?? "")）。"),
          remedy: Bilingual(
            en: "Lengthen `timeline.operationYears` or shorten `years`.",
            zh: "请延长“timeline.operationYears”（运营期）或缩短还款期。")))
    }
    if let shares = timeline.shares(block[schedule]),
      shares.indices.contains(where: { $0 > first && shares[$0] > 0 })
    {
      faults.append(
        Fault(
          "schedule",
          Bilingual(en: "The loan is still being drawn when its repayment begins.", zh: "贷款尚未提完即开始还款。"),
          remedy: Bilingual(en: "Move `firstRepayment` behind the last draw.", zh: "请将首次还款时间移至最后一次提款之后。")))
    }
    return faults
  }
}
