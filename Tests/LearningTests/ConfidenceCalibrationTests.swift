import Testing

@testable import Learning

@Suite("Confidence calibration") struct ConfidenceCalibrationTests {
    /// Scores of five labels: the right one stands out by a random margin, and is wrong now and then.
    private static func heldOut(_ count: Int) -> (scores: [[Float]], gold: [Int]) {
        var random = SeededRandom(seed: 4)
        var scores: [[Float]] = []
        var gold: [Int] = []
        for _ in 0..<count {
            let label = random.below(5)
            scores.append((0..<5).map { random.normal() + ($0 == label ? 2.5 : 0) })
            gold.append(label)
        }
        return (scores, gold)
    }

    @Test("confidences are how often the best label is right")
    func meansWhatItSays() {
        let (scores, gold) = Self.heldOut(4000)
        let calibration = ConfidenceCalibration.fitting(
            Array(scores[..<2000]), Array(gold[..<2000]))
        var bins = [(sure: Float, right: Float, count: Float)](
            repeating: (0, 0, 0), count: 5)
        for (row, label) in zip(scores[2000...], gold[2000...]) {
            let chances = calibration.probabilities(row)
            let best = chances.firstIndex(of: chances.max()!)!
            let bin = min(4, Int(chances[best] * 5))
            bins[bin].sure += chances[best]
            bins[bin].right += best == label ? 1 : 0
            bins[bin].count += 1
        }
        for bin in bins where bin.count > 100 {
            #expect(abs(bin.sure - bin.right) / bin.count < 0.08)
        }
    }

    @Test("the order of the labels stays, no confidence leaves 0...1, and all make at most one")
    func keepsOrder() {
        let (scores, gold) = Self.heldOut(500)
        let fitted = ConfidenceCalibration.fitting(scores, gold)
        for calibration in [fitted, .standard] {
            for row in scores + [[0, 0, 0, 0, 0], [1e9, -1e9, 0, 0, 0]] {
                let chances = calibration.probabilities(row)
                let order = row.indices.sorted { row[$0] > row[$1] }
                for (one, next) in zip(order, order.dropFirst()) {
                    #expect(chances[one] >= chances[next])
                }
                #expect(chances.allSatisfy { $0 >= 0 && $0 <= 1 })
                #expect(chances.reduce(0, +) < 1.0001)
            }
        }
    }

    @Test("a message unlike all labels is less sure than its lead over the second best suggests")
    func unlikeAll() {
        let (scores, gold) = Self.heldOut(2000)
        let calibration = ConfidenceCalibration.fitting(scores, gold)
        let known = calibration.probabilities([4, 0, 0, 0, 0])
        let unlike = calibration.probabilities([1, -0.4, -0.4, -0.4, -0.4])
        #expect(known[0] > unlike[0])
    }

    @Test("with few held-out examples a plain softmax holds; one label is sure")
    func few() {
        #expect(ConfidenceCalibration.fitting([[1, 0]], [0]) == .standard)
        #expect(ConfidenceCalibration.standard.probabilities([3]) == [1])
        #expect(ConfidenceCalibration.standard.probabilities([]).isEmpty)
        let plain = SparseNetwork.probabilities([1, 0, -1], temperature: Temperature.standard)
        for (one, other) in zip(ConfidenceCalibration.standard.probabilities([1, 0, -1]), plain) {
            #expect(abs(one - other) < 1e-4)
        }
    }

    @Test("outcomes that never fail do not make it boundlessly sure")
    func neverFails() {
        let scores = (0..<100).map { _ in [Float(2), 0, 0] }
        let calibration = ConfidenceCalibration.fitting(scores, [Int](repeating: 0, count: 100))
        let sure = calibration.probabilities([2, 0, 0])[0]
        #expect(sure > 0.9 && sure < 0.9999)
    }
}
