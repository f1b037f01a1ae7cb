// Vectors of one byte a number, and how near a question is to all of them.

/// Unit vectors scaled to -127...127, one after the other.
public struct ByteVectors: Sendable {
    /// How many numbers a vector has.
    public let width: Int
    private let numbers: [Int8]

    /// How many vectors there are.
    public var count: Int { numbers.count / width }

    /// Vectors one after the other; what is left of an unfinished last one is ignored.
    public init(_ numbers: [Int8], width: Int) {
        precondition(width > 0, "vectors have numbers")
        self.numbers = numbers
        self.width = width
    }

    /// A vector scaled to length 127 and rounded; zero stays zero.
    public static func rounded(_ vector: [Float]) -> [Int8] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { return [Int8](repeating: 0, count: vector.count) }
        return vector.map { Int8(max(-127, min(127, ($0 / length * 127).rounded()))) }
    }

    /// The cosine of a vector with each of these.
    ///
    /// - Complexity: O(count · width), about 2 ns a vector of 64 numbers.
    public func cosines(_ query: [Int8]) -> [Float] {
        precondition(query.count == width, "vectors of one width")
        let count = count
        return [Float](unsafeUninitializedCapacity: count) { result, filled in
            numbers.withUnsafeBufferPointer { all in
                query.withUnsafeBufferPointer { query in
                    guard let start = all.baseAddress, let query = query.baseAddress else { return }
                    for row in 0..<count {
                        let sum = Self.product(start + row * width, query, width)
                        result[row] = Float(sum) * (1 / 16129)
                    }
                }
            }
            filled = count
        }
    }

    /// The cosine of two vectors of one width.
    public static func cosine(_ a: ArraySlice<Int8>, _ b: [Int8]) -> Float {
        guard a.count == b.count else { return 0 }
        var sum: Int32 = 0
        for (x, y) in zip(a, b) { sum += Int32(x) * Int32(y) }
        return Float(sum) * (1 / 16129)
    }

    @inline(__always)
    private static func product(
        _ a: UnsafePointer<Int8>, _ b: UnsafePointer<Int8>, _ width: Int
    ) -> Int32 {
        var sum: Int32 = 0
        for index in 0..<width { sum &+= Int32(Int16(a[index]) &* Int16(b[index])) }
        return sum
    }
}
