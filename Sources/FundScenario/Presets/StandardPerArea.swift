import FundFormula

extension Presets {
  /// 按面积标准补助: a subsidy per m² up to a standard; what works cost beyond it stays with owners and owning units.
  static let standardPerArea = Preset(
    id: "standard-per-area", label: Bilingual(en: "subsidy by a standard per m²", zh: "按面积标准补助"),
    summary: Bilingual(
      en:
        "The city pays per m² up to a standard and per lift up to a maximum; owning units and owners pay what works cost beyond.",
      zh: "市级按建筑面积和电梯台数定额补助，超出标准部分由产权单位和业主承担。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "Subsidy by a standard per m² (preset, all quantities assumed)", "zh": "按面积标准补助（模板，数量均为假设）"},
        "summary": {
          "en": "Strengthening and renovation of 30,000 m², part of it held by an owning unit. Replace every assumed number by your own and give its source.",
          "zh": "3 万㎡抗震加固及综合整治，部分房屋属产权单位。请将各项假设值替换为本项目数据，并注明依据。"
        },
        "timeline": {
          "start": "2026-03",
          "constructionMonths": {"value": 14, "unit": "月", "assumed": true},
          "constructionStep": "quarter"
        },
        "project": {
          "households": {"value": 460, "unit": "户", "assumed": true},
          "oldArea": {"value": 30000, "unit": "㎡", "assumed": true},
          "quantities": {
            "lifts": {"value": 18, "unit": "部", "assumed": true}
          }
        },
        "costs": {
          "works": {
            "kind": "cost.perArea",
            "label": {"en": "Strengthening and renovation", "zh": "抗震加固及综合整治"},
            "class": "worksBasic",
            "area": "old",
            "unitCost": {"value": 3200, "unit": "元/㎡", "assumed": true}
          },
          "lifts": {
            "kind": "cost.perUnit",
            "label": {"en": "Lifts", "zh": "加装电梯"},
            "class": "worksImproving",
            "quantity": "lifts",
            "unitCost": {"value": 95, "unit": "万元/部", "assumed": true}
          },
          "fees": {
            "kind": "cost.shareOf",
            "label": {"en": "Design, supervision, fees", "zh": "工程建设其他费用"},
            "share": {"value": 7, "unit": "%", "assumed": true}
          }
        },
        "funding": {
          "city": {
            "kind": "subsidy.perArea",
            "label": {"en": "City, by standard", "zh": "市级定额补助"},
            "payer": "city",
            "standard": {"value": 2600, "unit": "元/㎡", "assumed": true},
            "area": "old",
            "eligible": ["worksBasic"],
            "priority": 1,
            "status": "committed"
          },
          "lift-grant": {
            "kind": "subsidy.perUnit",
            "label": {"en": "Grant for lifts", "zh": "加装电梯补助"},
            "payer": "district",
            "quantity": "lifts",
            "maximum": {"value": 64, "unit": "万元/部", "assumed": true},
            "eligible": ["lifts"],
            "status": "committed"
          },
          "owning-unit": {
            "kind": "subsidy.shareOf",
            "label": {"en": "Owning unit", "zh": "产权单位出资"},
            "payer": "rightsHolder",
            "base": ["works"],
            "share": {"value": 12, "unit": "%", "assumed": true},
            "status": "planned"
          },
          "owners": {
            "kind": "residents.shareOf",
            "label": {"en": "Owners, for lifts", "zh": "业主出资（电梯）"},
            "base": ["lifts"],
            "share": {"value": 30, "unit": "%", "assumed": true},
            "schedule": "start",
            "status": "planned"
          }
        }
      }

      """)
}
