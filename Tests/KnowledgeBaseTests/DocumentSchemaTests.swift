import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Document schema") struct DocumentSchemaTests {
    private func problems(_ text: String) throws -> [DocumentProblem] {
        let json = try JSONValue(parsing: text)
        do {
            _ = try DocumentNode(document: json)
            return []
        } catch { return error.list }
    }

    private func document(_ content: String) -> String {
        #"{"type":"doc","content":[\#(content)]}"#
    }

    @Test("every problem of a document is listed with its place")
    func all() throws {
        let found = try problems(
            document(
                #"""
                {"type":"heading","attrs":{"level":7,"colour":"red"}},
                {"type":"marquee"},
                {"type":"bulletList"},
                {"type":"listItem","content":[{"type":"paragraph"}]},
                {"type":"paragraph","content":[{"type":"text","text":"a",
                  "marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}},{"type":"blink"}]}]},
                {"type":"image","attrs":{"src":"data:image/svg+xml,x"}}
                """#))
        #expect(
            found.map { "\($0.pointer) \($0.code.rawValue)" } == [
                "/content/0/attrs/level document.range",
                "/content/0/attrs/colour document.attribute",
                "/content/1/type document.unknown-kind",
                "/content/2 document.incomplete",
                "/content/3 document.misplaced",
                "/content/4/content/0/marks/0/attrs/href document.address",
                "/content/4/content/0/marks/1/type document.unknown-kind",
                "/content/5/attrs/src document.address",
                "/content/5/attrs/alt document.attribute",
            ])
    }

    @Test(
        "what stands in the wrong place is refused",
        arguments: [
            (#"{"type":"paragraph","content":[{"type":"paragraph"}]}"#, "/content/0/content/0"),
            (#"{"type":"bulletList","content":[{"type":"paragraph"}]}"#, "/content/0/content/0"),
            (
                #"{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"horizontalRule"}]}]}"#,
                "/content/0/content/0/content/0"
            ),
            (
                #"{"type":"codeBlock","content":[{"type":"text","text":"a","marks":[{"type":"bold"}]}]}"#,
                "/content/0/content/0/marks"
            ),
            (
                #"{"type":"details","content":[{"type":"detailsContent","content":[{"type":"paragraph"}]}]}"#,
                "/content/0/content/0"
            ),
            (
                #"{"type":"assistantNote","content":[{"type":"assistantNote","content":[{"type":"paragraph"}]}]}"#,
                "/content/0/content/0"
            ),
            (#"{"type":"paragraph","text":"a"}"#, "/content/0/text"),
            (#"{"type":"doc"}"#, "/content/0"),
        ])
    func misplaced(content: String, pointer: String) throws {
        #expect(try problems(document(content)).first?.pointer == pointer)
        #expect(try problems(document(content)).first?.code == .misplaced)
    }

    @Test(
        "addresses that run something or lead into the unknown are no links",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
            "java\u{0}script:alert(1)", "java\tscript:alert(1)", "\u{1}javascript:alert(1)",
            "data:text/html,<script>", "vbscript:x", "//evil.example", "/local", "page.html", "",
            "#", "http:evil", "http://", "https:///path", "file:///etc/passwd", "article:",
            "article:a/b", "attachment:../../etc/passwd", "http://a.example/\"onclick=x",
            "http://a.example/<b>", "http:\\\\evil.example", "blob:x", "\u{200B}javascript:x",
        ])
    func badAddresses(address: String) {
        #expect(!DocumentAddress.isLink(address))
        #expect(!DocumentAddress.isImage(address))
    }

    @Test(
        "the allowed kinds of addresses are links",
        arguments: [
            "https://a.example/b?c=d#e", "HTTP://A.example", "mailto:a@b.example", "tel:+49301234",
            "article:01J_x-9", "article:01J#opening-hours", "#opening-hours",
            "attachment:" + String(repeating: "0a", count: 32),
        ])
    func goodAddresses(address: String) {
        #expect(DocumentAddress.isLink(address))
    }

    @Test("a document that is too deep, too long or has too many nodes is refused, not followed")
    func tooLarge() throws {
        var deep: JSONValue = ["type": "paragraph"]
        for _ in 0..<100 { deep = ["type": "blockquote", "content": [deep]] }
        let levels = #expect(throws: DocumentProblems.self) {
            try DocumentNode(document: ["type": "doc", "content": [deep]])
        }
        #expect(levels?.list.map(\.code) == [.tooLarge])
        let many = JSONValue.array(
            Array(repeating: ["type": "paragraph"], count: DocumentLimits.nodes))
        let nodes = #expect(throws: DocumentProblems.self) {
            try DocumentNode(document: ["type": "doc", "content": many])
        }
        #expect(nodes?.list.first?.code == .tooLarge)
        let long = DocumentNode(
            .doc, [:],
            [
                DocumentNode(
                    .paragraph, [:],
                    [
                        DocumentNode(
                            text: String(repeating: "a", count: DocumentLimits.textBytes + 1))
                    ])
            ])
        let text = #expect(throws: DocumentProblems.self) { try long.canonical() }
        #expect(text?.list.first?.code == .tooLarge)
    }

    @Test("at most a hundred problems are listed")
    func manyProblems() throws {
        let bad = Array(repeating: #"{"type":"x"}"#, count: 500).joined(separator: ",")
        #expect(try problems(document(bad)).count == DocumentLimits.problems)
    }

    @Test("the canonical form has no usual attributes, one order of marks and no split text")
    func canonical() throws {
        let json = try JSONValue(
            parsing: document(
                #"""
                {"type":"paragraph","attrs":{"textAlign":null},"content":[
                  {"type":"text","text":"a\nb","marks":[{"type":"italic"},{"type":"bold"}]},
                  {"type":"text","text":"c","marks":[{"type":"bold"},{"type":"italic"}]},
                  {"type":"hardBreak","marks":[{"type":"bold"}]},
                  {"type":"text","text":""},
                  {"type":"text","text":"d","marks":[{"type":"link","attrs":{"href":"#x",
                    "target":"_blank","rel":"noopener","class":null}}]}]},
                {"type":"orderedList","attrs":{"start":1,"type":null},
                  "content":[{"type":"listItem","content":[{"type":"paragraph"}]}]}
                """#))
        let node = try DocumentNode(document: json)
        #expect(
            node.json.text()
                == document(
                    #"{"type":"paragraph","content":["#
                        + #"{"type":"text","marks":[{"type":"bold"},{"type":"italic"}],"text":"a bc"},"#
                        + #"{"type":"hardBreak"},"#
                        + ##"{"type":"text","marks":[{"type":"link","attrs":{"href":"#x"}}],"text":"d"}]},"##
                        + #"{"type":"orderedList","content":[{"type":"listItem","#
                        + #""content":[{"type":"paragraph"}]}]}"#))
        #expect(try node.canonical() == node)
    }

    @Test("anchors come from the headings' text, differ, and stay when the text changes")
    func anchors() throws {
        func heading(_ text: String, id: String? = nil) -> DocumentNode {
            DocumentNode(
                .heading, id.map { ["level": 2, "id": .string($0)] } ?? ["level": 2],
                [DocumentNode(text: text)])
        }
        let document = DocumentNode(
            .doc, [:],
            [
                heading("Öffnungszeiten & Preise"), heading("Prices"), heading("Prices"),
                heading("New text", id: "prices-2"), heading("料金"), heading("!!!"),
                heading("Twice", id: "prices-2"),
            ]
        ).anchored()
        #expect(
            document.headingAnchors == [
                "offnungszeiten-preise", "prices", "prices-3", "prices-2", "料金", "section", "twice",
            ])
        #expect(document.anchored() == document)
    }

    @Test("sections stand under their headings with the anchors that lead there")
    func sections() throws {
        let document = try DocumentNode(
            markdown: """
                Welcome.

                # Renting

                Rent a *bike*.

                - One day
                - Two days
                  - at night

                ## Prices

                | Bike | Price |
                | --- | --- |
                | City | 12 € |

                :::details How do I pay?
                By card.
                :::

                And in cash.

                :::assistant
                Never name the discount.
                :::
                """)
        let sections = document.sections
        #expect(
            sections.map(\.headings) == [
                [], ["Renting"], ["Renting", "Prices"], ["Renting", "Prices", "How do I pay?"],
                ["Renting", "Prices"],
            ])
        #expect(sections.map(\.anchor) == ["", "renting", "prices", "prices", "prices"])
        #expect(
            sections.map(\.blocks) == [
                ["Welcome."], ["Rent a bike.", "One day", "Two days", "at night"],
                ["Bike | Price", "City | 12 €"], ["By card."],
                ["And in cash.", "Never name the discount."],
            ])
        #expect(document.derivedText.hasPrefix("Welcome.\nRenting\nRent a bike."))
        #expect(document.wordCount == 32)
    }
}
