import FundAnalysis
import FundFormula
import FundModel

/// What a comparison comes to, in words: which plan holds, at what cost to whom, what that hinges on.
struct RecommendationText {
  private let comparison: Comparison
  private let unit: MoneyUnit
  private var advice: Recommendation { comparison.recommendation }

  init(_ comparison: Comparison, unit: MoneyUnit) {
    self.comparison = comparison
    self.unit = unit
  }

  var blocks: [DocumentBlock] {
    let remarks = reservations + [sameProduct, hinges, products].compactMap { $0 }
    return [.verdict(text: verdict, good: advice.best != nil)]
      + (remarks.isEmpty ? [] : [.bullets(items: remarks)])
  }

  private func money(_ yuan: Double) -> Bilingual {
    let text = NumberText.amount(yuan, in: unit)
    return Bilingual(en: "\(text) \(unit.name.en)", zh: "\(text) \(unit.name.zh)")
  }

  private func marks(_ places: [Int]) -> String { places.map(ComparisonReport.mark).joined() }

  // MARK: Which plan

  private var verdict: Bilingual {
    guard let best = advice.best else { return none }
    let (mark, others) = (ComparisonReport.mark(best), advice.holding.count - 1)
    let cost = cost
    let failing = comparison.models.indices.filter { !advice.holding.contains($0) }.map(lacks)
    let rest = Bilingual(
      en: failing.isEmpty ? "" : " " + failing.map(\.en).joined(separator: " "),
      zh: failing.map(\.zh).joined())
    guard others > 0 else {
      return Bilingual(
        en: "Only \(mark) holds\(cost.en).\(rest.en)", zh: "仅\(mark)方案成立\(cost.zh)。\(rest.zh)")
    }
    return Bilingual(
      en: "\(marks(advice.holding)) hold; of these \(mark) asks least of residents\(cost.en).\(rest.en)",
      zh: "\(marks(advice.holding))方案成立，其中\(mark)居民负担最低\(cost.zh)。\(rest.zh)")
  }

  /// What the plan costs residents and government.
  private var cost: Bilingual {
    let residents = advice.perHousehold.map { yuan -> Bilingual in
      let text = NumberText.count(yuan)
      return Bilingual(en: "residents pay \(text) yuan per household", zh: "户均出资 \(text) 元")
    }
    let government = advice.government.map { yuan -> Bilingual in
      let text = money(yuan)
      return Bilingual(en: "government \(text.en) net", zh: "财政净投入 \(text.zh)")
    }
    let parts = [residents, government].compactMap { $0 }
    guard !parts.isEmpty else { return Bilingual(verbatim: "") }
    return Bilingual(
      en: ": " + parts.map(\.en).joined(separator: ", "), zh: "：" + parts.map(\.zh).joined(separator: "，"))
  }

  private var none: Bilingual {
    let all = comparison.models.indices.map(lacks)
    return Bilingual(
      en: "No plan holds. " + all.map(\.en).joined(separator: " "), zh: "各方案均不成立。" + all.map(\.zh).joined())
  }

  /// What stands in the way of a plan.
  private func lacks(_ place: Int) -> Bilingual {
    let (model, mark) = (comparison.models[place], ComparisonReport.mark(place))
    guard model.stoppedBy.isEmpty else {
      return Bilingual(
        en: "\(mark) is stopped: \(model.stoppedBy.map(\.en).joined(separator: ", ")).",
        zh: "\(mark)前置条件未满足：\(model.stoppedBy.map(\.zh).joined(separator: "、"))。")
    }
    let what = Self.obstacles(of: model, in: unit)
    guard !what.isEmpty else {
      return Bilingual(en: "\(mark) has no budget to balance.", zh: "\(mark)无预算可供平衡。")
    }
    return Bilingual(
      en: "\(mark) does not hold: \(what.map(\.en).joined(separator: ", ")).",
      zh: "\(mark)不成立：\(what.map(\.zh).joined(separator: "、"))。")
  }

  /// What stands in a plan's way, with the amount where money is short.
  static func obstacles(of model: ComparedModel, in unit: MoneyUnit) -> [Bilingual] {
    model.obstacles.map { obstacle in
      guard let yuan = model.short[obstacle.rawValue] else { return obstacle.label }
      let text = NumberText.amount(yuan, in: unit)
      return Bilingual(
        en: "\(obstacle.label.en) of \(text) \(unit.name.en)",
        zh: "\(obstacle.label.zh) \(text) \(unit.name.zh)")
    }
  }

  // MARK: What speaks against it

  /// Of each plan that holds what `run` calls it bad for: the verdict does not ask it.
  private var reservations: [Bilingual] {
    advice.holding.compactMap { place in
      let clauses = ReservationText(unit: unit).clauses(comparison.models[place].reservations)
      guard !clauses.isEmpty else { return nil }
      let mark = ComparisonReport.mark(place)
      return Bilingual(
        en: "\(mark) holds, but \(clauses.map(\.en).joined(separator: "; ")).",
        zh: "\(mark)方案成立，但\(clauses.map(\.zh).joined(separator: "；"))。")
    }
  }

  // MARK: What it hinges on

  private var hinges: Bilingual? {
    guard let best = advice.best else { return nil }
    func part(_ share: Double?, _ en: String, _ zh: String) -> Bilingual? {
      guard let share, share >= 0.0001 else { return nil }
      let text = NumberText.share(share)
      return Bilingual(en: "\(text) \(en)", zh: "\(zh) \(text)")
    }
    let parts = [
      part(advice.unsecuredShare, "of its sources are not secured", "资金来源未落实"),
      part(advice.marketShare, "rest on the market", "依赖市场回款"),
      part(advice.assumedShare, "of the uses rest on assumed numbers", "资金需求依赖假设数"), turning,
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    let mark = ComparisonReport.mark(best)
    return Bilingual(
      en: "What \(mark) hinges on: \(parts.map(\.en).joined(separator: "; ")).",
      zh: "\(mark)取决于：\(parts.map(\.zh).joined(separator: "；"))。")
  }

  /// From where on the plan does not hold any more.
  private var turning: Bilingual? {
    advice.turning.map { turning in
      let text = FigureText(unit: unit)
      let value =
        turning.isScale
        ? Bilingual(verbatim: NumberText.share(turning.value)) : text.value(turning.value, turning.unit)
      let change = NumberText.change(turning.change)
      return Bilingual(
        en: "it ceases to hold where “\(turning.label.en)” changes by \(change), to \(value.en)",
        zh: "“\(turning.label.zh)”变动 \(change)（至 \(value.zh)）即不再成立")
    }
  }

  // MARK: What is built

  private var sameProduct: Bilingual? {
    guard comparison.isSameProduct else { return nil }
    return Bilingual(
      en:
        "The same product in every column: of each model only funding, debt and conditions were laid over ①.",
      zh: "各列建设内容相同：仅将各模式的资金来源、债务和前置条件叠加于①。")
  }

  /// Plans that build other things are no two ways to pay for the same.
  private var products: Bilingual? {
    let others = comparison.models.indices.filter { !comparison.models[$0].buildsOther.isEmpty }
    guard !others.isEmpty else { return nil }
    let rows = comparison.groups.flatMap(\.rows).filter { row in
      others.contains { comparison.models[$0].buildsOther.contains(row.id) }
    }.map(\.label)
    return Bilingual(
      en:
        "\(marks(others)) \(others.count == 1 ? "builds" : "build") something else than ① (\(rows.map(\.en).joined(separator: ", "))): figures are not of the same product. `--same-product` lays a model's funding alone over ①.",
      zh:
        "\(marks(others))建设内容与①不同（\(rows.map(\.zh).joined(separator: "、"))），指标并非同一产品之比；可用 --same-product 只叠加其资金方案。"
    )
  }
}
