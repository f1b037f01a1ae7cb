// Parses the quantifiers `*`, `+`, `?` and `{m,n}`, greedy and lazy.

extension PatternParser {
    /// A quantifier whose first character was just taken; changes the last node.
    mutating func repetition(
        _ character: Unicode.Scalar, into nodes: inout [PatternNode]
    ) throws(PatternStop) {
        let here = reader.position
        let bounds: (least: Int, most: Int)
        switch character {
        case "?": bounds = (0, 1)
        case "*": bounds = (0, PatternWidth.unbounded)
        case "+": bounds = (1, PatternWidth.unbounded)
        default:
            guard let written = try writtenBounds(from: here) else {
                nodes.append(.literal(character.value))
                return
            }
            bounds = written
        }
        guard let last = nodes.last else { throw nothingToRepeat(here) }
        if case .anchor = last { throw nothingToRepeat(here) }
        if case .repeated = last {
            throw reader.problem("a repeat is repeated without a group", at: here - 1)
        }
        let body = last.plainGroup ?? closed([last])
        let lazy = try reader.take(if: "?")
        nodes[nodes.count - 1] = .repeated(
            least: bounds.least, most: bounds.most, lazy: lazy, body: body)
    }

    private func nothingToRepeat(_ here: Int) -> PatternStop {
        reader.problem("nothing to repeat", at: here - 1)
    }

    /// The bounds in braces, or `nil` (and back behind the brace) when the braces are no bounds.
    private mutating func writtenBounds(
        from here: Int
    ) throws(PatternStop) -> (least: Int, most: Int)? {
        if let next = reader.next, next.isPlain("}") { return nil }
        let low = try decimal(at: here)
        var high = low
        if try reader.take(if: ",") { high = try decimal(at: here) }
        guard try reader.take(if: "}") else {
            try reader.seek(here)
            return nil
        }
        for bound in [low, high] where bound != nil && bound! >= PatternWidth.unbounded {
            throw reader.problem("the number of repetitions is too large", at: here)
        }
        let bounds = (least: low ?? 0, most: high ?? PatternWidth.unbounded)
        if bounds.most < bounds.least {
            throw reader.problem(
                "the least number of repetitions is larger than the most", at: here)
        }
        return bounds
    }

    /// A decimal number; what is too large counts as unbounded.
    private mutating func decimal(at here: Int) throws(PatternStop) -> Int? {
        let digits = try reader.digits(base: 10, most: .max)
        if digits.isEmpty { return nil }
        return digits.reduce(0) { min($0 * 10 + Int($1), PatternWidth.unbounded) }
    }
}
