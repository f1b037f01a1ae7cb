// Sparse rows one after the other (compressed sparse rows).

/// Rows of which only the entries that are not zero are kept.
public struct SparseRows: Sendable {
    /// Where each row starts in `columns` and `values`; one more than there are rows.
    public private(set) var starts: [Int] = [0]
    /// The column of each entry.
    public private(set) var columns: [Int32] = []
    /// The value of each entry, one per column.
    public private(set) var values: [Float] = []

    /// No rows.
    public init() {}

    /// How many rows there are.
    public var count: Int { starts.count - 1 }

    /// Adds a row of columns (not negative) and their values.
    public mutating func append(
        columns newColumns: some Collection<Int32>, values newValues: some Collection<Float>
    ) {
        precondition(newColumns.count == newValues.count, "a value per column")
        columns.append(contentsOf: newColumns)
        values.append(contentsOf: newValues)
        starts.append(columns.count)
    }

    /// Adds another matrix's row.
    public mutating func append(row: Int, of other: SparseRows) {
        let range = other.starts[row]..<other.starts[row + 1]
        append(columns: other.columns[range], values: other.values[range])
    }

    /// The columns and values of one row.
    public func row(_ number: Int) -> (columns: [Int32], values: [Float]) {
        let range = starts[number]..<starts[number + 1]
        return (Array(columns[range]), Array(values[range]))
    }

    /// The rows with the given numbers, in that order.
    public func selecting(_ rows: [Int]) -> SparseRows {
        var chosen = SparseRows()
        for row in rows { chosen.append(row: row, of: self) }
        return chosen
    }

    /// The most entries a row has.
    public var longestRow: Int {
        (0..<count).reduce(0) { max($0, starts[$1 + 1] - starts[$1]) }
    }
}
