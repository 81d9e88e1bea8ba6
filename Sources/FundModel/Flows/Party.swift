// Parties, flows, time, mechanisms, conditions, debt, indicators and the verdict: what a scenario's money does, as
// formulas of the graph.
// This room writes formulas and views on flows; it reads no file, prints nothing and computes no number itself.

package import FundFormula

/// The side a party stands on, for shares of the burden.
package enum PartyGroup: String, Sendable, Hashable, CaseIterable, Codable {
  case government, residents, `operator`, utilities, rightsHolder, lender, buyers, users, account, other
}

/// Somebody who pays or is paid.
package struct Party: Sendable, Hashable {
  package let id: String
  package let label: Bilingual
  package let group: PartyGroup

  package init(_ id: String, _ group: PartyGroup, en: String, zh: String) {
    self.id = id
    self.label = Bilingual(en: en, zh: zh)
    self.group = group
  }

  /// What is called for the party alone: “operator: change of cash”.
  func label(of what: Bilingual) -> Bilingual {
    Bilingual(en: "\(label.en): \(what.en)", zh: "\(label.zh)·\(what.zh)")
  }

  /// The project's account: the other end of almost every flow.
  package static let project = "project"

  /// The parties every scenario may speak of; authors add their own in `parties`.
  package static let standard: [Party] = [
    Party("project", .account, en: "project account", zh: "项目资金账户"),
    Party("implementer", .other, en: "implementing body", zh: "实施主体"),
    Party("centralGovernment", .government, en: "central government", zh: "中央财政"),
    Party("province", .government, en: "province", zh: "省级财政"),
    Party("city", .government, en: "city", zh: "市级财政"),
    Party("district", .government, en: "district or county", zh: "区（县）财政"),
    Party("treasury", .government, en: "treasury that owes the bond", zh: "债券偿还责任财政"),
    Party("residents", .residents, en: "owners (residents)", zh: "居民（业主）"),
    Party("tenants", .residents, en: "tenants of public homes", zh: "公房承租人"),
    Party("hardshipHouseholds", .residents, en: "households in hardship", zh: "困难家庭"),
    Party("rightsHolder", .rightsHolder, en: "owning unit", zh: "产权单位"),
    Party("utilities", .utilities, en: "utility companies", zh: "专营单位"),
    Party("operator", .operator, en: "operator", zh: "运营主体"),
    Party("privatePartner", .operator, en: "private partner", zh: "社会资本方"),
    Party("projectCompany", .account, en: "project company", zh: "项目公司（SPV）"),
    Party("stateCompany", .operator, en: "state-owned renewal company", zh: "国有更新公司"),
    Party("propertyManager", .other, en: "property-management firm", zh: "物业服务企业"),
    Party("upkeepFund", .residents, en: "upkeep account", zh: "维修资金专户"),
    Party("jointAccount", .account, en: "joint account", zh: "共管账户"),
    Party("bondHolders", .lender, en: "bond holders", zh: "债券投资者"),
    Party("bank", .lender, en: "bank", zh: "贷款银行"),
    Party("providentFundCentre", .other, en: "provident-fund centre", zh: "住房公积金中心"),
    Party("homeBuyers", .buyers, en: "buyers of added homes", zh: "新增住房购房人"),
    Party("users", .users, en: "paying users", zh: "付费使用者"),
    Party("landlords", .other, en: "landlords of temporary homes", zh: "过渡房出租人"),
    Party("taxOffice", .government, en: "tax office", zh: "税务部门"),
    Party("landAuthority", .government, en: "receiver of the land premium", zh: "土地出让价款收缴部门"),
    Party("contractors", .other, en: "contractors and suppliers", zh: "施工及服务单位"),
  ]
}
