// The loss of logistic regression and its gradient.

import Foundation

/// Weighted cross-entropy plus half the squared weights, as a function of all parameters.
///
/// Parameters lie column by column, each with `outputs` values; the last column is the intercept.
/// With one output the model is a sigmoid for `positive` against all other labels; with more, a
/// softmax over all labels.
struct LogisticObjective {
    let examples: LogisticExamples
    /// The weight of every label's examples.
    let labelWeights: [Double]
    /// The label told from all others; `nil` for a softmax over all.
    let positive: Int?
    /// How strongly weights are pulled to zero.
    let penalty: Double
    /// Whether the intercept is pulled too, as liblinear does.
    let penalizesIntercept: Bool

    /// How many values a column has.
    var outputs: Int { positive == nil ? examples.labelCount : 1 }
    /// How many parameters there are.
    var parameterCount: Int { (examples.width + 1) * outputs }

    /// The loss at a point; writes its gradient.
    ///
    /// - Parameters:
    ///   - point: all parameters, `parameterCount` of them.
    ///   - gradient: as many values, overwritten.
    /// - Returns: the loss, summed over examples.
    /// - Complexity: O(non-zeros · outputs + parameters).
    func value(at point: [Double], gradient: inout [Double]) -> Double {
        var loss = penalty(at: point, gradient: &gradient)
        var scores = [Double](repeating: 0, count: outputs)
        point.withUnsafeBufferPointer { point in
            gradient.withUnsafeMutableBufferPointer { gradient in
                scores.withUnsafeMutableBufferPointer { scores in
                    for row in 0..<examples.count {
                        score(row, point, into: scores)
                        loss += residual(row, scores)
                        spread(row, scores, into: gradient)
                    }
                }
            }
        }
        return loss
    }

    private func penalty(at point: [Double], gradient: inout [Double]) -> Double {
        let intercept = examples.width * outputs
        let pulled = penalizesIntercept ? point.count : intercept
        var sum = 0.0
        for index in 0..<pulled {
            sum += point[index] * point[index]
            gradient[index] = penalty * point[index]
        }
        for index in pulled..<point.count { gradient[index] = 0 }
        return 0.5 * penalty * sum
    }

    private func score(
        _ row: Int, _ point: UnsafeBufferPointer<Double>,
        into scores: UnsafeMutableBufferPointer<Double>
    ) {
        let outputs = scores.count
        let intercept = examples.width * outputs
        for output in 0..<outputs { scores[output] = point[intercept + output] }
        for entry in examples.rowStarts[row]..<examples.rowStarts[row + 1] {
            let start = Int(examples.columns[entry]) * outputs
            let value = Double(examples.values[entry])
            for output in 0..<outputs { scores[output] += value * point[start + output] }
        }
    }

    /// Turns scores into the loss' derivatives by them and returns the example's loss.
    private func residual(_ row: Int, _ scores: UnsafeMutableBufferPointer<Double>) -> Double {
        let label = Int(examples.labels[row])
        let weight = labelWeights[label]
        if let positive {
            let sign = label == positive ? 1.0 : -1.0
            let margin = sign * scores[0]
            let chance = 1 / (1 + exp(-abs(margin)))
            let isRight = margin > 0
            scores[0] = -sign * weight * (isRight ? 1 - chance : chance)
            return weight * (log1p(exp(-abs(margin))) + (isRight ? 0 : -margin))
        }
        var highest = -Double.infinity
        for score in scores { highest = max(highest, score) }
        var sum = 0.0
        let ownScore = scores[label] - highest
        for output in 0..<scores.count {
            scores[output] = exp(scores[output] - highest)
            sum += scores[output]
        }
        for output in 0..<scores.count { scores[output] *= weight / sum }
        scores[label] -= weight
        return weight * (log(sum) - ownScore)
    }

    private func spread(
        _ row: Int, _ residuals: UnsafeMutableBufferPointer<Double>,
        into gradient: UnsafeMutableBufferPointer<Double>
    ) {
        let outputs = residuals.count
        let intercept = examples.width * outputs
        for output in 0..<outputs { gradient[intercept + output] += residuals[output] }
        for entry in examples.rowStarts[row]..<examples.rowStarts[row + 1] {
            let start = Int(examples.columns[entry]) * outputs
            let value = Double(examples.values[entry])
            for output in 0..<outputs { gradient[start + output] += value * residuals[output] }
        }
    }
}
