/// What the author wrote, as a tree: values with their places, keys in the author's order.
///
/// This folder turns bytes into such a tree, and lays trees over each other; it knows no mechanism and no
/// field. It may use FundFormula (two languages) and FundModel (months), and is the only one that may use
/// Yams.
package struct SourceNode: Sendable, Hashable {
  package var content: Content
  package var place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// The kinds of value a file can hold.
  package indirect enum Content: Sendable, Hashable {
    case mapping([Entry])
    case sequence([SourceNode])
    /// Text as read, escapes resolved; `quoted` where the author used quotes or a text block.
    case scalar(text: String, quoted: Bool)
    case null
  }

  /// One key of a mapping and its value.
  package struct Entry: Sendable, Hashable {
    package var key: String
    package var keyPlace: Place
    package var value: SourceNode

    package init(key: String, keyPlace: Place, value: SourceNode) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }
}

// MARK: - Kinds

extension SourceNode {
  /// The entries of a mapping in the author's order; nil for other kinds.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The items of a list; nil for other kinds.
  package var items: [SourceNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  package var isMapping: Bool { entries != nil }

  package var isNull: Bool { content == .null }

  /// The keys of a mapping in the author's order; none for other kinds.
  package var keys: [String] { (entries ?? []).map(\.key) }
}

// MARK: - Values

extension SourceNode {
  /// The text of a scalar, quoted or not.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The text of a number as written, for exact decimal scaling; plain scalars only.
  package var numberText: String? {
    guard case .scalar(let text, quoted: false) = content, isDecimal(text) else { return nil }
    return text
  }

  /// The number of a plain scalar in JSON's syntax (`-12.5e3`); nil for quoted text, `inf`, hex, `1_000`,
  /// `007`, and for what does not fit a `Double`.
  package var number: Double? {
    guard let value = numberText.flatMap(Double.init), value.isFinite else { return nil }
    return value
  }

  /// The truth of a plain `true` or `false`.
  package var bool: Bool? {
    switch content {
    case .scalar("true", quoted: false): true
    case .scalar("false", quoted: false): false
    default: nil
    }
  }

  /// The text of a quoted scalar, or of a plain one that is neither number nor truth value.
  package var string: String? {
    guard case .scalar(let text, let quoted) = content else { return nil }
    return quoted || (numberText == nil && bool == nil) ? text : nil
  }
}

// MARK: - Keys

extension SourceNode {
  /// The value under `key`; nil where there is none. Setting keeps the author's order: an existing key
  /// keeps its position (and takes the new value's place), a new key comes last, nil removes. Setting on
  /// anything but a mapping is our fault and traps.
  package subscript(key: String) -> SourceNode? {
    get { entry(key)?.value }
    set { setEntry(key, newValue.map { Entry(key: key, keyPlace: $0.place, value: $0) }) }
  }

  /// The entry of `key`, for the place of the key itself.
  package func entry(_ key: String) -> Entry? { entries?.first { $0.key == key } }

  /// The value at the end of a path of keys.
  package func value(at path: [String]) -> SourceNode? {
    path.reduce(Optional(self)) { $0?[$1] }
  }

  /// Puts `value` under `path`; mappings missing on the way are made, at the place of `value`.
  ///
  /// Anything that is not a mapping and stands in the way is replaced by one.
  package mutating func set(_ value: SourceNode, at path: [String]) {
    guard let first = path.first else {
      self = value
      return
    }
    if !isMapping { content = .mapping([]) }
    var child = self[first] ?? SourceNode(.mapping([]), at: value.place)
    child.set(value, at: Array(path.dropFirst()))
    let keyPlace = entry(first)?.keyPlace ?? value.place
    setEntry(first, Entry(key: first, keyPlace: keyPlace, value: child))
  }

  /// Replaces, appends (where `key` is new) or removes (`entry` nil) one entry, keeping the order of the
  /// others.
  package mutating func setEntry(_ key: String, _ entry: Entry?) {
    guard case .mapping(var entries) = content else {
      preconditionFailure("setting key '\(key)' of a value that is not a mapping")
    }
    let index = entries.firstIndex { $0.key == key }
    switch (index, entry) {
    case (let index?, let entry?): entries[index] = entry
    case (let index?, nil): entries.remove(at: index)
    case (nil, let entry?): entries.append(entry)
    case (nil, nil): break
    }
    content = .mapping(entries)
  }
}

/// Whether `text` is a number in JSON's syntax: minus, digits without a leading zero, fraction, exponent.
func isDecimal(_ text: String) -> Bool {
  var rest = text.utf8[...]
  func digits(_ rest: inout Substring.UTF8View) -> Int {
    let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    rest = rest.dropFirst(count)
    return count
  }
  if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
  let leadingZero = rest.first == UInt8(ascii: "0")
  let whole = digits(&rest)
  guard whole == 1 || (whole > 1 && !leadingZero) else { return false }
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    guard digits(&rest) > 0 else { return false }
  }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard digits(&rest) > 0 else { return false }
  }
  return rest.isEmpty
}
