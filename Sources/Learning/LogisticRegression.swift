// Linear classification by softmax or by a sigmoid per label.

import Foundation

/// A trained logistic regression over sparse rows.
public struct LogisticRegression: Sendable {
    /// How labels are told apart.
    public enum Scheme: UInt8, Sendable, Hashable {
        /// One softmax over all labels; one sigmoid when there are two.
        case softmax
        /// A sigmoid for each label against all others, intercepts pulled to zero as well
        /// (what liblinear does); the chances are scaled to the sum of 1.
        case oneAgainstRest
    }

    /// How the training goes.
    public struct Settings: Sendable, Hashable {
        /// How labels are told apart.
        public var scheme: Scheme
        /// How many steps the search takes at most.
        public var stepsMax: Int
        /// The search ends when no partial derivative of the summed loss is larger.
        public var tolerance: Double
        /// How strongly weights are pulled to zero: the loss is the examples' summed
        /// cross-entropy plus half of this times the squared weights.
        public var penalty: Double

        /// scikit-learn's standards.
        public init(
            scheme: Scheme = .softmax, stepsMax: Int = 100, tolerance: Double = 1e-4,
            penalty: Double = 1
        ) {
            self.scheme = scheme
            self.stepsMax = stepsMax
            self.tolerance = tolerance
            self.penalty = penalty
        }
    }

    /// How many columns a row has.
    public let width: Int
    /// How many labels there are.
    public let labelCount: Int
    /// Whether the search met its tolerance before its steps ran out.
    public let isConverged: Bool
    private let scheme: Scheme
    /// Column by column, the intercept last; `outputs` values each.
    private let weights: [Float]

    /// One value per column suffices for two labels.
    private var outputs: Int { Self.outputs(labelCount) }
    private static func outputs(_ labels: Int) -> Int { labels == 2 ? 1 : labels }

    /// Trains on examples of at least two labels; every label counts alike, however many examples
    /// it has. The same examples and settings give the same weights.
    ///
    /// - Parameters:
    ///   - examples: rows and labels.
    ///   - settings: how the training goes.
    ///   - watch: called after each step with the share of the steps taken and the loss; training
    ///     ends early when it returns `false`.
    /// - Complexity: O(steps · non-zeros · labels) time; memory for about 34 values per weight.
    public init(
        training examples: LogisticExamples, settings: Settings = Settings(),
        watch: (Double, Double) -> Bool = { _, _ in true }
    ) {
        precondition(examples.labelCount >= 2, "logistic regression tells labels apart")
        width = examples.width
        labelCount = examples.labelCount
        scheme = settings.scheme
        let outputs = Self.outputs(examples.labelCount)
        let runs = Self.runs(scheme: settings.scheme, labels: examples.labelCount)
        var weights = [Float](repeating: 0, count: (width + 1) * outputs)
        var isConverged = true
        let minimizer = LogisticMinimizer(
            stepsMax: settings.stepsMax, gradientTolerance: settings.tolerance)
        for (index, positive) in runs.enumerated() {
            let objective = LogisticObjective(
                examples: examples,
                labelWeights: Self.labelWeights(examples, positive: positive, runs: runs.count),
                positive: positive,
                penalty: settings.penalty, penalizesIntercept: settings.scheme == .oneAgainstRest)
            let outcome = minimizer.minimize(
                from: [Double](repeating: 0, count: objective.parameterCount),
                watch: { step, loss in
                    let done = Double(step) / Double(max(settings.stepsMax, 1))
                    return watch((Double(index) + done) / Double(runs.count), loss)
                }, objective.value)
            isConverged = isConverged && outcome.isConverged
            for (place, value) in outcome.point.enumerated() {
                weights[runs.count == 1 ? place : place * outputs + index] = Float(value)
            }
        }
        self.weights = weights
        self.isConverged = isConverged
    }

    /// Which labels are told from the rest, one search each; `nil` stands for the softmax.
    private static func runs(scheme: Scheme, labels: Int) -> [Int?] {
        if labels == 2 { return [1] }
        return scheme == .softmax ? [nil] : (0..<labels).map { $0 }
    }

    /// Every label counts alike; against the rest only the one told apart is weighted
    /// (liblinear's `train`).
    private static func labelWeights(
        _ examples: LogisticExamples, positive: Int?, runs: Int
    ) -> [Double] {
        let balanced = examples.balancedWeights()
        guard let positive, runs > 1 else { return balanced }
        return balanced.indices.map { $0 == positive ? balanced[$0] : 1 }
    }

    /// How likely each label is.
    ///
    /// - Parameters:
    ///   - columns: which columns are not zero; those not below `width` are ignored.
    ///   - values: their values, one per column.
    /// - Returns: chances in label order, together 1.
    public func chances(columns: [Int32], values: [Float]) -> [Double] {
        let outputs = outputs
        var scores = (0..<outputs).map { Double(weights[width * outputs + $0]) }
        for (column, value) in zip(columns, values) where column >= 0 && column < width {
            let start = Int(column) * outputs
            for output in 0..<outputs {
                scores[output] += Double(value) * Double(weights[start + output])
            }
        }
        if outputs == 1 {
            let chance = Self.sigmoid(scores[0])
            return [1 - chance, chance]
        }
        let highest = scores.max() ?? 0
        let raw =
            scheme == .softmax ? scores.map { exp($0 - highest) } : scores.map(Self.sigmoid)
        let sum = raw.reduce(0, +)
        guard sum > 0 else { return raw.map { _ in 1 / Double(labelCount) } }
        return raw.map { $0 / sum }
    }

    private static func sigmoid(_ score: Double) -> Double { 1 / (1 + exp(-score)) }

    /// Writes the model as one section.
    public func save(to file: inout ModelSections, name: String) {
        var writer = SectionWriter()
        writer.write(scheme.rawValue)
        writer.write(UInt64(width))
        writer.write(UInt64(labelCount))
        writer.write(UInt8(isConverged ? 1 : 0))
        writer.write(array: weights)
        file.add(name, writer.bytes)
    }

    /// Reads what `save` wrote.
    ///
    /// - Throws: `SectionProblem` when the section is missing or its parts do not fit together.
    public init(loading sections: ModelSections, name: String) throws(SectionProblem) {
        var reader = try SectionReader(sections, name)
        let problem = SectionProblem("section \(name) does not hold a logistic regression")
        guard let scheme = Scheme(rawValue: try reader.integer()) else { throw problem }
        let width: UInt64 = try reader.integer()
        let labelCount: UInt64 = try reader.integer()
        let converged: UInt8 = try reader.integer()
        let weights: [Float] = try reader.array()
        guard labelCount >= 2, labelCount <= UInt64(weights.count) + 1,
            width < UInt64(weights.count) + 1,
            (Int(width) + 1) * Self.outputs(Int(labelCount)) == weights.count
        else { throw problem }
        self.scheme = scheme
        self.width = Int(width)
        self.labelCount = Int(labelCount)
        self.isConverged = converged == 1
        self.weights = weights
    }
}
