/// A scenario file that is part of the program, so that it is known by its name wherever the program runs.
package struct EmbeddedScenario: Sendable {
  /// The name of its file without ending, `ppp-rot`.
  package let id: String
  /// The file, byte by byte.
  package let text: String

  package var bytes: [UInt8] { Array(text.utf8) }
}
