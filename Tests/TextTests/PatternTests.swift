import Testing
import Text
import Vocabulary

@Suite("Patterns") struct PatternTests {
    private func spans(_ source: String, _ text: String) throws -> [[Int]] {
        try Pattern(source).matches(in: Array(text.unicodeScalars)).matches.map {
            [$0.span.start, $0.span.end]
        }
    }

    @Test("matches are found from left to right, empty ones included")
    func order() throws {
        #expect(try spans(#"\d*"#, "a12b") == [[0, 0], [1, 3], [3, 3], [4, 4]])
        #expect(try spans(#"\b\w+\b"#, "ja, zwölf") == [[0, 2], [4, 9]])
    }
}
