import Testing

@testable import Learning

@Suite("Logistic regression") struct LogisticRegressionTests {
    /// Twelve rows over five columns with three labels.
    static func examples(labels: Int = 3) -> LogisticExamples {
        var examples = LogisticExamples(width: 5, labelCount: labels)
        for row in 0..<12 {
            examples.add(
                columns: [Int32(row % 3), Int32(3 + row % 2)],
                values: [1 + Float(row) / 10, 0.5 - Float(row % 4)], label: row * row % labels)
        }
        return examples
    }

    @Test(
        "the gradient is that of the loss",
        arguments: [(nil, false), (1, false), (2, true)] as [(Int?, Bool)])
    func gradient(positive: Int?, penalizesIntercept: Bool) {
        let examples = Self.examples()
        let objective = LogisticObjective(
            examples: examples, labelWeights: [0.5, 1, 2], positive: positive, penalty: 0.7,
            penalizesIntercept: penalizesIntercept)
        let point = (0..<objective.parameterCount).map { Double(($0 * 7) % 11) / 10 - 0.5 }
        var gradient = [Double](repeating: 0, count: point.count)
        var unused = gradient
        _ = objective.value(at: point, gradient: &gradient)
        for index in point.indices {
            var (left, right) = (point, point)
            left[index] -= 1e-5
            right[index] += 1e-5
            let difference =
                objective.value(at: right, gradient: &unused)
                - objective.value(at: left, gradient: &unused)
            #expect(abs(difference / 2e-5 - gradient[index]) < 1e-6)
        }
    }

    @Test("the search finds the bottom of a bent valley")
    func valley() {
        let minimizer = LogisticMinimizer(
            stepsMax: 500, gradientTolerance: 1e-8, valueTolerance: 0)
        let outcome = minimizer.minimize(from: [-1.2, 1]) { point, gradient in
            let (x, y) = (point[0], point[1])
            gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x)
            gradient[1] = 200 * (y - x * x)
            return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
        }
        #expect(outcome.isConverged)
        #expect(abs(outcome.point[0] - 1) < 1e-6 && abs(outcome.point[1] - 1) < 1e-6)
    }

    @Test("a function without a bottom ends the search by its steps")
    func bottomless() {
        let outcome = LogisticMinimizer(stepsMax: 5).minimize(from: [0]) { point, gradient in
            gradient[0] = -1
            return -point[0]
        }
        #expect(!outcome.isConverged && outcome.point[0] > 0)
    }

    @Test(
        "chances sum to 1 and unknown columns are ignored",
        arguments: [LogisticRegression.Scheme.softmax, .oneAgainstRest], [2, 3])
    func chances(scheme: LogisticRegression.Scheme, labels: Int) {
        let model = LogisticRegression(
            training: Self.examples(labels: labels), settings: .init(scheme: scheme))
        let chances = model.chances(columns: [0, 4], values: [1, 1])
        #expect(chances.count == labels && abs(chances.reduce(0, +) - 1) < 1e-12)
        #expect(model.chances(columns: [0, 4, 99], values: [1, 1, 7]) == chances)
    }

    @Test("examples without any column are told by how often labels occur, all counted alike")
    func empty() {
        var examples = LogisticExamples(width: 0, labelCount: 3)
        for label in [0, 0, 0, 1, 2] { examples.add(columns: [], values: [], label: label) }
        let model = LogisticRegression(training: examples)
        for chance in model.chances(columns: [], values: []) {
            #expect(abs(chance - 1.0 / 3) < 1e-4)
        }
    }
}
