import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Merging") struct MergeTests {
    private func content(_ markdown: String, title: String = "T") throws -> ArticleContent {
        try ArticleDraft(title: title, document: DocumentNode(markdown: markdown)).content()
    }

    private func merge(_ base: String, _ current: String, _ yours: String) throws -> String {
        switch try DocumentMerge.merge(
            base: content(base), current: content(current), yours: content(yours))
        {
        case .merged(let content): return try DocumentNode(document: content.document).markdown
        case .conflicts(let conflicts):
            return "conflict: "
                + conflicts.map { "\($0.part) \($0.base.count)" }.joined(separator: ", ")
        }
    }

    @Test(
        "changes of different blocks are joined",
        arguments: [
            ("a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC", "A\n\nb\n\nC\n"),
            ("a\n\nb", "A\n\nb", "a\n\nB", "A\n\nB\n"),
            ("a\n\nb\n\nc", "a\n\nc", "a\n\nb\n\nC", "conflict: document 2"),
            ("a\n\nb\n\nc\n\nd", "a\n\nc\n\nd", "a\n\nb\n\nc\n\nD", "a\n\nc\n\nD\n"),
            ("a", "a\n\nx", "a\n\ny", "a\n\nx\n\ny\n"),
            ("a", "a\n\nx", "a\n\nx", "a\n\nx\n"),
            ("a", "a\n\nx", "A", "A\n\nx\n"),
            ("a\n\nb", "b\n\na", "a\n\nb\n\nc", "b\n\na\n\nc\n"),
            ("- a\n- b\n- c", "- A\n- b\n- c", "- a\n- b\n- C", "- A\n- b\n- C\n"),
            (
                "| a | b |\n| --- | --- |\n| c | d |", "| a | b |\n| --- | --- |\n| C | d |",
                "| a | b |\n| --- | --- |\n| c | D |", "| a | b |\n| --- | --- |\n| C | D |\n"
            ),
        ])
    func joined(base: String, current: String, yours: String, expected: String) throws {
        #expect(try merge(base, current, yours) == expected)
    }

    @Test("two changes of one block are a conflict that shows all three versions")
    func conflict() throws {
        let result = try DocumentMerge.merge(
            base: content("a\n\nb"), current: content("a\n\nb one"), yours: content("a\n\nb two"))
        guard case .conflicts(let conflicts) = result else {
            Issue.record("no conflict")
            return
        }
        #expect(conflicts.count == 1)
        let texts = [conflicts[0].base, conflicts[0].current, conflicts[0].yours].map {
            $0.map { $0["content"]?.array?.first?["text"]?.string ?? "" }
        }
        #expect(texts == [["b"], ["b one"], ["b two"]])
    }

    @Test("titles conflict, questions are joined as a set")
    func fields() throws {
        var base = try content("a")
        base.questions = ["one", "two"]
        var current = base
        current.title = "Current"
        current.questions = ["one", "two", "three"]
        var yours = base
        yours.questions = ["two", "four"]
        let result = DocumentMerge.merge(base: base, current: current, yours: yours)
        guard case .merged(let merged) = result else {
            Issue.record("conflict")
            return
        }
        #expect(merged.title == "Current")
        #expect(merged.questions == ["two", "three", "four"])
        yours.title = "Yours"
        guard
            case .conflicts(let conflicts) = DocumentMerge.merge(
                base: base, current: current, yours: yours)
        else {
            Issue.record("no conflict")
            return
        }
        #expect(conflicts.map(\.part) == ["title"])
    }

    @Test("random changes: what one side did alone is in the result", arguments: 0..<60)
    func random(seed: Int) throws {
        var random = RandomDocuments(seed: UInt64(seed))
        let base = try random.document().canonical().anchored()
        let other = try random.document().canonical().anchored()
        func content(_ node: DocumentNode) -> ArticleContent {
            ArticleContent(title: "T", document: node.json, text: node.derivedText)
        }
        let (one, two) = (content(base), content(other))
        #expect(DocumentMerge.merge(base: one, current: one, yours: two) == .merged(two))
        #expect(DocumentMerge.merge(base: one, current: two, yours: one) == .merged(two))
        #expect(DocumentMerge.merge(base: one, current: two, yours: two) == .merged(two))
    }

    /// Blocks in an order, changed at random: some gone, some new, some moved. New blocks begin with
    /// the side's letter.
    private func changed(
        _ base: [String], _ side: String, _ random: inout RandomDocuments
    ) -> [String] {
        var blocks = base
        for step in 0..<(1 + random.number(4)) {
            let place = random.number(blocks.count + 1)
            switch random.number(4) {
            case 0: blocks.insert("\(side)\(step) is new.", at: place)
            case 1 where place < blocks.count: blocks.remove(at: place)
            case 2 where place < blocks.count: blocks[place] = "\(side)\(step) is other."
            case 3 where place < blocks.count:
                let block = blocks.remove(at: place)
                blocks.insert(block, at: random.number(blocks.count + 1))
            default: break
            }
        }
        return blocks
    }

    @Test("nothing that either side wrote is ever left out of what is joined", arguments: 0..<400)
    func nothingLost(seed: Int) throws {
        var random = RandomDocuments(seed: UInt64(seed))
        let base = (0..<random.number(8)).map { _ in "Block \(random.number(5))." }
        let current = changed(base, "A", &random)
        let yours = changed(base, "B", &random)
        func text(_ blocks: [String]) -> String { blocks.joined(separator: "\n\n") }
        let result = try DocumentMerge.merge(
            base: content(text(base)), current: content(text(current)), yours: content(text(yours)))
        guard case .merged(let merged) = result else { return }
        let blocks = merged.text.split(separator: "\n").map(String.init)
        func count(_ block: String, _ list: [String]) -> Int { list.count { $0 == block } }
        for block in Set(base + current + yours) {
            let before = count(block, base)
            let gone =
                max(0, before - count(block, current)) + max(0, before - count(block, yours))
            #expect(count(block, blocks) >= before - gone, "\(block) of \(blocks)")
            if before == 0 { #expect(count(block, blocks) == 1, "\(block) of \(blocks)") }
        }
    }
}
