import Testing
import Text
import Vocabulary

@Suite("Lookup tables") struct PhraseFinderTests {
    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    private func found(_ finder: PhraseFinder, _ text: String) -> [[Int]] {
        finder.matches(in: scalars(text)).map { [$0.span.start, $0.span.end, $0.phraseIndex] }
    }

    @Test("at one place the first phrase of the list wins, not the longest")
    func order() {
        let finder = PhraseFinder(phrases: ["new", "new york", "york"])
        #expect(found(finder, "in New York") == [[3, 6, 0], [7, 11, 2]])
        let other = PhraseFinder(phrases: ["new york", "new", "york"])
        #expect(found(other, "in New York") == [[3, 11, 0]])
    }

    @Test("word boundaries and case can be switched off")
    func options() {
        let loose = PhraseFinder(phrases: ["an"], wordBoundaries: false)
        #expect(found(loose, "BANANA") == [[1, 3, 0], [3, 5, 0]])
        let strict = PhraseFinder(phrases: ["an"], ignoresCase: false)
        #expect(found(strict, "An an ban") == [[3, 5, 0]])
    }

    @Test("an empty table and an empty text have no matches")
    func empty() {
        #expect(PhraseFinder(phrases: []).matches(in: scalars("a")).isEmpty)
        #expect(PhraseFinder(phrases: ["a"]).matches(in: []).isEmpty)
        #expect(PhraseFinder(phrases: ["", ""], wordBoundaries: false).matches(in: []).count == 1)
    }

    @Test("of 100,000 phrases the same one wins as when each is tried by itself")
    func large() throws {
        let parts = ["ber", "lin", "mün", "chen", "köln", " ", "ham", "burg", "au", "rot"]
        var phrases: [String] = []
        for number in 0..<100_000 {
            var rest = number &* 7_919 % 100_003 + 1
            var phrase = ""
            while rest > 0 {
                phrase += parts[rest % 10]
                rest /= 10
            }
            phrases.append(phrase)
        }
        let firsts = Dictionary(
            zip(phrases, 0...), uniquingKeysWith: { one, other in min(one, other) })
        let finder = PhraseFinder(phrases: phrases)
        #expect(finder.count == 100_000)
        for index in stride(from: 0, to: 100_000, by: 499) {
            let words = "\(phrases[index]) ok"
            let text = scalars("So, " + words.uppercased())
            // Every beginning of the words that ends where a word does.
            let scalars = Array(words.unicodeScalars)
            let beginnings = (1...scalars.count).filter { end in
                let behind = end < scalars.count && scalars[end] != " "
                return behind != (scalars[end - 1] != " ")
            }
            let winner = beginnings.compactMap { end in
                firsts[String(String.UnicodeScalarView(scalars[..<end]))].map { ($0, end) }
            }.min { $0.0 < $1.0 }
            let startsWord = scalars[0] != " "
            let match = finder.matches(in: text).first { $0.span.start == 4 }
            if startsWord, let winner {
                #expect(match?.phraseIndex == winner.0)
                #expect(match?.span.end == 4 + winner.1)
            } else {
                #expect(match == nil)
            }
        }
    }

    @Test("a search that would take too long ends and says so")
    func limit() {
        let long = String(repeating: "a ", count: 50_000)
        let finder = PhraseFinder(phrases: [long + "b", long + "c"])
        let result = finder.search(scalars(long + long + "d"), steps: 1_000_000)
        #expect(result.ranOut)
        #expect(result.matches.isEmpty)
    }

    @Test("long phrases that share their beginning need little memory")
    func shared() {
        let long = String(repeating: "ab", count: 100_000)
        let finder = PhraseFinder(phrases: [long + " c", long + " d", long])
        #expect(finder.matches(in: scalars(long + " D")).map(\.phraseIndex) == [1])
        #expect(finder.matches(in: scalars(long + " E")).map(\.phraseIndex) == [2])
    }
}
