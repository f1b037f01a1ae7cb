// Turns a heap of column numbers into a sparse row.

/// Counting of columns: sorts them and adds up equal ones.
enum ColumnCounter {
    /// Up to this many columns a plain insertion sort is the fastest.
    private static let insertionMax = 24

    /// A row with each distinct column once and its number of occurrences as value.
    ///
    /// - Parameter columns: in any order, not negative; sorted afterwards.
    /// - Complexity: O(n) for columns below 2^24.
    static func row(_ columns: inout [Int32]) -> SparseVector {
        sort(&columns)
        var distinct: [Int32] = []
        var counts: [Float] = []
        distinct.reserveCapacity(columns.count)
        counts.reserveCapacity(columns.count)
        for column in columns {
            if distinct.last == column {
                counts[counts.count - 1] += 1
            } else {
                distinct.append(column)
                counts.append(1)
            }
        }
        return SparseVector(columns: distinct, values: counts)
    }

    private static func sort(_ columns: inout [Int32]) {
        guard columns.count > insertionMax else { return insertionSort(&columns) }
        let largest = columns.max() ?? 0
        var other = [Int32](repeating: 0, count: columns.count)
        var shift: Int32 = 0
        while shift < 32, largest >> shift > 0 {
            radixPass(columns, into: &other, shift: shift)
            swap(&columns, &other)
            shift += 8
        }
    }

    private static func insertionSort(_ columns: inout [Int32]) {
        columns.withUnsafeMutableBufferPointer { buffer in
            for index in 1..<max(1, buffer.count) {
                let column = buffer[index]
                var hole = index
                while hole > 0, buffer[hole - 1] > column {
                    buffer[hole] = buffer[hole - 1]
                    hole -= 1
                }
                buffer[hole] = column
            }
        }
    }

    private static func radixPass(_ from: [Int32], into: inout [Int32], shift: Int32) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
            starts.initialize(repeating: 0)
            for column in from { starts[Int(column >> shift & 0xFF)] += 1 }
            var next = 0
            for digit in 0..<256 {
                let count = starts[digit]
                starts[digit] = next
                next += count
            }
            into.withUnsafeMutableBufferPointer { buffer in
                for column in from {
                    let digit = Int(column >> shift & 0xFF)
                    buffer[starts[digit]] = column
                    starts[digit] += 1
                }
            }
        }
    }
}
