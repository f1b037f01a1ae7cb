// How many typing errors apart two words are.

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, each
/// place touched once (Damerau 1964; the restricted form).
enum EditDistance {
    /// The longest word compared.
    static let lettersMax = WordScanner.wordScalarsMax

    /// The distance, or `nil` when it is greater than the bound.
    ///
    /// - Complexity: O(length²), with an early end.
    static func between(
        _ a: UnsafeBufferPointer<UInt16>, _ b: UnsafeBufferPointer<UInt16>, atMost bound: Int
    ) -> Int? {
        let (n, m) = (a.count, b.count)
        guard abs(n - m) <= bound, n <= lettersMax, m <= lettersMax else { return nil }
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * (lettersMax + 1)) { rows in
            let width = lettersMax + 1
            for column in 0...m { rows[width + column] = column }
            for row in 1..<(n + 1) {
                let (old, last, now) = ((row - 1) % 3, row % 3, (row + 1) % 3)
                rows[now * width] = row
                var least = row
                for column in 1..<(m + 1) {
                    let same = a[row - 1] == b[column - 1]
                    var value = rows[last * width + column - 1] + (same ? 0 : 1)
                    value = min(value, rows[last * width + column] + 1)
                    value = min(value, rows[now * width + column - 1] + 1)
                    if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1]
                    {
                        value = min(value, rows[old * width + column - 2] + 1)
                    }
                    rows[now * width + column] = value
                    least = min(least, value)
                }
                if least > bound { return nil }
            }
            let distance = rows[((n + 1) % 3) * width + m]
            return distance <= bound ? distance : nil
        }
    }

    /// The same for texts.
    static func between(_ a: String, _ b: String, atMost bound: Int) -> Int? {
        let (x, y) = (Array(a.utf16), Array(b.utf16))
        return x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                x.isEmpty || y.isEmpty
                    ? (max(x.count, y.count) <= bound ? max(x.count, y.count) : nil)
                    : between(x, y, atMost: bound)
            }
        }
    }
}
