import Foundation

/// A file of `Fixtures/`, decoded.
func fixture<Content: Decodable>(_ file: String, as type: Content.Type = Content.self) throws -> Content {
  try JSONDecoder().decode(type, from: Data(contentsOf: fixtureURL(file)))
}

func fixtureURL(_ file: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(file)")
}

/// The file of published cases that are known by an id; fields that a test does not need are left out.
struct CaseFile<Case: Decodable>: Decodable {
  var cases: [Case]
}
