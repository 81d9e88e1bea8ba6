import FundFormula
import FundModel

/// Households return, take a home elsewhere or take cash: the shares of a home type that leave are at most the whole.
package enum ExitSharesFit: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    draft.content.homeTypes.compactMap { type in
      let (swap, cash) = (share("swapShare", type), share("cashShare", type))
      guard swap + cash > 1 + 1e-9 else { return nil }
      return draft.finding(
        .exitShares, "\(type.path).cashShare",
        en:
          "`swapShare` and `cashShare` of “\(type.label.en)” are \(decimalText(swap + cash)) together, more than all of its households.",
        zh:
          "“\(type.label.zh)”的“swapShare”（异地安置比例）与“cashShare”（货币安置比例）合计 \(decimalText(swap + cash))，超过全部户数。",
        remedy: ("Let the two add to 1 at most.", "请使两者合计不超过 1。"))
    }
  }

  private static func share(_ field: String, _ type: Record) -> Double {
    if case .number(let number)? = type.values[field] { number.value } else { 0 }
  }
}
