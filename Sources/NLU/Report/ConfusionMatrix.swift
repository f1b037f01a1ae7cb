// Counts who was taken for whom.

/// Counts of predictions: a row per true label, a column per predicted label. Only cells that are
/// not zero are kept, so memory grows with the number of examples and not with labels squared.
public struct ConfusionMatrix: Sendable, Hashable {
    /// A count that is not zero.
    public struct Cell: Sendable, Hashable {
        /// The true label's index.
        public let row: Int
        /// The predicted label's index.
        public let column: Int
        /// How many examples were predicted so, from 1.
        public let count: Int
    }

    /// All labels that occur as target or prediction, sorted by their Unicode scalars.
    public let labels: [String]
    /// The counts that are not zero, by row and column.
    public let cells: [Cell]
    /// How many examples each label has.
    public let rowSums: [Int]
    /// How often each label was predicted.
    public let columnSums: [Int]
    private let rowStarts: [Int]

    /// The matrix of pairs of what is and what was predicted.
    ///
    /// - Parameters:
    ///   - targets: what each example is.
    ///   - predictions: what each was predicted to be; as many as `targets`.
    public init(targets: [String], predictions: [String]) {
        precondition(targets.count == predictions.count, "a prediction per target")
        let labels = Set(targets).union(predictions).sorted { left, right in
            left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
        }
        let index = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
        var rows = [[Int: Int]](repeating: [:], count: labels.count)
        var columnSums = [Int](repeating: 0, count: labels.count)
        for (target, prediction) in zip(targets, predictions) {
            guard let row = index[target], let column = index[prediction] else { continue }
            rows[row][column, default: 0] += 1
            columnSums[column] += 1
        }
        self.labels = labels
        self.columnSums = columnSums
        rowSums = rows.map { $0.values.reduce(0, +) }
        cells = rows.enumerated().flatMap { row, columns in
            columns.sorted { $0.key < $1.key }.map {
                Cell(row: row, column: $0.key, count: $0.value)
            }
        }
        rowStarts = rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    /// The cells of one row that are not zero, by column.
    public func row(_ index: Int) -> ArraySlice<Cell> {
        cells[rowStarts[index]..<rowStarts[index + 1]]
    }

    /// How many examples of one label were predicted as another.
    public subscript(row: Int, column: Int) -> Int {
        self.row(row).first { $0.column == column }?.count ?? 0
    }

    /// How many examples were predicted as what they are.
    public var hits: Int { cells.reduce(0) { $0 + ($1.row == $1.column ? $1.count : 0) } }

    /// What a label is most often taken for.
    ///
    /// Of the three largest counts in the label's row, those that are mistakes: two labels as a
    /// rule, three when the label itself is not among them. Equal counts: the later label first
    /// (rasa/nlu/test.py `_add_confused_labels_to_report` leaves that to the sorting).
    ///
    /// - Parameters:
    ///   - row: the true label's index.
    ///   - excluded: a label that is not told.
    /// - Returns: labels and counts, falling.
    public func confusions(ofRow row: Int, excluding excluded: String? = nil)
        -> [(label: String, count: Int)]
    {
        let falling = self.row(row).sorted { ($0.count, $0.column) > ($1.count, $1.column) }
        return falling.prefix(3).compactMap { cell in
            let name = labels[cell.column]
            return cell.column == row || name == excluded ? nil : (name, cell.count)
        }
    }

    /// The mistakes made most often.
    ///
    /// - Parameter limit: how many are told at most.
    /// - Returns: cells beside the diagonal by falling count; equal counts in label order.
    public func mistakes(limit: Int) -> [Cell] {
        let wrong = cells.filter { $0.row != $0.column }
        let falling = wrong.sorted {
            ($1.count, $0.row, $0.column) < ($0.count, $1.row, $1.column)
        }
        return Array(falling.prefix(limit))
    }
}
