import Testing
import Text
import Vocabulary

@Suite("Patterns as Python has them") struct PatternGoldenTests {
    private static let letters: [Character: PatternFlags] = [
        "i": .ignoresCase, "m": .multiline, "s": .dotMatchesAll, "x": .verbose, "a": .ascii,
    ]

    private func flat(_ match: PatternMatch) -> [Int] {
        ([match.span] + match.groups).flatMap { $0.map { [$0.start, $0.end] } ?? [-1, -1] }
    }

    @Test("every recorded pattern finds the same matches and groups, or is refused, as in Python")
    func golden() throws {
        let cases = try #require(GoldenPatterns.record["cases"]?.array)
        #expect(cases.count > 2000)
        var failures: [String] = []
        for entry in cases {
            guard let parts = entry.array, parts.count == 3, let source = parts[0].string else {
                failures.append("unreadable case")
                continue
            }
            let flags = (parts[1].string ?? "").reduce(into: PatternFlags()) {
                $0.formUnion(Self.letters[$1] ?? [])
            }
            do throws(PatternProblem) {
                let pattern = try Pattern(source, flags: flags)
                if let place = parts[2].int {
                    failures.append("\(source): taken, but Python refuses it at \(place)")
                }
                failures += (parts[2].array ?? []).compactMap { differs(pattern, $0) }
            } catch {
                failures += refusal(source, error, parts[2])
            }
        }
        #expect(failures.count == 0, "\(failures.prefix(40).joined(separator: "\n"))")
    }

    private func refusal(
        _ source: String, _ problem: PatternProblem, _ expected: JSONValue
    ) -> [String] {
        guard let place = expected.int else { return ["\(source): refused, \(problem)"] }
        if problem.kind != .invalid { return ["\(source): called inexpressible, \(problem)"] }
        if place >= 0, place != problem.offset {
            return ["\(source): refused at \(place) by Python, \(problem)"]
        }
        return []
    }

    /// What differs for one text, if something does.
    private func differs(_ pattern: Pattern, _ answer: JSONValue) -> String? {
        guard let parts = answer.array, let number = parts[0].int else { return "unreadable" }
        let text = GoldenPatterns.texts[number]
        let found = pattern.matches(in: text)
        let expected = (parts[1].array ?? []).map(\.ints)
        let name = "\(pattern.source) [\(pattern.flags.rawValue)] in \(number)"
        if found.ranOut { return "\(name): ran out" }
        if found.matches.map(flat) != expected {
            return "\(name): \(found.matches.map(flat)), in Python \(expected)"
        }
        let start = pattern.match(in: text).match.map(flat)
        if (start ?? []) != parts[2].ints { return "\(name): match \(start ?? []), \(parts[2])" }
        let whole = pattern.fullMatch(in: text).match.map(flat)
        if (whole ?? []) != parts[3].ints {
            return "\(name): fullmatch \(whole ?? []), \(parts[3])"
        }
        return nil
    }
}
