import FundScenario
import Testing

/// The one filter of what is echoed.
struct VisibleTextTests {
  private static let steering =
    "\u{0}\u{7}\u{8}\u{1B}\u{7F}\u{80}\u{9B}\u{9F}\u{AD}\u{200E}\u{202A}\u{202E}\u{2066}\u{2069}\u{FEFF}\u{E0041}"

  @Test func `what steers goes, words stay`() {
    let text = "a\(Self.steering)b 资金\u{301}👨‍👩‍👧ℹ️"
    for shown in [VisibleText.line(text), VisibleText.lines(text), VisibleText.field(text)] {
      #expect(shown == "ab 资金\u{301}👨‍👩‍👧ℹ️")
    }
  }

  @Test func `a line is one line, and lines end where a terminal would write over them`() {
    let text = "a\tb\r\nc\rd\u{2028}e\u{85}f\n"
    #expect(VisibleText.line(text) == "a b c d e f ")
    #expect(VisibleText.lines(text) == "a\tb\nc\nd\ne\nf\n")
    #expect(VisibleText.field("a\tb\r\nc\rd") == "a\tb\r\nc\rd")
  }

  @Test func `JSON has the same value with escapes`() {
    #expect(VisibleText.json("\"\u{9B}资\u{202E}\u{E0041}\"\n") == "\"\\u009b资\\u202e\\udb40\\udc41\"\n")
    #expect(VisibleText.json("{\n  \"a\" : 1\n}") == "{\n  \"a\" : 1\n}")
  }

  @Test func `a field loses what a line loses, every character alone`() {
    for value in Array(UInt32(0)...0xFFFF) + Array(UInt32(0xDFF00)...0xE0200) {
      guard let scalar = Unicode.Scalar(value), scalar.value > 0x20 else { continue }
      // Breaks and tabs apart, a line drops exactly what steers.
      let (text, isBreak) = ("a\(String(scalar))资", [0x85, 0x2028, 0x2029].contains(value))
      if !isBreak {
        #expect(VisibleText.field(text) == VisibleText.line(text), "\(String(value, radix: 16))")
      }
    }
  }
}
