import FundFormula
import Testing

/// What the terminal prints of `capitalBalanceTable`, approved by reading.
struct CapitalBalanceGolden: Sendable, CustomTestStringConvertible {
  var language: Language
  var width: Int
  var text: String
  var testDescription: String { "\(language) \(width)" }
}

let capitalBalanceGoldens = [
  CapitalBalanceGolden(
    language: .zh, width: 80,
    text: """
      资金平衡表
      \(rule("━", 80))
                                                  金额                 户均       单方
      序号  项目                              （万元）       占比  （万元）  （元/㎡）
      \(rule("─", 80))
       一   资金需求                         53,000.00    100.00%     96.72          …
       1      工程费用                               … ※
       2      拆除及临时安置费                       … ※
       3      其他费用及预备费                       … ※
       4      建设期利息                          0.00
      \(rule("─", 80))
       二   资金来源（补足前）               47,000.00     88.68%     85.77          …
       1      居民分担（1,350 元/㎡）         4,956.66 ※    9.35%      9.05
       2      居民扩面购房（34,520 元/㎡）   33,829.60     63.83%     61.73
       3      居民车位购置（400 个）          8,213.74 ※   15.50%     14.99
      \(rule("─", 80))
       三   补足前缺口                        6,000.00     11.32%     10.95          …
       4      政府专项资金（旧改、            6,000.00     11.32%     10.95
              加梯、未来社区）
      \(rule("─", 80))
       四   资金缺口（结余为负）                  0.00
       五   最大时点资金缺口                         …
      \(rule("━", 80))
      未显示：落实状态、到位时间、依据（加宽终端，或用 --format markdown|csv）
      注：※ 为假设值。

      """),
  CapitalBalanceGolden(
    language: .zh, width: 120,
    text: """
      资金平衡表
      \(rule("━", 120))
                                                      金额                 户均       单方
      序号  项目                                  （万元）       占比  （万元）  （元/㎡）  落实状态  到位时间     依据
      \(rule("─", 120))
       一   资金需求                             53,000.00    100.00%     96.72          …
       1      工程费用                                   … ※                                             \
                估算
       2      拆除及临时安置费                           … ※                                                 \
            63 元/㎡·月
       3      其他费用及预备费                           … ※
       4      建设期利息                              0.00
      \(rule("─", 120))
       二   资金来源（补足前）                   47,000.00     88.68%     85.77          …
       1      居民分担（1,350 元/㎡）             4,956.66 ※    9.35%      9.05             已签约    开工前/交房
       2      居民扩面购房（34,520 元/㎡）       33,829.60     63.83%     61.73             已签约    交房
       3      居民车位购置（400 个）              8,213.74 ※   15.50%     14.99             意向      交房
      \(rule("─", 120))
       三   补足前缺口                            6,000.00     11.32%     10.95          …
       4      政府专项资金（旧改、                6,000.00     11.32%     10.95             已批复    …
              加梯、未来社区）
      \(rule("─", 120))
       四   资金缺口（结余为负）                      0.00
       五   最大时点资金缺口                             …
      \(rule("━", 120))
      注：※ 为假设值。

      """),
  CapitalBalanceGolden(
    language: .en, width: 80,
    text: """
      Capital balance
      \(rule("━", 80))
                                                                        Per
                                                Amount            household     Per m²
      No.  Item                             (wan yuan)    Share  (wan yuan)  (yuan/m²)
      \(rule("─", 80))
      一   Uses of funds                   53,000.00    100.00%       96.72          …
       1     Works                                 … ※
       2     Demolition and                        … ※
             transition allowance
       3     Other cost and contingency            … ※
       4     Interest during construction       0.00
      \(rule("─", 80))
      二   Sources of funds                47,000.00     88.68%       85.77          …
           (before top-up)
       1     Residents' cost share          4,956.66 ※    9.35%        9.05
             (1,350 yuan/m²)
       2     Purchase of extra             33,829.60     63.83%       61.73
             area (34,520 yuan/m²)
       3     Purchase of parking            8,213.74 ※   15.50%       14.99
             (400 spaces)
      \(rule("─", 80))
      三   Funding gap before top-up        6,000.00     11.32%       10.95          …
       4     Government funds               6,000.00     11.32%       10.95
             (renovation, lifts,
             future community)
      \(rule("─", 80))
      四   Funding gap (surplus negative)       0.00
      五   Largest timing gap                      …
      \(rule("━", 80))
      Left out: Status, Arrival, Basis (wider terminal, or --format markdown|csv)
      Note: ※ assumed.

      1 wan yuan = 10,000 yuan

      """),
  CapitalBalanceGolden(
    language: .en, width: 120,
    text: """
      Capital balance
      \(rule("━", 120))
                                                                                    Per
                                                            Amount            household     Per m²
      No.  Item                                         (wan yuan)    Share  (wan yuan)  (yuan/m²)  \
      Status    Arrival
      \(rule("─", 120))
      一   Uses of funds                               53,000.00    100.00%       96.72          …
       1     Works                                             … ※
       2     Demolition and transition allowance               … ※
       3     Other cost and contingency                        … ※
       4     Interest during construction                   0.00
      \(rule("─", 120))
      二   Sources of funds (before top-up)            47,000.00     88.68%       85.77          …
       1     Residents' cost share (1,350 yuan/m²)      4,956.66 ※    9.35%        9.05             \
      signed    start / handover
       2     Purchase of extra area (34,520 yuan/m²)   33,829.60     63.83%       61.73             \
      signed    handover
       3     Purchase of parking (400 spaces)           8,213.74 ※   15.50%       14.99             \
      intended  handover
      \(rule("─", 120))
      三   Funding gap before top-up                    6,000.00     11.32%       10.95          …
       4     Government funds (renovation,              6,000.00     11.32%       10.95             \
      approved  …
             lifts, future community)
      \(rule("─", 120))
      四   Funding gap (surplus negative)                   0.00
      五   Largest timing gap                                  …
      \(rule("━", 120))
      Left out: Basis (wider terminal, or --format markdown|csv)
      Note: ※ assumed.

      1 wan yuan = 10,000 yuan

      """),
]

private func rule(_ character: Character, _ length: Int) -> String {
  String(repeating: character, count: length)
}
