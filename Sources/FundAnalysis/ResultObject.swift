package import FundFormula

/// A number of a result in JSON, or `null` with the reason why there is none: never left out, never NaN.
package struct NumberOrReason: Encodable, Sendable {
  package let number: Double?
  /// The word of the reason; nil where there is a number.
  package let reason: String?

  /// Why a figure has no value where the result has no such figure at all.
  package static let notApplicable = "notApplicable"

  /// - Parameter absent: the reason where there is no outcome.
  package init(_ outcome: Outcome?, absent: String = notApplicable) {
    number = outcome?.value
    reason = outcome == nil ? absent : outcome?.reason?.id
  }

  /// - Parameter number: as the engine holds it, a reason in a NaN.
  package init(_ number: Double?) { self.init(number.map { Outcome($0) }) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let number { try container.encode(number) } else { try container.encodeNil() }
  }
}

/// An object of a result in JSON whose keys are its properties; those that are nil are left out.
///
/// Where a number is missing its reason stands beside it: `"irr": null, "irrStatus": "noSignChange"`; that of `value` is
/// `status`. For numbers in a list or a map the reasons have their places or keys: `"cashStatus": {"3": "stopped"}`.
package protocol ResultObject: Encodable {}

extension ResultObject {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: ResultKey.self)
    for (label, value) in Mirror(reflecting: self).children {
      guard let label, let value = value as? any Encodable, !isNil(value) else { continue }
      try container.encode(value, forKey: ResultKey(label))
      if let reasons = reasons(of: value) {
        try container.encode(reasons, forKey: ResultKey(label == "value" ? "status" : label + "Status"))
      }
    }
  }

  private func isNil(_ value: any Encodable) -> Bool {
    let mirror = Mirror(reflecting: value)
    return mirror.displayStyle == .optional && mirror.children.isEmpty
  }

  /// Why numbers are missing; nil where none is.
  private func reasons(of value: any Encodable) -> (any Encodable)? {
    switch value {
    case let number as NumberOrReason: return number.reason
    case let numbers as [NumberOrReason]:
      let missing = numbers.enumerated().compactMap { place, one in one.reason.map { ("\(place)", $0) } }
      return missing.isEmpty ? nil : Dictionary(uniqueKeysWithValues: missing)
    case let numbers as [String: NumberOrReason]:
      let missing = numbers.compactMapValues(\.reason)
      return missing.isEmpty ? nil : missing
    default: return nil
    }
  }
}

/// A key of an object, whatever its name.
private struct ResultKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}
