import Foundation
import Testing

/// `sweep`: summaries, files of rows, shards, one row again, what it refuses.
struct SweepCommandTests {
  private let program: Program
  private static let project = "Scenarios/yonganli.json"

  init() throws { program = try Program() }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `a summary in JSON, the same on one thread and on two`() throws {
    let arguments = ["sweep", Self.project, "--sample", "5000", "--seed", "3", "--format", "json"]
    let one = try program.run(arguments + ["--threads", "1"])
    let two = try program.run(arguments + ["--threads", "2"])
    #expect(one.code == 0 && one.output == two.output)
    let answer = try object(one.output)
    #expect(answer["lanes"] as? Int == 5000)
    let indicators = try #require(answer["indicators"] as? [String: [String: Any]])
    let gap = try #require(indicators["fundingGap"])
    for key in ["mean", "sd", "p05", "p50", "p95", "min", "max"] { #expect(gap[key] is Double, "\(key)") }
    #expect(gap["missing"] as? Int == 0)
    // No draw of this plan has its money back.
    #expect(indicators["payback"]?["missing"] as? Int == 5000)
    let balances = try #require((answer["probabilities"] as? [String: Double])?["balances"])
    #expect((0.02...0.3).contains(balances))
  }

  #if arch(x86_64)
    @Test func `which kernels OpenBLAS has changes no figure that is shown`() throws {
      let arguments = ["sweep", Self.project, "--sample", "2000", "--format", "json"]
      let own = try object(try program.run(arguments).output)
      let old = try program.run(arguments, environment: ["OPENBLAS_CORETYPE": "Prescott"])
      let other = try object(old.output)
      let figures = try #require(own["indicators"] as? [String: [String: Any]])
      let others = try #require(other["indicators"] as? [String: [String: Any]])
      #expect(old.error.isEmpty && figures.count == others.count && figures.count > 8)
      for (name, figure) in figures {
        for key in ["mean", "sd", "p05", "p95", "min", "max"] {
          let (a, b) = (figure[key] as? Double, others[name]?[key] as? Double)
          let scale = max(abs(figure["max"] as? Double ?? 0), abs(figure["min"] as? Double ?? 0))
          #expect(a == nil ? b == nil : abs(a! - (b ?? .nan)) <= 1e-9 * scale, "\(name), \(key)")
        }
      }
    }
  #endif

  @Test func `parts of a file follow one another to the whole`() throws {
    let folder = try Folder()
    func rows(_ name: String, _ more: [String]) throws -> Data {
      let ending = try program.run(
        ["sweep", Self.project, "--sample", "2000", "--out", folder.file(name)] + more)
      #expect(ending.code == 0, "\(ending.error)")
      return try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
    }
    let whole = try rows("whole.csv", [])
    let first = try rows("first.csv", ["--shard", "1/3"])
    let second = try rows("second.csv", ["--shard", "2/3"])
    let third = try rows("third.csv", ["--shard", "3/3"])
    #expect(first + second + third == whole)
    #expect(whole.split(separator: UInt8(ascii: "\n")).count == 2001)
    let shard = try program.run("sweep", Self.project, "--sample", "2000", "--shard", "2/3")
    #expect(shard.lines.count == 2 && shard.lines[1].isEmpty)
    #expect(try object(shard.output)["firstRow"] as? Int == 768)
  }

  /// Homes added are 110 m² each, extra area is 90·15 + 190·15 + 82·10 = 5,020 m², the site allows 27,000·0.6·0.92 =
  /// 14,904: at most 9,884/110 = 89.8545 homes.
  @Test func `what balances on a plan that cannot be built is told apart`() throws {
    let folder = try Folder()
    let text = try Program.text(of: Self.project)
    let homes = """
      "uncertain": {"homes": {"label": {"en": "Homes", "zh": "套数"}, "input": "funding.homes.homes",
        "distribution": "uniform", "minimum": {"value": 80, "assumed": true}, "maximum": {"value": 110, "assumed": true}},
      """
    try text.replacingOccurrences(of: "\"uncertain\": {", with: homes)
      .write(toFile: folder.file("homes.json"), atomically: true, encoding: .utf8)
    let sample = ["sweep", folder.file("homes.json"), "--sample", "20000"]
    let ending = try program.run(sample + ["--format", "json", "--out", folder.file("rows.csv")])
    let shares = try #require(try object(ending.output)["probabilities"] as? [String: Double])
    let lines = try String(contentsOfFile: folder.file("rows.csv"), encoding: .utf8).split(separator: "\r\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let count = try #require(lines[0].firstIndex(of: "funding.homes.homes"))
    let gap = try #require(lines[0].firstIndex(of: "fundingGap"))
    let rows = try lines.dropFirst().map {
      (homes: try #require(Double($0[count])), gap: try #require(Double($0[gap])))
    }
    let built = rows.filter { $0.homes <= 9884.0 / 110 }
    let both = built.filter { $0.gap <= 0.005 }
    #expect(shares["limits.addedAreaBeyond"] == Double(built.count) / 20000)
    #expect(shares["feasible"] == Double(both.count) / 20000 && both.count > 100)
    let (share, most) = (Double(built.count) / 20000, 9884.0 / 110)
    let shareByHand: Double = (most - 80) / 30
    #expect(abs(share - shareByHand) < 0.02)
    #expect(try program.run(sample + ["--lang", "zh"]).output.contains("资金平衡且可实施"))
    #expect(try !program.run("sweep", Self.project, "--sample", "500").output.contains("it can be built"))
    // Such a row is no scenario to run; the message says whose numbers they are.
    let place = try #require(rows.firstIndex { $0.homes > 100 })
    let refused = try program.run(sample + ["--row", "\(place)"])
    #expect(refused.code == 65 && refused.error.contains("this row with the numbers drawn for it"))
    // Nor can such a plan be chosen among funding models.
    let regret = try program.run(
      "sensitivity", folder.file("homes.json"), "--model", "Scenarios/models/zero-subsidy.json", "--vary",
      "funding.homes.homes=80:104:6", "--format", "json")
    let map = try object(regret.output)
    let cells = try #require(map["cells"] as? [[[String: Any]]]).map { $0[0] }
    #expect(cells.map { $0["best"] as? [String] } == [["B"], ["A"], ["B"], ["B"], ["B"]])
    let standings = cells.compactMap { ($0["models"] as? [[String: Any]])?.first }
    #expect(standings.map { $0["buildable"] as? Bool } == [true, true, false, false, false])
    #expect(standings.map { $0["balances"] as? Bool } == [false, true, true, true, true])
    let switches = try #require((map["lines"] as? [[String: Any]])?.first?["switches"] as? [[String: Any]])
    #expect(abs(try #require(switches[1]["value"] as? Double) - 9884.0 / 110) < 1e-9)
    #expect(((switches[1]["causes"] as? [[String: Any]])?.first?["cause"] as? String) == "goesBeyondLimits")
    let models = try #require((map["regret"] as? [String: Any])?["models"] as? [[String: Any]])
    let unbuildable = try #require((models[0]["unbuildable"] as? [String: Any])?["share"] as? Double)
    #expect(abs(unbuildable - (1 - shareByHand)) < 0.02)
    #expect((models[1]["unbuildable"] as? [String: Any])?["share"] as? Double == 0)
  }

  @Test func `few combinations are told one by one, each as if its values were set`() throws {
    let sweep = ["sweep", Self.project, "--sample", "700", "--format", "json"]
    let varied =
      sweep + [
        "--vary", "timeline.constructionMonths=12:24:6", "--vary", "funding.homes.price=9000:9600:600",
      ]
    let ending = try program.run(varied + ["--threads", "1"])
    #expect(try program.run(varied + ["--threads", "2"]).output == ending.output)
    let all = try #require(try object(ending.output)["combinations"] as? [[String: Any]])
    #expect(all.count == 6 && all.allSatisfy { $0["rows"] as? Int == 700 })
    for place in [0, 3, 5] {
      let values = try #require(all[place]["values"] as? [String: Double])
      let settings = values.flatMap { ["--set", "\($0.key)=\(Int($0.value))"] }
      let alone = try object(try program.run(sweep + settings).output)
      let share = try #require((alone["probabilities"] as? [String: Double])?["balances"])
      #expect(all[place]["balances"] as? Int == Int((share * 700).rounded()))
      let means = try #require(all[place]["means"] as? [String: Double])
      let figures = try #require(alone["indicators"] as? [String: [String: Any]])
      for (name, mean) in means {
        let other = try #require(figures[name]?["mean"] as? Double)
        #expect(abs(mean - other) <= 1e-9 * max(1, abs(other)), "\(name)")
      }
      #expect(means.count == 10 && means["irr"] != nil)
    }
    let table = try program.run(
      "sweep", Self.project, "--vary", "funding.homes.price=9000:10200:600", "--lang", "zh")
    let rows = table.lines.filter { $0.contains(" 否 ") || $0.contains(" 是 ") }
    #expect(table.output.contains("各取值组合") && rows.count == 3)
    // As many decimals as the values have.
    for (varied, shown) in [
      ("project.floorAreaRatioAfter=1.95:1.954:0.002", ["1.950 ", "1.952 ", "1.954 "]),
      ("finance.discountRate=0.04:0.0425:0.00125", ["4.000% ", "4.125% ", "4.250% "]),
    ] {
      let fine = try program.run("sweep", Self.project, "--vary", varied)
      #expect(shown.allSatisfy(fine.output.contains), "\(fine.output)")
    }
    // Sixty-one are too many to read.
    let many = try program.run("sweep", Self.project, "--vary", "funding.homes.price=9000:9600:10")
    #expect(many.code == 0 && !many.output.contains("By combination"))
  }

  @Test func `a row runs again as a scenario of its own`() throws {
    let folder = try Folder()
    let sample = ["sweep", Self.project, "--sample", "1000", "--method", "sobol"]
    #expect(try program.run(sample + ["--out", folder.file("rows.csv")]).code == 0)
    let text = try String(contentsOfFile: folder.file("rows.csv"), encoding: .utf8)
    let lines = text.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let column = try #require(lines[0].firstIndex(of: "fundingGap"))
    #expect(try program.run(sample + ["--row", "812", "-o", folder.file("row.json")]).code == 0)
    let run = try object(try program.run("run", folder.file("row.json"), "--format", "json").output)
    let gap = try #require(
      ((run["indicators"] as? [String: Any])?["fundingGap"] as? [String: Any])?["value"] as? Double)
    #expect(abs(gap - Double(lines[813][column])!) < 0.5)
  }

  @Test func `a sample stops when it is precise enough`() throws {
    let ending = try program.run(
      "sweep", Self.project, "--sample", "10000000", "--precision", "fundingGap=5万元", "--format", "json")
    #expect(ending.code == 0)
    let answer = try object(ending.output)
    let lanes = try #require(answer["lanes"] as? Int)
    // A deviation of some 11 million yuan: 1.96·σ/√n ≤ 50,000 after about 190,000 rows.
    #expect((65_536...1_000_000).contains(lanes))
    let error = try #require(
      (answer["indicators"] as? [String: [String: Any]])?["fundingGap"]?["standardError"] as? Double)
    #expect(1.96 * error <= 50_000)
    #expect(answer["stopped"] is [String: Any])
    // Too few: how many it takes, from the deviation of those there are.
    let few = ["sweep", Self.project, "--sample", "2000", "--precision", "fundingGap=50000"]
    let figures = try object(try program.run(few + ["--format", "json"]).output)["indicators"]
    let deviation = try #require((figures as? [String: [String: Any]])?["fundingGap"]?["sd"] as? Double)
    let told = try program.run(few + ["--lang", "zh"]).output.components(separatedBy: "约需抽样 ")
    let digits = try #require(told.dropFirst().first?.prefix { $0.isNumber || $0 == "," })
    let needed = Double(String(digits.filter(\.isNumber))) ?? 0
    let ratio: Double = 1.959964 * deviation / 50000
    // Rounded up to two digits.
    #expect((ratio * ratio...1.1 * ratio * ratio).contains(needed))
    let one = try program.run("sweep", Self.project, "--sample", "1", "--precision", "fundingGap=50000")
    #expect(one.output.contains("One row does not tell"))
    let never = try program.run("sweep", Self.project, "--sample", "2000", "--precision", "payback=0.1")
    #expect(never.output.contains("in hardly any"))
  }

  @Test func `nothing is left where a file cannot be written`() throws {
    let folder = try Folder()
    let gone = try program.run("sweep", Self.project, "--sample", "10", "--out", folder.file("none/rows.csv"))
    #expect(gone.code == 73 && gone.output.isEmpty)
    let kind = try program.run("sweep", Self.project, "--sample", "10", "--out", folder.file("rows.xls"))
    #expect(kind.code == 64)
    try "mine".write(toFile: folder.file("rows.csv"), atomically: true, encoding: .utf8)
    let exists = try program.run("sweep", Self.project, "--sample", "10", "--out", folder.file("rows.csv"))
    #expect(exists.code == 73)
    #expect(try String(contentsOfFile: folder.file("rows.csv"), encoding: .utf8) == "mine")
    // Interrupted while it writes: neither the file nor a part of it.
    let folderOfLong = try Folder()
    let stopped = try program.shell(
      """
      $fundsim sweep \(Self.project) --sample 30000000 --out \(folderOfLong.file("long.csv")) & pid=$!
      until [ -n "$(ls -A \(folderOfLong.path))" ]; do sleep 0.02; done
      kill -INT $pid; wait $pid
      """)
    #expect(stopped.code == 130 && stopped.error.contains("Stopped: no file was written."))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folderOfLong.path) == [])
  }

  @Test(
    arguments: [
      #"{"sale-price": {"minimum": 20000}}"#, #"{"sold-share": {"correlations": {"sale-price": -0.5}}}"#,
      #"{"again": {"input": "funding.homes.price", "distribution": "uniform", "minimum": 1, "maximum": 2}}"#,
      #"{"sale-price": {"correlations": {"nobody": 0.1}}}"#,
      #"{"fees": {"distribution": "normal", "minimum": null, "maximum": null, "mean": 0.1, "standardDeviation": 0.2}}"#,
      #"{"land-premium": {"probabilities": {"low": 0.5, "middle": 0.6, "high": 0.2}}}"#,
    ])
  func `what an overlay spoils is an error, not a crash`(uncertain: String) throws {
    let folder = try Folder()
    let overlay = try folder.write("{\"uncertain\": \(uncertain)}", to: "overlay.json")
    let ending = try program.run("sweep", Self.project, "--with", overlay, "--sample", "10")
    #expect(ending.code == 65 && !ending.isSignal && ending.output.isEmpty)
    #expect(ending.error.contains("uncertain."), "\(ending.error)")
  }

  @Test func `a row that the site does not allow is no scenario`() throws {
    let folder = try Folder()
    let ending = try program.run(
      "sweep", Self.project, "--vary", "project.floorAreaRatioAfter=1.5:1.9:0.1", "--row", "0", "-o",
      folder.file("row.json"))
    #expect(ending.code == 65)
    #expect(!FileManager.default.fileExists(atPath: folder.file("row.json")))
  }

  @Test func `a number that is set is held and not drawn`() throws {
    for (setting, shown) in [
      ("funding.homes.price=9500", "9,500.00"), ("funding.新增住房.销售单价=0.95万元/㎡", "9,500.00"),
    ] {
      let arguments = ["sweep", Self.project, "--sample", "200", "--set", setting]
      let table = try program.run(arguments + ["--lang", "zh"])
      #expect(table.output.contains("已由 --set 取定值、不参与抽样"), "\(table.output)\(table.error)")
      #expect(table.output.contains(shown) && table.output.contains("7 项不确定参数"))
      #expect(try program.run(arguments).output.contains("Held as set with --set, not drawn"))
      let answer = try object(try program.run(arguments + ["--format", "json"]).output)
      #expect(answer["held"] as? [String] == ["funding.homes.price"])
      #expect((answer["inputs"] as? [String])?.contains("funding.homes.price") == false)
    }
  }

  @Test func `bars are as many as the rows bear, and few rows have exact quantiles`() throws {
    func answer(_ rows: Int) throws -> (bars: Int, output: String) {
      let output = try program.run(
        ["sweep", Self.project, "--sample", "\(rows)"], environment: ["COLUMNS": "160"]
      ).output
      let tail = output.components(separatedBy: "is spread").dropFirst().first ?? ""
      return (tail.split(separator: "\n").count { $0.contains("%") && !$0.contains("Note") }, output)
    }
    let (few, some, many) = (try answer(9), try answer(100), try answer(5000))
    #expect(few.bars == 0 && some.bars == 10 && many.bars == 20)
    #expect(!some.output.contains("quantiles to") && many.output.contains("quantiles to 0.006"))
    // Three rows: the median is the middle one, the others lie a tenth of a step within the ends.
    let folder = try Folder()
    let ending = try program.run(
      "sweep", Self.project, "--sample", "3", "--format", "json", "--out", folder.file("rows.csv"))
    let gap = try #require(
      (try object(ending.output)["indicators"] as? [String: [String: Any]])?["fundingGap"])
    let lines = try String(contentsOfFile: folder.file("rows.csv"), encoding: .utf8).split(separator: "\r\n")
      .map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
    let column = try #require(lines[0].firstIndex(of: "fundingGap"))
    let gaps = lines.dropFirst().compactMap { Double($0[column]) }.sorted()
    let low: Double = gaps[0] + 0.1 * (gaps[1] - gaps[0])
    #expect(gap["p50"] as? Double == gaps[1] && gap["quantileError"] as? Double == 0)
    #expect(abs(try #require(gap["p05"] as? Double) - low) < 1e-6)
  }

  @Test func `what a condition stops is one line`() throws {
    let ending = try program.run(
      "sweep", "Tests/FundAnalysisTests/Fixtures/gates-and-exits.json", "--vary",
      "gates.vote.agreedShare=0.5:0.9:0.05", "--format", "csv")
    // Up to 0.75 the vote falls short of four fifths: six of nine rows, and every figure of them.
    let lines = ending.lines.filter { $0.contains("(6)") }
    #expect(lines.count == 1, "\(ending.output)")
    #expect(
      lines.first?.contains("funding gap, money short at worst, total uses of funds") == true, "\(lines)")
  }

  private static let refused: [String: String] = [
    "--sample 10 --vary funding.homes.sellingCost=0:0.1:0.1 --precision npv=1": "--precision",
    "--sample 10 --row 1 --out rows.csv": "--row", "": "Give --vary", "--sample 0": "at least one row",
    "--sample 10 --threads 0": "--threads",
    "--vary funding.homes.pricee=1:2:1": "Did you mean `price`?", "--sample 10 --shard 3/2": "--shard",
    "--sample 10 --precision irrr=0.1": "--precision", "--sample 10 --row 10": "There is no row 10",
    "--sample 10 --method lhss": "method",
  ]

  @Test(arguments: refused.sorted { $0.key < $1.key })
  func `the command line is wrong`(arguments: String, words: String) throws {
    let ending = try program.run(["sweep", Self.project] + arguments.split(separator: " ").map(String.init))
    #expect(ending.code == 64, "\(ending.error)")
    #expect(ending.error.contains(words), "\(ending.error)")
    #expect(ending.output.isEmpty)
  }

  @Test func `with debt a row that pays its uses alone is not called balanced`() throws {
    // Uses 12,072 against 12,500 with a bond of 1,500: 428 over, and 1,360 short when it falls due; 6,800 more a m² of
    // 2,000 m² repay it.
    let file = try Folder()
    let plan = try file.write(SensitivityCommandTests.bond, to: "bond.json")
    let asked = ["sweep", plan, "--vary", "funding.homes.price=10000:16800:6800"]
    for (language, words, balanced) in [
      ("zh", ["资金与偿债均满足", "最大短缺金额"], "资金平衡"),
      ("en", ["uses and debt paid", "money short at worst"], "balances"),
    ] {
      let output = try program.run(asked + ["--lang", language]).output
      for word in words { #expect(output.contains(word), "\(word)") }
      #expect(!output.contains(balanced))
      let rows = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      let (no, yes) = language == "zh" ? ("否", "是") : ("no", "yes")
      #expect(rows.contains { Array($0.prefix(4)) == ["10,000.00", no, "-428.00", "1,360.00"] })
      #expect(rows.contains { Array($0.prefix(4)) == ["16,800.00", yes, "-1,788.00", "0.00"] })
    }
  }
}
