// Finds the first of many keywords in a text.

import Text

/// Keywords, each an expression of Python's `re` that must stand between word boundaries, in the
/// order in which they are tried. Those without special characters are found by their hash, all at
/// once.
struct KeywordSearch: Sendable {
    /// The longest keyword that is found by its hash, in Unicode scalars.
    private static let plainScalarsMax = 256

    private let ignoresCase: Bool
    private var plain = NgramTable()
    private var longest = 0
    private var patterns: [(number: Int, pattern: Pattern)] = []

    /// A search for no keyword.
    init(ignoresCase: Bool) { self.ignoresCase = ignoresCase }

    /// Adds a keyword; a keyword that was added before is found under its first number.
    ///
    /// - Returns: what is wrong with the keyword as an expression; it is searched literally then.
    mutating func add(_ keyword: String, number: Int) -> PatternProblem? {
        let scalars = Array(keyword.unicodeScalars)
        let isPlain = !scalars.contains(where: Self.isSpecial)
        if isPlain, scalars.count <= Self.plainScalarsMax {
            _ = plain.insert(NgramHash.of(scalars.lazy.map(fold)), number: Int32(number))
            longest = max(longest, scalars.count)
            return nil
        }
        do throws(PatternProblem) {
            let pattern = try Pattern("\\b\(keyword)\\b", ignoresCase: ignoresCase)
            patterns.append((number, pattern))
            return nil
        } catch {
            let escaped = scalars.map { Self.isSpecial($0) ? "\\\($0)" : String($0) }.joined()
            if let pattern = try? Pattern("\\b\(escaped)\\b", ignoresCase: ignoresCase) {
                patterns.append((number, pattern))
            }
            return error
        }
    }

    private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "^", "$", "*", "+", "?", "{", "}", "[", "]", "\\", "|", "(", ")": true
        default: false
        }
    }

    @inline(__always)
    private func fold(_ scalar: Unicode.Scalar) -> UInt32 {
        ignoresCase ? CaseMapping.key(scalar.value) : scalar.value
    }

    /// The lowest number of a keyword in the text, with the keywords whose search took too long.
    func first(in scalars: [Unicode.Scalar]) -> (number: Int?, ranOut: [String]) {
        var best: Int?
        forEachPlain(in: scalars) { number in best = min(best ?? number, number) }
        var ranOut: [String] = []
        for entry in patterns {
            if let found = best, found < entry.number { break }
            let result = entry.pattern.firstMatch(in: scalars)
            if result.ranOut { ranOut.append(entry.pattern.source) }
            guard result.match != nil else { continue }
            best = entry.number
            break
        }
        return (best, ranOut)
    }

    /// The numbers of all keywords in the text, ascending.
    func all(in scalars: [Unicode.Scalar]) -> [Int] {
        var numbers: Set<Int> = []
        forEachPlain(in: scalars) { numbers.insert($0) }
        for entry in patterns where entry.pattern.firstMatch(in: scalars).match != nil {
            numbers.insert(entry.number)
        }
        return numbers.sorted()
    }

    private func forEachPlain(in scalars: [Unicode.Scalar], _ found: (Int) -> Void) {
        guard plain.count > 0 else { return }
        let isWord = scalars.map { ScalarClasses.isWord($0.value) }
        func isBoundary(_ index: Int) -> Bool {
            (index > 0 && isWord[index - 1]) != (index < isWord.count && isWord[index])
        }
        for start in scalars.indices where isBoundary(start) {
            var hash = NgramHash()
            for index in start..<min(scalars.count, start + longest) {
                hash.add(fold(scalars[index]))
                guard isBoundary(index + 1) else { continue }
                let number = plain.number(of: hash.value)
                if number >= 0 { found(Int(number)) }
            }
        }
    }
}
