// Collects the features of all training words and keeps those seen often enough.

import Learning

/// Features of words, numbered as they come, with how often each came.
struct SequenceVocabulary {
    private var index = FeatureIndex()
    private var counts: [Int32] = []
    private var columns: [Int32] = []
    private var values: [Float] = []
    private var starts: [Int] = [0]

    /// Adds the first `count` features of a word.
    mutating func append(_ row: SequenceRow, _ count: Int) {
        for number in 0..<count {
            let column = index.add(row.hashes[number])
            if column == counts.count { counts.append(0) }
            counts[column] += 1
            columns.append(Int32(column))
            values.append(row.values[number])
        }
        starts.append(columns.count)
    }

    /// The features seen at least `least` times, or more often when there would be more than `most`;
    /// and the words' rows with only those.
    func frequent(least: Int32 = 2, most: Int) -> (index: FeatureIndex, rows: SparseRows) {
        var least = least
        while counts.count(where: { $0 >= least }) > most { least += 1 }
        var numbers = [Int32](repeating: -1, count: counts.count)
        var kept = FeatureIndex()
        for column in counts.indices where counts[column] >= least {
            numbers[column] = Int32(kept.add(index.hashes[column]))
        }
        var rows = SparseRows()
        var (row, rowValues): ([Int32], [Float]) = ([], [])
        for place in 0..<starts.count - 1 {
            row.removeAll(keepingCapacity: true)
            rowValues.removeAll(keepingCapacity: true)
            for entry in starts[place]..<starts[place + 1] {
                let number = numbers[Int(columns[entry])]
                guard number >= 0 else { continue }
                row.append(number)
                rowValues.append(values[entry])
            }
            rows.append(columns: row, values: rowValues)
        }
        return (kept, rows)
    }
}
