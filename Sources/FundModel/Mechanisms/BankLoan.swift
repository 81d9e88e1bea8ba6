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

  static let amount = Field<Scalar?>.optional("amount", .yuan, en: "amount", zh: "贷款额")
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
  package static let fields =
    FieldList(
      amount, rate, schedule, years, firstRepayment, repayment, interestInGrace, drawTiming, isBridge, status)
    + DebtFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let timeline = project.timeline
    let repaying = repayingPeriods(of: block, on: timeline)
    let count = timeline.count
    let drawn = project.row(DebtFields.amount(amount, of: block, in: project), on: block[schedule]).named(
      "\(block.path).draw", Bilingual(en: "\(block.label.en): drawn", zh: "\(block.label.zh)·提款"), .yuan)
    let ratePerPeriod = block[rate] * Row.constant(timeline.periods.map { Double($0.months) / 12 })
    let timing = Scalar.constant(["begin": 1.0, "middle": 0.5, "end": 0.0][block[drawTiming]] ?? 0.5)
    let inGrace = Row.constant((0..<count).map { $0 < repaying[0] ? 1 : 0 })
    // Nothing is owed after the last repayment: exactly nothing, whatever is lost in rounding.
    let inRepayment = Row.constant(
      (0..<count).map { repaying[0] <= $0 && $0 <= repaying[repaying.count - 1] ? 1 : 0 })

    // While it is drawn: what is owed grows by draws and, where it is added, by interest.
    let built = Row.reference("\(block.path).built", count: count)
    let early = ((built.previous() + timing * drawn) * ratePerPeriod) * inGrace
    let isAdded = block[interestInGrace] == "capitalised"
    let added = isAdded ? early : .zero(count)
    let owing = (built.previous() + drawn + added).named(
      "\(block.path).built",
      Bilingual(en: "\(block.label.en): owed before repayment", zh: "\(block.label.zh)·还款前余额"), .yuan)

    // While it is repaid: interest on the opening balance.
    let balance = Row.reference("\(block.path).balance", count: count)
    let late = ((balance.previous() + timing * drawn) * ratePerPeriod) * inRepayment
    let repaid: Row
    switch block[repayment] {
    case "equalInstalment":
      repaid = principalOfInstalments(
        of: block, repaying, owing: owing, drawn: drawn, timing: timing, interest: late,
        ratePerPeriod: ratePerPeriod, in: project)
    default:
      let owed = owing.value(in: .constant(Double(count))).named(
        "\(block.path).owed",
        Bilingual(en: "\(block.label.en): owed when repayment begins", zh: "\(block.label.zh)·还款期初余额"), .yuan)
      let parts = block[repayment] == "bullet" ? [repaying[repaying.count - 1]] : repaying
      repaid = owed * .constant((0..<count).map { parts.contains($0) ? 1 / Double(parts.count) : 0 })
    }
    let closing = (balance.previous() + drawn + added - repaid).named(
      "\(block.path).balance", Bilingual(en: "\(block.label.en): balance", zh: "\(block.label.zh)·期末余额"),
      .yuan)
    let debt = DebtRows(
      block: block, project: project, drawn: block[isBridge] ? .bridgeLoan : .loanDrawn, lender: "bank")
    return debt.flows(
      drawn: drawn, repaid: repaid, interest: isAdded ? late : early + late, accrued: early + late,
      balance: closing)
  }

  /// What an equal instalment leaves after interest: an instalment of 1 in each repaying period is worth the sum of
  /// their discount factors.
  private static func principalOfInstalments(
    of block: Block, _ repaying: [Int], owing: Row, drawn: Row, timing: Scalar, interest: Row,
    ratePerPeriod: Row, in project: ProjectGraph
  ) -> Row {
    let count = drawn.count
    let isRepaying = Row.constant((0..<count).map { repaying.contains($0) ? 1 : 0 })
    let rateWhenRepaying = ratePerPeriod * isRepaying
    let ones = Row.constant(Array(repeating: 1, count: count))
    let key = "\(block.path).discount"
    let discount =
      (Row.reference(key, count: count).previous(opening: .one) / (ones + rateWhenRepaying)).named(
        key, Bilingual(en: "\(block.label.en): discount factor", zh: "\(block.label.zh)·折现系数"), .number)
    var owed = owing.value(in: .constant(Double(repaying[0])))
    // A draw in a repaying period bears interest for part of it only.
    if project.timeline.shares(block[schedule])?.dropFirst(repaying[0]).contains(where: { $0 > 0 }) ?? true {
      let isLate = Row.constant((0..<count).map { $0 >= repaying[0] ? 1 : 0 })
      owed = owed + ((drawn * isLate) * ((ones + timing * rateWhenRepaying) * discount)).sum
    }
    let worth = owed.named(
      "\(block.path).owed",
      Bilingual(en: "\(block.label.en): owed when repayment begins", zh: "\(block.label.zh)·还款期初余额"), .yuan)
    let instalment = (worth / (discount * isRepaying).sum).named(
      "\(block.path).instalment",
      Bilingual(en: "\(block.label.en): instalment", zh: "\(block.label.zh)·每期还本付息额"), .yuan)
    return instalment * isRepaying - interest * isRepaying
  }

  /// The months in which principal is repaid: from the first repayment on, one a step of the coarsest period met, for
  /// so many years.
  private static func repayingMonths(of block: Block, on timeline: Timeline) -> [Int] {
    guard let first = timeline.month(of: block[firstRepayment]) else { return [] }
    let months = block[years] * 12
    let step =
      timeline.periods.filter { $0.to > first && $0.from < first + max(months, 1) }.map(\.step.months).max()
      ?? 12
    return (0..<max(1, months / step)).map { first + $0 * step }
  }

  /// The periods in which principal is repaid; the last where the timeline knows none (a finding of the loader).
  private static func repayingPeriods(of block: Block, on timeline: Timeline) -> [Int] {
    let periods = repayingMonths(of: block, on: timeline).compactMap(timeline.period)
    return periods.isEmpty ? [timeline.count - 1] : periods
  }

  package static func life(of block: Block, in project: ProjectGraph) -> ClosedRange<Int>? {
    let repaying = repayingPeriods(of: block, on: project.timeline)
    let drawing = project.activePeriods(block[schedule]).first ?? 0
    return min(drawing, repaying[0])...repaying[repaying.count - 1]
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let twoWays = DebtFields.faults(amount, of: block)
    guard twoWays.isEmpty else { return twoWays }
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
    let repaying = repayingMonths(of: block, on: timeline)
    if repaying.contains(where: { timeline.period(ofMonth: $0) == nil }) {
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
    if project.activePeriods(block[schedule]).contains(where: { $0 > first }) {
      faults.append(
        Fault(
          "schedule",
          Bilingual(en: "The loan is still being drawn when its repayment begins.", zh: "贷款尚未提完即开始还款。"),
          remedy: Bilingual(en: "Move `firstRepayment` behind the last draw.", zh: "请将首次还款时间移至最后一次提款之后。")))
    }
    return faults
  }
}
