package import FundFormula

/// Government outlay over total uses.
package enum GovernmentShare: Indicator {
  package static let id = "governmentShare"
  package static let label = Bilingual(en: "government share of funding", zh: "财政出资占比")
  package static let unit = ValueUnit.share
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "Government outlay over total uses.",
    zh: "财政投入总额占资金需求合计的比例。")
  package static let reference = "design table of classes, capital balance"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    GovernmentGross.value / TotalUses.value
  }
}
