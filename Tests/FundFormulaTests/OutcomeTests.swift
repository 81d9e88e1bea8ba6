import FundFormula
import FundNumerics
import Testing

@Suite struct OutcomeTests {
  @Test(arguments: Reason.allCases)
  func `a reason survives every operation`(reason: Reason) throws {
    let lanes = Lanes(width: 4, count: 24)
    let (missing, number, other) = (
      LaneReference(offset: 0, isUniform: false), LaneReference(offset: 4, isUniform: false),
      LaneReference(offset: 8, isUniform: true)
    )
    let result = LaneReference(offset: 12, isUniform: false)
    lanes.fill(missing, with: reason.number)
    lanes.fill(number, with: 3)
    lanes.fill(other, with: Reason.outOfRange.number)
    for (left, right) in [(missing, number), (number, missing), (missing, other), (missing, missing)] {
      let operations: [(String, () -> Void)] = [
        ("+", { lanes.add(left, right, into: result) }),
        ("−", { lanes.subtract(left, right, into: result) }),
        ("×", { lanes.multiply(left, right, into: result) }),
        ("÷", { lanes.divide(left, right, orWhereZero: 0, into: result) }),
        ("max", { lanes.maximum(left, right, into: result) }),
        ("min", { lanes.minimum(left, right, into: result) }),
        ("≥", { lanes.step(left, atLeast: right, tolerance: 0.005, into: result) }),
      ]
      for (sign, operate) in operations {
        operate()
        for lane in 0..<4 { #expect(Outcome(lanes[result, lane]) == .missing(reason), "\(sign)") }
      }
    }
  }

  @Test func `of two reasons the left one stays`() {
    let lanes = Lanes(width: 5, count: 15)
    let references = [0, 5, 10].map { LaneReference(offset: $0, isUniform: false) }
    lanes.fill(references[0], with: Reason.noDebt.number)
    lanes.fill(references[1], with: Reason.noRoot.number)
    for uniform in [[false, false], [true, false], [false, true]] {
      let left = LaneReference(offset: 0, isUniform: uniform[0])
      let right = LaneReference(offset: 5, isUniform: uniform[1])
      for operate in [lanes.add, lanes.subtract, lanes.multiply, lanes.maximum, lanes.minimum] {
        operate(left, right, references[2])
        for lane in 0..<5 { #expect(Outcome(lanes[references[2], lane]) == .missing(.noDebt)) }
      }
    }
  }

  @Test func `a mark stays where nothing is true, and a reason takes its place`() {
    let lanes = Lanes(width: 5, count: 10)
    let (marks, row) = (lanes.vector(0, from: 0), lanes.vector(1, from: 0))
    lanes.fill(marks, with: 7)
    lanes.store([0, 1, Reason.noDebt.number, 0.4, 1], at: row.offset)
    lanes.mark(marks, with: 3, where: row)
    let found = (0..<5).map { Outcome(lanes[marks, $0]) }
    #expect(found == [.value(7), .value(3), .missing(.noDebt), .value(7), .value(3)])
  }

  @Test func `what is too large to compute with is out of range`() {
    #expect(Outcome(.infinity) == .missing(.outOfRange))
    #expect(Outcome(.infinity - .infinity) == .missing(.outOfRange))
    #expect(Outcome(-0.0) == .value(0))
  }
}
