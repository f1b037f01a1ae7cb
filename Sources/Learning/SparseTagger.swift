// Emission scores from sparse features, for serving: only the weights that matter are kept.

/// Weights of features for tags, those near zero left out.
public struct SparseTagger: Sendable {
    /// The transitions trained with the weights.
    public let field: LinearChainCRF
    private let starts: [UInt32]
    private let tags: [UInt16]
    private let weights: [Float]

    /// How many features there are.
    public var inputs: Int { starts.count - 1 }

    /// Weights smaller than this are left out.
    private static let least: Float = 0.02

    /// Keeps the weights of a features × tags table whose size is at least 0.02.
    init(field: LinearChainCRF, table: FloatBuffer, scale: Float) {
        let count = field.tags.count
        var (starts, tags, weights): ([UInt32], [UInt16], [Float]) = ([0], [], [])
        for row in 0..<table.count / count {
            for tag in 0..<count {
                let weight = table.start[row * count + tag] * scale
                guard abs(weight) >= Self.least else { continue }
                tags.append(UInt16(tag))
                weights.append(weight)
            }
            starts.append(UInt32(tags.count))
        }
        self.field = field
        self.starts = starts
        self.tags = tags
        self.weights = weights
    }

    /// The features that have a weight, ascending.
    public var used: [Int] { (0..<inputs).filter { starts[$0] < starts[$0 + 1] } }

    /// The same tagger with only some of its features, renumbered in the order given.
    public func keeping(_ rows: [Int]) -> SparseTagger {
        var (starts, tags, weights): ([UInt32], [UInt16], [Float]) = ([0], [], [])
        for row in rows {
            let range = Int(self.starts[row])..<Int(self.starts[row + 1])
            tags.append(contentsOf: self.tags[range])
            weights.append(contentsOf: self.weights[range])
            starts.append(UInt32(tags.count))
        }
        return SparseTagger(field: field, starts: starts, tags: tags, weights: weights)
    }

    private init(field: LinearChainCRF, starts: [UInt32], tags: [UInt16], weights: [Float]) {
        self.field = field
        self.starts = starts
        self.tags = tags
        self.weights = weights
    }

    /// Adds the scores of each row's features to emissions (rows × tags).
    public func add(_ rows: SparseRows, to emissions: inout [Float]) {
        let count = field.tags.count
        precondition(emissions.count == rows.count * count, "a score per tag")
        precondition(rows.columns.allSatisfy { $0 >= 0 && Int($0) < inputs }, "unknown feature")
        emissions.withUnsafeMutableBufferPointer { emissions in
            for row in 0..<rows.count {
                let scores = emissions.baseAddress! + row * count
                for entry in rows.starts[row]..<rows.starts[row + 1] {
                    let column = Int(rows.columns[entry])
                    let value = rows.values[entry]
                    for index in Int(starts[column])..<Int(starts[column + 1]) {
                        scores[Int(tags[index])] += value * weights[index]
                    }
                }
            }
        }
    }

    /// Writes the tagger.
    public func write(to writer: inout SectionWriter) {
        field.write(to: &writer)
        writer.write(array: starts)
        writer.write(array: tags)
        writer.write(array: weights)
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    public init(from reader: inout SectionReader) throws(SectionProblem) {
        field = try LinearChainCRF(from: &reader)
        starts = try reader.array()
        tags = try reader.array()
        weights = try reader.array()
        let count = field.tags.count
        guard starts.first == 0, starts.last.map(Int.init) == tags.count,
            tags.count == weights.count, zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
            tags.allSatisfy({ Int($0) < count })
        else { throw SectionProblem("the weights of a tagger are not whole") }
    }
}
