import Foundation
import Testing

/// Published figures beside computed ones, and the table of scenarios, as a user meets them.
struct PublishedTests {
  private struct Result: Decodable {
    struct Figure: Decodable {
      let id: String
      let published: Double
      let computed: Double?
      let difference: Double?
      let ties: Bool
    }
    let published: [Figure]
  }

  private struct Catalogue: Decodable {
    struct Item: Decodable {
      struct Kind: Decodable { let kind: String }
      let file: String
      let good: Bool?
      let mechanisms: [Kind]
      let published: [Result.Figure]
      let assumedShare: Double?
      let findings: [String: Int]
    }
    struct Overlay: Decodable {
      let file: String
      let replaces: [String]
    }
    let scenarios: [Item]
    let examples: [Item]
    let models: [Overlay]
  }

  private let program: Program

  init() throws { program = try Program() }

  @Test func `the published totals of Zhegong New Village tie, the figure of the meeting does not`() throws {
    let file = "Scenarios/zhegong-xincun.json"
    let text = try program.run("run", file, "--format", "json").output
    let figures = try JSONDecoder().decode(Result.self, from: Data(text.utf8)).published
    #expect(
      figures.map(\.id) == ["total", "residents", "government", "resident-share", "per-household"])
    #expect(figures.map(\.ties) == [true, true, true, true, false])
    // 470,000,000 over 548 households, less 900,000.
    let last = try #require(figures.last?.difference)
    #expect(abs(last - (470_000_000.0 / 548 - 900_000)) < 1e-3)
    let table = try program.run("run", file, "--lang", "zh").output
    #expect(table.contains("公开数据与测算对照"))
    for format in ["csv", "markdown"] {
      #expect(try program.run("run", file, "--format", format).output.contains("Money of residents"))
    }
  }

  @Test func `a figure that does not tie is a notice and no failure`() throws {
    let ending = try program.run("check", "Scenarios/zhegong-xincun.json", "--format", "csv")
    #expect(ending.code == 0)
    #expect(ending.output.contains("the source prints 90 万元/户, this file computes 85.8 万元/户"))
    let changsha = try program.run("check", "Scenarios/changsha-programme.json")
    #expect(!changsha.output.contains("the source prints"))
  }

  @Test func `published numbers are inputs with a source to list`() throws {
    let ending = try program.run("list", "inputs", "Scenarios/zhegong-xincun.json", "--format", "csv")
    #expect(ending.output.contains("published.total.value"))
    #expect(ending.output.contains("seeds/cases.json#total-cost"))
  }

  @Test func `the table of scenarios loads every scenario of a folder`() throws {
    let text = try program.run("list", "scenarios", "--details", "--format", "json").output
    let catalogue = try JSONDecoder().decode(Catalogue.self, from: Data(text.utf8))
    let zhegong = try #require(catalogue.scenarios.first { $0.file == "zhegong-xincun.json" })
    #expect(zhegong.mechanisms.first?.kind == "cost.perArea")
    #expect(zhegong.mechanisms.last?.kind == "topUp")
    #expect(zhegong.published.filter(\.ties).count == 4)
    #expect(catalogue.scenarios.allSatisfy { $0.findings["error"] == 0 })
    #expect(catalogue.examples.map(\.file).contains("examples/first.json"))
  }

  @Test func `what cannot be loaded and what is laid over stand in the table too`() throws {
    let folder = try Folder()
    for name in ["models", "examples"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: false)
    }
    _ = try folder.write("{\"fundsim\": 1, \"title\": \"Broken\"}", to: "broken.json")
    _ = try folder.write(
      "{\"fundsim\": 1, \"title\": \"Bonds\", \"summary\": \"Bonds pay.\", \"replaces\": [\"funding\", \"debt\"]}",
      to: "models/bonds.json")
    let ending = try program.run("list", "scenarios", folder.path, "--details", "--format", "markdown")
    #expect(ending.code == 0)
    #expect(ending.output.contains("| broken.json | Broken | has errors |"))
    #expect(ending.output.contains("| models/bonds.json | Bonds | Bonds pay. | funding, debt |"))
    let json = try program.run("list", "scenarios", folder.path, "--details", "--format", "json").output
    let catalogue = try JSONDecoder().decode(Catalogue.self, from: Data(json.utf8))
    #expect(catalogue.scenarios.map(\.good) == [nil])
    #expect(catalogue.models.map(\.replaces) == [["funding", "debt"]])
  }

  @Test func `the page of scenarios is what the program prints`() throws {
    let pages = try ["en", "zh"].map { language in
      try program.run(
        "list", "scenarios", "Scenarios", "--details", "--format", "markdown", "--lang", language
      ).output
    }
    let page = "<!-- written by `make samples` -->\n\n" + pages.joined(separator: "\n")
    #expect(try Program.text(of: "Scenarios/README.md") == page, "`make samples` writes it anew")
  }

  @Test func `a run lists the rules to observe`() throws {
    let zhegong = try program.run("run", "Scenarios/zhegong-xincun.json", "--lang", "zh", "--quiet").output
    #expect(zhegong.contains("合规提示"))
    #expect(zhegong.contains("未设上限"))
    let first = try program.run("run", "Scenarios/examples/first.json", "--lang", "zh").output
    #expect(!first.contains("合规提示"))
  }
}
