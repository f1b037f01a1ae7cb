// How far confidences lie from what they promise.

extension LabelEvaluation {
    /// The expected calibration error: predictions are sorted into equal steps of confidence, and
    /// the distance between a step's mean confidence and its share of right predictions is
    /// averaged, steps weighted by their predictions. 0 is perfect and stands for no examples, too.
    ///
    /// - Parameter bins: how many steps, at least 1.
    /// - Complexity: O(examples + bins).
    /// - Note: Naeini, Cooper, Hauskrecht: Obtaining well calibrated probabilities using Bayesian
    ///   binning, AAAI 2015; 15 steps as in Guo et al.: On calibration of modern neural networks,
    ///   ICML 2017.
    public func calibrationError(bins: Int = 15) -> Double {
        precondition(bins > 0, "a calibration needs a step")
        guard !outcomes.isEmpty else { return 0 }
        // Per step: the sum of confidences minus the number of hits.
        var surplus = [Double](repeating: 0, count: bins)
        for outcome in outcomes {
            let confidence = min(max(outcome.confidence, 0), 1)
            let bin = min(Int(confidence * Double(bins)), bins - 1)
            surplus[bin] += confidence - (outcome.isHit ? 1 : 0)
        }
        return surplus.reduce(0) { $0 + abs($1) } / Double(outcomes.count)
    }
}
