import Testing
import Text
import Vocabulary

@Suite("Limits of patterns") struct PatternLimitTests {
    private func problem(_ source: String) -> PatternProblem? {
        do throws(PatternProblem) {
            _ = try Pattern(source)
            return nil
        } catch {
            return error
        }
    }

    private func text(_ count: Int, _ end: String = "") -> [Unicode.Scalar] {
        [Unicode.Scalar](repeating: "a", count: count) + Array(end.unicodeScalars)
    }

    @Test(
        "patterns that are exponential elsewhere find the answer in a text of 20,000 scalars",
        arguments: [
            "(a+)+$", "(a*)*$x", "(?:a|a)+$", "(a|aa)+$", "([a-z]+)*=", "(?:a+?)+?$", "a*a*a+$",
            "(.*)(.*)(.*)[xy]", #"^(\w+\s?)*$"#, "(?:a?){0,4}b", "(?:(?:a+)+)+$", "a*b", "a*?b",
            "(a+){2,}$", "(?:a*?)*?b", "a{3,}b", "(?:aa|a)(?:aa|a)*b",
        ])
    func linear(source: String) throws {
        let result = try Pattern(source).firstMatch(in: text(20_000, "!"))
        #expect(result.match == nil)
        #expect(!result.ranOut)
    }

    @Test("what the memo knows of a text does not hide later matches")
    func memoKeepsMatches() throws {
        var long = text(5_000, "!")
        for _ in 0..<3 { long += Array("aab aaab!".unicodeScalars) + text(3_000, " ") }
        for source in ["(?:a+)+b", "(a|aa)+b", "a*?b", "(?:a*)*b", "(?:a+|!)+?b", "[a!]*b"] {
            let pattern = try Pattern(source)
            let all = pattern.matches(in: long)
            #expect(!all.ranOut)
            // One search after the other makes a new memo each time.
            var one: [TextSpan] = []
            while let match = pattern.firstMatch(in: long, from: one.last?.end ?? 0).match {
                one.append(match.span)
            }
            #expect(all.matches.map(\.span) == one, "\(source)")
            #expect(one.count >= 4)
        }
    }

    @Test(
        "a search ends at its limit of steps and says so",
        arguments: ["(a+)+$", "a*b", "(a+)+\\1$"])
    func million(source: String) throws {
        let result = try Pattern(source).matches(in: text(1_000_000, "!"), steps: 100_000)
        #expect(result.matches.isEmpty)
        #expect(result.ranOut)
    }

    @Test("back-references and conditions are searched within the usual limit of steps")
    func references() throws {
        for source in [#"(a+)+\1\1$"#, "(?:(a)|a)+(?(1)b|c)$", "(?=(a+)+$)!"] {
            let result = try Pattern(source).matches(in: text(50_000, "!"))
            #expect(result.matches.isEmpty || result.ranOut)
        }
    }

    @Test("matches found before the limit are kept")
    func partial() throws {
        let result = try Pattern("a").matches(in: text(10_000), steps: 1_000)
        #expect(result.ranOut)
        #expect(result.matches.count > 100)
        #expect(result.matches.count < 1_001)
    }

    @Test("a loop over a long text needs no machine stack")
    func deepLoops() throws {
        for source in ["(?:ab)*", "(?:(a)b)*?$", "(?:ab|c)*$"] {
            let long = Array(repeating: ["a", "b"] as [Unicode.Scalar], count: 50_000).flatMap {
                $0
            }
            let result = try Pattern(source).match(in: long)
            #expect(result.match?.span.end == 100_000 || source.hasSuffix("?$"))
            #expect(!result.ranOut)
        }
    }

    @Test("a search that needs too much memory ends and says so")
    func memory() throws {
        let source = String(repeating: "(x)?", count: 200) + "(?:(a)|b)*c"
        let result = try Pattern(source).match(in: text(200_000), steps: 50_000_000)
        #expect(result.match == nil)
        #expect(result.ranOut)
    }

    @Test("groups nested 200 deep are taken, 100,000 deep are refused without a crash")
    func depth() {
        func nested(_ open: String, _ count: Int) -> String {
            String(repeating: open, count: count) + "a" + String(repeating: ")", count: count)
        }
        for open in ["(", "(?:", "(?=", "(?i:", "(?P<x>(?:", "(a)(?(1)", "(|", "(a*"] {
            #expect(problem(nested(open, 100_000)) != nil)
        }
        #expect(problem(nested("(", 200)) == nil)
        #expect(problem(nested("(", 201))?.kind == .inexpressible)
        #expect(problem(String(repeating: "(", count: 100_000)) != nil)
        #expect(problem(String(repeating: "[", count: 100_000)) != nil)
    }

    @Test("nested counts are loops, not copies, and are cut by the limit of steps")
    func counts() throws {
        let pattern = try Pattern("((a{1000}){1000}){1000}")
        #expect(pattern.match(in: text(3_000)).match == nil)
        let nullable = try Pattern("(?:(?:(?:a?){1000}){1000}){1000}b")
        let result = nullable.match(in: text(50))
        #expect(result.match == nil)
        #expect(try Pattern("(?:ab){2,4294967294}").match(in: text(3)).match == nil)
    }

    @Test("a pattern that is too long, or has too large sets, is refused as inexpressible")
    func size() {
        #expect(problem(String(repeating: "a", count: 1 << 20)) == nil)
        #expect(problem(String(repeating: "a", count: 1 << 20 + 1))?.kind == .inexpressible)
        // Each set differs, so that none is made only once.
        let plain = (10..<90).map { #"[\0-\uffef\U0001f0\#($0)]"# }.joined()
        #expect(problem(plain) == nil)
        #expect(problem("(?i)" + plain)?.kind == .inexpressible)
    }

    @Test("many groups do not make many matches expensive without bound")
    func manyGroups() throws {
        let pattern = try Pattern(String(repeating: "()", count: 5_000))
        let result = pattern.matches(in: text(100_000))
        #expect(result.ranOut)
        #expect(result.matches.count < 1_000)
    }

    @Test("a pattern can be used from many tasks at once")
    func concurrency() async throws {
        let pattern = try Pattern(#"(\w+)@(\w+)"#)
        let text = Array("to anna@home and bert@work".unicodeScalars)
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<50 { group.addTask { pattern.matches(in: text).matches.count } }
            for await count in group { #expect(count == 2) }
        }
    }
}
