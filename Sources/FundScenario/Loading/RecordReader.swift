import FundFormula
import FundModel

/// Reads one block by its declared fields: every field, every fault.
struct RecordReader {
  let path: String
  let fields: FieldList
  let context: RecordContext
  private(set) var findings: [Finding] = []

  init(path: String, fields: FieldList, context: RecordContext) {
    self.path = path
    self.fields = fields
    self.context = context
  }

  mutating func values(of node: SourceNode, skipping: [String]) -> [String: FieldValue] {
    var values: [String: FieldValue] = [:]
    guard let entries = node.entries else {
      findings.append(.notAGroup(node, Subject(path: path)))
      return values
    }
    var meant: [String] = []
    for entry in entries where !skipping.contains(entry.key) {
      guard let field = fields[entry.key] else {
        let labels = fields.declarations.filter { $0.label.zh == entry.key || $0.label.en == entry.key }
        meant += [labels.first?.name ?? nearest(entry.key, among: fields.declarations.map(\.name))].compactMap
        { $0 }
        findings.append(
          .unknownField(
            entry, path: "\(path).\(entry.key)", among: fields.declarations.map(\.name) + skipping,
            labels: fields.declarations.map { ($0.label, $0.name) }))
        continue
      }
      let subject = Subject(path: "\(path).\(field.name)", label: field.label)
      var reading = FieldReading(field, subject, context)
      values[field.name] = field.written.value(entry.value, &reading)
      findings += reading.findings
    }
    // A field under a slip of its name is not missing too.
    for field in fields.declarations
    where field.isRequired && node.entry(field.name) == nil && !meant.contains(field.name) {
      let name = path.split(separator: ".").last.map(String.init) ?? path
      findings.append(
        Finding(
          check: .missingField, path: "\(path).\(field.name)", at: node.place,
          Bilingual(
            en: "`\(name)` lacks `\(field.name)` (\(field.label.en)).",
            zh: "“\(name)”缺少“\(field.name)”（\(field.label.zh)）。"),
          remedy: AuthorForm(of: node.place).field(
            "\(path).\(field.name)", field.written.sample(in: context))))
    }
    return values
  }
}
