import ArgumentParser
import FundModel
import FundFormula
import FundScenario
import Foundation

@main
struct Fundsim: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "fundsim")
  @Argument var file: String
  @Option var set: [String] = []
  func run() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let r = loadScenario(
      LoadRequest(
        .init(name: file, bytes: bytes),
        settings: set.map { s in
          let p = s.split(separator: "=", maxSplits: 1).map(String.init);
          return .init(path: p[0], value: p[1])
        }))
    for f in r.findings {
      print(
        f.severity, f.path, f.place?.line ?? 0, f.place?.column ?? 0, f.message.en, f.message.zh,
        f.remedy?.en ?? "")
    }
    guard case .scenario(let s) = r else { return }
    let t0 = Date()
    let v = s.model.graph.evaluate()
    print("eval", Date().timeIntervalSince(t0), "nodes", s.model.graph.nodes.count)
    for l in s.model.balance.lines { print(l.isUse ? "U" : "S", l.id, v.outcome(s.model.node(l.amount)!)) }
    for i in s.model.indicators { print(i.id, v.outcome(s.model.node(of: i)!)) }
    for h in s.model.households {
      print(h.homeType.id, v.outcome(s.model.node(h.payment)!), v.outcome(s.model.node(h.net)!))
    }
  }
}
