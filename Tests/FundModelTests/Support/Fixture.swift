import Foundation

/// A CSV table of `Fixtures`, by the names of its head.
struct Fixture {
  let rows: [[String: String]]

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: folder.appendingPathComponent("Fixtures/\(name).csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    rows = lines.dropFirst().map { cells in
      Dictionary(uniqueKeysWithValues: zip(lines[0], cells).map { ($0, $1) })
    }
  }

  func numbers(_ column: String) -> [Double] { rows.map { Double($0[column] ?? "") ?? .nan } }
}
