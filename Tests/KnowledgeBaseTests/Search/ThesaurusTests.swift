import Foundation
import Testing
import Vocabulary

@testable import KnowledgeBase

@Suite("The system's thesaurus") struct ThesaurusTests {
    private func folder(_ name: String, _ entries: [(String, [String])]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        var data = "UTF-8\n"
        var index = "UTF-8\n\(entries.count)\n"
        for (word, senses) in entries {
            index += "\(word)|\(data.utf8.count)\n"
            data += "\(word)|\(senses.count)\n" + senses.map { $0 + "\n" }.joined()
        }
        try data.write(toFile: "\(folder.path)/\(name).dat", atomically: true, encoding: .utf8)
        try index.write(toFile: "\(folder.path)/\(name).idx", atomically: true, encoding: .utf8)
        return folder
    }

    private func article(_ id: String, _ text: String, locale: String = "en") -> LiveArticle {
        HotelArticles.article(id, "Untitled", [], text, locale: locale)
    }

    @Test("a word is found by what the thesaurus relates to it, in any form, not by its opposite")
    func relates() async throws {
        let thesaurus = try folder(
            "th_en_US_v2",
            [("zorb", ["(noun)|quindle (generic term)|marl rock|florp|snarf (antonym)"])])
        let articles = [
            article("a", "Florps stand in the yard."), article("b", "A quindle stands inside."),
            article("c", "Snarfs are not let in."),
        ]
        let bench = try await SearchBench(
            articles, settings: SearchSettings(thesauri: thesaurus.path))
        let found = try await bench.find("zorbs")
        #expect(Set(found.prefix(2)) == ["a", "b"])
        let table = try #require(Thesaurus.of(.english, in: thesaurus.path))
        let relatives = table.relatives(of: TermHash.of("zorb"))
        #expect(relatives.map(\.strength) == [Thesaurus.memberStrength, Thesaurus.widerStrength])
        let without = try await SearchBench(articles, settings: SearchSettings(thesauri: nil))
        #expect(try await without.find("zorbs") != found)
    }

    @Test("the more senses a word has, the less each counts")
    func senses() throws {
        let thesaurus = try folder(
            "th_en_US_v2",
            [
                ("zorb", ["(noun)|florp"]),
                ("vix", ["(noun)|florp", "(noun)|quindle", "(verb)|marl", "(verb)|florp"]),
            ])
        let table = try #require(Thesaurus.of(.english, in: thesaurus.path))
        let one = table.relatives(of: TermHash.of("zorb"))
        let many = table.relatives(of: TermHash.of("vix"))
        #expect(one.map(\.strength) == [Thesaurus.memberStrength])
        #expect(many.first?.term == one.first?.term)
        #expect(many.allSatisfy { $0.strength < Thesaurus.memberStrength })
    }

    @Test("umlauts are looked up however they are written")
    func umlauts() async throws {
        let thesaurus = try folder("th_de_DE_v2", [("zörbel", ["-|Zörbel|Florpe (ugs.)"])])
        let bench = try await SearchBench(
            [article("a", "Eine Florpe steht im Hof.", locale: "de")],
            settings: SearchSettings(thesauri: thesaurus.path))
        #expect(try await bench.find("Zoerbel", locale: "de") == ["a"])
    }

    @Test("damaged and missing files are used as far as they go, or not at all")
    func damaged() throws {
        let folder = try TemporaryFolder()
        #expect(Thesaurus.of(.english, in: folder.path) == nil)
        for (number, (data, index)) in [
            ("", ""), ("UTF-8\n", "UTF-8\nzorb|6\nzorb|99999999999\nzorb|\n|3\n|||\n"),
            ("UTF-8\nzorb|900\n-|", "UTF-8\nzorb|6\n"), ("UTF-8\nzorb|-1\n-|x", "UTF-8\nzorb|6"),
            ("ISO8859-1\nzorb|1\n", "ISO8859-1\nzorb|10\n"), ("UTF-8\nzorb", "UTF-8\nzorb|8\n"),
        ].enumerated() {
            let path = folder.path + "/\(number)"
            try data.write(toFile: path + ".dat", atomically: true, encoding: .utf8)
            try index.write(toFile: path + ".idx", atomically: true, encoding: .utf8)
            let table = Thesaurus(
                data: path + ".dat", index: path + ".idx", language: SearchLanguage.of("en"))
            #expect(table?.relatives(of: TermHash.of("zorb")).isEmpty ?? true)
        }
    }
}
