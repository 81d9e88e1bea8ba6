package import FundFormula

/// What a project makes, and what belongs to no one product: the rows of the table that says where a gap comes from.
package enum Product: String, Sendable, Hashable, Codable, CaseIterable {
  case homesReturned, extraArea, homesForSale, parking, commonWorks, sharedCosts, operation, contributions
  case debt, topUp

  package var label: Bilingual {
    switch self {
    case .homesReturned: Bilingual(en: "homes returned", zh: "回迁住房")
    case .extraArea: Bilingual(en: "extra area", zh: "扩面")
    case .homesForSale: Bilingual(en: "homes for sale", zh: "新增可售住房")
    case .parking: Bilingual(en: "parking", zh: "车位")
    case .commonWorks: Bilingual(en: "common works", zh: "公共部位及配套改造")
    case .sharedCosts: Bilingual(en: "shared costs", zh: "共同费用")
    case .operation: Bilingual(en: "operation inside the horizon", zh: "平衡计算期内运营")
    case .contributions: Bilingual(en: "money for the whole project", zh: "补助等统筹资金")
    case .debt: Bilingual(en: "debt, net of what is repaid", zh: "债务性资金（扣除已还本金）")
    case .topUp: Bilingual(en: "top-up", zh: "差额补足")
    }
  }
}

/// To which product an amount belongs.
package enum ProductBasis: Sendable, Hashable {
  case one(Product)
  /// By floor area over homes returned, extra area, and homes for sale.
  case builtArea
  /// The same without homes for sale.
  case newArea

  /// Of an area that a cost is counted by; nil where its class says more: areas the project names, works on what stands,
  /// and the area of today for all but rebuilding, since nobody moves out for it.
  static func area(_ word: String, of flowClass: FlowClass) -> ProductBasis? {
    guard ![.worksBasic, .worksImproving, .worksUpgrading].contains(flowClass) else { return nil }
    return switch word {
    case "old": flowClass == .worksRebuild ? .one(.homesReturned) : nil
    case "extra": .one(.extraArea)
    case "new": .newArea
    case ProjectFacts.built: .builtArea
    default: nil
    }
  }
}

extension FlowClass {
  /// Where a class belongs, unless its block says: rebuilding by floor area; works on the common parts for themselves;
  /// land, fees, contingency, demolition, compensation and interest to all together.
  ///
  /// - Parameters:
  ///   - rebuilds: whether homes are rebuilt; owners then pay for theirs, else for the common works.
  ///   - renovates: whether there are common works.
  func product(rebuilds: Bool, renovates: Bool) -> ProductBasis {
    switch self {
    case .worksRebuild: .builtArea
    case .worksBasic, .worksImproving, .worksUpgrading: .one(.commonWorks)
    case .transition: .one(.homesReturned)
    case .sellingCost, .homeSale: .one(.homesForSale)
    case .extraAreaPurchase: .one(.extraArea)
    case .parkingPurchase: .one(.parking)
    case .costShare: .one(rebuilds || !renovates ? .homesReturned : .commonWorks)
    case .maintenanceFundUse, .utilityShare: .one(renovates ? .commonWorks : .contributions)
    case .topUp: .one(.topUp)
    case .operatingIncome, .operatingCost: .one(.operation)
    default:
      switch counting.side {
      case .debt: .one(.debt)
      case .uses: .one(.sharedCosts)
      default: .one(.contributions)
      }
    }
  }
}
