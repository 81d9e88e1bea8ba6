import Foundation
import Testing

/// `sweep --shard` and `sweep --merge`: parts computed apart, added up to the bytes of one process.
struct MergeCommandTests {
  private let program: Program
  private static let project = "Scenarios/yonganli.json"
  private static let template = "Scenarios/programmes/city-template.json"
  private static let table = "Scenarios/programmes/communities.csv"

  init() throws { program = try Program() }

  /// Writes parts 1…count of a question and names them in an order that is not theirs.
  private func parts(_ count: Int, of question: [String], in folder: Folder) throws -> [String] {
    let names = try (1...count).map { place in
      let name = folder.file("part-\(place).json")
      let ending = try program.run(question + ["--shard", "\(place)/\(count)", "-o", name])
      #expect(ending.code == 0, "\(ending.error)")
      return name
    }
    // 3, 6, 2, 5, 1, 4, 7 of seven.
    return names.indices.sorted { ($0 * 5 + 3) % 7 < ($1 * 5 + 3) % 7 }.map { names[$0] }
  }

  /// 1. A sample whose quantiles are counted; 2. rows beyond a block, few enough to be kept; 3. combinations told one by
  /// one, rows without a value among them; 4. fewer rows than parts; 5. and 6. a programme with and without draws.
  private static let questions: [[String]] = [
    ["sweep", project, "--sample", "5000", "--seed", "7"],
    ["sweep", project, "--sample", "900", "--method", "sobol"],
    [
      "sweep", project, "--sample", "700", "--vary", "timeline.constructionMonths=18:30:6", "--indicators",
      "irr",
      "payback", "fundingGap",
    ],
    ["sweep", project, "--vary", "funding.homes.price=9000:10600:800"],
    ["sweep", template, "--over", table, "--sample", "300"],
    ["sweep", template, "--over", table],
  ]

  @Test(arguments: questions.indices) func `seven parts in any order are one process, to the byte`(place: Int)
    throws
  {
    let question = Self.questions[place]
    for count in [1, 3, 7] {
      let folder = try Folder()
      let parts = try parts(count, of: question, in: folder)
      for format in ["json", "table", "csv"] {
        let form = ["--format", format, "--lang", "zh"]
        let whole = try program.run(question + form)
        let merged = try program.run(question + form + ["--merge"] + parts)
        #expect(whole.code == 0 && merged.code == 0, "\(merged.error)")
        #expect(merged.output == whole.output, "\(count) parts, \(format)")
      }
      withExtendedLifetime(folder) {}
    }
  }

  @Test func `parts that do not belong together are refused`() throws {
    let folder = try Folder()
    let question = ["sweep", Self.project, "--sample", "2000"]
    let parts = try parts(3, of: question, in: folder).sorted()
    func refusal(_ named: [String], asking: [String]? = nil, language: String = "en") throws -> String {
      let ending = try program.run((asking ?? question) + ["--lang", language, "--merge"] + named)
      #expect(ending.code == 64 && ending.output.isEmpty)
      return ending.error
    }
    // Blocks of 256: 768, 512 and 720 rows.
    #expect(try refusal([parts[0], parts[2]]).contains("No part has rows 768 to 1279."))
    #expect(try refusal([parts[0], parts[2]], language: "zh").contains("各分片均不含第 768 至 1279 组。"))
    #expect(try refusal([parts[1], parts[2]]).contains("No part has rows 0 to 767."))
    #expect(try refusal(parts + [parts[1]]).contains("both have rows 768 to 1279."))
    for other in [
      ["--seed", "2"], ["--method", "lhs"], ["--set", "funding.homes.price=9500"], ["--indicators", "irr"],
    ] {
      #expect(try refusal(parts, asking: question + other).contains("another question"))
    }
    #expect(
      try refusal(parts, asking: ["sweep", Self.project, "--sample", "2001"]).contains("another question"))
    // Computed with kernels that round otherwise.
    let text = try String(contentsOfFile: parts[1], encoding: .utf8)
    let kernels = try #require(text.firstMatch(of: /"kernels":"([^"]+)"/)).output.1
    let other = folder.file("other.json")
    try text.replacingOccurrences(of: "\"kernels\":\"\(kernels)\"", with: "\"kernels\":\"Sandybridge\"")
      .write(toFile: other, atomically: true, encoding: .utf8)
    #expect(try refusal([parts[0], other, parts[2]]).contains("OPENBLAS_CORETYPE=\(kernels)"))
  }

  @Test func `what is no part is refused, and nothing traps`() throws {
    let folder = try Folder()
    let question = ["sweep", Self.project, "--sample", "600"]
    let part = try parts(1, of: question, in: folder)[0]
    let text = try String(contentsOfFile: part, encoding: .utf8)
    var broken = ["", "[]", "{}", "{\"part\": null}", String(text.dropLast(text.count / 2))]
    // Counts, cells, digits and shapes that no process writes.
    for (found, put) in [
      ("\"rows\":[0,600]", "\"rows\":[-9223372036854775808,9223372036854775807]"),
      ("\"rows\":[0,600]", "\"rows\":[600,0]"),
      ("\"rows\":600", "\"rows\":599"), ("\"counts\":[", "\"counts\":[-1,"),
      ("\"counts\":[", "\"counts\":[9223372036854775807,"),
      ("\"cells\":[", "\"cells\":[99999999999,"), ("\"sum\":[", "\"sum\":[135,"),
      ("\"sum\":[", "\"sum\":[-7,"),
      ("\"sum\":[", "\"sum\":[1,9223372036854775807,"), ("\"passed\":[[", "\"passed\":[[7,3],["),
      ("\"moments\":[", "\"moments\":[],\"x\":["), ("\"quantiles\":[", "\"quantiles\":[],\"y\":["),
      ("\"feasible\":[", "\"feasible\":[9223372036854775807,9223372036854775807],\"z\":["),
    ] {
      #expect(text.contains(found), "\(found)")
      broken.append(text.replacingOccurrences(of: found, with: put))
    }
    for (place, content) in broken.enumerated() {
      let name = folder.file("broken.json")
      try content.write(toFile: name, atomically: true, encoding: .utf8)
      let ending = try program.run(question + ["--merge", name])
      #expect(ending.code == 64 && ending.output.isEmpty, "\(place): \(ending.code) \(ending.error)")
      #expect(
        ending.error.contains("is no part as `--shard` writes it")
          || ending.error.contains("another question"),
        "\(place): \(ending.error)")
    }
    #expect(try program.run(question + ["--merge", folder.file("none.json")]).code == 66)
  }

  @Test func `a programme's parts are of one table`() throws {
    let folder = try Folder()
    let question = ["sweep", Self.template, "--over", Self.table, "--sample", "50"]
    let parts = try parts(3, of: question, in: folder).sorted()
    let missing = try program.run(question + ["--merge", parts[0], parts[2]])
    #expect(missing.code == 64 && missing.error.contains("No part has communities 4 to 7."))
    let own = try Program.text(of: Self.table)
    let table = own.replacingOccurrences(of: ",310,", with: ",311,")
    #expect(table != own)
    try table.write(toFile: folder.file("other.csv"), atomically: true, encoding: .utf8)
    let other = try program.run(
      ["sweep", Self.template, "--over", folder.file("other.csv"), "--sample", "50", "--merge"] + parts)
    #expect(other.code == 64 && other.error.contains("another question"))
    // A part of a sweep is none of a programme.
    let elsewhere = try Folder()
    let sweep = try self.parts(1, of: ["sweep", Self.project, "--sample", "50"], in: elsewhere)
    #expect(try program.run(question + ["--merge"] + sweep).error.contains("is no part"))
    withExtendedLifetime(elsewhere) {}
  }
}
