// swift-format-ignore-file
// Written by `make embed` from Scenarios/models and Scenarios/presets: change the files there, then run it. A test holds
// this file equal to them, byte by byte.

/// The scenario files that are part of the program.
enum EmbeddedScenarios {
  /// Funding models: differences to be laid over a project.
  static let models: [EmbeddedScenario] = [
    EmbeddedScenario(id: "bond-and-operation", text: #"""
{
  "fundsim": 1,
  "title": {"en": "Special bond and operation", "zh": "专项债券加运营"},
  "summary": {
    "en": "A special bond of 6 % of the costs is repaid from parking and small services over 15 years; district money is the capital. Spaces and households are the project's; rates, prices and take-up are assumed. A larger bond needs more income: watch the coverage.",
    "zh": "发行专项债券，额度按总费用的 6%，以停车及便民服务收入 15 年还本付息；资本金由区财政安排。车位和户数取自项目，利率、收费和使用率为假设。债券规模受收入约束，请对照本息覆盖倍数。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "timeline": {"salesMonths": {"value": 0, "unit": "月", "assumed": true}, "operationYears": {"value": 16, "unit": "年", "assumed": true}, "operationStep": "year"},
  "funding": {
    "budget": {
      "kind": "topUp",
      "label": {"en": "Budget money (capital)", "zh": "财政资金（项目资本金）"},
      "payer": "district"
    }
  },
  "debt": {
    "bond": {
      "kind": "bond",
      "label": {"en": "Special bond", "zh": "专项债券"},
      "share": {"value": 6, "unit": "%", "assumed": true},
      "coupon": {"value": 2.3, "unit": "%", "assumed": true},
      "term": {"value": 15, "unit": "年", "assumed": true},
      "issue": "start+6",
      "repayment": "equalParts",
      "firstRepaymentYear": {"value": 6, "assumed": true},
      "status": "applied"
    }
  },
  "operations": {
    "parking": {
      "kind": "operation.income",
      "label": {"en": "Parking", "zh": "停车收入"},
      "units": "parking",
      "price": {"value": 300, "unit": "元/个·月", "assumed": true},
      "occupancy": {"value": 85, "unit": "%", "assumed": true}
    },
    "services": {
      "kind": "operation.income",
      "label": {"en": "Charging, advertising, small services", "zh": "充电、广告及便民服务收入"},
      "units": "households",
      "price": {"value": 1500, "unit": "元/户·年", "assumed": true}
    },
    "running": {
      "kind": "operation.cost",
      "label": {"en": "Running cost", "zh": "运营成本"},
      "shareOfIncome": {"value": 20, "unit": "%", "assumed": true}
    }
  }
}

"""#),
    EmbeddedScenario(id: "government-per-household", text: #"""
{
  "fundsim": 1,
  "title": {"en": "Government pays by household (Changsha)", "zh": "财政按户补助（长沙模式）"},
  "summary": {
    "en": "City and district pay 6,000 yuan each a household, the district at least that, for basic works or, where dangerous homes are rebuilt, for the rebuilding. Nobody pays the rest: what is open is the gap. Four fifths of the households must be willing.",
    "zh": "市、区两级各按每户 6,000 元补助（区级不低于此数），用于基础类改造；危旧房原拆原建的，用于拆建工程。其余不作安排，直接显示资金缺口。居民同意率须达 80%。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "gates": {
    "consent": {
      "kind": "gate.consent",
      "label": {"en": "Consent to the works", "zh": "改造意愿同意率"},
      "threshold": {"value": 80, "unit": "%", "source": "seeds/changsha.json#consent"},
      "agreedShare": {"value": 85, "unit": "%", "assumed": true},
      "effect": "stop"
    }
  },
  "funding": {
    "city-subsidy": {
      "kind": "subsidy.perHousehold",
      "label": {"en": "City subsidy", "zh": "市级补助"},
      "payer": "city",
      "amount": {"value": 6000, "unit": "元/户", "source": "seeds/changsha.json#city-subsidy"},
      "eligible": ["worksBasic", "worksRebuild"]
    },
    "district-subsidy": {
      "kind": "subsidy.perHousehold",
      "label": {"en": "District subsidy", "zh": "区级补助"},
      "payer": "district",
      "amount": {"value": 6000, "unit": "元/户", "atLeast": true, "source": "seeds/changsha.json#district-subsidy"},
      "eligible": ["worksBasic", "worksRebuild"]
    }
  }
}

"""#),
    EmbeddedScenario(id: "operator-epco", text: #"""
{
  "fundsim": 1,
  "title": {"en": "Operator invests and runs (EPC+O)", "zh": "运营主体投资运营（EPC+O）"},
  "summary": {
    "en": "One contract for design, works and operation: the operator pays 8 % of the works and in return runs parking and services for 15 years on its own account; government pays the rest. Its rate of return is in investors.operator. All shares, prices and running cost are assumed.",
    "zh": "设计、施工、运营一体发包：运营主体承担工程费的 8%，换取停车及便民服务 15 年经营权，单独记账；其余由财政承担。运营主体内部收益率见 investors.operator。比例、收费和运营成本均为假设。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "timeline": {"salesMonths": {"value": 0, "unit": "月", "assumed": true}, "operationYears": {"value": 15, "unit": "年", "assumed": true}, "operationStep": "year"},
  "funding": {
    "operator": {
      "kind": "subsidy.shareOf",
      "label": {"en": "Operator's investment", "zh": "运营主体投资"},
      "payer": "operator",
      "base": ["worksBasic", "worksImproving", "worksUpgrading", "worksRebuild"],
      "share": {"value": 8, "unit": "%", "assumed": true},
      "status": "committed"
    },
    "government": {
      "kind": "topUp",
      "label": {"en": "Government", "zh": "财政资金"},
      "payer": "district"
    }
  },
  "operations": {
    "parking": {
      "kind": "operation.income",
      "label": {"en": "Parking", "zh": "停车收入"},
      "account": "operator",
      "units": "parking",
      "price": {"value": 300, "unit": "元/个·月", "assumed": true},
      "occupancy": {"value": 85, "unit": "%", "assumed": true},
      "growth": {"value": 1, "unit": "%", "assumed": true}
    },
    "services": {
      "kind": "operation.income",
      "label": {"en": "Rents, advertising, services", "zh": "用房租金、广告及便民服务收入"},
      "account": "operator",
      "units": "households",
      "price": {"value": 2000, "unit": "元/户·年", "assumed": true},
      "growth": {"value": 2, "unit": "%", "assumed": true}
    },
    "running": {
      "kind": "operation.cost",
      "label": {"en": "Running cost", "zh": "运营成本"},
      "account": "operator",
      "shareOfIncome": {"value": 30, "unit": "%", "assumed": true}
    },
    "upkeep-share": {
      "kind": "operation.share",
      "label": {"en": "Part for upkeep", "zh": "收益反哺物业"},
      "account": "operator",
      "share": {"value": 5, "unit": "%", "assumed": true},
      "payee": "propertyManager"
    }
  }
}

"""#),
    EmbeddedScenario(id: "owners-with-matching", text: #"""
{
  "fundsim": 1,
  "title": {"en": "Owners pay, government matches (Panyu)", "zh": "业主出资、财政配比（番禺模式）"},
  "summary": {
    "en": "Owners pay 60 % of all costs by area, the district adds half of what they pay. The rule is published, share and maximum are not; a tenth stays open for owning units and utilities.",
    "zh": "业主按面积承担全部费用的 60%，区财政按业主出资的 50% 配比。规则公开，比例和上限未公布；余下一成留待产权单位和专营单位承担。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "funding": {
    "owners": {
      "kind": "residents.shareOf",
      "label": {"en": "Owners", "zh": "业主出资"},
      "base": ["worksBasic", "worksImproving", "worksUpgrading", "worksRebuild", "demolition", "otherCost", "agencyFee", "contingency", "transition"],
      "share": {"value": 60, "unit": "%", "assumed": true},
      "schedule": {"shares": {"start": 0.7, "handover": 0.3}}
    },
    "matching": {
      "kind": "subsidy.matching",
      "label": {"en": "District's matching grant", "zh": "区级配比补助"},
      "payer": "district",
      "match": ["owners"],
      "rate": {"value": 50, "unit": "%", "assumed": true, "note": "the share is not published: seeds/guangzhou.json#panyu-matching / 比例未公布"}
    }
  }
}

"""#),
    EmbeddedScenario(id: "ppp-rot", text: #"""
{
  "fundsim": 1,
  "title": {"en": "PPP: renovate, operate, transfer (ROT)", "zh": "PPP 模式（改建—运营—移交，ROT）"},
  "summary": {
    "en": "The project's account is the project company's: equity of 23 % of the costs (16 from the private partner), interest during construction included, and a bank loan of 80 %. For 15 years users and a yearly payment from the district, a tenth of the costs and tied to performance, repay both; then the works are handed back. Terms are assumed; new projects must follow the rules for franchises of 2023.",
    "zh": "项目账户即项目公司账户：资本金占总费用的 23%（社会资本方 16%，含建设期利息），银行贷款 80%。15 年合作期内由使用者付费和政府付费（每年为总费用的 10%，与绩效挂钩）偿还，期满移交。条件均为假设；新建项目须执行 2023 年特许经营新机制。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "timeline": {"salesMonths": {"value": 0, "unit": "月", "assumed": true}, "operationYears": {"value": 15, "unit": "年", "assumed": true}, "operationStep": "year"},
  "parties": {
    "project": {"label": {"en": "project company", "zh": "项目公司"}, "group": "account"}
  },
  "funding": {
    "private-equity": {
      "kind": "subsidy.shareOf",
      "label": {"en": "Equity of the private partner", "zh": "社会资本方资本金"},
      "payer": "privatePartner",
      "class": "equity",
      "base": ["worksBasic", "worksImproving", "worksUpgrading", "worksRebuild", "demolition", "otherCost", "agencyFee", "contingency", "transition"],
      "share": {"value": 16, "unit": "%", "assumed": true, "note": "interest during construction included / 含建设期利息"}
    },
    "public-equity": {
      "kind": "subsidy.shareOf",
      "label": {"en": "Equity of the district's company", "zh": "政府方资本金"},
      "payer": "stateCompany",
      "class": "equity",
      "base": ["worksBasic", "worksImproving", "worksUpgrading", "worksRebuild", "demolition", "otherCost", "agencyFee", "contingency", "transition"],
      "share": {"value": 7, "unit": "%", "assumed": true}
    }
  },
  "debt": {
    "loan": {
      "kind": "loan",
      "label": {"en": "Bank loan", "zh": "银行贷款"},
      "share": {"value": 80, "unit": "%", "assumed": true},
      "rate": {"value": 3.9, "unit": "%", "assumed": true},
      "years": {"value": 12, "unit": "年", "assumed": true},
      "firstRepayment": "handover+12",
      "paymentFrequency": "yearly",
      "repayment": "equalInstalment"
    }
  },
  "operations": {
    "parking": {
      "kind": "operation.income",
      "label": {"en": "Parking", "zh": "停车收入"},
      "units": "parking",
      "price": {"value": 300, "unit": "元/个·月", "assumed": true},
      "occupancy": {"value": 85, "unit": "%", "assumed": true}
    },
    "running": {
      "kind": "operation.cost",
      "label": {"en": "Running cost", "zh": "运营维护成本"},
      "shareOfIncome": {"value": 40, "unit": "%", "assumed": true}
    },
    "payment": {
      "kind": "operation.publicPayment",
      "label": {"en": "Availability payment", "zh": "可用性付费"},
      "mode": "availability",
      "countsAs": "operatingIncome",
      "note": "by contract the payment is the company's revenue: it counts in coverage / 按合同约定政府付费为项目公司收入，计入覆盖倍数",
      "share": {"value": 10, "unit": "%", "assumed": true, "note": "of all costs, a year / 每年占全部费用的比例"},
      "linkedShare": {"value": 30, "unit": "%", "assumed": true},
      "score": {"value": 95, "unit": "%", "assumed": true},
      "payer": "district"
    },
    "dividend-private": {
      "kind": "operation.dividend",
      "label": {"en": "Distribution to the private partner", "zh": "社会资本方利润分配"},
      "payee": "privatePartner",
      "share": {"value": 70, "unit": "%", "assumed": true},
      "from": "handover"
    },
    "dividend-public": {
      "kind": "operation.dividend",
      "label": {"en": "Distribution to the district's company", "zh": "政府方利润分配"},
      "payee": "stateCompany",
      "share": {"value": 30, "unit": "%", "assumed": true},
      "from": "handover"
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
      "depreciates": ["worksBasic", "worksImproving", "worksUpgrading", "worksRebuild", "demolition", "otherCost", "contingency", "transition"],
      "years": {"value": 15, "unit": "年", "assumed": true},
      "residual": {"value": 0, "unit": "%", "assumed": true}
    }
  }
}

"""#),
    EmbeddedScenario(id: "residents-extra-area", text: #"""
{
  "fundsim": 1,
  "title": {"en": "Residents pay, extra area at market price (Zhegong New Village)", "zh": "居民出资加市场价扩面（浙工新村模式）"},
  "summary": {
    "en": "Residents pay 1,350 yuan/m² for their own area, 53 m² at least, the market price of their home type for at most 20 m² more, and buy parking; government funds close the rest. Market prices and spaces are the project's; the price of a space is Hangzhou's, its take-up assumed.",
    "zh": "居民按 1,350 元/㎡ 分担原面积（最低按 53 ㎡ 计费），扩面不超过 20 ㎡、按各户型市场价购买，另购车位；其余由政府专项资金补足。市场价与车位数取自项目；车位单价为杭州公布数，认购率为假设。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "gates": {
    "consent": {
      "kind": "gate.consent",
      "label": {"en": "Consent to rebuilding", "zh": "自主更新同意率"},
      "threshold": {"value": 90, "unit": "%", "source": "seeds/cases.json#consent-wanted"},
      "agreedShare": {"value": 99, "unit": "%", "assumed": true},
      "effect": "stop"
    }
  },
  "funding": {
    "residents": {
      "kind": "residents.priceByBand",
      "label": {"en": "Residents", "zh": "居民出资"},
      "price": {"value": 1350, "unit": "元/㎡", "source": "seeds/cases.json#base-price"},
      "minimumArea": {"value": 53, "unit": "㎡", "source": "seeds/cases.json#minimum-billed-area"},
      "extraBy": "market",
      "extraCap": {"value": 20, "unit": "㎡", "source": "seeds/cases.json#extra-area-cap"},
      "schedule": {"shares": {"start": 0.5, "handover": 0.5}},
      "extraSchedule": {"shares": {"start": 0.6, "handover": 0.4}}
    },
    "parking": {
      "kind": "residents.parking",
      "label": {"en": "Parking spaces", "zh": "车位购置"},
      "price": {"value": 20, "unit": "万元/个", "source": "seeds/cases.json#parking-price"},
      "takeUp": {"value": 90, "unit": "%", "assumed": true},
      "schedule": "handover"
    },
    "government": {
      "kind": "topUp",
      "label": {"en": "Government funds", "zh": "政府专项资金"},
      "payer": "district"
    }
  }
}

"""#),
    EmbeddedScenario(id: "standard-per-area", text: #"""
{
  "fundsim": 1,
  "title": {"en": "Subsidy by a standard per m² (Beijing)", "zh": "按面积标准补助（北京模式）"},
  "summary": {
    "en": "The city pays up to 5,786 yuan for each m² of the old floor area, for works alone and never more than they cost; owners and owning units pay the rest. The standard is Beijing's for strengthening: where works cost less, it pays all of them.",
    "zh": "市级按原建筑面积每平方米最高 5,786 元补助，限用于工程费且不超过实际造价；余额由业主及产权单位承担。该标准为北京抗震加固类标准，造价低于标准的，工程费全部由财政承担。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "funding": {
    "city": {
      "kind": "subsidy.perArea",
      "label": {"en": "Subsidy by the standard", "zh": "按标准补助"},
      "payer": "city",
      "standard": {"value": 5786, "unit": "元/㎡", "source": "seeds/beijing-cases.json#works-subsidy"},
      "area": "old",
      "eligible": ["worksBasic", "worksImproving", "worksUpgrading", "worksRebuild"]
    },
    "rest": {
      "kind": "topUp",
      "label": {"en": "Left to owners and owning units", "zh": "业主及产权单位承担余额"},
      "payer": "rightsHolder",
      "status": "unsecured"
    }
  }
}

"""#),
    EmbeddedScenario(id: "two-price-homes", text: #"""
{
  "fundsim": 1,
  "title": {"en": "Two prices and homes for sale (Yong'anli)", "zh": "两档价加新增住房销售（永安里模式）"},
  "summary": {
    "en": "Residents pay 1,500 yuan/m² for area equal to the old title and 8,000 beyond it; part of the floor area that a higher ratio adds is sold at the market price and pays a land premium by home. The two prices are published; the saleable share, size of home, selling cost and premium are assumed.",
    "zh": "与原产权面积对等部分 1,500 元/㎡，扩面部分 8,000 元/㎡；提高容积率新增面积的一部分按市场价出售，按套补缴土地出让金。两档价为公开数据；可售比例、套均面积、销售费率和出让金为假设。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "timeline": {"salesMonths": {"value": 12, "unit": "月", "assumed": true}},
  "funding": {
    "residents": {
      "kind": "residents.priceByBand",
      "label": {"en": "Residents", "zh": "居民出资"},
      "price": {"value": 1500, "unit": "元/㎡", "source": "seeds/zhejiang.json#yonganli-base-price"},
      "extraPrice": {"value": 8000, "unit": "元/㎡", "source": "seeds/zhejiang.json#yonganli-extra-price"},
      "extraFrom": "title",
      "schedule": {"shares": {"start": 0.5, "handover": 0.5}},
      "extraSchedule": {"shares": {"start": 0.5, "handover": 0.5}}
    },
    "homes": {
      "kind": "sale.homes",
      "label": {"en": "Added homes", "zh": "新增住房"},
      "saleableShare": {"value": 55, "unit": "%", "assumed": true},
      "homeArea": {"value": 110, "unit": "㎡", "assumed": true},
      "sellingCost": {"value": 2.5, "unit": "%", "assumed": true},
      "premiumPerHome": {"value": 15, "unit": "万元/套", "assumed": true, "note": "by home (seeds/zhejiang.json#yonganli-land-premium), the amount is not published / 按套补缴，金额未公布"},
      "schedule": {"from": "start+9", "to": "salesEnd"},
      "premiumSchedule": {"from": "start+9", "to": "salesEnd"}
    }
  }
}

"""#),
    EmbeddedScenario(id: "zero-subsidy", text: #"""
{
  "fundsim": 1,
  "title": {"en": "Owners alone, no subsidy (Junping street)", "zh": "居民自筹、零补助（君平街模式）"},
  "summary": {
    "en": "Owners share all costs by titled area, in three payments; nobody adds anything.",
    "zh": "全部费用由业主按产权面积分摊，分三次缴纳，无任何补助。"
  },
  "replaces": ["funding", "debt", "gates", "operations", "taxes"],
  "funding": {
    "owners": {
      "kind": "residents.shareOf",
      "label": {"en": "Owners", "zh": "业主自筹"},
      "base": ["worksBasic", "worksImproving", "worksUpgrading", "worksRebuild", "demolition", "otherCost", "agencyFee", "contingency", "transition"],
      "share": {"value": 100, "unit": "%", "assumed": true},
      "spread": "area",
      "schedule": {"shares": {"start": 0.5, "start+5": 0.4, "handover": 0.1}}
    }
  }
}

"""#),
  ]

  /// Scenarios to start from.
  static let presets: [EmbeddedScenario] = [
    EmbeddedScenario(id: "bond-and-operation", text: #"""
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

"""#),
    EmbeddedScenario(id: "operator-epco", text: #"""
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

"""#),
    EmbeddedScenario(id: "owners-matched", text: #"""
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

"""#),
    EmbeddedScenario(id: "owners-only", text: #"""
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

"""#),
    EmbeddedScenario(id: "per-household-subsidy", text: #"""
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

"""#),
    EmbeddedScenario(id: "ppp-rot", text: #"""
{
  "fundsim": 1,
  "title": {"en": "PPP: renovate, operate, transfer (preset, all quantities assumed)", "zh": "PPP（改建—运营—移交）（模板，数量均为假设）"},
  "summary": {
    "en": "The account of the project is the project company's. Replace every assumed number by your own and give its source. Since 国办函〔2023〕115号 (November 2023) a new PPP project is a franchise that its users pay for: government may subsidise operation but not pay for building cost. The availability payment stands for a contract signed before; without one, remove `operations.payment`.",
    "zh": "项目账户即项目公司账户。请将各项假设值替换为本项目数据，并注明依据。国办函〔2023〕115号（2023年11月）以后的新建 PPP 项目一律采取特许经营模式、由使用者付费：政府可补贴运营，但不得以可用性付费、补贴等方式弥补建设成本。本模板的可用性付费仅适用于此前已签约的项目；未签约的请删去“operations.payment”。"
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
      "paymentFrequency": "yearly",
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

"""#),
    EmbeddedScenario(id: "self-renewal", text: #"""
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

"""#),
    EmbeddedScenario(id: "standard-per-area", text: #"""
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

"""#),
    EmbeddedScenario(id: "two-price-homes", text: #"""
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

"""#),
  ]
}
