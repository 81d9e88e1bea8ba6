package import FundNumerics

/// How a graph is computed for many lanes that differ in some inputs.
///
/// Each node that depends on them is constant, affine or bent. Constants are folded once, at the base point. Affine
/// rows and sums are Σ varied scalar × constant row: all that are asked for come from one `dgemm` a block and level.
/// What bends runs as vector kernels; a ring is affine as a whole or bends as a whole.
package struct Plan: Sendable {
  /// Lanes in a block. Blocks lie at multiples of it and are padded to it, so that a lane has the same bits
  /// whatever batch it stands in.
  package static let blockWidth = 256

  package let graph: Graph
  /// Places in `graph.inputs` of the inputs that differ from lane to lane.
  package let varying: [Int]
  /// The scalar nodes asked for.
  package let outputs: [Int]
  private let program: Program
  /// The same without products, for lanes in which a term has no finite value: a product would take 0 × missing
  /// for missing in every row, also in those that do not read the term. Nil where every term is an input.
  private let exact: OnDemand<Program>?

  /// How many nodes depend on what varies: affine ones, bent ones, and the terms and rows of the products.
  package let summary: (affine: Int, bent: Int, terms: Int, rows: Int)

  package init(_ graph: Graph, at base: Evaluation, varying: [Int], outputs: [Int]) {
    var planning = Planning(graph: graph, base: base, varying: varying, outputs: outputs, usesProducts: true)
    program = planning.program()
    exact =
      program.hasMissingTerms
      ? OnDemand {
        var planning = Planning(
          graph: graph, base: base, varying: varying, outputs: outputs, usesProducts: false)
        return planning.program()
      } : nil
    self.graph = graph
    self.varying = varying
    self.outputs = outputs
    summary = planning.summary
  }

  /// A block's storage with the constants in place; one for each thread.
  package func makeLanes() -> Lanes { program.makeLanes() }

  /// Computes one block: `values[i]` holds `blockWidth` finite numbers of input `varying[i]`; the answer holds as
  /// many of each output. Missing values are NaN with their reason.
  package func evaluate(_ values: [[Double]], on lanes: Lanes) -> [[Double]] {
    precondition(values.count == varying.count, "\(values.count) columns for \(varying.count) inputs")
    var (answer, lost) = program.run(values, on: lanes)
    if let exact = lost.isEmpty ? nil : exact?.value {
      for (output, numbers) in exact.run(values, on: exact.makeLanes()).answer.enumerated() {
        for lane in lost { answer[output][lane] = numbers[lane] }
      }
    }
    return answer
  }
}

/// Works a plan out: which nodes vary, which are affine, in which order they are computed and where they lie.
private struct Planning {
  let graph: Graph
  let base: Evaluation
  let varying: [Int]
  let outputs: [Int]
  let usesProducts: Bool

  private var result = Program()
  private var series: ByID<Series>
  /// From one vector of a block to the next.
  private var spacing = Lanes.spacing(ofWidth: Plan.blockWidth)
  var summary = (affine: 0, bent: 0, terms: 0, rows: 0)

  /// Varied nodes that are computed by a kernel, in order; rings as one.
  private var kernels: [Graph.Stage] = []
  private var affine: ByID<LinearValue>
  private var affineOrder: [Int] = []
  /// True for the inputs that vary, by their places.
  private let isVarying: [Bool]
  /// True for the nodes that depend on them.
  private var isVaried: [Bool]
  /// Products of two terms made for rows behind two varied scalars.
  private var products: [(term: Int, left: Int, right: Int)] = []
  private var productTerms: [[Int]: Int] = [:]
  /// Affine nodes that have the numbers of another one, which is computed.
  private var twins: [Int: Int] = [:]

  init(graph: Graph, base: Evaluation, varying: [Int], outputs: [Int], usesProducts: Bool) {
    self.graph = graph
    self.base = base
    self.varying = varying
    self.outputs = outputs
    self.usesProducts = usesProducts
    series = ByID(nodes: graph.nodes.count)
    affine = ByID(nodes: graph.nodes.count)
    isVaried = Array(repeating: false, count: graph.nodes.count)
    var isVarying = [Bool](repeating: false, count: graph.inputs.count)
    for input in varying { isVarying[input] = true }
    self.isVarying = isVarying
  }

  mutating func program() -> Program {
    classify()
    schedule()
    result.columns = varying.map { series[Self.atom(ofInput: $0)]![0] }
    result.answers = outputs.map { series[$0]![0] }
    return result
  }

  /// The id under which an input's column lies: below the unit term, so that it meets no node.
  static func atom(ofInput input: Int) -> Int { -2 - input }

  // MARK: Affine or bent

  private mutating func classify() {
    let isNeeded = neededNodes()
    for stage in graph.stages {
      switch stage {
      case .node(let node): if isNeeded[node] { classify(node) }
      case .ring(let ring):
        guard ring.contains(where: { isNeeded[$0] }), ring.contains(where: dependsOnVaried) else { continue }
        for node in ring { isVaried[node] = true }
        if usesProducts, let values = graph.linearValues(ofRing: ring, known) {
          for (node, value) in zip(ring, values) { affine[node] = value }
          affineOrder += ring
          summary.affine += ring.count
        } else {
          kernels.append(stage)
          summary.bent += ring.count
        }
      }
    }
  }

  private mutating func classify(_ node: Int) {
    switch graph.nodes[node].kind {
    case .constant: break
    case .input(let input): isVaried[node] = isVarying[input]
    case .operation:
      guard dependsOnVaried(node) else { return }
      isVaried[node] = true
      // Scalars of scalars are one vector operation: no product is cheaper. Rows and their sums go linear.
      let touchesRows = graph.nodes[node].shape.isRow || graph.nodes[node].arguments.contains { isRow($0) }
      if usesProducts, touchesRows, let value = linear(node) {
        affine[node] = value
        affineOrder.append(node)
        summary.affine += 1
      } else {
        kernels.append(.node(node))
        summary.bent += 1
      }
    }
  }

  private func isRow(_ node: Int) -> Bool { graph.nodes[node].shape.isRow }
  private func dependsOnVaried(_ node: Int) -> Bool {
    graph.nodes[node].arguments.contains { isVaried[$0] }
  }

  /// True for what the outputs stand on, by node.
  private func neededNodes() -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: graph.nodes.count)
    var open = outputs
    for output in outputs { isNeeded[output] = true }
    while let node = open.popLast() {
      for argument in graph.nodes[node].arguments where !isNeeded[argument] {
        isNeeded[argument] = true
        open.append(argument)
      }
    }
    return isNeeded
  }

  /// The term a varied scalar is.
  private func term(_ node: Int) -> Int {
    if case .input(let input) = graph.nodes[node].kind { Self.atom(ofInput: input) } else { node }
  }

  private mutating func linear(_ node: Int) -> LinearValue? {
    var known: [Graph.LinearArgument] = []
    for argument in graph.nodes[node].arguments {
      guard let value = self.known(argument) else { return nil }
      known.append(value)
    }
    return graph.linearValue(of: node, known) ?? productOfScalarAndRow(node)
  }

  /// What an argument is to what reads it: a varied scalar is a term; nil where it bends.
  private func known(_ argument: Int) -> Graph.LinearArgument? {
    if !isVaried[argument] { return .constant(base[argument]) }
    if !isRow(argument) { return .linear(.atom(term(argument))) }
    return affine[argument].map(Graph.LinearArgument.linear)
  }

  /// varied scalar × affine row: each of the row's terms times the scalar is a term of its own.
  private mutating func productOfScalarAndRow(_ node: Int) -> LinearValue? {
    guard case .operation(let operation) = graph.nodes[node].kind, operation is Multiply else { return nil }
    let arguments = graph.nodes[node].arguments
    guard let scalar = arguments.first(where: { !isRow($0) }), isVaried[scalar],
      let row = arguments.first(where: isRow), let value = affine[row], value.terms.count <= 16
    else { return nil }
    let factor = term(scalar)
    var terms: [Int: Int] = [:]
    for (old, _) in value.terms { terms[old] = old == LinearValue.unit ? factor : product(factor, old) }
    return value.renamed { terms[$0] ?? $0 }
  }

  private mutating func product(_ left: Int, _ right: Int) -> Int {
    let pair = [min(left, right), max(left, right)]
    if let known = productTerms[pair] { return known }
    let term = graph.nodes.count + products.count
    products.append((term, left, right))
    productTerms[pair] = term
    return term
  }

  // MARK: Order and places

  private mutating func schedule() {
    let asked = materialised()
    let levels = self.levels()
    let vectors = (kernels.flatMap(Graph.members) + asked).map { graph.nodes[$0].shape.count }.reduce(0, +)
    result.width = Program.width(forVectors: vectors)
    spacing = Lanes.spacing(ofWidth: result.width)
    // Constants first: every fixed node that a kernel reads, shared by all lanes.
    for stage in kernels {
      for node in Graph.members(of: stage) {
        for argument in graph.nodes[node].arguments where !isVaried[argument] {
          place(constant: argument)
        }
      }
    }
    for output in outputs where !isVaried[output] { place(constant: output) }
    place(vector: LinearValue.unit, count: 1, isRow: false)
    result.unit = vector(LinearValue.unit)
    for input in varying.sorted() { place(vector: Self.atom(ofInput: input), count: 1, isRow: false) }
    for (node, entry) in graph.nodes.enumerated() {
      if case .input(let input) = entry.kind, isVarying[input] {
        series[node] = series[Self.atom(ofInput: input)]
      }
    }
    for (term, _, _) in products { place(vector: term, count: 1, isRow: false) }
    for stage in kernels {
      for node in Graph.members(of: stage) {
        place(vector: node, count: graph.nodes[node].shape.count, isRow: isRow(node))
      }
    }
    emit(asked, levels)
  }

  /// Affine nodes whose numbers somebody reads: kernels, outputs, and terms in front of rows.
  private func materialised() -> [Int] {
    var read = Set(outputs)
    for stage in kernels {
      for node in Graph.members(of: stage) { read.formUnion(graph.nodes[node].arguments) }
    }
    for product in products { read.formUnion([product.left, product.right]) }
    // A term of an affine value that is asked for is read too; values further back stand before.
    for node in affineOrder.reversed() where read.contains(node) {
      read.formUnion(affine[node]!.terms.map(\.term))
      for (term, _) in affine[node]!.terms where term >= graph.nodes.count {
        let product = products[term - graph.nodes.count]
        read.formUnion([product.left, product.right])
      }
    }
    return affineOrder.filter(read.contains)
  }

  /// The step at which each varied thing can be computed: kernels in the step of what they read, products of affine
  /// nodes one step after their terms.
  private func levels() -> [Int] {
    var levels = [Int](repeating: 0, count: graph.nodes.count)
    func level(ofTerm term: Int) -> Int {
      if term < 0 { return 0 }
      if term >= graph.nodes.count {
        let product = products[term - graph.nodes.count]
        return max(level(ofTerm: product.left), level(ofTerm: product.right))
      }
      return levels[term]
    }
    for stage in graph.stages {
      let nodes = Graph.members(of: stage)
      if affine[nodes[0]] != nil {
        for node in nodes {
          levels[node] = 1 + (affine[node]!.terms.map { level(ofTerm: $0.term) }.max() ?? 0)
        }
      } else {
        var highest = 0
        for node in nodes where isVaried[node] {
          for argument in graph.nodes[node].arguments { highest = max(highest, levels[argument]) }
        }
        for node in nodes where isVaried[node] { levels[node] = highest }
      }
    }
    for product in products { levels.append(level(ofTerm: product.term)) }
    return levels
  }

  private mutating func emit(_ asked: [Int], _ levels: [Int]) {
    let last = levels.max() ?? 0
    for level in 0...last {
      emitProduct(of: asked.filter { levels[$0] == level })
      for stage in kernels where levels[Graph.members(of: stage)[0]] == level {
        switch stage {
        case .node(let node): result.instructions.append(.kernel(addKernel(node)))
        case .ring(let ring):
          let kernels = ring.map { addKernel($0) }
          let first = result.rings.count
          result.rings += kernels
          result.instructions.append(
            .ring(first..<result.rings.count, periods: graph.nodes[ring[0]].shape.count))
        }
      }
      for product in products where levels[product.term] == level {
        result.instructions.append(
          .term(vector(product.term), left: vector(product.left), right: vector(product.right)))
      }
    }
  }

  private mutating func emitProduct(of nodes: [Int]) {
    for part in parts(of: withoutTwins(nodes)) { emitProduct(ofDistinct: part) }
    for node in nodes { series[node] = series[twins[node] ?? node] }
  }

  /// Coefficients beyond which a product is taken apart.
  private static let mostCoefficients = 1 << 18

  /// All in one product; where its matrix would be large, one for each set of terms: what few terms drive needs no columns
  /// for all the others.
  private func parts(of nodes: [Int]) -> [[Int]] {
    if nodes.isEmpty { return [] }
    let rows = nodes.map { graph.nodes[$0].shape.count }.reduce(0, +)
    let sets = nodes.map { affine[$0]!.terms.map(\.term) }
    guard rows * Set(sets.joined()).count > Self.mostCoefficients else { return [nodes] }
    var (parts, places): ([[Int]], [[Int]: Int]) = ([], [:])
    for (node, set) in zip(nodes, sets) {
      if let place = places[set] {
        parts[place].append(node)
      } else {
        places[set] = parts.count
        parts.append([node])
      }
    }
    return parts
  }

  private mutating func emitProduct(ofDistinct distinct: [Int]) {
    let rows = distinct.map { graph.nodes[$0].shape.count }.reduce(0, +)
    let groups = termGroups(of: distinct, rows: rows)
    let gather = reserve(groups.count * spacing)
    let target = result.count
    for node in distinct {
      place(vector: node, count: graph.nodes[node].shape.count, isRow: isRow(node))
    }
    let members = groups.enumerated().flatMap { place, group in
      group.members.enumerated().map { order, member in
        Program.Term(
          place: place, isFirst: order == 0, scalar: vector(member.term), factor: member.factor)
      }
    }
    result.instructions.append(.product(result.products.count))
    result.products.append(
      Program.Product(
        coefficients: (0..<rows).flatMap { row in groups.map { $0.column[row] } }, rows: rows,
        terms: groups.count, members: members, gather: gather, result: target))
    let terms = groups.flatMap { $0.members.map(\.term) }
    if terms.contains(where: { $0 >= 0 }) { result.hasMissingTerms = true }
    summary.terms += groups.count
    summary.rows += rows
  }

  /// The nodes without those whose numbers another one has too.
  private mutating func withoutTwins(_ nodes: [Int]) -> [Int] {
    // By the sum of all coefficients: few share it that are not the same.
    var seen: [Double: [Int]] = [:]
    return nodes.filter { node in
      let own = affine[node]!.terms
      let sum = own.reduce(0) { $0 + $1.coefficients.reduce(0, +) }
      let twin = seen[sum]?.first { other in
        graph.nodes[other].shape == graph.nodes[node].shape
          && own.elementsEqual(affine[other]!.terms) {
            $0.term == $1.term && $0.coefficients == $1.coefficients
          }
      }
      twins[node] = twin
      if twin == nil { seen[sum, default: []].append(node) }
      return twin == nil
    }
  }

  /// The terms of some nodes with their columns of coefficients; those whose columns differ in nothing but the sign, such
  /// as three home types that pay at the same times, as one term.
  private func termGroups(
    of nodes: [Int], rows: Int
  ) -> [(members: [(term: Int, factor: Double)], column: [Double])] {
    var columns: [Int: [Double]] = [:]
    var row = 0
    for node in nodes {
      for (term, values) in affine[node]!.terms {
        columns[term, default: Array(repeating: 0, count: rows)]
          .replaceSubrange(row..<row + values.count, with: values)
      }
      row += graph.nodes[node].shape.count
    }
    var groups: [(members: [(term: Int, factor: Double)], column: [Double])] = []
    // By the size of a column's sum: few share it that are not the same.
    var seen: [Double: [Int]] = [:]
    for (term, column) in columns.sorted(by: { $0.key < $1.key }) {
      let sum = abs(column.reduce(0, +))
      let twin = (seen[sum] ?? []).lazy.compactMap { place -> (place: Int, factor: Double)? in
        if groups[place].column == column { return (place, 1) }
        return groups[place].column.elementsEqual(column) { $0 == -$1 } ? (place, -1) : nil
      }.first
      if let twin {
        groups[twin.place].members.append((term, twin.factor))
      } else {
        seen[sum, default: []].append(groups.count)
        groups.append(([(term, 1)], column))
      }
    }
    return groups
  }

  /// An operation node with the places of its numbers.
  private mutating func addKernel(_ node: Int) -> Program.Kernel {
    guard case .operation(let operation) = graph.nodes[node].kind else {
      preconditionFailure("not an operation")
    }
    let first = result.arguments.count
    result.operations.append(operation)
    result.arguments += graph.nodes[node].arguments.map { series[$0]! }
    return Program.Kernel(
      operation: result.operations.count - 1, arguments: first..<result.arguments.count, result: series[node]!
    )
  }

  private func vector(_ node: Int) -> LaneReference { series[node]![0] }

  private mutating func reserve(_ numbers: Int) -> Int {
    defer { result.count += numbers }
    return result.count
  }

  private mutating func place(constant node: Int) {
    guard series[node] == nil else { return }
    precondition(result.count == result.constants.count, "constants lie first")
    let values = base[node]
    series[node] = Series(
      offset: reserve(values.count), stride: isRow(node) ? 1 : 0, isUniform: true, count: values.count)
    result.constants += values
  }

  private mutating func place(vector node: Int, count periods: Int, isRow: Bool) {
    guard series[node] == nil else { return }
    series[node] = Series(
      offset: reserve(periods * spacing), stride: isRow ? spacing : 0, isUniform: false,
      count: periods)
  }
}

/// Values by the ids of a plan: those of nodes in a list, the few others (terms that are no node) apart.
private struct ByID<Value> {
  private var byNode: [Value?]
  private var others: [Int: Value] = [:]

  init(nodes count: Int) { byNode = Array(repeating: nil, count: count) }

  subscript(id: Int) -> Value? {
    get { byNode.indices.contains(id) ? byNode[id] : others[id] }
    set {
      if byNode.indices.contains(id) { byNode[id] = newValue } else { others[id] = newValue }
    }
  }
}
