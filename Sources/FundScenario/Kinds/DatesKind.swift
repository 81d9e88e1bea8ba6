import FundFormula
import FundModel

/// Dates by name: milestones.
struct DatesKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    guard let entries = node.entries else {
      reading.wrongType(node, en: "a group of names and dates", zh: "“名称: 日期”的形式")
      return nil
    }
    return .dates(
      entries.compactMap { entry in
        let path = reading.subject.part(entry.key).path
        reading.findings += Finding.idFaults(entry, path: path, taken: RecordContext.ownMilestones)
        return reading.part(entry.key) { $0.date(entry.value) }.map { .init(name: entry.key, date: $0) }
      })
  }

  var schema: JSONValue {
    SchemaText.group(
      words, names: SchemaText.idNames(but: RecordContext.ownMilestones),
      values: SchemaText.reference("date"))
  }

  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation {
    keys.count == 1 ? .date : .open
  }
}
