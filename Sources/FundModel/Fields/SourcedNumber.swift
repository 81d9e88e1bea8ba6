/// A number with where it comes from, in the base unit of its kind.
package struct SourcedNumber: Sendable, Hashable {
  package var value: Double
  /// The unit as the author wrote it.
  package var unitText: String?
  package var source: String?
  package var note: String?
  package var isAssumed: Bool
  /// A lower bound in the source (“at least”): marked in tables.
  package var isAtLeast: Bool

  package init(
    _ value: Double, unitText: String? = nil, source: String? = nil, note: String? = nil,
    isAssumed: Bool = false, isAtLeast: Bool = false
  ) {
    self.value = value
    self.unitText = unitText
    self.source = source
    self.note = note
    self.isAssumed = isAssumed
    self.isAtLeast = isAtLeast
  }
}
