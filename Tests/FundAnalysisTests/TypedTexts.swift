import FundAnalysis

// Questions as they are typed, so that a test reads like the command line: `irr=6%`, `funding.homes.price=9000:10600:400`.

extension AskedTarget: ExpressibleByStringLiteral {
  init(text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    self.init(parts[0], parts[1])
  }

  /// As typed.
  public init(stringLiteral text: String) { self.init(text: text) }
}

extension VariedNumber: ExpressibleByStringLiteral {
  init(text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let numbers = parts[1].split(separator: ":").map(String.init)
    self.init(
      parts[0], from: numbers[0], to: numbers.count > 1 ? numbers[1] : nil,
      step: numbers.count > 2 ? numbers[2] : nil)
  }

  /// As typed.
  public init(stringLiteral text: String) { self.init(text: text) }
}
