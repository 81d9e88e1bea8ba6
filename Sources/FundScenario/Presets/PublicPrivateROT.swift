import FundFormula

extension Presets {
  /// PPP（ROT）: a project company with equity and a loan, paid by users and by the district for availability, hands back after 15 years.
  static let publicPrivateROT = Preset(
    id: "ppp-rot", label: Bilingual(en: "PPP: renovate, operate, transfer (ROT)", zh: "PPP（改建—运营—移交）"),
    summary: Bilingual(
      en:
        "A project company renovates with equity and a loan, is paid by users and, by performance, by the district, and hands back after 15 years.",
      zh: "项目公司以资本金和贷款实施改造，由使用者付费和绩效挂钩的政府付费回收，15 年期满移交。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "PPP: renovate, operate, transfer (preset, all quantities assumed)", "zh": "PPP（改建—运营—移交）（模板，数量均为假设）"},
        "summary": {
          "en": "The account of the project is the project company's. Replace every assumed number by your own and give its source; new projects follow the rules for franchises of 2023.",
          "zh": "项目账户即项目公司账户。请将各项假设值替换为本项目数据，并注明依据；新建项目须执行 2023 年特许经营新机制。"
        },
        "timeline": {
          "start": "2026-01",
          "constructionMonths": {"value": 24, "unit": "月", "assumed": true},
          "operationYears": {"value": 15, "unit": "年", "assumed": true, "note": "term of the contract after works / 合作期（运营期）"},
          "constructionStep": "quarter",
          "operationStep": "year"
        },
        "parties": {
          "project": {"label": {"en": "project company", "zh": "项目公司"}, "group": "account"}
        },
        "project": {
          "households": {"value": 5000, "unit": "户", "assumed": true},
          "oldArea": {"value": 350000, "unit": "㎡", "assumed": true},
          "parkingBuilt": {"value": 1200, "unit": "个", "assumed": true}
        },
        "finance": {"discountRate": {"value": 5, "unit": "%", "assumed": true}},
        "costs": {
          "works": {
            "kind": "cost.perArea",
            "label": {"en": "Renovation works", "zh": "改造工程"},
            "class": "worksBasic",
            "area": "old",
            "unitCost": {"value": 340, "unit": "元/㎡", "assumed": true}
          },
          "fees": {
            "kind": "cost.shareOf",
            "label": {"en": "Design, supervision, fees", "zh": "工程建设其他费用"},
            "share": {"value": 7, "unit": "%", "assumed": true}
          }
        },
        "funding": {
          "private-equity": {
            "kind": "subsidy.lumpSum",
            "label": {"en": "Equity of the private partner", "zh": "社会资本方资本金"},
            "payer": "privatePartner",
            "class": "equity",
            "amount": {"value": 2200, "unit": "万元", "assumed": true}
          },
          "public-equity": {
            "kind": "subsidy.lumpSum",
            "label": {"en": "Equity of the district's company", "zh": "政府方资本金"},
            "payer": "stateCompany",
            "class": "equity",
            "amount": {"value": 955, "unit": "万元", "assumed": true}
          }
        },
        "debt": {
          "loan": {
            "kind": "loan",
            "label": {"en": "Bank loan", "zh": "银行贷款"},
            "amount": {"value": 10000, "unit": "万元", "assumed": true},
            "rate": {"value": 3.9, "unit": "%", "assumed": true},
            "years": {"value": 12, "unit": "年", "assumed": true},
            "firstRepayment": "handover+12",
            "repayment": "equalInstalment",
            "status": "applied"
          }
        },
        "operations": {
          "parking": {
            "kind": "operation.income",
            "label": {"en": "Parking", "zh": "停车收入"},
            "units": "parking",
            "price": {"value": 220, "unit": "元/个·月", "assumed": true},
            "occupancy": {"value": 80, "unit": "%", "assumed": true}
          },
          "running": {
            "kind": "operation.cost",
            "label": {"en": "Running cost", "zh": "运营维护成本"},
            "amount": {"value": 160, "unit": "万元/年", "assumed": true},
            "growth": {"value": 2, "unit": "%", "assumed": true}
          },
          "payment": {
            "kind": "operation.publicPayment",
            "label": {"en": "Availability payment", "zh": "可用性付费"},
            "mode": "availability",
            "countsAs": "operatingIncome",
            "note": "by contract the payment is the company's revenue: it counts in coverage / 按合同约定政府付费为项目公司收入，计入覆盖倍数",
            "share": {"value": 9.5, "unit": "%", "assumed": true, "note": "of works and fees, a year / 每年占工程及其他费用的比例"},
            "linkedShare": {"value": 30, "unit": "%", "assumed": true, "note": "tied to performance / 与绩效挂钩"},
            "score": {"value": 95, "unit": "%", "assumed": true},
            "payer": "district"
          },
          "dividend-private": {
            "kind": "operation.dividend",
            "label": {"en": "Distribution to the private partner", "zh": "社会资本方利润分配"},
            "payee": "privatePartner",
            "share": {"value": 70, "unit": "%", "assumed": true}
          },
          "dividend-public": {
            "kind": "operation.dividend",
            "label": {"en": "Distribution to the district's company", "zh": "政府方利润分配"},
            "payee": "stateCompany",
            "share": {"value": 30, "unit": "%", "assumed": true}
          },
          "hand-back": {
            "kind": "operation.handBack",
            "label": {"en": "Hand-back", "zh": "期满移交"},
            "repairs": {"value": 100, "unit": "万元", "assumed": true}
          }
        },
        "taxes": {
          "turnover": {
            "kind": "tax.turnover",
            "label": {"en": "Taxes on turnover", "zh": "税金及附加"},
            "rate": {"value": 6, "unit": "%", "assumed": true}
          },
          "income": {
            "kind": "tax.income",
            "label": {"en": "Income tax", "zh": "企业所得税"},
            "depreciates": ["works", "fees"],
            "years": {"value": 15, "unit": "年", "assumed": true},
            "residual": {"value": 0, "unit": "%", "assumed": true, "note": "handed back free of charge / 无偿移交"}
          }
        }
      }

      """)
}
