// Finds a query's terms among the numbers of an article, fast.

/// The terms of a query by number.
struct TermMatcher {
    private struct Match {
        let term: Int
        let strength: Float
    }

    /// How many terms the query has.
    let count: Int
    private var matches: [UInt32: [Match]] = [:]
    /// A bit for each number modulo 4,096: most terms of an article are passed by without a look
    /// into the table.
    private var filter = [UInt64](repeating: 0, count: 64)

    init(_ query: ReadQuery) {
        count = query.terms.count
        for (index, term) in query.terms.enumerated() {
            for alternative in term.alternatives {
                matches[alternative.hash, default: []].append(
                    Match(term: index, strength: alternative.strength))
                filter[Int(alternative.hash >> 6 & 63)] |= 1 << UInt64(alternative.hash & 63)
            }
        }
    }

    @inline(__always)
    private func mayHold(_ hash: UInt32) -> Bool {
        filter[Int(hash >> 6 & 63)] >> UInt64(hash & 63) & 1 == 1
    }

    /// How well each term of the query is found in a field, 0 to 1.
    func strengths(in field: [UInt32]) -> [Float] {
        var result = [Float](repeating: 0, count: count)
        raise(&result, by: field, times: 1)
        return result
    }

    /// Raises the strengths by what a field holds.
    func raise(_ strengths: inout [Float], by field: [UInt32], times factor: Float) {
        for hash in field where mayHold(hash) {
            for match in matches[hash] ?? [] {
                strengths[match.term] = max(strengths[match.term], match.strength * factor)
            }
        }
    }

    /// Whether the number stands for any term of the query, and how well at best.
    func strength(of hash: UInt32) -> Float {
        guard mayHold(hash), let found = matches[hash] else { return 0 }
        return found.reduce(0) { max($0, $1.strength) }
    }
}
