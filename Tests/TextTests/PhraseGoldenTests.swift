import Testing
import Text
import Vocabulary

@Suite("Lookup tables as Python finds them") struct PhraseGoldenTests {
    @Test("every recorded table finds the phrases that Rasa's alternation finds")
    func golden() throws {
        let tables = try #require(GoldenPatterns.record["tables"]?.array)
        #expect(tables.count > 200)
        for entry in tables {
            let parts = try #require(entry.array)
            let phrases = parts[0].strings
            let finder = PhraseFinder(
                phrases: phrases, ignoresCase: parts[1].bool ?? true,
                wordBoundaries: parts[2].bool ?? true)
            for answer in try #require(parts[3].array) {
                let text = try #require(answer.array?[0].string)
                let expected = answer.array?[1].array?.map(\.ints)
                let found = finder.matches(in: Array(text.unicodeScalars)).map {
                    [$0.span.start, $0.span.end, $0.phraseIndex]
                }
                #expect(found == expected, "\(phrases) in '\(text)', \(parts[1]), \(parts[2])")
            }
        }
    }
}
