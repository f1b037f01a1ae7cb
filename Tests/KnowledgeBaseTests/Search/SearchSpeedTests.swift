import Foundation
import Storage
import TestKit
import Testing
import Vocabulary

@testable import KnowledgeBase

/// Measures, by hand only: `MARTLET_SEARCH_BENCH=1 swift test -c release -Xswiftc -enable-testing
/// --filter SearchSpeedTests`. It asserts nothing about time.
@Suite("Speed of search") struct SearchSpeedTests {
    private static let isWanted = ProcessInfo.processInfo.environment["MARTLET_SEARCH_BENCH"] != nil

    @Test("10,000 generated articles of 3 KB are indexed and searched", .enabled(if: isWanted))
    func generated() async throws {
        let folder = try TemporaryFolder()
        let index = try SearchFile(path: folder.path + "/search.sqlite")
        let source = GeneratedArticles(count: 10_000)
        let before = Self.processorSeconds()
        let encoder = try await IndexBuilding(index: index).rebuild(from: source)
        let reindex = Self.processorSeconds() - before
        let search = KnowledgeSearch(index: index)
        try await search.refresh(encoder: encoder)
        var random = SeededDice(seed: 4_711)
        var times: [Double] = []
        for round in 0..<600 {
            var words = (0..<(2 + random.below(6))).map { _ in source.word(&random) }
            if round % 3 == 0 { words[0] = String(words[0].dropLast()) }
            let start = DispatchTime.now().uptimeNanoseconds
            _ = try await search.search(SearchRequest(words.joined(separator: " "), locale: "en"))
            times.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
        }
        times.sort()
        print(
            "full reindex \(reindex) CPU s; search p50 \(times[300]) ms, p99 \(times[594]) ms; "
                + "resident \(Self.residentMegabytes()) MB")
        #expect(times.count == 600)
    }

    private static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(0, &usage)
        func seconds(_ time: timeval) -> Double {
            Double(time.tv_sec) + Double(time.tv_usec) / 1e6
        }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static func residentMegabytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let parts = text.split(separator: " ")
        return parts.count > 1 ? (Int(parts[1]) ?? 0) * 4 / 1_024 : 0
    }
}

/// A generator of the same numbers on every machine (xorshift).
extension SeededDice {
    fileprivate mutating func share() -> Double {
        Double(next() >> 11) / 9_007_199_254_740_992
    }
}

/// Articles of made-up words, some frequent and most rare, as in a language.
private struct GeneratedArticles: LiveArticleSource {
    let count: Int
    private let vocabulary: [String]

    init(count: Int) {
        self.count = count
        let syllables = [
            "ba", "ke", "lo", "mi", "ru", "sta", "ver", "tin", "gor", "pla", "ne", "shi", "dor",
            "fe", "qui", "wan", "zel", "pro", "cha", "ly",
        ]
        let endings = ["", "s", "ing", "er", "ed"]
        var random = SeededDice(seed: 88_172_645_463_325_252)
        var seen: Set<String> = []
        var words: [String] = []
        while words.count < 30_000 {
            let length = 2 + random.below(3)
            let stem = (0..<length).map { _ in syllables[random.below(20)] }.joined()
            let word = stem + endings[random.below(5)]
            if seen.insert(word).inserted { words.append(word) }
        }
        vocabulary = words
    }

    /// A word; the n-th is about 1/n as frequent as the first.
    func word(_ random: inout SeededDice) -> String {
        let rank = exp(random.share() * log(Double(vocabulary.count)))
        return vocabulary[min(vocabulary.count - 1, max(0, Int(rank) - 1))]
    }

    private func words(_ number: Int, _ random: inout SeededDice) -> String {
        (0..<number).map { _ in word(&random) }.joined(separator: " ")
    }

    private func article(_ number: Int) -> LiveArticle {
        var random = SeededDice(seed: UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15)
        let sections = (0..<5).map { section in
            ArticleSection(
                headings: [words(3, &random)], anchor: "s\(section)",
                blocks: (0..<2).map { _ in
                    (0..<3).map { _ in "The " + words(14, &random) + "." }.joined(separator: " ")
                })
        }
        return LiveArticle(
            id: "a\(number)", revision: 1, locale: "en", title: words(5, &random),
            slug: "a\(number)", questions: [words(7, &random), words(7, &random)],
            tags: [word(&random)], sections: sections)
    }

    func articles(
        after key: String?, limit: Int
    ) async throws(Fault) -> (articles: [LiveArticle], last: String?) {
        let start = key.flatMap { Int($0) } ?? 0
        let end = min(count, start + limit)
        return ((start..<end).map(article), start < end ? String(end) : nil)
    }
}
