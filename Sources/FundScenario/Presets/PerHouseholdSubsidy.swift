import FundFormula

extension Presets {
  /// 财政按户补助: city and district pay by household, utilities their networks, owners a share; what is open is the gap.
  static let perHouseholdSubsidy = Preset(
    id: "per-household-subsidy", label: Bilingual(en: "fiscal subsidy per household", zh: "财政按户补助"),
    summary: Bilingual(
      en:
        "Renovation without rebuilding: city and district pay by household, utilities and owners add their part, the rest is shown as the gap.",
      zh: "综合整治类改造：市、区两级按户补助，专营单位和居民分担，余额即资金缺口。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "Fiscal subsidy per household (preset, all quantities assumed)", "zh": "财政按户补助（模板，数量均为假设）"},
        "summary": {
          "en": "1,200 households, basic, improving and upgrading works. Replace every assumed number by your own and give its source.",
          "zh": "1,200 户，含基础类、完善类、提升类改造。请将各项假设值替换为本项目数据，并注明依据。"
        },
        "timeline": {
          "start": "2026-03",
          "constructionMonths": {"value": 10, "unit": "月", "assumed": true},
          "constructionStep": "quarter"
        },
        "project": {
          "households": {"value": 1200, "unit": "户", "assumed": true},
          "oldArea": {"value": 84000, "unit": "㎡", "assumed": true},
          "quantities": {
            "lifts": {"value": 8, "unit": "部", "assumed": true},
            "pipes": {"value": 6500, "unit": "米", "assumed": true}
          }
        },
        "finance": {"discountRate": {"value": 5, "unit": "%", "assumed": true}},
        "costs": {
          "facades": {
            "kind": "cost.perArea",
            "label": {"en": "Roofs, facades, stairs", "zh": "屋面、外墙、楼道整修"},
            "class": "worksBasic",
            "area": "old",
            "unitCost": {"value": 120, "unit": "元/㎡", "assumed": true}
          },
          "pipes": {
            "kind": "cost.perUnit",
            "label": {"en": "Pipes and cables", "zh": "管线更新"},
            "class": "worksBasic",
            "quantity": "pipes",
            "unitCost": {"value": 900, "unit": "元/米", "assumed": true}
          },
          "lifts": {
            "kind": "cost.perUnit",
            "label": {"en": "Lifts", "zh": "加装电梯"},
            "class": "worksImproving",
            "quantity": "lifts",
            "unitCost": {"value": 60, "unit": "万元/部", "assumed": true}
          },
          "services": {
            "kind": "cost.lumpSum",
            "label": {"en": "Care and community rooms", "zh": "养老托育及社区用房"},
            "class": "worksUpgrading",
            "amount": {"value": 180, "unit": "万元", "assumed": true}
          },
          "fees": {
            "kind": "cost.shareOf",
            "label": {"en": "Design, supervision, fees", "zh": "工程建设其他费用"},
            "share": {"value": 7, "unit": "%", "assumed": true}
          },
          "contingency": {
            "kind": "cost.shareOf",
            "label": {"en": "Contingency", "zh": "基本预备费"},
            "class": "contingency",
            "base": ["worksBasic", "worksImproving", "worksUpgrading", "fees"],
            "share": {"value": 5, "unit": "%", "assumed": true}
          }
        },
        "funding": {
          "city": {
            "kind": "subsidy.perHousehold",
            "label": {"en": "City subsidy", "zh": "市级补助"},
            "payer": "city",
            "amount": {"value": 6000, "unit": "元/户", "assumed": true},
            "eligible": ["worksBasic", "worksImproving"],
            "priority": 1,
            "schedule": {"shares": {"start": 0.6, "handover": 0.4}},
            "status": "committed"
          },
          "district": {
            "kind": "subsidy.perHousehold",
            "label": {"en": "District subsidy", "zh": "区级补助"},
            "payer": "district",
            "amount": {"value": 6000, "unit": "元/户", "assumed": true},
            "status": "committed"
          },
          "lift-grant": {
            "kind": "subsidy.perUnit",
            "label": {"en": "Grant for lifts", "zh": "加装电梯补助"},
            "payer": "district",
            "quantity": "lifts",
            "maximum": {"value": 20, "unit": "万元/部", "assumed": true},
            "eligible": ["lifts"],
            "priority": 2,
            "status": "applied"
          },
          "networks": {
            "kind": "subsidy.shareOf",
            "label": {"en": "Utility companies", "zh": "专营单位出资"},
            "payer": "utilities",
            "base": ["pipes"],
            "share": {"value": 60, "unit": "%", "assumed": true, "note": "power, water, gas, telecom / 水电气信等专营单位"},
            "status": "planned"
          },
          "owners": {
            "kind": "residents.perHousehold",
            "label": {"en": "Owners", "zh": "居民出资"},
            "amount": {"value": 3000, "unit": "元/户", "assumed": true},
            "schedule": "start",
            "status": "planned"
          }
        }
      }

      """)
}
