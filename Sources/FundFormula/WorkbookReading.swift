/// The graph as cells of a workbook: inputs as numbers, everything else as live formulas on them.
package struct WorkbookReading: Sendable {
  package enum Sheet: String, Sendable, CaseIterable { case inputs, scalars, rows }

  package enum Content: Sendable, Equatable {
    case text(String)
    case number(Double)
    /// A formula without the leading `=`, and what it must give.
    case formula(String, expected: Outcome, isAmount: Bool)
  }

  package struct Cell: Sendable {
    package let sheet: Sheet
    /// From 0.
    package let row: Int
    /// From 0.
    package let column: Int
    package let content: Content
  }

  package private(set) var cells: [Cell] = []
  /// Formulas longer than this are refused by spreadsheets.
  package static let longestFormula = 8000

  private let graph: Graph
  private let values: Evaluation
  private var places: [Int: (sheet: Sheet, row: Int)] = [:]

  /// First column of periods on the sheet of rows.
  private static let firstPeriod = 4

  package init(_ graph: Graph, at values: Evaluation) {
    self.graph = graph
    self.values = values
    placeNodes()
    writeInputs()
    writeFormulas()
  }

  /// The address of a cell, `rows!F7`, as other programs name it.
  package static func address(_ cell: Cell) -> String {
    "\(cell.sheet.rawValue)!\(columnName(cell.column))\(cell.row + 1)"
  }

  // MARK: Which nodes have cells

  private mutating func placeNodes() {
    let (uses, ranged) = uses()
    var next: [Sheet: Int] = [.inputs: 1, .scalars: 1, .rows: 1]
    for (index, node) in graph.nodes.enumerated() {
      let sheet: Sheet
      switch node.kind {
      case .input: sheet = .inputs
      case .constant:
        guard node.shape.isRow else { continue }
        sheet = .rows
      case .operation:
        let mustStand = node.name != nil || ranged.contains(index) || uses[index] > 1 || canBeMissing(index)
        guard mustStand else { continue }
        sheet = node.shape.isRow ? .rows : .scalars
      }
      places[index] = (sheet, next[sheet]!)
      next[sheet]! += 1
    }
  }

  /// How often each node is read, and which nodes are read as ranges or in other periods: those need cells.
  private func uses() -> (uses: [Int], ranged: Set<Int>) {
    var uses = [Int](repeating: 0, count: graph.nodes.count)
    var ranged: Set<Int> = []
    for node in graph.nodes {
      for argument in node.arguments { uses[argument] += 1 }
      guard case .operation(let operation) = node.kind else { continue }
      let recording = RecordingRendering(count: node.arguments.count)
      _ = operation.cell(recording)
      for position in recording.ranged where graph.nodes[node.arguments[position]].shape.isRow {
        ranged.insert(node.arguments[position])
      }
    }
    return (uses, ranged)
  }

  /// Operations whose cell may hold a reason instead of a number.
  private func canBeMissing(_ index: Int) -> Bool {
    guard case .operation(let operation) = graph.nodes[index].kind else { return false }
    return operation is Divide || operation is FirstPeriod || operation is RateOfReturn
      || operation is Smallest
  }

  // MARK: Writing

  private mutating func writeInputs() {
    for (column, title) in ["path", "label", "value", "unit", "source"].enumerated() {
      cells.append(Cell(sheet: .inputs, row: 0, column: column, content: .text(title)))
    }
    for (column, title) in ["key", "label", "unit"].enumerated() {
      cells.append(Cell(sheet: .rows, row: 0, column: column, content: .text(title)))
      cells.append(
        Cell(sheet: .scalars, row: 0, column: column, content: .text(column == 2 ? "value" : title)))
    }
    let periods = graph.nodes.map { $0.shape.isRow ? $0.shape.count : 0 }.max() ?? 0
    for period in 0..<periods {
      cells.append(
        Cell(sheet: .rows, row: 0, column: Self.firstPeriod + period, content: .number(Double(period + 1))))
    }
  }

  private mutating func writeFormulas() {
    for index in graph.nodes.indices {
      guard let place = places[index] else { continue }
      let node = graph.nodes[index]
      switch node.kind {
      case .input(let input):
        let entry = graph.inputs[input]
        write(.text(entry.path), place, 0)
        write(.text(entry.label.en), place, 1)
        write(.number(values[index][0]), place, 2)
        write(.text(entry.unitText.en), place, 3)
        write(.text(entry.source ?? (entry.isAssumed ? "assumed" : "")), place, 4)
      case .constant(let numbers):
        write(.text(graph.title(of: index)), place, 0)
        for (period, number) in numbers.enumerated() {
          write(.number(number), place, Self.firstPeriod + period)
        }
      case .operation:
        write(.text(graph.title(of: index)), place, 0)
        write(.text(node.name?.label.en ?? ""), place, 1)
        let isAmount = node.name?.unit.isAmount ?? true
        for period in 0..<node.shape.count {
          let text = guarded(index, formula(of: index, period: period), period: period)
          precondition(text.count <= Self.longestFormula, "formula of \(graph.title(of: index)) is too long")
          write(
            .formula(text, expected: values.outcome(index, period: period), isAmount: isAmount), place,
            node.shape.isRow ? Self.firstPeriod + period : 2)
        }
      }
    }
  }

  private mutating func write(_ content: Content, _ place: (sheet: Sheet, row: Int), _ column: Int) {
    cells.append(Cell(sheet: place.sheet, row: place.row, column: column, content: content))
  }

  private func formula(of index: Int, period: Int) -> String { fragment(of: index, period: period).text }

  private func fragment(of index: Int, period: Int) -> Fragment {
    guard case .operation(let operation) = graph.nodes[index].kind else {
      preconditionFailure("not a formula")
    }
    return operation.cell(CellRendering(reading: self, node: index, period: period))
  }

  /// A reason in an argument's cell goes on to this one, as it does in the engine.
  private func guarded(_ index: Int, _ formula: String, period: Int) -> String {
    guard case .operation(let operation) = graph.nodes[index].kind else { return formula }
    let recording = RecordingRendering(count: graph.nodes[index].arguments.count)
    _ = operation.cell(recording)
    if operation is Element { return formula }
    return missingArguments(of: index, direct: recording.direct).reversed().reduce(formula) {
      text, argument in
      let address = reference(to: argument, period: period)
      return "IF(ISTEXT(\(address)),\(address),\(text))"
    }
  }

  /// The cells that a formula reads in the same period and that can hold a reason, through inlined parts too.
  private func missingArguments(of index: Int, direct: Set<Int>) -> [Int] {
    var found: [Int] = []
    for position in direct.sorted() {
      let argument = graph.nodes[index].arguments[position]
      if places[argument] != nil {
        if mayHoldReason(argument), !found.contains(argument) { found.append(argument) }
      } else {
        let all = Set(graph.nodes[argument].arguments.indices)
        for inner in missingArguments(of: argument, direct: all) where !found.contains(inner) {
          found.append(inner)
        }
      }
    }
    return found
  }

  private func mayHoldReason(_ index: Int) -> Bool {
    if canBeMissing(index) { return true }
    guard case .operation(let operation) = graph.nodes[index].kind, !(operation is Previous) else {
      return false
    }
    return graph.nodes[index].shape == .scalar && graph.nodes[index].arguments.contains(where: mayHoldReason)
  }

  // MARK: Addresses

  fileprivate func content(of index: Int, period: Int) -> Fragment {
    if places[index] != nil { return Fragment(reference(to: index, period: period)) }
    switch graph.nodes[index].kind {
    case .constant(let values): return Self.literal(values[0])
    case .operation: return fragment(of: index, period: period)
    case .input: preconditionFailure("an input without a cell")
    }
  }

  fileprivate func reference(to index: Int, period: Int) -> String {
    guard let place = places[index] else { preconditionFailure("a formula without a cell") }
    return graph.nodes[index].shape.isRow
      ? "\(place.sheet.rawValue)!\(Self.columnName(Self.firstPeriod + period))\(place.row + 1)"
      : "\(place.sheet.rawValue)!$C$\(place.row + 1)"
  }

  fileprivate func range(of index: Int, from first: Int, to last: Int) -> Fragment {
    guard let place = places[index], graph.nodes[index].shape.isRow else {
      return content(of: index, period: 0)
    }
    let row = place.row + 1
    return Fragment(
      "\(place.sheet.rawValue)!$\(Self.columnName(Self.firstPeriod + first))\(row):"
        + "\(last == graph.nodes[index].shape.count - 1 ? "$" : "")\(Self.columnName(Self.firstPeriod + last))\(row)"
    )
  }

  fileprivate func periodNumber(_ period: Int) -> String {
    "rows!\(Self.columnName(Self.firstPeriod + period))$1"
  }

  static func literal(_ value: Double) -> Fragment {
    value < 0
      ? Fragment("(\(value))")
      : Fragment(value == value.rounded() && value < 1e15 ? "\(Int(value))" : "\(value)")
  }

  /// Column 0 is A, 26 is AA.
  static func columnName(_ column: Int) -> String {
    var (name, left) = ("", column)
    repeat {
      name = String(UnicodeScalar(UInt8(65 + left % 26))) + name
      left = left / 26 - 1
    } while left >= 0
    return name
  }

  fileprivate struct CellRendering: FormulaRendering {
    let reading: WorkbookReading
    let node: Int
    let period: Int

    private func argumentNode(_ position: Int) -> Int { reading.graph.nodes[node].arguments[position] }
    var count: Int { reading.graph.nodes[node].arguments.count }
    var found: Double { reading.values[node][period] }

    func argument(_ position: Int) -> Fragment { reading.content(of: argumentNode(position), period: period) }

    func argument(_ position: Int, earlier steps: Int, orElse opening: Fragment) -> Fragment {
      let row = argumentNode(position)
      let here = reading.periodNumber(period)
      let range = reading.range(of: row, from: 0, to: reading.graph.nodes[row].shape.count - 1).text
      return Fragment("IF(\(here)>\(steps),INDEX(\(range),1,MAX(\(here)-\(steps),1)),\(opening.text))")
    }

    func series(_ position: Int) -> Fragment {
      let row = argumentNode(position)
      return reading.range(of: row, from: 0, to: reading.graph.nodes[row].shape.count - 1)
    }

    func seriesToHere(_ position: Int) -> Fragment {
      reading.range(of: argumentNode(position), from: 0, to: period)
    }

    func series(_ position: Int, from start: [Int]) -> Fragment {
      reading.range(of: argumentNode(position), from: start[period] - 1, to: period)
    }

    func following(_ position: Int) -> Fragment {
      Fragment(reading.reference(to: argumentNode(position), period: period + 1))
    }
  }
}

/// Listens to an operation that renders itself: which arguments it reads here, which as ranges or elsewhere.
final class RecordingRendering: FormulaRendering {
  let count: Int
  private(set) var direct: Set<Int> = []
  private(set) var ranged: Set<Int> = []
  let found = 0.0

  init(count: Int) { self.count = count }

  func argument(_ position: Int) -> Fragment {
    direct.insert(position)
    return Fragment("x")
  }
  func argument(_ position: Int, earlier steps: Int, orElse opening: Fragment) -> Fragment { range(position) }
  func series(_ position: Int) -> Fragment { range(position) }
  func seriesToHere(_ position: Int) -> Fragment { range(position) }
  func series(_ position: Int, from start: [Int]) -> Fragment { range(position) }
  func following(_ position: Int) -> Fragment { range(position) }

  private func range(_ position: Int) -> Fragment {
    ranged.insert(position)
    return Fragment("x")
  }
}
