internal import FundFormula

/// What a project builds (建设内容): floor area by kind, homes, parking; as formulas that comparisons lay side by side.
package enum BuiltThings {
  private enum Part: String, CaseIterable {
    case homesReturned, returnedArea, extraArea, homesForSale, saleArea, parking

    var key: String { "built.\(rawValue)" }

    var unit: ValueUnit {
      switch self {
      case .homesReturned: .households
      case .homesForSale, .parking: .count
      case .returnedArea, .extraArea, .saleArea: .area
      }
    }

    var label: Bilingual {
      switch self {
      case .homesReturned: Bilingual(en: "households that stay or return", zh: "留住及回迁户数")
      case .returnedArea: Bilingual(en: "floor area they return to, without extra area", zh: "回迁建筑面积（不含扩面）")
      case .extraArea: Bilingual(en: "extra area", zh: "扩面面积")
      case .homesForSale: Bilingual(en: "homes for sale", zh: "新增可售套数")
      case .saleArea: Bilingual(en: "floor area for sale", zh: "新增可售面积")
      case .parking: Bilingual(en: "parking spaces built", zh: "建成车位数")
      }
    }
  }

  /// The keys of the formulas that a scenario may have, in the order of a comparison.
  package static let keys = Part.allCases.map(\.key)

  static func all(_ book: FlowBook) -> [Scalar] {
    Part.allCases.compactMap { part in
      amount(of: part, in: book).map { $0.named(part.key, part.label, part.unit) }
    }
  }

  /// Of a pool its own blocks' and its projects'; nil where nobody builds or knows such a thing.
  private static func amount(of part: Part, in book: FlowBook) -> Scalar? {
    let members = book.pooled.compactMap { member in
      amount(of: part, in: member.book).map { _ in Scalar.reference(member.key(part.key)) }
    }
    let parts = own(part, book.project) + members
    return parts.isEmpty ? nil : total(parts)
  }

  private static func own(_ part: Part, _ project: ProjectGraph) -> [Scalar] {
    let content = project.content
    let knowsAreas = !project.homeTypes.isEmpty || content.projects.isEmpty && project.hasNewArea
    switch part {
    case .homesReturned: return content.projects.isEmpty ? [project.returningHouseholds] : []
    case .returnedArea where knowsAreas: return [project.area("new") - project.extraBuilt]
    case .extraArea where knowsAreas && project.hasOldArea: return [project.extraBuilt]
    case .saleArea: return project.saleAreas
    case .homesForSale:
      return content.blocks(in: .funding).compactMap { $0.mechanism.homesForSale(of: $0, in: project) }
    case .parking: return content.project[ProjectFacts.parkingBuilt].map { [$0] } ?? []
    default: return []
    }
  }
}
