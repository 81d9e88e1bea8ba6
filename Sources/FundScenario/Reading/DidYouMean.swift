package import FundFormula

/// The word of `words` that `word` most likely meant; nil where none is near.
///
/// Optimal string alignment (Damerau–Levenshtein with adjacent swaps) on characters, blind to case and to
/// the separators `-`, `_`, `.` and space. Up to a third of the longer word's letters may differ, at least
/// one; of two equally near words the first wins. Words of one character match only themselves. O(words ×
/// length²).
package func nearest(_ word: String, among words: [String]) -> String? {
  let wanted = folded(word)
  guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
  var best: (word: String, distance: Int)?
  for candidate in words {
    let letters = folded(candidate)
    let longer = max(wanted.count, letters.count)
    let allowed = longer < 2 ? 0 : max(1, longer / 3)
    guard abs(wanted.count - letters.count) <= allowed else { continue }
    let distance = alignmentDistance(wanted, letters)
    let shares = letters.contains { wanted.contains($0) }
    if distance <= allowed, shares, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.word
}

private func folded(_ word: String) -> [Character] {
  word.lowercased().filter { !"-_. \u{3000}".contains($0) }
}

private func alignmentDistance(_ left: [Character], _ right: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in left.indices {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for column in right.indices {
      let change = last[column] + (left[row] == right[column] ? 0 : 1)
      var cost = min(change, last[column + 1] + 1, current[column] + 1)
      let swapped =
        row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
      if swapped { cost = min(cost, beforeLast[column - 1] + 1) }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}

/// Up to three names a word may have meant: the nearest, then those that contain it, the shortest first, then those that have its Chinese
/// characters in their order (债券利率 in 专项债券·票面利率).
package func nearestNames(_ word: String, among names: [String]) -> [String] {
  var found = nearest(word, among: names).map { [$0] } ?? []
  let small = word.lowercased()
  let longer = small.isEmpty ? [] : names.filter { $0.lowercased().contains(small) }
  for name in longer.sorted(by: { $0.count < $1.count }) where found.count < 3 && !found.contains(name) {
    found.append(name)
  }
  // Two letters of an alphabet stand in their order in any long word.
  guard word.count > 1, word.allSatisfy({ $0.utf8.count > 1 }) else { return found }
  for name in names where found.count < 3 && name.hasInOrder(word) {
    if !found.contains(name) { found.append(name) }
  }
  return found
}

extension String {
  fileprivate func hasInOrder(_ word: String) -> Bool {
    var open = self[...]
    return word.allSatisfy { character in
      guard let place = open.firstIndex(of: character) else { return false }
      open = open[open.index(after: place)...]
      return true
    }
  }
}

extension Bilingual {
  /// “Did you mean …?” with the names that are near, or else where to look.
  package static func meant(_ word: String, among names: [String], orElse: Bilingual) -> Bilingual {
    let near = nearestNames(word, among: names)
    guard !near.isEmpty else { return orElse }
    return Bilingual(
      en: "Did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?",
      zh: "是否指\(near.map { "“\($0)”" }.joined(separator: "或"))？")
  }

  /// Where the paths of numbers are listed.
  package static let allPaths = Bilingual(
    en: "`fundsim list inputs FILE` shows all paths.", zh: "运行“fundsim list inputs 文件”可列出全部路径。")
}
