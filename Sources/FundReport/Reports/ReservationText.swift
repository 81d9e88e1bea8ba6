import FundAnalysis
import FundFormula

/// What speaks against a plan though it may hold, in words: a clause each, the limits that are missed in one.
struct ReservationText {
  let unit: MoneyUnit

  /// - Parameter isAlso: whether cash is short beside something else that was told.
  func clauses(_ reservations: [Reservation], isAlso: Bool = false) -> [Bilingual] {
    let missed = reservations.filter { $0.kind == .belowLimit }.map(\.label)
    let money = reservations.filter { $0.kind != .belowLimit }.map { clause($0, isAlso: isAlso) }
    return money + (missed.isEmpty ? [] : [Self.below(missed)])
  }

  private func clause(_ reservation: Reservation, isAlso: Bool) -> Bilingual {
    let amount = FigureText(unit: unit).value(reservation.short ?? 0, .yuan)
    let (from, when) = (reservation.from ?? "…", reservation.period ?? "…")
    guard reservation.kind == .shortAccount else {
      return Bilingual(
        en: "cash is \(isAlso ? "also " : "")short in time, at worst by \(amount.en) in \(when)",
        zh: "资金时序\(isAlso ? "亦" : "")不足，\(when) 最多短缺 \(amount.zh)")
    }
    let label = reservation.label
    return Bilingual(
      en: "the account “\(label.en)” falls below zero in \(from), at worst by \(amount.en) in \(when)",
      zh: "“\(label.zh)” \(from) 起出现资金不足，\(when) 最多短缺 \(amount.zh)")
  }

  private static func below(_ labels: [Bilingual]) -> Bilingual {
    Bilingual(
      en: "below its limit: \(labels.map(\.en).joined(separator: ", "))",
      zh: "\(labels.map { "“\($0.zh)”" }.joined(separator: "、"))未达到下限")
  }
}

extension Bilingual {
  /// As a sentence begins.
  var capitalised: Bilingual { Bilingual(en: en.prefix(1).uppercased() + en.dropFirst(), zh: zh) }

  /// A sentence of its own: with a capital, and a full stop.
  var asSentence: Bilingual { Bilingual(en: capitalised.en + ".", zh: zh + "。") }
}
