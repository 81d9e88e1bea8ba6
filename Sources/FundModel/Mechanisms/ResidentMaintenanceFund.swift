package import FundFormula

/// Money of the maintenance fund (住宅专项维修资金) spent on the works; needs the owners' vote.
package enum ResidentMaintenanceFund: Mechanism {
  package static let kind = "residents.maintenanceFund"
  package static let section = Section.funding
  package static let label = Bilingual(en: "use of the maintenance fund", zh: "使用住宅专项维修资金")
  package static let summary = Bilingual(
    en: "area × amount per m²",
    zh: "面积 × 每平方米使用额")

  static let amount = Field<Scalar>.required("amount", .yuanPerArea, en: "used per m²", zh: "每平方米使用额")
  static let area = Field<String>.area("area", default: "old", en: "the area it is counted by", zh: "计算面积")
  static let schedule = ResidentFields.schedule
  static let status = ResidentFields.status
  package static let fields = FieldList(amount, area, schedule, status)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [
      Flow(
        id: block.path, block.label, .maintenanceFundUse, from: "upkeepFund", to: block.account,
        project.row(project.area(block[area]) * block[amount], on: block[schedule]), block: block.path,
        status: SourceStatus(rawValue: block[status]))
    ]
  }
}
