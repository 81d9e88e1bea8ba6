package import FundFormula

/// Payments into the maintenance fund (住宅专项维修资金交存、续筹): a first deposit per m², then so much a month.
/// It belongs to the upkeep account and is no source of construction. Source: Changsha County, 18 M yuan.
package enum OperationUpkeepDeposit: RecurringMechanism {
  package static let kind = "operation.upkeepDeposit"
  package static let section = Section.operations
  package static let label = Bilingual(en: "deposit into the maintenance fund", zh: "住宅专项维修资金交存（续筹）")
  package static let summary = Bilingual(
    en: "area × first deposit, then area × amount a month × collection", zh: "面积 × 首期交存标准；其后面积 × 月交存标准 × 收缴率")

  static let first = Field<Scalar>.number(
    "first", .yuanPerArea, default: 0, en: "first deposit per m²", zh: "首期交存标准")
  static let amount = Field<Scalar>.number(
    "amount", .yuanPerAreaMonth, default: 0, en: "paid per m² and month", zh: "每平方米每月交存")
  static let area = Field<String>.area("area", default: "old", en: "the area it is counted by", zh: "计算面积")
  static let collection = OperationPropertyFee.collection
  static let payer = ResidentFields.payer
  package static let fields = FieldList(first, amount, area, collection, payer) + OperationFields.list

  package static func terms(of block: Block, for type: HomeType) -> HouseholdTerms {
    HouseholdTerms(upkeepDeposit: type.homeArea(block[area]).map { block[amount] * $0 })
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let timeline = project.timeline
    let months = OperationFields.months(of: block, on: timeline)
    let area = project.area(block[area])
    let monthly = project.operation.byPeriod(
      ((area * block[amount] * 12) * OperationFields.years(of: block, in: project))
        * OperationFields.value(of: collection.declaration, of: block, in: project))
    var once = [Double](repeating: 0, count: timeline.count)
    if let period = timeline.period(ofMonth: months.lowerBound) { once[period] = 1 }
    let row = block.says("first") ? (area * block[first]) * Row.constant(once) + monthly : monthly
    return [
      Flow(
        id: block.path, block.label, .maintenanceFundDeposit, from: block[payer], to: block.account, row,
        block: block.path)
    ]
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    guard block.account == Party.project else { return [] }
    return [
      Fault(
        CommonFields.account.declaration.name, isError: false,
        Bilingual(
          en: "Deposits into the maintenance fund belong to the owners, not to the project's account.",
          zh: "住宅专项维修资金属业主所有，不应进入项目资金账户。"),
        remedy: Bilingual(
          en: "Write `\"account\": \"upkeepFund\"`.", zh: "请填写“\"account\": \"upkeepFund\"”（维修资金专户）。"))
    ]
  }
}
