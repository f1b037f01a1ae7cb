import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Document HTML") struct DocumentHTMLTests {
    @Test("each kind has its element")
    func kinds() throws {
        let document = try DocumentNode(
            markdown: """
                ## Hello *there*

                A [link](https://a.example/?a=1&b=2 "Title"), `code`, ~~old~~<br><u>new</u>.

                3. three
                4. four

                - [x] done

                > quoted

                ```swift
                let a = 1 < 2
                ```

                :::warning
                Hot.
                :::

                :::details Why? {open}
                Because.
                :::

                | A |
                | --- |
                | b |

                ***

                ![A <bike>](https://a.example/b.png){width=20}
                """)
        let expected = """
            <h2 id="hello-there">Hello <em>there</em></h2>
            <p>A <a href="https://a.example/?a=1&amp;b=2" title="Title" rel="noopener noreferrer">link</a>, \
            <code>code</code>, <s>old</s><br><u>new</u>.</p>
            <ol start="3"><li><p>three</p>
            </li>
            <li><p>four</p>
            </li>
            </ol>
            <ul class="task-list"><li><input type="checkbox" disabled checked><p>done</p>
            </li>
            </ul>
            <blockquote><p>quoted</p>
            </blockquote>
            <pre><code class="language-swift">let a = 1 &lt; 2</code></pre>
            <aside class="callout callout-warning"><p>Hot.</p>
            </aside>
            <details open><summary>Why?</summary>
            <div><p>Because.</p>
            </div>
            </details>
            <table>
            <tbody>
            <tr><th><p>A</p>
            </th>
            </tr>
            <tr><td><p>b</p>
            </td>
            </tr>
            </tbody>
            </table>
            <hr>
            <figure><img src="https://a.example/b.png" alt="A &lt;bike&gt;" width="20" loading="lazy"></figure>

            """
        #expect(DocumentHTML().html(document) == expected)
    }

    @Test(
        "script and javascript: links in a document come out harmless even when nobody checked it")
    func hostile() {
        let link = DocumentMark(.link, ["href": "javascript:alert(1)"])
        let document = DocumentNode(
            .doc, [:],
            [
                DocumentNode(
                    .paragraph, [:],
                    [
                        DocumentNode(text: "<script>alert(1)</script>"),
                        DocumentNode(text: "click", marks: [link]),
                    ]),
                DocumentNode(.heading, ["level": 99, "id": "\" onclick=\"x"]),
                DocumentNode(.image, ["src": "data:image/svg+xml,<svg onload=x>", "alt": ""]),
                DocumentNode(
                    .image, ["src": "https://a.example", "alt": "\"><script>x</script>"]),
                DocumentNode(.codeBlock, ["language": "\"><script>"]),
                DocumentNode(.callout, ["kind": "\"><script>"]),
            ])
        let html = DocumentHTML().html(document)
        #expect(!html.contains("<script"))
        #expect(!html.contains("javascript"))
        #expect(!html.contains("svg"))
        #expect(!html.contains("\" onclick"))
        #expect(html.contains("<h6 id=\"&quot; onclick=&quot;x\">"))
    }

    @Test("visitors do not see notes for the assistant; links to articles and files are resolved")
    func resolved() throws {
        let hash = String(repeating: "ab", count: 32)
        let document = try DocumentNode(
            markdown: """
                [Prices](article:a1#list), [gone](article:a2), [form](attachment:\(hash))

                :::assistant
                Secret.
                :::
                """)
        let html = DocumentHTML(
            articleAddress: { id, anchor in id == "a1" ? "/help/prices#\(anchor)" : nil },
            attachmentAddress: { "/files/\($0.prefix(2))" }
        ).html(document)
        #expect(
            html == "<p><a href=\"/help/prices#list\">Prices</a>, gone, "
                + "<a href=\"/files/ab\">form</a></p>\n")
        #expect(
            DocumentHTML(showsAssistantNotes: true).html(document).contains("Secret."))
    }
}
