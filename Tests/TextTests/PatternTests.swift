import Testing
import Text
import Vocabulary

@Suite("Patterns") struct PatternTests {
    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    private func spans(_ source: String, _ text: String) throws -> [[Int]] {
        try Pattern(source).matches(in: scalars(text)).matches.map {
            [$0.span.start, $0.span.end]
        }
    }

    private func problem(_ source: String) -> PatternProblem? {
        do throws(PatternProblem) {
            _ = try Pattern(source)
            return nil
        } catch {
            return error
        }
    }

    @Test("matches are found from left to right, empty ones included")
    func order() throws {
        #expect(try spans(#"\d*"#, "a12b") == [[0, 0], [1, 3], [3, 3], [4, 4]])
        #expect(try spans(#"\b\w+\b"#, "ja, zwölf") == [[0, 2], [4, 9]])
    }

    @Test("spans count Unicode scalars, not characters or bytes")
    func offsets() throws {
        #expect(try spans("x", "👩‍👩‍👧e\u{301}ü🇩🇪x") == [[10, 11]])
    }

    @Test("groups are found by number and by name, and are missing when they took no part")
    func groups() throws {
        let pattern = try Pattern(#"(?P<day>\d+)\.(?P<month>\d+)(\.\d+)?"#)
        #expect(pattern.groupCount == 3)
        #expect(pattern.groupNames == ["day": 1, "month": 2])
        let match = try #require(pattern.firstMatch(in: scalars("am 24.12")).match)
        #expect(match.span == TextSpan(start: 3, end: 8))
        #expect(match[0] == match.span)
        #expect(match["day"] == TextSpan(start: 3, end: 5))
        #expect(match[2] == TextSpan(start: 6, end: 8))
        #expect(match[3] == nil)
        #expect(match["year"] == nil)
    }

    @Test("search, match and full match begin and end where Python's do")
    func ways() throws {
        let pattern = try Pattern("b+")
        let text = scalars("abbc")
        #expect(pattern.firstMatch(in: text, from: 2).match?.span == TextSpan(start: 2, end: 3))
        #expect(pattern.firstMatch(in: text, from: 4).match == nil)
        #expect(pattern.firstMatch(in: text, from: 5).match == nil)
        #expect(pattern.match(in: text).match == nil)
        #expect(pattern.match(in: text, at: 1).match?.span == TextSpan(start: 1, end: 3))
        #expect(pattern.match(in: text, at: 9).match == nil)
        #expect(pattern.fullMatch(in: text).match == nil)
        #expect(pattern.fullMatch(in: scalars("bb")).match?.span == TextSpan(start: 0, end: 2))
        #expect(try Pattern("^b|(?<=a)b").firstMatch(in: text, from: 1).match != nil)
    }

    @Test("flags can be given from outside and change the meaning as inline flags do")
    func flags() throws {
        let text = scalars("STRASSE\nÄrger")
        #expect(try Pattern("strasse", ignoresCase: true).match(in: text).match != nil)
        #expect(
            try Pattern("^ä", flags: [.ignoresCase, .multiline]).firstMatch(in: text).match != nil)
        #expect(try Pattern("E.Ä", flags: .dotMatchesAll).firstMatch(in: text).match != nil)
        #expect(try Pattern(" Ä  # umlaut", flags: .verbose).firstMatch(in: text).match != nil)
        #expect(try Pattern(#"\W"#, flags: .ascii).firstMatch(in: scalars("Ä")).match != nil)
    }

    @Test("a problem tells its place and whether Python has it too")
    func problems() {
        #expect(problem("ab(c")?.offset == 2)
        #expect(problem("ab(c")?.kind == .invalid)
        #expect(problem("a**")?.offset == 2)
        #expect(problem("(?<=a+)b")?.kind == .invalid)
        #expect(problem(#"x\N{EM DASH}"#)?.kind == .inexpressible)
        #expect(problem(#"x\N{EM DASH}"#)?.offset == 1)
        #expect(problem("a(?P<n>b)(?P<n>c)")?.description.hasSuffix("at position 13") == true)
    }

    @Test("an empty text has empty matches only")
    func emptyText() throws {
        #expect(try spans("a*|b", "") == [[0, 0]])
        #expect(try spans("a", "") == [])
        #expect(try spans(#"\b|\B"#, "") == [])
        #expect(try Pattern("").fullMatch(in: []).match?.span.count == 0)
    }
}
