package import FundFormula

/// Allowance for the months a household lives elsewhere (临时安置费): for each household and month the larger of
/// area × rate and a floor, so many months ahead at first, then so many at a time. Source: 浙工新村.
package enum CostTransition: Mechanism {
  package static let kind = "cost.transition"
  package static let section = Section.costs
  package static let label = Bilingual(en: "transition allowance", zh: "临时安置费（过渡费）")
  package static let summary = Bilingual(
    en: "households × months × max(titled area × rate, floor), prepaid",
    zh: "户数 × 月数 × max(产权面积 × 标准, 每户下限)，预付")

  static let rate = Field<Scalar>.required(
    "rate", .yuanPerAreaMonth, en: "allowance per m² and month", zh: "每平方米每月标准")
  static let floor = Field<Scalar>.number(
    "floor", .yuanPerHouseholdMonth, default: 0, en: "least per household and month", zh: "每户每月下限")
  static let extraMonths = Field<Int>.structural(
    "extraMonths", .months, 0...120, default: 0, en: "months paid beyond construction", zh: "交房后续发月数")
  static let prepaidMonths = Field<Int>.structural(
    "prepaidMonths", .months, 1...240, default: 12, en: "months paid ahead at first", zh: "首次预付月数")
  static let thenEvery = Field<Int>.structural(
    "thenEvery", .months, 1...240, default: 6, en: "months paid at a time afterwards", zh: "其后每次支付月数")
  static let payer = Field<String>.party("payer", default: "project", en: "who pays it", zh: "支付方")
  package static let fields = FieldList(rate, floor, extraMonths, prepaidMonths, thenEvery, payer)

  package static func costClass(of block: Block) -> FlowClass? { .transition }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let months = Row.constant(monthsPaid(of: block, on: project.timeline))
    return project.homeTypes.map { type in
      let monthly = larger(type.titleArea * block[rate], block[floor]).named(
        "\(block.path).\(type.id).monthly",
        Bilingual(en: "\(project.label(block, type).en): a month", zh: "\(project.label(block, type).zh)·每月"),
        .yuanPerHousehold)
      return Flow(
        id: "\(block.path).\(type.id)", project.label(block, type), .transition,
        from: block.says(payer.declaration.name) ? block[payer] : block.account,
        to: type.holder, (type.returning * monthly) * months, block: block.path, homeType: type.id)
    }
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    project.homeTypes.isEmpty ? [.homeTypesMissing("rate")] : []
  }

  /// Months' allowances paid in each period.
  private static func monthsPaid(of block: Block, on timeline: Timeline) -> [Double] {
    var paid = [Double](repeating: 0, count: timeline.count)
    let all = timeline.handover - timeline.start + block[extraMonths]
    var (month, next) = (0, block[prepaidMonths])
    while month < all {
      let months = min(next, all - month)
      paid[timeline.period(ofMonth: timeline.start + month) ?? timeline.count - 1] += Double(months)
      month += months
      next = block[thenEvery]
    }
    return paid
  }
}
