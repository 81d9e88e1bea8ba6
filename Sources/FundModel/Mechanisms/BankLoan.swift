package import FundFormula

/// A bank loan (银行贷款): drawn by schedule, interest on the opening balance and on part of the draws, repaid on dates of
/// its own in equal principal, equal instalments or at the end after a grace period. Interest while it is drawn and in
/// grace is paid or added to the loan. The periods of the timeline only sum what falls on its dates.
package enum BankLoan: DebtMechanism {
  package static let kind = "loan"
  package static let section = Section.debt
  package static let label = Bilingual(en: "bank loan", zh: "银行贷款")
  package static let summary = Bilingual(
    en: "drawn by schedule; equal principal, equal instalment or bullet after grace",
    zh: "按计划提款；宽限期后等额本金、等额本息或到期还本")

  static let amount = Field<Scalar?>.optional("amount", .yuan, en: "amount", zh: "贷款额")
  static let rate = Field<Row>.path("rate", .ratePerYear, 0...0.5, en: "rate a year", zh: "年利率")
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .throughConstruction, en: "when it is drawn", zh: "提款时间")
  static let years = Field<Int>.structural(
    "years", .years, 0...40, en: "years of repayment after grace", zh: "还款期（年）")
  static let firstRepayment = Field<Moment?>.optionalMoment(
    "firstRepayment", en: "month of the first repayment; one interval after handover where left out",
    zh: "首次还款时间（省略时为交房后满一个还款间隔）")
  static let paymentFrequency = Field<String>.choice(
    "paymentFrequency",
    [
      .init("monthly", en: "monthly", zh: "按月"), .init("quarterly", en: "quarterly", zh: "按季"),
      .init("halfYearly", en: "half-yearly", zh: "按半年"), .init("yearly", en: "yearly", zh: "按年"),
    ], default: "monthly", en: "how often it is repaid", zh: "还本付息频率")
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
      .init("begin", en: "the beginning of the year or month", zh: "期初"),
      .init("middle", en: "its middle", zh: "期中（半期计息）"),
      .init("end", en: "its end", zh: "期末"),
    ], default: "middle", en: "draws bear interest from", zh: "提款计息时点")
  static let interestAccrual = Field<String>.choice(
    "interestAccrual",
    [
      .init(
        "byStep", en: "by months where construction is in months, else by years", zh: "建设期按月测算时逐月计息，否则按日历年计息"),
      .init("yearly", en: "by calendar years", zh: "按日历年计息"),
      .init("monthly", en: "by months", zh: "逐月计息"),
    ], default: "byStep", en: "interest on draws before repayment", zh: "还款前计息周期")
  static let isBridge = Field<Bool>.flag(
    "bridge", default: false, en: "a short-term bridging loan", zh: "短期过桥借款")
  static let status = ContributionFields.status
  package static let fields =
    FieldList(
      amount, rate, schedule, years, firstRepayment, paymentFrequency, repayment, interestInGrace, drawTiming,
      interestAccrual, isBridge, status)
    + DebtFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let borrowed = DebtFields.amount(amount, of: block, in: project)
    let drawnByPeriod = project.row(borrowed, on: block[schedule]).named(
      "\(block.path).draw", Bilingual(en: "\(block.label.en): drawn", zh: "\(block.label.zh)·提款"), .yuan)
    let dates = calendar(of: block, in: project)
    let drawn =
      project.timeline.sharesByMonth(block[schedule]).map { dates.drawn(borrowed, by: $0) }
      ?? dates.drawn(drawnByPeriod)
    let loan = LoanRows(block, dates, drawn: drawn)
    let debt = DebtRows(
      block: block, project: project, drawn: bridges(block, in: project) ? .bridgeLoan : .loanDrawn,
      lender: "bank")
    let (repaid, added) = (dates.byPeriod(loan.repaid), loan.added.map(dates.byPeriod))
    return debt.flows(
      drawn: drawnByPeriod, repaid: repaid, interest: dates.byPeriod(loan.interestPaid),
      accrued: dates.byPeriod(loan.accrued), whileBuilt: dates.byPeriod(loan.accrued * dates.whileBuilt),
      balance: ((added.map { drawnByPeriod + $0 } ?? drawnByPeriod) - repaid).runningSum)
  }

  /// Whether it is a bridging loan: called so, and short-term (短期借款, within a year) or repaid inside the balance horizon. A
  /// longer one is debt like any other, whatever it is called.
  private static func bridges(_ block: Block, in project: ProjectGraph) -> Bool {
    guard block[isBridge], block[years] > 1, let last = life(of: block, in: project)?.upperBound else {
      return block[isBridge]
    }
    let timeline = project.timeline
    return timeline.before(FinanceFacts.horizonEnd(of: project.content.finance, on: timeline))[last] == 1
  }

  // MARK: Dates

  private static func calendar(of block: Block, in project: ProjectGraph) -> LoanDates {
    let timeline = project.timeline
    let distance = distance(of: block)
    let first = first(of: block, on: timeline) ?? timeline.handover
    return LoanDates(
      block.path, drawn: project.activeMonths(block[schedule]) ?? timeline.start..<timeline.start + 1,
      first: first, payments: max(1, block[years] * 12 / distance), everyMonths: distance,
      byMonths: isByMonths(block, in: project), on: timeline)
  }

  /// Months between two payments.
  private static func distance(of block: Block) -> Int {
    ["monthly": 1, "quarterly": 3, "halfYearly": 6][block[paymentFrequency]] ?? 12
  }

  /// The month of the first repayment.
  private static func first(of block: Block, on timeline: Timeline) -> Int? {
    block[firstRepayment].map(timeline.month(of:)) ?? timeline.handover - 1 + distance(of: block)
  }

  private static func isByMonths(_ block: Block, in project: ProjectGraph) -> Bool {
    switch block[interestAccrual] {
    case "monthly": true
    case "yearly": false
    default: TimelineFacts.isBuiltByMonths(project.content.timeline)
    }
  }

  package static func dates(of block: Block, in project: ProjectGraph) -> [Int] {
    calendar(of: block, in: project).spans.map { $0.upperBound - 1 }
  }

  package static func life(of block: Block, in project: ProjectGraph) -> ClosedRange<Int>? {
    let timeline = project.timeline
    let dates = calendar(of: block, in: project)
    func period(_ month: Int) -> Int { timeline.period(ofMonth: month) ?? timeline.count - 1 }
    let drawing = project.activePeriods(block[schedule]).first ?? 0
    let (first, last) = (dates.spans[dates.payments[0]], dates.spans[dates.spans.count - 1])
    return min(drawing, period(first.upperBound - 1))...period(last.upperBound - 1)
  }

  // MARK: Faults

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let twoWays = DebtFields.faults(amount, of: block)
    guard twoWays.isEmpty else { return twoWays }
    let timeline = project.timeline
    guard let first = first(of: block, on: timeline), timeline.period(ofMonth: first) != nil else {
      return [
        Fault(
          "firstRepayment",
          Bilingual(en: "The first repayment lies outside the timeline.", zh: "首次还款时间不在时间轴范围内。"),
          remedy: Bilingual(
            en: "Lengthen `timeline.operationYears`.", zh: "请延长“timeline.operationYears”（运营期）。"))
      ]
    }
    var faults: [Fault] = []
    let last = first + max(0, block[years] * 12 - distance(of: block))
    if timeline.period(ofMonth: last) == nil {
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
    if let drawing = project.activeMonths(block[schedule]), drawing.upperBound > first + 1 {
      faults.append(
        Fault(
          "schedule",
          Bilingual(en: "The loan is still being drawn when its repayment begins.", zh: "贷款尚未提完即开始还款。"),
          remedy: Bilingual(en: "Move `firstRepayment` behind the last draw.", zh: "请将首次还款时间移至最后一次提款之后。")))
    }
    if block[isBridge], !bridges(block, in: project) {
      faults.append(
        Fault(
          "bridge", isError: false,
          Bilingual(
            en:
              "The loan runs for more than a year and beyond the balance horizon: it counts as debt like any other, not as a bridging loan.",
            zh: "该借款期限超过一年，且在平衡计算期之后还清，按一般债务计算，不作为短期过桥借款。"),
          remedy: Bilingual(
            en: "Shorten `years`, or leave `bridge` out.", zh: "请缩短还款期，或删去“bridge”（短期过桥借款）。")))
    }
    let isKnownByPeriod = timeline.sharesByMonth(block[schedule]) == nil
    if block[interestAccrual] == "monthly", isKnownByPeriod,
      project.activePeriods(block[schedule]).contains(where: { timeline.periods[$0].step != .month })
    {
      faults.append(
        Fault(
          "interestAccrual",
          Bilingual(
            en: "What is drawn as costs are paid is known by periods, which are longer than a month.",
            zh: "随费用支付提款的贷款，其提款按测算期汇总，而测算期长于一个月，无法逐月计息。"),
          remedy: Bilingual(
            en: "Set `timeline.constructionStep` to `month`, or `interestAccrual` to `yearly`.",
            zh: "请将“timeline.constructionStep”（建设期步长）设为“月”，或将“interestAccrual”（还款前计息周期）设为“按日历年计息”。")))
    }
    return faults
  }
}
