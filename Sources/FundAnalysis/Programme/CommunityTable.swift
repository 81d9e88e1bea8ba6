internal import FundFormula
internal import FundModel
internal import FundScenario

/// One community of a programme: what it is called, and its numbers where they are not the template's.
package struct Community: Sendable {
  package let name: String
  /// Empty where the table has no ids.
  package let id: String
  package let groups: [String]
  /// The row of the table, from 1.
  package let row: Int
  /// By column; nil where the template's holds, and in columns that shape the calculation.
  package let numbers: [Double?]
  /// By column that shapes the calculation, as `--set` takes it; empty where the template's holds.
  let structure: [String]
}

/// A column of the table: the number of the template that it gives.
struct CommunityColumn: Sendable {
  let number: Sweep.Column
  /// The unit of its cells; nil for base units.
  let unit: String?
  /// What one of it is in base units.
  let factor: NumberUnit
  let place: CommunitySheet.Column
}

/// Reads what the columns and cells of a table mean for a template, and keeps every fault.
struct CommunityTableReader {
  private let sheet: CommunitySheet
  private let source: MovableModel
  private(set) var columns: [CommunityColumn] = []
  private(set) var findings: [Finding] = []
  /// By column of the sheet: its place in `columns`, nil where its title is wrong.
  private var places: [Int?] = []

  /// What titles may mean, whole and without a unit in brackets: what a template must be able to move.
  static func names(in sheet: CommunitySheet) -> [String] {
    sheet.columns.flatMap { [$0.title] + (bracketed($0.title).map { [$0.name] } ?? []) }
  }

  init(_ sheet: CommunitySheet, _ source: MovableModel) {
    self.sheet = sheet
    self.source = source
    checkNames()
    for column in sheet.columns { read(column) }
    checkFactors()
  }

  /// `project.households（户）`: the name and the unit.
  private static func bracketed(_ title: String) -> (name: String, unit: String)? {
    guard let last = title.last, "）)".contains(last), let open = title.lastIndex(where: { "（(".contains($0) })
    else { return nil }
    let unit = String(title[title.index(after: open)...].dropLast()).trimmedSpaces
    return unit.isEmpty ? nil : (String(title[..<open]).trimmedSpaces, unit)
  }

  // MARK: Columns

  /// A table whose first column is a number has forgotten its names.
  private mutating func checkNames() {
    let title = sheet.names.title
    let name = isKnown(title) ? title : Self.bracketed(title)?.name ?? title
    guard meaning(name) != nil || !source.paths(labelled: name).isEmpty else { return }
    note(
      .missingColumn, sheet.header, sheet.names, path: name,
      en: "No column names the communities: `\(title)` is a number of the template.",
      zh: "没有小区名称列：“\(title)”是模板中的参数。",
      remedy: Bilingual(en: "Add a column `name` before it.", zh: "请在其前增加“名称”列。"))
  }

  /// What a name means: a number that moves, or one that shapes the calculation.
  private func meaning(_ name: String) -> Sweep.Column? {
    if let input = shaping(name) {
      return Sweep.Column(
        name: input.path, label: input.label.withoutHint, unit: .number,
        unitText: input.unit?.unit ?? Bilingual(verbatim: ""), isStructural: true)
    }
    return (try? source.column(name)).map {
      Sweep.Column(name: $0.name, label: $0.label, unit: $0.unit, unitText: $0.unitText, isStructural: false)
    }
  }

  /// Whether a whole title is a number or a label: one may end in brackets that are no unit.
  private func isKnown(_ title: String) -> Bool {
    meaning(title) != nil || !source.paths(labelled: title).isEmpty
      || source.declaredInput(title)?.unit != nil
  }

  private func shaping(_ name: String) -> DeclaredInput? {
    guard let input = source.declaredInput(name), input.isStructural else { return nil }
    switch input.value {
    case .number?, .other(.moment)?, .other(.word)?: return input
    default: return nil
    }
  }

  private mutating func read(_ column: CommunitySheet.Column) {
    places.append(nil)
    let title = column.title
    var (name, unit) = (title, column.unit)
    if !isKnown(title), let parts = Self.bracketed(title) {
      name = parts.name
      if let unit, unit != parts.unit {
        note(
          .unit, sheet.header, column, path: title,
          en: "The title gives the unit \(parts.unit), the row of units \(unit).",
          zh: "列名中的单位为\(parts.unit)，单位行为\(unit)。",
          remedy: Bilingual(en: "Keep one of them.", zh: "请只保留一处。"))
      }
      unit = parts.unit
    }
    guard let number = meaning(name) ?? labelled(name, column) else { return }
    if let twice = columns.first(where: { $0.number.name == number.name }) {
      note(
        .duplicateKey, sheet.header, column, path: number.name,
        en: "“\(title)” is the same number as “\(twice.place.title)”.",
        zh: "“\(title)”与“\(twice.place.title)”为同一参数。",
        remedy: Bilingual(en: "Delete one of the columns.", zh: "请删去其中一列。"))
      return
    }
    guard let factor = factor(of: unit, number, column) else { return }
    places[places.count - 1] = columns.count
    columns.append(CommunityColumn(number: number, unit: unit, factor: factor, place: column))
  }

  /// A label alone, where it means one number; else what is wrong with the title.
  private mutating func labelled(_ name: String, _ column: CommunitySheet.Column) -> Sweep.Column? {
    let paths = source.paths(labelled: name)
    if paths.count == 1 { return meaning(paths[0]) }
    if paths.count > 1 {
      note(
        .reference, sheet.header, column, path: name,
        en: "“\(name)” is the label of several numbers: \(paths.prefix(6).joined(separator: ", ")).",
        zh: "“\(name)”对应多项参数：\(paths.prefix(6).joined(separator: "、"))。",
        remedy: Bilingual(en: "Use the path.", zh: "请改用参数路径。"))
      return nil
    }
    if let input = source.declaredInput(name), input.unit != nil {
      note(unread: input, column)
      return nil
    }
    let known = source.model.graph.inputs.map(\.path)
    let labels = source.model.graph.inputs.flatMap { [$0.label.withoutHint.en, $0.label.withoutHint.zh] }
    note(
      .unknownColumn, sheet.header, column, path: name, en: "“\(name)” names no number of the template.",
      zh: "“\(name)”不是模板中的参数。",
      remedy: .meant(
        name, among: known + labels,
        orElse: Bilingual(
          en: "`fundsim list inputs TEMPLATE` shows all paths; a title that begins with `#` is a remark.",
          zh: "运行“fundsim list inputs 模板”可列出全部路径；备注列请在列名前加 #。")))
    return nil
  }

  /// A number the format knows, which the template does not give or no formula reads.
  private mutating func note(unread input: DeclaredInput, _ column: CommunitySheet.Column) {
    guard input.isWritten else {
      note(
        .reference, sheet.header, column, path: input.path,
        en: "The template does not give `\(input.path)`: a column changes what stands there.",
        zh: "模板未填写“\(input.path)”，表格只能改动模板已有的参数。",
        remedy: Bilingual(
          en: "Write it into the template, with a usual value.", zh: "请先在模板中填写该参数，取一般值即可。"))
      return
    }
    note(
      .reference, sheet.header, column, path: input.path,
      en: "As the template stands no formula reads `\(input.path)`: the column would change nothing.",
      zh: "按现有模板，没有算式引用“\(input.path)”，该列不起作用。",
      remedy: Bilingual(
        en: "Delete the column, or begin its title with `#` to keep it as a remark.",
        zh: "请删去该列，或在列名前加 # 作为备注。"))
  }

  private mutating func factor(
    of unit: String?, _ number: Sweep.Column, _ column: CommunitySheet.Column
  ) -> NumberUnit? {
    switch kind(of: number).factor(of: unit) {
    case .success(let factor): return factor
    case .failure(let fault):
      note(
        .unit, sheet.header, column, path: number.name, en: fault.message.en, zh: fault.message.zh,
        remedy: fault.remedy)
      return nil
    }
  }

  private func kind(of number: Sweep.Column) -> UnitKind {
    if number.isStructural { return shaping(number.name)?.unit ?? .number }
    guard let unknown = try? source.column(number.name) else { preconditionFailure("no \(number.name)") }
    return source.kind(of: unknown)
  }

  /// A factor of numbers that are nothing in the template, and that no column gives, changes nothing.
  private mutating func checkFactors() {
    let moved = columns.map { try? source.column($0.number.name) }
    let given = Set(moved.flatMap { number in number.map { $0.isScale ? [] : $0.parts.map(\.input) } ?? [] })
    for (column, number) in zip(columns, moved) {
      guard let number, number.isScale,
        number.parts.allSatisfy({ $0.factor == 0 && !given.contains($0.input) })
      else { continue }
      note(
        .reference, sheet.header, column.place, path: number.name,
        en: "What `\(number.name)` scales is 0 in the template: the factor would change nothing.",
        zh: "“\(number.name)”所调整的参数在模板中为 0，该系数不起作用。",
        remedy: Bilingual(
          en: "Write a number into the template, or add a column that gives it.",
          zh: "请在模板中填写该参数，或在表格中增加该参数列。"))
    }
  }

  // MARK: Cells

  /// The communities, with a fault for every cell that is none of its column.
  mutating func communities() -> [Community] {
    let readers = columns.map { column -> CellReader in
      let isStructural = column.number.isStructural
      let unknown = isStructural ? nil : try? source.column(column.number.name)
      let input = isStructural ? shaping(column.number.name) : nil
      return CellReader(
        column: column, kind: kind(of: column.number), input: input,
        bounds: unknown?.bounds ?? input?.bounds ?? -Double.infinity...Double.infinity)
    }
    return sheet.rows.map { row in
      var numbers = [Double?](repeating: nil, count: columns.count)
      var structure: [String] = []
      for (cell, place) in zip(row.cells, places) {
        guard let place else { continue }
        let reader = readers[place]
        guard let input = reader.input else {
          if !cell.isEmpty { numbers[place] = number(cell, reader, row) }
          continue
        }
        structure.append(cell.isEmpty ? "" : setting(cell, input, reader, row) ?? "")
      }
      return Community(
        name: row.name, id: row.id, groups: row.groups, row: row.number, numbers: numbers,
        structure: structure)
    }
  }

  /// How the cells of a column are read.
  private struct CellReader {
    let column: CommunityColumn
    let kind: UnitKind
    /// Where it shapes the calculation.
    let input: DeclaredInput?
    let bounds: ClosedRange<Double>
  }

  private mutating func number(
    _ cell: String, _ reader: CellReader, _ row: CommunitySheet.Row
  ) -> Double? {
    switch reader.kind.number(
      inCell: cell, unit: reader.column.unit, factor: reader.column.factor, partedBy: sheet.separator)
    {
    case .success(let value):
      guard reader.bounds.contains(value) else {
        report(outside: cell, value, reader, row)
        return nil
      }
      return value
    case .failure(let fault):
      report(fault, cell, reader, row)
      return nil
    }
  }

  private mutating func setting(
    _ cell: String, _ input: DeclaredInput, _ reader: CellReader, _ row: CommunitySheet.Row
  ) -> String? {
    switch input.setting(
      inCell: cell, unit: reader.column.unit, factor: reader.column.factor, partedBy: sheet.separator)
    {
    case .success(let text):
      if case .number? = input.value, let value = Double(text), !input.bounds.contains(value) {
        report(outside: cell, value, reader, row)
        return nil
      }
      return text
    case .failure(let fault):
      report(fault, cell, reader, row)
      return nil
    }
  }

  private mutating func report(
    _ fault: CommunityCellFault, _ cell: String, _ reader: CellReader, _ row: CommunitySheet.Row
  ) {
    let (message, remedy) = fault.words(cell, reader.kind, unit: reader.column.unit)
    note(
      fault.check, row.number, reader.column.place, path: reader.column.number.name,
      en: "“\(row.name)”: \(message.en)", zh: "“\(row.name)”：\(message.zh)", remedy: remedy)
  }

  private mutating func report(
    outside cell: String, _ value: Double, _ reader: CellReader, _ row: CommunitySheet.Row
  ) {
    let (low, high) = (decimalText(reader.bounds.lowerBound), decimalText(reader.bounds.upperBound))
    let label = reader.column.number.label
    let isShare = reader.kind == .fraction && reader.bounds.contains(value / 100) && reader.column.unit == nil
    note(
      .outOfRange, row.number, reader.column.place, path: reader.column.number.name,
      en: "“\(row.name)”: \(cell) lies outside what “\(label.en)” allows (\(low) to \(high)).",
      zh: "“\(row.name)”：\(cell) 超出“\(label.zh)”的允许范围（\(low) 至 \(high)）。",
      remedy: isShare
        ? Bilingual(
          en: "If \(cell)% is meant, write \(cell)%, or give the column the unit %.",
          zh: "若指 \(cell)%，请写成 \(cell)%，或为该列注明单位 %。") : nil)
  }

  private mutating func note(
    _ check: CheckName, _ row: Int, _ column: CommunitySheet.Column, path: String, en: String, zh: String,
    remedy: Bilingual?
  ) {
    findings.append(
      Finding(
        check: check, path: path, at: sheet.place(row, column), Bilingual(en: en, zh: zh), remedy: remedy))
  }
}
