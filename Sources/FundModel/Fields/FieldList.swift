/// The fields of one kind of block, in the order help and schema list them.
package struct FieldList: Sendable {
  package let declarations: [FieldDeclaration]

  package init<each Value>(_ field: repeat Field<each Value>) {
    var all: [FieldDeclaration] = []
    repeat all.append((each field).declaration)
    declarations = all
  }

  /// No fields.
  package static let none = FieldList([])

  private init(_ declarations: [FieldDeclaration]) { self.declarations = declarations }

  package static func + (left: FieldList, right: FieldList) -> FieldList {
    FieldList(left.declarations + right.declarations)
  }

  package subscript(name: String) -> FieldDeclaration? { declarations.first { $0.name == name } }
}
