package import FundFormula

/// A share of a larger sum by weighted factors (因素法分配): 40 % by area, 40 % by households, 10 % by buildings, 10 % by
/// neighbourhoods, each times the difficulty factor, over the totals of all who share.
/// Source: 财综〔2024〕15号, art. 11. It divides money between regions; it predicts no single project's grant.
package enum SubsidyByFactors: Mechanism {
  package static let kind = "subsidy.byFactors"
  package static let section = Section.funding
  package static let label = Bilingual(en: "share of a sum by factors", zh: "因素法分配补助")
  package static let summary = Bilingual(
    en: "sum × difficulty × Σ weight × own ÷ total (area, households, buildings, communities)",
    zh: "资金总额 × 困难系数 × Σ 权重 × 本地 ÷ 全部（面积、户数、楼栋、小区）")

  static let amount = Field<Scalar>.required("amount", .yuan, en: "sum to be shared", zh: "待分配资金")
  static let difficulty = Field<Scalar>.number(
    "difficulty", .number, 0...10, default: 1, en: "difficulty factor", zh: "财政困难系数")
  static let own = Field<[String: Scalar]>.numbers(
    "own", .number, en: "own area, households, buildings, communities", zh: "本地因素")
  static let all = Field<[String: Scalar]>.numbers(
    "all", .number, en: "totals of all, each times its difficulty factor", zh: "全部因素（已乘困难系数）")
  static let weights = Field<[String: Scalar]>.numbers(
    "weights", .number, 0...1, en: "weights; 40/40/10/10 where left out", zh: "权重")
  package static let fields = FieldList(amount, difficulty, own, all, weights) + ContributionFields.list

  /// The factors with their weights by the rule.
  package static let factors: [(name: String, weight: Double)] = [
    ("area", 0.4), ("households", 0.4), ("buildings", 0.1), ("communities", 0.1),
  ]

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let (own, all, given) = (block[own], block[all], block[weights])
    let weights = factors.map { factor in
      given.isEmpty ? Scalar.constant(factor.weight) : given[factor.name] ?? .zero
    }
    let share = share(
      difficulty: block[difficulty], own: factors.map { own[$0.name] ?? .zero },
      all: factors.map { all[$0.name] ?? .zero }, weights: weights
    ).named(
      "\(block.path).share",
      Bilingual(en: "\(block.label.en): share of the sum", zh: "\(block.label.zh)·分配比例"),
      .share)
    return [ContributionFields.flow(block[amount] * share, of: block, isAtLeast: false, in: project)]
  }

  /// Σ weight × own × difficulty ÷ total; a factor of which there is none counts nothing.
  package static func share(difficulty: Scalar, own: [Scalar], all: [Scalar], weights: [Scalar]) -> Scalar {
    total(
      own.indices.map { index in
        weights[index] * (own[index] * difficulty / larger(all[index], .constant(1e-9)))
      })
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let known = factors.map(\.name)
    func names(_ field: FieldDeclaration) -> [String] {
      if case .numbers(let numbers)? = block.values[field.name] { numbers.map(\.name) } else { [] }
    }
    let totals = names(all.declaration)
    let alone = names(own.declaration).filter { known.contains($0) && !totals.contains($0) }.map { name in
      Fault(
        "own.\(name)",
        Bilingual(
          en: "The factor `\(name)` has no total to be a share of.", zh: "因素“\(name)”未给出全部合计，无法计算占比。"),
        remedy: Bilingual(en: "Give `all.\(name)`.", zh: "请填写“all.\(name)”。"))
    }
    return alone
      + [own.declaration, all.declaration, weights.declaration].flatMap { field -> [Fault] in
        guard case .numbers(let numbers)? = block.values[field.name] else { return [] }
        return numbers.filter { !known.contains($0.name) }.map {
          Fault(
            "\(field.name).\($0.name)",
            Bilingual(
              en: "`\($0.name)` is no factor; known: \(known.joined(separator: ", ")).",
              zh: "“\($0.name)”不是分配因素；可用：\(known.joined(separator: "、"))。"))
        }
      }
  }
}
