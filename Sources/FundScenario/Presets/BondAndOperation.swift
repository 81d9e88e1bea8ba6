import FundFormula

extension Presets {
  /// 专项债+运营: a special bond beside budget money, served from parking, rent and charging.
  static let bondAndOperation = Preset(
    id: "bond-and-operation", label: Bilingual(en: "special bond and operation", zh: "专项债券加运营"),
    summary: Bilingual(
      en:
        "A special bond pays part of the works and is served from parking, rent and other operating income.",
      zh: "专项债券承担部分工程费，以停车、租金等运营收入还本付息。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "Special bond and operation (preset, all quantities assumed)", "zh": "专项债券加运营（模板，数量均为假设）"},
        "summary": {
          "en": "Works of several communities, 15 years of operation. Replace every assumed number by your own and give its source.",
          "zh": "片区打包改造，运营 15 年。请将各项假设值替换为本项目数据，并注明依据。"
        },
        "timeline": {
          "start": "2026-01",
          "constructionMonths": {"value": 24, "unit": "月", "assumed": true},
          "operationYears": {"value": 15, "unit": "年", "assumed": true, "note": "must outlast the bond / 须覆盖债券存续期"},
          "constructionStep": "halfYear",
          "operationStep": "year"
        },
        "project": {
          "households": {"value": 3000, "unit": "户", "assumed": true},
          "areas": {
            "shops": {"value": 4000, "unit": "㎡", "assumed": true}
          },
          "parkingBuilt": {"value": 900, "unit": "个", "assumed": true}
        },
        "finance": {
          "discountRate": {"value": 5, "unit": "%", "assumed": true},
          "coverageLimit": {"value": 1.2, "assumed": true, "note": "limit of the issuing province / 发行省份要求的下限"}
        },
        "costs": {
          "works": {
            "kind": "cost.lumpSum",
            "label": {"en": "Basic and improving works", "zh": "基础类、完善类改造"},
            "class": "worksImproving",
            "amount": {"value": 5600, "unit": "万元", "assumed": true}
          },
          "parking-shops": {
            "kind": "cost.lumpSum",
            "label": {"en": "Car parks, shops, charging", "zh": "停车场、配套用房及充电设施"},
            "class": "worksUpgrading",
            "amount": {"value": 4200, "unit": "万元", "assumed": true}
          },
          "fees": {
            "kind": "cost.shareOf",
            "label": {"en": "Design, supervision, fees", "zh": "工程建设其他费用"},
            "share": {"value": 8, "unit": "%", "assumed": true}
          },
          "contingency": {
            "kind": "cost.shareOf",
            "label": {"en": "Contingency", "zh": "基本预备费"},
            "class": "contingency",
            "base": ["worksImproving", "worksUpgrading", "fees"],
            "share": {"value": 5, "unit": "%", "assumed": true}
          }
        },
        "funding": {
          "budget": {
            "kind": "subsidy.lumpSum",
            "label": {"en": "Budget money (capital)", "zh": "财政资金（项目资本金）"},
            "payer": "district",
            "amount": {"value": 4950, "unit": "万元", "assumed": true},
            "status": "committed"
          },
          "central": {
            "kind": "subsidy.lumpSum",
            "label": {"en": "Central budget investment", "zh": "中央预算内投资"},
            "payer": "centralGovernment",
            "class": "centralBudgetInvestment",
            "amount": {"value": 1850, "unit": "万元", "assumed": true},
            "status": "applied"
          }
        },
        "debt": {
          "bond": {
            "kind": "bond",
            "label": {"en": "Special bond", "zh": "专项债券"},
            "amount": {"value": 4500, "unit": "万元", "assumed": true},
            "coupon": {"value": 2.6, "unit": "%", "assumed": true},
            "term": {"value": 15, "unit": "年", "assumed": true},
            "issue": "start",
            "repayment": "equalParts",
            "firstRepaymentYear": {"value": 6, "assumed": true, "note": "equal parts from the sixth year on / 第 6 年起等额还本"},
            "status": "applied"
          }
        },
        "operations": {
          "parking": {
            "kind": "operation.income",
            "label": {"en": "Parking", "zh": "停车收入"},
            "quantity": {"value": 900, "unit": "个", "assumed": true},
            "price": {"value": 320, "unit": "元/个·月", "assumed": true},
            "occupancy": {
              "2028": {"value": 70, "unit": "%", "assumed": true},
              "2030": {"value": 85, "unit": "%", "assumed": true}
            },
            "growth": {"value": 1, "unit": "%", "assumed": true}
          },
          "shops": {
            "kind": "operation.income",
            "label": {"en": "Shops", "zh": "配套用房租金"},
            "quantity": {"value": 4000, "unit": "㎡", "assumed": true},
            "price": {"value": 80, "unit": "元/㎡·月", "assumed": true},
            "occupancy": {
              "2028": {"value": 80, "unit": "%", "assumed": true},
              "2029": {"value": 90, "unit": "%", "assumed": true}
            },
            "growth": {"value": 2, "unit": "%", "assumed": true}
          },
          "charging": {
            "kind": "operation.income",
            "label": {"en": "Charging and advertising", "zh": "充电及广告收入"},
            "price": {"value": 120, "unit": "万元/年", "assumed": true}
          },
          "running": {
            "kind": "operation.cost",
            "label": {"en": "Running cost", "zh": "运营成本"},
            "shareOfIncome": {"value": 22, "unit": "%", "assumed": true}
          }
        }
      }

      """)
}
