import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("Comparing") struct ComparingTests {
    private func compare(_ old: String, _ new: String) throws -> [BlockChange] {
        try DocumentComparison(DocumentNode(markdown: old), DocumentNode(markdown: new)).blocks
    }

    private func words(_ changes: [WordChange]) -> String {
        changes.map { change in
            switch change.kind {
            case .same: change.text
            case .added: "{+\(change.text)+}"
            case .removed: "{-\(change.text)-}"
            case .marked: "{*\(change.text)*}"
            }
        }.joined()
    }

    @Test("blocks that moved, came, went and changed are told apart")
    func blocks() throws {
        let old = """
            # Opening hours

            We are open from nine to five on weekdays.

            On Sundays the shop is closed.

            Call us before you come by train.

            Bring your own helmet, please.
            """
        let new = """
            Bring your own helmet, please.

            # Opening hours

            We are open from nine to six on weekdays.

            Call us before you come by train.

            There is coffee.
            """
        let changes = try compare(old, new)
        #expect(changes.map(\.kind) == [.moved, .same, .changed, .removed, .same, .added])
        #expect(changes[0].oldPointer == "/content/4")
        #expect(changes[0].newPointer == "/content/0")
        #expect(
            words(changes[2].words)
                == "We are open from nine to {-five-}{+six+} on weekdays.")
    }

    @Test("marks that change are a change, and so are attributes")
    func marks() throws {
        let changes = try compare("A *big* red bike.\n\n# One", "A big **red** bike.\n\n## One")
        #expect(words(changes[0].words) == "A {*big*} {*red*} bike.")
        #expect(changes[0].words[1].oldMarks == [DocumentMark(.italic)])
        #expect(changes[1].attributes == ["level"])
    }

    @Test("a changed cell is found in its row and table")
    func cells() throws {
        let changes = try compare(
            "| Bike | Price |\n| --- | --- |\n| City | 12 € |\n| Cargo | 30 € |",
            "| Bike | Price |\n| --- | --- |\n| City | 12 € |\n| Cargo | 35 € |")
        let row = try #require(changes[0].inside.first { $0.kind == .changed })
        #expect(changes[0].inside.map(\.kind) == [.same, .same, .changed])
        let cell = try #require(row.inside.first { $0.kind == .changed })
        #expect(cell.newPointer == "/content/0/content/2/content/1")
        #expect(words(cell.inside[0].words) == "{-30-}{+35+} €")
    }

    @Test("a changed item is found in its list")
    func items() throws {
        let changes = try compare(
            "- one apple\n- two pears\n- three plums", "- one apple\n- two figs")
        #expect(changes[0].inside.map(\.kind) == [.same, .changed, .removed])
    }

    @Test("random documents: the new document can be told from the changes", arguments: 0..<60)
    func complete(seed: Int) throws {
        var random = RandomDocuments(seed: UInt64(seed))
        let old = try random.document().canonical()
        let new = try random.document().canonical()
        let same = DocumentComparison(old, old)
        #expect(same.isEmpty)
        let changes = DocumentComparison(old, new).blocks
        #expect(changes.compactMap(\.new) == new.content)
        let kept = Set(changes.compactMap(\.oldPointer))
        #expect(kept.count == old.content.count)
        for change in changes where change.kind == .changed && !change.words.isEmpty {
            let text = change.words.filter { $0.kind != .removed }.map(\.text).joined()
            #expect(text == change.new?.plainText)
        }
    }

    @Test("two articles of 10,000 words with nothing in common are compared all the same")
    func large() throws {
        func text(_ seed: Int, blocks: Int) -> String {
            (0..<blocks).map { block in
                (0..<(10_000 / blocks)).map {
                    "w\(($0 &* 7_919 &+ block &* 104_729 &+ seed) % 5_003)"
                }
                .joined(separator: " ")
            }.joined(separator: "\n\n")
        }
        for blocks in [1, 500] {
            let changes = try compare(text(1, blocks: blocks), text(2_500, blocks: blocks))
            #expect(!changes.isEmpty)
        }
    }

    @Test("the longest common run is found where it is short of the bound")
    func sequences() {
        let pairs = SequenceMatch.pairs(Array("abcabba"), Array("cbabac"))
        #expect(pairs.count == 4)
        #expect(SequenceMatch.pairs([1, 2, 3], [Int]()).isEmpty)
        let same = Array(0..<5_000)
        #expect(SequenceMatch.pairs(same, same).count == 5_000)
        let shifted = [9_999] + same
        #expect(SequenceMatch.pairs(same, shifted).count == 5_000)
    }
}
