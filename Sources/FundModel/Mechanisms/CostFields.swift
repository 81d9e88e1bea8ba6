internal import FundFormula

/// The fields every cost block shares: its class, when it is paid, to whom.
enum CostFields {
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .throughConstruction, en: "when it is paid", zh: "支付时间")
  static let payee = Field<String>.party("payee", default: "contractors", en: "who receives it", zh: "收款方")

  /// The class, with the one this kind of cost usually has.
  static func flowClass(_ usual: FlowClass?) -> Field<String> {
    .choice(
      "class", FlowClass.costs.map { .init($0.rawValue, en: $0.label.en, zh: $0.label.zh) },
      default: usual?.rawValue, en: "class of the cost", zh: "费用类别")
  }

  static func flow(
    _ amount: Scalar, of block: Block, class field: Field<String>, in project: ProjectGraph
  ) -> [Flow] {
    let flowClass = FlowClass(rawValue: block[field]) ?? .otherCost
    // Land premium goes to government unless its author names somebody else.
    let receiver =
      flowClass == .landPremium && !block.says(payee.declaration.name) ? "landAuthority" : block[payee]
    return [
      Flow(
        id: block.path, block.label, flowClass, from: block.account, to: receiver,
        project.row(amount, on: block[schedule]), block: block.path)
    ]
  }
}
