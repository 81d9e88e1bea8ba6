package import FundFormula

/// Where a gap comes from (缺口从哪来): what one product costs, what pays for it, and what it lacks, inside the balance
/// horizon. A view of the lines of the capital balance: all products together lack exactly the funding gap.
package struct ProductAccount: Sendable {
  /// The question that all of them answer.
  package static let question = Bilingual(en: "Where the gap comes from", zh: "缺口从哪来")

  package let product: Product
  /// Nil where it costs nothing.
  package let cost: Scalar?
  /// Nil where nothing pays for it.
  package let income: Scalar?
  /// Cost less income; negative where it carries others.
  package let lacks: Scalar
  /// What pays for it: labels of lines of the balance.
  package let payments: [(label: Bilingual, amount: Scalar)]

  var formulas: [Scalar] { [cost, income].compactMap { $0 } + [lacks] }

  /// In the order of ``Product``.
  static func all(_ balance: CapitalBalance, in book: FlowBook) -> [ProductAccount] {
    let parts = balance.lines.flatMap { ProductPart.all(of: $0, balance, in: book) }
    return Product.allCases.compactMap { product in
      let mine = parts.filter { $0.product == product }
      return mine.isEmpty ? nil : ProductAccount(product, mine)
    }
  }

  private init(_ product: Product, _ parts: [ProductPart]) {
    let key = "products.\(product.rawValue)"
    func named(_ scalar: Scalar, _ part: String, _ en: String, _ zh: String) -> Scalar {
      scalar.named(
        "\(key).\(part)", Bilingual(en: "\(product.label.en): \(en)", zh: "\(product.label.zh)·\(zh)"), .yuan)
    }
    func sum(_ parts: [ProductPart], _ part: String, _ en: String, _ zh: String) -> Scalar? {
      parts.isEmpty ? nil : named(total(parts.map(\.amount)), part, en, zh)
    }
    let (uses, sources) = (parts.filter(\.line.isUse), parts.filter { !$0.line.isUse })
    self.product = product
    cost = sum(uses, "cost", "cost", "费用")
    income = sum(sources, "income", "what pays for it", "资金来源")
    lacks = named((cost ?? .zero) - (income ?? .zero), "lacks", "what it lacks", "缺口")
    payments = sources.map { (label: $0.line.label, amount: $0.line.amount) }
  }
}

/// A product's part of a line of the balance.
private struct ProductPart {
  let product: Product
  let line: BalanceLine
  let amount: Scalar

  static func all(of line: BalanceLine, _ balance: CapitalBalance, in book: FlowBook) -> [ProductPart] {
    let owner = book.owner(ofBlock: line.block)
    func has(_ classes: [FlowClass]) -> Bool {
      balance.uses.contains { classes.contains($0.countsAs ?? $0.flowClass) }
    }
    let basis =
      owner.block.flatMap { $0.mechanism.product(of: $0) }
      ?? (line.countsAs ?? line.flowClass).product(
        rebuilds: has([.worksRebuild]), renovates: has([.worksBasic, .worksImproving, .worksUpgrading]))
    func part(_ product: Product, _ amount: Scalar) -> ProductPart {
      ProductPart(product: product, line: line, amount: amount)
    }
    if case .one(let product) = basis { return [part(product, line.amount)] }
    guard let areas = ProductAreas(owner.book.project) else { return [part(.sharedCosts, line.amount)] }
    let sold = basis == .builtArea ? line.amount * .reference(owner.prefix + ProductAreas.saleKey) : nil
    let extra =
      line.amount
      * .reference(owner.prefix + (basis == .builtArea ? ProductAreas.extraKey : ProductAreas.extraOfNewKey))
    // What is left, so that the parts add to the line whatever the areas are.
    let own = sold.map { line.amount - extra - $0 } ?? line.amount - extra
    return [part(.homesReturned, own)] + (areas.hasExtra ? [part(.extraArea, extra)] : [])
      + (areas.hasSale ? sold.map { [part(.homesForSale, $0)] } ?? [] : [])
  }
}

/// The shares of floor area by which rebuilding is divided among products.
struct ProductAreas {
  static let extraKey = "products.extraShare"
  static let saleKey = "products.saleShare"
  static let extraOfNewKey = "products.extraShareOfNew"

  let hasExtra: Bool
  let hasSale: Bool
  let formulas: [Scalar]

  /// Nil where the project does not know its floor area after.
  init?(_ project: ProjectGraph) {
    guard project.hasNewArea else { return nil }
    hasExtra = project.hasOldArea
    hasSale = !project.saleAreas.isEmpty
    let new = project.area("new")
    let extra = project.extraBuilt
    let sale = total(project.saleAreas)
    let (least, built) = (Scalar.constant(1e-6), new + sale)
    func share(_ part: Scalar, of whole: Scalar, _ key: String, _ en: String, _ zh: String) -> Scalar {
      (part / larger(whole, least)).named(key, Bilingual(en: en, zh: zh), .share)
    }
    formulas = [
      share(extra, of: built, Self.extraKey, "extra area, share of all built", "扩面占全部新建面积比例"),
      share(sale, of: built, Self.saleKey, "homes for sale, share of all built", "可售住房占全部新建面积比例"),
      share(extra, of: new, Self.extraOfNewKey, "extra area, share of homes returned", "扩面占回迁面积比例"),
    ]
  }
}
