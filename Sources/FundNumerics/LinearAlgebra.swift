// What OpenBLAS and the threads of the system are asked for, beside the products of `Lanes`.

internal import COpenBLAS

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Kernels of OpenBLAS by the instructions they need.
package enum LinearAlgebraKernels: String, Sendable {
  /// AVX2 and FMA.
  case avx2 = "Haswell"
  /// AVX-512 with F, CD, BW, DQ and VL.
  case avx512 = "SkylakeX"

  /// The best for a processor of these abilities, as `/proc/cpuinfo` names them; nil where it has neither.
  package init?(able: Set<Substring>) {
    if able.isSuperset(of: ["avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"]) {
      self = .avx512
    } else if able.isSuperset(of: ["avx2", "fma"]) {
      self = .avx2
    } else {
      return nil
    }
  }
}

/// The kernels that compute here, as OpenBLAS calls them: those of another processor may round a product otherwise.
package var linearAlgebraKernels: String { openblas_get_corename().map { String(cString: $0) } ?? "unknown" }

/// Makes OpenBLAS ready for blocks of lanes: one thread, and `able` where it chose kernels that are older.
///
/// Called once by the program, before anything is computed, never by a room below it.
///
/// - Parameter able: the best that the processor can run; nil leaves the choice to OpenBLAS.
package func setUpLinearAlgebra(_ able: LinearAlgebraKernels?) {
  if let able { chooseKernels(able) }
  setLinearAlgebraThreads(1)
}

/// Has OpenBLAS choose again where it did not know the processor: for one newer than itself it takes kernels of 2004, a
/// fifth as fast. (Debian 12's 0.3.21 and Intel's processors since 2023.) Any kernels but those without AVX2 are left alone.
private func chooseKernels(_ able: LinearAlgebraKernels) {
  let old = [
    "KATMAI", "COPPERMINE", "NORTHWOOD", "PRESCOTT", "BANIAS", "ATOM", "CORE2", "PENRYN", "DUNNINGTON",
    "NEHALEM",
    "SANDYBRIDGE", "ATHLON", "OPTERON", "OPTERON_SSE3", "BARCELONA", "BOBCAT", "BULLDOZER", "PILEDRIVER",
    "STEAMROLLER", "NANO",
  ]
  guard let quit = openBLAS("gotoblas_dynamic_quit"), let start = openBLAS("gotoblas_dynamic_init"),
    let name = openblas_get_corename(), old.contains(String(cString: name).uppercased())
  else { return }
  // The one way to tell it; gone again before anybody else could read it.
  setenv("OPENBLAS_CORETYPE", able.rawValue, 1)
  quit()
  start()
  unsetenv("OPENBLAS_CORETYPE")
}

/// A function that OpenBLAS exports for itself; nil in builds that have it not, such as those for one processor alone.
private func openBLAS(_ name: String) -> (@convention(c) () -> Void)? {
  dlsym(UnsafeMutableRawPointer(bitPattern: 0), name).map {
    unsafeBitCast($0, to: (@convention(c) () -> Void).self)
  }
}

/// Holds BLAS to `count` threads; our blocks of lanes have the cores, BLAS has one.
///
/// With one thread those that OpenBLAS started when it was loaded are ended: idle ones look for work for a while, on a core
/// that a block of lanes could have.
package func setLinearAlgebraThreads(_ count: Int) {
  openblas_set_num_threads(Int32(count))
  // Builds of OpenBLAS without threads have nothing to end.
  if count == 1 { openBLAS("blas_thread_shutdown_")?() }
}

/// The number of the thread that asks, as long as it lives.
package func currentThread() -> Int { Int(bitPattern: pthread_self()) }

/// What LAPACK makes of a symmetric matrix.
enum CholeskyResult: Equatable {
  /// L with A = L·Lᵀ, row-major, zero above the diagonal.
  case factor([Double])
  /// The order of the first leading minor that is not positive: rows before `row` are fine.
  case notPositiveDefinite(row: Int)
}

/// The Cholesky factor of a symmetric matrix by `dpotrf`.
///
/// - Parameter matrix: `[order × order]`, row-major, finite; only the part on and below the diagonal is read.
/// - Complexity: O(order³).
func choleskyFactor(of matrix: [Double], order: Int) -> CholeskyResult {
  precondition(matrix.count == order * order, "\(matrix.count) entries for a matrix of order \(order)")
  guard order > 0 else { return .factor([]) }
  var factor = matrix
  // LAPACK counts by columns: its upper triangle is our lower one, and UᵀU = A gives L = Uᵀ in our order.
  var (size, leading, info) = (Int32(order), Int32(order), Int32(0))
  var triangle = CChar(UInt8(ascii: "U"))
  dpotrf_(&triangle, &size, &factor, &leading, &info, 1)
  precondition(info >= 0, "dpotrf refused argument \(-info)")
  if info > 0 { return .notPositiveDefinite(row: Int(info) - 1) }
  for row in 0..<order {
    for column in (row + 1)..<order { factor[row * order + column] = 0 }
  }
  return .factor(factor)
}
