// A weight table with one byte per weight and one scale per row, for serving.

/// A matrix whose rows hold whole numbers -127...127 and a scale each.
public struct QuantizedRows: Sendable {
    /// How many columns each row has.
    public let width: Int
    private let scales: [Float]
    private let weights: [Int8]

    /// How many rows there are.
    public var count: Int { scales.count }

    /// Rounds a matrix (rows × width, row-major) to one byte per weight; the error of a weight is at
    /// most 1/254 of the largest in its row.
    public init(rounding values: [Float], width: Int) {
        precondition(width > 0 && values.count % width == 0, "whole rows")
        let rows = values.count / width
        var scales = [Float](repeating: 0, count: rows)
        var weights = [Int8](repeating: 0, count: values.count)
        for row in 0..<rows {
            var top: Float = 0
            for index in row * width..<(row + 1) * width { top = max(top, abs(values[index])) }
            guard top > 0, top.isFinite else { continue }
            scales[row] = top / 127
            let factor = 127 / top
            for index in row * width..<(row + 1) * width {
                weights[index] = Int8((values[index] * factor).rounded())
            }
        }
        self.width = width
        self.scales = scales
        self.weights = weights
    }

    /// Adds `factor` times a row to a vector of `width` numbers.
    @inline(__always)
    func add(row: Int, times factor: Float, to vector: UnsafeMutablePointer<Float>) {
        weights.withUnsafeBufferPointer { all in
            let source = all.baseAddress! + row * width
            let scale = factor * scales[row]
            for index in 0..<width { vector[index] += scale * Float(source[index]) }
        }
    }

    /// Writes the matrix.
    public func write(to writer: inout SectionWriter) {
        writer.write(UInt32(width))
        writer.write(array: scales)
        writer.write(array: weights)
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    public init(from reader: inout SectionReader) throws(SectionProblem) {
        let stored: UInt32 = try reader.integer()
        width = Int(stored)
        scales = try reader.array()
        weights = try reader.array()
        guard width > 0, weights.count / width == scales.count, weights.count % width == 0,
            scales.allSatisfy(\.isFinite)
        else { throw SectionProblem("a weight table is not whole") }
    }
}
