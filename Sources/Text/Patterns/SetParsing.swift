// Parses sets in brackets, such as `[a-z_]` and `[^\d]`.

extension PatternParser {
    /// A set whose `[` was just taken.
    mutating func bracketSet() throws(PatternStop) -> PatternNode {
        let here = reader.position - 1
        let negated = try reader.take(if: "^")
        var items: [PatternSetItem] = []
        while true {
            guard let first = try reader.take() else { throw unclosedSet(here) }
            if first.isPlain("]"), !items.isEmpty { break }
            let from = try setMember(first)
            guard try reader.take(if: "-") else {
                items.append(from)
                continue
            }
            guard let last = try reader.take() else { throw unclosedSet(here) }
            if last.isPlain("]") {
                items += [from, .literal(UInt32(ascii: "-"))]
                break
            }
            let to = try setMember(last)
            guard case .literal(let low) = from, case .literal(let high) = to, low <= high else {
                throw reader.problem(
                    "the range in brackets is not one", back: first.length + 1 + last.length)
            }
            items.append(.range(low, high))
        }
        items = PatternParser.distinct(items)
        if items.count == 1, case .literal(let scalar) = items[0] {
            return negated ? .notLiteral(scalar) : .literal(scalar)
        }
        return .set(negated: negated, items)
    }

    private func unclosedSet(_ here: Int) -> PatternStop {
        reader.problem("a bracket is opened but not closed", at: here)
    }

    private mutating func setMember(_ token: PatternToken) throws(PatternStop) -> PatternSetItem {
        token.isEscape ? try setEscape(token) : .literal(token.scalar)
    }

    /// An escape inside brackets: groups and anchors have no meaning there.
    private mutating func setEscape(_ token: PatternToken) throws(PatternStop) -> PatternSetItem {
        guard let letter = Unicode.Scalar(token.scalar), letter.isASCII else {
            return .literal(token.scalar)
        }
        if let category = PatternParser.category(of: letter) { return .category(category) }
        if let plain = PatternParser.simpleEscape(letter) { return .literal(plain) }
        if let coded = try codedEscape(letter) { return .literal(coded) }
        switch letter {
        case "0"..."7":
            let (value, length) = try octal(first: token.scalar, most: 2)
            if value > 0o377 { throw reader.problem("the octal number is too large", back: length) }
            return .literal(value)
        case "8", "9", "a"..."z", "A"..."Z":
            throw reader.problem("there is no escape \\\(letter) in brackets", back: 2)
        default: return .literal(token.scalar)
        }
    }
}
