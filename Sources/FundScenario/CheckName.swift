/// The stable short name of what is wrong, one for each kind of finding; scripts and tests go by it.
package enum CheckName: String, Sendable, Hashable, CaseIterable {
  // Reading: the text of a file.
  case fileTooLarge = "file-too-large"
  case fileKind = "file-kind"
  case utf16 = "utf-16"
  case invalidUTF8 = "invalid-utf-8"
  case controlCharacter = "control-character"
  case emptyFile = "empty-file"
  case notAMapping = "not-a-mapping"
  case severalDocuments = "several-documents"
  case directive
  case nestedTooDeep = "nested-too-deep"
  case tooManyValues = "too-many-values"
  case moreFindings = "more-findings"
  case anchor, alias, tag
  case mergeKey = "merge-key"
  case keyNotText = "key-not-text"
  case chineseQuote = "chinese-quote"
  case slashComment = "slash-comment"
  case tab
  case duplicateKey = "duplicate-key"
  case loneSurrogate = "lone-surrogate"
  case badEscape = "bad-escape"
  case unclosedQuote = "unclosed-quote"
  case unclosedBracket = "unclosed-bracket"
  case strayBracket = "stray-bracket"
  case missingComma = "missing-comma"
  case missingColon = "missing-colon"
  case missingValue = "missing-value"
  case extraComma = "extra-comma"
  case strayColon = "stray-colon"
  case strayDash = "stray-dash"
  case textAfterQuote = "text-after-quote"
  case textBlock = "text-block"
  case reservedCharacter = "reserved-character"
  case indentation, syntax
  // Reading: tables.
  case spreadsheetError = "spreadsheet-error"
  case ambiguousNumber = "ambiguous-number"
  case remarks
  case missingColumn = "missing-column"
  case unknownColumn = "unknown-column"
  case tooManyCells = "too-many-cells"
  case rowPath = "row-path"
  case leafAndGroup = "leaf-and-group"
  case rowStatus = "row-status"
  case unreadCell = "unread-cell"
  // Loading: files over each other, and what the fields say.
  case extends
  case extendsCycle = "extends-cycle"
  case pool
  case replaces
  case setPath = "set-path"
  case setUnit = "set-unit"
  case format
  case missingSection = "missing-section"
  case unknownField = "unknown-field"
  case missingField = "missing-field"
  case wrongType = "wrong-type"
  case id
  case missingKind = "missing-kind"
  case unknownKind = "unknown-kind"
  case choice, reference
  case emptyList = "empty-list"
  case namedTwice = "named-twice"
  case notANumber = "not-a-number"
  case wholeNumber = "whole-number"
  case outOfRange = "out-of-range"
  case unit
  case noValueYet = "no-value-yet"
  case twoWays = "two-ways"
  case date, schedule, shares
  case dayNotCounted = "day-not-counted"
  case byYear = "by-year"
  // Checks of fields against each other.
  case outsideTimeline = "outside-timeline"
  case endsBeforeItBegins = "ends-before-it-begins"
  case mechanism, households
  case exitShares = "exit-shares"
  case areas, quantities
  case noSuchCost = "no-such-cost"
  case gateNotRequired = "gate-not-required"
  case sameParty = "same-party"
  case topUpWithoutBudget = "top-up-without-budget"
  case magnitude
  case moreThanCost = "more-than-cost"
  // Checks of the model.
  case circular
  case tooManyPairs = "too-many-pairs"
  case floorArea = "floor-area"
  case parking
  case tooLarge = "too-large"
  case afterHorizon = "after-horizon"
  case lever, uncertain
  case publishedKey = "published-key"
  case publishedDiffers = "published-differs"
  // Rules to observe: what a reviewer would ask.
  case bondBesideHomes = "bond-beside-homes"
  case bondInterest = "bond-interest"
  case openTopUp = "open-top-up"
  case horizonInPeriod = "horizon-in-period"
  case repaymentAfterOperation = "repayment-after-operation"
  case coverageWithoutCash = "coverage-without-cash"
  case netIncomeLessCost = "net-income-less-cost"
  // `check --sources`.
  case noSource = "no-source"
  case citationMissing = "citation-missing"
  case citationDiffers = "citation-differs"
  case citationApproximate = "citation-approximate"

  /// What a report lists as rules to observe (合规提示).
  package static let rules: [CheckName] = [
    .bondBesideHomes, .bondInterest, .openTopUp, .repaymentAfterOperation, .coverageWithoutCash,
    .netIncomeLessCost, .horizonInPeriod,
  ]
}
