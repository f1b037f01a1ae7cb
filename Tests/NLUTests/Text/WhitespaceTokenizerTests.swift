// The whitespace tokenizer against what real Rasa answered.

import TestKit
import Testing
import Vocabulary

@testable import NLU

struct WhitespaceTokenizerTests {
    @Test("Words and offsets are Rasa's for every recorded text")
    func agreesWithRasa() throws {
        let cases = try #require(Golden.json("tokens").array)
        #expect(cases.count > 900)
        for recorded in cases {
            let text = try #require(recorded["text"]?.string)
            let tokens = WhitespaceTokenizer().tokens(of: Array(text.unicodeScalars))
            let answer = JSONValue.array(
                tokens.map { [.string($0.text), .integer($0.span.start), .integer($0.span.end)] })
            #expect(answer == recorded["tokens"], "in \(text.debugDescription)")
        }
    }

    @Test("A word found again is placed at its first occurrence, however long it is")
    func placesWords() {
        for length in [3, 200] {
            let run = String(repeating: "日", count: length)
            let scalars = Array("\(run) \(run)x".unicodeScalars)
            let tokens = WhitespaceTokenizer().tokens(of: scalars)
            #expect(tokens.map(\.span) == [TextSpan(start: length + 1, end: 2 * length + 2)])
        }
    }

    @Test("Texts made to be slow are split in one pass")
    func isLinear() {
        let count = Limits.messageScalars / 2
        for (left, right) in [("!", "a"), ("'", "5"), ("日", "日"), (" ", " "), ("a'", "5")] {
            let text =
                String(repeating: left, count: count) + String(repeating: right, count: count)
            _ = WhitespaceTokenizer().tokens(of: Array((text + "x").unicodeScalars))
        }
    }
}
