package import FundFormula

/// What one household of a home type that returns pays and gets, line by line: yuan a household. What those receive
/// that leave is no line of it.
package struct HouseholdBill: Sendable {
  package struct Line: Sendable {
    package let id: String
    package let label: Bilingual
    package let flowClass: FlowClass
    /// Positive when the household pays.
    package let amount: Scalar
  }

  package let homeType: HomeType
  package let lines: [Line]
  /// All it pays (本户应付合计).
  package let payment: Scalar
  /// What it pays less what it receives (本户净支出).
  package let net: Scalar
  /// How it can pay: provident fund, loan, instalment a month. Means, not part of what the bill comes to.
  package let means: [Line]

  var formulas: [Scalar] { (lines + means).map(\.amount) + [payment, net] }

  /// Withdrawals and loans are means of a payment: they show in a bill's notes, not in what it comes to.
  private static func isMeans(_ flow: Flow) -> Bool {
    [.providentFund, .householdLoan].contains(flow.flowClass)
  }

  static func all(_ book: FlowBook) -> [HouseholdBill] {
    book.project.homeTypes.map { type in
      let key = "households.\(type.id)"
      let mine = book.flows.filter { $0.homeType == type.id && $0.exit == .return && !isMeans($0) }
      let lines = mine.compactMap { flow -> Line? in
        let isPaid = book.group(flow.from) == .residents
        guard isPaid != (book.group(flow.to) == .residents) else { return nil }
        let each = flow.row.sum.divided(by: larger(type.returning, .constant(1e-6)), orElse: .noDenominator)
        return Line(
          id: flow.id, label: flow.label, flowClass: flow.flowClass,
          amount: (isPaid ? each : .zero - each).named(
            "\(key).\(flow.id)", Bilingual(en: "\(flow.label.en), one household", zh: "\(flow.label.zh)（每户）"),
            .yuanPerHousehold))
      }
      func label(_ en: String, _ zh: String) -> Bilingual {
        Bilingual(en: "\(type.label.en): \(en)", zh: "\(type.label.zh)·\(zh)")
      }
      let paying = lines.filter { line in
        book.flows.contains { $0.id == line.id && book.group($0.from) == .residents }
      }
      return HouseholdBill(
        homeType: type, lines: lines,
        payment: total(paying.map(\.amount)).named(
          "\(key).payment", label("payment of one household", "本户应付合计"), .yuanPerHousehold),
        net: total(lines.map(\.amount)).named(
          "\(key).net", label("net position of one household", "本户净支出"), .yuanPerHousehold),
        means: means(of: type, key: key, in: book))
    }
  }

  private static func means(of type: HomeType, key: String, in book: FlowBook) -> [Line] {
    book.flows.filter { $0.homeType == type.id && isMeans($0) }.flatMap { flow -> [Line] in
      let each = flow.row.sum.divided(by: larger(type.returning, .constant(1e-6)), orElse: .noDenominator).named(
        "\(key).\(flow.id)", Bilingual(en: "\(flow.label.en), one household", zh: "\(flow.label.zh)（每户）"),
        .yuanPerHousehold)
      let line = Line(id: flow.id, label: flow.flowClass.label, flowClass: flow.flowClass, amount: each)
      guard flow.flowClass == .householdLoan,
        let block = book.project.content.allBlocks.first(where: { $0.path == flow.block })
      else { return [line] }
      let label = Bilingual(en: "instalment a month", zh: "月供")
      return [
        line,
        Line(
          id: "\(flow.id).instalment", label: label, flowClass: .householdLoan,
          amount: ResidentMeans.instalment(of: block, loan: each).named(
            "\(key).\(flow.id).instalment",
            Bilingual(en: "\(type.label.en): \(label.en)", zh: "\(type.label.zh)·\(label.zh)"),
            .yuanPerHousehold)),
      ]
    }
  }
}
