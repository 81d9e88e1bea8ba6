internal import FundFormula

/// The fields every contribution of residents shares, and the flow of one home type's part.
enum ResidentFields {
  static let payer = Field<String>.party("payer", default: "residents", en: "who pays it", zh: "出资方")
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .throughConstruction, en: "when it is paid", zh: "付款时间")
  static let status = ContributionFields.status
  static let list = FieldList(payer, schedule, status)

  /// What the households of one type pay in all (or, without types, all households).
  static func flow(
    _ amount: Scalar, of block: Block, as flowClass: FlowClass, type: HomeType?, part: String = "",
    on schedule: Schedule? = nil, in project: ProjectGraph
  ) -> Flow {
    let id = [block.path, part, type?.id ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    return Flow(
      id: id, label(of: block, as: flowClass, type: type, part: part, in: project), flowClass,
      from: payer(of: block, type),
      to: block.account,
      project.row(amount, on: schedule ?? block[Self.schedule]), block: block.path,
      status: SourceStatus(rawValue: block[status]), homeType: type?.id)
  }

  /// Who pays: as the block says, else who holds the homes.
  private static func payer(of block: Block, _ type: HomeType?) -> String {
    block.says(payer.declaration.name) ? block[payer] : type?.holder ?? block[payer]
  }

  /// The block's label, what the part of it is, the home type.
  private static func label(
    of block: Block, as flowClass: FlowClass, type: HomeType?, part: String, in project: ProjectGraph
  ) -> Bilingual {
    let isWhole = part.isEmpty
    let named = Bilingual(
      en: isWhole ? block.label.en : "\(block.label.en): \(flowClass.label.en)",
      zh: isWhole ? block.label.zh : "\(block.label.zh)·\(flowClass.label.zh)")
    return type.map { Bilingual(en: "\(named.en), \($0.label.en)", zh: "\(named.zh)（\($0.label.zh)）") }
      ?? named
  }
}
