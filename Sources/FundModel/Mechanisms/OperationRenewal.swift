package import FundFormula

/// What has to be renewed again and again after handover (维持运营投资): lifts, roofs, pumps, fit-out.
package enum OperationRenewal: Mechanism {
  package static let kind = "operation.renewal"
  package static let section = Section.operations
  package static let label = Bilingual(en: "renewal", zh: "更新重置")
  package static let summary = Bilingual(
    en: "quantity × unit cost every so many years after handover × growth", zh: "交房后每隔若干年：数量 × 单价 × 增长")

  static let quantity = Field<String?>.optionalQuantity(
    "quantity", en: "the quantity it is counted by; once where left out", zh: "数量口径")
  static let unitCost = Field<Scalar>.required(
    "unitCost", .yuanPerQuantity, en: "cost of one renewal", zh: "单次更新费用")
  static let every = Field<Int>.structural("every", .years, 1...60, en: "years between", zh: "更新间隔（年）")
  static let first = Field<Int?>.optionalStructural(
    "first", .years, 1...60, en: "year after handover of the first; the interval where left out",
    zh: "首次更新（交房后第几年）")
  static let growth = OperationFields.growth
  static let payee = CostFields.payee
  package static let fields = FieldList(quantity, unitCost, every, first, growth, payee)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let timeline = project.timeline
    let first = block[first] ?? block[every]
    let years = Array(stride(from: first, through: max(first, 100), by: block[every]))
    var times = [Double](repeating: 0, count: timeline.count)
    var ages = [Double](repeating: 0, count: timeline.count)
    for year in years {
      let month = timeline.handover - 1 + 12 * year
      guard month < timeline.end, let period = timeline.period(ofMonth: month) else { break }
      times[period] += 1
      ages[period] = Double(year)
    }
    let count = block[quantity].map { project.quantity($0) }
    let once = count.map { $0 * block[unitCost] } ?? block[unitCost]
    let grown =
      block.says("growth")
      ? FundFormula.growth(block[growth], years: .constant(ages)) * .constant(times) : .constant(times)
    return [
      Flow(
        id: block.path, block.label, .upkeepInvestment, from: block.account, to: block[payee], once * grown,
        block: block.path)
    ]
  }
}
