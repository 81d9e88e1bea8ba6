package import FundFormula

/// What a named party pays after all other sources (差额补足): never negative, where asked up to a limit.
/// Several top-ups follow one another by priority.
package enum TopUp: Mechanism {
  package static let kind = "topUp"
  package static let section = Section.funding
  package static let isScalable = false
  package static let label = Bilingual(en: "top-up of the remainder", zh: "差额补足")
  package static let summary = Bilingual(
    en: "max(0, gap before top-up − earlier top-ups), at most the limit",
    zh: "max(0, 补足前资金缺口 − 先行补足)，不超过上限")

  static let payer = ContributionFields.payer
  static let maximum = Field<Scalar?>.optional("maximum", .yuan, en: "most it pays", zh: "补足上限")
  static let priority = ContributionFields.priority
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .throughConstruction, en: "when it arrives", zh: "到位时间")
  static let status = ContributionFields.status
  /// The field that bounds it.
  package static var maximumName: String { maximum.declaration.name }
  package static let fields = FieldList(payer, maximum, priority, schedule, status)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let earlier = project.content.blocks(in: .funding).filter {
      $0.kind == kind && ($0[priority], $0.path) < (block[priority], block.path)
    }
    // The projects of a pool may have top-ups of their own: they come first.
    let pooled = project.content.projects.flatMap { member in
      member.content.blocks(in: .funding).filter { $0.kind == kind }.map { member.prefix + $0.path }
    }
    let gap = FundingGapBeforeTopUp.value
    let before = (pooled + earlier.map(\.path)).map { Scalar.reference("\($0).total") }
    let remainder = larger(.zero, before.isEmpty ? gap : gap - total(before))
    return [
      Flow(
        id: block.path, block.label, .topUp, from: block[payer], to: block.account,
        project.row(block[maximum].map { smaller(remainder, $0) } ?? remainder, on: block[schedule]),
        block: block.path, status: SourceStatus(rawValue: block[status]),
        isOpenEnded: !block.says(maximumName))
    ]
  }

  /// What arrives after the balance horizon closes no gap of the balance.
  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let timeline = project.timeline
    let inside = timeline.before(FinanceFacts.horizonEnd(of: project.content.finance, on: timeline))
    guard project.activePeriods(block[schedule]).contains(where: { inside[$0] == 0 }) else { return [] }
    return [
      Fault(
        schedule.declaration.name, isError: false,
        Bilingual(
          en: "Part of the top-up arrives after the balance horizon and does not count in the balance.",
          zh: "差额补足资金部分在平衡计算期之后到位，不计入资金平衡。"),
        remedy: Bilingual(
          en: "Let it arrive earlier, or set `finance.balanceHorizon`.",
          zh: "请提前到位时间，或调整“finance.balanceHorizon”（平衡计算期终点）。"))
    ]
  }
}
