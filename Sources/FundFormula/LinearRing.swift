internal import FundNumerics

extension Graph {
  /// The linear values of a ring's rows, in its order, or nil where one of them bends: a ring of affine rows is affine in
  /// what drives it. For each term the ring walks once, over that term's coefficients in place of numbers.
  ///
  /// - Parameter external: what a node outside the ring is to it; nil where it bends.
  /// Complexity: one walk of the ring per term.
  func linearValues(ofRing ring: [Int], _ external: (Int) -> LinearArgument?) -> [LinearValue]? {
    guard let drivers = drivers(of: ring, external) else { return nil }
    let terms = Set(drivers.flatMap { $0 }.flatMap { $0?.terms ?? [] }).union([LinearValue.unit])
    var result = ring.map { _ in LinearValue(terms: []) }
    for term in terms.sorted() {
      let coefficients = walk(ring, drivers, term)
      guard coefficients.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
      for place in ring.indices { result[place].terms.append((term, coefficients[place])) }
    }
    return result
  }

  /// What a row of a ring reads from outside.
  private enum Driver {
    /// Its terms pass through the operation.
    case carried(LinearValue)
    /// Held fixed: what the operation multiplies or divides by, places and weights.
    case fixed([Double])

    var terms: [Int] {
      if case .carried(let value) = self { value.terms.map(\.term) } else { [] }
    }

    func numbers(of term: Int, count: Int) -> [Double] {
      switch self {
      case .carried(let value): value[term] ?? Array(repeating: 0, count: count)
      case .fixed(let numbers): numbers
      }
    }
  }

  /// For each row and argument what drives it, nil for arguments on the ring; nil where a row bends.
  private func drivers(of ring: [Int], _ external: (Int) -> LinearArgument?) -> [[Driver?]]? {
    let members = Set(ring)
    var result: [[Driver?]] = []
    for node in ring {
      guard case .operation(let operation) = nodes[node].kind else { return nil }
      var (row, varying): ([Driver?], [Int]) = ([], [])
      for (position, argument) in nodes[node].arguments.enumerated() {
        if members.contains(argument) {
          varying.append(position)
          row.append(nil)
          continue
        }
        switch external(argument) {
        case nil: return nil
        case .linear(let value):
          varying.append(position)
          row.append(.carried(value))
        case .constant(let numbers):
          row.append(operation.linearity == .joint ? .carried(.constant(numbers)) : .fixed(numbers))
        }
      }
      switch operation.linearity {
      case .joint: break
      case .single(let positions):
        guard varying.count == 1, positions.contains(varying[0]) else { return nil }
      case .bent: return nil
      }
      result.append(row)
    }
    return result
  }

  /// The ring's coefficients of one term: its own recurrence, driven by that term's coefficients alone.
  private func walk(_ ring: [Int], _ drivers: [[Driver?]], _ term: Int) -> [[Double]] {
    var numbers: [Double] = []
    func series(_ node: Int, _ values: [Double]) -> Series {
      defer { numbers += values }
      let shape = nodes[node].shape
      return Series(
        offset: numbers.count, stride: shape.isRow ? 1 : 0, isUniform: true, count: shape.count)
    }
    let periods = nodes[ring[0]].shape.count
    var rows: [Int: Series] = [:]
    for node in ring { rows[node] = series(node, Array(repeating: 0, count: periods)) }
    let kernels = zip(ring, drivers).map { node, drivers in
      zip(nodes[node].arguments, drivers).map { argument, driver in
        driver.map { series(argument, $0.numbers(of: term, count: nodes[argument].shape.count)) }
          ?? rows[argument]!
      }
    }
    let lanes = Lanes(width: 1, count: numbers.count)
    lanes.store(numbers, at: 0)
    for period in 0..<periods {
      for (node, arguments) in zip(ring, kernels) {
        guard case .operation(let operation) = nodes[node].kind else { continue }
        operation.evaluate(
          arguments.span, into: rows[node]!, periods: period..<period + 1, on: lanes)
      }
    }
    return ring.map { lanes.load(periods, at: rows[$0]!.offset) }
  }
}
