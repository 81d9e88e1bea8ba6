import Foundation
import Testing

/// How the program ends, and that results go to standard output and everything else to standard error.
struct ExitCodeTests {
  private let program: Program
  private static let zhegong = "Scenarios/zhegong-xincun.json"

  init() throws { program = try Program() }

  @Test func `a result is 0, on standard output alone`() throws {
    let ending = try program.run("run", Self.zhegong)
    #expect(ending.code == 0)
    #expect(ending.output.contains("Capital balance"))
    #expect(ending.error.isEmpty)
  }

  @Test func `an explanation of nothing is 1 and says so on standard error`() throws {
    let ending = try program.run("explain", Self.zhegong, "fundinggap")
    #expect(ending.code == 1)
    #expect(ending.output.isEmpty)
    #expect(ending.error.contains("Nothing is called `fundinggap` here."))
    #expect(ending.error.contains("fundingGap"))
  }

  @Test func `cash below zero is 2 only when strict, with the result all the same`() throws {
    #expect(try program.run("run", Self.zhegong).code == 0)
    let strict = try program.run("run", Self.zhegong, "--strict")
    #expect(strict.code == 2)
    #expect(strict.output == (try program.run("run", Self.zhegong)).output)
  }

  @Test func `what balances is 0 when strict`() throws {
    let ending = try program.run(
      "run", "Scenarios/examples/first.json", "--strict", "--set", "funding.city.amount=18522")
    #expect(ending.code == 0)
  }

  @Test(arguments: [
    ["run"], ["frob"], ["run", zhegong, "--format", "xml"], ["run", zhegong, "--lang", "fr"],
    ["run", zhegong, "--unit", "dollars"], ["run", zhegong, "--set", "finance.discountRate"],
    ["run", zhegong, "--as-of", "last year"], ["run", zhegong, "--strickt"], ["explain"], ["list", "things"],
  ])
  func `a wrong command line is 64 and says how to ask`(arguments: [String]) throws {
    let ending = try program.run(arguments)
    #expect(ending.code == 64)
    #expect(ending.output.isEmpty)
    #expect(ending.error.hasPrefix("Error: "))
    #expect(ending.error.contains("--help' for more information."))
  }

  @Test func `a scenario with errors is 65, each with its place and a remedy`() throws {
    let folder = try Folder()
    let file = try folder.write(
      #"""
      {"fundsim": 1, "timelin": {},
       "timeline": {"start": "2025-01", "constructionMonths": 12},
       "funding": {"city": {"kind": "subsidy.perHousehold", "payer": "citty", "amount": 6000}}}
      """#, to: "faulty.json")
    for command in ["run", "explain", "check"] {
      let ending = try program.run(command, file)
      #expect(ending.code == 65)
      // Findings are the result of `check`, and a failure of the others.
      let (said, silent) = command == "check" ? (ending.output, ending.error) : (ending.error, ending.output)
      #expect(silent.isEmpty)
      #expect(said.contains("`timelin`"))
      #expect(said.contains("`citty`"))
      #expect(said.contains("Did you mean"))
    }
    let plain = try program.run("run", file).error
    #expect(plain.contains("\(file):1:16: error: Unknown field `timelin`."))
    #expect(plain.contains("Did you mean `timeline`?"))
  }

  @Test func `findings of check are in the language asked for`() throws {
    let folder = try Folder()
    let file = try folder.write(#"{"fundsim": 1, "timelin": {}}"#, to: "faulty.json")
    let ending = try program.run("check", file, "--lang", "zh")
    #expect(ending.code == 65)
    #expect(ending.output.contains("未知字段“timelin”"))
    let json = try program.run("check", file, "--format", "json").output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let findings = try #require(object["findings"] as? [[String: Any]])
    #expect(findings.count >= 2)
  }

  @Test func `a sound scenario is checked with 0`() throws {
    let ending = try program.run("check", Self.zhegong, "Scenarios/yonganli.json")
    #expect(ending.code == 0)
    #expect(ending.output.contains("2 files checked: no errors"))
  }

  @Test func `quiet leaves out warnings and keeps errors`() throws {
    let set = ["--set", "costs.outdoors.amount=4000"]
    let loud = try program.run(["run", Self.zhegong] + set)
    let quiet = try program.run(["run", Self.zhegong, "--quiet"] + set)
    #expect(loud.error.contains("is taken in base units"))
    #expect(quiet.error.isEmpty)
    #expect(quiet.output == loud.output)
    let wrong = try program.run("run", Self.zhegong, "--quiet", "--set", "costs.outdors.amount=1")
    #expect(wrong.code == 65)
    #expect(wrong.error.contains("Did you mean `outdoors`?"))
  }

  @Test func `nobody reading is no fault of ours`() throws {
    let ending = try program.shell(
      "\"$fundsim\" list indicators | true; echo ${PIPESTATUS[0]}")
    // Ended by the closed pipe, as programs are, or not even noticing.
    #expect(["0\n", "141\n"].contains(ending.output))
    #expect(ending.error.isEmpty)
  }
}
