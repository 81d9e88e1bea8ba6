package import FundFormula

/// A contribution in kind (实物及权益投入): space, rights, material. A memo: it never touches cash or the balance.
/// Source: 洛阳洛龙, owners entrust public space for twenty years.
package enum InKind: Mechanism {
  package static let kind = "inKind"
  package static let section = Section.funding
  package static let label = Bilingual(en: "contribution in kind", zh: "实物及权益投入（备查）")
  package static let summary = Bilingual(en: "a value for the record; no cash", zh: "仅备查，不计入资金")

  static let value = Field<Scalar>.required("value", .yuan, en: "what it is worth", zh: "估值")
  static let payer = ContributionFields.payer
  static let receiver = Field<String>.party("payee", default: Party.project, en: "who receives it", zh: "接收方")
  static let schedule = Field<Schedule>.schedule("schedule", default: .atStart, en: "when", zh: "投入时间")
  package static let fields = FieldList(value, payer, receiver, schedule)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    [
      Flow(
        id: block.path, block.label, .inKind, from: block[payer], to: block[receiver],
        project.row(block[value], on: block[schedule]), block: block.path, isCash: false)
    ]
  }
}
