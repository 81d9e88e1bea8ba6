/// How a number came about: its formula in names, the same formula in numbers, the result, and what it stands on.
package struct Explanation: Sendable {
  /// One thing the formula reads.
  package struct Part: Sendable {
    package let node: Int
    package let label: Bilingual
    /// The key of a named formula or the path of an input.
    package let key: String
    package let unit: ValueUnit
    package let outcome: Outcome
    /// For inputs: where the number comes from.
    package let input: Input?
    /// What its places are; nil for a scalar.
    package let axis: Axis?
    package var isRow: Bool { axis != nil }
    /// The place, from 0, that is told: the explanation's own, but on another axis.
    package let place: Int
  }

  package let key: String
  package let label: Bilingual
  package let unit: ValueUnit
  /// Place on its axis, from 0; nil for a scalar.
  package let period: Int?
  /// What its places are; nil for a scalar.
  package let axis: Axis?
  /// `max(0; total uses − total sources)`.
  package let names: Bilingual
  /// The same with the numbers in place: evaluates to `result`.
  package let numbers: String
  package let result: Outcome
  package let parts: [Part]
}

extension Graph {
  /// Explains a node: of a row the value in `period`, from 0.
  package func explanation(of node: Int, period: Int, at values: Evaluation) -> Explanation {
    let entry = nodes[node]
    let words = WordsRendering.Reading(graph: self, values: values)
    return Explanation(
      key: title(of: node), label: label(of: node), unit: unit(of: node),
      period: entry.shape.isRow ? period : nil, axis: entry.shape.axis,
      names: Bilingual(
        en: words.formula(of: node, period: period, as: .names(.en)).text,
        zh: words.formula(of: node, period: period, as: .names(.zh)).text),
      numbers: words.formula(of: node, period: period, as: .numbers).text,
      result: values.outcome(node, period: entry.shape.isRow ? period : 0),
      parts: parts(of: node, beside: period).map { part, place in
        let shape = nodes[part].shape
        let told = shape.isRow && place < shape.count ? place : 0
        return Explanation.Part(
          node: part, label: label(of: part), key: key(of: part), unit: unit(of: part),
          outcome: values.outcome(part, period: told), input: input(at: part), axis: shape.axis, place: told)
      })
  }

  private func input(at node: Int) -> Input? {
    if case .input(let place) = nodes[node].kind { inputs[place] } else { nil }
  }

  private func key(of node: Int) -> String { input(at: node)?.path ?? title(of: node) }
  fileprivate func label(of node: Int) -> Bilingual {
    input(at: node)?.label ?? nodes[node].name?.label ?? Bilingual(verbatim: title(of: node))
  }
  private func unit(of node: Int) -> ValueUnit { input(at: node)?.unit ?? nodes[node].name?.unit ?? .number }

  /// The named formulas and inputs a formula reads, through its unnamed parts, each with its place beside `period`.
  private func parts(of node: Int, beside period: Int) -> [(node: Int, place: Int)] {
    var (found, seen): ([(node: Int, place: Int)], Set<Int>) = ([], [])
    var open = arguments(of: node, beside: period)
    while let (argument, place) = open.popLast() {
      guard seen.insert(argument).inserted else { continue }
      if nodes[argument].name != nil || input(at: argument) != nil {
        found.append((argument, place))
      } else {
        open += arguments(of: argument, beside: place)
      }
    }
    return found
  }

  /// What a node reads, the last first, with its place beside `period`.
  private func arguments(of node: Int, beside period: Int) -> [(node: Int, place: Int)] {
    guard case .operation(let operation) = nodes[node].kind else { return [] }
    return nodes[node].arguments.enumerated().reversed().map { position, argument in
      (argument, operation.place(in: position, beside: period))
    }
  }
}

/// Renders operations with names or with numbers.
private struct WordsRendering: FormulaRendering {
  enum Mode: Equatable {
    case names(Language)
    case numbers
  }

  struct Reading {
    let graph: Graph
    let values: Evaluation

    /// The formula of a node, one level deep: named parts and inputs stand for themselves.
    func formula(of node: Int, period: Int, as mode: Mode) -> Fragment {
      switch graph.nodes[node].kind {
      case .operation(let operation):
        return operation.words(WordsRendering(reading: self, node: node, period: period, mode: mode))
      case .constant, .input: return content(of: node, period: period, as: mode, isTop: true)
      }
    }

    func content(of node: Int, period: Int, as mode: Mode, isTop: Bool = false) -> Fragment {
      let entry = graph.nodes[node]
      let place = entry.shape.isRow ? period : 0
      switch entry.kind {
      case .constant(let numbers): return number(numbers[place])
      case .input: return mode == .numbers || isTop ? number(values[node][0]) : name(of: node, mode)
      case .operation:
        guard entry.name != nil else { return formula(of: node, period: period, as: mode) }
        return mode == .numbers ? number(values[node][place]) : name(of: node, mode)
      }
    }

    func list(_ node: Int, _ periods: Range<Int>, as mode: Mode) -> Fragment {
      if mode != .numbers, graph.nodes[node].name != nil { return name(of: node, mode) }
      let texts = periods.map { content(of: node, period: $0, as: mode).text }
      // In names a row of the same words is said once.
      let once = mode != .numbers && Set(texts).count == 1
      return Fragment(once ? texts[0] : texts.joined(separator: "; "))
    }

    func name(of node: Int, _ mode: Mode) -> Fragment {
      guard case .names(let language) = mode else { return Fragment("") }
      return Fragment(graph.label(of: node)[language])
    }

    func number(_ value: Double) -> Fragment {
      guard value.isFinite else { return Fragment(Outcome(value).reason?.id ?? "?") }
      return value < 0 ? Fragment("(−\(decimalText(-value)))") : Fragment(decimalText(value))
    }
  }

  let reading: Reading
  let node: Int
  let period: Int
  let mode: Mode

  private func argumentNode(_ position: Int) -> Int { reading.graph.nodes[node].arguments[position] }
  var count: Int { reading.graph.nodes[node].arguments.count }
  var found: Double { reading.values[node][0] }

  func argument(_ position: Int) -> Fragment {
    reading.content(of: argumentNode(position), period: period, as: mode)
  }

  func argument(_ position: Int, earlier steps: Int, orElse opening: @autoclosure () -> Fragment) -> Fragment
  {
    guard period >= steps else { return opening() }
    let value = reading.content(of: argumentNode(position), period: period - steps, as: mode)
    switch mode {
    case .numbers: return value
    case .names(.en):
      return Fragment(
        value.bracketed(below: .atom) + " of \(steps == 1 ? "the period before" : "\(steps) periods before")")
    case .names(.zh): return Fragment((steps == 1 ? "上期" : "前 \(steps) 期") + value.bracketed(below: .atom))
    }
  }

  func series(_ position: Int) -> Fragment {
    let row = argumentNode(position)
    return reading.list(row, 0..<reading.graph.nodes[row].shape.count, as: mode)
  }

  func series(_ position: Int, in places: Range<Int>) -> Fragment {
    places.isEmpty ? Fragment("0") : reading.list(argumentNode(position), places, as: mode)
  }

  func mayBeMissing(_ position: Int) -> Bool { true }
}

/// The shortest decimal text that reads back as the same number, never with an exponent.
package func decimalText(_ value: Double) -> String {
  let text = "\(value == 0 ? 0 : value)"
  let parts = text.split(separator: "e")
  guard parts.count == 2, let exponent = Int(parts[1]) else {
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
  let sign = parts[0].hasPrefix("-") ? "-" : ""
  let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
  let digits = mantissa.joined()
  let point = mantissa[0].count + exponent
  if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + trimmed(digits) }
  if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
  let fraction = trimmed(String(digits.dropFirst(point)))
  return sign + String(digits.prefix(point)) + (fraction.isEmpty ? "" : "." + fraction)
}

/// Decimal digits without trailing zeros.
private func trimmed(_ digits: String) -> String {
  var digits = digits
  while digits.hasSuffix("0") { digits.removeLast() }
  return digits
}
