import FundFormula

extension Presets {
  /// 两档价加新增住房销售: owners pay two prices by area, added homes pay for the rest.
  static let twoPriceHomes = Preset(
    id: "two-price-homes", label: Bilingual(en: "two prices and homes for sale", zh: "两档价加新增住房销售"),
    summary: Bilingual(
      en:
        "Owners pay one price for area equal to their title and another beyond it; homes from a higher floor-area ratio are sold and close the balance.",
      zh: "与原产权面积对等部分和扩面部分分两档计价，提高容积率新增住房出售，以售房收入平衡资金。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "Two prices and homes for sale (preset, all quantities assumed)", "zh": "两档价加新增住房销售（模板，数量均为假设）"},
        "summary": {
          "en": "200 households rebuild on site, homes for sale by the floor-area ratio. Replace every assumed number by your own and give its source.",
          "zh": "200 户原拆原建，可售面积由容积率增量推算。请将各项假设值替换为本项目数据，并注明依据。"
        },
        "timeline": {
          "start": "2026-01",
          "constructionMonths": {"value": 24, "unit": "月", "assumed": true},
          "salesMonths": {"value": 12, "unit": "月", "assumed": true},
          "constructionStep": "quarter",
          "operationStep": "quarter"
        },
        "project": {
          "siteArea": {"value": 12000, "unit": "㎡", "assumed": true},
          "floorAreaRatioBefore": {"value": 1.3, "assumed": true},
          "floorAreaRatioAfter": {"value": 1.9, "assumed": true, "note": "what the plan allows / 规划允许值"},
          "homeTypes": {
            "small": {
              "label": {"en": "Small, 60 m²", "zh": "小户型（60㎡）"},
              "count": {"value": 80, "unit": "户", "assumed": true},
              "titleArea": {"value": 60, "unit": "㎡", "assumed": true, "note": "area on the title / 产权面积"},
              "newArea": {"value": 72, "unit": "㎡", "assumed": true},
              "marketPrice": {"value": 11000, "unit": "元/㎡", "assumed": true}
            },
            "large": {
              "label": {"en": "Large, 90 m²", "zh": "大户型（90㎡）"},
              "count": {"value": 120, "unit": "户", "assumed": true},
              "titleArea": {"value": 90, "unit": "㎡", "assumed": true},
              "newArea": {"value": 102, "unit": "㎡", "assumed": true},
              "marketPrice": {"value": 11000, "unit": "元/㎡", "assumed": true}
            }
          }
        },
        "finance": {"discountRate": {"value": 5, "unit": "%", "assumed": true}},
        "costs": {
          "building": {
            "kind": "cost.perArea",
            "label": {"en": "Building", "zh": "建安工程"},
            "class": "worksRebuild",
            "area": "built",
            "unitCost": {"value": 3000, "unit": "元/㎡", "assumed": true, "note": "homes for sale included / 含可售住房"},
            "schedule": {"from": "start+3", "to": "handover", "profile": "sCurve"}
          },
          "demolition": {
            "kind": "cost.demolition",
            "label": {"en": "Demolition", "zh": "拆除"},
            "unitCost": {"value": 120, "unit": "元/㎡", "assumed": true},
            "schedule": {"from": "start", "to": "start+3"}
          },
          "fees": {
            "kind": "cost.shareOf",
            "label": {"en": "Design, supervision, fees", "zh": "工程建设其他费用"},
            "share": {"value": 8, "unit": "%", "assumed": true},
            "schedule": {"follow": ["building"]}
          },
          "transition": {
            "kind": "cost.transition",
            "label": {"en": "Transition allowance", "zh": "临时安置费（过渡费）"},
            "rate": {"value": 12, "unit": "元/㎡·月", "assumed": true}
          }
        },
        "funding": {
          "owners": {
            "kind": "residents.priceByBand",
            "label": {"en": "Owners", "zh": "居民出资"},
            "price": {"value": 1500, "unit": "元/㎡", "assumed": true, "note": "for area equal to the title / 与原产权面积对等部分"},
            "extraPrice": {"value": 8000, "unit": "元/㎡", "assumed": true, "note": "for area beyond it / 扩面部分"},
            "extraFrom": "title",
            "schedule": {"shares": {"start": 0.5, "handover": 0.5}},
            "extraSchedule": {"shares": {"start": 0.4, "start+12": 0.3, "handover": 0.3}},
            "status": "committed"
          },
          "homes": {
            "kind": "sale.homes",
            "label": {"en": "Added homes", "zh": "新增住房"},
            "saleableShare": {"value": 50, "unit": "%", "assumed": true, "note": "of the floor area a higher ratio adds / 占容积率增量面积"},
            "homeArea": {"value": 100, "unit": "㎡", "assumed": true},
            "price": {"value": 11000, "unit": "元/㎡", "assumed": true, "note": "without it, the market price of the home types counts / 省略时按户型市场价"},
            "sellingCost": {"value": 2, "unit": "%", "assumed": true},
            "premiumPerHome": {"value": 15, "unit": "万元/套", "assumed": true, "note": "land premium by home / 按套补缴土地出让金"},
            "schedule": {"from": "start+12", "to": "salesEnd"},
            "premiumSchedule": "start+12"
          }
        }
      }

      """)
}
