package import FundFormula

/// The end of a contract (期满移交): repairs before it, cash that goes with it, and the works handed back free of charge.
package enum OperationHandBack: Mechanism {
  package static let kind = "operation.handBack"
  package static let section = Section.operations
  package static let label = Bilingual(en: "hand-back", zh: "期满移交")
  package static let summary = Bilingual(
    en: "repairs before it, and the value handed back (memo)", zh: "移交前修缮费；移交资产价值（备查）")

  static let repairs = Field<Scalar>.number(
    "repairs", .yuan, default: 0, en: "repairs before it", zh: "移交前修缮费")
  static let value = Field<Scalar?>.optional("value", .yuan, en: "value handed back (memo)", zh: "移交资产价值（备查）")
  static let receiver = Field<String>.party(
    "payee", default: "district", en: "who receives the works", zh: "接收方")
  static let at = Field<Moment>.moment("at", default: .milestone("end", plus: 0), en: "when", zh: "移交时间")
  package static let fields = FieldList(repairs, value, receiver, at)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let repair = Flow(
      id: block.path, block.label, .upkeepInvestment, from: block.account, to: "contractors",
      project.row(block[repairs], on: .at(block[at])), block: block.path)
    guard let value = block[value] else { return [repair] }
    return [
      repair,
      Flow(
        id: "\(block.path).value",
        Bilingual(en: "\(block.label.en): value", zh: "\(block.label.zh)·资产价值"), .inKind, from: block.account,
        to: block[receiver], project.row(value, on: .at(block[at])), block: block.path, isCash: false),
    ]
  }
}
