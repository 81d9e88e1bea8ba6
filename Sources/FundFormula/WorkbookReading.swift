/// The graph as cells of a workbook: inputs as numbers, everything else as live formulas on them. Rows stand on one sheet,
/// in a block for each axis.
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
    /// The node whose number this is and its period from 0; nil for titles and texts.
    package let origin: Origin?

    /// The same cell with other content.
    package func holding(_ content: Content) -> Cell {
      Cell(sheet: sheet, row: row, column: column, content: content, origin: origin)
    }
  }

  package struct Origin: Sendable, Hashable {
    package let node: Int
    package let period: Int
  }

  package private(set) var cells: [Cell] = []
  /// Formulas longer than this are refused by spreadsheets.
  package static let longestFormula = 8000

  private let graph: Graph
  private let values: Evaluation
  private var places: [Int: (sheet: Sheet, row: Int)] = [:]
  /// The axes of rows, periods first, each with the row of its block's heading.
  private var blocks: [(axis: Axis, heading: Int)] = []
  /// For each node whether a cell of it may hold a reason, whatever the inputs are.
  private let maybeMissing: [Bool]

  /// First column of periods on the sheet of rows.
  private static let firstPeriod = 4

  package init(_ graph: Graph, at values: Evaluation) {
    self.graph = graph
    self.values = values
    maybeMissing = Self.nodesMaybeMissing(graph, values)
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
    let standing = standing()
    var next: [Sheet: Int] = [.inputs: 1, .scalars: 1]
    var blocks: [Axis: [Int]] = [:]
    var axes: [Axis] = []
    for (index, node) in graph.nodes.enumerated() {
      let sheet: Sheet
      switch node.kind {
      case .input: sheet = .inputs
      case .constant, .operation:
        guard standing.contains(index) else { continue }
        if let axis = node.shape.axis {
          if blocks[axis] == nil { axes.append(axis) }
          blocks[axis, default: []].append(index)
          continue
        }
        sheet = .scalars
      }
      places[index] = (sheet, next[sheet]!)
      next[sheet]! += 1
    }
    var row = 0
    for axis in axes.filter({ $0.kind == .periods }) + axes.filter({ $0.kind != .periods }) {
      self.blocks.append((axis, row))
      for index in blocks[axis] ?? [] {
        row += 1
        places[index] = (.rows, row)
      }
      row += 2
    }
  }

  /// References that one formula may hold before parts of it get cells of their own: spreadsheets refuse formulas
  /// that are too long or nested deeper than 64.
  private static let mostReferences = 50

  /// The formulas with cells: named ones, those read more than once, as ranges or in other periods, those whose
  /// value is a reason or is asked for one, and parts of formulas that would grow too long; of constants the rows that a
  /// cell reads.
  private func standing() -> Set<Int> {
    var uses = [Int](repeating: 0, count: graph.nodes.count)
    var standing: Set<Int> = []
    for (index, node) in graph.nodes.enumerated() {
      if node.name != nil, node.shape.isRow { standing.insert(index) }
      for argument in node.arguments { uses[argument] += 1 }
      guard case .operation(let operation) = node.kind else { continue }
      if node.name != nil || Self.canLack(index, in: graph) { standing.insert(index) }
      let recording = RecordingRendering(count: node.arguments.count)
      _ = operation.cell(recording)
      standing.formUnion(recording.ranged.map { node.arguments[$0] })
      standing.formUnion(recording.read.map { node.arguments[$0] }.filter(isConstantRow))
      if operation.cellReadsReasons {
        standing.formUnion(([index] + node.arguments).filter { maybeMissing[$0] })
      }
      if case .missing = values.outcome(index) { standing.insert(index) }
    }
    for index in graph.nodes.indices where uses[index] > 1 && !isConstant(index) { standing.insert(index) }
    addLongParts(to: &standing)
    return standing
  }

  private func isConstant(_ index: Int) -> Bool {
    if case .constant = graph.nodes[index].kind { true } else { false }
  }

  private func isConstantRow(_ index: Int) -> Bool { isConstant(index) && graph.nodes[index].shape.isRow }

  private func addLongParts(to standing: inout Set<Int>) {
    // Arguments stand before what reads them, or in a cell of their own, so one pass knows all lengths.
    var references = [Int](repeating: 1, count: graph.nodes.count)
    for index in graph.stages.flatMap(Graph.members) {
      let node = graph.nodes[index]
      guard case .operation = node.kind else { continue }
      let inlined = node.arguments.filter { !standing.contains($0) && references[$0] > 1 }
      if node.arguments.map({ standing.contains($0) ? 1 : references[$0] }).reduce(0, +) > Self.mostReferences
      {
        standing.formUnion(inlined)
      }
      references[index] = 1 + node.arguments.map { standing.contains($0) ? 1 : references[$0] }.reduce(0, +)
    }
  }

  // MARK: Reasons

  /// True where the operation itself gives a reason for some numbers.
  private static func canLack(_ index: Int, in graph: Graph) -> Bool {
    guard case .operation(let operation) = graph.nodes[index].kind else { return false }
    if operation is Divide, case .constant(let numbers) = graph.nodes[graph.nodes[index].arguments[1]].kind {
      return numbers.contains(0)
    }
    return operation is Divide || operation is FirstPeriod || operation is RateOfReturn
  }

  private static func nodesMaybeMissing(_ graph: Graph, _ values: Evaluation) -> [Bool] {
    var missing = graph.nodes.indices.map { index in
      canLack(index, in: graph) || values[index].contains { !$0.isFinite }
    }
    for stage in graph.stages {
      let members = Graph.members(of: stage)
      if members.contains(where: { graph.nodes[$0].arguments.contains { missing[$0] } || missing[$0] }) {
        for member in members { missing[member] = true }
      }
    }
    return missing
  }

  // MARK: Writing

  private mutating func writeInputs() {
    for (column, title) in ["path", "label", "value", "unit", "source"].enumerated() {
      cells.append(Cell(sheet: .inputs, row: 0, column: column, content: .text(title), origin: nil))
    }
    for (column, title) in ["key", "label", "unit"].enumerated() {
      for (_, heading) in blocks {
        cells.append(Cell(sheet: .rows, row: heading, column: column, content: .text(title), origin: nil))
      }
      cells.append(
        Cell(
          sheet: .scalars, row: 0, column: column, content: .text(column == 2 ? "value" : title), origin: nil)
      )
    }
    for (axis, heading) in blocks {
      if axis.kind != .periods {
        write(.text(axis.description), (.rows, heading), Self.firstPeriod - 1)
      }
      for place in 0..<axis.count {
        write(.number(Double(place + 1)), (.rows, heading), Self.firstPeriod + place)
      }
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
        write(.number(values[index][0]), place, 2, Origin(node: index, period: 0))
        write(.text(entry.unitText.en), place, 3)
        write(.text(entry.source ?? (entry.isAssumed ? "assumed" : "")), place, 4)
      case .constant(let numbers):
        write(.text(graph.title(of: index)), place, 0)
        for (period, number) in numbers.enumerated() {
          write(.number(number), place, Self.firstPeriod + period, Origin(node: index, period: period))
        }
      case .operation:
        write(.text(graph.title(of: index)), place, 0)
        write(.text(node.name?.label.en ?? ""), place, 1)
        if node.shape.isRow { write(.text((node.name?.unit ?? .number).rawValue), place, 2) }
        let isAmount = node.name?.unit.isAmount ?? true
        for period in 0..<node.shape.count {
          let text = guardedFormula(of: index, period: period)
          precondition(text.count <= Self.longestFormula, "formula of \(graph.title(of: index)) is too long")
          write(
            .formula(text, expected: values.outcome(index, period: period), isAmount: isAmount), place,
            node.shape.isRow ? Self.firstPeriod + period : 2, Origin(node: index, period: period))
        }
      }
    }
  }

  private mutating func write(
    _ content: Content, _ place: (sheet: Sheet, row: Int), _ column: Int, _ origin: Origin? = nil
  ) {
    cells.append(Cell(sheet: place.sheet, row: place.row, column: column, content: content, origin: origin))
  }

  /// The formula of a node and the cells it reads that may hold reasons, in the order of its arguments.
  private func fragment(of index: Int, period: Int) -> (text: Fragment, sources: [Source]) {
    guard case .operation(let operation) = graph.nodes[index].kind else {
      preconditionFailure("not a formula")
    }
    let rendering = CellRendering(reading: self, node: index, period: period, notes: Notes())
    let text = operation.cell(rendering)
    return (text, rendering.notes.sources)
  }

  /// A reason in a cell that is read goes on to this one, as it does in the engine.
  private func guardedFormula(of index: Int, period: Int) -> String {
    let (fragment, sources) = fragment(of: index, period: period)
    var text = fragment.text
    guard case .operation(let operation) = graph.nodes[index].kind else { return text }
    if values.outcome(index, period: period) == .missing(.outOfRange) {
      text = "IFERROR(\(text),\"\(Reason.outOfRange.id)\")"
    }
    if operation.cellReadsReasons { return text }
    for source in sources.reversed() where source.address != text {
      let address = source.address
      text =
        source.count == 1
        ? "IF(ISTEXT(\(address)),\(address),\(text))"
        : "IF(COUNT(\(address))<\(source.count),\(Self.firstReason(in: address)),\(text))"
    }
    return text
  }

  /// The place, from 1, of the first text in a range of one row. `MATCH("*", …)` would be shorter, but LibreOffice
  /// lets numbers match too; `SUMPRODUCT` makes an array of its argument everywhere.
  static func firstReasonPlace(in range: String) -> String {
    let first = range.prefix { $0 != ":" }
    return "1E5-SUMPRODUCT(MAX(ISTEXT(\(range))*(1E5-COLUMN(\(range)))))-COLUMN(\(first))+1"
  }

  /// The first text in a range of one row that holds one.
  static func firstReason(in range: String) -> String { "INDEX(\(range),1,\(firstReasonPlace(in: range)))" }

  // MARK: Addresses

  /// Cells that a formula reads: one, or so many side by side.
  fileprivate struct Source: Hashable {
    var address: String
    var count: Int
  }

  fileprivate func content(of index: Int, period: Int) -> (text: Fragment, sources: [Source]) {
    if places[index] != nil {
      let address = reference(to: index, period: period)
      return (Fragment(address), maybeMissing[index] ? [Source(address: address, count: 1)] : [])
    }
    switch graph.nodes[index].kind {
    case .constant(let values): return (Self.literal(values[0]), [])
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

  fileprivate func range(of index: Int, from first: Int, to last: Int) -> (text: Fragment, sources: [Source])
  {
    guard let place = places[index], graph.nodes[index].shape.isRow else {
      return content(of: index, period: 0)
    }
    let row = place.row + 1
    let address =
      "\(place.sheet.rawValue)!$\(Self.columnName(Self.firstPeriod + first))\(row):"
      + "\(last == graph.nodes[index].shape.count - 1 ? "$" : "")\(Self.columnName(Self.firstPeriod + last))\(row)"
    return (Fragment(address), maybeMissing[index] ? [Source(address: address, count: last - first + 1)] : [])
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

  /// What a formula was seen to read while it rendered itself.
  fileprivate final class Notes {
    private var noted: [(position: Int, sources: [Source])] = []

    func note(_ position: Int, _ content: (text: Fragment, sources: [Source])) -> Fragment {
      noted.append((position, content.sources))
      return content.text
    }

    /// By argument, each once.
    var sources: [Source] {
      var found: [Source] = []
      let positions = noted.indices.sorted { (noted[$0].position, $0) < (noted[$1].position, $1) }
      for source in positions.flatMap({ noted[$0].sources }) where !found.contains(source) {
        found.append(source)
      }
      return found
    }
  }

  fileprivate struct CellRendering: FormulaRendering {
    let reading: WorkbookReading
    let node: Int
    let period: Int
    let notes: Notes

    private func argumentNode(_ position: Int) -> Int { reading.graph.nodes[node].arguments[position] }
    var count: Int { reading.graph.nodes[node].arguments.count }
    var found: Double { reading.values[node][period] }

    func argument(_ position: Int) -> Fragment {
      notes.note(position, reading.content(of: argumentNode(position), period: period))
    }

    /// One cell further left: a ring is ordinary cells, not a range that holds the cell itself.
    func argument(_ position: Int, earlier steps: Int, orElse opening: @autoclosure () -> Fragment)
      -> Fragment
    {
      guard period >= steps else { return opening() }
      return notes.note(position, reading.content(of: argumentNode(position), period: period - steps))
    }

    func series(_ position: Int) -> Fragment {
      range(position, from: 0, to: reading.graph.nodes[argumentNode(position)].shape.count - 1)
    }

    func series(_ position: Int, in places: Range<Int>) -> Fragment {
      guard let last = places.last else { return Fragment("0") }
      return range(position, from: places.lowerBound, to: last)
    }

    func mayBeMissing(_ position: Int) -> Bool { reading.maybeMissing[argumentNode(position)] }

    private func range(_ position: Int, from first: Int, to last: Int) -> Fragment {
      notes.note(position, reading.range(of: argumentNode(position), from: first, to: last))
    }
  }
}

/// Listens to an operation that renders itself: which arguments it reads as ranges or in other periods.
final class RecordingRendering: FormulaRendering {
  let count: Int
  private(set) var ranged: Set<Int> = []
  /// Those read in any way.
  private(set) var read: Set<Int> = []
  let period = 0
  let found = 0.0

  init(count: Int) { self.count = count }

  func argument(_ position: Int) -> Fragment {
    read.insert(position)
    return Fragment("x")
  }
  func argument(_ position: Int, earlier steps: Int, orElse opening: @autoclosure () -> Fragment) -> Fragment
  {
    range(position)
  }
  func series(_ position: Int) -> Fragment { range(position) }
  func series(_ position: Int, in places: Range<Int>) -> Fragment { range(position) }
  func mayBeMissing(_ position: Int) -> Bool { false }

  private func range(_ position: Int) -> Fragment {
    ranged.insert(position)
    read.insert(position)
    return Fragment("x")
  }
}
