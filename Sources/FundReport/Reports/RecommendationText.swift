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
    let answer: DocumentBlock =
      comparison.models.indices.contains(where: isJudged)
      ? .verdict(text: verdict, good: advice.best != nil) : .paragraph(text: Self.unjudged)
    return [answer]
      + (remarks.isEmpty ? [] : [.bullets(items: remarks)])
  }

  private static let unjudged = Bilingual(
    en: "None of these has a budget to balance: which holds is not judged.", zh: "各方案均无预算可供平衡，未判断是否成立。")

  private func money(_ yuan: Double) -> Bilingual {
    let text = NumberText.amount(yuan, in: unit)
    return Bilingual(en: "\(text) \(unit.name.en)", zh: "\(text) \(unit.name.zh)")
  }

  private func marks(_ places: [Int]) -> String { places.map(ComparisonReport.mark).joined() }

  // MARK: Which plan

  private var verdict: Bilingual {
    guard let best = advice.best else { return none }
    let mark = ComparisonReport.mark(best)
    let (chosen, cost) = (choice(of: best), cost)
    let failing = comparison.models.indices.filter { !advice.holding.contains($0) }.map(lacks)
    let rest = Bilingual(
      en: failing.isEmpty ? "" : " " + failing.map(\.en).joined(separator: " "),
      zh: failing.map(\.zh).joined())
    guard advice.holding.count > 1 else {
      return Bilingual(
        en: "Only \(mark) holds\(cost.en).\(rest.en)", zh: "仅\(mark)方案成立\(cost.zh)。\(rest.zh)")
    }
    return Bilingual(
      en: "\(marks(advice.holding)) hold; \(chosen.en)\(cost.en).\(rest.en)",
      zh: "\(marks(advice.holding))方案成立，\(chosen.zh)\(cost.zh)。\(rest.zh)")
  }

  /// By what one of several plans that hold is named: residents' payment, else what government pays, else its place.
  private func choice(of best: Int) -> Bilingual {
    let mark = ComparisonReport.mark(best)
    let alike = tied(advice.holding, with: best, by: BurdenPerHousehold.key)
    guard alike.count > 1 else {
      return Bilingual(en: "of these \(mark) asks least of residents", zh: "其中\(mark)居民负担最低")
    }
    let isAll = alike.count == advice.holding.count
    let residents = Bilingual(
      en: isAll ? "they ask the same of residents" : "\(marks(alike)) tie in asking least of residents",
      zh: isAll ? "居民负担并列" : "其中\(marks(alike))居民负担并列最低")
    let same = tied(alike, with: best, by: GovernmentNet.key)
    guard same.count > 1 else {
      return Bilingual(
        en: "\(residents.en), and of these \(mark) costs government least",
        zh: "\(residents.zh)，\(mark)财政净投入最低")
    }
    return Bilingual(
      en: "\(residents.en); \(marks(same)) tie in what government pays too, figures of \(mark)",
      zh: "\(residents.zh)，\(marks(same))财政净投入亦并列，以下为\(mark)的数值")
  }

  /// Those of some plans that have the same figure as one of them, to the fen.
  private func tied(_ places: [Int], with best: Int, by key: String) -> [Int] {
    let row = comparison.groups.lazy.flatMap(\.rows).first { $0.id == key }
    func figure(_ place: Int) -> Double? { row?.figures[place]?.value.map { ($0 * 100).rounded() } }
    return places.filter { figure($0) == figure(best) }
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

  /// Whether a plan has a budget, so that something is judged: it holds, or something stands in its way.
  private func isJudged(_ place: Int) -> Bool {
    let model = comparison.models[place]
    return advice.holding.contains(place) || !model.obstacles.isEmpty || !model.stoppedBy.isEmpty
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
    model.obstacles.map { ObstacleText(unit: unit).phrase($0, short: model.short[$0.rawValue]) }
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
      // So near that the change would print as none.
      guard abs(turning.change) >= 5e-5 else {
        return Bilingual(
          en: "there is no slack: “\(turning.label.en)” may not change from \(value.en)",
          zh: "没有余量：“\(turning.label.zh)”（现为 \(value.zh)）稍有不利变动即不再成立")
      }
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
    // Projects of their own cannot be laid over another.
    let canLay = others.contains { comparison.models[$0].isOverlay }
    let hint = Bilingual(
      en: canLay ? " `--same-product` lays a model's funding alone over ①." : "",
      zh: canLay ? "；可用 --same-product 只叠加其资金方案" : "")
    let builds = others.count == 1 ? "builds" : "build"
    return Bilingual(
      en:
        "\(marks(others)) \(builds) something else than ① (\(rows.map(\.en).joined(separator: ", "))): "
        + "figures are not of the same product.\(hint.en)",
      zh: "\(marks(others))建设内容与①不同（\(rows.map(\.zh).joined(separator: "、"))），指标并非同一产品之比\(hint.zh)。")
  }
}
