import Foundation
import Testing

/// What programs read: JSON of one shape, values or reasons, never NaN.
struct JSONTests {
  private let program: Program

  init() throws { program = try Program() }

  private func object(_ arguments: String...) throws -> [String: Any] {
    let ending = try program.run(arguments)
    #expect(ending.code == 0)
    return try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  private func rows(_ value: Any?) throws -> [[String: Any]] { try #require(value as? [[String: Any]]) }

  @Test(arguments: ["changsha-programme", "zhegong-xincun", "yonganli", "examples/first"])
  func `a result has the agreed keys`(name: String) throws {
    let result = try object("run", "Scenarios/\(name).json", "--format", "json")
    // A programme whose uses are an outcome has no budget to balance.
    let verdict: Set<String> = name == "changsha-programme" ? [] : ["verdict"]
    #expect(
      Set(result.keys).subtracting(verdict) == [
        "fundsim", "scenario", "indicators", "sources", "uses", "parties", "households", "periods", "gates",
        "published", "findings", "accounts", "investors", "projects", "transfers", "products", "government",
      ])
    #expect(Set(result.keys).isSuperset(of: verdict))
    let program = try #require(result["fundsim"] as? [String: Any])
    #expect(program["version"] as? String == "0.1.0")
    #expect(program["format"] as? Int == 1)
    let scenario = try #require(result["scenario"] as? [String: Any])
    #expect((scenario["hash"] as? String)?.count == 16)
    for line in try rows(result["sources"]) + rows(result["uses"]) {
      #expect(Set(["id", "label", "amount", "share"]).isSubset(of: line.keys))
      #expect(Set((line["label"] as? [String: String] ?? [:]).keys) == ["en", "zh"])
    }
    #expect(try !rows(result["periods"]).isEmpty)
  }

  @Test(arguments: ["changsha-programme", "zhegong-xincun", "yonganli", "examples/first"])
  func `an indicator has a value or a reason`(name: String) throws {
    let ending = try program.run("run", "Scenarios/\(name).json", "--format", "json")
    for word in ["nan", "inf", "infinity"] {
      // As a value, not as part of a word.
      #expect(!ending.output.lowercased().contains(": \(word)"))
      #expect(!ending.output.lowercased().contains(": -\(word)"))
    }
    let result = try JSONDecoder().decode(RunResult.self, from: Data(ending.output.utf8))
    #expect(result.indicators.count > 10)
    for (id, value) in result.indicators {
      #expect((value.value == nil) == (value.status != nil), "\(id)")
      #expect(!value.unit.isEmpty)
    }
  }

  @Test func `a household's bill says areas, payments, when, and what is left without parking`() throws {
    let households = try rows(
      object("run", "Scenarios/zhegong-xincun.json", "--format", "json")["households"])
    let small = try #require(households.first { $0["id"] as? String == "small" })
    let facts = try rows(small["facts"])
    func fact(_ id: String) -> Double? { facts.first { $0["id"] as? String == id }?["value"] as? Double }
    #expect(fact("titleArea") == 45 && fact("newArea") == 53 && fact("extraArea") == 0)
    #expect(abs((fact("extraAreaDiscount") ?? 0) - 34_520.0 / 33_000) < 1e-12)
    // 53 × 1,350 − 45,000 of transition money.
    #expect(abs((small["netWithoutParking"] as? Double ?? 0) - 26_550) < 1e-6)
    #expect(abs((small["received"] as? Double ?? 0) - 45_000) < 1e-6)
    let shares = try rows(small["schedule"]).compactMap { $0["share"] as? Double }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `restricted money shows by cost and source, where there is any`() throws {
    let grants = "Tests/CommandTests/Fixtures/models/grants.json"
    let result = try object("run", "Scenarios/yonganli.json", "--with", grants, "--format", "json")
    let matching = try #require(result["matching"] as? [String: Any])
    let district = try #require(rows(matching["sources"]).first { $0["id"] as? String == "funding.district" })
    #expect(district["entitlement"] as? Double == 18_100_000)
    #expect(abs((district["unused"] as? Double ?? 0) - (18_100_000 - 4_009_500 - 6_561_000)) < 1e-3)
    let building = try #require(rows(matching["costs"]).first { $0["id"] as? String == "costs.building" })
    #expect(try rows(building["cells"]).compactMap { $0["source"] as? String } == ["funding.city"])
  }

  @Test func `the same inputs have the same hash, other inputs another`() throws {
    func hash(_ arguments: [String]) throws -> String {
      let ending = try program.run(["run", "Scenarios/examples/first.json", "--format", "json"] + arguments)
      let result = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
      return try #require((result?["scenario"] as? [String: Any])?["hash"] as? String)
    }
    let folder = try Folder()
    let overlay = try folder.write(#"{"funding": {"city": {"amount": 15000}}}"#, to: "overlay.json")
    #expect(try hash([]) == hash([]))
    #expect(try hash([]) != hash(["--set", "funding.city.amount=15000"]))
    #expect(try hash(["--with", overlay]) == hash(["--set", "funding.city.amount=15000"]))
  }

  @Test func `a run twice prints the same bytes`() throws {
    for format in ["json", "table", "csv", "markdown"] {
      let runs = try (0..<2).map { _ in
        try program.run("run", "Scenarios/yonganli.json", "--format", format).output
      }
      #expect(runs[0] == runs[1])
    }
  }

  @Test func `lists are JSON too`() throws {
    let inputs = try rows(
      object("list", "inputs", "Scenarios/zhegong-xincun.json", "--format", "json")["inputs"])
    let price = try #require(inputs.first { $0["path"] as? String == "funding.residents.price" })
    #expect(price["value"] as? Double == 1350)
    #expect(price["source"] as? String == "seeds/cases.json#base-price")
    #expect(price["assumed"] as? Bool == false)
    let months = try #require(inputs.first { $0["path"] as? String == "timeline.constructionMonths" })
    #expect(months["structural"] as? Bool == true)
    #expect(try rows(object("list", "indicators", "--format", "json")["indicators"]).count > 30)
    #expect(try rows(object("list", "mechanisms", "--format", "json")["mechanisms"]).count > 20)
  }

  @Test func `the scenarios of the folder are listed with their titles`() throws {
    let scenarios = try rows(object("list", "scenarios", "--format", "json")["scenarios"])
    let titles = Dictionary(
      uniqueKeysWithValues: scenarios.map {
        ($0["path"] as? String ?? "", ($0["title"] as? [String: String])?["zh"] ?? "")
      })
    #expect(titles["Scenarios/zhegong-xincun.json"] == "杭州浙工新村自主更新（原拆原建）")
    #expect(titles["Scenarios/changsha-programme.json"] == "长沙市老旧小区改造计划（2019—2024 年中）")
    #expect(titles["Scenarios/yonganli.json"] == "江山市永安里片区：规则示例（数量为假设）")
    let missing = try program.run("list", "scenarios", "Nowhere")
    #expect(missing.code == 66)
    #expect(missing.error == "There is no folder `Nowhere`.\n")
  }

  /// The paths of numbers that are null without a reason beside them.
  private func unreasoned(_ value: Any, at path: String) -> [String] {
    if let object = value as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { key, inner -> [String] in
        let reasons = object[
          key == "value" || key == "result" || key == "computed" ? "status" : key + "Status"]
        func isReasoned(_ place: String) -> Bool {
          !(((reasons as? [String: Any])?[place] as? String) ?? "").isEmpty
        }
        if inner is NSNull {
          // What is published and its difference from what is computed are missing for one reason.
          let reason = reasons as? String ?? (key == "difference" ? object["status"] as? String : nil)
          return reason == nil ? ["\(path).\(key)"] : []
        }
        if let list = inner as? [Any] {
          let bare = list.indices.filter { list[$0] is NSNull && !isReasoned("\($0)") }
          return bare.map { "\(path).\(key)[\($0)]" }
            + list.flatMap { unreasoned($0, at: "\(path).\(key)[]") }
        }
        if let map = inner as? [String: Any], reasons is [String: Any] {
          return map.filter { $0.value is NSNull && !isReasoned($0.key) }.map { "\(path).\(key).\($0.key)" }
        }
        return unreasoned(inner, at: "\(path).\(key)")
      }
    }
    return (value as? [Any])?.flatMap { unreasoned($0, at: "\(path)[]") } ?? []
  }

  private func nulls(_ text: String) -> Int { text.components(separatedBy: " : null").count - 1 }

  @Test func `a number that is missing says why, in every result`() throws {
    let scenarios = try #require(FileManager.default.enumerator(atPath: Program.root.path + "/Scenarios"))
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".json") && !$0.contains("/") }.map {
        "Scenarios/\($0)"
      }.sorted()
    let commands =
      scenarios.map { ["run", $0] } + scenarios.map { ["explain", $0] }
      + zip(scenarios, scenarios.dropFirst()).map { ["compare", $0, $1] }
      + scenarios.prefix(4).map { ["breakeven", $0, "--all"] }
      + [
        ["list", "scenarios", "Scenarios", "--details"],
        ["sensitivity", "Scenarios/yonganli.json", "--sample", "16"],
        ["sweep", "Scenarios/yonganli.json", "--sample", "16", "--indicators", "irr", "payback"],
        // A condition that is not met stops the project: everything is missing.
        ["run", "Scenarios/changsha-3614.json", "--set", "gates.consent.agreedShare=10%"],
      ]
    var met = 0
    for command in commands {
      let ending = try program.run(command + ["--format", "json"])
      #expect(ending.code == 0, "\(command): \(ending.error)")
      met += nulls(ending.output)
      let result = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
      #expect(unreasoned(result, at: "") == [], "\(command)")
    }
    #expect(met > 500)
  }
}
