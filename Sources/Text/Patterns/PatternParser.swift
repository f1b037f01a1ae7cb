// Turns the text of a pattern into its tree, refusing exactly what Python 3.10 refuses.

/// The parser. It follows the grammar of Python 3.10's `re` for `str` patterns, down to the place
/// of each error; groups nest by recursion, which is bounded by `depthMax`.
struct PatternParser {
    /// How many groups may lie inside each other; Python gives up near 490.
    static let depthMax = 200
    /// The longest pattern, in scalars.
    static let lengthMax = 1 << 20

    var reader: PatternReader
    var flags: PatternFlags
    /// The width of each group, `nil` while it is open; entry 0 stands for the whole pattern.
    var groupWidths: [PatternWidth?] = [nil]
    var groupNames: [String: Int] = [:]
    /// The number of groups (and one) when the outermost open look-behind began.
    var lookBehindGroups: Int?
    /// Groups that conditions ask for, each with the place of its first mention.
    var conditionPlaces: [(group: Int, place: Int)] = []
    var conditionGroups: Set<Int> = []

    /// Parses a whole pattern.
    static func parse(
        _ scalars: [Unicode.Scalar], flags: PatternFlags
    ) throws(PatternProblem) -> (tree: PatternSequence, parser: PatternParser) {
        if scalars.count > lengthMax {
            throw PatternProblem(
                sentence: "the pattern is longer than \(lengthMax) characters", offset: lengthMax,
                kind: .inexpressible)
        }
        do throws(PatternStop) {
            do throws(PatternStop) {
                return try attempt(scalars, flags: flags)
            } catch .restartVerbose {
                return try attempt(scalars, flags: flags.union(.verbose))
            }
        } catch .problem(let problem) {
            throw problem
        } catch {
            throw PatternProblem(sentence: "unreadable flags", offset: 0, kind: .invalid)
        }
    }

    private static func attempt(
        _ scalars: [Unicode.Scalar], flags: PatternFlags
    ) throws(PatternStop) -> (tree: PatternSequence, parser: PatternParser) {
        var parser = PatternParser(reader: try PatternReader(scalars), flags: flags)
        let tree = try parser.alternation(verbose: flags.contains(.verbose), depth: 0)
        let reader = parser.reader
        if parser.flags.isSuperset(of: .kinds) {
            throw reader.problem("the flags 'a' and 'u' exclude each other", at: 0)
        }
        if reader.next != nil { throw reader.problem("a parenthesis is closed but not opened") }
        let missing = parser.conditionPlaces.first { $0.group >= parser.groupWidths.count }
        if let missing {
            throw reader.problem("there is no group \(missing.group)", at: missing.place)
        }
        return (tree, parser)
    }

    /// Ways divided by `|`, up to a closing parenthesis or the end.
    mutating func alternation(verbose: Bool, depth: Int) throws(PatternStop) -> PatternSequence {
        if depth > PatternParser.depthMax {
            throw reader.problem(
                "groups are nested deeper than \(PatternParser.depthMax)", at: reader.position,
                kind: .inexpressible)
        }
        var ways: [[PatternNode]] = []
        repeat {
            ways.append(try sequence(verbose: verbose, depth: depth).nodes)
        } while try reader.take(if: "|")
        if ways.count == 1 { return closed(ways[0]) }
        let prefix = PatternParser.takeCommonPrefix(of: &ways)
        if let set = PatternParser.singleSet(of: ways) { return closed(prefix + [set]) }
        return closed(prefix + [.branch(ways.map { closed($0) })])
    }

    func closed(_ nodes: [PatternNode]) -> PatternSequence {
        PatternSequence(nodes, groupWidths: groupWidths)
    }

    /// Removes the nodes all ways begin with and returns them.
    private static func takeCommonPrefix(of ways: inout [[PatternNode]]) -> [PatternNode] {
        let least = ways.map(\.count).min() ?? 0
        var length = 0
        while length < least,
            ways.dropFirst().allSatisfy({ $0[length].isSame(as: ways[0][length]) }),
            ways[0][length].isSame(as: ways[0][length])
        {
            length += 1
        }
        let prefix = Array(ways[0].prefix(length))
        for index in ways.indices { ways[index].removeFirst(length) }
        return prefix
    }

    /// One set for ways that are all one scalar wide.
    private static func singleSet(of ways: [[PatternNode]]) -> PatternNode? {
        var items: [PatternSetItem] = []
        for way in ways {
            guard way.count == 1 else { return nil }
            switch way[0] {
            case .literal(let scalar): items.append(.literal(scalar))
            case .set(negated: false, let more): items += more
            default: return nil
            }
        }
        return .set(negated: false, distinct(items))
    }

    /// The items without repetitions, in order.
    static func distinct(_ items: [PatternSetItem]) -> [PatternSetItem] {
        var kept: [PatternSetItem] = []
        var seen: Set<UInt64> = []
        for item in items where seen.insert(item.key).inserted { kept.append(item) }
        return kept
    }

    /// Pieces one after the other, up to `|`, a closing parenthesis or the end.
    mutating func sequence(verbose: Bool, depth: Int) throws(PatternStop) -> PatternSequence {
        var nodes: [PatternNode] = []
        while let next = reader.next, !next.isPlain("|"), !next.isPlain(")") {
            _ = try reader.take()
            if verbose, try skipVerbose(next) { continue }
            try piece(next, verbose: verbose, depth: depth, into: &nodes)
        }
        var unpacked: [PatternNode] = []
        for node in nodes {
            if let body = node.plainGroup {
                unpacked += body.nodes
            } else {
                unpacked.append(node)
            }
        }
        return closed(unpacked)
    }

    private mutating func skipVerbose(_ token: PatternToken) throws(PatternStop) -> Bool {
        guard let plain = token.plain else { return false }
        switch plain {
        case 0x20, 0x09...0x0D: return true
        case UInt32(ascii: "#"):
            while let skipped = try reader.take(), !skipped.isPlain("\n") {}
            return true
        default: return false
        }
    }

    private mutating func piece(
        _ token: PatternToken, verbose: Bool, depth: Int, into nodes: inout [PatternNode]
    ) throws(PatternStop) {
        guard let plain = token.plain, let character = Unicode.Scalar(plain) else {
            nodes.append(try escape(token))
            return
        }
        switch character {
        case "[": nodes.append(try bracketSet())
        case "*", "+", "?", "{": try repetition(character, into: &nodes)
        case ".": nodes.append(.any)
        case "^": nodes.append(.anchor(.lineStart))
        case "$": nodes.append(.anchor(.lineEnd))
        case "(":
            if let node = try group(verbose: verbose, depth: depth) { nodes.append(node) }
        default: nodes.append(.literal(plain))
        }
    }
}

extension PatternSetItem {
    /// A number no other item has.
    var key: UInt64 {
        switch self {
        case .literal(let scalar): UInt64(scalar)
        case .range(let low, let high): 1 << 62 | UInt64(low) << 24 | UInt64(high)
        case .category(let category): 1 << 63 | category.number
        }
    }
}

extension PatternCategory {
    fileprivate var number: UInt64 {
        switch self {
        case .digit: 0
        case .notDigit: 1
        case .space: 2
        case .notSpace: 3
        case .word: 4
        case .notWord: 5
        }
    }
}
