// Guessing the name a person meant.

import Testing

@testable import NLU

struct NearestNameTests {
    private let names = ["analyzer", "min_ngram", "max_ngram", "alias"]

    @Test(
        "A slip of the fingers is recognised",
        arguments: [
            ("analyser", "analyzer"), ("Analyzer", "analyzer"), ("min_ngarm", "min_ngram"),
            ("maxngram", "max_ngram"), ("alia", "alias"),
        ])
    func near(written: String, meant: String) {
        #expect(NearestName.of(written, among: names) == meant)
    }

    @Test("What resembles nothing is not guessed", arguments: ["", "epochs", "x", "日本"])
    func far(written: String) {
        #expect(NearestName.of(written, among: names) == nil)
        #expect(NearestName.of(written, among: []) == nil)
    }
}
