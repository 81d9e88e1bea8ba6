/// A value as a sum of constant numbers times terms: Σ term × coefficients. A term is whatever the reader chose as
/// its atoms (varied scalars in a plan, inputs in a linear form); `unit` is the term that is always 1.
struct LinearValue: Sendable {
  static let unit = -1

  /// Terms rising, each with one coefficient (a scalar) or one a period (a row).
  var terms: [(term: Int, coefficients: [Double])]

  static func atom(_ term: Int) -> LinearValue { LinearValue(terms: [(term, [1])]) }
  static func constant(_ values: [Double]) -> LinearValue { LinearValue(terms: [(unit, values)]) }

  /// The coefficients of a term, nil where it does not occur.
  subscript(term: Int) -> [Double]? { terms.first { $0.term == term }?.coefficients }

  /// All terms of some values, rising.
  static func terms(of values: some Sequence<LinearValue>) -> [Int] {
    var all: [Int] = []
    for value in values {
      for (term, _) in value.terms where !all.contains(term) { all.append(term) }
    }
    return all.sorted()
  }

  /// The value with every term × `factor`, term by term as `rename` says.
  func renamed(_ rename: (Int) -> Int) -> LinearValue {
    LinearValue(terms: terms.map { (rename($0.term), $0.coefficients) }.sorted { $0.0 < $1.0 })
  }
}

extension Graph {
  /// What a node is to a reader that follows linear values.
  enum LinearArgument {
    case constant([Double])
    case linear(LinearValue)
  }

  /// The linear value of a node from its arguments', or nil where the node bends. The coefficients come from the
  /// operation's own kernel: a linear formula of Σ term × c is Σ term × formula(c).
  func linearValue(of node: Int, _ arguments: [LinearArgument]) -> LinearValue? {
    guard case .operation(let operation) = nodes[node].kind else { return nil }
    let shapes = nodes[node].arguments.map { nodes[$0].shape }
    let varying = arguments.indices.filter { if case .linear = arguments[$0] { true } else { false } }
    let together: [Int]
    switch operation.linearity {
    case .joint: together = Array(arguments.indices)
    case .single(let positions):
      guard varying.count == 1, positions.contains(varying[0]) else { return nil }
      together = varying
    case .bent: return nil
    }
    let values = arguments.map { argument in
      switch argument {
      case .constant(let numbers): LinearValue.constant(numbers)
      case .linear(let value): value
      }
    }
    let terms = LinearValue.terms(of: together.lazy.map { values[$0] })
    // Every term is a lane of one block.
    var block = TermBlock(terms)
    let series = arguments.indices.map { position in
      together.contains(position)
        ? block.carried(values[position], shapes[position])
        : block.fixed(values[position].terms[0].coefficients, shapes[position])
    }
    let result = block.room(for: nodes[node].shape)
    let lanes = block.makeLanes()
    operation.evaluate(series.span, into: result, periods: 0..<result.count, on: lanes)
    return block.value(at: result, on: lanes)
  }
}

/// A scalar as an affine function of inputs, or the node that bends it.
package enum LinearForm: Sendable, Equatable {
  /// value = constant + Σ coefficient × input, inputs in the order asked.
  case affine(constant: Double, coefficients: [Double])
  /// The first node on the way that is not affine in the inputs.
  case bent(node: Int)
}

extension Graph {
  /// How `node`, a scalar, depends on `inputs` (places in `self.inputs`) with all others as in `base`.
  ///
  /// Exact break-even, switch lines and optimisation stand on it. Complexity: one evaluation per input.
  package func linearForm(of node: Int, in inputs: [Int], at base: Evaluation) -> LinearForm {
    precondition(nodes[node].shape == .scalar, "linear form of a row")
    let asked = Set(inputs)
    var values: [Int: LinearValue] = [:]
    var bent: [Int: Int] = [:]
    func visit(_ index: Int) {
      switch nodes[index].kind {
      case .constant: break
      case .input(let input): if asked.contains(input) { values[index] = .atom(input) }
      case .operation:
        let arguments = nodes[index].arguments
        if let culprit = arguments.compactMap({ bent[$0] }).first {
          bent[index] = culprit
        } else if arguments.contains(where: { values[$0] != nil }) {
          let known = arguments.map { values[$0].map(LinearArgument.linear) ?? .constant(base[$0]) }
          values[index] = linearValue(of: index, known)
          if values[index] == nil { bent[index] = index }
        }
      }
    }
    for stage in stages {
      switch stage {
      case .node(let index): visit(index)
      case .ring(let ring):
        guard ring.contains(where: { nodes[$0].arguments.contains { values[$0] != nil || bent[$0] != nil } })
        else { continue }
        // A ring is one recurrence: it is affine as a whole or bent as a whole.
        let found = linearValues(ofRing: ring) { argument in
          if bent[argument] != nil { return nil }
          return values[argument].map(LinearArgument.linear) ?? .constant(base[argument])
        }
        if let found {
          values.merge(zip(ring, found)) { $1 }
        } else {
          for index in ring { bent[index] = ring[0] }
        }
      }
    }
    if let culprit = bent[node] { return .bent(node: culprit) }
    guard let value = values[node] else {
      return .affine(constant: base[node][0], coefficients: inputs.map { _ in 0 })
    }
    return .affine(
      constant: value[LinearValue.unit]?[0] ?? 0, coefficients: inputs.map { value[$0]?[0] ?? 0 })
  }
}
