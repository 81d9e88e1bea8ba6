import FundFormula

extension Presets {
  /// EPC+O: government pays the base works, an operator its own part and lives on parking, rooms and homes for 15 years.
  static let operatorEPCO = Preset(
    id: "operator-epco", label: Bilingual(en: "operator invests and runs (EPC+O)", zh: "社会资本投资运营（EPC+O）"),
    summary: Bilingual(
      en:
        "Government pays basic works; an operator fits out idle space on its own account, runs it for 15 years and shares a part for upkeep.",
      zh: "基础类改造由财政出资，运营主体改造闲置空间并经营 15 年，单独记账，部分收益反哺物业。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "Operator invests and runs, EPC+O (preset, all quantities assumed)", "zh": "社会资本投资运营 EPC+O（模板，数量均为假设）"},
        "summary": {
          "en": "Two accounts: the project's is paid by government, the operator's must live on its income. Replace every assumed number by your own and give its source.",
          "zh": "两本账：项目账由财政出资，运营账自负盈亏。请将各项假设值替换为本项目数据，并注明依据。"
        },
        "timeline": {
          "start": "2026-03",
          "constructionMonths": {"value": 10, "unit": "月", "assumed": true},
          "operationYears": {"value": 15, "unit": "年", "assumed": true, "note": "years granted / 授权年限"},
          "constructionStep": "quarter",
          "operationStep": "year"
        },
        "project": {
          "households": {"value": 1800, "unit": "户", "assumed": true},
          "oldArea": {"value": 120000, "unit": "㎡", "assumed": true},
          "parkingBuilt": {"value": 400, "unit": "个", "assumed": true}
        },
        "finance": {"discountRate": {"value": 6, "unit": "%", "assumed": true}},
        "costs": {
          "base-works": {
            "kind": "cost.perArea",
            "label": {"en": "Base works", "zh": "基础类改造"},
            "class": "worksBasic",
            "area": "old",
            "unitCost": {"value": 260, "unit": "元/㎡", "assumed": true}
          },
          "fees": {
            "kind": "cost.shareOf",
            "label": {"en": "Design, supervision, fees", "zh": "工程建设其他费用"},
            "share": {"value": 7, "unit": "%", "assumed": true}
          },
          "car-parks": {
            "kind": "cost.perUnit",
            "label": {"en": "Car parks and charging, by the operator", "zh": "停车及充电设施（运营主体投资）"},
            "account": "operator",
            "class": "worksUpgrading",
            "quantity": "parking",
            "unitCost": {"value": 12000, "unit": "元/个", "assumed": true}
          }
        },
        "funding": {
          "central": {
            "kind": "subsidy.lumpSum",
            "label": {"en": "Central subsidy", "zh": "中央补助资金"},
            "payer": "centralGovernment",
            "amount": {"value": 1100, "unit": "万元", "assumed": true},
            "eligible": ["worksBasic"],
            "status": "committed"
          },
          "district": {
            "kind": "subsidy.lumpSum",
            "label": {"en": "District funds", "zh": "区级财政资金"},
            "payer": "district",
            "amount": {"value": 2200, "unit": "万元", "assumed": true},
            "status": "applied"
          }
        },
        "operations": {
          "rooms": {
            "kind": "operation.concession",
            "label": {"en": "Idle rooms", "zh": "闲置用房"},
            "account": "operator",
            "area": {"value": 3000, "unit": "㎡", "assumed": true},
            "fitOut": {"value": 2500, "unit": "元/㎡", "assumed": true},
            "rent": {"value": 55, "unit": "元/㎡·月", "assumed": true},
            "occupancy": {
              "2027": {"value": 75, "unit": "%", "assumed": true},
              "2028": {"value": 90, "unit": "%", "assumed": true}
            },
            "years": {"value": 15, "unit": "年", "assumed": true},
            "grantorShare": {"value": 5, "unit": "%", "assumed": true, "note": "for the owner of the rooms / 归产权单位"},
            "growth": {"value": 2, "unit": "%", "assumed": true}
          },
          "parking": {
            "kind": "operation.income",
            "label": {"en": "Parking and charging", "zh": "停车及充电收入"},
            "account": "operator",
            "units": "parking",
            "price": {"value": 200, "unit": "元/个·月", "assumed": true},
            "occupancy": {"value": 85, "unit": "%", "assumed": true}
          },
          "running": {
            "kind": "operation.cost",
            "label": {"en": "Running cost", "zh": "运营成本"},
            "account": "operator",
            "shareOfIncome": {"value": 35, "unit": "%", "assumed": true}
          },
          "upkeep-share": {
            "kind": "operation.share",
            "label": {"en": "Part for property service", "zh": "收益反哺物业"},
            "account": "operator",
            "share": {"value": 5, "unit": "%", "assumed": true},
            "payee": "propertyManager"
          }
        },
        "taxes": {
          "turnover": {
            "kind": "tax.turnover",
            "label": {"en": "Taxes on turnover", "zh": "税金及附加"},
            "account": "operator",
            "rate": {"value": 6, "unit": "%", "assumed": true}
          }
        }
      }

      """)
}
