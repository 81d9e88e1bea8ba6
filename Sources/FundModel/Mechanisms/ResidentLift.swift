package import FundFormula

/// A lift's cost among the floors it serves (加装电梯按楼层分摊): the cost left after grants, by coefficients of the floors
/// and the households on each; floors without a coefficient pay nothing. Coefficients need no common base.
package enum ResidentLift: Mechanism {
  package static let kind = "residents.lift"
  package static let section = Section.funding
  package static let label = Bilingual(en: "lift cost by floor", zh: "加装电梯按楼层分摊")
  package static let summary = Bilingual(
    en: "lifts × amount of one, by floor: coefficient × households ÷ their sum",
    zh: "电梯台数 × 每台分摊额，按（楼层系数 × 户数）占比分摊")

  static let lifts = Field<String?>.optionalQuantity(
    "quantity", en: "number of lifts; one where left out", zh: "电梯台数")
  static let amount = Field<Scalar>.required(
    "amount", .yuanPerQuantity, en: "households' part of one lift", zh: "每台居民分摊额")
  static let coefficients = Field<[String: Scalar]>.numbers(
    "coefficients", .number, 0...100, en: "coefficient of each floor", zh: "楼层系数")
  static let perFloor = Field<Scalar>.number(
    "householdsPerFloor", .households, 0...100, default: 2, en: "households of a floor one lift serves",
    zh: "每层受益户数")
  package static let fields = FieldList(lifts, amount, coefficients, perFloor) + ResidentFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let floors = floors(of: block)
    let count = block[lifts].map { project.quantity($0) } ?? .one
    let all = larger(total(floors.map(\.coefficient)), .constant(1e-9))
    return floors.map { floor in
      let share = block[amount] * (floor.coefficient / all)
      let each = (share / larger(block[perFloor], .constant(1e-6))).named(
        perHouseholdKey(of: block, floor.name),
        Bilingual(
          en: "\(block.label.en), \(floor.name): one household", zh: "\(block.label.zh)（\(floor.name)）·每户"),
        .yuanPerHousehold)
      return Flow(
        id: "\(block.path).\(floor.name)",
        Bilingual(en: "\(block.label.en), \(floor.name)", zh: "\(block.label.zh)（\(floor.name)）"), .costShare,
        from: block[ResidentFields.payer], to: block.account,
        project.row(count * each * block[perFloor], on: block[ResidentFields.schedule]), block: block.path,
        status: SourceStatus(rawValue: block[ResidentFields.status]))
    }
  }

  private static func perHouseholdKey(of block: Block, _ floor: String) -> String {
    "\(block.path).\(floor).perHousehold"
  }

  package static func paymentsByFloor(of block: Block) -> [(floor: String, amount: Scalar)] {
    floors(of: block).map { ($0.name, .reference(perHouseholdKey(of: block, $0.name))) }
  }

  /// The floors in the author's order.
  private static func floors(of block: Block) -> [(name: String, coefficient: Scalar)] {
    guard case .numbers(let numbers)? = block.values[coefficients.declaration.name] else { return [] }
    let values = block[coefficients]
    return numbers.compactMap { entry in values[entry.name].map { (entry.name, $0) } }
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    guard floors(of: block).isEmpty else { return [] }
    return [
      Fault(
        "coefficients",
        Bilingual(en: "No floor has a coefficient.", zh: "未给出任何楼层系数。"),
        remedy: Bilingual(
          en: "Write {\"floor-3\": 0.7, \"floor-4\": 0.8}.", zh: "请填写如 {\"floor-3\": 0.7, \"floor-4\": 0.8}。")
      )
    ]
  }
}
