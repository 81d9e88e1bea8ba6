package import FundFormula

/// Means of a contribution: provident fund (住房公积金) a household withdraws and a loan it takes. They pay for the
/// contribution and never add to it; no yuan of them reaches the project beside it.
package enum ResidentMeans: Mechanism {
  package static let kind = "residents.means"
  package static let section = Section.funding
  package static let isScalable = false
  package static let isMeans = true
  package static let label = Bilingual(en: "means of a contribution", zh: "居民出资的资金渠道")
  package static let summary = Bilingual(
    en: "withdrawal and loan, at most the contribution of a household",
    zh: "公积金提取与个人贷款，不超过该户出资")

  static let of = Field<[String]>.funding("of", en: "the contributions it pays for", zh: "对应的居民出资")
  static let providentFund = Field<Scalar>.number(
    "providentFund", .yuanPerHousehold, default: 0, en: "withdrawn by a household", zh: "每户提取公积金")
  static let loanShare = Field<Scalar>.number(
    "loanShare", .fraction, 0...1, default: 0, en: "share of the rest a household borrows", zh: "贷款比例")
  static let loanRate = Field<Scalar>.number(
    "loanRate", .ratePerYear, 0...1, default: 0.03, en: "rate of the loan", zh: "贷款年利率")
  static let loanYears = Field<Int>.structural(
    "loanYears", .years, 1...40, default: 20, en: "years of the loan", zh: "贷款年限")
  static let schedule = ResidentFields.schedule
  package static let fields = FieldList(of, providentFund, loanShare, loanRate, loanYears, schedule)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    project.homeTypes.flatMap { type -> [Flow] in
      let contribution = larger(.zero, project.total(ofFunding: block[of], homeType: type))
      let withdrawn = smaller(type.returning * block[providentFund], contribution)
      let borrowed = (contribution - withdrawn) * block[loanShare]
      func flow(_ part: String, _ flowClass: FlowClass, from: String, _ amount: Scalar) -> Flow {
        Flow(
          id: "\(block.path).\(part).\(type.id)",
          Bilingual(
            en: "\(flowClass.label.en), \(type.label.en)", zh: "\(flowClass.label.zh)（\(type.label.zh)）"),
          flowClass, from: from, to: type.holder, project.row(amount, on: block[schedule]), block: block.path,
          homeType: type.id)
      }
      return [
        flow("providentFund", .providentFund, from: "providentFundCentre", withdrawn),
        flow("loan", .householdLoan, from: "bank", borrowed),
      ]
    }
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    project.homeTypes.isEmpty ? [.homeTypesMissing("of")] : []
  }

  package static func instalments(of block: Block, loan: Scalar) -> Instalments? {
    // A loan without interest is repaid in equal parts: the rate never quite 0 gives them to a ten-millionth.
    let monthly = larger(block[loanRate] / .constant(12), .constant(1e-9))
    let months = block[loanYears] * 12
    let factor = growth(monthly, years: .constant(Double(months)))
    return Instalments(monthly: loan * (monthly * factor) / (factor - .one), months: months)
  }
}
