/// Why there is no value. A lane without an answer keeps its reason through every summary.
package enum Reason: UInt8, Sendable, Hashable, CaseIterable, Codable {
  case noSignChange = 1
  case severalRoots
  case noRoot
  case noFlows
  case notReached
  case noDenominator
  case noDebt
  case outOfRange
  case stopped

  /// The word in JSON and in workbooks.
  package var id: String { "\(self)" }

  /// The reason as the engine carries it: a quiet NaN whose payload is the reason, so that arithmetic hands it on.
  package var number: Double { Double(nan: RawPayload(rawValue), signaling: false) }
  private typealias RawPayload = Double.RawSignificand

  package var label: Bilingual {
    switch self {
    case .noSignChange:
      Bilingual(en: "no rate exists: flows never change sign", zh: "现金流不变号，内部收益率不存在")
    case .severalRoots:
      Bilingual(en: "several rates exist", zh: "存在多个内部收益率，以净现值为准")
    case .noRoot: Bilingual(en: "no rate brings the present value to zero", zh: "不存在使净现值为零的收益率")
    case .noFlows: Bilingual(en: "no cash flows", zh: "无现金流")
    case .notReached: Bilingual(en: "not reached within the period", zh: "计算期内未收回")
    case .noDenominator: Bilingual(en: "nothing to divide by, ratio does not apply", zh: "分母为零，不适用")
    case .outOfRange: Bilingual(en: "number too large to compute with", zh: "数值超出可计算范围")
    case .stopped: Bilingual(en: "stopped by a condition", zh: "前置条件未满足，项目不实施")
    case .noDebt: Bilingual(en: "no debt, ratio does not apply", zh: "无债务，不适用")
    }
  }
}

/// A value or the reason why there is none; never NaN, never infinite.
package enum Outcome: Sendable, Hashable {
  case value(Double)
  case missing(Reason)

  /// Reads a number of the engine.
  package init(_ number: Double) {
    if number.isFinite {
      // −0 is 0 to everybody who reads it.
      self = .value(number == 0 ? 0 : number)
    } else {
      let payload = number.significandBitPattern & 0xFF
      self = .missing(Reason(rawValue: UInt8(payload)) ?? .outOfRange)
    }
  }

  package var value: Double? {
    if case .value(let number) = self { number } else { nil }
  }

  package var reason: Reason? {
    if case .missing(let reason) = self { reason } else { nil }
  }
}
