package import FundFormula

/// A share of named costs (按费用比例分担), spread over households by titled area or evenly.
/// Source: 三里河28号, 60 % of the cost.
package enum ResidentShareOf: Mechanism {
  package static let kind = "residents.shareOf"
  package static let section = Section.funding
  package static let label = Bilingual(en: "share of named costs", zh: "居民按比例分担")
  package static let summary = Bilingual(
    en: "share × named costs, spread by area or household",
    zh: "分担比例 × 费用，按面积或按户分摊")

  static let share = Field<Scalar>.required("share", .fraction, 0...1, en: "share of the costs", zh: "分担比例")
  static let base = Field<[String]>.costs("base", en: "the costs it is a share of", zh: "分担基数")
  static let spread = Field<String>.choice(
    "spread",
    [.init("area", en: "by titled area", zh: "按产权面积"), .init("household", en: "evenly", zh: "按户均摊")],
    default: "area", en: "how it is spread over households", zh: "分摊方式")
  package static let fields = FieldList(share, base, spread) + ResidentFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let amount = project.total(ofCosts: block[base], for: block) * block[share]
    guard block[spread] == "area", !project.homeTypes.isEmpty else {
      return project.perHousehold(amount).map {
        ResidentFields.flow($0.amount, of: block, as: .costShare, type: $0.type, in: project)
      }
    }
    // A millionth of a m² for homes without area: where none has any, all bear the same part.
    let areas = project.homeTypes.map { $0.returning * larger($0.titleArea, .constant(1e-6)) }
    let area = larger(total(areas), .constant(1e-9))
    return zip(project.homeTypes, areas).map { type, mine in
      ResidentFields.flow(
        amount * (mine / area), of: block, as: .costShare, type: type, in: project)
    }
  }
}
