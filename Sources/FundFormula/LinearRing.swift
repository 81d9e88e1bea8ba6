internal import FundNumerics

extension Graph {
  /// The linear values of a ring's rows, in its order, or nil where one of them bends: a ring of affine rows is affine in
  /// what drives it. The ring walks once, over the coefficients of all terms side by side in place of numbers.
  ///
  /// - Parameter external: what a node outside the ring is to it; nil where it bends.
  /// Complexity: one walk of the ring, over the terms.
  func linearValues(ofRing ring: [Int], _ external: (Int) -> LinearArgument?) -> [LinearValue]? {
    guard let drivers = drivers(of: ring, external) else { return nil }
    let carried = drivers.joined().compactMap { driver in
      if case .carried(let value) = driver { value } else { nil }
    }
    let terms = LinearValue.terms(of: carried + [.constant([])])
    var block = TermBlock(terms)
    let rows = Dictionary(uniqueKeysWithValues: ring.map { ($0, block.room(for: nodes[$0].shape)) })
    let kernels = zip(ring, drivers).map { node, drivers in
      zip(nodes[node].arguments, drivers).map { argument, driver in
        switch driver {
        case .carried(let value): block.carried(value, nodes[argument].shape)
        case .fixed(let numbers): block.fixed(numbers, nodes[argument].shape)
        case nil: rows[argument]!
        }
      }
    }
    let lanes = block.makeLanes()
    for period in 0..<nodes[ring[0]].shape.count {
      for (node, arguments) in zip(ring, kernels) {
        guard case .operation(let operation) = nodes[node].kind else { continue }
        operation.evaluate(arguments.span, into: rows[node]!, periods: period..<period + 1, on: lanes)
      }
    }
    var result: [LinearValue] = []
    for node in ring {
      guard let value = block.value(at: rows[node]!, on: lanes) else { return nil }
      result.append(value)
    }
    return result
  }

  /// What a row of a ring reads from outside.
  private enum Driver {
    /// Its terms pass through the operation.
    case carried(LinearValue)
    /// Held fixed: what the operation multiplies or divides by, places and weights.
    case fixed([Double])
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
}
