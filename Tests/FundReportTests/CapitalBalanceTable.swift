import FundFormula
import FundReport

/// The first view (一张表看懂) of 浙工新村 with its public figures; what is not public stays "…".
let capitalBalanceTable: Table = {
  func row(
    _ id: String, _ number: String, _ label: Bilingual, amount: Double?, share: Double? = nil,
    perHousehold: Double? = nil, status: Bilingual = Bilingual(verbatim: ""),
    arrival: Bilingual = Bilingual(verbatim: ""), basis: Bilingual = Bilingual(verbatim: ""),
    isAssumed: Bool = false, isTotal: Bool = false, addsTo: String? = nil, subtractsFrom: String? = nil
  ) -> Table.Row {
    let open = Table.Cell.missing(Bilingual(verbatim: "…"))
    let money = amount.map { Table.Cell.amount($0) } ?? open
    return Table.Row(
      id: id,
      cells: [
        .text(Bilingual(verbatim: number)), .text(label),
        isAssumed ? .flagged(money, mark: "※") : money, share.map { .share($0) } ?? .empty,
        perHousehold.map { .amount($0) } ?? .empty, isTotal && share != nil ? open : .empty,
        .text(status), .text(arrival), .text(basis),
      ],
      indent: isTotal ? 0 : 1, style: isTotal ? .total : .normal, addsTo: addsTo, subtractsFrom: subtractsFrom
    )
  }
  func share(_ yuan: Double) -> Double { yuan / 530_000_000 }
  func each(_ yuan: Double) -> Double { yuan / 548 }
  func both(_ zh: String, _ en: String) -> Bilingual { Bilingual(en: en, zh: zh) }
  let signed = both("已签约", "signed")
  return Table(
    id: "balance", title: both("资金平衡表", "Capital balance"),
    columns: [
      Table.Column(id: "number", title: both("序号", "No."), alignment: .centre, importance: 3),
      Table.Column(id: "item", title: both("项目", "Item")),
      Table.Column(id: "amount", title: both("金额", "Amount"), alignment: .trailing, unit: .money),
      Table.Column(id: "share", title: both("占比", "Share"), alignment: .trailing, importance: 1),
      Table.Column(
        id: "household", title: both("户均", "Per household"), alignment: .trailing, importance: 2,
        unit: .money),
      Table.Column(
        id: "area", title: both("单方", "Per m²"), alignment: .trailing, importance: 4,
        unit: .named(both("元/㎡", "yuan/m²"))),
      Table.Column(id: "status", title: both("落实状态", "Status"), importance: 5),
      Table.Column(id: "arrival", title: both("到位时间", "Arrival"), importance: 6),
      Table.Column(id: "basis", title: both("依据", "Basis"), importance: 7),
    ],
    rows: [
      row(
        "uses", "一", both("资金需求", "Uses of funds"), amount: 530_000_000, share: 1,
        perHousehold: each(530_000_000), isTotal: true, addsTo: "gap"),
      row(
        "works", "1", both("工程费用", "Works"), amount: nil, basis: both("估算", "estimate"), isAssumed: true),
      row(
        "transition", "2", both("拆除及临时安置费", "Demolition and transition allowance"), amount: nil,
        basis: both("63 元/㎡·月", "63 yuan/m² a month"), isAssumed: true),
      row(
        "other", "3", both("其他费用及预备费", "Other cost and contingency"), amount: nil, isAssumed: true),
      row("interest", "4", both("建设期利息", "Interest during construction"), amount: 0),
      row(
        "sources", "二", both("资金来源（补足前）", "Sources of funds (before top-up)"), amount: 470_000_000,
        share: share(470_000_000), perHousehold: each(470_000_000), isTotal: true, subtractsFrom: "gap"),
      row(
        "share", "1", both("居民分担（1,350 元/㎡）", "Residents' cost share (1,350 yuan/m²)"),
        amount: 49_566_600, share: share(49_566_600), perHousehold: each(49_566_600), status: signed,
        arrival: both("开工前/交房", "start / handover"), isAssumed: true, addsTo: "sources"),
      row(
        "extra", "2", both("居民扩面购房（34,520 元/㎡）", "Purchase of extra area (34,520 yuan/m²)"),
        amount: 338_296_000, share: share(338_296_000), perHousehold: each(338_296_000), status: signed,
        arrival: both("交房", "handover"), addsTo: "sources"),
      row(
        "parking", "3", both("居民车位购置（400 个）", "Purchase of parking (400 spaces)"),
        amount: 82_137_400, share: share(82_137_400), perHousehold: each(82_137_400),
        status: both("意向", "intended"), arrival: both("交房", "handover"), isAssumed: true,
        addsTo: "sources"),
      row(
        "gap", "三", both("补足前缺口", "Funding gap before top-up"), amount: 60_000_000,
        share: share(60_000_000), perHousehold: each(60_000_000), isTotal: true),
      row(
        "government", "4",
        both(
          "政府专项资金（旧改、加梯、未来社区）",
          "Government funds (renovation, lifts, future community)"), amount: 60_000_000,
        share: share(60_000_000), perHousehold: each(60_000_000), status: both("已批复", "approved"),
        arrival: Bilingual(verbatim: "…")),
      row("balance", "四", both("资金缺口（结余为负）", "Funding gap (surplus negative)"), amount: 0, isTotal: true),
      row("timing", "五", both("最大时点资金缺口", "Largest timing gap"), amount: nil, isTotal: true),
    ],
    notes: [both("※ 为假设值。", "※ assumed.")], labelColumn: "item")
}()
