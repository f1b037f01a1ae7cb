import Foundation
import Learning
import Storage
import Testing
import Vocabulary

@testable import KnowledgeBase

/// A folder that goes with the object.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "martlet-search-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A search over a real index file in a folder of its own.
struct SearchBench {
    let folder: TemporaryFolder
    let index: SearchFile
    let search: KnowledgeSearch

    init(
        _ articles: [LiveArticle], settings: SearchSettings = SearchSettings()
    ) async throws {
        folder = try TemporaryFolder()
        index = try SearchFile(path: folder.path + "/search.sqlite")
        let encoder = try await IndexBuilding(index: index).rebuild(from: HeldArticles(articles))
        search = KnowledgeSearch(index: index, settings: settings)
        try await search.refresh(encoder: encoder)
    }

    func find(
        _ query: String, locale: String? = nil, audience: Audience = .everybody,
        completes: Bool = false
    ) async throws -> [String] {
        try await search.search(
            SearchRequest(query, locale: locale, audience: audience, completes: completes)
        ).map(\.article)
    }
}

@Suite("Search of the knowledge base") struct KnowledgeSearchTests {
    private func article(_ id: String, _ text: String, title: String = "Untitled") -> LiveArticle {
        HotelArticles.article(id, title, [], text)
    }

    @Test("an exact word stands before a word that may have been meant")
    func exactBeforeTypo() async throws {
        let bench = try await SearchBench([
            article("brake", "The brake is adjusted here. A brake wears."),
            article("braks", "Mr Braks runs the desk."),
            article("other", "Nothing of the kind."),
        ])
        #expect(try await bench.find("brake").first == "brake")
        #expect(try await bench.find("braks").first == "braks")
        #expect(try await bench.find("brakee").first == "brake")
    }

    @Test("one error is forgiven from four letters on, two from eight, none with digits")
    func typos() async throws {
        let bench = try await SearchBench([
            article("a", "Maintenance of the derailleur."), article("b", "Error E07 on screen."),
            article("c", "The cup is on the table."),
        ])
        #expect(try await bench.find("derailer").first == "a")
        #expect(try await bench.find("maintnance").first == "a")
        #expect(try await bench.find("e07").first == "b")
        let (query, _) = try #require(
            bench.search.read("e08 cip", locale: "en", audience: .everybody))
        #expect(query.terms.allSatisfy { !$0.isCorrected })
    }

    @Test("a quoted phrase finds only articles that hold it in this order")
    func phrase() async throws {
        let bench = try await SearchBench([
            article("yes", "You pay the full price at once."),
            article("no", "The price is paid in full."),
        ])
        #expect(try await bench.find("\"full price\"") == ["yes"])
        #expect(try await bench.find("\"price full\"").isEmpty)
        #expect(Set(try await bench.find("full price")) == ["yes", "no"])
    }

    @Test("a star, or typing that goes on, finds words by their beginning")
    func prefix() async throws {
        let bench = try await SearchBench([
            article("a", "Batteries are charged in the shed."), article("b", "Bring your towel."),
        ])
        #expect(try await bench.find("batt*") == ["a"])
        #expect(try await bench.find("tow", completes: true).first == "b")
    }

    @Test("a project's synonyms lead both ways, or one way")
    func synonyms() async throws {
        let settings = SearchSettings(synonyms: [
            "en": [
                Synonym(["velo", "treadle"]), Synonym(["box"], mean: ["strongbox"]),
            ]
        ])
        let bench = try await SearchBench(
            [
                article("a", "The treadle stands outside."),
                article("b", "The strongbox stands inside."),
                article("c", "A box of chocolates."),
            ], settings: settings)
        #expect(try await bench.find("velo").first == "a")
        #expect(Set(try await bench.find("box")) == ["b", "c"])
        #expect(try await bench.find("strongbox").first == "b")
    }

    @Test("German compounds are found by their parts, and parts by their compounds")
    func compounds() async throws {
        let bench = try await SearchBench([
            HotelArticles.article(
                "a", "Titel", [], "Die Übernachtungsgebühr ist hoch.", locale: "de"),
            HotelArticles.article("b", "Titel", [], "Akku und Reichweite im Winter.", locale: "de"),
        ])
        #expect(try await bench.find("Gebühr", locale: "de").first == "a")
        #expect(try await bench.find("Akkureichweite", locale: "de").first == "b")
    }

    @Test("Japanese, Chinese and Thai are found by any part of a sentence")
    func unspaced() async throws {
        let bench = try await SearchBench([
            HotelArticles.article("ja", "電池", [], "電池は三時間で充電できます。", locale: "ja"),
            HotelArticles.article("ja2", "返品", [], "三十日以内に返品できます。", locale: "ja"),
            HotelArticles.article("th", "ราคา", [], "ราคาหนึ่งร้อยบาท", locale: "th"),
        ])
        #expect(try await bench.find("充電", locale: "ja").first == "ja")
        #expect(try await bench.find("返品", locale: "ja-JP").first == "ja2")
        #expect(try await bench.find("ร้อยบาท", locale: "th").first == "th")
    }

    @Test("a question goes to the articles of its own language")
    func languages() async throws {
        let bench = try await SearchBench(HotelArticles.all)
        #expect(try await bench.find("darf ich meinen Hund mitbringen?").first == "haustiere")
        #expect(try await bench.find("may I bring my dog?").first == "pets")
        #expect(try await bench.find("dogs", locale: "en-GB").first == "pets")
    }

    @Test("articles for a narrower circle are left out, and their words correct nothing")
    func audience() async throws {
        let bench = try await SearchBench(HotelArticles.all)
        #expect(try await bench.find("spare key of the safe").contains("night-desk") == false)
        #expect(
            try await bench.find("spare key of the safe", audience: .internalOnly).first
                == "night-desk")
        let (query, _) = try #require(
            bench.search.read("managr", locale: "en", audience: .everybody))
        #expect(query.terms.flatMap(\.alternatives).allSatisfy { $0.term != "manag" })
    }

    @Test(
        "SQL and FTS syntax in a query is text",
        arguments: [
            "\"", "\"\"\"", "a\" OR b", "NEAR(a b)", "title:breakfast", "-breakfast", "^breakfast",
            "breakfast AND (", "'; DROP TABLE entry; --", "%_*", "* * *", "{a b}: c", "a + b",
            "\0\0", "\u{202E}tsafkaerb", "NOT", "()", "\\", "🙂", " ", "",
        ])
    func syntax(_ query: String) async throws {
        let bench = try await SearchBench(HotelArticles.all)
        _ = try await bench.find(query)
        _ = try await bench.search.answer(KnowledgeQuestion(query))
        #expect(try await bench.find("breakfast").first == "breakfast")
    }

    @Test("a query of a megabyte is cut and answered")
    func longQuery() async throws {
        let bench = try await SearchBench(HotelArticles.all)
        for piece in ["breakfast ", "\"a\" ", "x*", "電", "é"] {
            let query = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
            _ = try await bench.find(query)
        }
        let query = "breakfast " + String(repeating: "lorem ", count: 170_000)
        #expect(try await bench.find(query).first == "breakfast")
    }

    @Test("an empty index finds and answers nothing")
    func empty() async throws {
        let bench = try await SearchBench([])
        #expect(try await bench.find("anything").isEmpty)
        #expect(try await bench.search.answer(KnowledgeQuestion("anything")).outcome == .none)
    }

    @Test("an excerpt marks the words that were found")
    func excerpt() async throws {
        let bench = try await SearchBench(HotelArticles.all)
        let results = try await bench.search.search(SearchRequest("massage"))
        let first = try #require(results.first)
        #expect(first.article == "spa" && first.heading == "Massages")
        #expect(first.anchor == "massages")
        let scalars = Array(first.excerpt.unicodeScalars)
        let marked = first.marks.map { span in
            String(String.UnicodeScalarView(scalars[span.start..<span.end]))
        }
        #expect(marked.contains("massage"))
    }
}
