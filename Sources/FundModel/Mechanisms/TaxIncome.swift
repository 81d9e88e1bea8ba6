package import FundFormula

/// Income tax of an account (企业所得税): rate × profit of the calendar year, after losses of the five years before,
/// oldest first. Profit = operating income and subsidy − operating cost − taxes on turnover − depreciation − interest.
/// What is
/// depreciated is the named costs with the interest during construction. Source: 《企业所得税法》, art. 18; rules of the plan
/// tables.
package enum TaxIncome: Mechanism {
  package static let kind = "tax.income"
  package static let section = Section.taxes
  package static let label = Bilingual(en: "income tax", zh: "企业所得税")
  package static let summary = Bilingual(
    en: "rate × (profit of the year − losses of the five years before)", zh: "税率 ×（当年利润总额 − 弥补前五年亏损）")

  static let rate = Field<Scalar>.number("rate", .fraction, 0...1, default: 0.25, en: "rate", zh: "税率")
  static let depreciates = Field<[String]>.costs(
    "depreciates", default: [], en: "the costs that are depreciated", zh: "计提折旧的费用")
  static let years = Field<Int>.structural(
    "years", .years, 1...60, default: 20, en: "years of depreciation", zh: "折旧年限")
  static let residual = Field<Scalar>.number(
    "residual", .fraction, 0...1, default: 0.05, en: "residual value", zh: "残值率")
  package static let fields = FieldList(rate, depreciates, years, residual)

  /// What an account earns before depreciation, interest and income tax.
  private static func resultKey(_ account: String) -> String { "accounts.\(account).operatingResult" }
  /// Interest an account is charged, and the part of it before handover.
  private static func interestKey(_ account: String) -> String { "accounts.\(account).interestCharged" }
  private static func whileBuiltKey(_ account: String) -> String { "accounts.\(account).interestWhileBuilt" }
  /// Losses carried: years after which they are gone.
  private static let lossYears = 5

  package static func accountRows(of party: Party, in flows: [Flow], count: Int) -> [Row] {
    let own = flows.filter { !$0.isPooled }
    let result = own.net(of: party.id, count: count) {
      [.operating, .operatingCost, .subsidy].contains($0.counting.income)
    }
    func interest(_ flowClass: FlowClass) -> Row {
      total(own.filter { $0.flowClass == flowClass && $0.from == party.id }.map(\.row), count: count)
    }
    return [
      result.named(
        resultKey(party.id), party.label(of: Bilingual(en: "operating result", zh: "运营收益")), .yuan),
      interest(.interestAccrued).named(
        interestKey(party.id), party.label(of: Bilingual(en: "interest charged", zh: "计息")), .yuan),
      interest(.interestWhileBuilt).named(
        whileBuiltKey(party.id), party.label(of: Bilingual(en: "interest before handover", zh: "建设期计息")),
        .yuan),
    ]
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let count = project.timeline.count
    let interest = InterestCharged(
      all: .reference(interestKey(block.account), count: count),
      whileBuilt: .reference(whileBuiltKey(block.account), count: count))
    return [
      Flow(
        id: block.path, block.label, .incomeTax, from: block.account, to: "taxOffice",
        tax(of: block, charged: interest, key: block.path, in: project), block: block.path)
    ]
  }

  package static var isIncomeTax: Bool { true }
  package static func incomeTax(
    of block: Block, charged: InterestCharged, part: String, in project: ProjectGraph
  ) -> Row? {
    tax(of: block, charged: charged, key: "\(block.path).\(part)", in: project)
  }

  /// The tax with so much interest charged; its formulas are named under `key`.
  private static func tax(
    of block: Block, charged interest: InterestCharged, key: String, in project: ProjectGraph
  ) -> Row {
    let timeline = project.timeline
    let count = timeline.count
    func row(_ key: String) -> Row { .reference(key, count: count) }
    func name(_ row: Row, _ part: String, _ en: String, _ zh: String) -> Row {
      row.named(
        "\(key).\(part)", Bilingual(en: "\(block.label.en): \(en)", zh: "\(block.label.zh)·\(zh)"), .yuan)
    }
    let written = timeline.months(from: timeline.handover, to: timeline.afterHandover(years: block[years]))
    // Interest that runs up while the assets are built is part of what they cost (《企业会计准则第17号——借款费用》).
    let costs = project.total(ofCosts: block[depreciates], for: block)
    let base = block[depreciates].isEmpty ? costs : costs + interest.whileBuilt.sum
    let depreciation =
      (base * (.one - block[residual]))
      * Row.constant(written.map { $0 / 12 / Double(block[years]) })
    let charged = interest.all - interest.whileBuilt
    let profit = name(
      (row(resultKey(block.account)) - depreciation - charged).sums(of: timeline.years), "profit",
      "profit of the year", "当年利润总额")
    let gain = larger(profit, Scalar.zero)
    let loss = larger(Row.zero(count) - profit, Scalar.zero)
    let cameIn = name(loss.runningSum, "losses", "losses to date", "累计亏损")
    // A loss of the year y may be used up to y + 5 and is gone in y + 6.
    let lastYear = timeline.years.last ?? 0
    let expires = timeline.years.map { $0 + lossYears + 1 <= lastYear ? 1.0 : 0 }
    let expired = (loss * Row.constant(expires)).deferred(to: timeline.delayed(by: 12 * (lossYears + 1)))
      .runningSum
    let gone = row("\(key).lossesGone")
    let stale = larger(gone.previous(), expired)
    let used = smaller(gain, larger(cameIn.previous() - stale, Scalar.zero))
    let goneNow = name(stale + used, "lossesGone", "losses used or expired", "累计已弥补或过期亏损")
    return block[rate] * (gain - (goneNow - stale))
  }
}
