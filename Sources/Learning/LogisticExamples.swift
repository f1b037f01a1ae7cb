// Sparse examples with a label each: what logistic regression is trained from.

/// Sparse rows and their labels. Row by row, columns ascend.
public struct LogisticExamples: Sendable {
    /// How many columns a row has.
    public let width: Int
    /// How many labels there are; a label is an index below it.
    public let labelCount: Int
    /// The label of each row.
    public private(set) var labels: [Int32] = []
    var rowStarts: [Int] = [0]
    var columns: [Int32] = []
    var values: [Float] = []

    /// No examples.
    ///
    /// - Parameters:
    ///   - width: how many columns a row has.
    ///   - labelCount: how many labels there are.
    public init(width: Int, labelCount: Int) {
        self.width = width
        self.labelCount = labelCount
    }

    /// How many rows there are.
    public var count: Int { labels.count }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - columns: which columns are not zero, each below `width`.
    ///   - values: their values, one per column.
    ///   - label: the row's label, below `labelCount`.
    public mutating func add(columns: [Int32], values: [Float], label: Int) {
        precondition(columns.count == values.count, "a value per column")
        precondition(columns.allSatisfy { $0 >= 0 && $0 < width }, "a column outside the row")
        precondition(label >= 0 && label < labelCount, "an unknown label")
        self.columns += columns
        self.values += values
        labels.append(Int32(label))
        rowStarts.append(self.columns.count)
    }

    /// Weights that let every label count alike: rows / (labels · rows of the label), as
    /// scikit-learn's `class_weight="balanced"`.
    func balancedWeights() -> [Double] {
        var counts = [Int](repeating: 0, count: labelCount)
        for label in labels { counts[Int(label)] += 1 }
        let present = counts.filter { $0 > 0 }.count
        return counts.map { $0 > 0 ? Double(count) / Double(present * $0) : 0 }
    }
}
