package import FundFormula

/// What an account distributes to its investors (利润分配): a share of the cash above a reserve at the end of each year.
package enum OperationDividend: Mechanism {
  package static let kind = "operation.dividend"
  package static let section = Section.operations
  package static let isScalable = false
  package static let label = Bilingual(en: "distribution to investors", zh: "利润分配（分红）")
  package static let summary = Bilingual(
    en: "share × max(0, cash before distribution − reserve) at each year's end",
    zh: "每年末：比例 × max(0, 分配前资金余额 − 留存)")

  static let share = Field<Scalar>.required(
    "share", .fraction, 0...1, en: "share of the cash above the reserve", zh: "分配比例")
  static let to = Field<String>.party("payee", default: "privatePartner", en: "who receives it", zh: "收款方")
  static let reserve = Field<Scalar>.number(
    "reserve", .yuan, default: 0, en: "cash that stays in the account", zh: "留存资金")
  static let from = OperationFields.from
  static let until = OperationFields.to
  package static let fields = FieldList(share, to, reserve, from, until)

  /// Change of an account's cash before distributions.
  private static func changeKey(_ account: String) -> String {
    "accounts.\(account).changeBeforeDistribution"
  }

  package static func accountRows(of party: Party, in flows: [Flow], count: Int) -> [Row] {
    let isOwn = { (flow: Flow) in flow.flowClass == .dividend && flow.from == party.id && !flow.isPooled }
    return [
      flows.net(of: party.id, count: count) { !isOwn($0) }.named(
        changeKey(party.id),
        party.label(of: Bilingual(en: "change of cash before distribution", zh: "分配前资金净流量")), .yuan)
    ]
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let timeline = project.timeline
    let months = OperationFields.months(of: block, on: timeline)
    let isYearEnd = timeline.periods.indices.map { index -> Double in
      let period = timeline.periods[index]
      let isLast = index + 1 == timeline.count || timeline.years[index + 1] != timeline.years[index]
      // The last year may end with the timeline, in its middle.
      return isLast && months.contains(min(period.to, timeline.end) - 1) ? 1 : 0
    }
    let cash = Row.reference(AccountView.cashKey(block.account), count: timeline.count)
    let change = Row.reference(changeKey(block.account), count: timeline.count)
    // The project's account alone may have cash at the start.
    let opening: Scalar = block.account == Party.project ? .reference(FlowBook.openingKey) : .zero
    let above = larger(cash.previous(opening: opening) + change - block[reserve], Scalar.zero)
    return [
      Flow(
        id: block.path, block.label, .dividend, from: block.account, to: block[to],
        (block[share] * above) * Row.constant(isYearEnd), block: block.path)
    ]
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let blocks = project.content.blocks(in: .operations).filter {
      $0.kind == kind && $0.account == block.account
    }
    let shares = blocks.compactMap { other -> Double? in
      if case .number(let number)? = other.values[share.declaration.name] { number.value } else { nil }
    }
    guard block.path == blocks.last?.path, shares.reduce(0, +) > 1 + 1e-9 else { return [] }
    return [
      Fault(
        "share",
        Bilingual(
          en: "The distributions of this account add to more than its cash.", zh: "该账户的分配比例合计超过 100%。"),
        remedy: Bilingual(en: "Lower the shares.", zh: "请调低分配比例。"))
    ]
  }
}
