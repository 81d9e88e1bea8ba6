import Foundation
import Testing

/// The documents of the repository hold together: their links and anchors, the index of decisions, and what indicators
/// refer to.
struct DocumentTests {
  /// Every Markdown file.
  private static let documents = markdown(in: "")

  private static func markdown(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Program.root.path)/\(folder)")) ?? []
    return names.sorted().flatMap { name -> [String] in
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      if name.hasSuffix(".md") { return [path] }
      // What has an ending is a file, what begins with a dot is not ours.
      return name.contains(".") ? [] : markdown(in: path)
    }
  }

  /// The text of a document without its blocks of code.
  private static func prose(of name: String) throws -> [Substring] {
    var isCode = false
    return try Program.text(of: name).split(separator: "\n").filter { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return !isCode && !line.hasPrefix("```")
    }
  }

  private static func headings(of name: String) throws -> [String] {
    try prose(of: name).compactMap { line in
      line.firstMatch(of: #/^#+ (.+)$/#).map { String($0.1) }
    }
  }

  /// The anchor that GitHub makes of a heading.
  private static func anchor(of heading: String) -> String {
    heading.replacing(#/\[([^\]]*)\]\([^)]*\)/#) { $0.1 }.lowercased()
      .filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }.replacing(" ", with: "-")
  }

  /// Whether a file has a heading with this anchor.
  private static func has(_ name: String, anchor: String) throws -> Bool {
    try headings(of: name).contains { Self.anchor(of: $0) == anchor }
  }

  /// A path as it is written in a document of `folder`, from the top of the repository.
  private static func path(_ written: String, from folder: [String]) -> String {
    written.split(separator: "/").reduce(into: folder) { parts, part in
      if part == ".." { parts = parts.dropLast() } else if part != "." { parts.append(String(part)) }
    }.joined(separator: "/")
  }

  @Test func `all documents are looked at`() {
    for name in ["README.md", "DECISIONS.md", "Documentation/guide.zh.md", "Tests/Proofs/README.md"] {
      #expect(Self.documents.contains(name))
    }
  }

  @Test(arguments: documents)
  func `links lead somewhere`(name: String) throws {
    let folder = name.split(separator: "/").dropLast().map(String.init)
    for line in try Self.prose(of: name) {
      for match in line.matches(of: #/\]\(([^)#:]*)(?:#([^)]*))?\)/#) {
        let target = match.1.isEmpty ? name : Self.path(String(match.1), from: folder)
        #expect(
          FileManager.default.fileExists(atPath: "\(Program.root.path)/\(target)"), "\(name): \(match.1)")
        if let anchor = match.2, target.hasSuffix(".md") {
          #expect(try Self.has(target, anchor: String(anchor)), "\(name): \(match.1)#\(anchor)")
        }
      }
    }
  }

  @Test func `every decision stands in the index`() throws {
    let rooms = try Self.headings(of: "DECISIONS.md").compactMap { heading in
      heading.firstMatch(of: #/\((Documentation/decisions/.+)\)/#).map { String($0.1) }
    }
    #expect(rooms.sorted() == Self.documents.filter { $0.hasPrefix("Documentation/decisions/") })
    let lines = try rooms.flatMap { room in
      let decisions = try Self.headings(of: room).dropFirst()
      let dates = decisions.map { $0.prefix(10) }
      #expect(dates == dates.sorted(), "\(room)")
      return decisions.map { decision in
        let title = decision.drop { $0 != " " }.dropFirst()
        return "- \(decision.prefix(10)): [\(title)](\(room)#\(Self.anchor(of: decision)))"
      }
    }
    #expect(try Self.prose(of: "DECISIONS.md").filter { $0.hasPrefix("- ") }.map(String.init) == lines)
  }

  private struct Indicators: Decodable {
    struct Item: Decodable {
      let id: String
      let reference: String
    }
    let indicators: [Item]
  }

  @Test func `what an indicator refers to is a standard or is here`() throws {
    let text = try Program().run("list", "indicators", "--format", "json").output
    let items = try JSONDecoder().decode(Indicators.self, from: Data(text.utf8)).indicators
    #expect(items.count > 30)
    for item in items where !item.reference.contains(#/[《〔]|财政部|ACT/#) {
      let parts = item.reference.split(separator: "#").map(String.init)
      try #require(parts.count == 2, "\(item.id): \(item.reference)")
      #expect(try Self.has(parts[0], anchor: parts[1]), "\(item.id): \(item.reference)")
    }
  }
}
