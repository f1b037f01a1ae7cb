// Parses what stands in parentheses: groups, flags, look-arounds, conditions and comments.

extension PatternParser {
    /// A group whose `(` was just taken; `nil` for what leaves no node, such as a comment.
    mutating func group(verbose: Bool, depth: Int) throws(PatternStop) -> PatternNode? {
        let start = reader.position - 1
        guard try reader.take(if: "?") else {
            return try capturing(name: nil, verbose: verbose, depth: depth, from: start)
        }
        guard let token = try reader.take() else { throw endsEarly() }
        guard let plain = token.plain, let character = Unicode.Scalar(plain) else {
            throw reader.problem("an unknown kind of group", back: 1 + token.length)
        }
        switch character {
        case "P": return try namedGroup(verbose: verbose, depth: depth, from: start)
        case ":":
            return try bracketing(
                adding: [], removing: [], verbose: verbose, depth: depth, from: start)
        case "#":
            try comment(from: start)
            return nil
        case "=", "!", "<":
            return try lookAround(character, verbose: verbose, depth: depth, from: start)
        case "(": return try condition(verbose: verbose, depth: depth, from: start)
        case "-", "a", "i", "L", "m", "s", "t", "u", "x":
            guard let change = try flagChange(character) else {
                if flags.contains(.verbose), !verbose { throw .restartVerbose }
                return nil
            }
            return try bracketing(
                adding: change.added, removing: change.removed, verbose: verbose, depth: depth,
                from: start)
        default: throw reader.problem("an unknown kind of group", back: 2)
        }
    }

    func endsEarly() -> PatternStop { reader.problem("the pattern ends inside a group") }

    private mutating func close(from start: Int) throws(PatternStop) {
        if try !reader.take(if: ")") {
            throw reader.problem("a parenthesis is opened but not closed", at: start)
        }
    }

    private mutating func capturing(
        name: String?, verbose: Bool, depth: Int, from start: Int
    ) throws(PatternStop) -> PatternNode {
        let number = groupWidths.count
        groupWidths.append(nil)
        if let name { groupNames[name] = number }
        let body = try alternation(verbose: verbose, depth: depth + 1)
        try close(from: start)
        groupWidths[number] = body.width
        return .group(number: number, adding: [], removing: [], body: body)
    }

    private mutating func bracketing(
        adding added: PatternFlags, removing removed: PatternFlags, verbose: Bool, depth: Int,
        from start: Int
    ) throws(PatternStop) -> PatternNode {
        let inner = (verbose || added.contains(.verbose)) && !removed.contains(.verbose)
        let body = try alternation(verbose: inner, depth: depth + 1)
        try close(from: start)
        return .group(number: nil, adding: added, removing: removed, body: body)
    }

    private mutating func comment(from start: Int) throws(PatternStop) {
        while let token = try reader.take() {
            if token.isPlain(")") { return }
        }
        throw reader.problem("a comment is not closed", at: start)
    }

    private mutating func lookAround(
        _ character: Unicode.Scalar, verbose: Bool, depth: Int, from start: Int
    ) throws(PatternStop) -> PatternNode {
        var sign: Unicode.Scalar? = character
        let behind = character == "<"
        let outermost = behind && lookBehindGroups == nil
        if behind {
            guard let token = try reader.take() else { throw endsEarly() }
            sign = token.plain.flatMap { Unicode.Scalar($0) }
            guard sign == "=" || sign == "!" else {
                throw reader.problem("an unknown kind of group", back: token.length + 2)
            }
            if outermost { lookBehindGroups = groupWidths.count }
        }
        let body = try alternation(verbose: verbose, depth: depth + 1)
        if outermost { lookBehindGroups = nil }
        try close(from: start)
        return .assertion(behind: behind, negative: sign == "!", body: body)
    }

    private mutating func namedGroup(
        verbose: Bool, depth: Int, from start: Int
    ) throws(PatternStop) -> PatternNode {
        if try reader.take(if: "<") {
            let (name, length) = try identifier(until: ">")
            if groupNames[name] != nil {
                throw reader.problem("the group name '\(name)' is used twice", back: length + 1)
            }
            return try capturing(name: name, verbose: verbose, depth: depth, from: start)
        }
        if try reader.take(if: "=") {
            let (name, length) = try identifier(until: ")")
            guard let group = groupNames[name] else {
                throw reader.problem("there is no group named '\(name)'", back: length + 1)
            }
            guard groupWidths[group] != nil else {
                throw reader.problem("a group cannot refer to itself", back: length + 1)
            }
            try checkLookBehind(group)
            return .backReference(group)
        }
        guard let token = try reader.take() else { throw endsEarly() }
        throw reader.problem("an unknown kind of group", back: token.length + 2)
    }

    private mutating func identifier(
        until end: Unicode.Scalar
    ) throws(PatternStop) -> (name: String, length: Int) {
        let name = try reader.name(until: end, what: "the name of a group")
        guard isIdentifier(name) else {
            throw reader.problem("the name of a group is no identifier", back: name.count + 1)
        }
        return (text(name), name.count)
    }

    private mutating func condition(
        verbose: Bool, depth: Int, from start: Int
    ) throws(PatternStop) -> PatternNode {
        let name = try reader.name(until: ")", what: "the name of a group")
        let group: Int
        if isIdentifier(name) {
            guard let named = groupNames[text(name)] else {
                throw reader.problem(
                    "there is no group named '\(text(name))'", back: name.count + 1)
            }
            group = named
        } else {
            group = try conditionNumber(name)
        }
        try checkLookBehind(group)
        if depth >= PatternParser.depthMax {
            throw reader.problem(
                "groups are nested deeper than \(PatternParser.depthMax)", at: start,
                kind: .inexpressible)
        }
        let yes = try sequence(verbose: verbose, depth: depth + 1)
        var no: PatternSequence?
        if try reader.take(if: "|") {
            no = try sequence(verbose: verbose, depth: depth + 1)
            if let next = reader.next, next.isPlain("|") {
                throw reader.problem("a condition has more than two ways")
            }
        }
        try close(from: start)
        return .conditional(group: group, yes: yes, no: no)
    }

    private mutating func conditionNumber(_ name: [UInt32]) throws(PatternStop) -> Int {
        guard let group = wholeNumber(name) else {
            throw reader.problem("the name of a group is no identifier", back: name.count + 1)
        }
        if group == 0 { throw reader.problem("group 0 is the whole match", back: name.count + 1) }
        if group >= groupNumberMax {
            throw reader.problem("there is no group \(group)", back: name.count + 1)
        }
        if conditionGroups.insert(group).inserted {
            conditionPlaces.append((group, reader.position - name.count - 1))
        }
        return group
    }
}

/// Python's MAXGROUPS.
private let groupNumberMax = 2_147_483_647

func text(_ scalars: [UInt32]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.compactMap { Unicode.Scalar($0) })
    return String(view)
}

/// Whether Python would take the text as an identifier.
private func isIdentifier(_ scalars: [UInt32]) -> Bool {
    guard let first = scalars.first.flatMap({ Unicode.Scalar($0) }) else { return false }
    return (first == "_" || first.properties.isXIDStart)
        && scalars.dropFirst().allSatisfy {
            Unicode.Scalar($0)?.properties.isXIDContinue ?? false
        }
}

/// A number as Python's `int` reads it: spaces around, a sign, single underscores and the decimal
/// digits of any script are allowed. `nil` for what is no number or is negative.
private func wholeNumber(_ scalars: [UInt32]) -> Int? {
    var rest = scalars[...]
    while let first = rest.first, ScalarClasses.isSpace(first) { rest.removeFirst() }
    while let last = rest.last, ScalarClasses.isSpace(last) { rest.removeLast() }
    var negative = false
    if let sign = rest.first, sign == UInt32(ascii: "+") || sign == UInt32(ascii: "-") {
        negative = sign == UInt32(ascii: "-")
        rest.removeFirst()
    }
    var value = 0
    var digitBefore = false
    for scalar in rest {
        if scalar == UInt32(ascii: "_"), digitBefore {
            digitBefore = false
            continue
        }
        guard ScalarClasses.isDigit(scalar),
            let digit = Unicode.Scalar(scalar)?.properties.numericValue
        else { return nil }
        value = min(value * 10 + Int(digit), groupNumberMax)
        digitBefore = true
    }
    guard digitBefore, !negative || value == 0 else { return nil }
    return value
}
