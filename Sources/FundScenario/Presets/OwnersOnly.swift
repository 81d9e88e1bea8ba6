import FundFormula

extension Presets {
  /// 居民自筹: owners of one building pay by area, with the maintenance fund and household loans as means.
  static let ownersOnly = Preset(
    id: "owners-only", label: Bilingual(en: "owners pay all", zh: "居民自筹"),
    summary: Bilingual(
      en:
        "Owners of one building pay for it by area; the maintenance fund pays a part, provident fund and loans help the household.",
      zh: "单栋楼业主按面积出资，使用部分维修资金，并以公积金和个人贷款缓解一次性支付压力。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "Owners pay all (preset, all quantities assumed)", "zh": "居民自筹（模板，数量均为假设）"},
        "summary": {
          "en": "48 households rebuild one building at their own cost. Replace every assumed number by your own and give its source.",
          "zh": "48 户业主自筹翻建一栋楼。请将各项假设值替换为本项目数据，并注明依据。"
        },
        "timeline": {
          "start": "2026-04",
          "constructionMonths": {"value": 14, "unit": "月", "assumed": true},
          "constructionStep": "month"
        },
        "project": {
          "homeTypes": {
            "two-rooms": {
              "label": {"en": "Two rooms, 48 m²", "zh": "两居室（48㎡）"},
              "count": {"value": 32, "unit": "户", "assumed": true},
              "titleArea": {"value": 48, "unit": "㎡", "assumed": true},
              "newArea": {"value": 52, "unit": "㎡", "assumed": true, "note": "kitchen and bathroom added / 补齐厨卫"}
            },
            "three-rooms": {
              "label": {"en": "Three rooms, 66 m²", "zh": "三居室（66㎡）"},
              "count": {"value": 16, "unit": "户", "assumed": true},
              "titleArea": {"value": 66, "unit": "㎡", "assumed": true},
              "newArea": {"value": 70, "unit": "㎡", "assumed": true}
            }
          }
        },
        "finance": {"discountRate": {"value": 4, "unit": "%", "assumed": true}},
        "costs": {
          "building": {
            "kind": "cost.perArea",
            "label": {"en": "Rebuilding", "zh": "翻建工程"},
            "class": "worksRebuild",
            "area": "new",
            "unitCost": {"value": 4000, "unit": "元/㎡", "assumed": true}
          },
          "demolition": {
            "kind": "cost.demolition",
            "label": {"en": "Demolition", "zh": "拆除"},
            "unitCost": {"value": 160, "unit": "元/㎡", "assumed": true},
            "schedule": {"from": "start", "to": "start+2"}
          },
          "fees": {
            "kind": "cost.shareOf",
            "label": {"en": "Design, supervision, fees", "zh": "工程建设其他费用"},
            "share": {"value": 7, "unit": "%", "assumed": true}
          }
        },
        "funding": {
          "owners": {
            "kind": "residents.perArea",
            "label": {"en": "Owners", "zh": "居民出资"},
            "price": {"value": 4350, "unit": "元/㎡", "assumed": true, "note": "per m² of new area / 按新建筑面积"},
            "area": "new",
            "schedule": {"shares": {"start": 0.4, "start+7": 0.4, "handover": 0.2}},
            "status": "committed"
          },
          "maintenance-fund": {
            "kind": "residents.maintenanceFund",
            "label": {"en": "Maintenance fund", "zh": "住宅专项维修资金"},
            "amount": {"value": 90, "unit": "元/㎡", "assumed": true, "note": "needs the owners' vote / 须经业主表决"},
            "schedule": "start",
            "status": "applied"
          },
          "household-means": {
            "kind": "residents.means",
            "label": {"en": "Provident fund and loans", "zh": "公积金提取与个人贷款"},
            "of": ["owners"],
            "providentFund": {"value": 8, "unit": "万元/户", "assumed": true},
            "loanShare": {"value": 30, "unit": "%", "assumed": true},
            "loanRate": {"value": 3.1, "unit": "%", "assumed": true},
            "loanYears": {"value": 15, "unit": "年", "assumed": true},
            "schedule": "start"
          }
        }
      }

      """)
}
