// Turns scores into confidences that mean what they say and are low for what was never learned.

/// What was learned from held-out examples about how far scores can be trusted.
///
/// A softmax at a temperature that fits in-scope examples looks at the best score and its nearest
/// rival, and is sure of a message that is like nothing if it is a little less unlike one label. A
/// softer one looks at how far the best score stands out from all of them, which tells the unknown
/// from the known much better. So the best label's confidence is the chance of being right that a
/// logistic regression (Platt 1999) gives to its soft probability; what is left to the others is
/// shared as the fitted temperature (Guo et al. 2017) says.
public struct ConfidenceCalibration: Sendable, Hashable {
    /// Scores are divided by it to share what the best label leaves, 0.2...2.
    let temperature: Float
    /// How much softer than `temperature` the best label is judged.
    let softness: Float
    /// Chance of being right = σ(`slope` · logit(soft probability) + `offset`).
    let slope: Float
    let offset: Float

    /// How much softer the judgement of the best label is.
    private static let softnessFitted: Float = 2.5
    /// Held-out examples needed to fit anything.
    private static let examplesMin = 20
    /// How far a confidence stays away from 0 and 1.
    private static let margin: Float = 1e-6

    /// What holds when there is nothing to fit: a softmax at the usual temperature.
    public static let standard = ConfidenceCalibration(
        temperature: Temperature.standard, softness: 1, slope: 1, offset: 0)

    private init(temperature: Float, softness: Float, slope: Float, offset: Float) {
        self.temperature = temperature
        self.softness = softness
        self.slope = slope
        self.offset = offset
    }

    /// Learns from the scores (logits, one row per example) that held-out examples got, and the
    /// right label of each.
    public static func fitting(_ scores: [[Float]], _ gold: [Int]) -> ConfidenceCalibration {
        guard scores.count >= examplesMin else { return standard }
        let temperature = Temperature.fitting(scores, gold)
        let soft = ConfidenceCalibration(
            temperature: temperature, softness: softnessFitted, slope: 1, offset: 0)
        var evidence: [Double] = []
        var isRight: [Bool] = []
        for (row, label) in zip(scores, gold) {
            let best = best(row)
            evidence.append(Double(soft.evidence(row, best: best)))
            isRight.append(best == label)
        }
        let (slope, offset) = LogisticLine.fitting(evidence, isRight)
        return ConfidenceCalibration(
            temperature: temperature, softness: softnessFitted, slope: Float(slope),
            offset: Float(offset))
    }

    /// How sure to be of each label, given its score: numbers in 0...1, together at most 1 (± 1e-5),
    /// in the same order as the scores.
    public func probabilities(_ scores: [Float]) -> [Float] {
        guard scores.count > 1 else { return scores.map { _ in 1 } }
        let best = Self.best(scores)
        let line = slope * evidence(scores, best: best) + offset
        let chance = 1 / (1 + exponential(SIMD8(repeating: -line))[0])
        let sure = min(max(chance, 1 / Float(scores.count)), 1 - Self.margin)
        var result = scores.map { ($0 - scores[best]) / temperature }
        result[best] = -.greatestFiniteMagnitude
        result.withUnsafeMutableBufferPointer { _ = softmax($0.baseAddress!, $0.count) }
        for label in result.indices { result[label] = min(sure, result[label] * (1 - sure)) }
        result[best] = sure
        return result
    }

    /// The logit of the best label's soft probability.
    private func evidence(_ scores: [Float], best: Int) -> Float {
        guard scores.count > 1 else { return 0 }
        var others = scores
        others.remove(at: best)
        let scale = 1 / (temperature * softness)
        for index in others.indices { others[index] = (others[index] - scores[best]) * scale }
        return others.withUnsafeMutableBufferPointer { -softmax($0.baseAddress!, $0.count) }
    }

    private static func best(_ scores: [Float]) -> Int {
        var best = 0
        for label in scores.indices where scores[label] > scores[best] { best = label }
        return best
    }

    /// Writes what was learned.
    public func write(to writer: inout SectionWriter) {
        for value in [temperature, softness, slope, offset] { writer.write(value) }
    }

    /// Reads what `write` wrote.
    ///
    /// - Throws: `SectionProblem` when the numbers can't be a calibration.
    public init(from reader: inout SectionReader) throws(SectionProblem) {
        temperature = try reader.float()
        softness = try reader.float()
        slope = try reader.float()
        offset = try reader.float()
        guard temperature > 0, softness > 0,
            [temperature, softness, slope, offset]
                .allSatisfy(\.isFinite)
        else { throw SectionProblem("a calibration is out of range") }
    }
}
