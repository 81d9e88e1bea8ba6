import FundModel

/// Who pays for what is settled for every pair of a restricted source and a cost it may pay, each a cell of the matching
/// table: more pairs than anybody reads are refused rather than computed for minutes.
package enum AllocationFits: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let pairs = Allocation.pairs(in: ProjectGraph(draft.content))
    guard pairs > Allocation.mostPairs else { return [] }
    return [
      draft.finding(
        .tooManyPairs, Section.funding.rawValue,
        en:
          "\(pairs) pairs of restricted money and a cost it may pay; at most \(Allocation.mostPairs) are settled in one project.",
        zh: "限定用途资金与其可用费用共有 \(pairs) 种组合，单个项目最多 \(Allocation.mostPairs) 种。",
        remedy: (
          "Join grants of one payer and purpose, or costs of one class, or split the project into a pool.",
          "请合并同一出资方、同一用途的资金或同类费用，或拆分为多个项目组成统筹项目包。"
        ))
    ]
  }
}
