internal import FundFormula

/// The fields that every contribution from outside the households shares: who pays, as what, for what, when, how
/// surely.
enum ContributionFields {
  static let payer = Field<String>.party("payer", en: "who pays it", zh: "出资方")
  static let flowClass = Field<String?>.optionalChoice(
    "class", FlowClass.contributions.map { .init($0.rawValue, en: $0.label.en, zh: $0.label.zh) },
    en: "class of the money", zh: "资金类别")
  static let eligible = Field<[String]>.costs(
    "eligible", default: [], en: "the costs it may pay for; all where left out", zh: "可用于的费用")
  static let priority = Field<Int>.structural(
    "priority", .number, 0...1000, default: 100, en: "order of use, lower first", zh: "使用顺序（小者先用）")
  static let excludes = Field<[String]>.funding(
    "excludes", default: [], en: "grants it cannot stand beside", zh: "不可叠加的补助")
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .throughConstruction, en: "when it arrives", zh: "到位时间")
  static let status = Field<String>.choice(
    "status", SourceStatus.allCases.map { .init($0.rawValue, en: $0.label.en, zh: $0.label.zh) },
    default: "planned",
    en: "how sure it is", zh: "落实状态")

  static let list = FieldList(payer, flowClass, eligible, priority, excludes, schedule, status)

  /// The flow of an entitlement: paid in full where it is free, else as the allocation of restricted money settles.
  static func flow(
    _ entitlement: Scalar, of block: Block, isAtLeast: Bool, in project: ProjectGraph
  ) -> Flow {
    let payer = block[payer]
    let group = project.content.party(payer)?.group ?? .other
    let flowClass = block[flowClass].flatMap(FlowClass.init) ?? .contribution(from: group)
    let eligible = block[eligible]
    // A grant that another one excludes is settled beside it.
    let isExcluded = project.blocks.isNamedByFunding(block.id, in: excludes.declaration.name)
    let isFree = eligible.isEmpty && block[excludes].isEmpty && !isExcluded
    // Of restricted money the entitlement is scaled; other money as a flow.
    let entitlement = isFree ? entitlement : block[CommonFields.scale].map { $0 * entitlement } ?? entitlement
    // Money whose condition is not met takes no cost away from others.
    let isBound = !isFree && !block[CommonFields.requires].isEmpty
    let entitled = (isBound ? entitlement * Gate.factor(of: block, in: project) : entitlement).named(
      "\(block.path).entitlement",
      Bilingual(en: "\(block.label.en): entitlement", zh: "\(block.label.zh)·可用额度"), .yuan)
    let used = isFree ? entitled : .reference("allocation.\(block.id).used")
    return Flow(
      id: block.path, block.label, flowClass, from: payer, to: block.account,
      project.row(used, on: block[schedule]), block: block.path,
      status: SourceStatus(rawValue: block[status]), isAtLeast: isAtLeast,
      restriction: isFree
        ? nil
        : Restriction(
          block: block.path, label: block.label, entitlement: entitled, planned: entitlement,
          eligible: eligible.isEmpty ? nil : eligible, account: block.account, priority: block[priority],
          excludes: block[excludes]))
  }
}
