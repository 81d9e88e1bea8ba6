extension String {
  /// Full-width digits, letters and signs as half-width ones; the ideographic space and the minus sign too.
  var halfWidth: String {
    guard !utf8.allSatisfy({ $0 < 0x80 }) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\u{FF01}"..."\u{FF5E}":
        result.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case "\u{3000}", "\u{A0}": result += " "
      case "\u{2212}": result += "-"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
