// How sure the model was where it was right and where it was wrong.

/// Confidences of right and of wrong predictions.
public struct ConfidenceSample: Sendable, Hashable {
    /// Confidences of right predictions, 0...1.
    public private(set) var right: [Double] = []
    /// Confidences of wrong predictions, 0...1.
    public private(set) var wrong: [Double] = []

    /// An empty sample.
    public init() {}

    /// The confidences of outcomes.
    public init(_ outcomes: [LabelOutcome]) {
        for outcome in outcomes { add(outcome.confidence, isHit: outcome.isHit) }
    }

    /// Adds one prediction; a confidence outside 0...1 counts as the nearer end, none as 0.
    public mutating func add(_ confidence: Double, isHit: Bool) {
        let share = confidence.isNaN ? 0 : min(max(confidence, 0), 1)
        if isHit { right.append(share) } else { wrong.append(share) }
    }

    /// Counts values by equal steps of confidence between 0 and 1; 1 itself falls into the last.
    ///
    /// - Parameters:
    ///   - values: confidences, 0...1.
    ///   - bins: how many steps, at least 1.
    /// - Returns: a count per step.
    static func tally(_ values: [Double], bins: Int) -> [Int] {
        values.reduce(into: [Int](repeating: 0, count: bins)) { counts, value in
            counts[min(Int(value * Double(bins)), bins - 1)] += 1
        }
    }
}
