// Searches a text for places where a pattern matches.

import Vocabulary

extension PatternResult {
    static let nothing = PatternResult(matches: [], ranOut: false)

    mutating func add(_ match: PatternMatch) { matches.append(match) }
}

extension Pattern {
    /// Sets up a matcher for one search and lets it work.
    func search(
        _ scalars: [Unicode.Scalar], steps: Int,
        _ work: (inout PatternMatcher, inout PatternResult) -> Void
    ) -> PatternResult {
        var result = PatternResult.nothing
        guard scalars.count < Int(Int32.max) / 2 else {
            result.ranOut = true
            return result
        }
        scalars.withUnsafeBufferPointer { scalars in
            // A scalar is stored as its number.
            scalars.withMemoryRebound(to: UInt32.self) { text in
                var matcher = PatternMatcher(compiled, text: text, steps: steps)
                work(&matcher, &result)
                result.ranOut = matcher.ranOut
            }
        }
        return result
    }
}

extension PatternMatcher {
    /// The match that begins at a place.
    mutating func match(at start: Int) -> PatternMatch? {
        guard start >= 0, start <= end else { return nil }
        guard let stop = run(from: start) else { return nil }
        return found(from: start, to: stop)
    }

    /// The first match at or behind a place; with `mustAdvance` none that is empty at that place.
    mutating func search(from start: Int, mustAdvance: Bool) -> PatternMatch? {
        var place = max(start, 0)
        forbiddenEnd = mustAdvance ? start : -1
        let least = program.leastWidth
        while place <= end {
            if let first = program.first {
                place = skip(first, from: place)
                if place == end { return nil }
            }
            if end - place < least { return nil }
            if let stop = run(from: place) { return found(from: place, to: stop) }
            if ranOut { return nil }
            place += 1
            forbiddenEnd = -1
        }
        return nil
    }

    /// The next place at which a match can begin, or the end.
    private func skip(_ first: FirstScalars, from start: Int) -> Int {
        let beyond = first.beyond
        return first.latin.withUnsafeBufferPointer { latin in
            var place = start
            while place < end {
                let value = text[place]
                if value < 256 {
                    if latin[Int(value >> 6)] & 1 << UInt64(value & 63) != 0 { return place }
                } else if beyond {
                    return place
                }
                place &+= 1
            }
            return end
        }
    }

    /// Forgets what is known of the place a match ended at: it is where that match succeeded.
    mutating func forgetPlace(_ place: Int) {
        guard let memo else { return }
        memo.unmark(place)
        steps -= memo.rows >> 2
    }

    private mutating func found(from start: Int, to stop: Int) -> PatternMatch {
        var groups: [TextSpan?] = []
        let count = program.groupCount
        if count > 0 {
            steps &-= count
            groups.reserveCapacity(count)
            for group in 1...count {
                groups.append(
                    bounds(ofGroup: group).map {
                        TextSpan(start: $0.start, end: max($0.start, $0.end))
                    })
            }
        }
        return PatternMatch(
            span: TextSpan(start: start, end: stop), groups: groups, names: program.names)
    }
}
