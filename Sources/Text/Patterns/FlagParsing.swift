// Parses inline flags: `(?im)` for the whole pattern and `(?i-s:…)` for a group.

extension PatternParser {
    /// Flags whose first character was taken. `nil` when they hold for the whole pattern, which
    /// they then do already; otherwise what the group that follows adds and removes.
    mutating func flagChange(
        _ first: Unicode.Scalar
    ) throws(PatternStop) -> (added: PatternFlags, removed: PatternFlags)? {
        var added: PatternFlags = []
        var character = first
        if first != "-" {
            character = try addedFlags(first, &added)
            if character == ")" {
                flags.formUnion(added)
                return nil
            }
        }
        if added.contains(.template) {
            throw reader.problem("this flag holds for the whole pattern only", back: 1)
        }
        var removed: PatternFlags = []
        if character == "-" { removed = try removedFlags() }
        if removed.contains(.template) {
            throw reader.problem("this flag holds for the whole pattern only", back: 1)
        }
        if !added.isDisjoint(with: removed) {
            throw reader.problem("a flag is turned on and off", back: 1)
        }
        return (added, removed)
    }

    /// Reads letters up to one of `)`, `-` and `:`, which is returned.
    private mutating func addedFlags(
        _ first: Unicode.Scalar, _ added: inout PatternFlags
    ) throws(PatternStop) -> Unicode.Scalar {
        var character = first
        while true {
            if character == "L" { throw reader.problem("the flag 'L' is for bytes only") }
            guard let flag = PatternParser.flag(character) else {
                throw reader.problem("an unknown flag", back: 1)
            }
            added.insert(flag)
            if PatternFlags.kinds.contains(flag), added.intersection(.kinds) != flag {
                throw reader.problem("the flags 'a' and 'u' exclude each other")
            }
            guard let token = try reader.take() else {
                throw reader.problem("'-', ':' or ')' is missing")
            }
            character = try flagCharacter(token)
            if character == ")" || character == "-" || character == ":" { return character }
        }
    }

    /// Reads the letters behind `-` up to `:`.
    private mutating func removedFlags() throws(PatternStop) -> PatternFlags {
        var removed: PatternFlags = []
        guard let token = try reader.take() else { throw reader.problem("a flag is missing") }
        var character = try flagCharacter(token)
        while true {
            if character == "L" || character == "a" || character == "u" {
                throw reader.problem("the flags 'a', 'u' and 'L' cannot be turned off")
            }
            guard let flag = PatternParser.flag(character) else {
                throw reader.problem("a flag is missing", back: 1)
            }
            removed.insert(flag)
            guard let token = try reader.take() else { throw reader.problem("':' is missing") }
            character = try flagCharacter(token)
            if character == ":" { return removed }
        }
    }

    private func flagCharacter(_ token: PatternToken) throws(PatternStop) -> Unicode.Scalar {
        guard let plain = token.plain, let character = Unicode.Scalar(plain) else {
            throw reader.problem("an unknown flag", back: token.length)
        }
        return character
    }

    private static func flag(_ character: Unicode.Scalar) -> PatternFlags? {
        switch character {
        case "a": .ascii
        case "i": .ignoresCase
        case "m": .multiline
        case "s": .dotMatchesAll
        case "t": .template
        case "u": .unicode
        case "x": .verbose
        default: nil
        }
    }
}
