import NLU
import Testing

@Suite("Calibration error") struct CalibrationErrorTests {
    static func error(_ outcomes: [(confidence: Double, isHit: Bool)], bins: Int = 15) -> Double {
        LabelEvaluation(
            .intent,
            outcomes.map {
                LabelOutcome(
                    text: "", target: "a", predicted: $0.isHit ? "a" : "b",
                    confidence: $0.confidence)
            }
        ).calibrationError(bins: bins)
    }

    @Test("confidences that keep their promise have no error, whatever they are")
    func kept() {
        let quarter = (0..<4).map { (confidence: 0.25, isHit: $0 == 0) }
        let sure = (0..<3).map { _ in (confidence: 1.0, isHit: true) }
        #expect(abs(Self.error(quarter + sure)) < 1e-12)
        #expect(Self.error([]) == 0)
    }

    @Test("too sure and not sure enough both count, by the number of predictions")
    func broken() {
        #expect(Self.error([(1, false)]) == 1)
        #expect(abs(Self.error([(0.9, false), (0.1, true)]) - 0.9) < 1e-12)
        // In one step of two the surpluses of 0.6 and of -0.4 meet; in steps of their own not.
        #expect(abs(Self.error([(0.6, false), (0.6, true)]) - 0.1) < 1e-12)
        #expect(abs(Self.error([(0.6, false), (0.9, true)], bins: 2) - 0.25) < 1e-12)
        #expect(abs(Self.error([(0.6, false), (0.9, true)], bins: 10) - 0.35) < 1e-12)
    }
}
