package import FundFormula

/// A scenario to start from: complete, small, every quantity assumed and every choice told in a note.
///
/// A new one is a file in `Scenarios/presets`, `make embed`, and an entry of ``Presets/all``.
package struct Preset: Sendable {
  /// The name on the command line and of its file, `self-renewal`.
  package let id: String
  package let label: Bilingual
  /// What it shows, one sentence.
  package let summary: Bilingual

  /// The scenario file.
  package var text: String {
    guard let file = EmbeddedScenarios.presets.first(where: { $0.id == id }) else {
      preconditionFailure("preset \(id) has no file in Scenarios/presets")
    }
    return file.text
  }

  /// The file as a tree; every preset can be read.
  package var tree: SourceNode {
    guard let tree = readText(Array(text.utf8), file: id).0 else {
      preconditionFailure("preset \(id) cannot be read")
    }
    return tree
  }
}

/// The presets, in the order lists show them.
package enum Presets {
  package static let all = [
    Preset(
      id: "self-renewal", label: Bilingual(en: "self-renewal", zh: "自主更新"),
      summary: Bilingual(
        en:
          "Owners rebuild on site: own area at a base price, extra area and parking at market price, added homes sold, the district tops up.",
        zh: "业主原拆原建：原面积按基准价、扩面和车位按市场价出资，新增住房出售，差额由区财政补足。")),
    Preset(
      id: "two-price-homes", label: Bilingual(en: "two prices and homes for sale", zh: "两档价加新增住房销售"),
      summary: Bilingual(
        en:
          "Owners pay one price for area equal to their title and another beyond it; homes from a higher floor-area ratio are sold and close the balance.",
        zh: "与原产权面积对等部分和扩面部分分两档计价，提高容积率新增住房出售，以售房收入平衡资金。")),
    Preset(
      id: "per-household-subsidy", label: Bilingual(en: "fiscal subsidy per household", zh: "财政按户补助"),
      summary: Bilingual(
        en:
          "Renovation without rebuilding: city and district pay by household, utilities and owners add their part, the rest is shown as the gap.",
        zh: "综合整治类改造：市、区两级按户补助，专营单位和居民分担，余额即资金缺口。")),
    Preset(
      id: "standard-per-area", label: Bilingual(en: "subsidy by a standard per m²", zh: "按面积标准补助"),
      summary: Bilingual(
        en:
          "The city pays per m² up to a standard and per lift up to a maximum; owning units and owners pay what works cost beyond.",
        zh: "市级按建筑面积和电梯台数定额补助，超出标准部分由产权单位和业主承担。")),
    Preset(
      id: "bond-and-operation", label: Bilingual(en: "special bond and operation", zh: "专项债券加运营"),
      summary: Bilingual(
        en:
          "A special bond pays part of the works and is served from parking, rent and other operating income.",
        zh: "专项债券承担部分工程费，以停车、租金等运营收入还本付息。")),
    Preset(
      id: "operator-epco", label: Bilingual(en: "operator invests and runs (EPC+O)", zh: "社会资本投资运营（EPC+O）"),
      summary: Bilingual(
        en:
          "Government pays basic works; an operator fits out idle space on its own account, runs it for 15 years and shares a part for upkeep.",
        zh: "基础类改造由财政出资，运营主体改造闲置空间并经营 15 年，单独记账，部分收益反哺物业。")),
    Preset(
      id: "ppp-rot", label: Bilingual(en: "PPP: renovate, operate, transfer (ROT)", zh: "PPP（改建—运营—移交）"),
      summary: Bilingual(
        en:
          "A project company renovates with equity and a loan, is paid by users and, by performance, by the district, and hands back after 15 years.",
        zh: "项目公司以资本金和贷款实施改造，由使用者付费和绩效挂钩的政府付费回收，15 年期满移交。")),
    Preset(
      id: "owners-only", label: Bilingual(en: "owners pay all", zh: "居民自筹"),
      summary: Bilingual(
        en:
          "Owners of one building pay for it by area; the maintenance fund pays a part, provident fund and loans help the household.",
        zh: "单栋楼业主按面积出资，使用部分维修资金，并以公积金和个人贷款缓解一次性支付压力。")),
    Preset(
      id: "owners-matched", label: Bilingual(en: "owners pay, government matches", zh: "业主出资财政配比"),
      summary: Bilingual(
        en:
          "Owners pay for works on the building itself, the district adds a share of what they pay up to a maximum, utilities renew their networks.",
        zh: "楼栋本体改造由业主出资，财政按业主出资比例配套并设上限，专营单位承担管线。")),
  ]

  /// The preset of an id, or of its name in either language.
  package static func preset(_ name: String) -> Preset? {
    all.first { $0.id == name || $0.label.en == name || $0.label.zh == name }
  }
}
