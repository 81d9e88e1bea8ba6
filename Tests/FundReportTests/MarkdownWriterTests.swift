import FundFormula
import FundReport
import Testing

struct MarkdownWriterTests {
  private func markdown(_ blocks: [DocumentBlock], _ options: WriterOptions = WriterOptions()) -> String {
    OutputFormat.markdown.writer(options).text(of: Document(title: Bilingual(verbatim: ""), blocks: blocks))
  }

  private func paragraph(_ text: String) -> String {
    markdown([.paragraph(text: Bilingual(verbatim: text))])
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;\n"), ("a|b", "a\\|b\n"),
    ("`rm`", "\\`rm\\`\n"), ("*a* _b_ ~c~ $d$", "\\*a\\* \\_b\\_ \\~c\\~ \\$d\\$\n"),
    ("[x](http://y)", "\\[x\\](http://y)\n"), ("a\\|b", "a\\\\\\|b\n"), ("&lt;", "&amp;lt;\n"),
    ("# x", "\\# x\n"), ("- x", "\\- x\n"), ("+ x", "\\+ x\n"), ("1. x", "1\\. x\n"), ("1.5 x", "1.5 x\n"),
    ("    x", "x\n"), ("a\nb", "a b\n"), ("===", "\\===\n"), ("> x", "&gt; x\n"),
  ])
  func `keeps text text`(text: String, expected: String) {
    #expect(paragraph(text) == expected)
  }

  @Test func `a hostile label stays in its cell`() {
    let table = Table(
      id: "t", title: Bilingual(verbatim: "t|t"),
      columns: [
        Table.Column(id: "a", title: Bilingual(verbatim: "a|b")),
        Table.Column(id: "n", title: Bilingual(verbatim: "n"), alignment: .trailing),
        Table.Column(id: "m", title: Bilingual(verbatim: "m"), alignment: .centre),
      ],
      rows: [
        Table.Row(
          id: "1",
          cells: [
            .text(Bilingual(verbatim: "<script>|`x`\n|")), .number(-1234.5, decimals: 1), .change(0.177),
          ], indent: 1, style: .total)
      ])
    #expect(
      markdown([.table(table)]) == """
        **t\\|t**

        | a\\|b | n | m |
        | --- | ---: | :---: |
        | 　**&lt;script&gt;\\|\\`x\\` \\|** | **-1,234.5** | **+17.70%** |

        """)
  }

  @Test func `writes the other blocks`() {
    let text = markdown(
      [
        .heading(level: 1, text: Bilingual(verbatim: "H")), .banner(text: Bilingual(verbatim: "B")),
        .verdict(text: Bilingual(verbatim: "V"), good: false),
        .bullets(items: [Bilingual(verbatim: "- a"), Bilingual(verbatim: "b")]),
        .keyValues(items: [
          KeyValue(
            Bilingual(verbatim: "k"), .flagged(.amount(-12_345), mark: "※"), note: Bilingual(verbatim: "n"))
        ]),
      ], WriterOptions(language: .en))
    #expect(
      text == """
        ## H

        > **B**

        **✗ V**

        - \\- a
        - b

        - k: **-1.23 wan yuan\u{A0}※** (n)

        1 wan yuan = 10,000 yuan

        """)
  }
}
