package import FundFormula

/// What one household of a home type that returns gets, pays and receives, when, and by what means: areas in m², yuan a
/// household. What those receive that leave is no line of it, but a fact beside it.
package struct HouseholdBill: Sendable {
  package struct Line: Sendable {
    package let id: String
    package let label: Bilingual
    package let flowClass: FlowClass
    /// Path of the block that wrote it.
    package let block: String
    /// Whether the household pays it; else it receives.
    package let isPaid: Bool
    /// Positive when the household pays.
    package let amount: Scalar
  }

  /// A figure that stands beside the money: households, areas, prices.
  package struct Fact: Sendable {
    package let id: String
    /// What it is, without the home type.
    package let label: Bilingual
    package let unit: ValueUnit
    package let value: Scalar
  }

  package let homeType: HomeType
  /// Households of this type, and the areas a household has and gets.
  package let facts: [Fact]
  /// What it pays, then what it receives.
  package let lines: [Line]
  /// All it pays (本户应付合计).
  package let payment: Scalar
  /// All it receives.
  package let received: Scalar
  /// What it pays less what it receives (本户净支出).
  package let net: Scalar
  /// The same without parking, which nobody has to buy; nil where none is sold.
  package let netWithoutParking: Scalar?
  /// What it pays by what it chooses: with and without extra area and parking, in place of the averages among the lines;
  /// with and without a loan. Empty where there is nothing to choose.
  package let choices: [Fact]
  /// How it can pay: provident fund, loan, instalment a month. Means, not part of what the bill comes to.
  package let means: [Line]
  /// What it pays from its own pocket after withdrawal and loan; nil without means.
  package let ownMoney: Scalar?
  /// Prices of extra area (its own, the market's, one over the other), the instalment against the household's income,
  /// and what it pays a month after handover.
  package let prices: [Fact]
  /// The part of its payments that falls in each period, and in each calendar year (posted in the year's last period);
  /// nil where it pays nothing.
  package let schedule: (byPeriod: Row, byYear: Row)?

  var formulas: [any Quantity] {
    var all: [any Quantity] = (facts + prices + choices).map(\.value)
    all += (lines + means).map(\.amount) + [payment, received, net]
    all += [netWithoutParking, ownMoney].compactMap { $0 }
    if let schedule { all += [schedule.byPeriod, schedule.byYear] as [any Quantity] }
    return all
  }

  static func all(_ book: FlowBook) -> [HouseholdBill] {
    book.project.homeTypes.map { HouseholdBill($0, book) }
  }

  private init(_ type: HomeType, _ book: FlowBook) {
    let naming = Naming(type: type)
    let flows = book.flows.filter { $0.homeType == type.id && $0.exit == .return && !Self.isMeans($0) }
    func isHome(_ party: String) -> Bool { party == type.holder || book.group(party) == .residents }
    let paying = flows.filter { isHome($0.from) && !isHome($0.to) }
    let receiving = flows.filter { !isHome($0.from) && isHome($0.to) }
    let outgoing = Set(paying.map(\.id))
    let lines = (paying + receiving).map { flow in
      let each = naming.each(flow)
      return Line(
        id: flow.id, label: flow.label, flowClass: flow.flowClass, block: flow.block,
        isPaid: outgoing.contains(flow.id),
        amount: naming.line(flow, outgoing.contains(flow.id) ? each : .zero - each))
    }
    let paid = lines.filter(\.isPaid)
    let parking = lines.filter { $0.flowClass == .parkingPurchase }
    homeType = type
    facts = Self.facts(of: type, naming, book)
    prices =
      Self.floors(naming, book) + Self.prices(of: type, naming, book)
      + Self.loanBurden(of: type, naming, book)
      + Self.monthly(of: type, naming, book)
    self.lines = lines
    payment = naming.amount("payment", total(paid.map(\.amount)), "payment of one household", "本户应付合计")
    received = naming.amount(
      "received", .zero - total(lines.filter { !$0.isPaid }.map(\.amount)),
      "received by one household", "本户收取合计")
    net = naming.amount("net", total(lines.map(\.amount)), "net position of one household", "本户净支出")
    netWithoutParking =
      parking.isEmpty
      ? nil
      : naming.amount(
        "netWithoutParking", net - total(parking.map(\.amount)),
        "net position of one household, without parking", "本户净支出（不含车位）")
    let loans = Self.loans(of: type, naming, book)
    means = Self.means(of: type, loans, naming, book)
    let money = means.filter { !$0.id.hasSuffix(Self.instalment) }.map(\.amount)
    let own = money.isEmpty ? nil : payment - total(money)
    ownMoney = own.map { naming.amount("ownMoney", $0, "payment from the household's own pocket", "其余自筹") }
    choices =
      Self.choices(of: type, paid, payment, naming, book)
      + (own.map { Self.borrowing(loans, beside: $0, naming) } ?? [])
    schedule = Self.schedule(of: paying, naming, book)
  }

  /// Withdrawals and loans are means of a payment: they show in a bill's notes, not in what it comes to.
  private static func isMeans(_ flow: Flow) -> Bool {
    [.providentFund, .householdLoan].contains(flow.flowClass)
  }
}

// MARK: Parts

extension HouseholdBill {
  private static let instalment = ".instalment"

  /// Names formulas for the home type: `households.small.payment`.
  private struct Naming {
    let type: HomeType
    var key: String { "households.\(type.id)" }

    func label(_ label: Bilingual) -> Bilingual {
      Bilingual(en: "\(type.label.en): \(label.en)", zh: "\(type.label.zh)·\(label.zh)")
    }

    func amount(_ id: String, _ value: Scalar, _ en: String, _ zh: String) -> Scalar {
      value.named("\(key).\(id)", label(Bilingual(en: en, zh: zh)), .yuanPerHousehold)
    }

    func fact(_ id: String, _ value: Scalar, _ unit: ValueUnit, _ en: String, _ zh: String) -> Fact {
      let own = Bilingual(en: en, zh: zh)
      return Fact(
        id: id, label: own, unit: unit, value: value.named("\(key).\(id)", label(own), unit))
    }

    /// What one household's part of a flow comes to over all time.
    func each(_ flow: Flow) -> Scalar {
      flow.row.sum.divided(by: larger(type.returning, .constant(1e-6)), orElse: .noDenominator)
    }

    func line(_ flow: Flow, _ amount: Scalar) -> Scalar {
      amount.named(
        "\(key).\(flow.id)", Bilingual(en: "\(flow.label.en), one household", zh: "\(flow.label.zh)（每户）"),
        .yuanPerHousehold)
    }
  }

  /// What the blocks of a section say of a household of the type, beside their flows.
  private static func terms(_ section: Section, for type: HomeType, _ book: FlowBook) -> [HouseholdTerms] {
    book.project.content.blocks(in: section).map { $0.mechanism.terms(of: $0, for: type) }
  }

  private static func facts(of type: HomeType, _ naming: Naming, _ book: FlowBook) -> [Fact] {
    var facts = [
      naming.fact("count", type.count, .households, "households", "户数"),
      naming.fact("titleArea", type.titleArea, .area, "titled area", "产权面积（原）"),
    ]
    facts += exits(of: type, naming, book)
    let (inner, newInner) = (type.record[ProjectFacts.innerArea], type.record[ProjectFacts.newInnerArea])
    if let inner {
      facts.append(naming.fact("innerArea", inner, .area, "inner area before", "原套内面积"))
    }
    if type.record.says("newArea") {
      facts.append(naming.fact("newArea", type.newArea, .area, "new floor area", "新建筑面积"))
    }
    if let newInner {
      facts.append(naming.fact("newInnerArea", newInner, .area, "inner area after", "新套内面积"))
      if let inner {
        facts.append(
          naming.fact(
            "innerAreaKept", newInner.atLeast(inner), .flag, "inner area not smaller than before", "新套内不小于原套内"
          ))
      }
    }
    let bands = terms(.funding, for: type, book).compactMap(\.band)
    guard let band = bands.first else { return facts }
    if bands.count == 1, let billed = band.billedArea {
      facts.append(naming.fact("billedArea", billed, .area, "billed area", "计费面积"))
    }
    let extra = total(bands.map(\.extraArea))
    if let shared = type.record[ProjectFacts.sharedArea] {
      facts.append(naming.fact("sharedArea", shared, .area, "share of common area", "公摊面积"))
    }
    if type.record.says("newArea") {
      facts.append(
        naming.fact(
          "freeArea", larger(.zero, type.newArea - type.titleArea - extra), .area,
          "area added, not priced as extra", "不计价补偿面积"))
    }
    facts.append(naming.fact("extraArea", extra, .area, "extra area", "扩面面积"))
    if bands.count == 1, let takeUp = band.takeUp {
      facts.append(naming.fact("takeUp", takeUp, .share, "share of extra area taken up", "扩面认购率"))
    }
    return facts
  }

  /// What it would pay with and without what nobody has to buy. Among the lines stand averages over the households of a
  /// type, which no single one pays.
  private static func choices(
    of type: HomeType, _ paid: [Line], _ payment: Scalar, _ naming: Naming, _ book: FlowBook
  ) -> [Fact] {
    let terms = terms(.funding, for: type, book)
    let (extra, spaces) = (terms.compactMap { $0.band?.extraPayment }, terms.compactMap(\.parkingPrice))
    let averages = paid.filter { line in
      (line.flowClass == .extraAreaPurchase && !extra.isEmpty)
        || (line.flowClass == .parkingPurchase && !spaces.isEmpty)
    }
    guard !averages.isEmpty else { return [] }
    let without = payment - total(averages.map(\.amount))
    func fact(_ id: String, _ amount: Scalar, _ en: String, _ zh: String) -> Fact {
      naming.fact("choice.\(id)", amount, .yuanPerHousehold, en, zh)
    }
    let (area, space) = (total(extra), spaces.first)
    var facts = [
      fact("without", without, "it pays without what it may leave", "不选购时本户应付")
    ]
    if !extra.isEmpty { facts.append(fact("extra", without + area, "with all its extra area", "选购全部扩面时")) }
    if let space {
      facts.append(fact("parking", without + space, "with a parking space", "选购一个车位时"))
      if !extra.isEmpty {
        facts.append(fact("both", without + area + space, "with extra area and a space", "扩面与车位均选购时"))
      }
    }
    return facts
  }

  /// What a household pays by its floor, which no home type says: a line for each floor, no part of the payments above.
  private static func floors(_ naming: Naming, _ book: FlowBook) -> [Fact] {
    book.project.content.blocks(in: .funding).flatMap { block in
      block.mechanism.paymentsByFloor(of: block).map { floor, amount in
        naming.fact(
          "\(block.id).\(floor)", amount, .yuanPerHousehold,
          "beside it, \(block.label.en), \(floor) (yuan)", "另付：\(block.label.zh)·\(floor)（元）")
      }
    }
  }

  /// The price of an extra m²: of the block that prices by bands, or of a price per m² of added area.
  private static func prices(of type: HomeType, _ naming: Naming, _ book: FlowBook) -> [Fact] {
    let terms = terms(.funding, for: type, book)
    let byBand = terms.lazy.compactMap { $0.band?.extraPrice }.first
    guard let price = byBand ?? terms.lazy.compactMap(\.addedAreaPrice).first else { return [] }
    let own = naming.fact("extraPrice", price, .yuanPerArea, "price of extra area", "扩面单价")
    guard let market = type.record[ProjectFacts.marketPrice] else { return [own] }
    return [
      own, naming.fact("marketPrice", market, .yuanPerArea, "market price", "市场价"),
      naming.fact(
        "extraAreaDiscount", price / market, .share, "price of extra area against the market", "扩面单价与市场价之比"),
    ]
  }

  /// Households by what they chose, and what one of those that leave pays less what it receives: positive when it pays, as
  /// everywhere in a bill.
  private static func exits(of type: HomeType, _ naming: Naming, _ book: FlowBook) -> [Fact] {
    guard type.households.count > 1 else { return [] }
    let counts = ExitOption.allCases.compactMap { option in
      type.households[option].map {
        naming.fact(
          "exit.\(option.rawValue)", $0, .households, "households, \(option.label.en)", "\(option.label.zh)户数"
        )
      }
    }
    let gains = [ExitOption.swap, .cash].compactMap { option -> Fact? in
      guard let leaving = type.households[option] else { return nil }
      let flows = book.flows.filter { $0.homeType == type.id && $0.exit == option && $0.isCash }
      let count = book.timeline.count
      let paid = Row.zero(count) - flows.net(of: type.holder, count: count) { _ in true }
      return naming.fact(
        "exit.\(option.rawValue).net", paid.sum.divided(by: leaving, orElse: .noDenominator),
        .yuanPerHousehold, "net position of a household, \(option.label.en) (yuan)",
        "\(option.label.zh)每户净支出（元，负数为净得）")
    }
    return counts + gains
  }

  /// Instalment a month over the household's income a month (月供收入比).
  private static func loanBurden(of type: HomeType, _ naming: Naming, _ book: FlowBook) -> [Fact] {
    guard let income = type.record[ProjectFacts.householdIncome] else { return [] }
    return book.flows.filter { $0.homeType == type.id && $0.flowClass == .householdLoan }.prefix(1).map {
      flow in
      naming.fact(
        "householdLoanBurden",
        Scalar.reference("\(naming.key).\(flow.id)\(instalment)").divided(
          by: income / .constant(12), orElse: .noDenominator), .share,
        "instalment as a share of household income", "月供收入比")
    }
  }

  /// Property fee and deposits a household pays a month after handover.
  private static func monthly(of type: HomeType, _ naming: Naming, _ book: FlowBook) -> [Fact] {
    let terms = terms(.operations, for: type, book)
    let (fees, deposits) = (terms.compactMap(\.propertyFee), terms.compactMap(\.upkeepDeposit))
    return
      (fees.isEmpty
      ? []
      : [
        naming.fact(
          "propertyFee", total(fees), .yuanPerHousehold, "property fee a month after handover (yuan)",
          "交房后每月物业费（元）")
      ])
      + (deposits.isEmpty
        ? []
        : [
          naming.fact(
            "upkeepDeposit", total(deposits), .yuanPerHousehold,
            "maintenance fund a month after handover (yuan)",
            "交房后每月维修资金（元）")
        ])
  }

  private static func schedule(
    of paying: [Flow], _ naming: Naming, _ book: FlowBook
  ) -> (byPeriod: Row, byYear: Row)? {
    guard !paying.isEmpty else { return nil }
    let paid = total(paying.map(\.row), count: book.timeline.count)
    let share = (paid / paid.sum).named(
      "\(naming.key).paidShare", naming.label(Bilingual(en: "share of its payments", zh: "付款比例（分期）")), .share)
    let byYear = book.byYear(share).named(
      "\(naming.key).paidShareByYear",
      naming.label(Bilingual(en: "share of its payments, by year", zh: "付款比例（分年）")), .share)
    return (share, byYear)
  }

  /// A loan that a household takes, and how it repays it.
  private struct Loan {
    let flow: Flow
    let amount: Scalar
    let instalments: Instalments
  }

  private static func loans(of type: HomeType, _ naming: Naming, _ book: FlowBook) -> [Loan] {
    book.flows.compactMap { flow in
      guard flow.homeType == type.id, flow.flowClass == .householdLoan,
        let block = book.project.blocks[flow.block]
      else { return nil }
      let amount = naming.line(flow, naming.each(flow))
      return block.mechanism.instalments(of: block, loan: amount).map {
        Loan(flow: flow, amount: amount, instalments: $0)
      }
    }
  }

  /// What it pays out of its own money without the loan, and with it in all, interest included.
  private static func borrowing(_ loans: [Loan], beside own: Scalar, _ naming: Naming) -> [Fact] {
    guard !loans.isEmpty else { return [] }
    return [
      naming.fact(
        "choice.withoutLoan", own + total(loans.map(\.amount)), .yuanPerHousehold,
        "from its own pocket, without a loan", "不贷款时自筹"),
      naming.fact(
        "choice.loan", own + total(loans.map(\.instalments.total)), .yuanPerHousehold,
        "from its own pocket with the loan, instalments and interest included", "贷款时自筹及月供累计（含利息）"),
    ]
  }

  private static func means(
    of type: HomeType, _ loans: [Loan], _ naming: Naming, _ book: FlowBook
  ) -> [Line] {
    book.flows.filter { $0.homeType == type.id && isMeans($0) }.flatMap { flow -> [Line] in
      let loan = loans.first { $0.flow.id == flow.id }
      func line(_ id: String, _ label: Bilingual, _ amount: Scalar) -> Line {
        Line(
          id: id, label: label, flowClass: flow.flowClass, block: flow.block, isPaid: false, amount: amount)
      }
      let whole = line(flow.id, flow.flowClass.label, loan?.amount ?? naming.line(flow, naming.each(flow)))
      guard let loan else { return [whole] }
      let (id, label) = (flow.id + Self.instalment, Bilingual(en: "instalment a month", zh: "月供"))
      return [
        whole, line(id, label, naming.amount(id, loan.instalments.monthly, label.en, label.zh)),
      ]
    }
  }
}
