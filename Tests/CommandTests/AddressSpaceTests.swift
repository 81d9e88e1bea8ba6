import Testing

/// Where the address space is limited too far OpenBLAS would wait for its buffers for ever, before `main`.
struct AddressSpaceTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(
    arguments: [
      ("--version", "en", "Allow 400 MB or more"), ("run Scenarios/yonganli.json", "zh", "请放宽到 400 MB 以上"),
    ])
  func `too little is refused with a sentence`(command: String, language: String, words: String) throws {
    let result = try program.shell(
      "ulimit -v 200000; exec timeout 20 $fundsim \(command) --lang \(language)")
    #expect(result.code == 70 && !result.isSignal && result.output.isEmpty)
    #expect(result.error.contains(words) && result.error.split(separator: "\n").count == 1)
  }

  @Test func `what the sentence names is enough`() throws {
    let result = try program.shell("ulimit -v 400000; exec timeout 60 $fundsim run Scenarios/yonganli.json")
    #expect(result.code == 0 && !result.output.isEmpty)
  }
}
