internal import FundFormula

/// What one loan is drawn, charged and repaid on its own dates; yuan at each place of ``LoanDates``.
struct LoanRows {
  private let block: Block
  private let dates: LoanDates
  private let drawn: Row
  /// Interest that runs up.
  let accrued: Row
  let interestPaid: Row
  let repaid: Row
  /// Interest added to what is owed; nil where it is paid.
  let added: Row?

  init(_ block: Block, _ dates: LoanDates, drawn: Row) {
    self.block = block
    self.dates = dates
    self.drawn = drawn
    let axis = dates.axis
    let rate =
      block.steady(BankLoan.rate.declaration).map { $0 * dates.years }
      ?? block.row(BankLoan.rate.declaration, over: dates.spans, on: axis) * dates.years
    let timing = Scalar.constant(
      ["begin": 1.0, "middle": 0.5, "end": 0.0][block[BankLoan.drawTiming]] ?? 0.5)
    func name(_ row: Row, _ part: String, _ en: String, _ zh: String) -> Row {
      row.named(
        "\(block.path).\(part)", Bilingual(en: "\(block.label.en): \(en)", zh: "\(block.label.zh)·\(zh)"),
        .yuan)
    }

    // While it is drawn: what is owed grows by draws and, where it is added, by interest.
    let built = Row.reference("\(block.path).built", on: axis)
    let early = ((built.previous() + timing * drawn) * rate) * dates.inGrace
    let isAdded = block[BankLoan.interestInGrace] == "capitalised"
    let owing = name(
      isAdded ? built.previous() + drawn + early : built.previous() + drawn, "built", "owed before repayment",
      "还款前余额")

    // While it is repaid: interest on the opening balance, paid with the payment that closes its interval.
    let balance = Row.reference("\(block.path).owing", on: axis)
    let late = (balance.previous() * rate) * dates.inRepayment
    let due = dates.hasSplitIntervals ? late.sums(of: dates.intervals) : late
    switch block[BankLoan.repayment] {
    case "equalInstalment":
      repaid = Self.principalOfInstalments(of: block, dates, owing: owing, interest: due, rate: rate)
    default:
      let owed = Self.owed(owing, of: block, dates)
      let parts =
        block[BankLoan.repayment] == "bullet" ? [dates.payments[dates.payments.count - 1]] : dates.payments
      repaid = owed * dates.constant { parts.contains($0) ? 1 / Double(parts.count) : 0 }
    }
    let change = isAdded ? drawn + early - repaid : drawn - repaid
    let closing = name(balance.previous() + change, "owing", "balance on its dates", "各还款日余额")
    accrued = early + (closing.previous() * rate) * dates.inRepayment
    interestPaid = isAdded ? due : early + due
    added = isAdded ? early : nil
  }

  /// What is owed when repayment begins.
  private static func owed(_ owing: Row, of block: Block, _ dates: LoanDates) -> Scalar {
    owing.value(in: .constant(Double(dates.graceCount))).named(
      "\(block.path).owed",
      Bilingual(en: "\(block.label.en): owed when repayment begins", zh: "\(block.label.zh)·还款期初余额"), .yuan)
  }

  /// What an equal instalment leaves after interest: an instalment of 1 at each payment is worth the sum of their
  /// discount factors.
  private static func principalOfInstalments(
    of block: Block, _ dates: LoanDates, owing: Row, interest: Row, rate: Row
  ) -> Row {
    let isPayment = dates.isPayment
    let rateOfInterval = (dates.hasSplitIntervals ? rate.sums(of: dates.intervals) : rate) * isPayment
    let ones = dates.constant { _ in 1 }
    let key = "\(block.path).discount"
    let discount =
      (Row.reference(key, on: dates.axis).previous(opening: .one) / (ones + rateOfInterval)).named(
        key, Bilingual(en: "\(block.label.en): discount factor", zh: "\(block.label.zh)·折现系数"), .number)
    let instalment = (owed(owing, of: block, dates) / (discount * isPayment).sum).named(
      "\(block.path).instalment",
      Bilingual(en: "\(block.label.en): instalment", zh: "\(block.label.zh)·每期还本付息额"), .yuan)
    return instalment * isPayment - interest * isPayment
  }
}
