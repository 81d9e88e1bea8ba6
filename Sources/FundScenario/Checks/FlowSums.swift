import FundFormula
import FundModel

extension Model {
  /// What flows come to in each period.
  func sum(of flows: [Flow], _ values: Evaluation) -> [Double] {
    flows.reduce(into: Array(repeating: 0, count: timeline.count)) { sum, flow in
      guard let node = node(flow.row) else { return }
      for (period, value) in values[node].enumerated() { sum[period] += value }
    }
  }

  /// The label of a block by its path.
  func label(ofBlock path: String) -> Bilingual {
    content.allBlocks.first { $0.path == path }?.label ?? Bilingual(verbatim: path)
  }
}
