import Foundation
import Testing

/// What `breakeven` is asked, as it is typed, and what it says a rise of 1 % does.
struct BreakEvenTargetTests {
  private let program: Program

  init() throws { program = try Program() }

  private func object(_ arguments: String...) throws -> [String: Any] {
    let ending = try program.run(["breakeven"] + arguments + ["--format", "json"])
    #expect(ending.code == 0, "\(ending.error)")
    return try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  @Test(arguments: [("1.21", 1.21), ("1.1", 1.1), ("1.201", 1.201), ("121%", 1.21)])
  func `a target that ends in 1 keeps its last digit`(typed: String, value: Double) throws {
    let answer = try object(
      "Scenarios/zoucheng-bond.json", "--solve", "operations.income.price", "--for", "coverage=\(typed)")
    #expect((answer["target"] as? [String: Any])?["value"] as? Double == value)
  }

  @Test func `a table's ends and steps may end in 1`() throws {
    let answer = try object(
      "Scenarios/yonganli.json", "--solve", "funding.residents.extraPrice", "--vary",
      "funding.homes.price=9001:9021:10")
    #expect((answer["rows"] as? [String: Any])?["values"] as? [Double] == [9001, 9011, 9021])
  }

  @Test func `a rise of 1 % of a grant moves a share, however large the programme`() throws {
    let answer = try object("Scenarios/changsha-programme.json", "--all", "--for", "explainedShare=50%")
    let points = try #require(answer["points"] as? [[String: Any]])
    let grant = try #require(points.first { $0["path"] as? String == "funding.city-subsidy.amount" })
    // 60 yuan more for each of 357,100 households, of 23.1 bn.
    let effect = try #require(grant["effect"] as? Double)
    #expect(abs(effect - 60 * 357_100 / 23.1e9) < 1e-12)
  }

  @Test func `the effect is that of a rise, on the side where lowest cash bends`() throws {
    let answer = try object("Scenarios/changsha-3614.json", "--all", "--for", "lowestCash=0")
    let points = ["points", "unreached"].flatMap { answer[$0] as? [[String: Any]] ?? [] }
    let share = try #require(points.first { $0["path"] as? String == "funding.building-18-owners.share" })
    // A rise lowers the lowest cash, a fall leaves it where it is: their mean is neither.
    #expect(abs(try #require(share["effect"] as? Double) + 81_600) < 0.01)
  }

  @Test func `a stretch stays one where amounts are so large that rounding shows`() throws {
    let folder = try Folder()
    let overlay = try folder.write(
      #"{"funding": {"top": {"kind": "topUp", "payer": "district", "schedule": "start"}}}"#, to: "top-up.json"
    )
    let answer = try object(
      "Scenarios/examples/first.json", "--with", overlay, "--solve", "costs.works.unitCost", "--for",
      "lowestCash=0")
    // Whatever the works cost beyond what there is, the top-up keeps cash from falling below zero.
    #expect((answer["intervals"] as? [[String: Double]])?.map { $0["to"] } == [1e15])
    #expect((answer["roots"] as? [Double])?.count == 1)
  }
}
