package import FundFormula
import FundModel

/// Where the numbers of a scenario come from: for `check --sources`.
///
/// A citation is `seeds/FILE.json#FACT`. A citation of anything else (a paper, a web page) is taken as given.
package struct SourceCitations: Sendable {
  /// One number of the scenario as its author wrote it.
  package struct Number: Sendable, Hashable {
    /// `funding.city-subsidy.amount`.
    package let path: String
    /// The label of its block and field.
    package let label: Bilingual
    /// The number as written, with its unit: `6000 元/户`.
    package let text: String
    package let source: String?
    package let place: Place
  }

  /// Has neither a source nor `"assumed": true`.
  package private(set) var unsourced: [Number] = []
  /// Marked assumed by the author.
  package private(set) var assumed: [Number] = []
  /// Has a source.
  package private(set) var cited: [Number] = []
  /// Warnings and notices, in the order of the file.
  package private(set) var findings: [Finding] = []

  /// Walks every number of a checked scenario.
  ///
  /// - Parameter seed: the bytes of a cited file as it is named (`seeds/changsha.json`), nil where it cannot be read.
  package init(of scenario: CheckedScenario, seed: @escaping (String) -> [UInt8]?) {
    var seeds = Seeds(bytes: seed)
    for written in WrittenNumber.all(in: scenario) {
      let number = Number(
        path: written.path, label: written.label, text: written.text,
        source: NumberReader.source(of: written.node),
        place: written.node.place)
      let isAssumed = written.node["assumed"]?.bool == true
      if isAssumed { assumed.append(number) }
      if let source = number.source {
        cited.append(number)
        findings += seeds.findings(of: written, citing: source)
      } else if !isAssumed {
        let form = AuthorForm(of: number.place)
        unsourced.append(number)
        findings.append(
          Finding(
            .warning, check: .noSource, path: number.path, at: number.place,
            Bilingual(
              en: "\(written.subject.words.en) has neither a source nor a mark that it is assumed.",
              zh: "\(written.subject.words.zh)既未注明依据，也未标明为假设值。"),
            remedy: Bilingual(
              en: "Name its `source`, or write \(form.assumed.en).",
              zh: "请填写依据（source），或改写\(form.assumed.zh)。")))
      }
    }
  }
}

/// A number with the node it was written in.
private struct WrittenNumber {
  let path: String
  let label: Bilingual
  let subject: Subject
  let unit: UnitKind
  let node: SourceNode
  /// The value the scenario is computed with, in base units.
  let value: Double
  let isAtLeast: Bool

  var text: String {
    let unit = node["unit"]?.text ?? ""
    let number =
      node["value"]?.text ?? (node.isMapping ? decimalText(value) : node.text ?? decimalText(value))
    return unit.isEmpty ? number : "\(number) \(unit)"
  }

  /// Every number, in the order of the file's sections.
  static func all(in scenario: CheckedScenario) -> [WrittenNumber] {
    let kinds = DeclaredInput.kinds(in: scenario.content)
    return records(of: scenario.content).flatMap { record, fields in
      fields.declarations.flatMap {
        numbers(of: $0, in: record, scenario.source, kinds)
      }
    }
  }

  /// Records whose fields all need a source, then those of which only one does.
  private static func records(of content: ScenarioContent) -> [(record: Record, fields: FieldList)] {
    let sections = Sections.all.filter(\.isSourcedWhole) + Sections.all.filter { !$0.isSourcedWhole }
    return sections.flatMap { $0.sourcedRecords(in: content) }
      + content.projects.flatMap { project in
        records(of: project.content).map { ($0.record.within(project), $0.fields) }
      }
  }

  private static func numbers(
    of field: FieldDeclaration, in record: Record, _ tree: SourceNode, _ kinds: [String: UnitKind]
  ) -> [WrittenNumber] {
    guard let value = record.values[field.name],
      let unit = field.written.sourcedUnit(of: value, measuring: record.kindOfItsInput(kinds))
    else { return [] }
    return value.parts.compactMap { part in
      let path = "\(record.path).\(field.name)" + (part.name.map { ".\($0)" } ?? "")
      guard let number = part.number,
        let node = tree.value(at: path.split(separator: ".").map(String.init))
      else { return nil }
      return WrittenNumber(
        path: path,
        label: Bilingual(
          en: "\(record.label.en): \(field.label.en)", zh: "\(record.label.zh)·\(field.label.zh)"),
        subject: Subject(path: path, label: field.label), unit: unit, node: node, value: number.value,
        isAtLeast: number.isAtLeast)
    }
  }
}

/// The seed files cited so far.
private struct Seeds {
  let bytes: (String) -> [UInt8]?
  var read: [String: SourceNode?] = [:]

  init(bytes: @escaping (String) -> [UInt8]?) { self.bytes = bytes }

  private mutating func tree(_ file: String) -> SourceNode? {
    if let known = read[file] { return known }
    let tree = bytes(file).flatMap { readSource($0, file: file).0 }
    read[file] = .some(tree)
    return tree
  }

  mutating func findings(of number: WrittenNumber, citing source: String) -> [Finding] {
    guard source.hasPrefix("seeds/"), let mark = source.firstIndex(of: "#") else { return [] }
    let (file, id) = (String(source[..<mark]), String(source[source.index(after: mark)...]))
    let place = number.node["source"]?.place ?? number.node.place
    func finding(
      _ severity: Severity, _ check: CheckName, at place: Place, en: String, zh: String, remedy: Bilingual?
    ) -> [Finding] {
      [
        Finding(
          severity, check: check, path: number.path, at: place, Bilingual(en: en, zh: zh), remedy: remedy)
      ]
    }
    // A citation names a file in the folder of seeds, and none that a path from there leads to.
    guard
      file.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({
        !["", ".", ".."].contains($0)
      })
    else {
      return finding(
        .warning, .citationMissing, at: place, en: "The citation `\(file)` leads out of the folder `seeds/`.",
        zh: "所引“\(file)”超出“seeds/”文件夹。",
        remedy: Bilingual(en: "Cite `seeds/FILE.json#FACT`.", zh: "请按“seeds/文件.json#条目”引用。"))
    }
    guard let tree = tree(file) else {
      return finding(
        .warning, .citationMissing, at: place, en: "The cited file `\(file)` cannot be read.",
        zh: "无法读取所引文件“\(file)”。", remedy: Bilingual(en: "Check the name.", zh: "请检查文件名。"))
    }
    guard let fact = tree["facts"]?[id] else {
      return finding(
        .warning, .citationMissing, at: place, en: "`\(file)` has no fact `\(id)`.",
        zh: "“\(file)”中没有“\(id)”这一条。", remedy: .didYouMean(id, among: tree["facts"]?.keys ?? []))
    }
    let label = fact["label"].flatMap { $0.bilingual(path: "").0 } ?? Bilingual(verbatim: id)
    let written = fact["unit"]?.text
    // The area of a home is also written ㎡/户.
    let isPerHome = number.unit == .area && written?.hasSuffix("/户") == true
    let unit = isPerHome ? written.map { String($0.dropLast(2)) } : written
    guard let text = fact["value"]?.numberText,
      case .success(let value) = number.unit.converted(text, unit: unit)
    else {
      let shown = fact["value"]?.numberText.map { "\($0) \(unit ?? "")" }
      return finding(
        .warning, .citationDiffers, at: place,
        en: "The cited fact “\(label.en)” gives no number of this kind\(shown.map { ": \($0)" } ?? "").",
        zh: "所引“\(label.zh)”没有可用于此处的数值\(shown.map { "（\($0)）" } ?? "")。",
        remedy: Bilingual(
          en: "Cite the fact that gives it, or mark the number as assumed.", zh: "请改引给出该数值的条目，或标明为假设值。"))
    }
    let shown = unit.map { "\(text) \($0)" } ?? text
    let isAtLeast = fact["atLeast"]?.bool == true
    let isApproximate = fact["approximate"]?.bool == true
    let equal = abs(number.value - value) <= 1e-9 * max(abs(number.value), abs(value))
    if equal {
      if isAtLeast, !number.isAtLeast {
        let atLeast = AuthorForm(of: place).atLeast
        return finding(
          .notice, .citationApproximate, at: place,
          en: "The cited fact “\(label.en)” is a lower bound: at least \(shown).",
          zh: "所引“\(label.zh)”为下限：不低于 \(shown)。",
          remedy: Bilingual(en: "Add \(atLeast.en).", zh: "请添加\(atLeast.zh)。"))
      }
      guard isApproximate else { return [] }
      return finding(
        .notice, .citationApproximate, at: place, en: "The cited fact “\(label.en)” is approximate.",
        zh: "所引“\(label.zh)”为约数。", remedy: nil)
    }
    // “At least so much” bears any larger number.
    if isAtLeast, number.value > value { return [] }
    return finding(
      .warning, .citationDiffers, at: number.node["value"]?.place ?? number.node.place,
      en:
        "\(number.subject.words.en) is \(number.text), the cited fact “\(label.en)” says \(isAtLeast ? "at least " : "")\(shown).",
      zh: "\(number.subject.words.zh)为 \(number.text)，而所引“\(label.zh)”为\(isAtLeast ? "不低于 " : " ")\(shown)。",
      remedy: Bilingual(
        en: "Correct the number, or cite what gives it; mark it as assumed where nothing does.",
        zh: "请更正数值或依据；没有依据的请标明为假设值。"))
  }
}
