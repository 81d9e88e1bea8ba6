package import FundFormula

/// From the uses inside the balance horizon to total investment: uses pay interest as it falls due and count what is spent
/// on selling; total investment counts the interest of construction, and working capital whenever it is put in.
package struct InvestmentBridge: Sendable {
  package struct Term: Sendable {
    package let label: Bilingual
    /// Added to the uses; negative for what total investment leaves out.
    package let amount: Scalar
  }

  package let terms: [Term]

  var formulas: [Scalar] { terms.map(\.amount) }

  init(_ balance: CapitalBalance, in book: FlowBook) {
    func uses(_ isIncluded: (BalanceLine) -> Bool) -> Scalar {
      total(balance.uses.filter(isIncluded).map(\.amount))
    }
    func term(_ id: String, _ en: String, _ zh: String, _ amount: Scalar) -> Term {
      let label = Bilingual(en: en, zh: zh)
      return Term(label: label, amount: amount.named("bridge.\(id)", label, .yuan))
    }
    terms = [
      term(
        "interestPaid", "interest paid inside the horizon", "平衡计算期内支付利息",
        .zero - uses { $0.flowClass == .interestPaid }),
      term(
        "interestDuringConstruction", "interest during construction", "建设期利息",
        book.interestDuringConstruction * .one),
      term(
        "others", "selling cost and other uses that are no investment", "销售费用等不计入投资的支出",
        .zero - uses { !$0.counting.isInvestment && $0.flowClass != .interestPaid }),
      term(
        "workingCapital", "working capital put in after the horizon", "平衡计算期后投入的流动资金",
        book.workingCapital
          - uses { $0.counting.isInvestment && $0.flowClass == .workingCapital }),
    ]
  }
}
