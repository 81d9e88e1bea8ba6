package import FundFormula

/// Relief of households in hardship (困难家庭减免): somebody else pays a part of their contribution for them. It closes no
/// gap: what the payer pays, residents pay less. Source: 集群街2号, 1,000 yuan per m².
package enum SubsidyHardship: Mechanism {
  package static let kind = "subsidy.hardship"
  package static let section = Section.funding
  package static let label = Bilingual(en: "relief of households in hardship", zh: "困难家庭减免")
  package static let summary = Bilingual(
    en: "area × share in hardship × amount per m², paid in their place", zh: "面积 × 困难家庭比例 × 每平方米减免额，由出资方代付")

  static let amount = Field<Scalar>.required("amount", .yuanPerArea, en: "relief per m²", zh: "每平方米减免额")
  static let share = Field<Scalar>.required(
    "share", .fraction, 0...1, en: "share of the area that hardship households hold", zh: "困难家庭面积占比")
  static let area = Field<String>.area("area", default: "new", en: "the area it is counted by", zh: "计算面积")
  static let payer = Field<String>.party(
    "payer", default: "district", en: "who pays in their place", zh: "出资方")
  static let relieves = Field<String>.party(
    "relieves", default: "residents", en: "whose payment it takes over", zh: "减免对象")
  static let schedule = ResidentFields.schedule
  static let status = ResidentFields.status
  package static let fields = FieldList(amount, share, area, payer, relieves, schedule, status)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let relief = (project.area(block[area]) * block[share] * block[amount]).named(
      "\(block.path).relief", Bilingual(en: "\(block.label.en): relief", zh: "\(block.label.zh)·减免额"), .yuan)
    let row = project.row(relief, on: block[schedule])
    let status = SourceStatus(rawValue: block[status])
    return [
      Flow(
        id: "\(block.path).paid", block.label, .fiscalGrant, from: block[payer], to: block.account, row,
        block: block.path, status: status),
      Flow(
        id: "\(block.path).relieved",
        Bilingual(en: "\(block.label.en): taken off residents' payments", zh: "\(block.label.zh)·冲减居民出资"),
        .costShare, from: block[relieves], to: block.account, Row.zero(row.count) - row, block: block.path,
        status: status),
    ]
  }
}
