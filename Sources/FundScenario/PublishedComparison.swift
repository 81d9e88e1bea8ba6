package import FundFormula
package import FundModel

/// What a source prints beside what the scenario computes.
package struct PublishedComparison: Sendable {
  package let figure: PublishedFigure
  /// The label of the formula it is held against.
  package let label: Bilingual
  package let unit: ValueUnit
  package let computed: Outcome

  /// In base units.
  package var published: Double { figure.published.number.value }
  /// Computed less published; nil where nothing could be computed.
  package var difference: Double? { computed.value.map { $0 - published } }

  /// Whether the two agree within the figure's tolerance (and a billionth, for arithmetic).
  package var ties: Bool {
    guard let computed = computed.value else { return false }
    let arithmetic = 1e-9 * max(abs(computed), abs(published))
    return abs(computed - published) <= figure.tolerance + arithmetic
  }

  /// Every figure that is held against something computed; what names nothing is left out.
  package static func all(in model: Model, _ values: Evaluation) -> [PublishedComparison] {
    model.published.compactMap { figure in
      guard case .success(let node) = scalar(of: figure, in: model), let name = model.graph.nodes[node].name
      else { return nil }
      return PublishedComparison(
        figure: figure, label: name.label, unit: name.unit, computed: values.outcome(node))
    }
  }

  /// Why a figure cannot be held against anything.
  enum Fault: Error {
    case unknown
    /// An indicator that this scenario does not have.
    case absent(Bilingual)
    case several
    case row(Bilingual)
    /// Yes or no, or a period.
    case noNumber(Bilingual)
    case unit(Bilingual, ValueUnit)
  }

  /// The node a figure is held against.
  static func scalar(of figure: PublishedFigure, in model: Model) -> Result<Int, Fault> {
    let nodes = model.nodes(named: figure.of)
    guard let node = nodes.first, let name = model.graph.nodes[node].name else {
      let indicator = Indicators.all.first { $0.id == figure.of }
      return .failure(indicator.map { .absent($0.label) } ?? .unknown)
    }
    guard nodes.count == 1 else { return .failure(.several) }
    guard !model.graph.nodes[node].shape.isRow else { return .failure(.row(name.label)) }
    guard ![.flag, .period].contains(name.unit) else { return .failure(.noNumber(name.label)) }
    guard figure.published.unit?.fits(name.unit) ?? true else {
      return .failure(.unit(name.label, name.unit))
    }
    return .success(node)
  }
}
