internal import FundNumerics

/// The numbers of a whole graph at one point: a batch of one lane, by the same kernels as a million.
package struct Evaluation: Sendable {
  private let values: [Double]
  private let offsets: [Int]
  private let counts: [Int]

  fileprivate init(values: [Double], offsets: [Int], counts: [Int]) {
    self.values = values
    self.offsets = offsets
    self.counts = counts
  }

  /// All numbers of a node: one for a scalar, one a period for a row. Missing ones are NaN with their reason.
  package subscript(node: Int) -> [Double] {
    Array(values[offsets[node]..<offsets[node] + counts[node]])
  }

  /// Whether a number of a node is so; nothing is copied.
  package func contains(_ node: Int, where isSo: (Double) -> Bool) -> Bool {
    values[offsets[node]..<offsets[node] + counts[node]].contains(where: isSo)
  }

  /// The value of a scalar, or of a row in period `period` from 0.
  package func outcome(_ node: Int, period: Int = 0) -> Outcome {
    precondition(period < counts[node], "period \(period) of \(counts[node])")
    return Outcome(values[offsets[node] + period])
  }

  /// The largest absolute number among nodes that are amounts: what tolerances are measured by.
  package func largestAmount(in graph: Graph) -> Double {
    graph.named.filter { $0.name.unit == .yuan }
      .flatMap { self[$0.node] }.filter(\.isFinite).map(abs).max() ?? 0
  }
}

extension Graph {
  /// Computes every node. `settings` replaces the values of inputs by their place in `inputs`.
  ///
  /// Complexity: one pass over nodes × periods.
  package func evaluate(setting settings: [Int: Double] = [:]) -> Evaluation {
    var (series, total): ([Series], Int) = ([], 0)
    series.reserveCapacity(nodes.count)
    // By their places: a node taken out is a copy of all it holds.
    for index in nodes.indices {
      let shape = nodes[index].shape
      let count = shape.count
      series.append(Series(offset: total, stride: shape.isRow ? 1 : 0, isUniform: true, count: count))
      total += count
    }
    let lanes = Lanes(width: 1, count: total)
    for index in nodes.indices {
      switch nodes[index].kind {
      case .input(let input):
        lanes.store([settings[input] ?? inputs[input].value], at: series[index].offset)
      case .constant(let values): lanes.store(values, at: series[index].offset)
      case .operation: break
      }
    }
    run(stages, series, on: lanes)
    return Evaluation(
      values: lanes.load(total, at: 0), offsets: series.map(\.offset), counts: series.map(\.count))
  }

  /// Runs stages one after the other; a ring walks the periods with all its rows side by side.
  private func run(_ stages: [Stage], _ series: [Series], on lanes: Lanes) {
    var arguments: [Series] = []
    func evaluate(_ node: Int, periods: Range<Int>) {
      guard case .operation(let operation) = nodes[node].kind else { return }
      arguments.removeAll(keepingCapacity: true)
      for argument in nodes[node].arguments { arguments.append(series[argument]) }
      operation.evaluate(arguments.span, into: series[node], periods: periods, on: lanes)
    }
    for stage in stages {
      switch stage {
      case .node(let node): evaluate(node, periods: 0..<series[node].count)
      case .ring(let ring):
        for period in 0..<series[ring[0]].count {
          for node in ring { evaluate(node, periods: period..<period + 1) }
        }
      }
    }
  }
}
