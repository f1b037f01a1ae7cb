// Learns which of some labels a text means, and ranks them: the nets behind intents and responses.

public import Learning
public import Vocabulary

/// How an `EmbeddingTextClassifier` is trained.
public struct EmbeddingTextSettings: Sendable {
    /// The most epochs; the length that the amount of data asks for is usually less.
    public var epochsMax = 300
    /// How many hidden units there are; `nil` for as many as the number of labels asks for.
    public var hidden: Int?
    /// Whether each label's name, split into words, is one more example of it.
    public var learnsNames = true
    /// Same seed, same data: same bytes.
    public var seed: UInt64 = 1
    /// Featurizers of the pipeline whose sentence features are taken besides the text's own.
    public var origins: [String] = []

    /// The settings that did best on validation data.
    public init() {}
}

/// A trained classifier of texts with calibrated confidences.
public struct EmbeddingTextClassifier: Sendable {
    /// The labels, sorted.
    public let labels: [String]
    private let vectorizer: EmbeddingVectorizer
    /// A net per view, in the order of `EmbeddingView`.
    private let networks: [SparseNetwork]
    private let calibration: ConfidenceCalibration

    init(
        labels: [String], vectorizer: EmbeddingVectorizer, networks: [SparseNetwork],
        calibration: ConfidenceCalibration
    ) {
        self.labels = labels
        self.vectorizer = vectorizer
        self.networks = networks
        self.calibration = calibration
    }

    /// How sure the classifier is of each label.
    ///
    /// - Returns: one number in 0...1 per label in the order of `labels`, together at most 1
    ///   (± 1e-5); the more of the message is unknown, the lower the best.
    public func probabilities(_ message: Message) -> [Float] {
        calibration.probabilities(
            EmbeddingNetworkTraining.scores(networks, vectorizer.rows(message)))
    }

    /// The labels by falling confidence, at most `length`; all when `length` is 0.
    public func ranking(_ message: Message, length: Int) -> [ScoredIntent] {
        Self.ranking(probabilities(message), labels: labels, length: length)
    }

    /// The best of some labels by falling probability; equal ones in the order of the labels.
    static func ranking(_ probabilities: [Float], labels: [String], length: Int) -> [ScoredIntent] {
        var best: [Int] = []
        let count = length > 0 ? min(length, labels.count) : labels.count
        best.reserveCapacity(count + 1)
        for label in probabilities.indices {
            let value = probabilities[label]
            if best.count == count, value <= probabilities[best[count - 1]] { continue }
            var place = best.count
            while place > 0, probabilities[best[place - 1]] < value { place -= 1 }
            best.insert(label, at: place)
            if best.count > count { best.removeLast() }
        }
        return best.map {
            ScoredIntent(name: labels[$0], confidence: Double(probabilities[$0]))
        }
    }

    /// Adds the classifier's sections.
    public func save(to file: inout ModelSections, name: String = "classifier") {
        var writer = SectionWriter()
        writer.write(texts: labels)
        calibration.write(to: &writer)
        vectorizer.write(to: &writer)
        for network in networks { network.write(to: &writer) }
        file.add(name, writer.bytes)
    }

    /// Reads what `save` wrote.
    ///
    /// - Throws: `SectionProblem` when the section is missing or not whole.
    public init(from file: ModelSections, name: String = "classifier") throws(SectionProblem) {
        var reader = try SectionReader(file, name)
        labels = try reader.texts()
        calibration = try ConfidenceCalibration(from: &reader)
        vectorizer = try EmbeddingVectorizer(from: &reader)
        var networks: [SparseNetwork] = []
        var fits = true
        for view in EmbeddingView.allCases {
            let network = try SparseNetwork(from: &reader)
            fits = fits && network.labels == labels.count
            fits = fits && network.inputs == vectorizer.inputs(view)
            networks.append(network)
        }
        self.networks = networks
        guard fits, reader.isAtEnd
        else { throw SectionProblem("section \(name) does not fit together") }
    }
}
