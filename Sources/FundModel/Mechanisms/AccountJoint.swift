package import FundFormula

/// A joint account (共管账户): what the named sources bring is held there and released to the project by stages, never
/// more than has come in. It changes no balance, only when the money is at hand. With `requires`, money that has come
/// in stays where it is until the conditions are met. Source: 集群街2号, every payment confirmed by three parties.
package enum AccountJoint: Mechanism {
  package static let kind = "account.joint"
  package static let section = Section.funding
  package static let isScalable = false
  package static let label = Bilingual(en: "joint account", zh: "共管账户")
  package static let summary = Bilingual(
    en: "holds what the named sources bring; releases min(paid in, total × stage)",
    zh: "归集所列资金；按节点释放 min(已归集, 总额 × 累计比例)")

  static let of = Field<[String]>.funding("of", en: "the money it holds", zh: "归集的资金")
  static let release = Field<Schedule>.schedule(
    "release", default: .throughConstruction, en: "stages of release", zh: "释放节点")
  static let holder = Field<String>.party("holder", default: "jointAccount", en: "the account", zh: "共管账户名")
  package static let fields = FieldList(of, release, holder)

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let count = project.timeline.count
    let paidIn = total(block[of].map { .reference("funding.\($0).row", count: count) }, count: count)
    let stage = paidIn.sum * project.weights(block[release]).runningSum
    let released = smaller(paidIn.runningSum, stage).named(
      "\(block.path).released",
      Bilingual(en: "\(block.label.en): released to date", zh: "\(block.label.zh)·累计释放"),
      .yuan)
    func flow(
      _ part: String, _ en: String, _ zh: String, from: String, to: String, _ row: Row, isConditional: Bool
    )
      -> Flow
    {
      Flow(
        id: "\(block.path).\(part)", Bilingual(en: "\(block.label.en): \(en)", zh: "\(block.label.zh)·\(zh)"),
        .accountTransfer, from: from, to: to, row, block: block.path, isConditional: isConditional)
    }
    return [
      flow("held", "paid in", "归集", from: block.account, to: block[holder], paidIn, isConditional: false),
      flow(
        "release", "released", "释放", from: block[holder], to: block.account, released - released.previous(),
        isConditional: true),
    ]
  }

  /// Money of another account never came to this one.
  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let others = project.content.blocks(in: .funding).filter {
      block[of].contains($0.id) && $0.account != block.account
    }
    guard let other = others.first else { return [] }
    return [
      Fault(
        of.declaration.name,
        Bilingual(
          en:
            "“\(other.label.en)” belongs to the account `\(other.account)`; the joint account holds money of "
            + "`\(block.account)`.",
          zh: "“\(other.label.zh)”属于账户“\(other.account)”；该共管账户归集的是“\(block.account)”的资金。"),
        remedy: Bilingual(
          en: "Give both the same `account`.", zh: "请为二者填写相同的“account”（所属资金账户）。"))
    ]
  }
}
