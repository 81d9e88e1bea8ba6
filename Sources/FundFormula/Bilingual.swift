/// A language the product speaks.
package enum Language: String, Sendable, CaseIterable, Codable {
  case en, zh
}

/// One text in both languages: every label, finding and report line is one of these.
package struct Bilingual: Sendable, Hashable, Codable {
  package var en: String
  package var zh: String

  package init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }

  /// The same text in both languages: a name, a number, an id.
  package init(verbatim text: String) {
    self.init(en: text, zh: text)
  }

  /// The text in `language`.
  package subscript(language: Language) -> String {
    switch language {
    case .en: en
    case .zh: zh
    }
  }
}
