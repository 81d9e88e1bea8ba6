package import FundFormula

/// One reading of coverage (本息覆盖倍数口径): what is available for some debts, what these cost, and the ratio. They are
/// printed together, spelled out: which one a document prints is often not said.
package struct CoverageReading: Sendable {
  package let id: String
  package let label: Bilingual
  /// Yuan over the life of the debts.
  package let available: Scalar
  package let service: Scalar
  package let ratio: Scalar

  var formulas: [Scalar] { [available, service, ratio] }

  private init(_ id: String, en: String, zh: String, _ available: Scalar, _ service: Scalar) {
    self.id = id
    let label = Bilingual(en: en, zh: zh)
    self.label = label
    func name(_ scalar: Scalar, _ part: String, _ en: String, _ zh: String, _ unit: ValueUnit) -> Scalar {
      scalar.named(
        "coverageReadings.\(id).\(part)", Bilingual(en: "\(label.en): \(en)", zh: "\(label.zh)·\(zh)"), unit)
    }
    let available = name(available, "available", "available", "可用于偿债的收益", .yuan)
    let service = name(service, "service", "to be paid", "应付额", .yuan)
    self.available = available
    self.service = service
    ratio = name(available.divided(by: service, orElse: .noDebt), "ratio", "ratio", "倍数", .ratio)
  }

  /// Readings of the project's debt, empty without any: of special bonds and of all debt, by rank where ranks differ, by
  /// the streams that serve a debt alone where its author names them.
  static func all(_ book: FlowBook) -> [CoverageReading] {
    let (bonds, debt) = (DebtCover(book, bondsOnly: true), DebtCover(book, bondsOnly: false))
    guard !debt.isEmpty else { return [] }
    return (bonds.isEmpty ? [] : readings(of: bonds, "bonds", "special bonds", "专项债券"))
      + (bonds.debts == debt.debts ? [] : readings(of: debt, "all", "all debt", "全部债务"))
      + ranked(book) + ringFenced(book)
  }

  private static func readings(
    of cover: DebtCover, _ id: String, _ en: String, _ zh: String
  ) -> [CoverageReading] {
    let (service, principal) = (cover.service.sum, cover.principal.sum)
    let afterTax = CoverageReading(
      id, en: cover.isTaxed ? "\(en), after tax" : en, zh: cover.isTaxed ? "\(zh)（税后）" : zh, cover.netIncome,
      service)
    // Readings that would say the same a second time are left out.
    let beforeTax =
      cover.isTaxed
      ? [
        CoverageReading(
          "\(id)BeforeTax", en: "\(en), before income tax", zh: "\(zh)（所得税前）", cover.netIncomeBeforeTax,
          service)
      ] : []
    let isNet =
      cover.hasCost
      ? [
        CoverageReading(
          "\(id)IncomeIsNet", en: "\(en), were income net of cost already", zh: "\(zh)（按“收益已扣成本”口径）",
          cover.incomeLessTax, service),
        CoverageReading(
          "\(id)Gross", en: "\(en), gross income (for comparison only)", zh: "\(zh)（毛收入，仅供比对）",
          cover.grossIncome, service),
      ] : []
    return [afterTax] + beforeTax
      + [
        CoverageReading(
          "\(id)Principal", en: "\(en), principal alone", zh: "\(zh)（仅本金）", cover.netIncome, principal)
      ] + isNet
  }

  /// One rank after the other: what earlier ones leave.
  private static func ranked(_ book: FlowBook) -> [CoverageReading] {
    let ranks = book.debtRanks
    guard ranks.count > 1 else { return [] }
    return ranks.map { rank in
      let debts = book.debtBlocks(bondsOnly: false).filter { book.rank(ofDebt: $0) == rank }
      let cover = DebtCover(book, covering: debts)
      return CoverageReading(
        "rank\(rank)", en: "debt of rank \(rank), after what ranks before", zh: "第 \(rank) 顺位债务（扣除在先债务本息后）",
        cover.netIncome, cover.service.sum)
    }
  }

  /// Each debt with streams of its own.
  private static func ringFenced(_ book: FlowBook) -> [CoverageReading] {
    let debts = book.project.content.blocks(in: .debt).filter { !$0[DebtFields.streams].isEmpty }
    return debts.map { debt in
      let streams = Set(debt[DebtFields.streams].map { "\(Section.operations.rawValue).\($0)" })
      let cover = DebtCover(book, covering: [debt.path], streams: streams, of: debt.account)
      return CoverageReading(
        "streams.\(debt.id)", en: "“\(debt.label.en)” from its own streams, before income tax",
        zh: "“\(debt.label.zh)”（分账口径，所得税前）", cover.netIncome, cover.service.sum)
    }
  }
}
