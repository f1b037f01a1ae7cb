// A logistic regression with one input: the chance that something holds, given one number.

/// Fits σ(slope · x + offset) by Newton's method.
enum LogisticLine {
    private static let steps = 50
    /// How strongly the slope is drawn to 1 and the offset to 0, in examples.
    private static let prior = 0.1

    /// The line under which the outcomes are likeliest, with Platt's targets that keep it from
    /// being surer than the number of examples allows (Platt 1999, section 2.2).
    ///
    /// - Returns: a slope of at least 0.05, and the offset.
    static func fitting(_ inputs: [Double], _ outcomes: [Bool]) -> (slope: Double, offset: Double) {
        precondition(inputs.count == outcomes.count, "an outcome per input")
        let right = Double(outcomes.count { $0 })
        let high = (right + 1) / (right + 2)
        let low = 1 / (Double(outcomes.count) - right + 2)
        var (slope, offset) = (1.0, 0.0)
        for _ in 0..<steps {
            var gradient = (prior * (slope - 1), prior * offset)
            var curve = (prior, 0.0, prior)
            for (input, outcome) in zip(inputs, outcomes) {
                let chance = Double(sigmoid(Float(slope * input + offset)))
                let error = chance - (outcome ? high : low)
                let weight = max(chance * (1 - chance), 1e-9)
                gradient = (gradient.0 + error * input, gradient.1 + error)
                curve = (
                    curve.0 + weight * input * input, curve.1 + weight * input, curve.2 + weight
                )
            }
            let determinant = curve.0 * curve.2 - curve.1 * curve.1
            guard determinant > 1e-12 else { break }
            let change = (
                (curve.2 * gradient.0 - curve.1 * gradient.1) / determinant,
                (curve.0 * gradient.1 - curve.1 * gradient.0) / determinant
            )
            slope = max(0.05, slope - min(1, max(-1, change.0)))
            offset -= min(2, max(-2, change.1))
            if abs(change.0) + abs(change.1) < 1e-7 { break }
        }
        return (slope, offset)
    }

    private static func sigmoid(_ x: Float) -> Float {
        1 / (1 + exponential(SIMD8(repeating: -x))[0])
    }
}
