// Numbers side by side: blocks of lanes, the vector operations on them, and the calls into BLAS.
// This room knows lanes, roots, draws and statistics; it knows no yuan and no file. Unsafe code is in this file, in
// `LinearAlgebra` and in the unaligned loads of `Spans`.

internal import COpenBLAS

/// Neighbouring lanes computed at a time. The compiler alone finds no vectors in a loop that writes to what it may
/// have read.
package typealias Wide = SIMD4<Double>

/// A vector of a block: `width` numbers, one a lane, or one number that all lanes share.
package struct LaneReference: Sendable, Hashable {
  /// Index of the first number in the block's storage.
  package var offset: Int
  /// True where one number stands for all lanes.
  package var isUniform: Bool

  @inlinable package init(offset: Int, isUniform: Bool) {
    self.offset = offset
    self.isUniform = isUniform
  }
}

/// Vectors at equal distances: one for each period of a row, or one number each that all lanes share.
package struct LaneRow: Sendable, Hashable {
  package let first: LaneReference
  /// Numbers between one vector and the next.
  package let step: Int
  package let count: Int

  package init(first: LaneReference, step: Int, count: Int) {
    precondition(count > 0 && step >= 0, "\(count) vectors \(step) apart")
    self.first = first
    self.step = step
    self.count = count
  }

  fileprivate var isUniform: Bool { first.isUniform }
}

/// A block of lanes: storage for many vectors of `width` numbers and the operations between them.
///
/// Lanes are contiguous, so every operation is one pass over neighbouring numbers. A reference must come from
/// this block's layout; one that reaches past the storage is our fault and traps. NaN stands for a missing value:
/// every operation hands a NaN operand on, payload included, and of two the left one. Processors and compilers are
/// free to choose otherwise, so each operation says it.
package final class Lanes {
  package let width: Int
  package let count: Int
  /// From one vector to the next of those that lie one after the other.
  package let spacing: Int
  private let storage: UnsafeMutablePointer<Double>
  private var spare: Lanes?

  /// Not a multiple of 512 bytes: the vectors of a row would all fall on the same few places of the nearest cache.
  package static func spacing(ofWidth width: Int) -> Int { width % 64 == 0 ? width + 8 : width }

  /// A block of `width` lanes with room for so many vectors, all zero.
  package convenience init(width: Int, vectors: Int) {
    self.init(width: width, count: vectors * Self.spacing(ofWidth: width))
  }

  /// A block of `width` lanes with room for `count` numbers, all zero.
  package init(width: Int, count: Int) {
    precondition(width > 0 && count >= 0, "a block of \(width) lanes and \(count) numbers")
    self.width = width
    self.count = count
    spacing = Self.spacing(ofWidth: width)
    storage = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 8, alignment: 64)
      .bindMemory(to: Double.self, capacity: max(count, 1))
    storage.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { storage.deallocate() }

  /// Room for what a kernel needs while it runs: as many lanes, so many vectors, whatever stands in them.
  func scratch(vectors: Int) -> Lanes {
    if let spare, spare.count >= vectors * spacing { return spare }
    let room = Lanes(width: width, vectors: vectors)
    spare = room
    return room
  }

  // MARK: One number

  /// The number of `lane` in `vector`.
  package subscript(vector: LaneReference, lane: Int) -> Double {
    get { pointer(vector)[vector.isUniform ? 0 : lane] }
    set { pointer(vector)[vector.isUniform ? 0 : lane] = newValue }
  }

  /// Copies `values` to the storage from `offset` on.
  package func store(_ values: [Double], at offset: Int) { store(values[...], at: offset) }

  /// Copies `values` to the storage from `offset` on.
  package func store(_ values: ArraySlice<Double>, at offset: Int) {
    precondition(
      offset >= 0 && offset + values.count <= count, "\(values.count) numbers at \(offset) of \(count)")
    values.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { (storage + offset).update(from: base, count: values.count) }
    }
  }

  /// The `length` numbers from `offset` on.
  package func load(_ length: Int, at offset: Int) -> [Double] {
    precondition(offset >= 0 && offset + length <= count, "\(length) numbers at \(offset) of \(count)")
    return Array(UnsafeBufferPointer(start: storage + offset, count: length))
  }

  /// Copies `values` to one lane of vectors that lie one after the other from `offset` on.
  package func store(_ values: [Double], lane: Int, from offset: Int) {
    precondition(lane >= 0 && lane < width, "lane \(lane) of \(width)")
    precondition(reaches(values.count, from: offset), "vectors past the storage")
    for place in values.indices { storage[offset + place * spacing + lane] = values[place] }
  }

  /// One lane of so many vectors that lie one after the other from `offset` on.
  package func load(vectors: Int, lane: Int, from offset: Int) -> [Double] {
    precondition(lane >= 0 && lane < width, "lane \(lane) of \(width)")
    precondition(reaches(vectors, from: offset), "vectors past the storage")
    return (0..<vectors).map { storage[offset + $0 * spacing + lane] }
  }

  // MARK: Neighbouring lanes

  /// The numbers of `vector` in the lanes from `lane` on; 0 for lanes past the last.
  @inline(__always)
  package func wide(_ vector: LaneReference, from lane: Int) -> Wide {
    let place = pointer(vector)
    if vector.isUniform { return Wide(repeating: place[0]) }
    precondition(lane >= 0 && lane < width, "lane \(lane) of \(width)")
    if lane + Wide.scalarCount <= width { return wide(place + lane) }
    var rest = Wide.zero
    for own in lane..<width { rest[own - lane] = place[own] }
    return rest
  }

  /// Vector `place` of those that lie one after the other from `offset` on.
  package func vector(_ place: Int, from offset: Int) -> LaneReference {
    LaneReference(offset: offset + place * spacing, isUniform: false)
  }

  /// The numbers of vectors that lie one after the other from `offset` on, in the lanes from `lane` on.
  func gather(_ numbers: inout [Wide], from offset: Int, _ lane: Int) {
    precondition(reaches(numbers.count, from: offset), "vectors past the storage")
    precondition(lane >= 0 && lane < width, "lane \(lane) of \(width)")
    if lane + Wide.scalarCount <= width {
      for place in numbers.indices { numbers[place] = wide(storage + offset + place * spacing + lane) }
    } else {
      for place in numbers.indices { numbers[place] = wide(vector(place, from: offset), from: lane) }
    }
  }

  /// Sets the lanes of `vector` from `lane` on; what lies past the last lane is dropped.
  @inline(__always)
  package func set(_ vector: LaneReference, to values: Wide, from lane: Int) {
    let place = pointer(vector)
    precondition(!vector.isUniform && lane >= 0 && lane < width, "lane \(lane) of \(width)")
    if lane + Wide.scalarCount <= width { return store(values, at: place + lane) }
    for own in lane..<width { place[own] = values[own - lane] }
  }

  // MARK: Vectors

  /// z = x.
  package func copy(_ x: LaneReference, into z: LaneReference) { map(x, into: z) { $0 } }

  /// z = constant.
  package func fill(_ z: LaneReference, with constant: Double) {
    let out = pointer(z)
    for lane in 0..<lanes(z) { out[lane] = constant }
  }

  /// z = x + y.
  package func add(_ x: LaneReference, _ y: LaneReference, into z: LaneReference) {
    zip(x, y, into: z) { ($0 + $1).replacing(with: $0, where: $0 .!= $0) }
  }

  /// z = x − y.
  package func subtract(_ x: LaneReference, _ y: LaneReference, into z: LaneReference) {
    zip(x, y, into: z) { ($0 - $1).replacing(with: $0, where: $0 .!= $0) }
  }

  /// z = x · y.
  package func multiply(_ x: LaneReference, _ y: LaneReference, into z: LaneReference) {
    zip(x, y, into: z) { ($0 * $1).replacing(with: $0, where: $0 .!= $0) }
  }

  /// z = x / y, and `missing` where y is zero and x is not missing.
  package func divide(
    _ x: LaneReference, _ y: LaneReference, orWhereZero missing: Double, into z: LaneReference
  ) {
    @inline(__always)
    func quotient(_ a: Wide, _ b: Wide) -> Wide {
      (a / b).replacing(with: missing, where: b .== 0).replacing(with: a, where: a .!= a)
    }
    zip(x, y, into: z, quotient)
  }

  /// z = z + x · factor.
  package func accumulate(_ x: LaneReference, times factor: Double, into z: LaneReference) {
    zip(z, x, into: z) { ($0 + $1 * factor).replacing(with: $0, where: $0 .!= $0) }
  }

  /// z = x + z · factor, `factor` a vector of another block of as many lanes. Missing where one of them is, with which of
  /// the reasons is open.
  func scale(_ z: LaneReference, by factor: LaneReference, of other: Lanes, adding x: LaneReference) {
    precondition(
      other.width == width && !(z.isUniform || factor.isUniform || x.isUniform), "vectors of \(width) lanes")
    let (a, b, out) = (pointer(x), other.pointer(factor), pointer(z))
    let whole = width - width % Wide.scalarCount
    for lane in stride(from: 0, to: whole, by: Wide.scalarCount) {
      store(wide(a + lane) + wide(out + lane) * wide(b + lane), at: out + lane)
    }
    for lane in whole..<width { out[lane] = a[lane] + out[lane] * b[lane] }
  }

  /// z = the larger of x and y.
  package func maximum(_ x: LaneReference, _ y: LaneReference, into z: LaneReference) {
    zip(x, y, into: z) { $1.replacing(with: $0, where: ($0 .>= $1) .| ($0 .!= $0)) }
  }

  /// z = the smaller of x and y.
  package func minimum(_ x: LaneReference, _ y: LaneReference, into z: LaneReference) {
    zip(x, y, into: z) { $1.replacing(with: $0, where: ($0 .<= $1) .| ($0 .!= $0)) }
  }

  /// z = the smallest of a row's vectors, missing ones left out; the first one where all are missing.
  package func least(of row: LaneRow, into z: LaneReference) {
    @inline(__always)
    func lower(_ a: Wide, _ b: Wide) -> Wide { a.replacing(with: b, where: .!(a .<= b) .& (b .== b)) }
    copy(row.first, into: z)
    fold(row, of: self, into: z, lower)
  }

  /// z = the sum of the sizes of a row's vectors in another block of as many lanes.
  func sizes(ofRow row: LaneRow, in other: Lanes, into z: LaneReference) {
    precondition(other.width == width, "blocks of \(width) and \(other.width) lanes")
    fill(z, with: 0)
    fold(row, of: other, into: z) { $0 + $1.magnitude }
  }

  /// z = in each lane the row's vector of that number, from 1, the nearest if it lies between two: 0 for 0 and before, the
  /// last for larger ones, a missing number handed on.
  package func pick(_ number: LaneReference, from row: LaneRow, into z: LaneReference) {
    let (first, places, out) = (pointer(row), pointer(number), pointer(z))
    precondition(
      !z.isUniform || (number.isUniform && row.isUniform), "what differs by lane cannot be shared")
    for lane in 0..<lanes(z) {
      let place = places[number.isUniform ? 0 : lane]
      if place.isNaN {
        out[lane] = place
      } else {
        let t = Int(min(max(place.rounded(), 0), Double(row.count)))
        out[lane] = t == 0 ? 0 : first[(t - 1) * row.step + (row.isUniform ? 0 : lane)]
      }
    }
  }

  /// The lanes in which a vector holds no number.
  package func lanesMissing(_ vector: LaneReference) -> [Int] {
    let numbers = pointer(vector)
    var isMissing = false
    for lane in 0..<lanes(vector) { isMissing = isMissing || numbers[lane].isNaN }
    return isMissing ? (0..<lanes(vector)).filter { numbers[$0].isNaN } : []
  }

  /// z = 1 where x ≥ y − tolerance, else 0.
  package func step(
    _ x: LaneReference, atLeast y: LaneReference, tolerance: Double, into z: LaneReference
  ) {
    @inline(__always)
    func isReached(_ a: Wide, _ b: Wide) -> Wide {
      Wide.zero.replacing(with: 1, where: a .>= b - tolerance).replacing(with: b, where: b .!= b)
        .replacing(with: a, where: a .!= a)
    }
    zip(x, y, into: z, isReached)
  }

  /// z = `number` where x is true (1, not 0), x where x is missing; as it was elsewhere.
  package func mark(_ z: LaneReference, with number: Double, where x: LaneReference) {
    zip(z, x, into: z) { $0.replacing(with: number, where: $1 .>= 0.5).replacing(with: $1, where: $1 .!= $1) }
  }

  /// z = f(x), lane by lane, for what has no vector form.
  package func map(_ x: LaneReference, into z: LaneReference, _ f: (Double) -> Double) {
    let (a, out) = (pointer(x), pointer(z))
    if x.isUniform {
      let value = f(a[0])
      for lane in 0..<lanes(z) { out[lane] = value }
    } else {
      for lane in 0..<lanes(z) { out[lane] = f(a[lane]) }
    }
  }

  /// C = A · B by `dgemm`: A is rows × terms (row-major, constants), B the terms' vectors one after the other from
  /// `source` on, C the rows' vectors one after the other from `result` on.
  package func product(
    _ coefficients: [Double], rows: Int, terms: Int, from source: Int, into result: Int
  ) {
    product(coefficients, rows: rows, terms: terms, from: source, of: self, into: result)
  }

  /// The same with the terms' vectors in another block of as many lanes.
  func product(
    _ coefficients: [Double], rows: Int, terms: Int, from source: Int, of other: Lanes, into result: Int
  ) {
    precondition(
      coefficients.count == rows * terms, "\(coefficients.count) coefficients for \(rows)×\(terms)")
    precondition(other.width == width, "blocks of \(width) and \(other.width) lanes")
    precondition(other.reaches(terms, from: source), "terms past the storage")
    precondition(reaches(rows, from: result), "results past the storage")
    guard rows > 0 else { return }
    coefficients.withUnsafeBufferPointer { matrix in
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(rows), blasint(width), blasint(terms), 1,
        matrix.baseAddress, blasint(max(terms, 1)), other.storage + source, blasint(spacing), 0,
        storage + result, blasint(spacing))
    }
  }

  /// The lanes in which one of so many vectors, one after the other from `offset` on, holds no finite number.
  package func lanesNotFinite(vectors: Int, from offset: Int) -> [Int] {
    precondition(reaches(vectors, from: offset), "vectors past the storage")
    // One pass clears most blocks: x − x has no bit set where x is finite.
    var bits: UInt64 = 0
    for first in stride(from: offset, to: offset + vectors * spacing, by: spacing) {
      for place in first..<first + width { bits |= (storage[place] - storage[place]).bitPattern }
    }
    if bits == 0 { return [] }
    return (0..<width).filter { lane in
      (0..<vectors).contains { !storage[offset + $0 * spacing + lane].isFinite }
    }
  }

  /// Whether a number of so many vectors of `other`, one after the other from `offset` on, is smaller than `least` and not 0.
  func hasSpecks(below least: Double, vectors: Int, from offset: Int) -> Bool {
    precondition(reaches(vectors, from: offset), "vectors past the storage")
    var found: SIMDMask<Wide.MaskStorage> = .init(repeating: false)
    for place in 0..<vectors {
      let vector = vector(place, from: offset)
      for lane in stride(from: 0, to: width, by: Wide.scalarCount) {
        let numbers = wide(vector, from: lane)
        found = found .| ((numbers.magnitude .< least) .& (numbers .!= 0))
      }
    }
    return any(found)
  }

  /// Copies so many vectors of `other`, one after the other from `offset` on, to the first places here; what is smaller
  /// than `least` becomes 0.
  func copy(vectors: Int, from offset: Int, of other: Lanes, without least: Double) {
    precondition(other.width == width, "blocks of \(width) and \(other.width) lanes")
    precondition(
      other.reaches(vectors, from: offset) && reaches(vectors, from: 0), "vectors past the storage")
    for place in 0..<vectors {
      let (source, target) = (other.vector(place, from: offset), vector(place, from: 0))
      for lane in stride(from: 0, to: width, by: Wide.scalarCount) {
        let numbers = other.wide(source, from: lane)
        set(target, to: numbers.replacing(with: 0, where: numbers.magnitude .< least), from: lane)
      }
    }
  }

  /// Hands the numbers of `vector` to `body`, to be read or filled in place.
  package func withVector(_ vector: LaneReference, _ body: (inout MutableSpan<Double>) -> Void) {
    var span = UnsafeMutableBufferPointer(start: pointer(vector), count: lanes(vector)).mutableSpan
    body(&span)
  }

  // MARK: Inside

  private func lanes(_ vector: LaneReference) -> Int { vector.isUniform ? 1 : width }

  /// Whether so many vectors one after the other lie in the storage.
  private func reaches(_ vectors: Int, from offset: Int) -> Bool {
    offset >= 0 && (vectors == 0 || offset + (vectors - 1) * spacing + width <= count)
  }

  private func pointer(_ vector: LaneReference) -> UnsafeMutablePointer<Double> {
    precondition(
      vector.offset >= 0 && vector.offset + lanes(vector) <= count,
      "vector at \(vector.offset) past \(count) numbers")
    return storage + vector.offset
  }

  /// The first number of a row whose vectors all lie in the storage.
  private func pointer(_ row: LaneRow) -> UnsafeMutablePointer<Double> {
    let last = row.first.offset + (row.count - 1) * row.step + lanes(row.first)
    precondition(last <= count, "a row up to \(last) past \(count) numbers")
    return pointer(row.first)
  }

  /// One loop for each mix of shared and own numbers; the same `f` in vectors, in what is left, in shared numbers. A long
  /// `f` is handed over as a local function marked `@inline(__always)`: a long closure would be called.
  @inline(__always)
  private func zip(
    _ x: LaneReference, _ y: LaneReference, into z: LaneReference, _ f: (Wide, Wide) -> Wide
  ) {
    let (a, b, out, lanes) = (pointer(x), pointer(y), pointer(z), lanes(z))
    precondition(!z.isUniform || (x.isUniform && y.isUniform), "lanes cannot fold into a shared number")
    let whole = lanes - lanes % Wide.scalarCount
    switch (x.isUniform, y.isUniform) {
    case (false, false):
      for lane in stride(from: 0, to: whole, by: Wide.scalarCount) {
        store(f(wide(a + lane), wide(b + lane)), at: out + lane)
      }
    case (false, true):
      let right = Wide(repeating: b[0])
      for lane in stride(from: 0, to: whole, by: Wide.scalarCount) {
        store(f(wide(a + lane), right), at: out + lane)
      }
    case (true, false):
      let left = Wide(repeating: a[0])
      for lane in stride(from: 0, to: whole, by: Wide.scalarCount) {
        store(f(left, wide(b + lane)), at: out + lane)
      }
    case (true, true):
      return rest(a, 0, b, 0, into: out, 0..<lanes, f)
    }
    if whole < lanes { rest(a, x.isUniform ? 0 : 1, b, y.isUniform ? 0 : 1, into: out, whole..<lanes, f) }
  }

  /// z = f(z, x) for each vector x of a row in turn; 16 lanes at a time, so that none waits for the one before.
  @inline(__always)
  private func fold(_ row: LaneRow, of other: Lanes, into z: LaneReference, _ f: (Wide, Wide) -> Wide) {
    precondition(!z.isUniform || row.isUniform, "lanes cannot fold into a shared number")
    let (first, out, stretch) = (other.pointer(row), pointer(z), 4 * Wide.scalarCount)
    let whole = row.isUniform ? 0 : width - width % stretch
    for lane in stride(from: 0, to: whole, by: stretch) {
      var (a, b) = (wide(out + lane), wide(out + lane + 4))
      var (c, d) = (wide(out + lane + 8), wide(out + lane + 12))
      for t in 0..<row.count {
        let x = first + t * row.step + lane
        (a, b, c, d) = (f(a, wide(x)), f(b, wide(x + 4)), f(c, wide(x + 8)), f(d, wide(x + 12)))
      }
      store(a, at: out + lane)
      store(b, at: out + lane + 4)
      store(c, at: out + lane + 8)
      store(d, at: out + lane + 12)
    }
    for t in 0..<row.count where whole < lanes(z) {
      rest(out, 1, first + t * row.step, row.isUniform ? 0 : 1, into: out, whole..<lanes(z), f)
    }
  }

  /// One lane at a time, apart from the loops over vectors so that they stay small enough to hold `f`.
  @inline(never)
  private func rest(
    _ a: UnsafeMutablePointer<Double>, _ aStep: Int, _ b: UnsafeMutablePointer<Double>, _ bStep: Int,
    into out: UnsafeMutablePointer<Double>, _ lanes: Range<Int>, _ f: (Wide, Wide) -> Wide
  ) {
    for lane in lanes {
      out[lane] = f(Wide(repeating: a[lane * aStep]), Wide(repeating: b[lane * bStep]))[0]
    }
  }

  @inline(__always)
  private func wide(_ place: UnsafeMutablePointer<Double>) -> Wide {
    UnsafeRawPointer(place).loadUnaligned(as: Wide.self)
  }

  @inline(__always)
  private func store(_ value: Wide, at place: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(place).storeBytes(of: value, as: Wide.self)
  }
}

/// Four neighbouring numbers; the elementary functions of this room are written for them, so that a number alone
/// and a number in a block go through the same instructions.
typealias Four = SIMD4<Double>

extension SIMD4<Double> {
  /// The bits of the four numbers.
  @inline(__always)
  var bitPatterns: SIMD4<UInt64> { unsafeBitCast(self, to: SIMD4<UInt64>.self) }

  /// The four numbers of these bits.
  @inline(__always)
  init(bitPatterns: SIMD4<UInt64>) { self = unsafeBitCast(bitPatterns, to: Self.self) }
}
