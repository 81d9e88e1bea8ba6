/// The `Double` nearest to `text × numerator ÷ denominator × 10^power`, rounded once.
///
/// The product is made on the decimal digits (19.79 × 10⁸ is exactly 1979000000); a quotient that does not
/// end is carried forty digits further and marked as going on, so that rounding sees it. nil where `text`
/// is no number in JSON's syntax or the result is not finite. `numerator` and `denominator` lie within
/// 1…10¹².
func scaledDecimal(_ text: String, numerator: Int, denominator: Int, power: Int) -> Double? {
  guard isDecimal(text), text.utf8.count <= 10_000 else { return nil }
  let isNegative = text.utf8.first == UInt8(ascii: "-")
  let parts = text.lowercased().split(separator: "e")
  let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
  let fraction = mantissa.count > 1 ? mantissa[1] : ""
  var exponent = parts.count > 1 ? Int(parts[1]) ?? (parts[1].first == "-" ? -99_999 : 99_999) : 0
  exponent = min(max(exponent, -99_999), 99_999) + power - fraction.utf8.count
  var digits = (mantissa[0] + fraction).utf8.map { Int($0 - UInt8(ascii: "0")) }
  digits = product(digits, numerator)
  if denominator != 1 {
    let further = 40
    var remainder = 0
    (digits, remainder) = quotient(digits + Array(repeating: 0, count: further), denominator)
    exponent -= further
    if remainder != 0 {
      digits.append(1)
      exponent -= 1
    }
  }
  let shifted = (isNegative ? "-" : "") + digits.map(String.init).joined() + "e\(exponent)"
  guard let value = Double(shifted), value.isFinite else { return nil }
  return value
}

private func product(_ digits: [Int], _ factor: Int) -> [Int] {
  guard factor != 1 else { return digits }
  var result: [Int] = []
  var carry = 0
  for digit in digits.reversed() {
    let sum = digit * factor + carry
    result.append(sum % 10)
    carry = sum / 10
  }
  while carry > 0 {
    result.append(carry % 10)
    carry /= 10
  }
  return result.reversed()
}

private func quotient(_ digits: [Int], _ divisor: Int) -> (digits: [Int], remainder: Int) {
  var remainder = 0
  let result = digits.map { digit in
    let dividend = remainder * 10 + digit
    remainder = dividend % divisor
    return dividend / divisor
  }
  return (result, remainder)
}
