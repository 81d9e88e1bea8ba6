import FundFormula
package import FundModel

/// Content on its way through the checks, with the tree it came from, for places.
package struct Draft: Sendable {
  package let content: ScenarioContent
  package let source: SourceNode
  /// Settings or overlays make it another scenario than the file's own.
  var isChanged = false
  /// Paths of the numbers that checks of single numbers look at; nil for all.
  var asked: [String]?

  /// Where the value at a dotted path was written; the nearest block around it where it was not.
  func place(_ path: String) -> Place? {
    var keys = path.split(separator: ".").map(String.init)
    while !keys.isEmpty {
      if let node = source.value(at: keys) { return node.place }
      keys.removeLast()
    }
    return source.place
  }

  /// Whether the author wrote the value at a dotted path.
  func says(_ path: String) -> Bool { source.value(at: path.split(separator: ".").map(String.init)) != nil }

  func finding(
    _ check: CheckName, _ path: String, severity: Severity = .error, en: String, zh: String,
    remedy: (en: String, zh: String)? = nil
  ) -> Finding {
    Finding(
      severity, check: check, path: path, at: place(path), Bilingual(en: en, zh: zh),
      remedy: remedy.map { Bilingual(en: $0.en, zh: $0.zh) })
  }

  /// What the graph could not be built for.
  func finding(of error: any Error) -> Finding {
    let keys: [String] =
      switch error as? GraphError {
      case .ring(let keys): keys
      case .undefined(let key), .definedTwice(let key): [key]
      case nil: []
      }
    // `costs.fees.total`, `flows.costs.fees`, `allocation.city-subsidy.used`: whole ids only.
    let blocks = content.allBlocks.filter { block in
      keys.contains { key in
        let parts = key.split(separator: ".").map(String.init)
        let own = block.path.split(separator: ".").map(String.init)
        return parts.indices.contains { parts[$0...].starts(with: own) }
          || (parts.first == "allocation" && own.first == "funding" && parts.dropFirst().first == own.last)
      }
    }
    let (en, zh) = (
      blocks.map { "“\($0.label.en)”" }.joined(separator: ", "),
      blocks.map { "“\($0.label.zh)”" }.joined(separator: "、")
    )
    return finding(
      .circular, blocks.first?.path ?? "", severity: .error,
      en: "These amounts need one another to be known: \(en.isEmpty ? keys.joined(separator: ", ") : en).",
      zh: "以下金额互为前提，无法计算：\(zh.isEmpty ? keys.joined(separator: "、") : zh)。",
      remedy: (
        "Let one of them count by, or follow, something that does not depend on it.",
        "请让其中一项改用不依赖它的项目作为基数或跟随对象。"
      ))
  }
}
