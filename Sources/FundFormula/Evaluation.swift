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
    var (offsets, total): ([Int], Int) = ([], 0)
    for node in nodes {
      offsets.append(total)
      total += node.shape.count
    }
    let lanes = Lanes(width: 1, count: total)
    let series = { (node: Int) in
      Series(
        offset: offsets[node], stride: nodes[node].shape.isRow ? 1 : 0, isUniform: true,
        count: nodes[node].shape.count)
    }
    for (index, node) in nodes.enumerated() {
      switch node.kind {
      case .input(let input): lanes.store([settings[input] ?? inputs[input].value], at: offsets[index])
      case .constant(let values): lanes.store(values, at: offsets[index])
      case .operation: break
      }
    }
    run(stages, series, on: lanes)
    return Evaluation(
      values: lanes.load(total, at: 0), offsets: offsets, counts: nodes.map(\.shape.count))
  }

  /// Runs stages one after the other; a ring walks the periods with all its rows side by side.
  func run(_ stages: [Stage], _ series: (Int) -> Series, on lanes: Lanes) {
    for stage in stages {
      switch stage {
      case .node(let node): evaluate(node, series, periods: 0..<nodes[node].shape.count, on: lanes)
      case .ring(let ring):
        for period in 0..<nodes[ring[0]].shape.count {
          for node in ring { evaluate(node, series, periods: period..<period + 1, on: lanes) }
        }
      }
    }
  }
}

extension Operation {
  /// The operation on plain numbers: each argument one number or one a period.
  func value(of arguments: [[Double]], shapes: [Shape], result: Shape) -> [Double] {
    let lanes = Lanes(width: 1, count: arguments.map(\.count).reduce(result.count, +))
    var (series, offset): ([Series], Int) = ([], 0)
    for (values, shape) in zip(arguments, shapes) {
      lanes.store(values, at: offset)
      series.append(
        Series(offset: offset, stride: shape.isRow ? 1 : 0, isUniform: true, count: shape.count))
      offset += values.count
    }
    let answer = Series(offset: offset, stride: result.isRow ? 1 : 0, isUniform: true, count: result.count)
    evaluate(series.span, into: answer, periods: 0..<result.count, on: lanes)
    return lanes.load(result.count, at: offset)
  }
}
