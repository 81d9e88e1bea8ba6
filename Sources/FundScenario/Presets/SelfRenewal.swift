import FundFormula

extension Presets {
  /// 自主更新: owners rebuild their building and pay by area band; added homes and parking are sold; the district tops up.
  static let selfRenewal = Preset(
    id: "self-renewal", label: Bilingual(en: "self-renewal", zh: "自主更新"),
    summary: Bilingual(
      en:
        "Owners rebuild on site: own area at a base price, extra area and parking at market price, added homes sold, the district tops up.",
      zh: "业主原拆原建：原面积按基准价、扩面和车位按市场价出资，新增住房出售，差额由区财政补足。"),
    text: """
      {
        "fundsim": 1,
        "title": {"en": "Self-renewal (preset, all quantities assumed)", "zh": "自主更新（模板，数量均为假设）"},
        "summary": {
          "en": "150 households rebuild on site. Replace every assumed number by your own and give its source.",
          "zh": "150 户原拆原建。请将各项假设值替换为本项目数据，并注明依据。"
        },
        "timeline": {
          "start": "2026-01",
          "constructionMonths": {"value": 24, "unit": "月", "assumed": true, "note": "from demolition to handover / 拆除至交房"},
          "salesMonths": {"value": 12, "unit": "月", "assumed": true, "note": "added homes are sold until then / 新增住房销售期"},
          "constructionStep": "quarter",
          "operationStep": "quarter"
        },
        "project": {
          "siteArea": {"value": 7500, "unit": "㎡", "assumed": true},
          "floorAreaRatioBefore": {"value": 1.3, "assumed": true},
          "floorAreaRatioAfter": {"value": 1.95, "assumed": true, "note": "what the plan allows; bounds extra area and homes for sale / 规划允许值，约束扩面与可售面积"},
          "parkingBuilt": {"value": 120, "unit": "个", "assumed": true},
          "areas": {
            "basement": {"value": 4200, "unit": "㎡", "assumed": true, "note": "120 spaces × 35 m² / 120 个车位 × 35 ㎡"}
          },
          "homeTypes": {
            "small": {
              "label": {"en": "Small, 50 m²", "zh": "小户型（50㎡）"},
              "count": {"value": 70, "unit": "户", "assumed": true},
              "titleArea": {"value": 50, "unit": "㎡", "assumed": true, "note": "area on the title / 产权面积"},
              "newArea": {"value": 65, "unit": "㎡", "assumed": true}
            },
            "large": {
              "label": {"en": "Large, 75 m²", "zh": "大户型（75㎡）"},
              "count": {"value": 80, "unit": "户", "assumed": true},
              "titleArea": {"value": 75, "unit": "㎡", "assumed": true},
              "newArea": {"value": 90, "unit": "㎡", "assumed": true}
            }
          }
        },
        "finance": {"discountRate": {"value": 5, "unit": "%", "assumed": true}},
        "costs": {
          "building": {
            "kind": "cost.perArea",
            "label": {"en": "Building", "zh": "地上建安工程"},
            "class": "worksRebuild",
            "area": "built",
            "unitCost": {"value": 3600, "unit": "元/㎡", "assumed": true},
            "schedule": {"from": "start+3", "to": "handover", "profile": "sCurve"}
          },
          "basement": {
            "kind": "cost.perArea",
            "label": {"en": "Basement garage", "zh": "地下车库"},
            "class": "worksRebuild",
            "area": "basement",
            "unitCost": {"value": 4000, "unit": "元/㎡", "assumed": true},
            "schedule": {"from": "start+3", "to": "start+12"}
          },
          "demolition": {
            "kind": "cost.demolition",
            "label": {"en": "Demolition", "zh": "拆除"},
            "unitCost": {"value": 150, "unit": "元/㎡", "assumed": true},
            "schedule": {"from": "start", "to": "start+3"}
          },
          "fees": {
            "kind": "cost.shareOf",
            "label": {"en": "Design, supervision, fees", "zh": "工程建设其他费用"},
            "share": {"value": 8, "unit": "%", "assumed": true},
            "schedule": {"follow": ["building"]}
          },
          "contingency": {
            "kind": "cost.shareOf",
            "label": {"en": "Contingency", "zh": "基本预备费"},
            "class": "contingency",
            "base": ["worksRebuild", "fees"],
            "share": {"value": 5, "unit": "%", "assumed": true},
            "schedule": {"follow": ["building"]}
          },
          "transition": {
            "kind": "cost.transition",
            "label": {"en": "Transition allowance", "zh": "临时安置费（过渡费）"},
            "rate": {"value": 25, "unit": "元/㎡·月", "assumed": true, "note": "12 months ahead, then every 6 / 首次预付 12 个月，其后每 6 个月"}
          }
        },
        "funding": {
          "owners": {
            "kind": "residents.priceByBand",
            "label": {"en": "Owners", "zh": "居民出资"},
            "price": {"value": 1400, "unit": "元/㎡", "assumed": true, "note": "for area equal to the title / 与原产权面积对等部分"},
            "extraPrice": {"value": 12000, "unit": "元/㎡", "assumed": true, "note": "for area beyond it / 扩面部分"},
            "extraCap": {"value": 20, "unit": "㎡", "assumed": true, "note": "per home / 每户上限"},
            "schedule": {"shares": {"start": 0.5, "handover": 0.5}},
            "extraSchedule": {"shares": {"start": 0.4, "start+12": 0.3, "handover": 0.3}},
            "status": "committed"
          },
          "parking": {
            "kind": "residents.parking",
            "label": {"en": "Parking spaces", "zh": "车位购置"},
            "count": {"value": 120, "unit": "个", "assumed": true},
            "price": {"value": 12, "unit": "万元/个", "assumed": true},
            "takeUp": {"value": 85, "unit": "%", "assumed": true},
            "schedule": "handover"
          },
          "homes": {
            "kind": "sale.homes",
            "label": {"en": "Added homes", "zh": "新增住房"},
            "homes": {"value": 24, "unit": "套", "assumed": true},
            "homeArea": {"value": 100, "unit": "㎡", "assumed": true},
            "price": {"value": 13500, "unit": "元/㎡", "assumed": true},
            "sellingCost": {"value": 2, "unit": "%", "assumed": true},
            "premiumPerHome": {"value": 20, "unit": "万元/套", "assumed": true, "note": "land premium; delete it where none is due / 补缴土地价款，免缴则删去"},
            "schedule": {"from": "start+12", "to": "salesEnd"},
            "premiumSchedule": "start+12"
          },
          "district": {
            "kind": "topUp",
            "label": {"en": "District funds", "zh": "区级专项资金（差额补足）"},
            "payer": "district",
            "status": "planned"
          }
        }
      }

      """)
}
