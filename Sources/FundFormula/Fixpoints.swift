/// Rows that need each other within one period and have one answer all the same.
///
/// Where all of a knot goes through one row x and comes to x = a + b · x, x is a ÷ (1 − b). Where it comes to
/// x = max(a₁ + b₁ · x, …) with slopes below 1, x is the largest of the aᵢ ÷ (1 − bᵢ): each aᵢ + bᵢ · x − x falls in x
/// and is zero there, so the largest of them is zero at the largest. The smallest of such likewise. A slope of 1 or more
/// makes each round of x add no less than the last: a reason, or no answer at all where it is known from the structure.
///
/// What is written in place of x is elementary operations, so that every reading sees it.
struct Fixpoints {
  private var nodes: [Node]
  private let inputs: [Input]

  init(_ nodes: [Node], _ inputs: [Input]) {
    self.nodes = nodes
    self.inputs = inputs
  }

  /// The nodes with every knot that has such an answer replaced; others are left as they are. Nodes keep their numbers,
  /// new ones come after them.
  mutating func solved() -> [Node] {
    for knot in knots() {
      // A named row is what its author asks for.
      let candidates = knot.filter { nodes[$0].name != nil } + knot.filter { nodes[$0].name == nil }
      for candidate in candidates where solve(knot, for: candidate) { break }
    }
    return nodes
  }

  // MARK: Knots

  /// Sets of rows that need each other in the same period.
  private func knots() -> [[Int]] {
    let links = nodes.indices.map { needed($0) }
    return strongComponents(links).filter { component in
      component.allSatisfy { nodes[$0].shape.isRow }
        && (component.count > 1 || links[component[0]].contains(component[0]))
    }
  }

  /// What a node reads of the same period.
  private func needed(_ node: Int) -> [Int] {
    guard case .operation(let operation) = nodes[node].kind else { return [] }
    return nodes[node].arguments.enumerated().compactMap {
      operation.reach(of: $0) == .earlier ? nil : $1
    }
  }

  /// Puts the closed form in the place of `unknown`; false where it is not such a knot.
  private mutating func solve(_ knot: [Int], for unknown: Int) -> Bool {
    guard let order = order(of: knot, without: unknown) else { return false }
    let before = nodes.count
    var forms: [Int: Form] = [unknown: .unknown]
    for node in order {
      guard let form = form(of: node, forms) else { return undone(to: before) }
      forms[node] = form
    }
    guard let form = form(of: unknown, forms), let answer = answer(form) else { return undone(to: before) }
    nodes[unknown] = Node(
      kind: answer.kind, arguments: answer.arguments, shape: nodes[unknown].shape, name: nodes[unknown].name)
    return true
  }

  private mutating func undone(to count: Int) -> Bool {
    nodes.removeLast(nodes.count - count)
    return false
  }

  /// The other rows of a knot, each after those it needs; nil where they need each other without the unknown.
  private func order(of knot: [Int], without unknown: Int) -> [Int]? {
    let others = knot.filter { $0 != unknown }
    let places = Dictionary(uniqueKeysWithValues: others.enumerated().map { ($1, $0) })
    let links = others.map { needed($0).compactMap { places[$0] } }
    let components = strongComponents(links)
    guard components.count == others.count, links.indices.allSatisfy({ !links[$0].contains($0) }) else {
      return nil
    }
    return components.map { others[$0[0]] }
  }

  // MARK: Forms

  /// A number known from the structure, or a node's.
  private enum Term: Equatable {
    case known(Double)
    case node(Int)
  }

  /// constant + slope × unknown.
  private struct Affine {
    var constant: Term
    var slope: Term
  }

  /// The one, the largest or the smallest of affine forms.
  private struct Form {
    enum Choice {
      case one, largest, smallest

      /// What it becomes where the sign turns.
      var reversed: Choice {
        switch self {
        case .one: .one
        case .largest: .smallest
        case .smallest: .largest
        }
      }
    }
    var choice: Choice
    var parts: [Affine]

    static let unknown = Form(choice: .one, parts: [Affine(constant: .known(0), slope: .known(1))])

    init(choice: Choice, parts: [Affine]) {
      self.choice = choice
      self.parts = parts
    }

    init(constant: Term) { self.init(choice: .one, parts: [Affine(constant: constant, slope: .known(0))]) }

    /// What it is where it does not hold the unknown.
    var constant: Term? {
      choice == .one && parts[0].slope == .known(0) ? parts[0].constant : nil
    }
  }

  /// The form of a row whose arguments have theirs; nil where it is none.
  private mutating func form(of node: Int, _ forms: [Int: Form]) -> Form? {
    guard case .operation(let operation) = nodes[node].kind else { return nil }
    let arguments = nodes[node].arguments.map { argument in
      forms[argument] ?? Form(constant: term(argument))
    }
    switch operation {
    case is Add: return sum(arguments)
    case is Subtract:
      return difference(arguments[0], arguments[1])
    case is Multiply:
      if let factor = arguments[0].constant { return scaled(arguments[1], by: factor) }
      return arguments[1].constant.flatMap { scaled(arguments[0], by: $0) }
    case let divide as Divide:
      return arguments[1].constant.flatMap { divided(arguments[0], by: $0, divide) }
    case is Maximum: return chosen(.largest, of: arguments)
    case is Minimum: return chosen(.smallest, of: arguments)
    case is RunningSum:
      let before = append(Previous(), [.node(node), .known(0)])
      return sum([Form(constant: before), arguments[0]])
    case let sum as GroupSum where Set(sum.groups).count == sum.groups.count: return arguments[0]
    default: return nil
    }
  }

  private func term(_ node: Int) -> Term {
    if case .constant(let values) = nodes[node].kind, values.count == 1 {
      .known(values[0])
    } else {
      .node(node)
    }
  }

  /// The sum of forms, at most one of which chooses.
  private mutating func sum(_ forms: [Form]) -> Form? {
    var result = Form(constant: .known(0))
    for form in forms {
      guard result.choice == .one || form.choice == .one else { return nil }
      let choice = result.choice == .one ? form.choice : result.choice
      result = Form(choice: choice, parts: paired(result, form, Add()))
    }
    return result
  }

  private mutating func difference(_ left: Form, _ right: Form) -> Form? {
    guard left.choice == .one || right.choice == .one else { return nil }
    let choice = left.choice == .one ? right.choice.reversed : left.choice
    return Form(choice: choice, parts: paired(left, right, Subtract()))
  }

  /// Every part of the one with every part of the other.
  private mutating func paired(_ left: Form, _ right: Form, _ operation: some Operation) -> [Affine] {
    var parts: [Affine] = []
    for first in left.parts {
      for second in right.parts {
        parts.append(
          Affine(
            constant: joined(first.constant, second.constant, operation),
            slope: joined(first.slope, second.slope, operation)))
      }
    }
    return parts
  }

  private mutating func scaled(_ form: Form, by factor: Term) -> Form? {
    guard let choice = choice(form.choice, times: factor) else { return nil }
    let parts = form.parts.map {
      Affine(constant: product($0.constant, factor), slope: product($0.slope, factor))
    }
    return Form(choice: choice, parts: parts)
  }

  private mutating func divided(_ form: Form, by divisor: Term, _ divide: Divide) -> Form? {
    guard let choice = choice(form.choice, times: divisor) else { return nil }
    let parts = form.parts.map {
      Affine(
        constant: quotient($0.constant, divisor, divide), slope: quotient($0.slope, divisor, divide))
    }
    return Form(choice: choice, parts: parts)
  }

  /// What the largest becomes by a factor: what it was, the smallest, or nil where the factor's sign is not known.
  private func choice(_ choice: Form.Choice, times factor: Term) -> Form.Choice? {
    if choice == .one { return .one }
    let range = range(of: factor)
    if range.lowerBound >= 0 { return choice }
    return range.upperBound <= 0 ? choice.reversed : nil
  }

  private func chosen(_ choice: Form.Choice, of arguments: [Form]) -> Form? {
    guard arguments.allSatisfy({ $0.choice == .one || $0.choice == choice }) else { return nil }
    return Form(choice: choice, parts: arguments.flatMap(\.parts))
  }

  // MARK: Signs

  /// Where a term's values must lie, whatever the inputs are.
  private func range(of term: Term) -> ClosedRange<Double> {
    switch term {
    case .known(let value): value...value
    case .node(let node): range(of: node, levels: 8)
    }
  }

  private func range(of node: Int, levels: Int) -> ClosedRange<Double> {
    let all = -Double.infinity...Double.infinity
    switch nodes[node].kind {
    case .constant(let values): return (values.min() ?? 0)...(values.max() ?? 0)
    case .input(let input): return inputs[input].bounds
    case .operation(let operation):
      if operation is Step { return 0...1 }
      guard levels > 0 else { return all }
      let ranges = nodes[node].arguments.map { range(of: $0, levels: levels - 1) }
      switch operation {
      case is Add:
        return ranges.dropFirst().reduce(ranges[0]) {
          $0.lowerBound + $1.lowerBound...$0.upperBound + $1.upperBound
        }
      case is Subtract:
        return ranges[0].lowerBound - ranges[1].upperBound...ranges[0].upperBound - ranges[1].lowerBound
      case is Multiply: return product(ranges[0], ranges[1])
      case is Maximum:
        return max(
          ranges[0].lowerBound, ranges[1].lowerBound)...max(ranges[0].upperBound, ranges[1].upperBound)
      case is Minimum:
        return min(
          ranges[0].lowerBound, ranges[1].lowerBound)...min(ranges[0].upperBound, ranges[1].upperBound)
      default: return all
      }
    }
  }

  private func product(_ left: ClosedRange<Double>, _ right: ClosedRange<Double>) -> ClosedRange<Double> {
    let corners = [left.lowerBound, left.upperBound].flatMap { a in
      [right.lowerBound, right.upperBound].map { b in a == 0 || b == 0 ? 0 : a * b }
    }
    return (corners.min() ?? 0)...(corners.max() ?? 0)
  }

  // MARK: Writing

  /// The node that is the fixpoint of a form; nil where a slope is known to be 1 or more.
  private mutating func answer(_ form: Form) -> Node? {
    var answers: [Term] = []
    for part in form.parts {
      guard let answer = answer(part) else { return nil }
      answers.append(answer)
    }
    let choose: any Operation = form.choice == .smallest ? Minimum() : Maximum()
    let whole = answers.dropFirst().reduce(answers[0]) { append(choose, [$0, $1]) }
    // The answer owns the unknown's place: a sum of one.
    return Node(kind: .operation(Add()), arguments: [node(of: whole)], shape: .scalar, name: nil)
  }

  private mutating func answer(_ part: Affine) -> Term? {
    switch part.slope {
    case .known(let slope):
      return slope < 1 ? quotient(part.constant, .known(1 - slope), Divide(orElse: .outOfRange)) : nil
    case .node:
      let rest = append(Subtract(), [.known(1), part.slope])
      // Nothing to divide by where the slope is 1 or more.
      let divisor = append(Maximum(), [rest, .known(0)])
      return append(Divide(orElse: .outOfRange), [part.constant, divisor])
    }
  }

  /// A sum or a difference.
  private mutating func joined(_ left: Term, _ right: Term, _ operation: some Operation) -> Term {
    let isSum = operation is Add
    switch (left, right) {
    case (.known(let a), .known(let b)): return .known(isSum ? a + b : a - b)
    case (.known(0), _) where isSum: return right
    case (_, .known(0)): return left
    default: return append(operation, [left, right])
    }
  }

  private mutating func product(_ left: Term, _ right: Term) -> Term {
    switch (left, right) {
    case (.known(let a), .known(let b)): .known(a * b)
    case (.known(0), _), (_, .known(0)): .known(0)
    case (.known(1), _): right
    case (_, .known(1)): left
    default: append(Multiply(), [left, right])
    }
  }

  private mutating func quotient(_ left: Term, _ right: Term, _ divide: Divide) -> Term {
    switch (left, right) {
    case (_, .known(1)): left
    case (.known(let a), .known(let b)) where b != 0: .known(a / b)
    default: append(divide, [left, right])
    }
  }

  private mutating func append(_ operation: some Operation, _ arguments: [Term]) -> Term {
    let arguments = arguments.map { node(of: $0) }
    let shape = operation.shape(of: arguments.map { nodes[$0].shape })
    nodes.append(Node(kind: .operation(operation), arguments: arguments, shape: shape, name: nil))
    return .node(nodes.count - 1)
  }

  private mutating func node(of term: Term) -> Int {
    switch term {
    case .node(let node): return node
    case .known(let value):
      nodes.append(Node(kind: .constant([value]), arguments: [], shape: .scalar, name: nil))
      return nodes.count - 1
    }
  }
}
