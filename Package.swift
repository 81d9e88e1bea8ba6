// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: declared imports only, explicit existentials, warnings are errors.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

#if arch(x86_64)
  /// Four numbers in one instruction: the rooms are made for processors with AVX2 (since 2013), a sixth faster. Results
  /// are the same bits. FUNDSIM_PORTABLE=1 makes them for any.
  let needsAVX2 = Context.environment["FUNDSIM_PORTABLE"] == nil
#else
  let needsAVX2 = false
#endif
let vectors: [SwiftSetting] = needsAVX2 ? [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])] : []
/// The command line is made for any processor, so that it can say what is missing.
let processor: [SwiftSetting] = needsAVX2 ? [.define("NEEDS_AVX2")] : []

/// A room of the product: a library target with the strict settings.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict + vectors)
}

/// The tests of one room, with the fixtures beside them.
func tests(of name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies,
    exclude: ["Fixtures"], swiftSettings: strict)
}

let package = Package(
  name: "fundsim",
  products: [.executable(name: "fundsim", targets: ["fundsim"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "CAddressSpace", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    room("FundNumerics", ["COpenBLAS"]),
    room("FundFormula", ["FundNumerics"]),
    room("FundModel", ["FundFormula", "FundNumerics"]),
    room(
      "FundScenario", ["FundModel", "FundFormula", "FundNumerics", .product(name: "Yams", package: "Yams")]),
    room("FundAnalysis", ["FundScenario", "FundModel", "FundFormula", "FundNumerics"]),
    room("FundReport", ["FundAnalysis", "FundScenario", "FundModel", "FundFormula", "CXLSXWriter"]),
    .executableTarget(
      name: "fundsim",
      dependencies: [
        "CAddressSpace", "FundReport", "FundAnalysis", "FundScenario", "FundModel", "FundFormula",
        "FundNumerics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict + processor),
    .executableTarget(
      name: "fundsim-bench",
      dependencies: ["FundAnalysis", "FundScenario", "FundModel", "FundFormula", "FundNumerics"],
      swiftSettings: strict + vectors),
    .target(
      name: "FundTestSupport", dependencies: ["FundFormula"], path: "Tests/Support", swiftSettings: strict),
    tests(of: "FundNumerics", []),
    tests(of: "FundFormula", ["FundNumerics", "FundTestSupport"]),
    tests(of: "FundModel", ["FundFormula"]),
    tests(of: "FundScenario", ["FundModel", "FundFormula"]),
    tests(
      of: "FundAnalysis", ["FundScenario", "FundModel", "FundFormula", "FundNumerics", "FundTestSupport"]),
    tests(
      of: "FundReport",
      ["FundAnalysis", "FundScenario", "FundModel", "FundFormula", "FundNumerics", "FundTestSupport"]),
    .testTarget(
      name: "CommandTests", dependencies: ["fundsim"], exclude: ["Fixtures"], swiftSettings: strict),
  ]
)
