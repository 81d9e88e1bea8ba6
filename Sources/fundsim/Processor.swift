import Foundation
import FundNumerics

/// What this processor can do, as the system tells it.
enum Processor {
  /// Empty where the system does not tell.
  private static let flags: Set<Substring> = {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n", maxSplits: 200).first(where: { $0.hasPrefix("flags") })
    else { return [] }
    return Set(line.split(separator: " "))
  }()

  /// Whether this program can run here. On x86 its rooms are made for processors with AVX2 unless it was built with
  /// FUNDSIM_PORTABLE=1; on an older one the system would end it without a word.
  static func check() throws {
    #if NEEDS_AVX2
      // A system that does not tell is believed to be able to.
      guard !flags.isEmpty, !flags.isSuperset(of: ["avx2", "bmi2", "fma"]) else { return }
      // No room may be asked for words, for its code is what cannot run.
      throw Failure(
        code: .ourFault,
        text: SpokenLanguage.isChinese
          ? "本程序需要支持 AVX2 指令集的处理器。请用 FUNDSIM_PORTABLE=1 make build 重新编译通用版本。\n"
          : "This build of fundsim needs a processor with AVX2. Build it for any with FUNDSIM_PORTABLE=1 make build.\n"
      )
    #endif
  }

  /// The best kernels of OpenBLAS here; nil where the system does not tell, or the user says which.
  static var kernels: LinearAlgebraKernels? {
    ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil ? LinearAlgebraKernels(able: flags) : nil
  }
}
