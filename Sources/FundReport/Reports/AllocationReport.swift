package import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// The document of `allocate`: what each region gets of a sum, by its factors.
package struct AllocationReport {
  private let allocation: FactorAllocation

  package init(_ allocation: FactorAllocation) { self.allocation = allocation }

  package var document: Document {
    func column(_ id: String, _ en: String, _ zh: String, _ importance: Int, unit: Table.PrintedUnit? = nil)
      -> Table.Column
    {
      .init(
        id: id, title: Bilingual(en: en, zh: zh), alignment: .trailing, importance: importance, unit: unit)
    }
    let shares = allocation.shares
    let rows = shares.enumerated().map { index, share in
      Table.Row(
        id: "\(index + 1)",
        cells: [.text(Bilingual(verbatim: share.region.name))]
          + share.region.factors.map { Table.Cell.number($0, decimals: $0 == $0.rounded() ? 0 : 2) } + [
            .number(share.region.difficulty, decimals: 2), .share(share.share), .amount(share.amount),
          ], addsTo: "all")
    }
    let sum = Table.Row(
      id: "all",
      cells: [.text(Bilingual(en: "all", zh: "合计"))] + Array(repeating: .empty, count: 5) + [
        .share(shares.isEmpty ? 0 : 1), .amount(allocation.amount),
      ], style: .total)
    return Document(
      title: Bilingual(en: "A sum shared by factors", zh: "补助资金因素法分配测算"),
      blocks: [
        .table(
          Table(
            id: "allocation", title: Bilingual(en: "Share of each region", zh: "各地分配表"),
            columns: [
              .init(id: "region", title: Bilingual(en: "Region", zh: "地区")),
              column("area", "Area", "面积", 2), column("households", "Households", "户数", 2),
              column("buildings", "Buildings", "楼栋", 3), column("communities", "Communities", "小区", 3),
              column("difficulty", "Difficulty", "困难系数", 1), column("share", "Share", "占比", 0),
              column("amount", "Amount", "分配金额", 0, unit: .money),
            ], rows: rows + [sum],
            notes: [
              Bilingual(
                en:
                  "40 % by area, 40 % by households, 10 % by buildings, 10 % by neighbourhoods, each times the difficulty factor (财综〔2024〕15号, art. 11). A tool for dividing money between regions; it predicts no project's grant.",
                zh: "面积 40%、户数 40%、楼栋 10%、小区 10%，均乘以财政困难系数（财综〔2024〕15号第十一条）。仅用于地区间分配测算，不作单个项目补助预测。")
            ]))
      ])
  }

  package var json: String {
    struct Item: Encodable {
      let region: String
      let share: Double
      let amount: Double
    }
    struct Body: Encodable {
      let version: Int
      let amount: Double
      let shares: [Item]
    }
    return encodedJSON(
      Body(
        version: 1, amount: allocation.amount,
        shares: allocation.shares.map { Item(region: $0.region.name, share: $0.share, amount: $0.amount) }))
  }
}
