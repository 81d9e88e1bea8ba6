/// An answer as whoever asked gets it: a document or JSON, made when it is asked for, and what it means.
package struct Reply {
  package enum Meaning: Sendable {
    case answered
    /// There is no answer: no value does what is asked, or a run refuses the one that would.
    case noAnswer
    /// The plan does not hold, or something speaks against it.
    case notSound
  }

  private let makeDocument: () -> Document
  private let makeJSON: () -> String
  package let meaning: Meaning

  package init(
    _ document: @autoclosure @escaping () -> Document, json: @autoclosure @escaping () -> String,
    meaning: Meaning = .answered
  ) {
    makeDocument = document
    makeJSON = json
    self.meaning = meaning
  }

  package var document: Document { makeDocument() }
  /// Versioned, one object; ends with a line break.
  package var json: String { makeJSON() }
}
