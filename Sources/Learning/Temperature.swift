// How far scores must be stretched so that probabilities mean what they say.

/// Temperature scaling (Guo et al. 2017).
public enum Temperature {
    /// Where a fitted temperature lies.
    public static let range: ClosedRange<Float> = 0.2...2
    /// The temperature when there is nothing to fit.
    public static let standard: Float = 0.85

    /// The temperature that gives held-out examples the highest likelihood.
    ///
    /// - Parameters:
    ///   - scores: logits, one row per example.
    ///   - gold: the right label of each row.
    public static func fitting(_ scores: [[Float]], _ gold: [Int]) -> Float {
        precondition(scores.count == gold.count, "a label per row")
        guard scores.count >= 20 else { return standard }
        var low = logarithm(range.lowerBound)
        var high = logarithm(range.upperBound)
        let ratio: Float = 0.618_034
        func loss(at place: Float) -> Double {
            let temperature = exponential(SIMD8(repeating: place))[0]
            var total = 0.0
            for (row, label) in zip(scores, gold) {
                var scaled = row.map { $0 / temperature }
                let right = scaled[label]
                total += scaled.withUnsafeMutableBufferPointer {
                    Double(softmax($0.baseAddress!, $0.count) - right)
                }
            }
            return total
        }
        for _ in 0..<20 {
            let left = high - ratio * (high - low)
            let right = low + ratio * (high - low)
            if loss(at: left) < loss(at: right) { high = right } else { low = left }
        }
        return exponential(SIMD8(repeating: (low + high) / 2))[0]
    }
}
