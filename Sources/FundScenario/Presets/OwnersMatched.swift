import FundFormula

extension Presets {
  /// 业主出资财政配比: owners pay for works on their building, the district adds a share of what they pay, up to a maximum.
  static let ownersMatched = Preset(
    id: "owners-matched", label: Bilingual(en: "owners pay, government matches", zh: "业主出资财政配比"),
    summary: Bilingual(
      en:
        "Owners pay for works on the building itself, the district adds a share of what they pay up to a maximum, utilities renew their networks.",
      zh: "楼栋本体改造由业主出资，财政按业主出资比例配套并设上限，专营单位承担管线。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "Owners pay, government matches (preset, all quantities assumed)", "zh": "业主出资、财政配比（模板，数量均为假设）"},
        "summary": {
          "en": "Two buildings of 96 homes. Replace every assumed number by your own and give its source.",
          "zh": "两栋楼、96 户。请将各项假设值替换为本项目数据，并注明依据。"
        },
        "timeline": {
          "start": "2026-04",
          "constructionMonths": {"value": 6, "unit": "月", "assumed": true},
          "constructionStep": "month"
        },
        "project": {
          "households": {"value": 96, "unit": "户", "assumed": true},
          "oldArea": {"value": 7200, "unit": "㎡", "assumed": true},
          "quantities": {
            "lifts": {"value": 4, "unit": "部", "assumed": true}
          }
        },
        "gates": {
          "consent": {
            "kind": "gate.consent",
            "label": {"en": "Consent of the owners", "zh": "业主同意率"},
            "threshold": {"value": 75, "unit": "%", "assumed": true},
            "agreedShare": {"value": 90, "unit": "%", "assumed": true},
            "effect": "stop"
          }
        },
        "costs": {
          "building": {
            "kind": "cost.perArea",
            "label": {"en": "Works on the building itself", "zh": "楼栋本体改造"},
            "class": "worksImproving",
            "area": "old",
            "unitCost": {"value": 220, "unit": "元/㎡", "assumed": true}
          },
          "lifts": {
            "kind": "cost.perUnit",
            "label": {"en": "Lifts", "zh": "加装电梯"},
            "class": "worksImproving",
            "quantity": "lifts",
            "unitCost": {"value": 55, "unit": "万元/部", "assumed": true}
          },
          "networks": {
            "kind": "cost.perArea",
            "label": {"en": "Pipes and cables", "zh": "管线更新"},
            "class": "worksBasic",
            "area": "old",
            "unitCost": {"value": 60, "unit": "元/㎡", "assumed": true}
          }
        },
        "funding": {
          "owners": {
            "kind": "residents.shareOf",
            "label": {"en": "Owners", "zh": "业主出资"},
            "base": ["worksImproving"],
            "share": {"value": 65, "unit": "%", "assumed": true},
            "schedule": {"shares": {"start": 0.7, "handover": 0.3}},
            "status": "committed"
          },
          "matching": {
            "kind": "subsidy.matching",
            "label": {"en": "District's matching grant", "zh": "区级配比补助"},
            "payer": "district",
            "match": ["owners"],
            "rate": {"value": 50, "unit": "%", "assumed": true, "note": "of what owners pay / 按业主出资"},
            "maximum": {"value": 150, "unit": "万元", "assumed": true, "note": "in all / 合计上限"},
            "schedule": "handover",
            "status": "applied"
          },
          "utilities": {
            "kind": "subsidy.shareOf",
            "label": {"en": "Utility companies", "zh": "专营单位出资"},
            "payer": "utilities",
            "base": ["networks"],
            "share": {"value": 100, "unit": "%", "assumed": true},
            "status": "planned"
          }
        }
      }

      """)
}
