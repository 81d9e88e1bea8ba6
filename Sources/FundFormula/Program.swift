internal import FundNumerics

/// What a block of lanes does, in order, and where its numbers lie: a plan worked out.
///
/// Instructions are plain numbers that point into a few arrays. Threads share a program, and a reference taken for every
/// instruction would have them wait for each other's counts.
struct Program: Sendable {
  /// An operation with the places of what it reads and writes.
  struct Kernel: Sendable {
    /// In ``Program/operations``.
    let operation: Int
    /// In ``Program/arguments``.
    let arguments: Range<Int>
    let result: Series
  }

  enum Instruction: Sendable {
    /// A node by its own kernel.
    case kernel(Kernel)
    /// The rows of a ring, side by side through the periods: places in ``Program/rings``.
    case ring(Range<Int>, periods: Int)
    /// term = left × right, for a product of two varied scalars in front of a row.
    case term(LaneReference, left: LaneReference, right: LaneReference)
    /// A place in ``Program/products``.
    case product(Int)
  }

  /// Affine nodes: `coefficients` (row-major, rows × terms) times the terms, gathered from `gather` on.
  struct Product: Sendable {
    let coefficients: [Double]
    let rows: Int
    let terms: Int
    let members: [Term]
    let gather: Int
    let result: Int
  }

  /// A scalar in a term of a product. A term is the sum of some, the first as it is, the others with their factors 1 and −1.
  struct Term: Sendable {
    /// Which of the product's terms.
    let place: Int
    let isFirst: Bool
    let scalar: LaneReference
    let factor: Double
  }

  var instructions: [Instruction] = []
  var operations: [any Operation] = []
  var arguments: [Series] = []
  var rings: [Kernel] = []
  var products: [Product] = []
  var constants: [Double] = []
  var count = 0
  /// Lanes computed at a time: all of a block, or an even part of it where rows are many or long.
  var width = Plan.blockWidth
  var unit = LaneReference(offset: 0, isUniform: false)
  /// Where the column of each varied input lies.
  var columns: [LaneReference] = []
  var answers: [LaneReference] = []
  /// True where a term of a product is no input, so that it may be missing.
  var hasMissingTerms = false

  /// Numbers a block's storage may hold: 64 MiB.
  private static let mostNumbers = 8 << 20

  /// The lanes computed at a time by a program of so many vectors, which is all they hang on: a lane has the same bits in
  /// every batch.
  static func width(forVectors vectors: Int) -> Int {
    var width = Plan.blockWidth
    while width > Wide.scalarCount, vectors * Lanes.spacing(ofWidth: width) > mostNumbers { width /= 2 }
    return width
  }

  func makeLanes() -> Lanes {
    let lanes = Lanes(width: width, count: count)
    lanes.store(constants, at: 0)
    lanes.fill(unit, with: 1)
    return lanes
  }

  /// Runs a block: each output's numbers, and the lanes in which a product met a term without a finite value, rising.
  func run(_ values: [[Double]], on lanes: Lanes) -> (answer: [[Double]], lost: [Int]) {
    for numbers in values {
      precondition(numbers.count == Plan.blockWidth, "a block of \(numbers.count) lanes")
    }
    if width == Plan.blockWidth {
      let lost = run(values.map { $0[...] }, on: lanes)
      return (answers.map { numbers(of: $0, on: lanes) }, lost)
    }
    var (answer, lost): ([[Double]], [Int]) = (answers.map { _ in [] }, [])
    for first in stride(from: 0, to: Plan.blockWidth, by: width) {
      lost += run(values.map { $0[first..<first + width] }, on: lanes).map { first + $0 }
      for (place, reference) in answers.enumerated() { answer[place] += numbers(of: reference, on: lanes) }
    }
    return (answer, lost)
  }

  /// Runs `width` lanes; the answer lists those in which a product met a term without a finite value.
  private func run(_ values: [ArraySlice<Double>], on lanes: Lanes) -> [Int] {
    for (column, numbers) in zip(columns, values) { lanes.store(numbers, at: column.offset) }
    var lost: Set<Int> = []
    for instruction in instructions {
      switch instruction {
      case .kernel(let kernel): run(kernel, periods: 0..<kernel.result.count, on: lanes)
      case .ring(let kernels, let periods):
        for period in 0..<periods {
          for kernel in kernels { run(rings[kernel], periods: period..<period + 1, on: lanes) }
        }
      case .term(let term, let left, let right): lanes.multiply(left, right, into: term)
      case .product(let place):
        let product = products[place]
        for term in product.members {
          let target = lanes.vector(term.place, from: product.gather)
          if term.isFirst {
            lanes.copy(term.scalar, into: target)
          } else {
            lanes.accumulate(term.scalar, times: term.factor, into: target)
          }
        }
        if hasMissingTerms {
          lost.formUnion(lanes.lanesNotFinite(vectors: product.terms, from: product.gather))
        }
        lanes.product(
          product.coefficients, rows: product.rows, terms: product.terms, from: product.gather,
          into: product.result)
      }
    }
    return lost.sorted()
  }

  private func run(_ kernel: Kernel, periods: Range<Int>, on lanes: Lanes) {
    operations[kernel.operation].evaluate(
      arguments.span.extracting(kernel.arguments), into: kernel.result, periods: periods, on: lanes)
  }

  private func numbers(of answer: LaneReference, on lanes: Lanes) -> [Double] {
    answer.isUniform
      ? Array(repeating: lanes[answer, 0], count: width) : lanes.load(width, at: answer.offset)
  }
}
