// Remembers at which places and in which circumstances the rest of a pattern cannot match.

/// One bit for each circumstance (row) and place of a text.
///
/// It is made only when a search has taken many steps, since most searches never come to a place
/// twice. With it every memo point works at most once for each row and place, which makes nested
/// and adjacent repeats linear in the length of the text (Davis, Servant and Lee, "Using
/// Selective Memoization to Defeat Regular Expression Denial of Service", 2021). The owner must
/// call `deallocate`.
struct FailureMemo {
    /// The most memory one memo takes, in bytes; a search that would need more goes without.
    static let bytesMax = 16 << 20

    private let words: UnsafeMutablePointer<UInt64>
    private let wordsPerRow: Int
    let rows: Int

    /// `nil` when the bits would take too much memory, or there is nothing to remember.
    init?(rows: Int, length: Int) {
        self.rows = rows
        wordsPerRow = (length + 64) / 64
        let count = rows.multipliedReportingOverflow(by: wordsPerRow)
        guard rows > 0, !count.overflow, count.partialValue <= FailureMemo.bytesMax / 8 else {
            return nil
        }
        words = .allocate(capacity: count.partialValue)
        words.initialize(repeating: 0, count: count.partialValue)
    }

    func deallocate() { words.deallocate() }

    /// Marks a place; the answer is whether it was marked before.
    @inline(__always)
    func mark(_ row: Int, _ place: Int) -> Bool {
        let word = words + (row &* wordsPerRow &+ place >> 6)
        let bit: UInt64 = 1 << UInt64(place & 63)
        if word.pointee & bit != 0 { return true }
        word.pointee |= bit
        return false
    }

    /// Removes the marks of a place from all rows.
    func unmark(_ place: Int) {
        for row in 0..<rows {
            words[row &* wordsPerRow &+ place >> 6] &= ~(1 << UInt64(place & 63))
        }
    }
}
