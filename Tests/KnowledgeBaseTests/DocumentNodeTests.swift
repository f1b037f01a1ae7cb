// The tree of an article's document.

import KnowledgeBase
import Testing

struct DocumentNodeTests {
    @Test("The plain text of a node is that of all pieces in it")
    func plainText() {
        let node = DocumentNode(
            .paragraph, [:],
            [
                DocumentNode(text: "Batteries "), DocumentNode(text: "last", marks: [.init(.bold)]),
                DocumentNode(.hardBreak), DocumentNode(text: "all day"),
            ])
        #expect(node.plainText == "Batteries last\nall day")
    }
}
