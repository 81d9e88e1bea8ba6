import FundReport
import Testing

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("资金", 4), ("（万元）", 8), ("元/㎡", 5), ("e\u{301}", 1), ("※×–…①m²", 7), ("ｱ", 1),
    ("Ａ", 2), ("가", 2), ("👍🏽", 2), ("🇨🇳", 2), ("👨‍👩‍👧", 2), ("\u{3000}", 2), ("𠀀", 2), ("─", 1), ("\u{200B}", 0),
  ])
  func `counts columns`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `breaks Chinese anywhere but before closing and after opening punctuation`() {
    #expect(TextWrap.lines("资金需求，合计", width: 8) == ["资金需", "求，合计"])
    #expect(TextWrap.lines("居民（业主）", width: 6) == ["居民", "（业", "主）"])
    #expect(TextWrap.lines("居民分担 1,350 元/㎡", width: 16) == ["居民分担", "1,350 元/㎡"])
  }

  @Test func `breaks English at spaces and long words where it must`() {
    #expect(TextWrap.lines("cash  never negative", width: 10) == ["cash never", "negative"])
    #expect(TextWrap.lines("abcdefghij k", width: 4) == ["abcd", "efgh", "ij k"])
    #expect(TextWrap.lines("", width: 4) == [""])
  }

  @Test func `balances lines without adding one`() {
    #expect(TextWrap.balancedLines("政府专项资金的来源", width: 16) == ["政府专项资", "金的来源"])
  }
}
