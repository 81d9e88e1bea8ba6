import FundFormula
import FundModel

/// What stands in a plan's way in a few words, with the amount where money is short.
struct ObstacleText {
  let unit: MoneyUnit

  /// - Parameter short: yuan that are short; nil where it is not money.
  func phrase(_ obstacle: Verdict.Obstacle, short: Double?) -> Bilingual {
    guard let short else { return obstacle.label }
    let amount = FigureText(unit: unit).value(short, .yuan)
    return switch obstacle {
    case .stopped, .notBuildable: obstacle.label
    case .gap: Bilingual(en: "a funding gap of \(amount.en)", zh: "资金缺口 \(amount.zh)")
    case .openTopUp:
      Bilingual(en: "\(amount.en) left to a top-up without a ceiling", zh: "靠未约定上限的补足 \(amount.zh)")
    case .debtNotRepaid:
      Bilingual(en: "\(amount.en) short to repay debt out of the project", zh: "偿债资金短缺 \(amount.zh)")
    case .accountDebtNotRepaid:
      Bilingual(
        en: "\(amount.en) short in an account to repay debt of its own", zh: "运营等主体自身偿债资金短缺 \(amount.zh)")
    case .shortInTime:
      Bilingual(
        en: "cash up to \(amount.en) short while debt stands", zh: "债务存续期内资金最多短缺 \(amount.zh)")
    }
  }
}
