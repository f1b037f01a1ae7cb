// Regular expressions that mean what they mean to Python 3.10's `re`.

public import Vocabulary

/// A regular expression for texts, with the syntax and meaning of Python 3.10's `re` module.
///
/// Groups, look-arounds, back-references, conditions, inline flags and Unicode classes (as of
/// Unicode 13, Python 3.10's version) all work as there. Two things differ: `\N{…}` is refused
/// as inexpressible, as are groups nested deeper than 200; and a search ends after a number of
/// steps, of which `PatternResult.ranOut` tells. Python's spans count Unicode scalars, and so do
/// all here.
public struct Pattern: Sendable {
    /// The pattern as it was written.
    public let source: String
    /// The flags the pattern was made with; inline flags are not among them.
    public let flags: PatternFlags
    let compiled: CompiledPattern

    /// Compiles a pattern.
    ///
    /// - Parameters:
    ///   - source: the pattern, in Python's syntax.
    ///   - ignoresCase: the same as `.ignoresCase` among the flags.
    ///   - flags: how the pattern is understood, beside the inline flags in it.
    /// - Throws: `PatternProblem`, which tells whether Python refuses the pattern as well.
    /// - Complexity: O(n) of the length, more for sets that ignore case; microseconds for the
    ///   patterns people write, so keep a pattern that is used again.
    public init(
        _ source: String, ignoresCase: Bool = false, flags: PatternFlags = []
    ) throws(PatternProblem) {
        self.source = source
        self.flags = ignoresCase ? flags.union(.ignoresCase) : flags
        let (tree, parser) = try PatternParser.parse(
            Array(source.unicodeScalars), flags: self.flags)
        let groups = parser.groupWidths.count - 1
        compiled = CompiledPattern(
            program: try PatternCompiler.compile(tree, flags: parser.flags, groupCount: groups),
            names: parser.groupNames)
    }

    /// How many capturing groups the pattern has.
    public var groupCount: Int { compiled.groupCount }

    /// The names of groups with their numbers.
    public var groupNames: [String: Int] { compiled.names }

    /// The first match at or behind a place, as Python's `search` finds it. `^` and look-behinds
    /// see what stands before that place.
    ///
    /// - Parameters:
    ///   - scalars: the text.
    ///   - start: where to begin, in scalars, from 0 to the length of the text.
    ///   - steps: after how many steps to give up.
    /// - Complexity: linear in the text for patterns without back-references, conditions and
    ///   repeats inside look-arounds (once the memo is made); never more than `steps`.
    public func firstMatch(
        in scalars: [Unicode.Scalar], from start: Int = 0, steps: Int = Limits.patternSteps
    ) -> PatternResult {
        search(scalars, steps: steps) { matcher, result in
            if let found = matcher.search(from: start, mustAdvance: false) { result.add(found) }
        }
    }

    /// The match that begins exactly at a place, as Python's `match` finds it.
    public func match(
        in scalars: [Unicode.Scalar], at start: Int = 0, steps: Int = Limits.patternSteps
    ) -> PatternResult {
        search(scalars, steps: steps) { matcher, result in
            if let found = matcher.match(at: start) { result.add(found) }
        }
    }

    /// The match of the whole text, as Python's `fullmatch` finds it.
    public func fullMatch(
        in scalars: [Unicode.Scalar], steps: Int = Limits.patternSteps
    ) -> PatternResult {
        search(scalars, steps: steps) { matcher, result in
            matcher.mustReachEnd = true
            if let found = matcher.match(at: 0) { result.add(found) }
        }
    }

    /// All matches from left to right, as Python's `finditer` (3.7 and later) finds them: a match
    /// may be empty, also right behind another one, but not twice at one place.
    ///
    /// - Parameters:
    ///   - scalars: the text.
    ///   - steps: after how many steps, in all, to give up.
    public func matches(
        in scalars: [Unicode.Scalar], steps: Int = Limits.patternSteps
    ) -> PatternResult {
        search(scalars, steps: steps) { matcher, result in
            var start = 0
            var mustAdvance = false
            while let found = matcher.search(from: start, mustAdvance: mustAdvance) {
                result.add(found)
                start = found.span.end
                mustAdvance = found.span.count == 0
                matcher.forgetPlace(start)
            }
        }
    }
}
