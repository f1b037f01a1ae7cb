import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Markdown") struct MarkdownTests {
    private func html(_ markdown: String) throws -> String {
        DocumentHTML().html(try DocumentNode(markdown: markdown))
            .replacing("\n", with: "").replacing(" rel=\"noopener noreferrer\"", with: "")
    }

    @Test("a random document reads back from Markdown as it was", arguments: 0..<40)
    func roundTrip(seed: Int) throws {
        for part in 0..<20 {
            var documents = RandomDocuments(seed: UInt64(seed * 1_000 + part))
            let document = try documents.document().canonical().anchored()
            let markdown = document.markdown
            let back = try DocumentNode(markdown: markdown)
            #expect(back == document, "seed \(seed), part \(part):\n\(markdown)")
            #expect(back.markdown == markdown)
        }
    }

    @Test(
        "text is read as CommonMark and GitHub have it",
        arguments: [
            (
                "*a* **b** ***c***",
                "<p><em>a</em> <strong>b</strong> <strong><em>c</em></strong></p>"
            ),
            ("a_b_c *a", "<p>a_b_c *a</p>"),
            ("**a*b*c**", "<p><strong>a</strong><strong><em>b</em></strong><strong>c</strong></p>"),
            ("*foo [bar*](https://a.b)", "<p>*foo <a href=\"https://a.b\">bar*</a></p>"),
            ("`a*b*` ``c`d``", "<p><code>a*b*</code> <code>c`d</code></p>"),
            ("a  \nb\\\nc\nd", "<p>a<br>b<br>c d</p>"),
            ("\\*a\\* &amp; &#65; &bogus;", "<p>*a* &amp; A &amp;bogus;</p>"),
            ("<https://a.b> https://c.d/e.", linked),
            ("[a][x] [x] [y]\n\n[X]: https://a.b 'T'", referenced),
            ("Title\n===\nSub\n---", "<h1 id=\"title\">Title</h1><h2 id=\"sub\">Sub</h2>"),
            ("# A #\n#b", "<h1 id=\"a\">A</h1><p>#b</p>"),
            ("> a\nb\n\nc", "<blockquote><p>a b</p></blockquote><p>c</p>"),
            ("- a\n- b\n\n  c\n* d", lists),
            ("1) a\n   - b\n      c", "<ol><li><p>a</p><ul><li><p>b c</p></li></ul></li></ol>"),
            ("    code\n\n      more", "<pre><code>code  more</code></pre>"),
            ("- [ ] a\n- [X] b", tasks),
            ("a\n```\nb\n", "<p>a</p><pre><code>b</code></pre>"),
            ("a|b\n-|:-:\n`x\\|y`|", table),
            ("x ![p](https://a.b/c.png) y", picture),
            ("H<sub>2</sub>O <i>a</i> <div>", "<p>H<sub>2</sub>O <em>a</em> &lt;div&gt;</p>"),
            ("a <!-- b --> c", "<p>a  c</p>"),
            ("[a](javascript:x) ![b](data:x)", "<p>a b</p>"),
            (":::nosuch\nx\n:::", "<p>:::nosuch x :::</p>"),
            (":::tip\n:::note\nx\n:::\ny\n:::", nested),
        ])
    func reading(markdown: String, expected: String) throws {
        #expect(try html(markdown) == expected)
    }

    private static let linked =
        "<p><a href=\"https://a.b\">https://a.b</a> <a href=\"https://c.d/e\">https://c.d/e</a>.</p>"
    private static let referenced =
        "<p><a href=\"https://a.b\" title=\"T\">a</a> <a href=\"https://a.b\" title=\"T\">x</a> [y]</p>"
    private static let lists =
        "<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul><ul><li><p>d</p></li></ul>"
    private static let tasks =
        "<ul class=\"task-list\"><li><input type=\"checkbox\" disabled><p>a</p></li>"
        + "<li><input type=\"checkbox\" disabled checked><p>b</p></li></ul>"
    private static let table =
        "<table><tbody><tr><th><p>a</p></th><th><p>b</p></th></tr>"
        + "<tr><td><p><code>x|y</code></p></td><td><p><br></p></td></tr></tbody></table>"
    private static let picture =
        "<p>x</p><figure><img src=\"https://a.b/c.png\" alt=\"p\" loading=\"lazy\"></figure><p>y</p>"
    private static let nested =
        "<aside class=\"callout callout-tip\"><aside class=\"callout callout-note\"><p>x</p></aside>"
        + "<p>y</p></aside>"

    @Test("what Markdown has no form for is a directive that reads well")
    func directives() throws {
        let document = DocumentNode(
            .doc, [:],
            [
                DocumentNode(
                    .details, ["open": true],
                    [
                        DocumentNode(.detailsSummary, [:], [DocumentNode(text: "Why {x}?")]),
                        DocumentNode(
                            .detailsContent, [:],
                            [
                                DocumentNode(
                                    .callout, ["kind": "tip"],
                                    [DocumentNode(.paragraph, [:], [DocumentNode(text: "So.")])])
                            ]),
                    ]),
                DocumentNode(.assistantNote, [:], [DocumentNode(.paragraph)]),
                DocumentNode(
                    .table, [:],
                    [
                        DocumentNode(
                            .tableRow, [:],
                            [
                                DocumentNode(
                                    .tableCell, ["colspan": 2], [DocumentNode(.horizontalRule)])
                            ])
                    ]),
            ])
        #expect(
            document.markdown == """
                ::::details Why \\{x}? {open}
                :::tip
                So.
                :::
                ::::

                :::assistant
                ::empty
                :::

                :::::table
                ::::row
                :::cell {colspan=2}
                ***
                :::
                ::::
                :::::

                """)
        #expect(try DocumentNode(markdown: document.markdown) == document)
    }

    @Test("addresses are mapped by the caller, and those it refuses are told")
    func addresses() throws {
        let reader = MarkdownReader { address, _ in
            address.hasSuffix(".md") ? "article:" + address.dropLast(3) : nil
        }
        let reading = try reader.read("[a](prices.md) [b](other.txt) ![c](d.svg)")
        #expect(reading.refusedAddresses == ["other.txt", "d.svg"])
        #expect(reading.document.markdown == "[a](article:prices) b c\n")
    }

    @Test(
        "text made to be slow is read in the time of any other",
        arguments: [
            "[", "]", "[a](", "*a _b ", "**x* ", "`", "`a``b", "<", "<!--", "&", "![", "> ", "- ",
            "1. ", ":::note\n", "- a\n  ", "| a ", "[a]: x\n", "\\", "_*_~~", "a\n", "<b>", "</b>",
            "![a](https://a.b/c)", "https://a.b(", "((((", "<a@", "```\n", "#\n", "||\n--\n",
        ])
    func slow(piece: String) throws {
        let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
        let document = try? DocumentNode(markdown: text)
        if let document { #expect(document.json.bytes().count < 40_000_000) }
    }

    @Test("a Markdown text that is too large is refused")
    func large() {
        let text = String(repeating: "a", count: 2 * DocumentLimits.textBytes + 1)
        #expect(throws: DocumentProblems.self) { try DocumentNode(markdown: text) }
    }
}
