// A weight table with half a byte per weight and one scale per row, for serving.

import CBLAS

/// A matrix whose rows hold whole numbers -7...7 and a scale each; two columns share a byte.
public struct HalfByteRows: Sendable {
    /// How many columns each row has; even.
    public let width: Int
    private let scales: [Float]
    /// Per row width / 2 bytes: byte j holds column j in its low half, column width / 2 + j in its
    /// high half, each 8 more than the weight.
    private let pairs: [UInt8]

    /// The largest whole number a weight becomes.
    private static let top: Float = 7

    /// How many rows ahead of the one being added are asked for from memory.
    private static let ahead = 6
    private static let cacheLine = 64

    /// How many rows there are.
    public var count: Int { scales.count }

    /// Rounds a matrix (rows × width, row-major) to half a byte per weight; the error of a weight is
    /// at most 1/14 of the largest in its row. Sums over a hundred rows lose next to nothing by it.
    public init(rounding values: [Float], width: Int) {
        precondition(width > 0 && width % 2 == 0 && values.count % width == 0, "whole even rows")
        let (rows, half) = (values.count / width, width / 2)
        var scales = [Float](repeating: 0, count: rows)
        var pairs = [UInt8](repeating: 0x88, count: rows * half)
        for row in 0..<rows {
            let first = row * width
            var top: Float = 0
            for index in first..<first + width { top = max(top, abs(values[index])) }
            guard top > 0, top.isFinite else { continue }
            scales[row] = top / Self.top
            let factor = Self.top / top
            for column in 0..<half {
                let low = UInt8(8 + (values[first + column] * factor).rounded())
                let high = UInt8(8 + (values[first + half + column] * factor).rounded())
                pairs[row * half + column] = high << 4 | low
            }
        }
        self.width = width
        self.scales = scales
        self.pairs = pairs
    }

    /// Adds a sparse row times this matrix to a vector of `width` numbers; columns must be row
    /// numbers of this matrix.
    func multiply(
        columns: UnsafeBufferPointer<Int32>, values: UnsafeBufferPointer<Float>,
        into vector: UnsafeMutablePointer<Float>
    ) {
        let half = width / 2
        var offset: Float = 0
        pairs.withUnsafeBufferPointer { all in
            guard let start = all.baseAddress else { return }
            for index in columns.indices {
                if index + Self.ahead < columns.count {
                    let next = start + Int(columns[index + Self.ahead]) * half
                    for line in stride(from: 0, to: half, by: Self.cacheLine) {
                        martlet_prefetch(next + line)
                    }
                }
                let row = Int(columns[index])
                let scale = values[index] * scales[row]
                offset += 8 * scale
                let source = start + row * half
                for column in 0..<half {
                    let pair = Int32(source[column])
                    vector[column] += scale * Float(pair & 15)
                    vector[half + column] += scale * Float(pair >> 4)
                }
            }
        }
        for column in 0..<width { vector[column] -= offset }
    }

    /// Writes the matrix.
    public func write(to writer: inout SectionWriter) {
        writer.write(UInt32(width))
        writer.write(array: scales)
        writer.write(array: pairs)
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the pieces do not fit together.
    public init(from reader: inout SectionReader) throws(SectionProblem) {
        let stored: UInt32 = try reader.integer()
        width = Int(stored)
        scales = try reader.array()
        pairs = try reader.array()
        guard width > 0, width % 2 == 0, pairs.count / (width / 2) == scales.count,
            pairs.count % (width / 2) == 0, scales.allSatisfy(\.isFinite)
        else { throw SectionProblem("a weight table is not whole") }
    }
}
