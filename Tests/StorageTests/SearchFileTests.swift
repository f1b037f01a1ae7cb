import Foundation
import Storage
import TestKit
import Testing
import Vocabulary

@Suite("The file of the search index") struct SearchFileTests {
    private func entry(
        _ id: String, _ body: String, title: String = "", locale: String = "en",
        audience: Audience = .everybody, words: [String] = []
    ) -> IndexedArticle {
        IndexedArticle(
            id: id, locale: locale, revision: 2, title: "T\u{1F}itle", slug: id,
            tags: ["one", "two"], audience: audience, use: .suggest, published: 5,
            terms: IndexedTerms(title: title, questions: "", headings: "", tags: "", body: body),
            passages: [
                IndexedPassage(headings: ["A", "B"], anchor: "b", text: "Text\nmore \u{1D}text."),
                IndexedPassage(headings: [], anchor: "", text: ""),
            ], analysis: [1, 2, 3], vectors: [-127, 0, 127], words: words)
    }

    private func change(_ added: [IndexedArticle], removed: [String] = []) -> IndexChange {
        var change = IndexChange()
        change.added = added
        change.removed = removed
        return change
    }

    private func query(
        _ terms: [String], phrases: [[String]] = [], audience: Audience = .everybody,
        limit: Int = 10
    ) -> IndexQuery {
        IndexQuery(
            locale: "en", audience: audience, terms: terms, phrases: phrases, limit: limit)
    }

    @Test("an entry comes back as it was put in, without terms, words and control characters")
    func roundTrip() async throws {
        try await withFolder { folder in
            let index = try SearchFile(path: folder + "/deep/search.sqlite")
            try await index.apply(change([entry("a", "alpha")]))
            let hits = try await index.find(query(["alpha"]))
            let number = try #require(hits.first?.number)
            #expect(hits.first.map { $0.score > 0 } == true)
            let read = try #require(try await index.entries([number, 99])[number])
            #expect(read.title == "T\u{1F}itle" && read.tags == ["one", "two"])
            #expect(read.passages.count == 2)
            #expect(read.passages[0].headings == ["A", "B"] && read.passages[0].anchor == "b")
            #expect(read.passages[0].text == "Text\nmore  text.")
            #expect(read.passages[1] == IndexedPassage(headings: [], anchor: "", text: ""))
            #expect(read.analysis == [1, 2, 3] && read.vectors == [-127, 0, 127])
            #expect(read.use == .suggest && read.published == 5 && read.revision == 2)
            try index.close()
        }
    }

    @Test("a title counts more than the text, and a replaced entry is found once")
    func weightsAndReplacing() async throws {
        try await withFolder { folder in
            let index = try SearchFile(path: folder + "/search.sqlite")
            try await index.apply(
                change([
                    entry("body", "alpha beta"), entry("title", "beta", title: "alpha"),
                    entry("none", "gamma"),
                ]))
            let hits = try await index.find(query(["alpha"]))
            let entries = try await index.entries(hits.map(\.number))
            #expect(hits.map { entries[$0.number]?.id } == ["title", "body"])
            try await index.apply(change([entry("title", "delta")]))
            #expect(try await index.find(query(["alpha"])).count == 1)
            #expect(try await index.find(query(["delta"])).count == 1)
            #expect(try await index.vectors().count == 3)
            try index.close()
        }
    }

    @Test("locale and audience filter before the limit counts")
    func filtering() async throws {
        try await withFolder { folder in
            let index = try SearchFile(path: folder + "/search.sqlite")
            let hidden = (0..<20).map {
                entry("hidden\($0)", "alpha", title: "alpha", audience: .internalOnly)
            }
            try await index.apply(
                change(
                    hidden + [
                        entry("open", "filler alpha"),
                        entry("german", "alpha", title: "alpha", locale: "de"),
                        entry("known", "alpha", audience: .signedIn),
                    ]))
            #expect(try await index.find(query(["alpha"], limit: 1)).count == 1)
            #expect(try await index.find(query(["alpha"])).count == 1)
            #expect(try await index.find(query(["alpha"], audience: .signedIn)).count == 2)
            #expect(
                try await index.find(query(["alpha"], audience: .internalOnly, limit: 50)).count
                    == 22)
            try index.close()
        }
    }

    @Test("words are counted by locale and audience, and go with their last entry")
    func words() async throws {
        try await withFolder { folder in
            let index = try SearchFile(path: folder + "/search.sqlite")
            try await index.apply(
                change([
                    entry("a", "x", words: ["alpha", "beta"]),
                    entry("b", "x", audience: .internalOnly, words: ["alpha"]),
                ]))
            func uses() async throws -> [String: [Int]] {
                Dictionary(
                    try await index.words().map { ($0.word, $0.uses) },
                    uniquingKeysWith: { first, _ in first })
            }
            #expect(try await uses() == ["alpha": [1, 0, 1], "beta": [1, 0, 0]])
            try await index.apply(change([entry("a", "x", words: ["alpha"])]))
            #expect(try await uses() == ["alpha": [1, 0, 1]])
            try await index.apply(change([], removed: ["a", "unknown"]))
            #expect(try await uses() == ["alpha": [0, 0, 1]])
            try index.close()
        }
    }

    @Test(
        "what is syntax to FTS5 or SQL is text here",
        arguments: [
            "\"", "a\"b", "NEAR", "AND", "a OR", "col : x", "^", "*", "a*b", "';--", "\0", "(", "-",
            "+", "{", "\u{0}x", "é", "電", "\"*", "**",
        ])
    func syntax(_ text: String) async throws {
        try await withFolder { folder in
            let index = try SearchFile(path: folder + "/search.sqlite")
            try await index.apply(change([entry("a", "alpha")]))
            _ = try await index.find(query([text]))
            _ = try await index.find(query(["alpha", text], phrases: [[text, "alpha"], [text]]))
            #expect(try await index.find(query(["alpha", text])).count == 1)
            try index.close()
        }
    }

    @Test("phrases keep their order, beginnings take a star")
    func phrasesAndPrefixes() async throws {
        try await withFolder { folder in
            let index = try SearchFile(path: folder + "/search.sqlite")
            try await index.apply(change([entry("a", "full price"), entry("b", "price full")]))
            #expect(try await index.find(query([], phrases: [["full", "price"]])).count == 1)
            #expect(try await index.find(query(["pri*"])).count == 2)
            #expect(try await index.find(query(["pri"])).isEmpty)
            #expect(try await index.find(query([])).isEmpty)
            try index.close()
        }
    }

    @Test("a damaged, foreign or older file is made anew, empty and without notes")
    func damage() async throws {
        try await withFolder { folder in
            let path = folder + "/search.sqlite"
            let junk = Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try junk.write(to: URL(filePath: path))
            let first = try SearchFile(path: path)
            #expect(try await first.note("feed") == nil)
            var filled = change((0..<200).map { entry("a\($0)", "alpha \($0)") })
            filled.notes["feed"] = [7]
            try await first.apply(filled)
            #expect(try await first.note("feed") == [7])
            try first.close()
            for suffix in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            // The header stays whole; pages behind it do not.
            let handle = try FileHandle(forUpdating: URL(filePath: path))
            try handle.seek(toOffset: 4_096)
            try handle.write(contentsOf: junk)
            try handle.close()
            let second = try SearchFile(path: path)
            #expect(try await second.note("feed") == nil)
            #expect(try await second.find(query(["alpha"])).isEmpty)
            try second.close()
        }
    }

    @Test("a file that is damaged while it is in use is replaced when that is noticed")
    func damageInUse() async throws {
        try await withFolder { folder in
            let path = folder + "/search.sqlite"
            let index = try SearchFile(path: path)
            var filled = change((0..<400).map { entry("a\($0)", "alpha \($0)") })
            filled.notes["feed"] = [7]
            try await index.apply(filled)
            try index.close()
            let reopened = try SearchFile(path: path)
            let size = try #require(
                try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
            let handle = try FileHandle(forUpdating: URL(filePath: path))
            try handle.seek(toOffset: 4_096)
            try handle.write(contentsOf: Data(repeating: 0xA5, count: size - 4_096))
            try handle.close()
            for number in 0..<400 {
                _ = try await reopened.find(query(["alpha", "\(number)"]))
                _ = try await reopened.entries([Int64(number)])
            }
            // Whatever was still in memory, the file works again.
            try? await reopened.apply(change([entry("b", "beta")]))
            try await reopened.apply(change([entry("b", "beta")]))
            #expect(try await reopened.find(query(["beta"])).count == 1)
            try? reopened.close()
        }
    }

    @Test("a change that fails leaves everything as it was")
    func atomic() async throws {
        try await withFolder { folder in
            let index = try SearchFile(path: folder + "/search.sqlite")
            try await index.apply(change([entry("a", "alpha")]))
            try index.close()
            await #expect(throws: Fault.self) {
                try await index.apply(change([entry("b", "alpha")], removed: ["a"]))
            }
            let again = try SearchFile(path: folder + "/search.sqlite")
            #expect(try await again.find(query(["alpha"])).count == 1)
            try again.close()
        }
    }
}
