import FundFormula
import FundModel
import FundScenario
import Testing

/// Whatever is printed as a name can be typed as one: in a file, a sheet and `--set`, in both languages.
@Suite struct PrintedNamesTests {
  /// ``sound`` with names in place of ids wherever there are any.
  private static let chinese = """
    {
      "格式版本": 1,
      "标题": {"en": "Maple Lane", "zh": "枫林里小区"},
      "时间轴": {"开工时间": "2025-01", "建设期（月）": 18},
      "项目概况": {"户数": {"数值": 300, "单位": "户", "依据": "survey 2024"}, "原建筑面积": 21000},
      "资金需求": {
        "works": {
          "资金规则": "总额费用", "名称": {"en": "Works", "zh": "改造工程"}, "费用类别": "基础类改造工程费",
          "金额": {"value": 900, "unit": "万元", "source": "estimate 2024"}
        }
      },
      "资金来源": {
        "city-subsidy": {
          "资金规则": "按户补助", "名称": {"en": "City subsidy", "zh": "市级补助"}, "出资方": "市级财政",
          "每户补助额": {"数值": 6000, "单位": "元/户", "依据": "notice 12", "备注": "in force"}
        },
        "rest": {"资金规则": "差额补足", "名称": {"en": "Rest", "zh": "差额补足"}, "出资方": "运营主体"}
      }
    }
    """

  @Test func `a file in Chinese names is the scenario of the ids`() throws {
    let (named, plain) = (try load(Self.chinese).scenario(), try load().scenario())
    #expect(named.findings.isEmpty && named.hash == plain.hash)
    #expect(named.source.shape == plain.source.shape)
  }

  @Test func `places stay where the names stand`() {
    let faulty = Self.chinese.replacing("\"数值\": 6000", with: "\"数值\": -6000")
    let finding = load(faulty).findings.first
    #expect(finding?.path == "funding.city-subsidy.amount" && finding?.place?.line == 15)
  }

  /// (in place of `"payer": "city"` and the like, by name, by id) within the city subsidy.
  private static let fields: [(named: String, plain: String)] = [
    ("\"到位时间\": \"交房\"", "\"schedule\": \"handover\""),
    ("\"schedule\": \"开工+6\"", "\"schedule\": \"start+6\""),
    ("\"schedule\": \"交房－2\"", "\"schedule\": \"handover-2\""),
    (
      "\"schedule\": {\"起\": \"开工\", \"止\": \"交房\", \"分布\": \"S 曲线\"}",
      "\"schedule\": {\"from\": \"start\", \"to\": \"handover\", \"profile\": \"S 曲线\"}"
    ),
    (
      "\"schedule\": {\"分期\": {\"开工\": 0.3, \"交房\": 0.7}}",
      "\"schedule\": {\"shares\": {\"start\": 0.3, \"handover\": 0.7}}"
    ),
    ("\"schedule\": {\"随付\": [\"改造工程\"]}", "\"schedule\": {\"follow\": [\"works\"]}"),
    ("\"可用于的费用\": [\"基础类改造工程费\"]", "\"eligible\": [\"worksBasic\"]"),
    ("\"eligible\": [\"Works\"]", "\"eligible\": [\"works\"]"),
  ]

  @Test(arguments: fields.indices) func `moments, schedules, classes and blocks go by their names`(at: Int)
    throws
  {
    let (named, plain) = Self.fields[at]
    func text(_ field: String) -> String {
      sound.replacing("\"payer\": \"city\",", with: "\"payer\": \"city\", \(field),")
    }
    let label = ContributionLabel.eligible
    let words = named.replacing("可用于的费用", with: label)
    #expect(try load(text(words)).scenario().hash == (try load(text(plain)).scenario().hash))
  }

  /// What the declaration of `eligible` is called.
  private enum ContributionLabel {
    static var eligible: String {
      Mechanisms.mechanism("subsidy.perHousehold")?.allFields["eligible"]?.label.zh ?? ""
    }
  }

  @Test(arguments: [("是", "true"), ("否", "false")])
  func `yes and no in Chinese are true and false`(word: String, flag: String) {
    func findings(_ value: String) -> [Finding] {
      load(sound.replacing("\"costs\"", with: "\"finance\": {\"usesAreOutcome\": \(value)}, \"costs\""))
        .findings
    }
    #expect(findings("\"\(word)\"").map(\.message) == findings(flag).map(\.message))
    #expect(findings("\"对\"").map(\.check) == ["wrong-type"])
  }

  @Test func `every section, mechanism, field, party and class is known by the names it is printed with`()
    throws
  {
    for party in Party.standard where party.group == .government {
      for name in [party.label.zh, party.label.en] {
        let text = sound.replacing("\"payer\": \"city\"", with: "\"payer\": \"\(name)\"")
        #expect(try load(text).scenario().source["funding"]?["city-subsidy"]?["payer"]?.text == party.id)
      }
    }
    // By the tree alone: what the fields then ask for is another matter.
    for mechanism in Mechanisms.all {
      for language in [\Bilingual.zh, \Bilingual.en] {
        let kind = mechanism.label[keyPath: language]
        let others = Mechanisms.all.filter {
          $0.section == mechanism.section && $0.label[keyPath: language] == kind
        }
        #expect(others.count == 1, "two kinds are called \(kind)")
        let fields = mechanism.allFields.declarations
        let labels = fields.map { $0.label.withoutHint[keyPath: language] }
        let entries = zip(fields, labels).filter { field, label in labels.filter { $0 == label }.count == 1 }
        let members = entries.map { "\"\($1)\": null" }.joined(separator: ", ")
        let section = mechanism.section.label[keyPath: language]
        let text = "{\"fundsim\": 1, \"\(section)\": {\"b\": {\"kind\": \"\(kind)\", \(members)}}}"
        let findings = load(text).findings
        let paths = entries.map { "\(mechanism.section.rawValue).b.\($0.0.name)" }
        #expect(
          !findings.contains { $0.check == "unknown-field" || $0.check == "unknown-kind" },
          "\(kind): \(findings)")
        #expect(paths.count >= fields.count / 2)
      }
    }
  }

  @Test(arguments: [
    ("市级补助·每户补助额", "8000元/户"), ("City subsidy: paid for each household", "8000元/户"),
    ("资金来源.市级补助.每户补助额", "8000元/户"),
    ("项目概况·户数", "200户"), ("市级补助·出资方", "省级财政"), ("funding.city-subsidy.payer", "province"),
  ])
  func `a setting goes by the whole name that lists print`(path: String, value: String) throws {
    let scenario = try load(set: [(path, value)]).scenario()
    let source = scenario.source
    switch value {
    case "8000元/户": #expect(source["funding"]?["city-subsidy"]?["amount"]?["value"]?.text == "8000")
    case "200户": #expect(source["project"]?["households"]?["value"]?.text == "200")
    default: #expect(source["funding"]?["city-subsidy"]?["payer"]?.text == "province")
    }
  }

  @Test func `every input of a scenario can be set by the name it is listed with`() throws {
    for name in Repository.scenarios + ["examples/first"] {
      let bytes = try Repository.bytes("Scenarios/\(name).json")
      let scenario = try loadScenario(LoadRequest(.init(name: "s.json", bytes: bytes))).scenario()
      let inputs = DeclaredInput.all(in: scenario.content)
      for language in [\Bilingual.zh, \Bilingual.en] {
        let names = Dictionary(grouping: inputs) { $0.label.withoutHint[keyPath: language] }
        for (label, ones) in names
        where ones.count == 1 && !ones[0].path.hasPrefix("published.")
          && !ones[0].path.hasPrefix("levers.") && !ones[0].path.hasPrefix("uncertain.")
        {
          #expect(try scenario.path(named: label).get() == ones[0].path, "\(name): \(label)")
        }
      }
    }
  }

  @Test func `a name of two things is not guessed`() {
    let twice = sound.replacing("\"zh\": \"差额补足\"", with: "\"zh\": \"市级补助\"")
    let findings = load(twice, set: [("市级补助·出资方", "city")]).findings
    #expect(findings.contains { $0.check == "set-path" && $0.message.zh.contains("对应多项") }, "\(findings)")
  }

  @Test func `a parameter sheet takes the names its own column shows`() throws {
    let text = """
      编号,数值,单位
      fundsim,1,
      title,枫林里,
      时间轴.开工时间,2025年1月,
      时间轴.建设期（月）,18,
      项目概况.户数,300,户
      资金需求.works.资金规则,总额费用,
      资金需求.works.费用类别,基础类改造工程费,
      资金需求.works.金额,900,万元
      资金来源.city.资金规则,按户补助,
      资金来源.city.出资方,市级财政,
      资金来源.city.到位时间,交房,
      资金来源.city.每户补助额,6000,元/户
      """
    let scenario = try loadScenario(LoadRequest(.init(name: "s.csv", bytes: Array(text.utf8)))).scenario()
    #expect(scenario.source["funding"]?["city"]?["payer"]?.text == "city")
    #expect(scenario.source["funding"]?["city"]?["schedule"]?.text == "handover")
    #expect(scenario.source["costs"]?["works"]?["amount"]?["unit"]?.text == "万元")
  }
}
