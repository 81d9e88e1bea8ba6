package import FundFormula

/// Own capital over construction investment, interest during construction and 30 % of working capital; neither bonds nor a
/// top-up without a ceiling count as capital.
package enum CapitalRatio: Indicator {
  package static let id = "capitalRatio"
  package static let label = Bilingual(en: "capital ratio", zh: "资本金比例")
  package static let unit = ValueUnit.share
  package static let better = Better.more
  package static let definition = Bilingual(
    en:
      "Own capital over construction investment, interest during construction and 30 % of working capital; neither bonds nor a top-up without a ceiling count as capital.",
    zh: "自有资本金占建设投资、建设期利息与铺底流动资金（30%）之和的比例；专项债券和未约定上限的差额补足不计入资本金。")
  package static let reference = "国发〔2015〕51号"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let working = book.workingCapital
    let wishes = Set(book.flows.filter(\.isOpenEnded).map(\.block))
    let capital = total(
      (balance.sources + balance.topUps).filter { $0.counting.isCapital && !wishes.contains($0.block) }
        .map(\.amount))
    return capital / (ConstructionInvestment.value + book.interestDuringConstruction + working * 0.3)
  }
}
