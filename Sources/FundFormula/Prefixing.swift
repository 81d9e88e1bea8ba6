/// The formulas of one project as they stand in a graph beside those of others: keys, references, axes of dates and the
/// paths of inputs begin with a prefix, labels with a name. Formulas that are one stay one.
package struct Prefixing {
  private let prefix: String
  private let name: Bilingual
  private let shared: Set<String>
  private var done: [ObjectIdentifier: (original: Formula, copy: Formula)] = [:]

  /// - Parameters:
  ///   - prefix: what keys begin with, dot included.
  ///   - name: what labels begin with.
  ///   - shared: paths of inputs that are those of the whole graph and keep their paths.
  package init(_ prefix: String, name: Bilingual, sharing shared: Set<String> = []) {
    self.prefix = prefix
    self.name = name
    self.shared = shared
  }

  package mutating func callAsFunction<Value: Quantity>(_ quantity: Value) -> Value {
    Value(copy(of: quantity.formula))
  }

  package func key(_ key: String) -> String { prefix + key }

  package func label(_ label: Bilingual) -> Bilingual {
    Bilingual(en: "\(name.en): \(label.en)", zh: "\(name.zh)·\(label.zh)")
  }

  /// Iterative, so that a long chain of formulas does not exhaust the stack.
  private mutating func copy(of root: Formula) -> Formula {
    var open = [root]
    while let formula = open.last {
      if done[ObjectIdentifier(formula)] != nil {
        open.removeLast()
        continue
      }
      let before = open.count
      open += formula.arguments.filter { done[ObjectIdentifier($0)] == nil }
      guard open.count == before else { continue }
      // The original is kept alive: its identity is the key.
      done[ObjectIdentifier(formula)] = (formula, prefixed(formula))
      open.removeLast()
    }
    return done[ObjectIdentifier(root)]!.copy
  }

  private func prefixed(_ shape: Shape) -> Shape {
    if case .row(let axis) = shape { .row(axis.prefixed(key)) } else { shape }
  }

  /// A formula whose arguments have their copies.
  private func prefixed(_ formula: Formula) -> Formula {
    let kind: Formula.Kind
    switch formula.kind {
    case .input(let input) where shared.contains(input.path): kind = .input(input)
    case .input(var input):
      input.path = key(input.path)
      input.label = label(input.label)
      kind = .input(input)
    case .reference(let target): kind = .reference(key(target))
    case .constant, .operation: kind = formula.kind
    }
    return Formula(
      kind, formula.arguments.map { done[ObjectIdentifier($0)]!.copy }, shape: prefixed(formula.shape),
      name: formula.name.map { FormulaName(key($0.key), label($0.label), $0.unit) })
  }
}
